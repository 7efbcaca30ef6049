//! Every word form of the sources with its base: the noun's singular, the adjective, the verb's first person.

use std::collections::{BTreeMap, BTreeSet};

use crate::affixes::{Dictionary, Form, Reading};
use crate::bits::{ADJECTIVE, FINITE, NEAR, NOUN, OPENING, VERB, WHOLE, WORD};
use crate::fold::fold;
use crate::lists::Lists;
use crate::verbs::{PARTICLES, PREFIXES, Verbs, first_persons};

/// What the table says of a form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) base: String,
    pub(crate) flags: u64,
}

/// All that is needed to find the base of a form.
pub(crate) struct Forms {
    verbs: Verbs,
    lists: Lists,
    readings: BTreeMap<String, Vec<Reading>>,
    adjectives: BTreeSet<String>,
}

impl Forms {
    pub(crate) fn new(dictionary: &Dictionary, verb_table: &str, lists: Lists) -> Self {
        let mut readings: BTreeMap<String, Vec<Reading>> = BTreeMap::new();
        let mut first_persons = BTreeSet::new();
        let mut infinitives = BTreeSet::new();
        let mut adjectives = BTreeSet::new();
        for reading in &dictionary.readings {
            let reading = Reading { form: fold(&reading.form), base: fold(&reading.base), is: reading.is };
            match reading.is {
                Form::Verb => drop(first_persons.insert(reading.form.clone())),
                Form::Infinitive => drop(infinitives.insert(reading.form.clone())),
                Form::Adjective | Form::Comparable => drop(adjectives.insert(reading.form.clone())),
                _ => {}
            }
            readings.entry(reading.form.clone()).or_default().push(reading);
        }
        let infinitives: Vec<String> = infinitives.into_iter().collect();
        let verbs = Verbs::new(&fold(verb_table), first_persons, &infinitives);
        Self { verbs, lists, readings, adjectives }
    }

    /// The entries of all forms, `words` included.
    pub(crate) fn table(&self, dictionary: &Dictionary, words: &BTreeSet<String>) -> BTreeMap<String, Entry> {
        let verbs = &self.verbs;
        let forms: BTreeSet<&String> = self
            .readings
            .keys()
            .chain(words)
            .chain(verbs.infinitives.keys())
            .chain(verbs.known.iter())
            .chain(verbs.finite.keys())
            .chain(verbs.participles.keys())
            .chain(self.lists.lemmas.keys())
            .collect();
        let mut table: BTreeMap<String, Entry> = forms
            .into_iter()
            .filter(|form| !form.is_empty())
            .map(|form| (form.clone(), self.entry(form)))
            .collect();
        for (opening, base) in &dictionary.openings {
            let base = self.base(&fold(base));
            let entry = table.entry(fold(opening)).or_insert_with(|| Entry { base, flags: 0 });
            entry.flags |= OPENING;
        }
        table
    }

    fn entry(&self, form: &str) -> Entry {
        let mut flags = WORD;
        for reading in self.readings.get(form).into_iter().flatten() {
            flags |= match reading.is {
                Form::Noun | Form::Plural | Form::Diminutive | Form::Head => NOUN,
                Form::Verb => VERB,
                Form::Infinitive | Form::Finite => VERB | FINITE,
                Form::Adjective
                | Form::Comparable
                | Form::Inflected
                | Form::Degree
                | Form::Participle
                | Form::InflectedParticiple
                | Form::Present => ADJECTIVE,
                Form::Other => 0,
            };
        }
        if self.verbs.known.contains(form) {
            flags |= VERB;
        }
        if self.verbs.infinitives.contains_key(form) || self.verbs.finite.contains_key(form) {
            flags |= VERB | FINITE;
        }
        if self.verbs.participles.contains_key(form) {
            flags |= ADJECTIVE;
        }
        if self.lists.lemmas.contains_key(form) {
            flags |= NOUN;
        }
        let base = self.base(form);
        if form.ends_with("ing") && base != form {
            flags |= NOUN;
        }
        let lists = &self.lists;
        if (self.is_near(form) || self.bearer(form).is_some()) && base != form {
            flags |= NEAR;
        }
        let whole =
            [form, base.as_str()].iter().any(|word| lists.whole.contains(*word) || lists.own.contains(*word));
        let present =
            self.readings.get(form).into_iter().flatten().any(|reading| reading.is == Form::Present);
        let verbal = base != form && self.verbs.known.contains(&base) && !self.is_noun(&base);
        if whole || present || verbal {
            flags |= WHOLE;
        }
        Entry { base, flags }
    }

