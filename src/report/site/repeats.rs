//! The page of what was said more than once: the groups, largest first, each with what it shares and its members.

use std::collections::BTreeMap;

use super::super::Part;
use super::super::publication::passage;
use super::context::Site;
use super::list::{Counted, GroupPlan, list_pages};
use super::lists::PART;
use super::names;
use super::numbers::whole;
use crate::model::{Statement, UnheldGroup};

/// A group as pages show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Repeat {
    pub(super) id: String,
    /// Its public statements that are held, by position.
    pub(super) statements: Vec<usize>,
    /// How many public statements it has.
    pub(super) total: usize,
    /// Those that the page shows.
    pub(super) shown: Vec<usize>,
    /// What they share, in the words of the representative where it is held and may be shown, else of the first such.
    pub(super) passage: String,
    /// How many quotes stand before it on the pages.
    before: usize,
}

/// The groups of more than one public statement, largest first, and the group of each statement.
pub(super) fn repeats(
    (site_groups, unheld): (&BTreeMap<&str, &str>, &BTreeMap<String, UnheldGroup>),
    statements: &[&Statement],
    shown: &[bool],
    large: bool,
) -> (Vec<Repeat>, Vec<Option<usize>>) {
    let mut members: BTreeMap<&str, Vec<usize>> =
        unheld.keys().map(|group| (group.as_str(), Vec::new())).collect();
    for (index, statement) in statements.iter().enumerate() {
        if let Some(group) = statement.group.as_deref() {
            members.entry(group).or_default().push(index);
        }
    }
    let mut repeats: Vec<Repeat> = members
        .into_iter()
        .map(|(id, members)| {
            let others = unheld.get(id);
            repeat(id, (members, others), site_groups.get(id).copied(), statements, (shown, large))
        })
        .filter(|repeat| repeat.total > 1)
        .collect();
    // Those of which something is shown stand before those as large.
    let first = |repeat: &Repeat| repeat.statements.first().copied().unwrap_or(usize::MAX);
    repeats.sort_by(|one, other| {
        let places = (first(one), &one.statements).cmp(&(first(other), &other.statements));
        other.total.cmp(&one.total).then(places)
    });
    let mut group_of = vec![None; statements.len()];
    let mut before = 0;
    for (number, repeat) in repeats.iter_mut().enumerate() {
        repeat.before = before;
        before += repeat.shown.len();
        for index in &repeat.statements {
            group_of[*index] = Some(number);
        }
    }
    (repeats, group_of)
}

fn repeat(
    id: &str,
    (members, others): (Vec<usize>, Option<&UnheldGroup>),
    representative: Option<&str>,
    statements: &[&Statement],
    (shown, large): (&[bool], bool),
) -> Repeat {
    let is_representative = |index: &&usize| Some(statements[**index].id.as_str()) == representative;
    let told = members.iter().find(is_representative).or(members.first()).map(|index| statements[*index]);
    let passage = told.map(passage).or(others.map(|own| own.passage.clone())).unwrap_or_default();
    let total = members.len() + others.map_or(0, |own| own.statements as usize);
    let mut visible: Vec<usize> = members.iter().copied().filter(|index| shown[*index]).collect();
    if large {
        visible.truncate(PART);
    }
    Repeat { id: id.to_owned(), statements: members, total, shown: visible, passage, before: 0 }
}

/// The file of a part, from the top of the site.
fn file(part: usize) -> String {
    names::part("lists/repeated", part)
}

impl Site<'_> {
    /// How often the words of a statement were sent, and where they are listed.
    pub(super) fn repeated(&self, index: usize) -> Option<(usize, Option<String>)> {
        let repeat = &self.repeats[self.repeat_of[index]?];
        let href =
            (!repeat.shown.is_empty()).then(|| format!("{}#{}", file(repeat.before / PART), repeat.id));
        Some((repeat.total, href))
    }

    /// Where the groups are listed; none where there are none.
    pub(super) fn repeats_href(&self) -> Option<String> {
        self.repeats.iter().any(|repeat| !repeat.shown.is_empty()).then(|| file(0))
    }

    /// A number of statements both ways: all, and with the same words counted once; none where the two are the same.
    pub(in super::super) fn both_ways(&self, total: usize, collapsed: u64) -> Option<String> {
        let noun = self.strings.terms.statement.of(total as u64);
        let number = |number: usize| whole(number, &self.strings.frame);
        let collapsed = usize::try_from(collapsed).unwrap_or(usize::MAX);
        (collapsed != total)
            .then(|| (self.strings.repeats.both_ways)(&number(total), noun, &number(collapsed)))
    }
}

/// The first words of a passage.
fn excerpt(passage: &str) -> String {
    let mut words = passage.split(' ');
    let first = words.by_ref().take(EXCERPT).collect::<Vec<_>>().join(" ");
    if words.next().is_some() { format!("{first} …") } else { first }
}

/// Words of an excerpt.
const EXCERPT: usize = 10;

/// The pages, where anything was said twice.
pub(super) fn pages<'s>(site: &'s Site<'_>) -> Vec<Part<'s>> {
    if site.repeats_href().is_none() {
        return Vec::new();
    }
    let words = &site.strings.repeats;
    let plans: Vec<GroupPlan> = site
        .repeats
        .iter()
        .map(|repeat| GroupPlan {
            anchor: repeat.id.clone(),
            heading: Some(excerpt(&repeat.passage)),
            passage: Some(repeat.passage.clone()),
            total: repeat.total,
            listed: repeat.shown.len(),
            shown: repeat.shown.clone(),
        })
        .collect();
    let total = site.repeats.len();
    let counted = Counted {
        heading: words.title.to_owned(),
        intro: Some(words.intro),
        total,
        noun: words.group.of(total as u64),
        unit: "groups",
    };
    list_pages(site, &counted, &plans, file)
}
