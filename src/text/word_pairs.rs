//! How well one Dutch word follows another. Frequent words stand for themselves, all others for a class of words that are used alike
//! (nouns of one gender, participles, …), which the word itself or its ending tells. The tables in `data/word-pairs` are made by
//! `examples/word_pairs` from openly licensed counts.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::fold::fold;

/// What stands for itself: name, sort, and a character per right-hand side that tells how much likelier it is there.
static SCORES: &str = include_str!("../../data/word-pairs/scores.tsv");

/// Which class a word (`=word`) or an ending stands for: the number of a line of the scores.
static FORMS: &str = include_str!("../../data/word-pairs/forms.tsv");

/// What stands for itself in the scores: a frequent word, a punctuation mark or a class of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WordClass(u16);

impl WordClass {
    /// The class of the word at the end of `text`, or of the punctuation behind it; behind a full stop no word is likelier than elsewhere.
    #[must_use]
    pub fn ending(text: &str) -> Self {
        let known = Classes::shipped();
        match text.trim_end().chars().next_back() {
            None | Some('.' | '?' | '!' | '…') => known.start,
            Some(')' | ']') => known.word(")"),
            Some('’' | '”' | '"' | '\'' | '‘' | '“' | '„') => known.word("\""),
            Some('(' | '[') => known.word("("),
            Some(',') => known.word(","),
            Some(';') => known.word(";"),
            Some(':') => known.word(":"),
            Some(_) => known.of(text.split_whitespace().next_back().unwrap_or_default()),
        }
    }

    /// The class of the word at the beginning of `text`.
    #[must_use]
    pub fn beginning(text: &str) -> Self {
        let known = Classes::shipped();
        match text.trim_start().chars().next() {
            Some('(' | '[') => known.word("("),
            Some('‘' | '“' | '„' | '"') => known.word("\""),
            _ => known.of(text.split_whitespace().next().unwrap_or_default()),
        }
    }

    /// Whether it is one function word: such a word has a capital only where a sentence begins.
    #[must_use]
    pub fn is_function_word(self) -> bool {
        Classes::shipped().function.get(usize::from(self.0)).copied().unwrap_or(false)
    }
}

/// Whether a folded word means something by itself: no function word, no number, no single letter.
#[must_use]
pub fn is_content_word(form: &str) -> bool {
    let letters = form.chars().filter(|character| character.is_alphabetic()).count();
    letters > 1 && !WordClass::beginning(form).is_function_word()
}

/// What tells the class of a word.
#[derive(Debug)]
struct Classes {
    /// Words that stand for themselves, and words whose ending tells their class wrongly.
    words: FxHashMap<&'static str, WordClass>,
    endings: FxHashMap<&'static str, WordClass>,
    /// By class: whether it is a function word.
    function: Vec<bool>,
    start: WordClass,
    name: WordClass,
    number: WordClass,
}

impl Classes {
    fn shipped() -> &'static Self {
        static SHIPPED: OnceLock<Classes> = OnceLock::new();
        SHIPPED.get_or_init(|| Self::parse(SCORES, FORMS))
    }

    fn parse(scores: &'static str, forms: &'static str) -> Self {
        let none = WordClass(0);
        let mut classes = Self {
            words: FxHashMap::default(),
            endings: FxHashMap::default(),
            function: Vec::new(),
            start: none,
            name: none,
            number: none,
        };
        for (line, index) in scores.lines().zip(0..) {
            let mut fields = line.split('\t');
            let name = fields.next().unwrap_or_default();
            classes.words.insert(name, WordClass(index));
            classes.function.push(fields.next() == Some("function"));
        }
        classes.start = classes.word("<start>");
        classes.name = classes.word("<name>");
        classes.number = classes.word("<number>");
        for (form, class) in forms.lines().filter_map(|line| line.split_once('\t')) {
            let class = WordClass(class.parse().unwrap_or(classes.name.0));
            match form.strip_prefix('=') {
                Some(word) => classes.words.insert(word, class),
                None => classes.endings.insert(form, class),
            };
        }
        classes
    }

    fn word(&self, word: &str) -> WordClass {
        self.words.get(word).copied().unwrap_or(self.name)
    }

    /// The class of one word with the punctuation around it.
    fn of(&self, word: &str) -> WordClass {
        let bare = word.trim_matches(|character: char| !character.is_alphanumeric());
        if bare.is_empty() {
            // A dash or a stroke parts words as a comma does.
            return self.word(",");
        }
        let capitals = bare.chars().filter(|letter| letter.is_uppercase()).count();
        if capitals > 1 && capitals * 2 >= bare.chars().count() {
            return self.name;
        }
        let folded = fold(bare);
        let capital = bare.chars().next().is_some_and(char::is_uppercase);
        match self.words.get(folded.as_str()) {
            Some(class) if !capital || usize::from(class.0) < usize::from(self.start.0) => *class,
            _ if folded.chars().any(char::is_numeric) => self.number,
            _ if capital => self.name,
            _ => self.by_ending(&folded),
        }
    }

    /// The class that the longest known ending tells.
    fn by_ending(&self, word: &str) -> WordClass {
        let mut endings = word.char_indices().filter_map(|(at, _)| self.endings.get(word.get(at..)?));
        endings.next().or_else(|| self.endings.get("")).copied().unwrap_or(self.name)
    }
}

