//! Reads a hunspell dictionary with its affix file: every inflected form with its base and what it is.

use std::collections::BTreeMap;

/// What a form is of its base.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Form {
    /// A noun in the singular.
    Noun,
    /// Its plural.
    Plural,
    /// Its diminutive, one or more.
    Diminutive,
    /// An adjective, uninflected.
    Adjective,
    /// An adjective that has degrees of comparison.
    Comparable,
    /// An inflected form of an adjective.
    Inflected,
    /// Its comparative or superlative.
    Degree,
    /// First person of a verb, which is what its other regular forms begin with.
    Verb,
    /// Another finite form of it.
    Finite,
    /// Infinitive.
    Infinitive,
    /// Present participle of an infinitive.
    Present,
    /// Past participle, uninflected.
    Participle,
    /// Its inflected form.
    InflectedParticiple,
    /// May end a compound: a noun of whatever number.
    Head,
    /// In the dictionary, nothing more is said.
    Other,
}

/// A form, its base, and what it is of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Reading {
    pub(crate) form: String,
    pub(crate) base: String,
    pub(crate) is: Form,
}

/// What a dictionary says.
#[derive(Debug, Default)]
pub(crate) struct Dictionary {
    pub(crate) readings: Vec<Reading>,
    /// Strings with which a compound may begin, linking letters included, with their bases.
    pub(crate) openings: Vec<(String, String)>,
}

#[derive(Debug)]
struct Rule {
    strip: String,
    add: String,
    /// Characters that must stand at the end, as sets; `true` means none of them.
    condition: Vec<(bool, String)>,
}

/// Expands every word of the dictionary.
pub(crate) fn read(affixes: &str, dictionary: &str) -> Dictionary {
    let (suffixes, prefixes) = rules(affixes);
    let mut found = Dictionary::default();
    for line in dictionary.lines().skip(1) {
        let line = line.replace('ĳ', "ij").replace('Ĳ', "IJ");
        let entry = line.split([' ', '\t']).next().unwrap_or_default();
        let (word, flags) = entry.split_once('/').unwrap_or((entry, ""));
        let flags: Vec<&str> =
            flags.as_bytes().chunks(2).filter_map(|flag| std::str::from_utf8(flag).ok()).collect();
        if word.is_empty() || flags.contains(&"Fw") || flags.contains(&"PN") {
            continue;
        }
        let readings = expand(word, &flags, &suffixes);
        for prefix in flags.iter().filter_map(|flag| prefixes.get(*flag)) {
            let verbal = readings.iter().filter(|reading| is_verbal(reading.is));
            found.readings.extend(verbal.map(|reading| Reading {
                form: format!("{prefix}{}", reading.form),
                base: format!("{prefix}{}", reading.base),
                is: reading.is,
            }));
        }
        found.readings.extend(readings);
        openings(word, &flags, &mut found.openings);
    }
    found
}

fn is_verbal(form: Form) -> bool {
    use Form::{Finite, Infinitive, InflectedParticiple, Participle, Present, Verb};
    matches!(form, Verb | Finite | Infinitive | Present | Participle | InflectedParticiple)
}

fn openings(word: &str, flags: &[&str], found: &mut Vec<(String, String)>) {
    for flag in flags {
        let link = match *flag {
            "Ca" | "CA" | "Ce" => "",
            "Ch" | "Cd" => "s",
            _ => continue,
        };
        found.push((format!("{word}{link}"), word.to_owned()));
    }
}

