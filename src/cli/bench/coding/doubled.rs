//! A taxonomy with twice as many patterns: each again with other words, which are as common in the statements, or far rarer.

use std::collections::BTreeMap;

use anyhow::Context as _;
use bloemlezer::synthesis::Vocabulary;
use bloemlezer::text::{Analyser, fold};
use rustc_hash::{FxHashMap, FxHashSet};
use toml::{Table, Value};

/// The keys whose lists hold patterns.
const PATTERNS: [&str; 8] =
    ["patterns", "problems", "hints", "exclusions", "headings", "before", "after", "unless"];

/// What the name of a set ends in whose words are others.
const OTHER: &str = "_anders";

/// As common as the words they stand for.
pub(super) const AS_COMMON: f64 = 1.0;

/// Met so seldom that the cost is that of the number of patterns, hardly of what they find.
pub(super) const FAR_RARER: f64 = 0.01;

/// The text of a taxonomy with every pattern and word set twice, the second time with other words, so much as common.
pub(super) fn doubled(taxonomy: &str, vocabulary: &Vocabulary, as_common: f64) -> anyhow::Result<String> {
    let mut table: Table = taxonomy.parse().context("the taxonomy is not valid TOML")?;
    let mut others = Others::new(vocabulary, as_common);
    each_list(&mut table, &mut |list| list.iter().for_each(|value| others.note(pattern_of(value))));
    each_list(&mut table, &mut |list| {
        let renamed: Vec<Value> = list.iter().map(|value| renamed(value, &mut others)).collect();
        list.extend(renamed);
    });
    if let Some(Value::Table(sets)) = table.get_mut("sets") {
        let renamed: Table = sets
            .iter()
            .filter_map(|(name, list)| {
                let list = list.as_array()?.iter().map(|value| renamed(value, &mut others)).collect();
                Some((format!("{name}{OTHER}"), Value::Array(list)))
            })
            .collect();
        sets.extend(renamed);
    }
    toml::to_string(&table).context("the doubled taxonomy can't be written")
}

/// All lists of patterns below a table, but for word sets.
fn each_list(table: &mut Table, work: &mut dyn FnMut(&mut Vec<Value>)) {
    for (key, value) in table.iter_mut().filter(|(key, _)| *key != "sets") {
        match value {
            Value::Array(list) if PATTERNS.contains(&key.as_str()) => work(list),
            Value::Array(list) => {
                list.iter_mut().filter_map(Value::as_table_mut).for_each(|inner| each_list(inner, work));
            }
            Value::Table(inner) => each_list(inner, work),
            _ => {}
        }
    }
}

fn pattern_of(value: &Value) -> &str {
    let inner = value.get("pattern").unwrap_or(value);
    inner.as_str().unwrap_or_default()
}

fn renamed(value: &Value, others: &mut Others) -> Value {
    let pattern = Value::String(others.pattern(pattern_of(value)));
    match value {
        Value::Table(table) => {
            let mut table = table.clone();
            table.insert("pattern".into(), pattern);
            Value::Table(table)
        }
        _ => pattern,
    }
}

/// Which of a word's letters count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Shape {
    Stem,
    Form,
    /// So many letters at its start, at its end, or anywhere.
    Head(usize),
    Tail(usize),
    Inside(usize),
}

/// Other words for those of patterns.
struct Others {
    as_common: f64,
    analyser: Analyser,
    /// Folded forms from the commonest.
    forms: Vec<String>,
    /// What patterns ask for already, and what stands for it in the second half.
    asked: BTreeMap<Shape, FxHashSet<String>>,
    chosen: BTreeMap<(Shape, String), String>,
    tables: BTreeMap<Shape, Common>,
}

/// What words of one shape look like: by how common they are, with a word that looks so.
#[derive(Debug, Default)]
struct Common {
    share: FxHashMap<String, f64>,
    ranked: Vec<(f64, String, String)>,
    taken: FxHashSet<usize>,
}

impl Others {
    fn new(vocabulary: &Vocabulary, as_common: f64) -> Self {
        Self {
            as_common,
            analyser: Analyser::new(),
            forms: vocabulary.forms().iter().map(|form| fold(form)).collect(),
            asked: BTreeMap::new(),
            chosen: BTreeMap::new(),
            tables: BTreeMap::new(),
        }
    }

