//! The words of a text as grouping compares them: letters and digits alone, case and diacritics aside.

use std::borrow::Cow;
use std::sync::OnceLock;

use rustc_hash::FxHashSet;

use crate::model::Span;
use crate::text::{RawToken, WordList, fold, split_words};

/// A word of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word<'t> {
    /// As it stands in the text.
    pub(super) text: &'t str,
    /// Of its letters and digits: equal for equal words.
    pub(super) hash: u64,
    pub(super) span: Span,
    /// Whether a sentence ended before it; the first word of a text begins one too.
    pub(super) begins: bool,
}

/// The words of a text, in order.
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::with_capacity(text.len() / 5);
    let mut end = None;
    words.extend(split_words(text).map(|raw| {
        let gap = end.map(|end| text.get(end..raw.byte_start).unwrap_or_default());
        end = Some(raw.byte_start + raw.text.len());
        let mut hash = Hash::new();
        hash.add(raw.text);
        Word { text: raw.text, hash: hash.finish(), span: raw.span, begins: gap.is_none_or(ends_sentence) }
    }));
    words
}

/// Whether a sentence ends in what stands between two words. People who type without capitals end sentences too; that `o.a.` ends one
/// as well does no harm, since nothing is cut here.
fn ends_sentence(gap: &str) -> bool {
    gap.contains(['.', '!', '?', '…', '\n', ':', '•'])
}

/// What a text is sketched by, without keeping its words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Measure {
    /// Number of words.
    pub(super) words: u32,
    /// Of all its letters and digits.
    pub(super) letters: u64,
}

/// The hashes of a text's words go to `hashes`, which is emptied before.
pub(super) fn measure(text: &str, hashes: &mut Vec<u64>) -> Measure {
    hashes.clear();
    let mut whole = Hash::new();
    for raw in split_words(text) {
        let mut hash = Hash::new();
        hash.add(raw.text);
        whole.add(raw.text);
        hashes.push(hash.finish());
    }
    Measure { words: u32::try_from(hashes.len()).unwrap_or(u32::MAX), letters: whole.finish() }
}

/// Whether two texts have the same letters and digits in the same order.
pub(super) fn same_letters(one: &str, other: &str) -> bool {
    one == other || letters_of_text(one).eq(letters_of_text(other))
}

fn letters_of_text(text: &str) -> impl Iterator<Item = char> + '_ {
    // A text may hold what belongs to no word.
    let letters = |raw: RawToken<'_>| letters(raw.text).chars().collect::<Vec<_>>();
    split_words(text).flat_map(letters)
}

/// The letters and digits of a word, folded.
pub(super) fn letters(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()) {
        return Cow::Borrowed(word);
    }
    Cow::Owned(fold(word).chars().filter(|letter| letter.is_alphanumeric()).collect())
}

/// FNV-1a over folded letters, spread at the end: the same on every machine and in every version of the compiler.
struct Hash(u64);

impl Hash {
    fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    fn add(&mut self, word: &str) {
        if word.is_ascii() {
            let letters = word.bytes().filter(u8::is_ascii_alphanumeric);
            letters.for_each(|byte| self.byte(byte.to_ascii_lowercase()));
        } else {
            letters(word).bytes().for_each(|byte| self.byte(byte));
        }
    }

    fn byte(&mut self, byte: u8) {
        self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
    }

    fn finish(&self) -> u64 {
        spread(self.0)
    }
}

/// Spreads what a number tells over all of its bits (the end of `SplitMix64`).
pub(super) fn spread(number: u64) -> u64 {
    let mixed = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// What a word does in the comparison of short texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    /// It may come or go without another claim being made.
    Light,
    /// It says what the text is about.
    Content,
    /// It turns the claim round, or is a number: never an edit.
    Decisive,
}

/// Articles, pronouns, prepositions, conjunctions, auxiliaries and words of emphasis.
const LIGHT: &str = "aan ach al alleen allemaal als altijd alsnog ben bent best bij bijna daar daarbij daarin daarmee daarom daarop \
    daarvan daarvoor dan dat de deze die dit doch dus echt eens eigenlijk en er ervan ervoor erg feitelijk graag gewoon haar had \
    hadden heb hebben hebt heeft heel heus hem hen het hier hij hun ik immers in is ja je jullie kan kunnen kunt maar me mee men met \
    mij mijn namelijk natuurlijk nog nou nu of om omdat onder ons onze ook op over reeds simpelweg s sowieso steeds t te ten ter toch \
    toen tot u uit uiteraard uw van vanuit vaak vandaag via volstrekt vooral want waren was wat we weer werd werden wij wil willen worden \
    wordt ze zeer zeker zich zij zijn zo zou zouden zal zullen bovendien daarnaast tevens inderdaad absoluut helemaal gewoonweg \
    momenteel tegenwoordig inmiddels overigens trouwens kortom langs door naar rond rondom tussen elkaar men ene een";

