//! One page per theme: what it means, its numbers, and all its quotes by kind.

use askama::Template;

use super::super::Part;
use super::context::Site;
use super::frame::{Frame, Link, Pager, Place, fill, frame, pager};
use super::list::{Group, GroupPlan, cut, groups};
use super::lists::{Count, ListKey};
use super::numbers::share;
use super::quote::Focus;
use super::themes::theme_class;
use crate::model::{Kind, ThemeNotes};

/// A number with what it counts.
struct Row {
    label: String,
    count: Count,
    share: String,
}

#[derive(Template)]
#[template(path = "theme.html", config = "src/report/askama.toml")]
struct ThemePage<'s> {
    frame: Frame,
    class: String,
    label: &'s str,
    definition: &'s str,
    /// A coder's notes by title; empty ones left out.
    notes: Vec<(&'static str, &'s [String])>,
    notes_lang: Option<&'static str>,
    siblings: Vec<Link>,
    total: Count,
    noun: &'static str,
    of_all: String,
    both_ways: Option<String>,
    kinds: Vec<Row>,
    subthemes: Vec<Row>,
    with: Vec<Row>,
    first: bool,
    groups: Vec<Group>,
    pager: Pager,
}

/// The pages of every theme, also of one without quotes.
pub(super) fn pages<'s>(site: &'s Site<'_>) -> Vec<Part<'s>> {
    (0..site.themes.len()).flat_map(|theme| theme_pages(site, theme)).collect()
}

fn theme_pages<'s>(site: &'s Site<'_>, theme: usize) -> Vec<Part<'s>> {
    let cut = cut(&plans(site, theme));
    let of = cut.len();
    let page = |(part, plans): (usize, Vec<GroupPlan>)| {
        Part::new(1, move || {
            let groups = groups(site, &plans, Focus::Theme(theme));
            let pager = pager(site.strings, part, of, |part| site.theme_file(theme, part));
            let page = theme_page(site, theme, part == 0, groups, pager);
            Ok(vec![fill(site.theme_file(theme, part), &page)?])
        })
    };
    cut.into_iter().enumerate().map(page).collect()
}

fn plans(site: &Site<'_>, theme: usize) -> Vec<GroupPlan> {
    Kind::ALL
        .into_iter()
        .map(|kind| {
            let key = ListKey::ThemeKind(theme, kind);
            GroupPlan {
                anchor: kind.code().to_owned(),
                heading: Some((site.strings.names.kind)(kind).many.to_owned()),
                passage: None,
                total: site.total(key),
                listed: site.shown(key).len(),
                shown: site.shown(key).to_vec(),
            }
        })
        .collect()
}

fn theme_page<'s>(
    site: &'s Site<'_>,
    theme: usize,
    first: bool,
    groups: Vec<Group>,
    pager: Pager,
) -> ThemePage<'s> {
    let entry = &site.themes[theme];
    let total = site.count(ListKey::Theme(theme));
    ThemePage {
        frame: frame(site, Place::Theme, entry.label),
        class: theme_class(theme),
        label: entry.label,
        definition: entry.definition,
        notes: entry.notes.map(|notes| self::notes(site, notes)).unwrap_or_default(),
        // A coder's notes are written in the language of the codebook alone.
        notes_lang: (site.language.code() != "nl").then_some("nl"),
        siblings: siblings(site, theme),
        both_ways: site.both_ways(total.total, collapsed(site, entry.code)),
        of_all: share(total.total, site.all),
        kinds: kinds(site, theme),
        subthemes: subthemes(site, theme),
        with: with(site, theme),
        noun: site.strings.terms.statement.of(total.total as u64),
        total,
        first,
        groups,
        pager,
    }
}

/// Its statements with the same words counted once.
fn collapsed(site: &Site<'_>, code: &str) -> u64 {
    let count = site.findings.summary.themes.iter().find(|count| count.code == code);
    count.map_or(0, |count| count.collapsed)
}

fn notes<'s>(site: &Site<'_>, notes: &'s ThemeNotes) -> Vec<(&'static str, &'s [String])> {
    let terms = &site.strings.terms;
    [
        (terms.include, notes.include.as_slice()),
        (terms.exclude, &notes.exclude),
        (terms.examples, &notes.examples),
        (terms.counter_examples, &notes.counter_examples),
    ]
    .into_iter()
    .filter(|(_, items)| !items.is_empty())
    .collect()
}

fn siblings(site: &Site<'_>, theme: usize) -> Vec<Link> {
    let link = |(at, entry): (usize, &super::themes::ThemeEntry<'_>)| Link {
        label: entry.label.to_owned(),
        href: Some(site.theme_file(at, 0)),
        current: at == theme,
    };
    site.themes.iter().enumerate().map(link).collect()
}

fn row(site: &Site<'_>, label: &str, key: ListKey, of: usize) -> Row {
    let count = site.count(key);
    Row { label: label.to_owned(), share: share(count.total, of), count }
}

fn kinds(site: &Site<'_>, theme: usize) -> Vec<Row> {
    let of = site.total(ListKey::Theme(theme));
    Kind::ALL
        .into_iter()
        .map(|kind| row(site, (site.strings.names.kind)(kind).many, ListKey::ThemeKind(theme, kind), of))
        .collect()
}

fn subthemes(site: &Site<'_>, theme: usize) -> Vec<Row> {
    let of = site.total(ListKey::Theme(theme));
    let subthemes = site.themes[theme].subthemes.iter().enumerate();
    subthemes.map(|(at, (_, label))| row(site, label, ListKey::Subtheme(theme, at), of)).collect()
}

/// The themes that stand beside this one on a statement.
fn with(site: &Site<'_>, theme: usize) -> Vec<Row> {
    let of = site.total(ListKey::Theme(theme));
    let others = site.themes.iter().enumerate().filter(|(other, _)| *other != theme);
    others
        .map(|(other, entry)| row(site, entry.label, ListKey::Pair(theme.min(other), theme.max(other)), of))
        .filter(|row| row.count.total > 0)
        .collect()
}
