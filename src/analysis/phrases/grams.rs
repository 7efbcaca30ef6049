//! Runs of lemmas that recur over texts, length by length.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::read::Word;
use super::{LONGEST, PhraseOptions, gram, runs};
use crate::text::WordId;

/// So many different runs of one length are counted; further ones are passed over.
const MOST: usize = 1 << 20;

/// A phrase is left out for a longer one that stands in so much of its texts.
const COVERED: f64 = 0.8;

/// One to [`LONGEST`] lemmas; unused places hold the greatest number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Gram([u32; LONGEST]);

impl Gram {
    pub(super) fn of(lemmas: impl Iterator<Item = u32>) -> Self {
        let mut places = [u32::MAX; LONGEST];
        for (place, lemma) in places.iter_mut().zip(lemmas) {
            *place = lemma;
        }
        Self(places)
    }

    fn lemmas(&self) -> &[u32] {
        self.0.get(..self.len()).unwrap_or_default()
    }

    pub(super) fn len(&self) -> usize {
        self.0.iter().take_while(|lemma| **lemma != u32::MAX).count()
    }
}

/// What recurs, with the texts that hold it.
pub(super) struct Recurring {
    pub(super) grams: BTreeMap<Gram, Vec<usize>>,
    pub(super) capped: bool,
}

pub(super) fn recurring(texts: &[(usize, &[Word])], options: PhraseOptions) -> Recurring {
    let mut found = Recurring { grams: BTreeMap::new(), capped: false };
    let mut shorter: FxHashSet<Gram> = FxHashSet::default();
    for length in 1..=options.words.min(LONGEST) {
        let (mut counted, mut whole) = (FxHashMap::default(), FxHashSet::default());
        for (number, words) in texts {
            for run in runs(words, length).filter(|run| length == 1 || parts_recur(run, &shorter)) {
                let gram = gram(run);
                if counted.len() >= MOST && !counted.contains_key(&gram) {
                    found.capped = true;
                    continue;
                }
                let holders: &mut Vec<usize> = counted.entry(gram).or_default();
                if holders.last() != Some(number) {
                    holders.push(*number);
                }
                if ends_well(run) {
                    whole.insert(gram);
                }
            }
        }
        counted.retain(|_, holders| holders.len() >= options.texts.max(1));
        shorter = counted.keys().copied().collect();
        found.grams.extend(counted.into_iter().filter(|(gram, _)| whole.contains(gram)));
        if shorter.is_empty() {
            break;
        }
    }
    if options.collapse {
        collapse(&mut found.grams);
    }
    found
}

fn parts_recur(run: &[Word], shorter: &FxHashSet<Gram>) -> bool {
    let parts = [run.split_last().map(|(_, head)| head), run.split_first().map(|(_, tail)| tail)];
    parts.into_iter().flatten().all(|part| shorter.contains(&gram(part)))
}

fn ends_well(run: &[Word]) -> bool {
    [run.first(), run.last()].into_iter().flatten().all(|word| word.edge)
}

fn collapse(grams: &mut BTreeMap<Gram, Vec<usize>>) {
    let mut covered: FxHashSet<Gram> = FxHashSet::default();
    for (gram, holders) in &*grams {
        let lemmas = gram.lemmas();
        for length in 1..lemmas.len() {
            for part in lemmas.windows(length) {
                let part = Gram::of(part.iter().copied());
                let all = grams.get(&part).map_or(0, Vec::len);
                if holders.len() as f64 >= COVERED * all as f64 {
                    covered.insert(part);
                }
            }
        }
    }
    grams.retain(|gram, _| !covered.contains(gram));
}

/// The most frequent forms of each run; of equals those met first.
pub(super) fn names(
    texts: &[(usize, &[Word])],
    grams: &BTreeMap<Gram, Vec<usize>>,
) -> BTreeMap<Gram, Vec<WordId>> {
    let mut spellings: BTreeMap<Gram, BTreeMap<Vec<WordId>, u64>> = BTreeMap::new();
    each_run(texts, grams, |_, gram, run| {
        let forms: Vec<WordId> = run.iter().map(|word| word.form).collect();
        *spellings.entry(gram).or_default().entry(forms).or_default() += 1;
    });
    let most = |forms: BTreeMap<Vec<WordId>, u64>| {
        let best =
            forms.into_iter().max_by(|one, other| one.1.cmp(&other.1).then_with(|| other.0.cmp(&one.0)));
        best.map(|(forms, _)| forms).unwrap_or_default()
    };
    spellings.into_iter().map(|(gram, forms)| (gram, most(forms))).collect()
}

/// How many of the texts hold each run.
pub(super) fn holding(texts: &[(usize, &[Word])], grams: &BTreeMap<Gram, Vec<usize>>) -> BTreeMap<Gram, u64> {
    let mut counts: BTreeMap<Gram, (u64, usize)> = BTreeMap::new();
    each_run(texts, grams, |number, gram, _| {
        let (count, last) = counts.entry(gram).or_insert((0, usize::MAX));
        if *last != number {
            *last = number;
            *count += 1;
        }
    });
    counts.into_iter().map(|(gram, (count, _))| (gram, count)).collect()
}

fn each_run(
    texts: &[(usize, &[Word])],
    grams: &BTreeMap<Gram, Vec<usize>>,
    mut found: impl FnMut(usize, Gram, &[Word]),
) {
    let lengths = 1..=grams.keys().map(Gram::len).max().unwrap_or(0);
    for (number, words) in texts {
        for length in lengths.clone() {
            for run in runs(words, length) {
                let gram = gram(run);
                if grams.contains_key(&gram) {
                    found(*number, gram, run);
                }
            }
        }
    }
}
