//! One page per source: its statements in reading order, what each was made of, and the text as it stands in the file.

mod lines;
mod pages;
mod places;
mod records;

pub(super) use lines::line_anchor;
pub(super) use places::row_anchor;

use super::super::Part;
use super::context::Site;
use super::frame::{Frame, Pager, Place, capital, frame, pager};
use super::lists::{Count, ListKey};
use super::numbers;
use super::quote::{Focus, Quote, quote};
use super::themes::theme_class;
use crate::model::{Content, Span, Statement};

/// What the pages of text and of tables share.
struct SourceFrame {
    kicker: String,
    path: String,
    sha256: String,
    encoding: String,
    /// Facts of the consultation, with their names.
    facts: Vec<(&'static str, String)>,
    total: Count,
    noun: &'static str,
    themes: Vec<(String, String, Count)>,
    first: bool,
    pager: Pager,
}

/// A statement with its making.
struct Recovered {
    quote: Quote,
    pieces: Vec<Piece>,
    reasons: Vec<Reason>,
}

/// A piece of the source that a statement was made of.
struct Piece {
    place: String,
    href: Option<String>,
    text: String,
}

/// Why a statement has a code.
struct Reason {
    code: String,
    subtheme: Option<String>,
    by: String,
    score: String,
    /// Words, with the rule they matched.
    evidence: Vec<(String, Option<String>)>,
}

/// A stretch of a line or cell.
struct Stretch {
    text: String,
    /// The statement it went into.
    href: Option<String>,
    /// What it is, where it is no statement.
    title: Option<&'static str>,
    /// Whether it stands in an even column, which is tinted so that columns can be told apart.
    other_column: bool,
}

/// The pages of every source.
pub(super) fn pages<'s>(site: &'s Site<'_>) -> Vec<Part<'s>> {
    let part = |index| {
        Part::new(site.layout.parts(index), move || match &site.document(index).content {
            Content::Pages(pages) => pages::files(site, index, pages),
            Content::Records(records) => records::files(site, index, records),
        })
    };
    (0..site.findings.documents.len()).map(part).collect()
}

fn source_frame(site: &Site<'_>, index: usize, part: usize) -> SourceFrame {
    let document = site.document(index);
    let file = |part| site.layout.file(index, part).unwrap_or_default();
    SourceFrame {
        kicker: capital(site.strings.terms.source.one),
        path: document.path.clone(),
        sha256: document.sha256.clone(),
        encoding: document.encoding.clone(),
        facts: facts(site, index),
        noun: site.strings.terms.statement.of(site.total(ListKey::Document(index)) as u64),
        total: site.count(ListKey::Document(index)),
        themes: themes(site, index),
        first: part == 0,
        pager: pager(site.strings, part, site.layout.parts(index), file),
    }
}

/// The frame around a source's page.
fn outer(site: &Site<'_>, index: usize) -> Frame {
    frame(site, Place::Source, &site.document(index).path)
}

fn facts(site: &Site<'_>, index: usize) -> Vec<(&'static str, String)> {
    let (words, consultation) = (&site.strings.overview, &site.document(index).consultation);
    [
        (words.publisher, &consultation.publisher),
        (words.date, &consultation.date),
        (words.origin, &consultation.source),
        (words.licence, &consultation.licence),
    ]
    .into_iter()
    .filter_map(|(name, value)| Some((name, value.clone()?)))
    .collect()
}

/// Label, class and number of each theme that the source has.
fn themes(site: &Site<'_>, index: usize) -> Vec<(String, String, Count)> {
    let theme = |(at, entry): (usize, &super::themes::ThemeEntry<'_>)| {
        (entry.label.to_owned(), theme_class(at), site.count(ListKey::DocumentTheme(index, at)))
    };
    let themes = site.themes.iter().enumerate().map(theme);
    themes.filter(|(_, _, count)| count.total > 0).collect()
}

fn recovered(site: &Site<'_>, index: usize, pieces: Vec<Piece>) -> Recovered {
    Recovered {
        quote: quote(site, index, Focus::AllThemes),
        pieces,
        reasons: reasons(site, site.statements[index]),
    }
}

/// The kind's reason first, then those of the themes.
fn reasons(site: &Site<'_>, statement: &Statement) -> Vec<Reason> {
    let names = &site.strings.names;
    let score = |score| numbers::score(score, &site.strings.frame);
    let kind = Reason {
        code: (names.kind)(statement.kind).one.to_owned(),
        subtheme: None,
        by: (names.kind_source)(statement.kind_source).to_owned(),
        score: score(statement.kind_score),
        evidence: statement
            .kind_evidence
            .iter()
            .map(|span| (span.cut(&statement.text).to_owned(), None))
            .collect(),
    };
    let themes = statement.themes.iter().map(|coding| {
        let theme = site.theme_at(&coding.code).map(|at| &site.themes[at]);
        let subtheme = coding.subtheme.as_deref().and_then(|code| {
            let entry = theme?;
            Some(entry.subthemes[entry.subtheme_at(code)?].1.to_owned())
        });
        Reason {
            code: theme.map_or(coding.code.as_str(), |entry| entry.label).to_owned(),
            subtheme,
            by: match &coding.coder {
                Some(coder) if coding.source == crate::model::Coder::Human => {
                    (site.strings.terms.by_human)(coder)
                }
                _ => (names.coder)(coding.source).to_owned(),
            },
            score: score(coding.score),
            evidence: coding
                .evidence
                .iter()
                .map(|own| {
                    let words = Span::new(own.start, own.end).cut(&statement.text).to_owned();
                    (words, Some(own.rule.clone()).filter(|rule| !rule.is_empty()))
                })
                .collect(),
        }
    });
    std::iter::once(kind).chain(themes).collect()
}