/// How much likelier each word or class is behind each other than in general.
#[derive(Debug)]
pub struct WordPairs {
    /// The scores of one left-hand side after the other, a byte each.
    rows: Vec<&'static [u8]>,
}

impl WordPairs {
    /// The table that ships with the program.
    #[must_use]
    pub fn shipped() -> &'static Self {
        static SHIPPED: OnceLock<WordPairs> = OnceLock::new();
        SHIPPED.get_or_init(|| Self { rows: SCORES.lines().map(scores_of).collect() })
    }

    /// How much likelier `right` is behind `left` than anywhere, in nats (pointwise mutual information); 0 says nothing.
    #[must_use]
    pub fn score(&self, left: WordClass, right: WordClass) -> f32 {
        let row = self.rows.get(usize::from(left.0));
        let byte = row.and_then(|row| row.get(usize::from(right.0))).copied().unwrap_or(NOTHING);
        (f32::from(byte) - f32::from(NOTHING)) * STEP
    }
}

/// The character of a score of 0; the next one is a step more.
const NOTHING: u8 = b'O';
const STEP: f32 = 0.1;

fn scores_of(line: &'static str) -> &'static [u8] {
    line.rsplit('\t').next().unwrap_or_default().as_bytes()
}

#[cfg(test)]
mod tests {
    use super::{FORMS, NOTHING, SCORES, WordClass, WordPairs, scores_of};

    fn score(left: &str, right: &str) -> f32 {
        WordPairs::shipped().score(WordClass::ending(left), WordClass::beginning(right))
    }

    #[test]
    fn pairs_that_people_write_score_above_others() {
        for (left, right, wrong) in [
            ("de", "instelling", "van"),
            ("wordt", "gemeld", "de"),
            ("zodat", "de", "gemeld"),
            ("tekort", "aan", "grote"),
            ("het", "overleg", "vergadering"),
            ("grote", "verschillen", "verschil"),
            ("om", "te", "die"),
            ("te", "verbeteren", "verbeterd"),
            ("mensen", "die", "zich"),
            ("wij", "willen", "wil"),
        ] {
            assert!(score(left, right) > score(left, wrong), "{left} {right}, {left} {wrong}");
        }
    }

    #[test]
    fn the_left_word_and_its_punctuation_count_too() {
        assert!(score("een", "regeling") > score("deze.", "regeling") && score("het", "regeling") < 0.0);
        assert!(score("probleem,", "omdat") > score("probleem", "omdat"));
        assert!(score("(zie", "bijlage)") > -1.0 && score("van", "(onder") < 0.0);
    }

    #[test]
    fn words_that_no_list_has_are_told_by_their_ending() {
        let class = WordClass::beginning;
        assert_eq!(class("wijkteamvergaderingen"), class("buurtvergaderingen"));
        assert_eq!(class("doorverwijzing"), class("terugverwijzing,"));
        assert_ne!(class("doorverwijzing"), class("doorverwijzen"));
        assert_eq!(class("VNG"), class("Zutphen"));
        assert_eq!(class("2030"), class("12"));
        assert_eq!(class("De"), class("de"));
        assert_eq!(WordClass::ending("klaar."), WordClass::ending("Waarom?"));
        assert!(class("Omdat").is_function_word() && !class("Zutphen").is_function_word());
        for odd in ["", "-", "…", "’s", "d'r", "ǆ", "🙂"] {
            let _ = (class(odd), WordClass::ending(odd));
        }
    }

    #[test]
    fn the_tables_fit_each_other() {
        let lines = SCORES.lines().count();
        for line in SCORES.lines() {
            assert_eq!((line.split('\t').count(), scores_of(line).len()), (3, lines), "{line}");
        }
        for form in FORMS.lines() {
            let class: usize = form.split_once('\t').unwrap().1.parse().unwrap();
            assert!(class < lines, "{form}");
        }
        assert!(SCORES.lines().flat_map(scores_of).all(|byte| byte.abs_diff(NOTHING) <= 43));
    }
}
