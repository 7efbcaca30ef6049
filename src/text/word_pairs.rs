//! How well one Dutch word follows another, by word classes: function words stand for themselves, open words for their ending. The counts
//! of `data/word-pairs/nl.tsv` come from openly licensed Dutch text; classes carry them over to words that never occurred there.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::fold::fold;

/// Counted pairs of classes, `left<TAB>right<TAB>count` a line.
static PAIRS: &str = include_str!("../../data/word-pairs/nl.tsv");

/// Weight of the overall frequency of the right class against a left class seen this often.
const SMOOTHING: f32 = 12.0;

/// Function words: each is a class of its own.
const FUNCTION_WORDS: &[&str] = &[
    "aan",
    "achter",
    "af",
    "al",
    "alle",
    "alleen",
    "alles",
    "als",
    "altijd",
    "ander",
    "andere",
    "anders",
    "beide",
    "ben",
    "beter",
    "betere",
    "bij",
    "bijvoorbeeld",
    "binnen",
    "boven",
    "buiten",
    "daar",
    "daardoor",
    "daarna",
    "daarom",
    "dan",
    "dat",
    "de",
    "deze",
    "die",
    "dit",
    "doen",
    "door",
    "dus",
    "echt",
    "een",
    "eerst",
    "eerste",
    "eigen",
    "elk",
    "elkaar",
    "elke",
    "en",
    "enige",
    "enkel",
    "enkele",
    "er",
    "erg",
    "gaan",
    "gaat",
    "geeft",
    "geen",
    "gehad",
    "genoeg",
    "geven",
    "geweest",
    "geworden",
    "goed",
    "goede",
    "groot",
    "grote",
    "haar",
    "had",
    "hadden",
    "heb",
    "hebben",
    "heeft",
    "heel",
    "hem",
    "hen",
    "het",
    "hier",
    "hierdoor",
    "hij",
    "hoe",
    "hoeveel",
    "hun",
    "ieder",
    "iedere",
    "iedereen",
    "iemand",
    "iets",
    "ik",
    "in",
    "indien",
    "is",
    "ja",
    "je",
    "juist",
    "kan",
    "komen",
    "komt",
    "krijgen",
    "krijgt",
    "kunnen",
    "lang",
    "langer",
    "later",
    "maakt",
    "maar",
    "maken",
    "me",
    "meer",
    "meerdere",
    "meest",
    "men",
    "mensen",
    "met",
    "mij",
    "mijn",
    "minder",
    "mocht",
    "moest",
    "moet",
    "moeten",
    "mogelijk",
    "mogen",
    "na",
    "naar",
    "naast",
    "namelijk",
    "nee",
    "niemand",
    "niet",
    "niets",
    "nieuwe",
    "noch",
    "nodig",
    "nog",
    "nooit",
    "nu",
    "of",
    "om",
    "omdat",
    "onder",
    "ons",
    "onvoldoende",
    "onze",
    "ook",
    "op",
    "over",
    "per",
    "rond",
    "samen",
    "sinds",
    "slechts",
    "soms",
    "staan",
    "staat",
    "steeds",
    "te",
    "tegen",
    "terug",
    "terwijl",
    "toch",
    "toe",
    "tot",
    "tussen",
    "twee",
    "u",
    "uit",
    "uw",
    "vaak",
    "van",
    "vanuit",
    "vanwege",
    "veel",
    "verder",
    "verschillende",
    "via",
    "vindt",
    "voldoende",
    "volgens",
    "voor",
    "vooral",
    "vroeger",
    "waar",
    "waarbij",
    "waardoor",
    "waarin",
    "waarom",
    "wanneer",
    "want",
    "waren",
    "was",
    "wat",
    "we",
    "weer",
    "weinig",
    "wel",
    "welk",
    "welke",
    "werd",
    "werden",
    "wie",
    "wij",
    "wil",
    "willen",
    "word",
    "worden",
    "wordt",
    "zal",
    "ze",
    "zeer",
    "zelf",
    "zich",
    "zien",
    "zij",
    "zijn",
    "zo",
    "zoals",
    "zodat",
    "zonder",
    "zou",
    "zouden",
    "zowel",
    "zullen",
];

/// Endings of open words, the longest first: each is a class.
const ENDINGS: &[&str] = &[
    "ingen", "heden", "lijke", "ische", "schap", "teiten", "atie", "ties", "heid", "lijk", "isch", "teit",
    "ende", "baar", "bare", "loos", "loze", "ment", "aren", "eren", "ing", "tie", "ige", "ers", "end", "ig",
    "er", "en", "st", "e", "s", "t", "d",
];

