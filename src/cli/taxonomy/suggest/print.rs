//! Suggested patterns as tables for people, JSON Lines or CSV.

use std::io::Write;

use anyhow::Result;
use bloemlezer::analysis::suggestions::{Suggestion, Verdict};
use serde_json::json;

use super::super::super::listing::{
    Paint, Wrapped, clean, counted, guarded, round, width, wrap, write_csv, write_json,
};
use super::statements::Judge;
use super::{Suggested, ThemeSuggestions};

pub(super) fn text(suggested: &Suggested, paint: Paint, out: &mut dyn Write) -> Result<()> {
    let judged = suggested.statements.all.iter().filter(|own| own.judged).count();
    let all = counted(suggested.statements.all.len() as u64, "statement");
    match suggested.statements.judge {
        Judge::People => writeln!(out, "{all}, {judged} judged by people")?,
        Judge::Model => writeln!(out, "{all}, judged by the learned model")?,
    }
    for theme in &suggested.themes {
        let missed = counted(theme.missed() as u64, "statement");
        let title = format!("{}: {missed} that no pattern finds", clean(&theme.code));
        writeln!(out, "\n{}", paint.heading(&title))?;
        if theme.suggestions.is_empty() {
            writeln!(out, "  nothing to suggest")?;
            continue;
        }
        writeln!(out, "    gain  right  wrong  unjudged  precision  pattern")?;
        for own in &theme.suggestions {
            let Suggestion { gain, right, wrong, unjudged, precision, pattern, .. } = own;
            writeln!(
                out,
                "  {gain:>6.1}  {right:>5}  {wrong:>5}  {unjudged:>8}  {precision:>9.2}  \"{}\"",
                clean(pattern)
            )?;
            samples(suggested, theme, own, paint, out)?;
        }
    }
    Ok(())
}

/// A few of the statements that a pattern would move, the wrong ones first: they tell whether it is too broad.
fn samples(
    suggested: &Suggested,
    theme: &ThemeSuggestions,
    own: &Suggestion,
    paint: Paint,
    out: &mut dyn Write,
) -> Result<()> {
    let mut moved: Vec<(usize, Verdict)> =
        own.moved.iter().filter_map(|place| Some((*place, theme.verdict(*place)?))).collect();
    moved.sort_by_key(|(_, verdict)| match verdict {
        Verdict::Wrong => 0,
        Verdict::Unjudged => 1,
        Verdict::Right => 2,
    });
    for (place, verdict) in moved.into_iter().take(suggested.samples) {
        let Some(statement) = suggested.statements.all.get(place) else {
            continue;
        };
        let label = format!("{}  {}  ", name(verdict), clean(&statement.id));
        let indent = 10 + width(&label);
        let lines = wrap(&statement.text, &[], paint, Wrapped { width: 110.max(indent + 40), indent });
        for (number, line) in lines.iter().enumerate() {
            match number {
                0 => writeln!(out, "{:10}{label}{}", "", line.trim_start())?,
                _ => writeln!(out, "{line}")?,
            }
        }
    }
    Ok(())
}

fn name(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Right => "right",
        Verdict::Wrong => "wrong",
        Verdict::Unjudged => "unjudged",
    }
}

pub(super) fn json(suggested: &Suggested, out: &mut dyn Write) -> Result<()> {
    let mut all = 0;
    for theme in &suggested.themes {
        for own in &theme.suggestions {
            let statements: Vec<serde_json::Value> = moved(suggested, theme, own)
                .map(|(id, verdict)| json!({ "id": id, "verdict": name(verdict) }))
                .collect();
            let line = json!({
                "type": "suggestion",
                "theme": theme.code,
                "pattern": own.pattern,
                "gain": round(own.gain),
                "right": own.right,
                "wrong": own.wrong,
                "unjudged": own.unjudged,
                "precision": round(own.precision),
                "statements": statements,
            });
            write_json(&line, out)?;
            all += 1;
        }
    }
    let summary = json!({
        "type": "summary",
        "judge": match suggested.statements.judge { Judge::People => "people", Judge::Model => "model" },
        "statements": suggested.statements.all.len(),
        "judged": suggested.statements.all.iter().filter(|own| own.judged).count(),
        "suggestions": all,
    });
    write_json(&summary, out)
}

fn moved<'s>(
    suggested: &'s Suggested,
    theme: &'s ThemeSuggestions,
    own: &'s Suggestion,
) -> impl Iterator<Item = (&'s str, Verdict)> {
    own.moved.iter().filter_map(|place| {
        let statement = suggested.statements.all.get(*place)?;
        Some((statement.id.as_str(), theme.verdict(*place)?))
    })
}

pub(super) fn csv(suggested: &Suggested, out: &mut dyn Write) -> Result<()> {
    let header = ["theme", "pattern", "gain", "right", "wrong", "unjudged", "precision", "statements"];
    let mut rows = vec![header.map(str::to_owned).to_vec()];
    for theme in &suggested.themes {
        rows.extend(theme.suggestions.iter().map(|own| {
            let ids: Vec<&str> = moved(suggested, theme, own).map(|(id, _)| id).collect();
            vec![
                guarded(&theme.code),
                guarded(&own.pattern),
                round(own.gain).to_string(),
                own.right.to_string(),
                own.wrong.to_string(),
                own.unjudged.to_string(),
                round(own.precision).to_string(),
                guarded(&ids.join(" ")),
            ]
        }));
    }
    write_csv(&rows, out)
}
