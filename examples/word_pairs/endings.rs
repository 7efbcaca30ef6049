//! Which class an ending tells, and for which words it tells the wrong one.

use std::collections::BTreeMap;

use crate::classes::{Classes, largest};
use crate::lexicon::Lexicon;

/// How much nearer to their own class an ending must bring its words, all together, to be listed.
const ENDING_GAIN: f64 = 0.5;
/// The same for a word by itself, seen often.
const WORD_GAIN: f64 = 1.0;
/// A word seen this often counts fully for its endings.
const KNOWN: f64 = 5.0;
/// A word seen this often counts fully for itself.
const FREQUENT: f64 = 30.0;

struct Word<'l> {
    letters: Vec<char>,
    text: &'l str,
    nearness: Vec<f64>,
    vote: f64,
    frequency: f64,
}

/// Endings, and words as `=word`, with the class they tell. Words of `own` stand for themselves.
pub(crate) fn forms(lexicon: &Lexicon, classes: &Classes, own: &[&str]) -> BTreeMap<String, usize> {
    let words: Vec<Word<'_>> = lexicon
        .reliable()
        .map(|(text, word)| Word {
            letters: text.chars().collect(),
            text,
            nearness: classes.nearness(&word.shares()),
            vote: if lexicon.is_closed(word) { 0.0 } else { word.frequency.min(KNOWN) / KNOWN },
            frequency: word.frequency.min(FREQUENT),
        })
        .collect();
    let mut forms = BTreeMap::new();
    let all: Vec<&Word<'_>> = words.iter().collect();
    add_endings(&all, 0, None, &mut forms);
    let exceptions: Vec<(String, usize)> = words
        .iter()
        .filter(|word| !own.contains(&word.text))
        .filter_map(|word| {
            let told = told(word.text, &forms)?;
            let best = largest(&word.nearness);
            let gain = word.frequency * (word.nearness[best] - word.nearness[told]);
            (gain >= WORD_GAIN).then(|| (format!("={}", word.text), best))
        })
        .collect();
    forms.extend(exceptions);
    forms
}

/// The class that the longest listed ending of a word tells.
fn told(word: &str, forms: &BTreeMap<String, usize>) -> Option<usize> {
    let starts = word.char_indices().map(|(at, _)| at).chain([word.len()]);
    starts.filter_map(|at| forms.get(word.get(at..)?)).next().copied()
}

/// Lists the ending of `length` letters that all of `words` have where it tells more than the shorter one, then the longer ones.
fn add_endings(
    words: &[&Word<'_>],
    length: usize,
    shorter: Option<usize>,
    forms: &mut BTreeMap<String, usize>,
) {
    let Some(first) = words.first() else { return };
    let votes: Vec<f64> = (0..first.nearness.len())
        .map(|class| words.iter().map(|word| word.vote * word.nearness[class]).sum())
        .collect();
    let best = largest(&votes);
    let better = shorter.is_none_or(|class| class != best && votes[best] - votes[class] >= ENDING_GAIN);
    let told = if better { best } else { shorter.unwrap_or(best) };
    if better {
        forms.insert(first.letters[first.letters.len() - length..].iter().collect(), best);
    }
    let mut longer: BTreeMap<char, Vec<&Word<'_>>> = BTreeMap::new();
    for word in words {
        if let Some(at) = word.letters.len().checked_sub(length + 1) {
            longer.entry(word.letters[at]).or_default().push(word);
        }
    }
    for group in longer.into_values() {
        let votes: f64 = group.iter().map(|word| word.vote).sum();
        if votes >= ENDING_GAIN && group.len() > 1 {
            add_endings(&group, length + 1, Some(told), forms);
        }
    }
}
