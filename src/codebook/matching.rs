//! One statement against the compiled patterns: which match, and with which words.

use super::classes::WordClasses;
use super::compile::{Need, Node};
use super::matches::{MAX_MATCHES, Match, WordRange, tidy};
use super::rules::{Filed, Role, RuleId, Rules};
use super::scene::Scene;
use super::syntax::{Condition, Link, SentenceEnd, Within};
use crate::model::Span;
use crate::text::{Analyser, Analysis, Token};

/// A pattern that matched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hit {
    pub(crate) rule: RuleId,
    role: Role,
    /// Which of the matches found are its own.
    from: u32,
    to: u32,
}

/// What was found in one statement.
#[derive(Debug, Clone, Default)]
pub(crate) struct Found {
    /// In the order of the rules, so that hits of one role stand together.
    pub(crate) hits: Vec<Hit>,
    matches: Vec<Match>,
    /// Runs of hits of one role.
    roles: Vec<(Role, u32, u32)>,
    /// How many patterns were tried: the work done, whatever the clock says.
    pub(crate) tried: usize,
}

impl Found {
    /// The hits whose role is wanted, with their matches.
    pub(crate) fn of_role(&self, applies: impl Fn(Role) -> bool) -> impl Iterator<Item = (&Hit, &[Match])> {
        let runs = self.roles.iter().filter(move |(role, ..)| applies(*role));
        let hits =
            runs.flat_map(|(_, from, to)| self.hits.get(*from as usize..*to as usize).unwrap_or_default());
        hits.map(|hit| (hit, self.matches.get(hit.from as usize..hit.to as usize).unwrap_or_default()))
    }

    fn add_roles(&mut self) {
        for (hit, number) in self.hits.iter().zip(0..) {
            match self.roles.last_mut() {
                Some((role, _, to)) if *role == hit.role => *to = number + 1,
                _ => self.roles.push((hit.role, number, number + 1)),
            }
        }
    }
}

/// Finds every pattern for statements that matches a text, and of `more`, which stand by class.
pub(super) fn find(
    rules: &Rules,
    more: &[Vec<Filed>],
    (analyser, known): (&Analyser, &mut WordClasses),
    text: &str,
    analysis: &Analysis,
) -> Found {
    let WordClasses { rows, scratch, .. } = known;
    let Scratch { scene, spare, candidates } = scratch;
    let rows = &**rows;
    scene.fill((rules, rows), analyser, (text, analysis));
    candidates.clear();
    scene.each_filed((rules, rows), |rule| candidates.push(rule));
    let more = more.iter().zip(0..).filter(|(_, class)| scene.has(*class)).flat_map(|(filed, _)| filed);
    candidates.extend(more.map(|filed| filed.rule));
    candidates.sort_unstable();
    candidates.dedup();
    let mut matcher = Matcher { rules, scene, spare };
    let mut found = Found {
        hits: Vec::with_capacity(candidates.len()),
        matches: Vec::with_capacity(2 * candidates.len()),
        roles: Vec::with_capacity(candidates.len().min(16)),
        tried: candidates.len(),
    };
    let mut matches = matcher.buffer();
    for id in candidates.iter().map(|rule| *rule as RuleId) {
        let Some(rule) = rules.all.get(id) else {
            continue;
        };
        let from = found.matches.len() as u32;
        match (&rule.compiled.first, rule.compiled.conditions.as_slice()) {
            (Node::Class(class), []) => {
                found.matches.extend(matcher.scene.positions(*class).take(MAX_MATCHES).map(Match::of_word));
            }
            (first, conditions) => {
                if !rule.compiled.asked().all(|node| matcher.may_match(node)) {
                    continue;
                }
                matcher.pattern(first, conditions, &mut matches);
                found.matches.append(&mut matches);
            }
        }
        let to = found.matches.len() as u32;
        if from < to {
            found.hits.push(Hit { rule: id, role: rule.role, from, to });
        }
    }
    matcher.give_back(matches);
    found.add_roles();
    found
}

/// The characters that a run of words covers.
pub(crate) fn span_of(tokens: &[Token], words: WordRange) -> Option<Span> {
    let first = tokens.get(words.start as usize)?;
    let last = tokens.get((words.end as usize).checked_sub(1)?)?;
    Some(Span::new(first.span.start, last.span.end))
}

/// Tables and lists that are used again for each statement.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    scene: Scene,
    spare: Vec<Vec<Match>>,
    candidates: Vec<u32>,
}

/// Finds the matches of parts of patterns; what it gives is sorted by extent.
pub(super) struct Matcher<'s> {
    pub(super) rules: &'s Rules,
    pub(super) scene: &'s mut Scene,
    spare: &'s mut Vec<Vec<Match>>,
}

