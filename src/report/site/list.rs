//! The pages behind numbers that have no page of their own, and the parts that long lists are cut into.

use std::borrow::Cow;
use std::collections::BTreeMap;

use askama::Template;
use rustc_hash::FxHashMap;

use super::super::Part;
use super::context::Site;
use super::frame::{Frame, Pager, Place, capital, fill, frame, pager};
use super::lists::{Count, ListKey, PART};
use super::numbers::whole;
use super::quote::{Focus, Quote, quote};
use crate::model::Statement;

/// Quotes under one heading.
pub(super) struct Group {
    /// Anchor of the heading.
    pub(super) anchor: String,
    /// The heading; a list of one group has none.
    pub(super) heading: Option<String>,
    /// Statements behind its number.
    pub(super) total: usize,
    pub(super) total_text: String,
    /// What its quotes share, where they repeat each other.
    pub(super) passage: Option<String>,
    /// Where not all of them are shown.
    pub(super) note: Option<String>,
    /// Those shown in this part.
    pub(super) quotes: Vec<Quote>,
}

/// A group before it is filled in: its heading, its number and the statements shown.
#[derive(Clone)]
pub(super) struct GroupPlan {
    pub(super) anchor: String,
    pub(super) heading: Option<String>,
    pub(super) passage: Option<String>,
    pub(super) total: usize,
    /// Statements shown in all parts together.
    pub(super) listed: usize,
    /// Those shown here.
    pub(super) shown: Vec<usize>,
}

/// Cuts groups into parts of at most 500 quotes; there is always one part.
pub(super) fn cut(plans: &[GroupPlan]) -> Vec<Vec<GroupPlan>> {
    let mut parts = vec![Vec::new()];
    let mut room = PART;
    for plan in plans {
        let mut rest = plan.shown.as_slice();
        while !rest.is_empty() {
            if room == 0 {
                parts.push(Vec::new());
                room = PART;
            }
            let (here, later) = rest.split_at(rest.len().min(room));
            room -= here.len();
            rest = later;
            if let Some(part) = parts.last_mut() {
                let (anchor, heading, passage) = (&plan.anchor, &plan.heading, &plan.passage);
                part.push(GroupPlan {
                    anchor: anchor.clone(),
                    heading: heading.clone(),
                    passage: passage.clone(),
                    shown: here.to_vec(),
                    ..*plan
                });
            }
        }
    }
    parts
}

/// The groups of a part.
pub(super) fn groups(site: &Site<'_>, plans: &[GroupPlan], focus: Focus) -> Vec<Group> {
    let frame = &site.strings.frame;
    let group = |plan: &GroupPlan| Group {
        anchor: plan.anchor.clone(),
        heading: plan.heading.clone(),
        passage: plan.passage.clone(),
        total: plan.total,
        total_text: whole(plan.total, frame),
        note: (plan.listed < plan.total)
            .then(|| (site.strings.terms.first_of)(&whole(plan.listed, frame), &whole(plan.total, frame))),
        quotes: plan.shown.iter().map(|index| quote(site, *index, focus)).collect(),
    };
    plans.iter().map(group).collect()
}

#[derive(Template)]
#[template(path = "list.html", config = "src/report/askama.toml")]
struct ListPage {
    frame: Frame,
    heading: String,
    intro: Option<&'static str>,
    total: usize,
    total_text: String,
    noun: &'static str,
    /// What the number counts: `statements`, or `groups` of them.
    unit: &'static str,
    groups: Vec<Group>,
    pager: Pager,
}

