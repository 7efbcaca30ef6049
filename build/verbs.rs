//! What a verb's forms have in common: its first person ("meld", "vang op" as "opvang"), which most nouns made of it look like too.

use std::collections::{BTreeMap, BTreeSet};

/// Particles that part from the verb in a main clause.
pub(crate) const PARTICLES: [&str; 62] = [
    "aaneen",
    "aan",
    "achterna",
    "achterop",
    "achterover",
    "achteruit",
    "achter",
    "af",
    "bijeen",
    "bij",
    "binnen",
    "boven",
    "buiten",
    "dicht",
    "dood",
    "door",
    "fijn",
    "flauw",
    "gade",
    "gelijk",
    "goed",
    "groot",
    "hoog",
    "in",
    "ineen",
    "klaar",
    "kwijt",
    "lang",
    "langs",
    "los",
    "mede",
    "mee",
    "mis",
    "na",
    "neer",
    "om",
    "omhoog",
    "omlaag",
    "omver",
    "onder",
    "op",
    "open",
    "over",
    "plaats",
    "rond",
    "samen",
    "schoon",
    "stil",
    "tegemoet",
    "tegen",
    "terecht",
    "terug",
    "toe",
    "uiteen",
    "uit",
    "vast",
    "vol",
    "voorbij",
    "voort",
    "voor",
    "vrij",
    "weg",
];

/// Prefixes that never part; the participle has no ge- beside them.
pub(crate) const PREFIXES: [&str; 7] = ["be", "er", "ge", "her", "mis", "ont", "ver"];

/// Verbs by their forms. A verb is named by its first person.
#[derive(Debug, Default)]
pub(crate) struct Verbs {
    /// First persons.
    pub(crate) known: BTreeSet<String>,
    /// Infinitives with their first persons.
    pub(crate) infinitives: BTreeMap<String, String>,
    /// Finite forms that no rule tells, with their first persons.
    pub(crate) finite: BTreeMap<String, String>,
    /// Likewise participles.
    pub(crate) participles: BTreeMap<String, String>,
}

impl Verbs {
    /// The verbs of the table, one a line, and those whose first persons and infinitives a dictionary has.
    pub(crate) fn new(table: &str, first_persons: BTreeSet<String>, infinitives: &[String]) -> Self {
        let mut verbs = Self { known: first_persons, ..Self::default() };
        let rows: Vec<Vec<&str>> = table.lines().map(|line| line.split(',').collect()).collect();
        for row in &rows {
            if let [infinitive, first, ..] = row.as_slice() {
                let first =
                    if first.is_empty() { verbs.first_person(infinitive) } else { (*first).to_owned() };
                verbs.known.insert(first.clone());
                verbs.infinitives.entry((*infinitive).to_owned()).or_insert(first);
            }
        }
        for infinitive in infinitives {
            let first = verbs.first_person(infinitive);
            verbs.known.insert(first.clone());
            verbs.infinitives.entry(infinitive.clone()).or_insert(first);
        }
        for row in &rows {
            verbs.irregular(row);
        }
        verbs
    }

    /// The finite forms and the participle of a row, also with particles and prefixes before them.
    fn irregular(&mut self, row: &[&str]) {
        let Some(first) = row.first().and_then(|infinitive| self.infinitives.get(*infinitive)).cloned()
        else {
            return;
        };
        let participle = row.get(11).copied().unwrap_or_default();
        let finite: Vec<&str> = [2, 3, 9, 10].iter().filter_map(|at| row.get(*at).copied()).collect();
        for form in finite.iter().filter(|form| !form.is_empty()) {
            self.finite.entry((*form).to_owned()).or_insert_with(|| first.clone());
        }
        if participle.is_empty() {
            return;
        }
        self.participles.entry(participle.to_owned()).or_insert_with(|| first.clone());
        for prefix in PARTICLES {
            self.prefixed(prefix, &finite, participle, &first);
        }
        for prefix in PREFIXES {
            self.prefixed(prefix, &finite, participle.strip_prefix("ge").unwrap_or(participle), &first);
        }
    }

