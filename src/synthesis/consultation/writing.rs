//! What one person writes: words by Zipf's law, compounds that nobody wrote before, phrases that say something, and the slips and
//! signs of text that was typed into a form.

use std::borrow::Cow;

use super::super::random::Random;
use super::super::repeated::edits;
use super::super::texts::Text;
use super::super::words::{Vocabulary, sentences};

/// Most statements are shorter than the mean of some 180 characters, and a few are letters.
const MEDIAN: f64 = 142.0;
/// Standard deviation of the logarithm of their length.
const SPREAD: f64 = 0.62;
/// Characters, at least and at most.
const LENGTHS: (f64, f64) = (12.0, 2_500.0);

/// Share of the words that are drawn as the commoner of two: with it, words have the length that they have in statements, 6 bytes with
/// the space.
const COMMON: f64 = 0.5;
/// Share of the words that are compounds made up on the spot, which is why the vocabulary grows with every page.
const COMPOUNDS: f64 = 0.015;
/// Share of the words that are numbers.
const NUMBERS: f64 = 0.006;
/// Share of the words in whose place a phrase of a statement on some theme stands: with what words drawn by chance tell, some six in ten of
/// the statements are about a theme.
const PHRASES: f64 = 0.006;
/// Words of such a phrase.
const PHRASE: (usize, usize) = (4, 9);

/// Shares of the statements with a break of line, a word in quotes, slips of the pen, no sign at the end, capitals throughout.
const BREAKS: f64 = 0.01;
const QUOTES: f64 = 0.02;
const SLIPS: f64 = 0.15;
const NO_END: f64 = 0.1;
const CAPITALS: f64 = 0.004;

/// Writes statements.
#[derive(Debug)]
pub(super) struct Writing<'t> {
    vocabulary: Vocabulary,
    /// Texts with a theme.
    themed: Vec<&'t str>,
}

impl<'t> Writing<'t> {
    pub(super) fn new(texts: &'t [Text], seed: u64) -> Self {
        let themed = texts.iter().filter(|text| !text.themes.is_empty()).map(|text| text.text.as_str());
        let vocabulary = Vocabulary::of(texts.iter().map(|text| text.text.as_str()), seed);
        Self { vocabulary, themed: themed.collect() }
    }

    pub(super) fn statement(&self, random: &mut Random) -> String {
        let length = (MEDIAN * random.spread(SPREAD).exp()).clamp(LENGTHS.0, LENGTHS.1);
        let mut text = sentences(length as usize, random, |random| self.word(random));
        if random.chance(SLIPS) {
            text = with_slip(&text, random);
        }
        if random.chance(QUOTES) {
            text = at_a_space(&text, random, |before, after| {
                let (word, rest) = after.split_once(' ').unwrap_or((after, ""));
                format!("{before} \"{word}\" {rest}").trim_end().to_owned()
            });
        }
        if random.chance(BREAKS) {
            let lines = if random.chance(0.3) { "\n\n" } else { "\n" };
            text = at_a_space(&text, random, |before, after| format!("{before}{lines}{after}"));
        }
        if random.chance(NO_END) {
            text.pop();
        }
        if random.chance(CAPITALS) { text.to_uppercase() } else { text }
    }

    fn word(&self, random: &mut Random) -> Cow<'_, str> {
        match random.choose(
            Word::Drawn,
            &[
                (COMMON, Word::Common),
                (COMPOUNDS, Word::Compound),
                (NUMBERS, Word::Number),
                (PHRASES, Word::Phrase),
            ],
        ) {
            Word::Drawn => Cow::Borrowed(self.vocabulary.draw(random)),
            Word::Common => Cow::Borrowed(self.vocabulary.draw_common(random)),
            Word::Compound => Cow::Owned(self.compound(random)),
            Word::Number => Cow::Owned(random.whole(2, 2_030).to_string()),
            Word::Phrase => Cow::Owned(self.phrase(random)),
        }
    }

    fn compound(&self, random: &mut Random) -> String {
        let link = random.choose("", &[(0.25, "s"), (0.05, "-")]);
        format!("{}{link}{}", self.part(random), self.part(random))
    }

    /// A word long enough to be part of another one.
    fn part(&self, random: &mut Random) -> &str {
        let long = |word: &str| word.len() >= 4 && word.chars().all(|letter| letter.is_ascii_lowercase());
        (0..30).map(|_| self.vocabulary.draw(random)).find(|word| long(word)).unwrap_or("zorg")
    }

    /// Words that follow each other in a statement on some theme; a word, where no statement has one.
    fn phrase(&self, random: &mut Random) -> String {
        let words: Vec<&str> = random.pick(&self.themed).map_or("de", |text| text).split(' ').collect();
        let count = random.whole(PHRASE.0, PHRASE.1).min(words.len());
        let from = random.whole(0, words.len() - count);
        let phrase = words.get(from..from + count).unwrap_or_default().join(" ");
        phrase.trim_matches(|sign: char| !sign.is_alphanumeric()).to_owned()
    }
}

/// How a word comes about.
#[derive(Debug, Clone, Copy)]
enum Word {
    Drawn,
    Common,
    Compound,
    Number,
    Phrase,
}

fn with_slip(text: &str, random: &mut Random) -> String {
    let mut words: Vec<String> = text.split(' ').map(str::to_owned).collect();
    edits::slip(&mut words, random);
    words.join(" ")
}

/// The text made anew from what stands before and behind one of its spaces; a single word stays.
fn at_a_space(text: &str, random: &mut Random, make: impl Fn(&str, &str) -> String) -> String {
    let spaces: Vec<usize> = text.match_indices(' ').map(|(place, _)| place).collect();
    let parts = random.pick(&spaces).and_then(|place| text.split_at_checked(*place));
    parts.map_or_else(|| text.to_owned(), |(before, after)| make(before, after.trim_start()))
}
