//! The loops that are measured, in turns.

use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use bloemlezer::codebook::{Taxonomy, WordClasses};
use bloemlezer::coding::{self, CodingInput};
use bloemlezer::text::{Analyser, WordId, split_words};
use rayon::ThreadPool;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::super::machine;

/// Statements that a thread takes at a time, as in a run.
const BATCH: usize = 512;

/// Statements on which the patterns tried are counted.
const COUNTED: usize = 2_000;

/// What one of the loops did and cost.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Loop {
    pub(super) name: &'static str,
    /// Patterns it coded with, and how many of them it tried on an average statement.
    pub(super) patterns: usize,
    pub(super) tried: f64,
    /// Seconds of each round, from the fastest.
    pub(super) seconds: Vec<f64>,
    /// Seconds of processor time of each round, from the least, where the machine tells.
    pub(super) cpu_seconds: Vec<f64>,
    /// Codes given in a round; words found, for the bare loop.
    pub(super) results: u64,
}

/// All that was measured.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Measures {
    pub(super) statements: usize,
    /// Their average length in characters and words.
    pub(super) characters: f64,
    pub(super) words: f64,
    pub(super) threads: usize,
    pub(super) loops: [Loop; 4],
    pub(super) load: Option<f64>,
    pub(super) memory: Option<f64>,
}

/// Runs each loop once per round, one after the other.
pub(super) fn measure(
    statements: &[String],
    taxonomies: [&Taxonomy; 3],
    pool: &ThreadPool,
    rounds: usize,
) -> Measures {
    let load = machine::load();
    let [once, rare, common] = taxonomies;
    let mut loops = [
        Loop::new("bare loop", None, statements),
        Loop::new("coding", Some(once), statements),
        Loop::new("twice the patterns, rare", Some(rare), statements),
        Loop::new("twice the patterns, common", Some(common), statements),
    ];
    for _ in 0..rounds {
        let [bare, coded, doubled_rare, doubled_common] = &mut loops;
        bare.time(|| split_and_look_up(statements, pool));
        coded.time(|| code(statements, once, pool));
        doubled_rare.time(|| code(statements, rare, pool));
        doubled_common.time(|| code(statements, common, pool));
    }
    for measured in &mut loops {
        measured.seconds.sort_by(f64::total_cmp);
        measured.cpu_seconds.sort_by(f64::total_cmp);
    }
    let characters: usize = pool.install(|| statements.par_iter().map(|text| text.chars().count()).sum());
    let [bare, ..] = &loops;
    Measures {
        statements: statements.len(),
        characters: characters as f64 / statements.len() as f64,
        words: bare.results as f64 / statements.len() as f64,
        threads: pool.current_num_threads(),
        loops,
        load,
        memory: machine::peak_memory(),
    }
}

impl Loop {
    fn new(name: &'static str, taxonomy: Option<&Taxonomy>, statements: &[String]) -> Self {
        let mut analyser = Analyser::new();
        let counted = statements.iter().take(COUNTED);
        let mut tried =
            |text: &String| taxonomy.map_or(0, |taxonomy| taxonomy.patterns_tried(&mut analyser, text));
        Self {
            name,
            patterns: taxonomy.map_or(0, Taxonomy::pattern_count),
            tried: counted.clone().map(&mut tried).sum::<usize>() as f64 / counted.len() as f64,
            seconds: Vec::new(),
            cpu_seconds: Vec::new(),
            results: 0,
        }
    }

    fn time(&mut self, work: impl FnOnce() -> u64) {
        let (cpu, started) = (machine::cpu_seconds(), Instant::now());
        self.results = work();
        self.seconds.push(started.elapsed().as_secs_f64());
        let cpu = machine::cpu_seconds().zip(cpu).map(|(after, before)| after - before);
        self.cpu_seconds.extend(cpu);
    }
}

/// The least that any analysis does: words split off, and their stems looked up. Gives the number of words.
fn split_and_look_up(statements: &[String], pool: &ThreadPool) -> u64 {
    let shared = Analyser::new();
    let own = || Stems { analyser: shared.sharing(), by_word: FxHashMap::default() };
    on_all(statements, pool, own, |known, batch| {
        batch.iter().flat_map(|text| split_words(text)).map(|token| known.look_up(token.text)).sum()
    })
}

/// The stems of the words met.
struct Stems {
    analyser: Analyser,
    by_word: FxHashMap<Box<str>, WordId>,
}

impl Stems {
    /// Gives 1 for a word with a stem: something must be done with it, or nothing is looked up at all.
    fn look_up(&mut self, word: &str) -> u64 {
        let id = match self.by_word.get(word) {
            Some(id) => *id,
            None => {
                let id = self.analyser.intern(word);
                self.by_word.insert(word.into(), id);
                id
            }
        };
        u64::from(!self.analyser.word(id).stem().is_empty())
    }
}

/// Analyses and codes; gives the number of codes.
fn code(statements: &[String], taxonomy: &Taxonomy, pool: &ThreadPool) -> u64 {
    let (analyser, known) = (Analyser::new(), WordClasses::default());
    let own = || (analyser.sharing(), known.sharing());
    on_all(statements, pool, own, |(analyser, known), batch| {
        let input = |text| CodingInput { text, section: None, chapter_kind: None, question: None };
        let inputs: Vec<CodingInput<'_>> = batch.iter().map(|text| input(text)).collect();
        let codings = coding::code_with(taxonomy, analyser, known, &inputs);
        codings.iter().map(|coding| 1 + coding.themes.len() as u64).sum()
    })
}

/// Spreads batches over the threads, each with its own of what all learn in this round; gives the sum.
fn on_all<K: Send>(
    statements: &[String],
    pool: &ThreadPool,
    own: impl Fn() -> K + Sync,
    work: impl Fn(&mut K, &[String]) -> u64 + Sync,
) -> u64 {
    let known: Vec<Mutex<K>> = (0..pool.current_num_threads()).map(|_| Mutex::new(own())).collect();
    pool.install(|| {
        let batches = statements.par_chunks(BATCH);
        batches
            .map(|batch| match rayon::current_thread_index().and_then(|thread| known.get(thread)) {
                Some(own) => work(&mut own.lock().unwrap_or_else(PoisonError::into_inner), batch),
                None => work(&mut own(), batch),
            })
            .sum()
    })
}
