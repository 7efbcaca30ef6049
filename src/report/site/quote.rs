//! A statement as pages show it: its words with the evidence marked, its codes, and the way to its source.

use super::context::Site;
use super::lists::{ListKey, PART};
use super::marks::{Segment, segments};
use super::numbers;
use super::originals::link;
use super::themes::theme_class;
use crate::model::{Coder, Kind, SourcePiece, Span, Statement, ThemeCoding, Truncated};

/// A stretch of a statement's words.
pub(super) struct Words {
    pub(super) text: String,
    pub(super) mark: Option<Mark>,
    /// Whether an addition of its writer's own begins, or ends, with it.
    pub(super) own_begins: bool,
    pub(super) own_ends: bool,
}

/// Why a stretch is marked.
pub(super) struct Mark {
    /// Class of the first theme it is a reason for.
    pub(super) class: String,
    /// The themes in words.
    pub(super) title: String,
    /// Their numbers on this quote; empty where there is only one theme to mean.
    pub(super) numbers: String,
}

/// A theme on a quote.
pub(super) struct Chip {
    pub(super) label: String,
    pub(super) subtheme: Option<String>,
    pub(super) href: String,
    pub(super) class: String,
    /// Its number on this quote, where there are more.
    pub(super) number: Option<usize>,
    /// The analyst, for a code that a human decided.
    pub(super) decided: Option<String>,
}

/// A statement.
pub(super) struct Quote {
    pub(super) id: String,
    /// Its place on its source page, from the top of the site.
    pub(super) href: String,
    pub(super) permalink: String,
    pub(super) lang: Option<String>,
    pub(super) words: Vec<Words>,
    pub(super) kind: String,
    pub(super) kind_class: &'static str,
    pub(super) kind_decided: Option<String>,
    pub(super) chips: Vec<Chip>,
    /// Words and list of the heading above it.
    pub(super) section: Option<(String, String)>,
    pub(super) section_lang: Option<String>,
    pub(super) source: String,
    pub(super) place: String,
    /// Words and link of the page of the source's copy, where the site holds one.
    pub(super) original: Option<(String, String)>,
    pub(super) question: Option<String>,
    pub(super) respondent: Option<String>,
    pub(super) date: Option<String>,
    /// Doubts and states in words.
    pub(super) flags: Vec<String>,
    pub(super) checked: bool,
    /// How often these words were sent, and where they are listed.
    pub(super) repeated: Option<(String, Option<String>)>,
    /// The statement whose words it repeats, with its place.
    pub(super) duplicate: Option<(String, Option<String>)>,
}

/// Which themes a quote's marks and chips are about.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Focus {
    /// All of them.
    AllThemes,
    /// Marks of this one; chips of the others, which are links to elsewhere.
    Theme(usize),
}

/// The statement at that position.
pub(super) fn quote(site: &Site<'_>, index: usize, focus: Focus) -> Quote {
    let statement = site.statements[index];
    let document = site.layout.document_of[index];
    Quote {
        id: statement.id.clone(),
        href: site.layout.permalink(index, &statement.id).unwrap_or_default(),
        permalink: (site.strings.terms.permalink)(&statement.id),
        lang: site.foreign(&statement.language).map(str::to_owned),
        words: words(site, index, focus),
        kind: (site.strings.names.kind)(statement.kind).one.to_owned(),
        kind_class: kind_class(statement.kind),
        kind_decided: (statement.kind_source == crate::model::KindSource::Human)
            .then(|| (site.strings.names.kind_source)(statement.kind_source).to_owned()),
        chips: chips(site, index, focus),
        section: section(site, index),
        section_lang: site.section_lang(site.section_of[index]),
        source: site.document(document).path.clone(),
        place: place(site, statement),
        original: original(site, statement),
        question: statement.question.clone(),
        respondent: statement.respondent.clone(),
        date: statement.date.clone(),
        flags: flags(site, index),
        checked: statement.reviewed,
        repeated: repeated(site, index),
        duplicate: duplicate(site, statement),
    }
}