    fn prefixed(&mut self, prefix: &str, finite: &[&str], participle: &str, first: &str) {
        let whole = format!("{prefix}{first}");
        if !self.known.contains(&whole) {
            return;
        }
        for form in finite.iter().filter(|form| !form.is_empty()) {
            self.finite.entry(format!("{prefix}{form}")).or_insert_with(|| whole.clone());
        }
        self.participles.entry(format!("{prefix}{participle}")).or_insert(whole);
    }

    /// The verb whose participle this is.
    pub(crate) fn of_participle(&self, form: &str) -> Option<String> {
        if let Some(first) = self.participles.get(form) {
            return Some(first.clone());
        }
        std::iter::once("")
            .chain(PARTICLES)
            .filter_map(|particle| {
                let rest = form.strip_prefix(particle)?.strip_prefix("ge")?;
                self.without_ending(&format!("{particle}{rest}"))
            })
            .next()
            .or_else(|| {
                let begins = |prefix: &&str| form.starts_with(*prefix);
                PREFIXES.iter().any(begins).then(|| self.without_ending(form)).flatten()
            })
            .or_else(|| {
                // "onderzocht", "overlegd": particles that do not part.
                ["aan", "achter", "door", "om", "onder", "over", "voor", "weer"]
                    .iter()
                    .any(|prefix| form.starts_with(prefix))
                    .then(|| self.without_ending(form))
                    .flatten()
            })
    }

    fn without_ending(&self, stem: &str) -> Option<String> {
        let short = stem.strip_suffix(['d', 't'])?;
        [stem, short].into_iter().find(|first| self.known.contains(*first)).map(str::to_owned)
    }

    /// The first person of an infinitive: one that is known, or else what spelling makes likeliest.
    pub(crate) fn first_person(&self, infinitive: &str) -> String {
        let candidates = first_persons(infinitive);
        let known = candidates.iter().find(|candidate| self.known.contains(*candidate));
        known.or(candidates.first()).cloned().unwrap_or_else(|| infinitive.to_owned())
    }
}

/// Likeliest first: "lopen" → loop, "wandelen" → wandel, "leven" → leef.
pub(crate) fn first_persons(infinitive: &str) -> Vec<String> {
    let Some(stem) = infinitive.strip_suffix("en") else {
        return infinitive
            .strip_suffix('n')
            .map(|stem| stem.strip_suffix('a').unwrap_or(stem).to_owned())
            .into_iter()
            .collect();
    };
    let letters: Vec<char> = stem.chars().collect();
    let vowel = |letter: &char| "aeiouy".contains(*letter);
    match letters.as_slice() {
        [.., one, other] if one == other && !vowel(other) => {
            vec![letters.iter().take(letters.len() - 1).collect()]
        }
        [.., before, long, last] if !vowel(before) && "aeou".contains(*long) && !vowel(last) => {
            let body: String = letters.iter().take(letters.len() - 2).collect();
            let last = hard(*last);
            let lengthened = format!("{body}{long}{long}{last}");
            let plain = format!("{body}{long}{last}");
            let unstressed = *long == 'e' && "lrmn".contains(last) && body.chars().filter(vowel).count() > 0;
            if unstressed { vec![plain, lengthened] } else { vec![lengthened, plain] }
        }
        [body @ .., last] if body.last().is_some_and(|letter| !"aou".contains(*letter) || body.len() > 1) => {
            let body: String = body.iter().collect();
            vec![format!("{body}{}", hard(*last)), stem.to_owned()]
        }
        _ => vec![stem.to_owned()],
    }
}

/// v and z end no Dutch word.
fn hard(letter: char) -> char {
    match letter {
        'v' => 'f',
        'z' => 's',
        other => other,
    }
}
