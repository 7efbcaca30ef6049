//! What `taxonomy check` prints: findings, and on demand what patterns and themes do in the corpus.

use std::io::Write;

use anyhow::Result;
use bloemlezer::analysis::{Overlap, Overlaps};
use bloemlezer::codebook::{Owner, PatternUse, SharedPattern};
use serde_json::json;

use super::super::listing::{Paint, clean, guarded, round, width, write_csv, write_json};
use super::counts::{Counts, Precision};
use super::{Checked, Patterns};

pub(super) fn text(checked: &Checked, paint: Paint, out: &mut dyn Write) -> Result<()> {
    let Checked { name, findings, counts, .. } = checked;
    let name = clean(name);
    for finding in findings {
        writeln!(out, "{name}:{}:{}: {}", finding.line, finding.column, clean(&finding.message))?;
        if let Some(hint) = &finding.hint {
            writeln!(out, "  hint: {}", clean(hint))?;
        }
    }
    if let Some(counts) = counts {
        if checked.patterns.any() {
            patterns(counts, checked.patterns, paint, out)?;
        }
        if checked.overlap {
            overlap(&counts.overlaps, paint, out)?;
            shared(&checked.shared, paint, out)?;
        }
        let (silent, all) = (counts.usage.silent().count(), counts.usage.patterns.len());
        let statements = match counts.usage.statements {
            1 => "1 statement".to_owned(),
            count => format!("{count} statements"),
        };
        let listed = if silent == 0 || checked.patterns.any() { "" } else { "; --unused lists them" };
        writeln!(out, "{silent} of {all} patterns match none of {statements}{listed}")?;
        if !checked.overlap {
            match checked.shared.len() {
                0 => {}
                1 => writeln!(out, "1 pattern stands under more than one theme; --overlap shows it")?,
                count => {
                    writeln!(out, "{count} patterns stand under more than one theme; --overlap lists them")?
                }
            }
        }
    }
    match findings.len() {
        0 => writeln!(out, "{name}: no findings")?,
        1 => writeln!(out, "1 finding")?,
        count => writeln!(out, "{count} findings")?,
    }
    Ok(())
}

/// Those that match most come first: they deserve the longest look.
fn patterns(counts: &Counts, which: Patterns, paint: Paint, out: &mut dyn Write) -> Result<()> {
    let mut all: Vec<(&PatternUse, Option<Precision>)> = listed(counts, which).collect();
    // Stable: file order between equals.
    all.sort_by_key(|(pattern, _)| std::cmp::Reverse(pattern.statements));
    let owners: Vec<String> = all.iter().map(|(pattern, _)| clean(&owner(&pattern.owner))).collect();
    let room = owners.iter().map(|owner| width(owner)).max().unwrap_or(0).max("for".len());
    let judged = counts.judged > 0;
    let right = if judged { "  right of judged" } else { "" };
    let header = format!("statements  alone{right}   line  {}  pattern", padded("for", room));
    writeln!(out, "{}", paint.heading(&header))?;
    for ((pattern, precision), owner) in all.iter().zip(&owners) {
        let alone = pattern.alone.map_or_else(|| "-".to_owned(), |alone| alone.to_string());
        let right = if judged { format!("  {:>15}", right_of(*precision)) } else { String::new() };
        let (statements, line) = (pattern.statements, pattern.line);
        let owner = padded(owner, room);
        writeln!(
            out,
            "{statements:>10}  {alone:>5}{right}  {line:>5}  {owner}  {}",
            clean(&pattern.pattern)
        )?;
    }
    writeln!(out)?;
    Ok(())
}

/// The patterns that were asked for, in file order.
fn listed(counts: &Counts, which: Patterns) -> impl Iterator<Item = (&PatternUse, Option<Precision>)> {
    let all = counts.usage.patterns.iter().zip(counts.precision.iter().copied());
    all.filter(move |(pattern, _)| which.lists(pattern))
}

fn right_of(precision: Option<Precision>) -> String {
    let told = |own: Precision| Some(format!("{:.2}  {:>3}/{:<3}", own.share()?, own.right, own.judged));
    precision.and_then(told).unwrap_or_else(|| "-".to_owned())
}