/// Every list page that a number leads to.
pub(super) fn pages<'s>(site: &'s Site<'_>) -> Vec<Part<'s>> {
    let mut parts = Vec::new();
    for (key, list) in &site.lists {
        let elsewhere = matches!(key, ListKey::Theme(_) | ListKey::ThemeKind(..) | ListKey::Document(_));
        if elsewhere || site.page_of(*key) != *key {
            continue;
        }
        let plan = GroupPlan {
            anchor: "citaten".to_owned(),
            heading: None,
            passage: None,
            total: list.total,
            listed: list.shown.len(),
            shown: list.shown.clone(),
        };
        let noun = site.strings.terms.statement.of(list.total as u64);
        let heading = heading(site, *key);
        let counted = Counted { heading, intro: None, total: list.total, noun, unit: "statements" };
        parts.extend(list_pages(site, &counted, &[plan], move |part| site.list_file(*key, part)));
    }
    parts.extend(Grouping::ALL.into_iter().flat_map(|grouping| grouped(site, grouping)));
    parts
}

/// What the number of a list page counts.
#[derive(Clone)]
pub(super) struct Counted {
    pub(super) heading: String,
    /// What a reader should know first.
    pub(super) intro: Option<&'static str>,
    pub(super) total: usize,
    pub(super) noun: &'static str,
    pub(super) unit: &'static str,
}

/// The parts of a list page.
pub(super) fn list_pages<'s>(
    site: &'s Site<'_>,
    counted: &Counted,
    plans: &[GroupPlan],
    file: impl Fn(usize) -> String + Copy + Send + Sync + 's,
) -> Vec<Part<'s>> {
    let cut = cut(plans);
    let of = cut.len();
    let page = |(part, plans): (usize, Vec<GroupPlan>)| {
        let counted = counted.clone();
        Part::new(1, move || {
            let page = ListPage {
                frame: frame(site, Place::List, &counted.heading),
                heading: counted.heading.clone(),
                intro: counted.intro,
                total: counted.total,
                total_text: whole(counted.total, &site.strings.frame),
                noun: counted.noun,
                unit: counted.unit,
                groups: groups(site, &plans, Focus::AllThemes),
                pager: pager(site.strings, part, of, file),
            };
            Ok(vec![fill(file(part), &page)?])
        })
    };
    cut.into_iter().enumerate().map(page).collect()
}

/// What a list is of, in words.
fn heading(site: &Site<'_>, key: ListKey) -> String {
    let (s, theme) = (site.strings, |at: usize| site.themes[at].label);
    match key {
        ListKey::All => s.terms.all.to_owned(),
        ListKey::Doubtful => format!("{} {}", capital(s.terms.statement.many), s.terms.doubtful),
        ListKey::Truncated => format!("{} {}", capital(s.terms.statement.many), s.terms.truncated),
        ListKey::Reviewed => s.terms.reviewed.to_owned(),
        ListKey::Conflicts => format!("{} {}", capital(s.terms.statement.many), s.terms.conflicts),
        ListKey::OtherLanguage => format!("{} {}", capital(s.terms.statement.many), s.terms.other_language),
        ListKey::Kind(kind) => (s.names.kind)(kind).many.to_owned(),
        ListKey::Theme(at) => theme(at).to_owned(),
        ListKey::ThemeKind(at, kind) => format!("{}: {}", theme(at), (s.names.kind)(kind).many),
        ListKey::Subtheme(at, part) => format!("{}: {}", theme(at), site.themes[at].subthemes[part].1),
        ListKey::Pair(one, other) => format!("{} + {}", theme(one), theme(other)),
        ListKey::Section(at) => site.section_label(at),
        ListKey::SectionTheme(at, own) => format!("{}: {}", site.section_label(at), theme(own)),
        ListKey::Document(at) => site.document(at).path.clone(),
        ListKey::DocumentTheme(at, own) => format!("{}: {}", site.document(at).path, theme(own)),
    }
}

/// Numbers that count something else than statements, with their statements grouped by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Grouping {
    /// Rows of tables.
    Records,
    /// Named respondents.
    Respondents,
}

impl Grouping {
    /// Both.
    pub(super) const ALL: [Self; 2] = [Self::Records, Self::Respondents];

    /// The file of a part, from the top of the site.
    fn file(self, part: usize) -> String {
        let stem = match self {
            Self::Records => "lists/records",
            Self::Respondents => "lists/respondents",
        };
        super::names::part(stem, part)
    }

