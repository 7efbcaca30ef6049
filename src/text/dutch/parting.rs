//! Verbs that stand apart: "vallen … terug" is "terugvallen".

use super::lexicon::{Entry, Lexicon};

/// What a form does with a verb that stands apart.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::text) enum Role {
    /// Nothing.
    #[default]
    None,
    /// A finite form, which a particle may belong to.
    Finite,
    /// A particle wherever it stands: samen, terug.
    Particle,
    /// A particle where no noun can follow it: op, aan.
    Preposition,
    /// What a clause goes on with: en, omdat, van.
    Joins,
    /// "te", between a particle and its infinitive.
    To,
}

/// Particles that are hardly ever anything else.
const PARTICLES: [&str; 22] = [
    "samen",
    "terug",
    "mee",
    "af",
    "weg",
    "neer",
    "vast",
    "bijeen",
    "uiteen",
    "tegemoet",
    "kwijt",
    "plaats",
    "voort",
    "toe",
    "los",
    "klaar",
    "terecht",
    "achteruit",
    "vooruit",
    "omhoog",
    "omlaag",
    "ineen",
];

/// Particles that are prepositions more often.
const PREPOSITIONS: [&str; 13] =
    ["op", "aan", "uit", "in", "over", "voor", "door", "bij", "om", "onder", "na", "achter", "tegen"];

/// Words before which a preposition has no noun of its own.
const JOINS: [&str; 32] = [
    "en", "of", "maar", "want", "dat", "als", "omdat", "zodat", "terwijl", "waardoor", "wanneer", "doordat",
    "die", "wat", "waar", "van", "met", "naar", "tot", "zonder", "tussen", "binnen", "buiten", "volgens",
    "vanwege", "tijdens", "sinds", "hoe", "dan", "zoals", "waarbij", "tenzij",
];

/// The role of a folded form, with what the table says of it.
pub(super) fn role(form: &str, entry: Option<Entry>) -> Role {
    if PARTICLES.contains(&form) {
        Role::Particle
    } else if PREPOSITIONS.contains(&form) {
        Role::Preposition
    } else if form == "te" {
        Role::To
    } else if JOINS.contains(&form) {
        Role::Joins
    } else if entry.is_some_and(Entry::is_finite) {
        Role::Finite
    } else {
        Role::None
    }
}

/// The verb that a finite form and a particle make, as a form that the table knows.
pub(in crate::text) fn whole_verb(finite: &str, particle: &str) -> Option<String> {
    let lexicon = Lexicon::shipped();
    let whole = format!("{particle}{finite}");
    lexicon.get(&whole).filter(|entry| entry.is_verb() && entry.is_finite()).map(|_| whole)
}
