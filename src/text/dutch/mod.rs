//! What a Dutch word form is filed under: inflection undone by table and rules, compounds taken apart.
//!
//! Forms come in folded. The table (`lexicon`) knows half a million forms; what it lacks is taken as a compound of words that it
//! has, then as a participle, and last goes to the Porter stemmer. Bases that the table knows are not stemmed any further:
//! Porter would make one of kans and kan, mens and men, maan and man.

mod bits;
mod compound;
#[allow(dead_code, reason = "`build.rs` makes the filter by the same file")]
mod filter;
mod lexicon;
mod parting;
#[allow(dead_code, reason = "`build.rs` makes the table by the same file")]
mod table;

use std::cell::OnceCell;

use frostem::{Algorithm, Stemmer};

use compound::Split;
use lexicon::{Entry, Lexicon};

pub(super) use parting::{Role, whole_verb};

/// What a form is filed under.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Analysed {
    /// Noun's singular, adjective, or verb's first person, or the stem of a word that no list has.
    pub(super) stem: String,
    /// The same of every part of a compound, the word's own stem not among them; sorted.
    pub(super) parts: Vec<String>,
    /// What the form does with a verb that stands apart.
    pub(super) role: Role,
}

/// A form that is taken apart once at the most: its stem and its parts ask for the same.
struct Splitting<'w> {
    form: &'w str,
    /// What the table says of it.
    entry: Option<Entry>,
    split: OnceCell<Option<Split<'w>>>,
}

impl<'w> Splitting<'w> {
    fn new(form: &'w str, entry: Option<Entry>) -> Self {
        Self { form, entry, split: OnceCell::new() }
    }

    fn split(&self, lexicon: &Lexicon) -> Option<Split<'w>> {
        *self.split.get_or_init(|| compound::split(lexicon, self.form, self.entry))
    }
}

/// Analyses forms. Small: the tables are shared.
pub(super) struct Dutch {
    lexicon: &'static Lexicon,
    stemmer: Stemmer,
}

impl Default for Dutch {
    fn default() -> Self {
        Self { lexicon: Lexicon::shipped(), stemmer: Stemmer::new(Algorithm::DutchPorter) }
    }
}

/// How deep compounds within compounds are followed.
const DEEPEST: u32 = 4;

/// Bases of which "ont-" tells that they are taken away.
const TAKEN_AWAY: [&str; 8] = ["schot", "koker", "schuld", "muur", "bureaucratie", "zorg", "kluster", "kerk"];

impl Dutch {
    /// The analysis of a folded form.
    pub(super) fn analyse(&self, form: &str) -> Analysed {
        let bare = form
            .strip_suffix("'s")
            .or_else(|| form.strip_suffix('\''))
            .filter(|bare| self.lexicon.get(bare).is_some());
        let form = bare.unwrap_or(form);
        // Looked up once: a look into the table costs more than all the rest.
        let entry = self.lexicon.get(form);
        let split = Splitting::new(form, entry);
        let stem = self.stem_of(&split, 0);
        let mut parts = Vec::new();
        self.parts(&split, 0, &mut parts);
        parts.extend(self.taken_away(&stem));
        parts.extend(self.near(form, entry));
        parts.sort_unstable();
        parts.dedup();
        parts.retain(|part| *part != stem);
        Analysed { stem, parts, role: parting::role(form, entry) }
    }

    fn stem(&self, form: &str, depth: u32) -> String {
        self.stem_of(&Splitting::new(form, self.lexicon.get(form)), depth)
    }