/// What a pattern speaks for, in a few words.
fn owner(owner: &Owner) -> String {
    let (role, code, subtheme) = described(owner);
    let code = match (code, subtheme) {
        (Some(code), Some(subtheme)) => format!("{code}/{subtheme}"),
        (Some(code), None) => code.to_owned(),
        (None, _) => String::new(),
    };
    match role {
        "theme" | "kind" => code,
        role if code.is_empty() => role.to_owned(),
        role => format!("{role} {code}"),
    }
}

/// Role, code and subtheme, as data files name them.
fn described(owner: &Owner) -> (&'static str, Option<&str>, Option<&str>) {
    match owner {
        Owner::Theme(code, subtheme) => ("theme", Some(code), subtheme.as_deref()),
        Owner::Exclusion(code) => ("exclusion", code.as_deref(), None),
        Owner::Kind(kind) => ("kind", Some(kind.code()), None),
        Owner::Heading(kind) => ("heading", Some(kind.code()), None),
        Owner::KindExclusion(kind) => ("exclusion", Some(kind.code()), None),
        Owner::Negation => ("negation", None, None),
    }
}

/// A row and a column for each theme: its statements where they meet, below that what two share.
fn overlap(overlaps: &Overlaps, paint: Paint, out: &mut dyn Write) -> Result<()> {
    const CELL: usize = 11;
    let codes: Vec<String> = overlaps.themes.iter().map(|(code, _)| clean(code)).collect();
    let widest = codes.iter().map(|code| width(code)).max().unwrap_or(0);
    let room = widest.max(CELL);
    let row = |cells: &mut dyn Iterator<Item = String>| -> String {
        let line: String = cells.map(|cell| format!("  {}", padded(&cell, room))).collect();
        line.trim_end().to_owned()
    };
    let title = "Statements with both themes, and their share of those with either";
    writeln!(out, "{}", paint.heading(title))?;
    writeln!(out, "{}{}", padded("", widest), row(&mut codes.iter().cloned()))?;
    for (place, (code, own)) in codes.iter().zip(overlaps.themes.iter().map(|(_, own)| own)).enumerate() {
        let shared = overlaps.themes.iter().take(place).map(|(other, _)| other);
        let pair = |other: &String| {
            let name = overlaps.themes.get(place).map(|(name, _)| name);
            overlaps.pairs.iter().find(|pair| pair.themes[0] == *other && Some(&pair.themes[1]) == name)
        };
        let cell = |pair: &Overlap| format!("{} ({:.2})", pair.both, pair.jaccard());
        let shared = shared.map(|other| pair(other).map(cell).unwrap_or_default());
        writeln!(out, "{}{}", padded(code, widest), row(&mut shared.chain([own.to_string()])))?;
    }
    writeln!(out)?;
    Ok(())
}

/// Patterns that make two themes go together by themselves.
fn shared(shared: &[SharedPattern], paint: Paint, out: &mut dyn Write) -> Result<()> {
    if shared.is_empty() {
        return Ok(());
    }
    writeln!(out, "{}", paint.heading("Patterns that stand under more than one theme"))?;
    for SharedPattern { pattern, themes } in shared {
        let stands: Vec<String> =
            themes.iter().map(|(code, line)| format!("{} (line {line})", clean(code))).collect();
        writeln!(out, "{}: {}", clean(pattern), stands.join(", "))?;
    }
    writeln!(out)?;
    Ok(())
}

fn padded(text: &str, room: usize) -> String {
    format!("{text}{}", " ".repeat(room.saturating_sub(width(text))))
}