/// Classes that are no words: what opens a text, punctuation, and words told by their shape.
const SHAPES: &[&str] = &[
    "<start>",
    "<comma>",
    "<colon>",
    "<close>",
    "<open>",
    "<number>",
    "<capital>",
    "<abbreviation>",
    "<participle>",
    "<short>",
    "<other>",
];

/// A class of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WordClass(u16);

impl WordClass {
    /// The class of the word at the end of `text`, or of the punctuation behind it.
    #[must_use]
    pub fn ending(text: &str) -> Self {
        match text.trim_end().chars().next_back() {
            None | Some('.' | '?' | '!' | '…') => Self::named("<start>"),
            Some(',' | ';') => Self::named("<comma>"),
            Some(':') => Self::named("<colon>"),
            Some(')' | ']' | '’' | '”' | '"' | '\'') => Self::named("<close>"),
            Some('(' | '[' | '‘' | '“' | '„') => Self::named("<open>"),
            Some(_) => Self::of(text.split_whitespace().next_back().unwrap_or_default(), false),
        }
    }

    /// The class of the word at the beginning of `text`; `opens` where a sentence begins there, so that its capital says nothing.
    #[must_use]
    pub fn beginning(text: &str, opens: bool) -> Self {
        match text.trim_start().chars().next() {
            Some('(' | '[' | '‘' | '“' | '„') => Self::named("<open>"),
            _ => Self::of(text.split_whitespace().next().unwrap_or_default(), opens),
        }
    }

    /// The class of one word; `opens` where its capital says nothing.
    #[must_use]
    pub fn of(word: &str, opens: bool) -> Self {
        let bare = word.trim_matches(|character: char| !character.is_alphanumeric());
        let folded = fold(bare);
        let capitals = bare.chars().filter(|letter| letter.is_uppercase()).count();
        if capitals > 1 && capitals * 2 >= bare.chars().count() {
            return Self::named("<abbreviation>");
        }
        if let Ok(index) = FUNCTION_WORDS.binary_search(&folded.as_str()) {
            return Self(index as u16);
        }
        if capitals > 0 && !opens && bare.chars().next().is_some_and(char::is_uppercase) {
            return Self::named("<capital>");
        }
        Self::of_open_word(&folded)
    }

    /// Whether it is one function word: such a word has a capital only where a sentence begins.
    #[must_use]
    pub fn is_function_word(self) -> bool {
        usize::from(self.0) < FUNCTION_WORDS.len()
    }

    fn of_open_word(folded: &str) -> Self {
        if folded.is_empty() {
            return Self::named("<other>");
        }
        if folded.chars().any(char::is_numeric) {
            return Self::named("<number>");
        }
        if folded.len() < 4 {
            return Self::named("<short>");
        }
        if is_participle(folded) {
            return Self::named("<participle>");
        }
        ENDINGS
            .iter()
            .position(|ending| folded.len() > ending.len() + 2 && folded.ends_with(ending))
            .map_or_else(|| Self::named("<other>"), |index| Self((FUNCTION_WORDS.len() + index) as u16))
    }

    fn named(shape: &str) -> Self {
        let index = SHAPES.iter().position(|name| *name == shape).unwrap_or(SHAPES.len() - 1);
        Self((FUNCTION_WORDS.len() + ENDINGS.len() + index) as u16)
    }

    /// The name of the class in `data/word-pairs/nl.tsv`: a word, `-ending` or `<shape>`.
    #[must_use]
    pub fn name(self) -> String {
        let index = usize::from(self.0);
        let endings = FUNCTION_WORDS.len();
        let shapes = endings + ENDINGS.len();
        match index {
            _ if index < endings => FUNCTION_WORDS[index].to_owned(),
            _ if index < shapes => format!("-{}", ENDINGS[index - endings]),
            _ => SHAPES.get(index - shapes).copied().unwrap_or("<other>").to_owned(),
        }
    }

    const COUNT: usize = FUNCTION_WORDS.len() + ENDINGS.len() + SHAPES.len();
}

/// Past participles of regular shape: `gemeld`, `betaald`, `verwerkt`.
fn is_participle(word: &str) -> bool {
    let ends = word.ends_with('d') || word.ends_with('t');
    ends && word.len() > 5 && ["ge", "be", "ver", "ont", "her"].iter().any(|prefix| word.starts_with(prefix))
}