fn expand(word: &str, flags: &[&str], suffixes: &BTreeMap<String, Vec<Rule>>) -> Vec<Reading> {
    let reading = |form: String, is| Reading { form, base: word.to_owned(), is };
    let mut readings = Vec::new();
    let has = |begin: char| flags.iter().any(|flag| flag.starts_with(begin));
    let any = |wanted: &[&str]| flags.iter().any(|flag| wanted.contains(flag));
    if has('Z') && !flags.iter().all(|flag| matches!(*flag, "Zi" | "Zm" | "Zk") || !flag.starts_with('Z'))
        || has('Y')
    {
        readings.push(reading(word.to_owned(), Form::Noun));
    } else if any(&["Cc", "Ca", "Ch", "Cd", "Ce"]) && !any(&["Aa", "Al", "An", "V3", "Vi"]) {
        readings.push(reading(word.to_owned(), Form::Head));
    } else if any(&["Zi"]) {
        readings.push(reading(word.to_owned(), Form::Noun));
    }
    if has('A') && flags.iter().any(|flag| flag.starts_with('A') && *flag != "Ai") {
        let degrees = any(&["Ab", "Ac", "Ad", "Ao", "Ap", "Aq", "As"]);
        readings.push(reading(word.to_owned(), if degrees { Form::Comparable } else { Form::Adjective }));
    }
    if any(&["V3", "Vp", "Vq"]) {
        readings.push(reading(word.to_owned(), Form::Verb));
    }
    if any(&["Vi"]) {
        readings.push(reading(word.to_owned(), Form::Infinitive));
    }
    if any(&["Ve"]) {
        readings.push(reading(word.to_owned(), Form::Participle));
    }
    if readings.is_empty() {
        readings.push(reading(word.to_owned(), Form::Other));
    }
    for flag in flags {
        let Some(is) = form_of(flag) else { continue };
        for rule in suffixes.get(*flag).into_iter().flatten() {
            readings.extend(rule.apply(word).map(|form| reading(form, is)));
        }
    }
    readings
}

fn form_of(flag: &str) -> Option<Form> {
    Some(match flag.as_bytes() {
        // "iets nieuws" is rarer than "nieuws" and "straks".
        b"Zm" | b"Zk" | b"Ai" => return None,
        [b'Z', _] => Form::Plural,
        [b'Y', _] => Form::Diminutive,
        b"Vi" => Form::Present,
        b"Ve" => Form::InflectedParticiple,
        [b'V', _] => Form::Finite,
        b"Aa" | b"Al" | b"Am" | b"An" | b"Ar" => Form::Inflected,
        [b'A', _] => Form::Degree,
        _ => return None,
    })
}

impl Rule {
    fn apply(&self, word: &str) -> Option<String> {
        let stem = word.strip_suffix(&self.strip)?;
        let fits = word.chars().rev().zip(self.condition.iter().rev());
        let long_enough = word.chars().count() >= self.condition.len();
        let fits =
            fits.fold(long_enough, |fits, (letter, (none, set))| fits && set.contains(letter) != *none);
        fits.then(|| format!("{stem}{}", self.add))
    }
}

fn rules(affixes: &str) -> (BTreeMap<String, Vec<Rule>>, BTreeMap<String, String>) {
    let mut suffixes: BTreeMap<String, Vec<Rule>> = BTreeMap::new();
    let mut prefixes = BTreeMap::new();
    for line in affixes.lines() {
        let line = line.replace('ĳ', "ij");
        let fields: Vec<&str> = line.split_whitespace().collect();
        let [sort, flag, strip, add, rest @ ..] = fields.as_slice() else { continue };
        if rest.is_empty() || *strip == "Y" || *strip == "N" {
            continue;
        }
        let add = add.split('/').next().unwrap_or_default();
        let strip = if *strip == "0" { "" } else { strip };
        if *sort == "PFX" && flag.starts_with('P') {
            prefixes.insert((*flag).to_owned(), add.to_owned());
        } else if *sort == "SFX" && !add.ends_with('-') {
            let condition = rest.first().map_or(Vec::new(), |condition| sets(condition));
            let rule = Rule { strip: strip.to_owned(), add: add.to_owned(), condition };
            suffixes.entry((*flag).to_owned()).or_default().push(rule);
        }
    }
    (suffixes, prefixes)
}

/// `[^ab]c` → none of a and b, then c.
fn sets(condition: &str) -> Vec<(bool, String)> {
    let mut sets = Vec::new();
    let mut rest = condition;
    while let Some(first) = rest.chars().next() {
        let (set, after) = match rest.strip_prefix('[') {
            Some(open) => open.split_once(']').unwrap_or((open, "")),
            None => rest.split_at(first.len_utf8()),
        };
        sets.push(match set.strip_prefix('^') {
            Some(none) => (true, none.to_owned()),
            None if set == "." => (true, String::new()),
            None => (false, set.to_owned()),
        });
        rest = after;
    }
    sets
}