const DECISIVE: &str = "niet geen nooit niemand nergens niets niks noch zonder wel tegen evenmin geenszins nauwelijks amper on \
    meer minder meeste minste beter slechter";

/// What a word weighs.
pub(super) fn weight(word: &str) -> Weight {
    static LISTS: OnceLock<[FxHashSet<&'static str>; 2]> = OnceLock::new();
    let [light, decisive] =
        LISTS.get_or_init(|| [LIGHT, DECISIVE].map(|list| list.split_whitespace().collect()));
    let letters = letters(word);
    if decisive.contains(&*letters) || letters.chars().any(char::is_numeric) {
        Weight::Decisive
    } else if light.contains(&*letters) {
        Weight::Light
    } else {
        Weight::Content
    }
}

/// Whether one word is the other with a slip of the pen: a letter or two away, and not both words of the language, unless the one is
/// the other with another ending.
pub(super) fn is_slip(one: &str, other: &str) -> bool {
    let (one, other) = (letters(one), letters(other));
    let lengths = [&one, &other].map(|word| word.chars().count());
    let shortest = lengths.into_iter().min().unwrap_or_default();
    // In three letters any other letter makes another word.
    if shortest < 4 || lengths.iter().any(|length| *length > LONGEST) {
        return false;
    }
    if [&one, &other].into_iter().any(|word| weight(word) == Weight::Decisive) {
        return false;
    }
    let distance = strsim::osa_distance(&one, &other);
    if distance <= 1 && shortest >= 5 && lengths[0] == lengths[1] && are_swapped(&one, &other) {
        return true;
    }
    // A letter too few or too many makes another word more seldom than another letter does: `straat` and `staat`, but also `moten`.
    let longest = lengths.into_iter().max().unwrap_or_default();
    if distance <= 1 && lengths[0] != lengths[1] && longest >= DROPPED {
        return true;
    }
    let both_known = || [&one, &other].into_iter().all(|word| WordList::shipped().contains(word));
    let most = if shortest < 7 { 1 } else { 2 };
    distance <= most && (differs_in_ending(&one, &other) || !both_known())
}

/// Letters of a word from which on one may be missing, also where what is left is a word.
const DROPPED: usize = 6;

/// Whether two words have the same letters: then two stand in the wrong order.
fn are_swapped(one: &str, other: &str) -> bool {
    let sorted = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.sort_unstable();
        letters
    };
    sorted(one) == sorted(other)
}

/// Longer words are no words; comparing them letter by letter would be dear.
const LONGEST: usize = 64;

/// Endings that make another form of one word: `stuur` and `stuurt`, `bewoner` and `bewoners`.
const ENDINGS: [&str; 7] = ["", "t", "d", "n", "s", "e", "en"];

fn differs_in_ending(one: &str, other: &str) -> bool {
    let shared = one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
    let ending = |word: &str| word.chars().skip(shared).collect::<String>();
    shared >= 4 && [ending(one), ending(other)].iter().all(|ending| ENDINGS.contains(&ending.as_str()))
}

#[cfg(test)]
mod tests {
    use super::{Weight, is_slip, measure, same_letters, weight, words};

    #[test]
    fn texts_are_compared_by_letters_and_digits() {
        let letters = |text: &str| measure(text, &mut Vec::new()).letters;
        assert_eq!(letters("Eén coördinator: 3!"), letters("een Coordinator 3"));
        assert!(same_letters("Eén coördinator: 3!", "een Coordinator 3"));
        assert!(!same_letters("een", "eens"));
        assert_eq!(measure("…!", &mut Vec::new()).words, 0);
        assert_eq!(
            measure("數據 العربية हिन्दी 👍🏽", &mut vec![1]).words as usize,
            words("數據 العربية हिन्दी 👍🏽").len()
        );
    }

    #[test]
    fn a_slip_is_no_other_word() {
        for (one, other) in [
            ("rechercheurs", "recherceurs"),
            ("gemeente", "gemeetne"),
            ("houd", "houdt"),
            ("stuurt", "stuurd"),
            ("moeten", "moten"),
        ] {
            assert!(is_slip(one, other), "{one} {other}");
        }
        for (one, other) in
            [("zorg", "borg"), ("niet", "nier"), ("kosten", "posten"), ("wet", "wetten"), ("2024", "2025")]
        {
            assert!(!is_slip(one, other), "{one} {other}");
        }
    }

    #[test]
    fn words_weigh_differently() {
        assert_eq!(weight("De"), Weight::Light);
        assert_eq!(weight("politie"), Weight::Content);
        assert_eq!(weight("Niet"), Weight::Decisive);
        assert_eq!(weight("3"), Weight::Decisive);
    }
}