/// How much likelier each class is behind each other than in general.
#[derive(Debug)]
pub struct WordPairs {
    /// Pointwise mutual information in nats, row by left class.
    scores: Vec<f32>,
}

impl WordPairs {
    /// The table that ships with the program.
    #[must_use]
    pub fn shipped() -> &'static Self {
        static SHIPPED: OnceLock<WordPairs> = OnceLock::new();
        SHIPPED.get_or_init(|| Self::parse(PAIRS))
    }

    fn parse(table: &str) -> Self {
        let classes: HashMap<String, WordClass> = (0..WordClass::COUNT)
            .map(|index| WordClass(index as u16))
            .map(|class| (class.name(), class))
            .collect();
        let mut counts = vec![0.0_f32; WordClass::COUNT * WordClass::COUNT];
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split('\t');
            let pair = fields
                .next()
                .and_then(|left| classes.get(left))
                .zip(fields.next().and_then(|right| classes.get(right)));
            let count = fields.next().and_then(|count| count.parse::<f32>().ok());
            if let (Some((left, right)), Some(count)) = (pair, count) {
                counts[usize::from(left.0) * WordClass::COUNT + usize::from(right.0)] += count;
            }
        }
        Self { scores: information(&counts) }
    }

    /// How much likelier `right` is behind `left` than anywhere, in nats (pointwise mutual information); 0 says nothing.
    #[must_use]
    pub fn score(&self, left: WordClass, right: WordClass) -> f32 {
        self.scores[usize::from(left.0) * WordClass::COUNT + usize::from(right.0)]
    }
}

/// ln P(right | left) − ln P(right), the first smoothed by the second (Dirichlet prior).
fn information(counts: &[f32]) -> Vec<f32> {
    let size = WordClass::COUNT;
    let row_totals: Vec<f32> = counts.chunks(size).map(|row| row.iter().sum()).collect();
    let total: f32 = row_totals.iter().sum::<f32>().max(1.0);
    let column = |right: usize| counts.iter().skip(right).step_by(size).sum::<f32>();
    let general: Vec<f32> =
        (0..size).map(|right| (column(right) + 0.5) / (total + 0.5 * size as f32)).collect();
    let score = |left: usize, right: usize| {
        let seen = counts[left * size + right] + SMOOTHING * general[right];
        (seen / (row_totals[left] + SMOOTHING) / general[right]).ln()
    };
    (0..size * size).map(|cell| score(cell / size, cell % size)).collect()
}

/// Counts the pairs of classes within each of `paragraphs`, sorted by class name: what `data/word-pairs/nl.tsv` is made by.
pub fn count_pairs<'t>(paragraphs: impl IntoIterator<Item = &'t str>) -> Vec<(String, String, u32)> {
    let mut counts: std::collections::BTreeMap<(WordClass, WordClass), u32> =
        std::collections::BTreeMap::new();
    for paragraph in paragraphs {
        let mut left = WordClass::named("<start>");
        for word in paragraph.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)) {
            let right = WordClass::beginning(word, left == WordClass::named("<start>"));
            *counts.entry((left, right)).or_default() += 1;
            left = WordClass::ending(word);
        }
    }
    counts.into_iter().map(|((left, right), count)| (left.name(), right.name(), count)).collect()
}

#[cfg(test)]
mod tests {
    use super::{PAIRS, WordClass, WordPairs};

    fn score(left: &str, right: &str) -> f32 {
        WordPairs::shipped().score(WordClass::ending(left), WordClass::beginning(right, false))
    }

    #[test]
    fn an_article_wants_a_noun_and_not_a_preposition() {
        assert!(score("de", "instelling") > score("de", "van"));
        assert!(score("wordt", "gemeld") > score("de", "gemeld"));
        assert!(score("zodat", "de") > score("het", "de"));
    }

    #[test]
    fn every_class_of_the_table_is_known() {
        assert!(super::FUNCTION_WORDS.is_sorted());
        let names: Vec<String> = (0..WordClass::COUNT).map(|index| WordClass(index as u16).name()).collect();
        for line in PAIRS.lines().filter(|line| !line.starts_with('#')) {
            let fields: Vec<&str> = line.split('\t').collect();
            assert_eq!(fields.len(), 3, "{line}");
            assert!(names.iter().any(|name| name == fields[0]), "{line}");
            assert!(names.iter().any(|name| name == fields[1]), "{line}");
            assert!(fields[2].parse::<u32>().is_ok(), "{line}");
        }
    }
}
