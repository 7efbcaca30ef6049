//! Patterns of one word that a broader pattern of the same theme or kind covers: they add nothing to any score.

use std::collections::BTreeMap;

use super::super::file::TaxonomyFile;
use super::super::open_words::fits;
use super::super::reader::Text;
use super::super::rules::Role;
use super::super::syntax::{self, Pattern, Sequence, Test, WordTest, all_single};
use super::super::taxonomy::roles;
use super::super::{Finding, Taxonomy, file};
use super::at;
use super::repeated::normalised;
use crate::text::Analyser;

/// A pattern that is but one word, or a choice of single words.
struct Single<'f> {
    text: &'f Text,
    weight: f64,
    tests: Vec<WordTest>,
}

/// Patterns of one word that add nothing: where they count, another one of the same list has counted the same word before.
pub(super) fn findings(taxonomy: &Taxonomy) -> Vec<Finding> {
    let (Some(file), _) = file::read(&taxonomy.marked.text) else {
        return Vec::new();
    };
    let mut analyser = Analyser::new();
    let mut findings = Vec::new();
    for (role, singles) in &singles(&file) {
        for (place, narrow) in singles.iter().enumerate() {
            let mut others = singles.iter().enumerate().filter(|(other, _)| *other != place);
            let broad = others.find(|(other, broad)| {
                covers(&mut analyser, broad, narrow)
                    && if is_weighed(*role) {
                        broad.weight > narrow.weight || (broad.weight == narrow.weight && *other < place)
                    } else {
                        *other < place || !covers(&mut analyser, narrow, broad)
                    }
            });
            findings.extend(broad.map(|(_, broad)| finding(taxonomy, broad, narrow)));
        }
    }
    findings
}

/// Whether matches are weighed from the heaviest, between equals in the order of the file. A narrow pattern that comes first counts by
/// itself there: with it two words may say more than one. What only takes evidence away is the same in any order.
fn is_weighed(role: Role) -> bool {
    matches!(role, Role::Theme { .. } | Role::Kind(_) | Role::Heading(_))
}

fn finding(taxonomy: &Taxonomy, broad: &Single<'_>, narrow: &Single<'_>) -> Finding {
    let (line, _) = taxonomy.source().place(broad.text.span.start);
    let message =
        format!("pattern `{}` adds nothing to `{}` on line {line}", narrow.text.value, broad.text.value);
    at(
        taxonomy,
        narrow.text.span.start,
        message,
        "remove it: the broader one finds the same words and weighs no less",
    )
}

/// The patterns of single words, by what they speak for.
fn singles(file: &TaxonomyFile) -> BTreeMap<Role, Vec<Single<'_>>> {
    let sets = Sets::of(file);
    let mut singles: BTreeMap<Role, Vec<Single<'_>>> = BTreeMap::new();
    for (role, pattern, weight) in roles(file) {
        let parsed = syntax::parse(&pattern.text.value).ok().filter(|parsed| parsed.conditions.is_empty());
        let Some(tests) = parsed.and_then(|parsed| parsed.first.single_words(&mut |name| sets.words(name)))
        else {
            continue;
        };
        let same = |known: &Single<'_>| normalised(&known.text.value) == normalised(&pattern.text.value);
        let weight = pattern.weight.unwrap_or(weight);
        let own = singles.entry(role).or_default();
        // The same pattern twice is told of elsewhere.
        if !own.iter().any(same) {
            own.push(Single { text: &pattern.text, weight, tests });
        }
    }
    singles
}

/// Word sets as written.
struct Sets<'f> {
    by_name: BTreeMap<&'f str, Vec<Sequence>>,
}

impl<'f> Sets<'f> {
    fn of(file: &'f TaxonomyFile) -> Self {
        let sequences = |written: &[Text]| {
            written
                .iter()
                .filter_map(|text| syntax::parse(&text.value).ok())
                .map(|pattern| pattern.first)
                .collect()
        };
        Self {
            by_name: file
                .sets
                .iter()
                .map(|(name, written)| (name.value.as_str(), sequences(written)))
                .collect(),
        }
    }

    /// The words of a set of single words; a taxonomy that compiled has no set within itself.
    fn words(&self, name: &str) -> Option<Vec<WordTest>> {
        all_single(self.by_name.get(name)?, &mut |inner| self.words(inner))
    }
}

/// Whether every word that the narrow pattern finds is found by the broad one; only what is certain.
fn covers(analyser: &mut Analyser, broad: &Single<'_>, narrow: &Single<'_>) -> bool {
    narrow.tests.iter().all(|narrow| broad.tests.iter().any(|broad| finds_all(analyser, broad, narrow)))
}

fn finds_all(analyser: &mut Analyser, broad: &WordTest, narrow: &WordTest) -> bool {
    let mut stem = |word: &str| {
        let word = analyser.intern(word);
        analyser.word(word).stem().to_owned()
    };
    match (broad, narrow) {
        (WordTest::Stem(broad), WordTest::Stem(narrow) | WordTest::Exact(narrow))
        | (WordTest::Part(broad), WordTest::Stem(narrow) | WordTest::Part(narrow)) => {
            stem(broad) == stem(narrow)
        }
        // Inflections of a compound need not be taken apart alike, so no more is certain than this form.
        (WordTest::Part(broad), WordTest::Exact(narrow)) => {
            let broad = stem(broad);
            let narrow = analyser.intern(narrow);
            analyser.word(narrow).holds(&broad)
        }
        // An open word is held against form and stem, so one that fits the stem fits all its forms.
        (WordTest::Parts(parts), WordTest::Stem(word)) => fits(&stem(word), parts),
        (WordTest::Parts(parts), WordTest::Exact(word)) => fits(word, parts) || fits(&stem(word), parts),
        // What may stand in the narrow one's openings is unknown: NUL, which no literal part has, stands for it.
        (WordTest::Parts(parts), WordTest::Parts(narrow)) => fits(&narrow.join("\0"), parts),
        (broad, narrow) => broad == narrow,
    }
}

/// Every word test of a pattern, in order.
pub(super) fn word_tests(pattern: &Pattern) -> Vec<&WordTest> {
    let mut tests = Vec::new();
    let conditions = pattern.conditions.iter().map(|(_, sequence)| sequence);
    for sequence in std::iter::once(&pattern.first).chain(conditions) {
        sequence.each_test(&mut |test| {
            if let Test::Word(test) = test {
                tests.push(test);
            }
        });
    }
    tests
}