    /// Remembers what a pattern asks for.
    fn note(&mut self, pattern: &str) {
        for (piece, is_word) in pieces(pattern).filter(|(piece, _)| !piece.starts_with('{')) {
            let parts = if is_word { parts(piece) } else { Vec::new() };
            for (shape, letters) in parts.into_iter().filter_map(|(shape, letters)| Some((shape?, letters))) {
                let key = self.key(shape, letters);
                self.asked.entry(shape).or_default().insert(key);
            }
        }
    }

    /// The pattern with other words.
    fn pattern(&mut self, pattern: &str) -> String {
        pieces(pattern)
            .map(|(piece, is_word)| match piece.strip_suffix('}') {
                Some(set) => format!("{set}{OTHER}}}"),
                None if is_word => self.word(piece),
                None => piece.to_owned(),
            })
            .collect()
    }

    fn word(&mut self, written: &str) -> String {
        let other = |(shape, letters): (Option<Shape>, &str)| match shape {
            Some(shape) => self.other(shape, letters),
            None => letters.to_owned(),
        };
        parts(written).into_iter().map(other).collect()
    }

    fn key(&mut self, shape: Shape, letters: &str) -> String {
        let folded = fold(letters);
        if shape != Shape::Stem {
            return folded;
        }
        let word = self.analyser.intern(&folded);
        self.analyser.word(word).stem().to_owned()
    }

    fn other(&mut self, shape: Shape, letters: &str) -> String {
        let key = self.key(shape, letters);
        if let Some(known) = self.chosen.get(&(shape, key.clone())) {
            return known.clone();
        }
        if !self.tables.contains_key(&shape) {
            let table = self.table(shape);
            self.tables.insert(shape, table);
        }
        let (asked, as_common) = (&self.asked, self.as_common);
        let is_asked = |candidate: &str| asked.get(&shape).is_some_and(|asked| asked.contains(candidate));
        let other = self.tables.get_mut(&shape).and_then(|table| table.nearest(&key, as_common, is_asked));
        // What the statements don't hold stays without a match.
        let other = other.unwrap_or_else(|| format!("{letters}x"));
        self.chosen.insert((shape, key), other.clone());
        other
    }

    fn table(&mut self, shape: Shape) -> Common {
        let mut examples: FxHashMap<String, (f64, String)> = FxHashMap::default();
        for rank in 0..self.forms.len() {
            let form = self.forms.get(rank).cloned().unwrap_or_default();
            for key in self.keys(shape, &form) {
                let example = if shape == Shape::Stem { &form } else { &key };
                let entry = examples.entry(key.clone()).or_insert_with(|| (0.0, example.clone()));
                entry.0 += 1.0 / (rank + 1) as f64;
            }
        }
        let share = examples.iter().map(|(key, (share, _))| (key.clone(), *share)).collect();
        let mut ranked: Vec<(f64, String, String)> =
            examples.into_iter().map(|(key, (share, example))| (share, key, example)).collect();
        ranked.retain(|(_, _, example)| example.chars().all(char::is_alphabetic));
        ranked.sort_by(|one, other| one.0.total_cmp(&other.0).then_with(|| one.1.cmp(&other.1)));
        Common { share, ranked, taken: FxHashSet::default() }
    }

    fn keys(&mut self, shape: Shape, form: &str) -> Vec<String> {
        let letters: Vec<char> = form.chars().collect();
        let cut = |of: Option<&[char]>| of.map(|of| of.iter().collect::<String>()).into_iter().collect();
        match shape {
            Shape::Stem => vec![self.key(shape, form)],
            Shape::Form => vec![form.to_owned()],
            Shape::Head(count) => cut(letters.get(..count)),
            Shape::Tail(count) => cut(letters.len().checked_sub(count).and_then(|from| letters.get(from..))),
            Shape::Inside(count) => letters.windows(count.max(1)).map(|run| run.iter().collect()).collect(),
        }
    }
}

/// Within a factor of one and a half.
const CLOSE: f64 = 0.4;

