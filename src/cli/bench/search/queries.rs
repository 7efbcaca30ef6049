//! Questions drawn from statements, so that frequent words are asked for as often as they are written.

use std::num::{NonZeroU64, NonZeroUsize};

use bloemlezer::synthesis::{Consultation, Random};

/// Questions of each kind, as the query language has them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Queries {
    pub(super) terms: Vec<String>,
    /// Two words of one statement.
    pub(super) pairs: Vec<String>,
    /// Two or three words that follow each other, without the quotes.
    pub(super) phrases: Vec<String>,
}

impl Queries {
    /// Draws `count` of each kind.
    pub(super) fn drawn(
        made: &Consultation<'_>,
        statements: NonZeroU64,
        count: NonZeroUsize,
        seed: u64,
    ) -> Self {
        let mut draw = Drawn { made, statements, random: Random::numbered(seed, u64::MAX) };
        let count = 0..count.get();
        Self {
            terms: count.clone().map(|_| draw.words(1)).collect(),
            pairs: count.clone().map(|_| draw.pair()).collect(),
            phrases: count.map(|number| draw.words(2 + number % 2)).collect(),
        }
    }
}

struct Drawn<'c> {
    made: &'c Consultation<'c>,
    statements: NonZeroU64,
    random: Random,
}

impl Drawn<'_> {
    /// So many words that follow each other in a statement.
    fn words(&mut self, count: usize) -> String {
        loop {
            let words = self.statement();
            let from = self.below(words.len());
            if let Some(words) = words.get(from..from + count) {
                let plain: Option<Vec<String>> = words.iter().map(|word| plain(word)).collect();
                if let Some(plain) = plain {
                    return plain.join(" ");
                }
            }
        }
    }

    /// Two words of one statement.
    fn pair(&mut self) -> String {
        loop {
            let words = self.statement();
            let (one, other) = (self.below(words.len()), self.below(words.len()));
            let two = [one, other].map(|at| words.get(at).and_then(|word| plain(word)));
            if let [Some(one), Some(other)] = two
                && one != other
            {
                return format!("{one} {other}");
            }
        }
    }

    fn statement(&mut self) -> Vec<String> {
        let number = self.below_u64(self.statements.get());
        self.made.row(number).tekst.split_whitespace().map(str::to_owned).collect()
    }

    fn below(&mut self, most: usize) -> usize {
        self.below_u64(most as u64) as usize
    }

    fn below_u64(&mut self, most: u64) -> u64 {
        (self.random.real(0.0, 1.0) * most as f64) as u64
    }
}

/// The word in lower case, where both indexes take it for one word.
fn plain(word: &str) -> Option<String> {
    let word = word.to_lowercase();
    (word.chars().count() > 1 && word.chars().all(char::is_alphabetic)).then_some(word)
}

#[cfg(test)]
mod tests {
    use std::num::{NonZeroU64, NonZeroUsize};

    use bloemlezer::synthesis::{Consultation, Text};

    use super::Queries;

    #[test]
    fn questions_are_words_of_the_statements() {
        let text = |text: &str| Text { text: text.into(), kind: "wens".into(), themes: Vec::new() };
        let texts = [
            text("De wachttijd in de wijk is al jaren veel te lang."),
            text("Er is te weinig plek voor jongeren."),
        ];
        let made = Consultation::new(&texts, 3);
        let (statements, count) = (NonZeroU64::new(50).unwrap(), NonZeroUsize::new(20).unwrap());
        let drawn = Queries::drawn(&made, statements, count, 3);
        assert_eq!(drawn, Queries::drawn(&made, statements, count, 3));
        assert_ne!(drawn, Queries::drawn(&made, statements, count, 4));
        let rows: Vec<String> = made.rows(50).map(|row| row.tekst.to_lowercase()).collect();
        for phrase in drawn.phrases.iter().chain(&drawn.terms) {
            assert!(rows.iter().any(|row| row.contains(phrase.as_str())), "{phrase}");
        }
        let words = |query: &String| query.split(' ').count();
        assert!(drawn.terms.iter().all(|query| words(query) == 1));
        assert!(drawn.pairs.iter().all(|query| words(query) == 2));
        assert!(drawn.phrases.iter().all(|query| [2, 3].contains(&words(query))));
    }
}