    fn is_near(&self, form: &str) -> bool {
        let readings = self.readings.get(form).map_or(&[][..], Vec::as_slice);
        let near = |reading: &Reading| matches!(reading.is, Form::Diminutive | Form::Degree);
        let other = |reading: &Reading| {
            !matches!(
                reading.is,
                Form::Diminutive
                    | Form::Degree
                    | Form::Adjective
                    | Form::Inflected
                    | Form::Head
                    | Form::Other
            )
        };
        let inflected = form
            .strip_suffix('e')
            .filter(|degree| degree.ends_with("er") && readings.iter().all(|reading| !other(reading)));
        readings.iter().any(|reading| reading.is == Form::Diminutive)
            || (readings.iter().any(near) && !readings.iter().any(other))
            || inflected.is_some_and(|degree| self.is_near(degree))
    }

    fn is_noun(&self, form: &str) -> bool {
        let readings = self.readings.get(form).into_iter().flatten();
        readings.into_iter().any(|reading| matches!(reading.is, Form::Noun | Form::Head))
    }

    /// What a form is filed under.
    fn base(&self, form: &str) -> String {
        self.resolve(form, 0)
    }

    /// What a verb is filed under: its first person, unless that is another word.
    fn named(&self, first: &str) -> String {
        self.lists.renamed.get(first).map_or(first, String::as_str).to_owned()
    }

    fn resolve(&self, form: &str, depth: u32) -> String {
        if depth > 4 || self.lists.own.contains(form) {
            return form.to_owned();
        }
        if let Some(lemma) = self.lists.lemmas.get(form) {
            return self.resolve(lemma, depth + 1);
        }
        let readings = self.readings.get(form).map_or(&[][..], Vec::as_slice);
        let of = |wanted: Form| {
            readings
                .iter()
                .filter(move |reading| reading.is == wanted)
                .map(|reading| reading.base.as_str())
                .next()
        };
        if let Some(base) = of(Form::Diminutive) {
            return self.resolve(base, depth + 1);
        }
        if of(Form::Noun).is_some() {
            return self.derived(form, depth);
        }
        let participle =
            of(Form::Participle).is_some() || (of(Form::Comparable).is_some() && form.contains("ge"));
        if let Some(first) = self.verbs.of_participle(form).filter(|_| participle) {
            return self.named(&first);
        }
        if of(Form::Comparable).is_some() {
            return form.to_owned();
        }
        if let Some(base) = self.singular(form, readings) {
            return self.resolve(&base, depth + 1);
        }
        let verbal = of(Form::Infinitive).is_some() || self.verbs.participles.contains_key(form);
        if of(Form::Head).is_some() && !verbal && self.plain_plural(form).is_none() {
            return self.derived(form, depth);
        }
        let adjective = of(Form::InflectedParticiple).or(of(Form::Inflected));
        if let Some(own) = adjective.filter(|base| self.lists.own.contains(*base)) {
            return own.to_owned();
        }
        // "doorverwezen" is of doorverwijzen, whatever else could be conjugated so.
        if let Some(first) = self.verbs.participles.get(form).or_else(|| self.verbs.infinitives.get(form)) {
            return self.named(first);
        }
        if let Some(first) = of(Form::Finite).filter(|_| of(Form::Participle).is_none()) {
            return self.named(first);
        }
        if (of(Form::Participle).is_some() || form.contains("ge") || of(Form::Adjective).is_none())
            && let Some(first) = self.verbs.of_participle(form)
        {
            return self.named(&first);
        }
        if of(Form::Head).is_some()
            && let Some(singular) = self.plain_plural(form)
        {
            return self.resolve(&singular, depth + 1);
        }
        if let Some(first) = self.verb(form) {
            return self.named(&first);
        }
        if of(Form::Adjective).is_some() || of(Form::Participle).is_some() {
            return form.to_owned();
        }
        if let Some(base) = adjective {
            return self.resolve(base, depth + 1);
        }
        if let Some(infinitive) = of(Form::Present) {
            return self.present(form, infinitive);
        }
        if let Some(degree) =
            form.strip_suffix('e').filter(|degree| degree.ends_with("er") && self.is_near(degree))
        {
            return self.resolve(degree, depth + 1);
        }
        if let Some(base) = of(Form::Degree) {
            return self.resolve(base, depth + 1);
        }
        if let Some((prefix, lemma)) = self.irregular_plural(form) {
            return format!("{prefix}{lemma}");
        }
        if let Some(singular) = self.plain_plural(form) {
            return self.resolve(&singular, depth + 1);
        }
        self.derived(form, depth)
    }

