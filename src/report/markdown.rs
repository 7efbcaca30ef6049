//! `summary.md`: the main figures and a few quotes per theme, as text to take over.

use std::fmt::Write as _;

use super::OutputFile;
use super::site::{ListKey, Site, quality, share, whole};
use crate::model::{Kind, Statement};

/// Quotes per theme.
const QUOTES: usize = 3;

/// The file. Writing to a string cannot fail, so the results of `write!` are let go.
pub(super) fn file(site: &Site<'_>) -> OutputFile {
    let mut text = String::new();
    let _ = writeln!(text, "# {}\n", escape(&site.title.text));
    figures(&mut text, site);
    themes(&mut text, site);
    together(&mut text, site);
    sources(&mut text, site);
    quotes(&mut text, site);
    coding(&mut text, site);
    OutputFile::new("summary.md", text)
}

fn number(site: &Site<'_>, count: usize) -> String {
    whole(count, &site.strings.frame)
}

fn figures(text: &mut String, site: &Site<'_>) {
    let (terms, all) = (&site.strings.terms, site.all);
    let documents = site.findings.documents.len();
    let reviewed = site.total(ListKey::Reviewed);
    let rows = [
        (all, terms.statement.of(all as u64).to_owned()),
        (documents, terms.source.of(documents as u64).to_owned()),
        (site.total(ListKey::Theme(site.themes.len() - 1)), terms.uncoded_long.to_owned()),
        (site.total(ListKey::Doubtful), terms.doubtful.to_owned()),
        (reviewed, (site.strings.overview.reviewed)(&share(reviewed, all))),
    ];
    for (count, label) in rows {
        let _ = writeln!(text, "- {} {label}", number(site, count));
    }
    if let Some(both_ways) = site.both_ways(all, site.findings.summary.groups_collapsed) {
        let _ = writeln!(text, "- {both_ways}");
    }
    text.push('\n');
}

fn themes(text: &mut String, site: &Site<'_>) {
    let s = site.strings;
    let _ = writeln!(text, "## {}\n\n{}\n", s.overview.chart_title, s.overview.themes_intro);
    let kinds = Kind::ALL.map(|kind| (s.names.kind)(kind).one);
    let _ = writeln!(
        text,
        "| {} | {} | {} | {} |",
        s.terms.theme.one,
        kinds.join(" | "),
        s.terms.total,
        s.terms.share
    );
    text.push_str("|---|---:|---:|---:|---:|---:|\n");
    for (at, theme) in site.themes.iter().enumerate() {
        let total = site.total(ListKey::Theme(at));
        let counts = Kind::ALL.map(|kind| number(site, site.total(ListKey::ThemeKind(at, kind))));
        let share = share(total, site.all);
        let _ = writeln!(
            text,
            "| {} | {} | {} | {share} |",
            escape(theme.label),
            counts.join(" | "),
            number(site, total)
        );
    }
    let counts = Kind::ALL.map(|kind| number(site, site.total(ListKey::Kind(kind))));
    let all = number(site, site.all);
    let _ = writeln!(text, "| {} | {} | {all} | |\n", s.terms.all, counts.join(" | "));
}

fn together(text: &mut String, site: &Site<'_>) {
    let _ = writeln!(text, "## {}\n", site.strings.overview.together);
    let themes = site.themes.len();
    let mut any = false;
    for (one, other) in (0..themes).flat_map(|one| (one + 1..themes).map(move |other| (one, other))) {
        let count = site.total(ListKey::Pair(one, other));
        if count > 0 {
            any = true;
            let labels = [one, other].map(|theme| escape(site.themes[theme].label));
            let _ = writeln!(text, "- {}: {}", labels.join(" + "), number(site, count));
        }
    }
    if !any {
        let _ = writeln!(text, "{}", site.strings.overview.together_none);
    }
    text.push('\n');
}

fn sources(text: &mut String, site: &Site<'_>) {
    let s = site.strings;
    let _ = writeln!(text, "## {}\n", s.overview.sources_table);
    let labels: Vec<String> = site.themes.iter().map(|theme| escape(theme.label)).collect();
    let _ = writeln!(text, "| {} | {} | {} |", s.source.file, labels.join(" | "), s.terms.total);
    let _ = writeln!(text, "|---|{}---:|", "---:|".repeat(labels.len()));
    for (at, document) in site.findings.documents.iter().enumerate() {
        let counts: Vec<String> = (0..site.themes.len())
            .map(|theme| number(site, site.total(ListKey::DocumentTheme(at, theme))))
            .collect();
        let total = number(site, site.total(ListKey::Document(at)));
        let _ = writeln!(text, "| {} | {} | {total} |", escape(&document.path), counts.join(" | "));
    }
    text.push('\n');
}

fn quotes(text: &mut String, site: &Site<'_>) {
    let _ = writeln!(text, "## {}\n", site.strings.terms.quotes);
    for (at, theme) in site.themes.iter().enumerate() {
        let best = best(site, at, theme.code);
        if best.is_empty() {
            continue;
        }
        let _ = writeln!(text, "### {}\n", escape(theme.label));
        for statement in best {
            let place = place(site, statement);
            let _ = writeln!(text, "> {}\n>\n> — {place}, {}\n", escape(&statement.text), statement.id);
        }
    }
}

/// The document; a link to the page where the report holds a copy of it.
fn place(site: &Site<'_>, statement: &Statement) -> String {
    let document = escape(&statement.document);
    let link = statement.page.and_then(|page| super::site::link(site, &statement.document, page));
    match link {
        Some(link) => format!("[{document}]({link})"),
        None => document,
    }
}

/// The surest statements of a theme; between equals the earlier.
fn best<'f>(site: &Site<'f>, theme: usize, code: &str) -> Vec<&'f Statement> {
    let score = |statement: &Statement| {
        let coding = statement.themes.iter().find(|coding| coding.code == code);
        coding.map_or(0.0, |coding| coding.score)
    };
    let shown = site.shown(ListKey::Theme(theme));
    let mut statements: Vec<&Statement> = shown.iter().map(|index| site.statements[*index]).collect();
    statements.sort_by(|one, other| score(other).total_cmp(&score(one)));
    statements.truncate(QUOTES);
    statements
}

fn coding(text: &mut String, site: &Site<'_>) {
    let words = &site.strings.overview;
    let told = format!("{} {}", quality::how(site), quality::quality(site));
    let _ = writeln!(text, "## {}\n\n{}", words.coding, escape(&told));
}

/// A respondent's words as plain text: what Markdown or HTML would read as markup is escaped.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut at_start = true;
    let mut only_digits = true;
    for character in text.chars() {
        let starts_list = (at_start && "#+-=:".contains(character))
            || (!at_start && only_digits && matches!(character, '.' | ')'));
        let markup = starts_list || "\\`*_[]<>|~&$".contains(character);
        if markup {
            escaped.push('\\');
        }
        escaped.push(if character.is_control() { ' ' } else { character });
        at_start = false;
        only_digits &= character.is_ascii_digit();
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn words_are_never_markup() {
        assert_eq!(escape("# kop [x](y) <b>"), "\\# kop \\[x\\](y) \\<b\\>");
        assert_eq!(escape("a\nb"), "a b");
        assert_eq!(escape("18- / 18+"), "18- / 18+");
        assert_eq!(escape("1. Eén"), "1\\. Eén");
    }
}
