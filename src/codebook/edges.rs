//! Where parts of a pattern may begin and end in a short statement, all places at once: far cheaper than to find the matches, and
//! most patterns whose words occur have none.

use super::compile::{Need, Node};
use super::matching::Matcher;
use super::syntax::{Link, SentenceEnd, Within};

/// A bit for each word before which a match may begin, and for each before which it may end; one that none has is zero.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Edges {
    starts: u64,
    ends: u64,
}

impl Edges {
    fn exist(self) -> bool {
        self.ends != 0
    }

    fn or(self, other: Self) -> Self {
        Self { starts: self.starts | other.starts, ends: self.ends | other.ends }
    }
}

impl Matcher<'_> {
    /// Whether a part of a pattern may match; if not, it doesn't. Of a long statement nothing is known.
    pub(super) fn may_match(&mut self, node: &Node) -> bool {
        !self.scene.is_short() || self.edges(node).exist()
    }

    /// The edges of a part of a pattern, and perhaps some more.
    fn edges(&mut self, node: &Node) -> Edges {
        match node {
            Node::Class(class) => of_words(self.scene.short(*class)),
            Node::Any => of_words(self.scene.all_words()),
            Node::Set(set) => self.edges_of_set(*set),
            Node::Choice(nodes) => {
                let mut found = Edges::default();
                for node in nodes {
                    if !self.lacks_words(node) {
                        found = found.or(self.edges(node));
                    }
                }
                found
            }
            Node::Phrase { at_start, items, at_end } => self.edges_of_phrase((*at_start, *at_end), items),
            Node::Near { left, link, right } => self.edges_of_pair(left, *link, right),
        }
    }

    /// Whether a word does not occur that the part can't do without: quickly told of most alternatives.
    #[inline]
    fn lacks_words(&self, node: &Node) -> bool {
        let lacks = |node: &Node| matches!(node, Node::Class(class) if !self.scene.has(*class));
        match node {
            Node::Phrase { items, .. } => {
                items.iter().any(|(node, need)| *need == Need::Required && lacks(node))
            }
            Node::Near { left, right, .. } => lacks(left) || lacks(right),
            node => lacks(node),
        }
    }

    fn edges_of_set(&mut self, set: usize) -> Edges {
        if let Some(known) = self.scene.sets.get(set).and_then(|found| found.edges) {
            return known;
        }
        let rules = self.rules;
        let found = rules.sets.get(set).map(|node| self.edges(node)).unwrap_or_default();
        if let Some(slot) = self.scene.found(set) {
            slot.edges = Some(found);
        }
        found
    }

    fn edges_of_phrase(
        &mut self,
        (at_start, at_end): (bool, Option<SentenceEnd>),
        items: &[(Node, Need)],
    ) -> Edges {
        let joined = self.scene.unbroken_words(Within::Clause);
        let first_words = if at_start { self.scene.first_words() } else { u64::MAX };
        let mut begun = Edges::default();
        let mut may_begin = true;
        for (node, need) in items {
            let own = self.edges(node);
            let from = if may_begin { first_words } else { 0 };
            begun.starts |= own.starts & from;
            let ends = ends_from(node, own, begun.ends & joined | from);
            match need {
                Need::Optional => begun.ends |= ends,
                Need::Required => {
                    begun.ends = ends;
                    may_begin = false;
                }
            }
            if !begun.exist() && !may_begin {
                return Edges::default();
            }
        }
        if at_end.is_some() {
            begun.ends &= self.scene.sentence_ends();
        }
        begun
    }

    fn edges_of_pair(&mut self, left: &Node, link: Link, right: &Node) -> Edges {
        if self.lacks_words(right) {
            return Edges::default();
        }
        let one = self.edges(left);
        if !one.exist() {
            return Edges::default();
        }
        let other = self.edges(right);
        if !other.exist() {
            return Edges::default();
        }
        let unbroken = self.scene.unbroken_words(link.within);
        let mut found = Edges {
            starts: one.starts,
            ends: ends_from(right, other, reached(one.ends, link.reach, unbroken)),
        };
        if !link.ordered {
            found.starts |= other.starts;
            found.ends |= ends_from(left, one, reached(other.ends, link.reach, unbroken));
        }
        found
    }
}

fn of_words(words: u64) -> Edges {
    Edges { starts: words, ends: words << 1 }
}

/// The ends of matches that begin at one of `starts`.
fn ends_from(node: &Node, edges: Edges, starts: u64) -> u64 {
    match (node, edges.starts & starts) {
        (_, 0) => 0,
        (Node::Class(_) | Node::Any, words) => words << 1,
        _ => edges.ends,
    }
}

/// The words that are reached from `ends` over at most so many others, through words that no break parts from the one before.
fn reached(ends: u64, reach: u32, unbroken: u64) -> u64 {
    let mut reached = ends & unbroken;
    for _ in 0..reach.min(u64::BITS) {
        reached |= (reached << 1) & unbroken;
    }
    reached
}
