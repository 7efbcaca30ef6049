//! Texts of which it is known which are the same words twice: what grouping is measured on. It shares no list and no threshold with
//! what groups.

pub(super) mod edits;
pub(super) mod phrases;

use std::collections::BTreeSet;

use self::edits::Vocabulary;
use super::random::Random;
use super::texts::Text;
use crate::text::fold_letters;

/// How the texts of a family are related.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// The same letters and digits, typed otherwise.
    Exact,
    /// With a personal opening.
    Opening,
    /// With a personal ending.
    Ending,
    /// With both.
    Both,
    /// With slips, words moved, added, left out or replaced.
    Edits,
    /// Any of the ways above, in one family.
    Mixed,
    /// Fixed phrases in common, each with words of its own. Not the same words twice.
    Boilerplate,
    /// The same sentence about other things. Not the same words twice.
    Similar,
    /// Nothing in common. Not the same words twice.
    Unrelated,
}

impl Relation {
    /// All of them, those of repeated words first.
    pub const ALL: [Self; 9] = [
        Self::Exact,
        Self::Opening,
        Self::Ending,
        Self::Both,
        Self::Edits,
        Self::Mixed,
        Self::Boilerplate,
        Self::Similar,
        Self::Unrelated,
    ];

    /// Whether texts so related belong in one group.
    #[must_use]
    pub fn repeats(self) -> bool {
        !matches!(self, Self::Boilerplate | Self::Similar | Self::Unrelated)
    }

    /// Its name in tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Opening => "opening",
            Self::Ending => "ending",
            Self::Both => "opening-and-ending",
            Self::Edits => "edits",
            Self::Mixed => "mixed",
            Self::Boilerplate => "boilerplate",
            Self::Similar => "similar",
            Self::Unrelated => "unrelated",
        }
    }
}

/// A text and the family it was made in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// Its words.
    pub text: String,
    /// Number of its family.
    pub family: usize,
    /// How the texts of that family are related.
    pub relation: Relation,
    /// Whether the family is of statements of a sentence or so, not of letters.
    pub short: bool,
}

/// At least `count` related texts in an order of chance; the same for the same texts and seed.
#[must_use]
pub fn related(texts: &[Text], count: usize, seed: u64) -> Vec<Related> {
    let mut random = Random::new(seed, &["related"]);
    let mut maker = Maker::new(texts, &mut random);
    let mut all = Vec::new();
    let mut family = 0;
    while all.len() < count && !maker.pool.is_empty() {
        for relation in Relation::ALL {
            for short in [true, false] {
                let made = maker.family(relation, short, &mut random);
                all.extend(made.into_iter().map(|text| Related { text, family, relation, short }));
                family += 1;
            }
        }
    }
    random.shuffle(&mut all);
    all
}

/// Words of a letter, at least and at most.
const LETTER: (usize, usize) = (80, 400);

/// Words of a short statement, and of one that something may be added to.
const SHORT: (usize, usize) = (6, 15);
const ADDED_TO: (usize, usize) = (9, 15);

/// Makes families out of statements. A short one is used once; the longer texts are made of the others in ever other orders.
struct Maker<'t> {
    pool: Vec<&'t str>,
    next: usize,
    short: Vec<&'t str>,
    random: Random,
    vocabulary: Vocabulary<'t>,
}

impl<'t> Maker<'t> {
    fn new(texts: &'t [Text], random: &mut Random) -> Self {
        let mut known = BTreeSet::new();
        let distinct =
            texts.iter().map(|text| text.text.as_str()).filter(|text| known.insert(fold_letters(text)));
        let mut pool: Vec<&str> = distinct.collect();
        random.shuffle(&mut pool);
        let vocabulary = Vocabulary::of(&pool);
        // Every other one that is short enough is kept for short statements alone.
        let mut kept = false;
        let (short, pool) = pool.into_iter().partition(|text| {
            kept = !kept && (SHORT.0..=SHORT.1).contains(&length(text));
            kept
        });
        Self { pool, next: 0, short, random: random.clone(), vocabulary }
    }