/// The class that gives a kind its pattern.
pub(super) fn kind_class(kind: Kind) -> &'static str {
    match kind {
        Kind::Knelpunt => "k-knelpunt",
        Kind::Wens => "k-wens",
        Kind::Context => "k-context",
    }
}

/// Its codings with their number on the quote, in the order of the statement.
fn numbered(statement: &Statement) -> impl Iterator<Item = (usize, &ThemeCoding)> {
    statement.themes.iter().enumerate().map(|(position, coding)| (position + 1, coding))
}

/// Who owns the stretches that are a writer's own; themes count from 1.
const OWN: usize = 0;

fn words(site: &Site<'_>, index: usize, focus: Focus) -> Vec<Words> {
    let statement = site.statements[index];
    let in_focus = |coding: &ThemeCoding| match focus {
        Focus::AllThemes => true,
        Focus::Theme(theme) => site.theme_at(&coding.code) == Some(theme),
    };
    let spans: Vec<(Span, usize)> = numbered(statement)
        .filter(|(_, coding)| in_focus(coding))
        .flat_map(|(number, coding)| {
            coding.evidence.iter().map(move |evidence| (Span::new(evidence.start, evidence.end), number))
        })
        .chain(own(site, index).iter().map(|span| (*span, OWN)))
        .collect();
    let several = focus == Focus::AllThemes && statement.themes.len() > 1;
    let segments = segments(&statement.text, &spans);
    let is_own = |place: Option<usize>| {
        place.and_then(|place| segments.get(place)).is_some_and(|segment| segment.owners.contains(&OWN))
    };
    let words = |(place, segment): (usize, &Segment<'_>)| {
        let themes: Vec<usize> = segment.owners.iter().copied().filter(|owner| *owner != OWN).collect();
        let own = is_own(Some(place));
        Words {
            text: segment.text.to_owned(),
            mark: mark(site, statement, &themes, several),
            own_begins: own && !is_own(place.checked_sub(1)),
            own_ends: own && !is_own(Some(place + 1)),
        }
    };
    segments.iter().enumerate().map(words).collect()
}

fn mark(site: &Site<'_>, statement: &Statement, numbers: &[usize], several: bool) -> Option<Mark> {
    let themes: Vec<usize> =
        numbers.iter().filter_map(|number| site.theme_at(&statement.themes.get(number - 1)?.code)).collect();
    let first = themes.first()?;
    let labels: Vec<&str> = themes.iter().map(|theme| site.themes[*theme].label).collect();
    let numbers: Vec<String> = numbers.iter().map(usize::to_string).collect();
    Some(Mark {
        class: theme_class(*first),
        title: (site.strings.terms.marked)(&labels.join(", ")),
        numbers: if several { numbers.join(" ") } else { String::new() },
    })
}

fn chips(site: &Site<'_>, index: usize, focus: Focus) -> Vec<Chip> {
    let statement = site.statements[index];
    let several = focus == Focus::AllThemes && statement.themes.len() > 1;
    let mut chips = Vec::new();
    for (number, coding) in numbered(statement) {
        let Some(theme) = site.theme_at(&coding.code) else {
            continue;
        };
        let entry = &site.themes[theme];
        let label = coding.subtheme.as_deref().and_then(|code| entry.subtheme_at(code));
        chips.push(Chip {
            label: entry.label.to_owned(),
            subtheme: label.map(|at| entry.subthemes[at].1.to_owned()),
            href: theme_href(site, index, theme),
            class: theme_class(theme),
            number: several.then_some(number),
            decided: decided(site, coding),
        });
    }
    if chips.is_empty() {
        let theme = site.themes.len() - 1;
        chips.push(Chip {
            label: site.themes[theme].label.to_owned(),
            subtheme: None,
            href: theme_href(site, index, theme),
            class: theme_class(theme),
            number: None,
            decided: None,
        });
    }
    chips
}

