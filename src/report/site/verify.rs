//! Holds the summary against the statements: a report whose numbers lead elsewhere than they say is not written.

use super::super::ReportError;
use super::context::Site;
use super::list::Grouping;
use super::lists::ListKey;
use crate::model::{Kind, Section, SectionCount, ThemeCount};

/// Every count of the summary that pages show.
pub(super) fn counts(site: &Site<'_>) -> Result<(), ReportError> {
    let summary = &site.findings.summary;
    same(site, "all statements", summary.statements, ListKey::All)?;
    same(site, "statements without a theme", summary.uncoded, ListKey::Theme(site.themes.len() - 1))?;
    same(site, "statements looked at", summary.reviewed, ListKey::Reviewed)?;
    same(site, "statements in conflict", summary.conflicts, ListKey::Conflicts)?;
    for (what, counted, grouping) in [
        ("records", summary.records, Grouping::Records),
        ("respondents", summary.respondents, Grouping::Respondents),
    ] {
        let found = grouping.total(site) as u64;
        if counted != found {
            return Err(ReportError::Count { what: what.to_owned(), counted, found });
        }
    }
    for kind in Kind::ALL {
        let counted = summary.kinds.get(kind.code()).copied().unwrap_or(0);
        same(site, &format!("kind {}", kind.code()), counted, ListKey::Kind(kind))?;
    }
    for theme in 0..site.themes.len() {
        self::theme(site, theme)?;
    }
    for section in 0..site.sections.len() {
        self::section(site, section)?;
    }
    for document in 0..site.findings.documents.len() {
        self::document(site, document)?;
    }
    pairs(site)
}

fn same(site: &Site<'_>, what: &str, counted: u64, key: ListKey) -> Result<(), ReportError> {
    let found = site.total(key) as u64;
    if counted == found { Ok(()) } else { Err(ReportError::Count { what: what.to_owned(), counted, found }) }
}

fn theme(site: &Site<'_>, theme: usize) -> Result<(), ReportError> {
    let entry = &site.themes[theme];
    let none = ThemeCount::default();
    let count = site.findings.summary.themes.iter().find(|count| count.code == entry.code).unwrap_or(&none);
    let what = format!("theme {}", entry.code);
    same(site, &what, count.statements, ListKey::Theme(theme))?;
    for kind in Kind::ALL {
        let counted = count.by_kind.get(kind.code()).copied().unwrap_or(0);
        same(site, &format!("{what}, kind {}", kind.code()), counted, ListKey::ThemeKind(theme, kind))?;
    }
    for (position, (code, _)) in entry.subthemes.iter().enumerate() {
        let counted = count.by_subtheme.get(*code).copied().unwrap_or(0);
        same(site, &format!("{what}, subtheme {code}"), counted, ListKey::Subtheme(theme, position))?;
    }
    Ok(())
}

fn section(site: &Site<'_>, section: usize) -> Result<(), ReportError> {
    let heading = site.sections[section];
    let counts = site.findings.summary.sections.iter().find(|count| is_for(count, heading));
    let what = format!("section {}", site.section_label(section));
    same(site, &what, counts.map_or(0, |count| count.statements), ListKey::Section(section))?;
    for (theme, entry) in site.themes.iter().enumerate() {
        let counted = counts.and_then(|count| count.by_theme.get(entry.code)).copied().unwrap_or(0);
        same(site, &format!("{what}, theme {}", entry.code), counted, ListKey::SectionTheme(section, theme))?;
    }
    Ok(())
}

fn is_for(count: &SectionCount, heading: Option<&Section>) -> bool {
    count.title.as_deref() == heading.map(|heading| heading.title.as_str())
        && count.number.as_deref() == heading.and_then(|heading| heading.number.as_deref())
}

fn document(site: &Site<'_>, document: usize) -> Result<(), ReportError> {
    let path = site.document(document).path.as_str();
    let counts = site.findings.summary.documents.iter().find(|count| count.document == path);
    let what = format!("document {path}");
    same(site, &what, counts.map_or(0, |count| count.statements), ListKey::Document(document))?;
    for (theme, entry) in site.themes.iter().enumerate() {
        let counted = counts.and_then(|count| count.by_theme.get(entry.code)).copied().unwrap_or(0);
        same(
            site,
            &format!("{what}, theme {}", entry.code),
            counted,
            ListKey::DocumentTheme(document, theme),
        )?;
    }
    Ok(())
}

fn pairs(site: &Site<'_>) -> Result<(), ReportError> {
    for one in 0..site.themes.len() {
        for other in one + 1..site.themes.len() {
            let codes = [site.themes[one].code, site.themes[other].code];
            let counted = site
                .findings
                .summary
                .cooccurrence
                .iter()
                .filter(|pair| pair.themes.iter().all(|code| codes.contains(&code.as_str())))
                .map(|pair| pair.statements)
                .sum();
            let what = format!("themes {} and {} together", codes[0], codes[1]);
            same(site, &what, counted, ListKey::Pair(one, other))?;
        }
    }
    Ok(())
}