    fn statement(&mut self) -> &'t str {
        if self.next >= self.pool.len() {
            self.next = 0;
            self.random.shuffle(&mut self.pool);
        }
        self.next += 1;
        self.pool.get(self.next - 1).copied().unwrap_or_default()
    }

    /// A statement of so many words.
    fn short(&mut self, (least, most): (usize, usize)) -> String {
        let place = self.short.iter().rposition(|text| (least..=most).contains(&length(text)));
        // Where none is left, a longer text of others serves.
        match place {
            Some(place) => ended(self.short.swap_remove(place)),
            None => self.text(most),
        }
    }

    /// Statements one after the other, of so many words together or somewhat more.
    fn text(&mut self, words: usize) -> String {
        let mut text = String::new();
        while length(&text) < words {
            append(&mut text, &ended(self.statement()));
        }
        text
    }

    fn family(&mut self, relation: Relation, short: bool, random: &mut Random) -> Vec<String> {
        let size = if random.chance(0.06) { random.whole(12, 30) } else { random.whole(2, 6) };
        match relation {
            Relation::Unrelated => (0..size).map(|_| self.original(SHORT, short, random)).collect(),
            Relation::Similar => self.similar(short, size, random),
            Relation::Boilerplate => self.boilerplate(short, size, random),
            _ => self.repeated(relation, short, size, random),
        }
    }

    fn original(&mut self, range: (usize, usize), short: bool, random: &mut Random) -> String {
        if short { self.short(range) } else { self.text(random.whole(LETTER.0, LETTER.1 - 30)) }
    }

    fn repeated(&mut self, relation: Relation, short: bool, size: usize, random: &mut Random) -> Vec<String> {
        let range = if matches!(relation, Relation::Exact | Relation::Edits) { SHORT } else { ADDED_TO };
        let original = self.original(range, short, random);
        // The text that a campaign hands out is not always among those that were sent.
        let bare = random.chance(0.5);
        (0..size)
            .map(
                |copy| {
                    if copy == 0 && bare { original.clone() } else { self.copy(&original, relation, random) }
                },
            )
            .collect()
    }

    fn copy(&mut self, original: &str, relation: Relation, random: &mut Random) -> String {
        match relation {
            Relation::Exact if random.chance(0.5) => original.to_owned(),
            Relation::Exact => edits::retyped(original, random),
            Relation::Opening => self.added_to(original, (true, false), random),
            Relation::Ending => self.added_to(original, (false, true), random),
            Relation::Both => self.added_to(original, (true, true), random),
            Relation::Edits => self.vocabulary.edited(original, random),
            _ => {
                let ways =
                    [Relation::Exact, Relation::Opening, Relation::Ending, Relation::Both, Relation::Edits];
                let way = random.pick(&ways).copied().unwrap_or(Relation::Exact);
                let copy = self.copy(original, way, random);
                if random.chance(0.3) { self.vocabulary.edited(&copy, random) } else { copy }
            }
        }
    }

    /// With words of one's own before it, behind it or both: together up to about as many as it has itself.
    fn added_to(&mut self, original: &str, (before, behind): (bool, bool), random: &mut Random) -> String {
        let most = length(original);
        let room = if before && behind { most / 2 } else { most };
        let mut text = String::new();
        if before {
            text = self.personal(phrases::opening(random), room, random);
        }
        append(&mut text, original);
        if behind {
            append(&mut text, &self.personal(phrases::ending(random), room, random));
        }
        text
    }

    /// A personal sentence, and in a long text statements with it; a part of the sentence where there is room for no more.
    fn personal(&mut self, sentence: String, room: usize, random: &mut Random) -> String {
        let mut text = sentence;
        let wanted = random.whole(3.min(room), room);
        while length(&text) < wanted {
            let statement = ended(self.statement());
            if length(&text) + length(&statement) > room {
                break;
            }
            append(&mut text, &statement);
        }
        let words: Vec<&str> = text.split(' ').collect();
        if words.len() > room {
            return ended(
                words.get(..room).unwrap_or_default().join(" ").trim_end_matches([',', '.', ';', ':']),
            );
        }
        text
    }

    /// One sentence about other things each time, or the same letter frame around other words.
    fn similar(&mut self, short: bool, size: usize, random: &mut Random) -> Vec<String> {
        if !short {
            return self.similar_letters(size, random);
        }
        if random.chance(0.5) {
            return phrases::framed(size, random);
        }
        let original = self.short(SHORT);
        let mut all = vec![original.clone()];
        all.extend((1..size.min(4)).map(|_| self.vocabulary.about_something_else(&original, random)));
        let mut known = BTreeSet::new();
        all.retain(|text| known.insert(fold_letters(text)));
        all
    }

    /// Letters that begin each of their sentences alike, as letters of one writer do.
    fn similar_letters(&mut self, size: usize, random: &mut Random) -> Vec<String> {
        let words = random.whole(LETTER.0, LETTER.0 * 2);
        (0..size)
            .map(|_| {
                let mut text = String::new();
                while length(&text) < words {
                    append(
                        &mut text,
                        &format!("{} {}", phrases::lead(random), lower_first(&ended(self.statement()))),
                    );
                }
                text
            })
            .collect()
    }

    /// The same fixed phrases around other words; the phrases are up to two words in five.
    fn boilerplate(&mut self, short: bool, size: usize, random: &mut Random) -> Vec<String> {
        let fixed = if short { phrases::greeting(random) } else { phrases::formula(random) };
        let words: usize = fixed.iter().map(|part| length(part)).sum();
        (0..size)
            .map(|_| {
                let share = random.real(0.1, 0.4);
                let own = (words as f64 * (1.0 - share) / share).ceil() as usize;
                let each = own.div_ceil(fixed.len().max(2) - 1);
                let mut text = fixed.first().cloned().unwrap_or_default();
                for part in fixed.iter().skip(1) {
                    append(&mut text, &self.text(each));
                    append(&mut text, part);
                }
                if fixed.len() < 2 {
                    append(&mut text, &self.text(own));
                }
                text
            })
            .collect()
    }
}