/// The quote on a theme's page; the page itself where a large set leaves the quote out.
fn theme_href(site: &Site<'_>, index: usize, theme: usize) -> String {
    let statement = site.statements[index];
    match site.place_on_theme(theme, statement.kind, index) {
        Some(place) => format!("{}#{}", site.theme_file(theme, place / PART), statement.id),
        None => site.theme_file(theme, 0),
    }
}

fn decided(site: &Site<'_>, coding: &ThemeCoding) -> Option<String> {
    if coding.source != Coder::Human {
        return None;
    }
    Some(match &coding.coder {
        Some(coder) => (site.strings.terms.by_human)(coder),
        None => (site.strings.names.coder)(coding.source).to_owned(),
    })
}

fn section(site: &Site<'_>, index: usize) -> Option<(String, String)> {
    let section = site.section_of[index];
    site.sections[section]?;
    Some((site.section_label(section), site.href(ListKey::Section(section))?))
}

/// The page of the PDF that it begins on.
fn original(site: &Site<'_>, statement: &Statement) -> Option<(String, String)> {
    let page = statement.page?;
    let href = link(site, &statement.document, page)?;
    Some((format!("PDF, {}", (site.strings.source.page_short)(&page.to_string())), href))
}

/// Page and column, the row, or the paragraph.
fn place(site: &Site<'_>, statement: &Statement) -> String {
    let words = &site.strings.source;
    match statement.source.first() {
        Some(SourcePiece::Cell { sheet, row, .. }) => {
            let row = (words.row)(*row);
            return sheet.as_ref().map_or(row.clone(), |sheet| format!("{} {sheet}, {row}", words.sheet));
        }
        Some(SourcePiece::Paragraph { paragraph, .. }) => return (words.paragraph_short)(*paragraph),
        Some(SourcePiece::Line { part: Some(_), line, .. }) => {
            return format!("{} {line}", words.line.to_lowercase());
        }
        _ => {}
    }
    let page = statement.page_label.clone().or_else(|| statement.page.map(|page| page.to_string()));
    let mut parts: Vec<String> = page.iter().map(|page| (words.page_short)(page)).collect();
    if let Some(column) = statement.column {
        parts.push((words.column)(column).to_lowercase());
    }
    parts.join(", ")
}

fn flags(site: &Site<'_>, index: usize) -> Vec<String> {
    let statement = site.statements[index];
    let mut flags = Vec::new();
    if !own(site, index).is_empty() {
        flags.push(site.strings.repeats.own_flag.to_owned());
    }
    if statement.is_doubtful() {
        let doubt = numbers::score(statement.doubt, &site.strings.frame);
        flags.push((site.strings.terms.doubtful_flag)(&doubt));
    }
    if !statement.conflicts.is_empty() {
        let about: Vec<&str> = statement.conflicts.iter().map(|what| site.name_of_code(what)).collect();
        flags.push((site.strings.terms.conflict_flag)(&about.join(", ")));
    }
    if statement.truncated != Truncated::No {
        flags.push((site.strings.names.truncated)(statement.truncated).to_owned());
    }
    flags
}

/// Its own additions, where others repeat the rest of it.
fn own<'s>(site: &Site<'s>, index: usize) -> &'s [Span] {
    if site.repeat_of[index].is_some() { &site.statements[index].own } else { &[] }
}

fn repeated(site: &Site<'_>, index: usize) -> Option<(String, Option<String>)> {
    let (times, href) = site.repeated(index)?;
    Some(((site.strings.repeats.repeated)(&numbers::whole(times, &site.strings.frame)), href))
}

fn duplicate(site: &Site<'_>, statement: &Statement) -> Option<(String, Option<String>)> {
    let first = statement.duplicate_of.as_deref()?;
    let index = site.statement_at(first)?;
    Some((first.to_owned(), site.layout.permalink(index, first)))
}