    /// Its groups, in order of first appearance; with those of their statements that are not held, by names in lower case.
    pub(super) fn groups<'f>(
        self,
        statements: &[&'f Statement],
        shown: &[bool],
        others: &BTreeMap<String, u64>,
    ) -> Vec<Named<'f>> {
        let mut groups: Vec<Named<'_>> = Vec::new();
        let mut at: FxHashMap<(&str, Cow<'_, str>), usize> = FxHashMap::default();
        for (index, statement) in statements.iter().enumerate() {
            let Some((scope, name)) = self.of(statement) else {
                continue;
            };
            // A respondent is the same whatever the case of the name; a record is not.
            let is_respondent = self == Self::Respondents;
            let key = if is_respondent { name.to_lowercase().into() } else { Cow::Borrowed(name) };
            let group = *at.entry((scope, key)).or_insert_with(|| {
                groups.push(Named { name, total: 0, shown: Vec::new() });
                groups.len() - 1
            });
            groups[group].total += 1;
            if shown[index] {
                groups[group].shown.push(index);
            }
        }
        for (name, count) in others {
            if let Some(group) = at.get(&("", name.as_str().into())).and_then(|at| groups.get_mut(*at)) {
                group.total += *count as usize;
            }
        }
        groups
    }

    fn of(self, statement: &Statement) -> Option<(&str, &str)> {
        match self {
            Self::Records => Some((statement.document.as_str(), statement.record.as_deref()?)),
            Self::Respondents => {
                let name = statement.respondent.as_deref()?.trim();
                (!name.is_empty()).then_some(("", name))
            }
        }
    }

    /// How many groups there are.
    pub(super) fn total(self, site: &Site<'_>) -> usize {
        let unheld = match self {
            Self::Records => site.findings.unheld.records,
            Self::Respondents => site.findings.unheld.other_respondents,
        };
        self.of_site(site).len() + unheld as usize
    }

    fn of_site<'s, 'f>(self, site: &'s Site<'f>) -> &'s [Named<'f>] {
        match self {
            Self::Records => &site.records,
            Self::Respondents => &site.respondents,
        }
    }

    /// What it counts.
    pub(super) fn noun(self, site: &Site<'_>, count: usize) -> &'static str {
        let noun = match self {
            Self::Records => &site.strings.terms.record,
            Self::Respondents => &site.strings.terms.respondent,
        };
        noun.of(count as u64)
    }
}

/// The statements of a record or respondent.
pub(super) struct Named<'f> {
    name: &'f str,
    total: usize,
    /// Those that pages show.
    shown: Vec<usize>,
}

/// Whether every statement is a group of its own, so that the list of all of them serves.
fn is_all(site: &Site<'_>, grouping: Grouping) -> bool {
    grouping.total(site) == site.all
}

/// How many groups there are, and where they are listed; none for none.
pub(super) fn grouping_count(site: &Site<'_>, grouping: Grouping) -> Option<Count> {
    let all = is_all(site, grouping);
    let href = if all { site.list_file(ListKey::All, 0) } else { grouping.file(0) };
    let total = grouping.total(site);
    let text = whole(total, &site.strings.frame);
    (total > 0).then_some(Count { total, text, href: Some(href) })
}

fn grouped<'s>(site: &'s Site<'_>, grouping: Grouping) -> Vec<Part<'s>> {
    let (groups, total) = (grouping.of_site(site), grouping.total(site));
    if total == 0 || is_all(site, grouping) {
        return Vec::new();
    }
    let plans: Vec<GroupPlan> = groups
        .iter()
        .enumerate()
        .map(|(position, group)| GroupPlan {
            anchor: format!("g{}", position + 1),
            heading: Some(group.name.to_owned()),
            passage: None,
            total: group.total,
            listed: group.shown.len(),
            shown: group.shown.clone(),
        })
        .collect();
    let noun = grouping.noun(site, total);
    let heading = capital(grouping.noun(site, 2));
    let counted = Counted { heading, intro: None, total, noun, unit: "groups" };
    list_pages(site, &counted, &plans, move |part| grouping.file(part))
}
