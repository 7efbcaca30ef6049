//! Keyness: the words that one part of the statements uses more, or less, than the rest.
//!
//! Texts in two parts in, words with counts, tests and effect sizes out. The formulas and their sources: docs/keyness.md.

mod count;
mod discovery;
mod normal;
mod table;

pub use self::count::Unit;
pub use self::discovery::false_discovery;
pub use self::normal::chi_square_p;
pub use self::table::{Correction, Measure, Table};

use serde::Serialize;

use self::count::{Counted, count};
use crate::text::is_content_word;

/// A text of one of the two parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeynessText<'t> {
    /// Its words.
    pub text: &'t str,
    /// Whether it belongs to the target, the part that is asked about; else to the reference.
    pub target: bool,
}

/// What to count and how to compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeynessOptions {
    /// What is counted.
    pub unit: Unit,
    /// The test.
    pub measure: Measure,
    /// Its correction for continuity.
    pub correction: Correction,
    /// Rarer terms are not tested.
    pub min_count: u64,
    /// Terms of fewer texts are not tested.
    pub min_texts: u64,
    /// Whether terms that begin or end with a function word, a number or a single letter are tested.
    pub function_words: bool,
}

/// How two parts of the texts differ in their words.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Keyness {
    /// Texts and terms of the target.
    pub target: Size,
    /// Texts and terms of the rest.
    pub reference: Size,
    /// The terms that were tested, the most overused first; equals by name.
    pub keywords: Vec<Keyword>,
}

/// How large a part is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Size {
    /// Texts.
    pub texts: u64,
    /// Occurrences of all terms.
    pub terms: u64,
}

/// A term that one part uses more than the other.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Keyword {
    /// The word as folded, the most frequent form of the lemma, or two words.
    pub term: String,
    /// Occurrences in the target.
    pub target: u64,
    /// Occurrences in the reference.
    pub reference: u64,
    /// Texts of the target that hold it.
    pub target_texts: u64,
    /// Texts of the reference that hold it.
    pub reference_texts: u64,
    /// The test's statistic, negative where the target uses the term less.
    pub statistic: f64,
    /// Probability of a statistic this large or larger if both parts used the term alike.
    pub p: f64,
    /// The share of false discoveries if all terms with a `q` this low were called key (Benjamini and Hochberg, over the tested terms).
    pub q: f64,
    /// Effect size: the binary logarithm of how many times as frequent the term is in the target (Hardie 2014).
    pub log_ratio: f64,
    /// Effect size: by how many percent it is more frequent there (Gabrielatos and Marchi 2011); none where the reference lacks it.
    pub percent_difference: Option<f64>,
}

/// Compares the target with the rest. Nothing is tested where one of them has no words.
#[must_use]
pub fn keyness(texts: &[KeynessText<'_>], options: KeynessOptions) -> Keyness {
    let Counted { target, reference, terms } = count(texts, options.unit);
    let enough = |keyword: &Keyword| {
        keyword.target + keyword.reference >= options.min_count
            && keyword.target_texts + keyword.reference_texts >= options.min_texts
            && (options.function_words || tells(&keyword.term))
    };
    let tested = terms.into_iter().filter(enough);
    let mut keywords: Vec<Keyword> =
        tested.filter_map(|term| test(term, (target.terms, reference.terms), options)).collect();
    let p: Vec<f64> = keywords.iter().map(|keyword| keyword.p).collect();
    for (keyword, q) in keywords.iter_mut().zip(false_discovery(&p)) {
        keyword.q = q;
    }
    keywords.sort_by(|one, other| {
        other.statistic.total_cmp(&one.statistic).then_with(|| one.term.cmp(&other.term))
    });
    Keyness { target, reference, keywords }
}

/// Whether a term begins and ends with a word that means something by itself.
fn tells(term: &str) -> bool {
    term.split(' ').all(is_content_word)
}

/// The counted term with its numbers; none where the table has an empty row or column.
fn test(counted: Keyword, (target, reference): (u64, u64), options: KeynessOptions) -> Option<Keyword> {
    let table = Table {
        target: counted.target,
        target_total: target,
        reference: counted.reference,
        reference_total: reference,
    };
    let statistic = table.statistic(options.measure, options.correction)?;
    let sign = if table.is_less() { -1.0 } else { 1.0 };
    Some(Keyword {
        statistic: sign * statistic,
        p: chi_square_p(statistic),
        log_ratio: table.log_ratio(),
        percent_difference: table.percent_difference(),
        ..counted
    })
}