impl Common {
    /// What is nearest in commonness and not taken; best what no pattern asks for yet, but of the commonest words all are asked for.
    fn nearest(&mut self, key: &str, as_common: f64, is_asked: impl Fn(&str) -> bool) -> Option<String> {
        let share = *self.share.get(key)? * as_common;
        let middle = self.ranked.partition_point(|(other, ..)| *other < share);
        let distance = |place: &usize| {
            self.ranked.get(*place).map_or(f64::MAX, |(other, ..)| (other / share).ln().abs())
        };
        let free = |place: &usize| {
            let own = self.ranked.get(*place);
            own.is_some_and(|(_, other, _)| other != key) && !self.taken.contains(place)
        };
        let unasked = |place: &usize| self.ranked.get(*place).is_some_and(|(_, other, _)| !is_asked(other));
        let closest = |fits: &dyn Fn(&usize) -> bool| {
            let (below, above) = ((0..middle).rev().find(fits), (middle..self.ranked.len()).find(fits));
            below.into_iter().chain(above).min_by(|one, other| distance(one).total_cmp(&distance(other)))
        };
        let best = closest(&|place| free(place) && unasked(place)).filter(|place| distance(place) < CLOSE);
        let place = best.or_else(|| closest(&free))?;
        self.taken.insert(place);
        self.ranked.get(place).map(|(_, _, example)| example.clone())
    }
}

/// A pattern cut into words, names of sets, and what stands between them.
fn pieces(pattern: &str) -> impl Iterator<Item = (&str, bool)> {
    let mut rest = pattern;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let in_word = |character: char| character.is_alphanumeric() || "*='’-".contains(character);
        let end = match first {
            '{' => rest.find('}').map(|end| end + 1),
            '>' | '~' => rest.find(|character: char| character != first && !character.is_ascii_digit()),
            _ if in_word(first) => rest.find(|character| !in_word(character)),
            _ => Some(first.len_utf8()),
        };
        let (piece, after) = rest.split_at_checked(end.unwrap_or(rest.len()))?;
        rest = after;
        Some((piece, in_word(first) && !["AND", "NOT"].contains(&piece)))
    })
}

/// The letters of a written word with what they must be like, and the signs between them.
fn parts(written: &str) -> Vec<(Option<Shape>, &str)> {
    let mut parts = Vec::new();
    let exact = written.starts_with('=');
    let sign = |character: char| "*=-".contains(character);
    let mut rest = written;
    let mut before = None;
    while let Some(first) = rest.chars().next() {
        let end = if sign(first) { 1 } else { rest.find(sign).unwrap_or(rest.len()) };
        let (piece, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
        let count = piece.chars().count();
        let shape = match (before == Some('*'), after.starts_with('*')) {
            _ if sign(first) => None,
            (true, true) => Some(Shape::Inside(count)),
            (true, false) => Some(Shape::Tail(count)),
            (false, true) => Some(Shape::Head(count)),
            (false, false) => Some(if exact { Shape::Form } else { Shape::Stem }),
        };
        parts.push((shape, piece));
        before = Some(first).filter(|first| sign(*first));
        rest = after;
    }
    parts
}

#[cfg(test)]
mod tests {
    use bloemlezer::synthesis::Vocabulary;

    use super::{AS_COMMON, doubled};

    #[test]
    fn each_pattern_stands_twice_the_second_time_with_other_words() {
        let texts = ["de kat zat op de mat en de hond liep naar het hek"];
        let vocabulary = Vocabulary::of(texts.into_iter(), 1);
        let toml = "names = [\"x\"]\n[sets]\ndier = [\"kat\", \"hon*\"]\n[kinds.wens]\nprior = 0.5\n\
                    patterns = [\"{dier} >>3 =de AND (mat | *ek)\", { pattern = \"op\", weight = 0.5 }]\n";
        let twice: toml::Table = doubled(toml, &vocabulary, AS_COMMON).unwrap().parse().unwrap();
        let sets = twice["sets"].as_table().unwrap();
        assert_eq!(sets.len(), 2);
        assert_ne!(sets["dier"], sets["dier_anders"]);
        assert_eq!(sets["dier_anders"][1].as_str().unwrap().len(), "hon*".len());
        let patterns = twice["kinds"]["wens"]["patterns"].as_array().unwrap();
        assert_eq!(patterns.len(), 4);
        let other = patterns[2].as_str().unwrap();
        assert!(other.starts_with("{dier_anders} >>3 =") && !other.contains("=de "), "{other}");
        assert!(other.contains(" AND (") && other.ends_with(')'), "{other}");
        assert_eq!(patterns[3]["weight"].as_float(), Some(0.5));
        assert_ne!(patterns[3]["pattern"].as_str(), Some("op"));
    }
}