    fn stem_of(&self, word: &Splitting<'_>, depth: u32) -> String {
        let form = word.form;
        let entry = word.entry.filter(|entry| entry.is_word());
        if let Some(entry) = entry {
            if entry.is_near() {
                return degree(form).to_owned();
            }
            let base = self.lexicon.base(form, entry);
            if base != form || entry.is_noun() || entry.is_verb() || entry.is_adjective() || entry.is_whole()
            {
                return base;
            }
        }
        if let Some(split) = (depth < DEEPEST).then(|| word.split(self.lexicon)).flatten() {
            return format!("{}{}", split.opening, self.stem(split.head, depth + 1));
        }
        match entry {
            Some(_) => form.to_owned(),
            None => self.participle(form).unwrap_or_else(|| self.stemmer.stem(form).into_owned()),
        }
    }

    /// Participles of verbs that no list has: "ontschot" is told by nothing, "geherhuisvest" by its ge-.
    fn participle(&self, form: &str) -> Option<String> {
        let uninflected = form.strip_suffix('e').unwrap_or(form);
        let stem = uninflected.strip_suffix(['d', 't'])?;
        let bare = stem.strip_prefix("ge").filter(|bare| bare.len() > 3);
        let prefixed =
            ["ver", "be", "ont", "her"].iter().any(|prefix| stem.starts_with(prefix)) && stem.len() > 6;
        let verb = bare.or(prefixed.then_some(stem))?;
        (!verb.ends_with(['a', 'e', 'i', 'o', 'u'])).then(|| verb.to_owned())
    }

    fn parts(&self, word: &Splitting<'_>, depth: u32, found: &mut Vec<String>) {
        let Splitting { form, entry, .. } = *word;
        if depth >= DEEPEST || entry.is_some_and(|entry| !may_be_compound(entry)) {
            return;
        }
        // The singular is taken apart where it is known: "gesprekken" holds no "rekken".
        let base = entry.map(|entry| self.lexicon.base(form, entry));
        let singular = base.and_then(|base| {
            let entry = self.lexicon.get(&base).filter(|entry| entry.is_noun())?;
            Some((base, entry))
        });
        let split = match &singular {
            Some((base, entry)) if base != form => compound::split(self.lexicon, base, Some(*entry)),
            _ => word.split(self.lexicon),
        };
        let Some(split) = split else {
            return;
        };
        // "jeugdhulp|verlener" is a sort of hulpverlener too.
        let regrouped = compound::split(self.lexicon, split.modifier, self.lexicon.get(split.modifier))
            .map(|inner| [inner.head, split.head].concat());
        if let Some(known) = regrouped.filter(|word| self.lexicon.get(word).is_some_and(Entry::is_noun)) {
            found.push(self.stem(&known, depth + 1));
        }
        for part in [split.modifier, split.head] {
            // What only begins compounds ("ervarings") is in the table too.
            let part = Splitting::new(part, self.lexicon.get(part));
            let known = part.entry.map(|entry| self.lexicon.base(part.form, entry));
            found.push(known.unwrap_or_else(|| self.stem_of(&part, depth + 1)));
            self.parts(&part, depth + 1, found);
        }
    }

    /// What a diminutive or a degree of comparison is near to.
    fn near(&self, form: &str, entry: Option<Entry>) -> Option<String> {
        let entry = entry.filter(|entry| entry.is_near())?;
        Some(self.lexicon.base(form, entry))
    }

    fn taken_away(&self, stem: &str) -> Option<String> {
        let rest = stem.strip_prefix("ont")?;
        let rest = rest.strip_suffix("ing").unwrap_or(rest);
        let base = self.stem(rest, DEEPEST);
        TAKEN_AWAY
            .iter()
            .find(|known| **known == base || rest.strip_suffix('t') == Some(**known))
            .map(|known| (*known).to_owned())
    }
}

/// A diminutive without its plural, a degree without its inflection.
fn degree(form: &str) -> &str {
    let inflected = form.ends_with("jes") || form.ends_with("ere") || form.ends_with("ste");
    form.get(..form.len().saturating_sub(1)).filter(|_| inflected).unwrap_or(form)
}

fn may_be_compound(entry: Entry) -> bool {
    entry.is_noun() || entry.is_adjective() || !entry.is_verb()
}