    fn verb(&self, form: &str) -> Option<String> {
        let verbs = &self.verbs;
        verbs
            .infinitives
            .get(form)
            .or_else(|| verbs.finite.get(form))
            .cloned()
            .or_else(|| {
                let readings = self.readings.get(form)?;
                let verbal =
                    readings.iter().find(|reading| matches!(reading.is, Form::Verb | Form::Finite))?;
                Some(verbal.base.clone())
            })
            .or_else(|| verbs.known.contains(form).then(|| form.to_owned()))
    }

    /// "dreigende" is filed under the adjective, "ontbrekende" and "toenemend" under their verbs.
    fn present(&self, form: &str, infinitive: &str) -> String {
        let prefixed = PREFIXES.iter().chain(&PARTICLES).any(|prefix| infinitive.starts_with(prefix));
        let adjective = format!("{infinitive}d");
        let verb = self.verbs.infinitives.get(infinitive);
        match verb.filter(|_| prefixed && infinitive.len() > 7 && !self.lists.own.contains(&adjective)) {
            Some(first) => self.named(first),
            None => form.strip_suffix('e').unwrap_or(form).to_owned(),
        }
    }

    /// "hoofdsteden" like "steden".
    fn irregular_plural(&self, form: &str) -> Option<(String, String)> {
        self.lists.lemmas.iter().find_map(|(plural, singular)| {
            let prefix = form.strip_suffix(plural.as_str())?;
            (prefix.len() > 2 && self.readings.contains_key(&format!("{prefix}{singular}")))
                .then(|| (prefix.to_owned(), singular.clone()))
        })
    }

    /// Of several nouns with this plural the one that spelling makes likeliest: "bomen" is of boom, though bom has it too.
    fn singular(&self, form: &str, readings: &[Reading]) -> Option<String> {
        let bases: Vec<&str> = readings
            .iter()
            .filter(|reading| reading.is == Form::Plural)
            .map(|reading| reading.base.as_str())
            .collect();
        let first = bases.first()?;
        let spelt = first_persons(form);
        let likeliest = spelt.iter().find(|singular| bases.contains(&singular.as_str())).cloned();
        let feminine =
            (first.ends_with('e') && form.ends_with("en")).then(|| self.plain_plural(form)).flatten();
        likeliest.or(feminine).or_else(|| Some((*first).to_owned()))
    }

    /// The noun whose plural in -en or -s a form is that the dictionary lists without saying so.
    fn plain_plural(&self, form: &str) -> Option<String> {
        let is_noun = |singular: &&String| singular.len() > 2 && self.is_noun(singular);
        let plural = form.strip_suffix("en").map(|_| first_persons(form)).unwrap_or_default();
        let shorter = [
            form.strip_suffix('s'),
            form.strip_suffix("en"),
            form.strip_suffix('n').filter(|short| short.ends_with('e')),
        ];
        let shorter = shorter.into_iter().flatten().map(str::to_owned);
        plural.into_iter().chain(shorter).find(|singular| is_noun(&singular))
    }

    /// Nouns that say what their verb or adjective says: melding, onduidelijkheid, zieke, leiderschap.
    fn derived(&self, noun: &str, depth: u32) -> String {
        let infinitive = noun.strip_suffix("ing").map(|stem| format!("{stem}en"));
        if let Some(first) = infinitive.and_then(|infinitive| self.verbs.infinitives.get(&infinitive)) {
            return self.named(first);
        }
        let adjective = noun.strip_suffix("heid").or_else(|| noun.strip_suffix('e'));
        let nominal = |adjective: &&str| adjective.len() > 3 && self.adjectives.contains(*adjective);
        if let Some(adjective) = adjective.filter(nominal) {
            return self.resolve(adjective, depth + 1);
        }
        let inflected = |reading: &&Reading| noun.ends_with('e') && reading.is == Form::Inflected;
        if let Some(reading) = self.readings.get(noun).into_iter().flatten().find(inflected) {
            return self.resolve(&reading.base, depth + 1);
        }
        self.bearer(noun).map_or_else(|| noun.to_owned(), str::to_owned)
    }

    /// Whose state a noun in -schap names: slachtofferschap, leiderschap.
    fn bearer<'n>(&self, noun: &'n str) -> Option<&'n str> {
        let bearer = noun.strip_suffix("schap").filter(|bearer| bearer.len() > 5 && bearer.ends_with('r'))?;
        (self.is_noun(bearer) && !self.lists.own.contains(noun)).then_some(bearer)
    }
}