pub(super) fn json(checked: &Checked, out: &mut dyn Write) -> Result<()> {
    let name = &checked.name;
    for finding in &checked.findings {
        let (line, column) = (finding.line, finding.column);
        let (message, hint) = (&finding.message, &finding.hint);
        write_json(
            &json!({ "type": "finding", "file": name, "line": line, "column": column, "message": message, "hint": hint }),
            out,
        )?;
    }
    let Some(counts) = &checked.counts else {
        return write_json(&json!({ "type": "summary", "total": checked.findings.len() }), out);
    };
    for (pattern, precision) in listed(counts, checked.patterns) {
        let (role, code, subtheme) = described(&pattern.owner);
        let line = json!({
            "type": "pattern",
            "line": pattern.line,
            "column": pattern.column,
            "role": role,
            "code": code,
            "subtheme": subtheme,
            "pattern": pattern.pattern,
            "weight": pattern.weight,
            "statements": pattern.statements,
            "alone": pattern.alone,
            "judged": precision.map(|own| own.judged),
            "right": precision.map(|own| own.right),
            "precision": precision.and_then(Precision::share).map(round),
        });
        write_json(&line, out)?;
    }
    for pair in counts.overlaps.pairs.iter().filter(|_| checked.overlap) {
        let (themes, jaccard) = (&pair.themes, round(pair.jaccard()));
        let (both, either) = (pair.both, pair.either);
        write_json(
            &json!({ "type": "overlap", "themes": themes, "both": both, "either": either, "jaccard": jaccard }),
            out,
        )?;
    }
    for SharedPattern { pattern, themes } in checked.shared.iter().filter(|_| checked.overlap) {
        let (codes, lines): (Vec<&str>, Vec<u32>) =
            themes.iter().map(|(code, line)| (code.as_str(), *line)).unzip();
        write_json(&json!({ "type": "shared", "pattern": pattern, "themes": codes, "lines": lines }), out)?;
    }
    let summary = json!({
        "type": "summary",
        "total": checked.findings.len(),
        "statements": counts.usage.statements,
        "patterns": counts.usage.patterns.len(),
        "silent": counts.usage.silent().count(),
        "judged": counts.judged,
    });
    write_json(&summary, out)
}

/// One table: what was asked for beside the findings, else the findings.
pub(super) fn csv(checked: &Checked, out: &mut dyn Write) -> Result<()> {
    let rows = match &checked.counts {
        Some(counts) if checked.patterns.any() => pattern_rows(counts, checked.patterns),
        Some(counts) if checked.overlap => overlap_rows(&counts.overlaps),
        _ => finding_rows(checked),
    };
    write_csv(&rows, out)
}

fn finding_rows(checked: &Checked) -> Vec<Vec<String>> {
    let header = ["file", "line", "column", "message", "hint"].map(str::to_owned).to_vec();
    let rows = checked.findings.iter().map(|finding| {
        let (line, column) = (finding.line.to_string(), finding.column.to_string());
        let hint = finding.hint.clone().unwrap_or_default();
        let cells = [checked.name.clone(), line, column, finding.message.clone(), hint];
        cells.map(|cell| guarded(&cell)).to_vec()
    });
    std::iter::once(header).chain(rows).collect()
}

fn pattern_rows(counts: &Counts, which: Patterns) -> Vec<Vec<String>> {
    let header = [
        "line",
        "column",
        "role",
        "code",
        "subtheme",
        "pattern",
        "weight",
        "statements",
        "alone",
        "judged",
        "right",
        "precision",
    ];
    let told = |count: Option<u64>| count.map(|count| count.to_string()).unwrap_or_default();
    let rows = listed(counts, which).map(|(pattern, precision)| {
        let share = precision.and_then(Precision::share).map(|share| round(share).to_string());
        let (role, code, subtheme) = described(&pattern.owner);
        vec![
            pattern.line.to_string(),
            pattern.column.to_string(),
            role.to_owned(),
            guarded(code.unwrap_or_default()),
            guarded(subtheme.unwrap_or_default()),
            guarded(&pattern.pattern),
            pattern.weight.to_string(),
            pattern.statements.to_string(),
            told(pattern.alone),
            told(precision.map(|own| own.judged)),
            told(precision.map(|own| own.right)),
            share.unwrap_or_default(),
        ]
    });
    std::iter::once(header.map(str::to_owned).to_vec()).chain(rows).collect()
}

fn overlap_rows(overlaps: &Overlaps) -> Vec<Vec<String>> {
    let header = ["theme", "other", "both", "either", "jaccard"].map(str::to_owned).to_vec();
    let rows = overlaps.pairs.iter().map(|pair| {
        let [one, other] = &pair.themes;
        let counts = [pair.both.to_string(), pair.either.to_string(), round(pair.jaccard()).to_string()];
        [guarded(one), guarded(other)].into_iter().chain(counts).collect()
    });
    std::iter::once(header).chain(rows).collect()
}
