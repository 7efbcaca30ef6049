//! What a pattern can't do without: word classes, and how far from each other their words stand. Most patterns whose words occur in a
//! statement have them too far apart, and this tells so at the least cost.

use super::classes::ClassId;
use super::compile::{Compiled, Compiler, Need, Node};
use super::syntax::Within;

/// What a pattern requires.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Required {
    /// From the rarest class.
    pub(super) words: Vec<RequiredWord>,
    /// Whether all words of a match, but for conditions, stand in one clause.
    pub(super) one_clause: bool,
}

/// A class that occurs wherever the pattern matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct RequiredWord {
    pub(super) class: ClassId,
    /// How many words after the first of the match its word stands, at least and at most; none where it may stand anywhere.
    pub(super) place: Option<Place>,
}

/// A range of distances in words, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) from: i32,
    pub(super) to: i32,
}

impl Place {
    fn moved(self, by: Self) -> Self {
        Self { from: self.from + by.from, to: self.to + by.to }
    }
}

/// A group of classes of which one must occur.
type Group = (Vec<ClassId>, Option<Place>);

impl Compiler {
    /// What the pattern requires.
    pub(super) fn required(&mut self, pattern: &Compiled) -> Required {
        let mut groups = Vec::new();
        for (number, node) in pattern.asked().enumerate() {
            let from = groups.len();
            self.groups(node, Place { from: 0, to: 0 }, &mut groups);
            // What stands after AND may stand anywhere.
            groups.iter_mut().skip(from).filter(|_| number > 0).for_each(|(_, place)| *place = None);
        }
        let classes = groups.iter().map(|(group, place)| (self.classes.union(group), *place));
        let mut words: Vec<RequiredWord> =
            classes.map(|(class, place)| RequiredWord { class, place }).collect();
        let commonness = |word: &RequiredWord| self.classes.commonness(word.class);
        words.sort_by(|one, other| {
            commonness(one).total_cmp(&commonness(other)).then(one.class.cmp(&other.class))
        });
        Required { words, one_clause: self.is_one_clause(&pattern.first) }
    }

    /// Groups of classes; of each group one must occur wherever the part matches.
    fn groups(&self, node: &Node, at: Place, groups: &mut Vec<Group>) {
        match node {
            Node::Phrase { items, .. } => {
                let mut at = at;
                for (node, need) in items {
                    let length = self.length(node);
                    if *need == Need::Required {
                        self.groups(node, at, groups);
                        at = at.moved(length);
                    } else {
                        at.to += length.to;
                    }
                }
            }
            Node::Near { left, link, right } => {
                let reach = Place { from: 0, to: link.reach as i32 };
                let [one, other] = [left, right].map(|node| self.length(node));
                let after = at.moved(one).moved(reach);
                let (of_left, of_right) = if link.ordered {
                    (at, after)
                } else {
                    let before = at.moved(other).moved(reach);
                    (Place { to: before.to, ..at }, Place { from: at.from, ..after })
                };
                self.groups(left, of_left, groups);
                self.groups(right, of_right, groups);
            }
            Node::Class(_) | Node::Any | Node::Set(_) | Node::Choice(_) => {
                let last = self.length(node).to - 1;
                let place = at.moved(Place { from: 0, to: last });
                groups.extend(self.rarest(node).map(|(_, keys)| (keys, Some(place))));
            }
        }
    }

    /// How many words a match of a part spans.
    fn length(&self, node: &Node) -> Place {
        match node {
            Node::Class(_) | Node::Any => Place { from: 1, to: 1 },
            Node::Set(set) => {
                self.set_nodes.get(*set).map_or(Place { from: 1, to: 1 }, |node| self.length(node))
            }
            Node::Choice(nodes) => {
                let lengths = nodes.iter().map(|node| self.length(node));
                let hull = |one: Place, other: Place| Place {
                    from: one.from.min(other.from),
                    to: one.to.max(other.to),
                };
                lengths.reduce(hull).unwrap_or(Place { from: 1, to: 1 })
            }
            Node::Phrase { items, .. } => items.iter().fold(Place { from: 0, to: 0 }, |sum, (node, need)| {
                let length = self.length(node);
                sum.moved(if *need == Need::Required { length } else { Place { from: 0, ..length } })
            }),
            Node::Near { left, link, right } => {
                let reach = Place { from: 0, to: link.reach as i32 };
                self.length(left).moved(reach).moved(self.length(right))
            }
        }
    }

    fn is_one_clause(&self, node: &Node) -> bool {
        match node {
            Node::Class(_) | Node::Any => true,
            Node::Set(set) => self.set_nodes.get(*set).is_some_and(|node| self.is_one_clause(node)),
            Node::Choice(nodes) => nodes.iter().all(|node| self.is_one_clause(node)),
            Node::Phrase { items, .. } => items.iter().all(|(node, _)| self.is_one_clause(node)),
            Node::Near { left, link, right } => {
                link.within == Within::Clause && self.is_one_clause(left) && self.is_one_clause(right)
            }
        }
    }

    /// The rarest classes of a part, one of which must occur, and how common they are.
    pub(super) fn rarest(&self, node: &Node) -> Option<(f64, Vec<ClassId>)> {
        let least = |found: &mut dyn Iterator<Item = (f64, Vec<ClassId>)>| {
            found.min_by(|one, other| one.0.total_cmp(&other.0))
        };
        match node {
            Node::Class(class) => Some((self.classes.commonness(*class), vec![*class])),
            Node::Any => None,
            Node::Set(set) => self.set_nodes.get(*set).and_then(|node| self.rarest(node)),
            Node::Choice(nodes) => {
                let all: Option<Vec<_>> = nodes.iter().map(|node| self.rarest(node)).collect();
                let all = all?;
                let commonness = all.iter().map(|(commonness, _)| commonness).sum();
                Some((commonness, all.into_iter().flat_map(|(_, keys)| keys).collect()))
            }
            Node::Phrase { items, .. } => least(
                &mut items
                    .iter()
                    .filter(|(_, need)| *need == Need::Required)
                    .filter_map(|(node, _)| self.rarest(node)),
            ),
            Node::Near { left, right, .. } => {
                least(&mut [left, right].into_iter().filter_map(|node| self.rarest(node)))
            }
        }
    }
}