fn length(text: &str) -> usize {
    text.split_whitespace().count()
}

fn append(text: &mut String, more: &str) {
    if !text.is_empty() {
        text.push(' ');
    }
    text.push_str(more);
}

/// With a full stop, where it ends in a letter.
fn ended(text: &str) -> String {
    let text = text.trim();
    if text.ends_with(char::is_alphanumeric) { format!("{text}.") } else { text.to_owned() }
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::{Relation, related};
    use crate::synthesis::Text;

    #[test]
    fn families_are_what_they_are_called_and_repeat_by_seed() {
        let text = |number: usize| Text {
            text: format!("De gemeente heeft voor onderwerp{number} al jaren geen beleid meer dat werkt"),
            kind: "context".into(),
            themes: Vec::new(),
        };
        let texts: Vec<Text> = (0..300).map(text).collect();
        let made = related(&texts, 200, 3);
        assert_eq!(made, related(&texts, 200, 3));
        assert_ne!(made, related(&texts, 200, 4));
        for relation in Relation::ALL {
            assert!(made.iter().any(|text| text.relation == relation), "{relation:?}");
        }
        let exact = made.iter().filter(|text| text.relation == Relation::Exact);
        let folded = |text: &str| crate::text::fold_letters(text);
        for one in exact {
            let family = made.iter().filter(|other| other.family == one.family);
            let plain = |text: &str| folded(&text.replace(['é', 'ë', 'è'], "e"));
            assert!(family.into_iter().all(|other| plain(&other.text) == plain(&one.text)), "{}", one.text);
        }
        assert_eq!(related(&[], 10, 1), []);
    }
}