impl Matcher<'_> {
    fn buffer(&mut self) -> Vec<Match> {
        self.spare.pop().unwrap_or_default()
    }

    fn give_back(&mut self, mut buffer: Vec<Match>) {
        buffer.clear();
        self.spare.push(buffer);
    }

    fn pattern(&mut self, first: &Node, conditions: &[(Condition, Node)], out: &mut Vec<Match>) {
        self.node(first, out);
        for (condition, node) in conditions {
            if out.is_empty() {
                return;
            }
            let mut others = self.buffer();
            self.node(node, &mut others);
            match condition {
                Condition::Not if !others.is_empty() => out.clear(),
                Condition::And if others.is_empty() => out.clear(),
                Condition::And => out.append(&mut others),
                Condition::Not => {}
            }
            self.give_back(others);
        }
        tidy(out);
    }

    /// Adds the matches of a part to `out`, which is empty.
    fn node(&mut self, node: &Node, out: &mut Vec<Match>) {
        match node {
            Node::Class(class) => out.extend(self.scene.positions(*class).map(Match::of_word)),
            Node::Any => out.extend((0..self.scene.length).map(Match::of_word)),
            Node::Set(set) => self.set(*set, out),
            Node::Choice(nodes) => {
                let mut own = self.buffer();
                for node in nodes {
                    if self.may_match(node) {
                        self.node(node, &mut own);
                        out.append(&mut own);
                    }
                }
                self.give_back(own);
                tidy(out);
            }
            Node::Phrase { at_start, items, at_end } if self.is_plain(items) => {
                self.plain_phrase(*at_start, items, *at_end, out);
            }
            Node::Phrase { at_start, items, at_end } => self.phrase(*at_start, items, *at_end, out),
            Node::Near { left, link, right } => {
                let (mut before, mut after) = (self.buffer(), self.buffer());
                self.node(left, &mut before);
                if !before.is_empty() {
                    self.node(right, &mut after);
                    near(self.scene, &before, *link, &after, out);
                    tidy(out);
                }
                self.give_back(before);
                self.give_back(after);
            }
        }
    }

    fn set(&mut self, set: usize, out: &mut Vec<Match>) {
        if let Some(known) = self.scene.sets.get(set).and_then(|found| found.matches.as_ref()) {
            out.extend_from_slice(known);
            return;
        }
        let rules = self.rules;
        let mut found = self.buffer();
        if let Some(node) = rules.sets.get(set) {
            self.node(node, &mut found);
        }
        out.extend_from_slice(&found);
        if let Some(slot) = self.scene.found(set) {
            slot.matches = Some(found);
        }
    }

    /// Whether a phrase is but words one after the other, in a text short enough for no part to have more matches than are kept.
    fn is_plain(&self, items: &[(Node, Need)]) -> bool {
        let plain = |(node, need): &(Node, Need)| {
            *need == Need::Required && matches!(node, Node::Class(_) | Node::Any)
        };
        self.scene.length as usize <= MAX_MATCHES && items.iter().all(plain)
    }

    fn plain_phrase(
        &self,
        at_start: bool,
        items: &[(Node, Need)],
        at_end: Option<SentenceEnd>,
        out: &mut Vec<Match>,
    ) {
        let scene = &*self.scene;
        let first = items.iter().zip(0..).find_map(|((node, _), place)| match node {
            Node::Class(class) => Some((*class, place)),
            _ => None,
        });
        let fits = |start: u32| {
            let mut items = items.iter().zip(start..);
            items.all(|((node, _), position)| match node {
                Node::Class(class) => scene.is_at(*class, position),
                _ => true,
            })
        };
        let run = |start: u32| WordRange { start, end: start + items.len() as u32 };
        let stands = |run: WordRange| {
            run.end <= scene.length
                && scene.is_one_clause(run)
                && (!at_start || scene.starts_sentence(run.start))
                && at_end.is_none_or(|end| scene.ends_sentence(run.end, end))
        };
        let mut keep = |start: u32| {
            if stands(run(start)) && fits(start) {
                out.push(Match::of_run(start, run(start).end));
            }
        };
        match first {
            Some((class, place)) => {
                scene.positions(class).filter_map(|position| position.checked_sub(place)).for_each(&mut keep);
            }
            None => (0..scene.length).for_each(&mut keep),
        }
    }

    fn phrase(
        &mut self,
        at_start: bool,
        items: &[(Node, Need)],
        at_end: Option<SentenceEnd>,
        begun: &mut Vec<Match>,
    ) {
        let mut may_begin = true;
        let (mut found, mut next) = (self.buffer(), self.buffer());
        for (node, need) in items {
            if begun.is_empty() && !may_begin {
                break;
            }
            self.node(node, &mut found);
            near(self.scene, begun, ADJACENT, &found, &mut next);
            if may_begin {
                let scene = &*self.scene;
                let starts =
                    found.drain(..).filter(|one| !at_start || scene.starts_sentence(one.extent.start));
                next.extend(starts);
            }
            if *need == Need::Optional {
                next.append(begun);
            } else {
                may_begin = false;
            }
            tidy(&mut next);
            std::mem::swap(begun, &mut next);
            next.clear();
            found.clear();
        }
        begun.retain(|one| at_end.is_none_or(|end| self.scene.ends_sentence(one.extent.end, end)));
        self.give_back(found);
        self.give_back(next);
    }
}

/// Directly after, with no break between.
const ADJACENT: Link = Link { reach: 0, ordered: true, within: Within::Clause };

/// Adds every pair of matches at that distance, in no order.
fn near(scene: &Scene, left: &[Match], link: Link, right: &[Match], out: &mut Vec<Match>) {
    for one in left {
        let from = right.partition_point(|other| other.extent.start < one.extent.end);
        let after = right.get(from..).unwrap_or_default().iter();
        let close = after.take_while(|other| other.extent.start - one.extent.end <= link.reach);
        let within = close.filter(|other| scene.unbroken(one.extent.end, other.extent.start, link.within));
        out.extend(within.map(|other| one.merged(other)));
    }
    if !link.ordered {
        near(scene, right, Link { ordered: true, ..link }, left, out);
    }
}
