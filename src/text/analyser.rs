//! Words to stems and parts, once per word form.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::dutch::{Dutch, Role, whole_verb};
use super::fold::fold;
use super::tokens::words;
use super::vocabulary::{Vocabulary, Word, WordId};
use crate::model::Span;

/// Name and version of this analysis; it stands in every index and manifest, and changes whenever a token or stem may change.
pub const ANALYSER: &str =
    "nl-lemma-compound/2 (OpenTaal 2.20.19, pattern 2.6, frostem 2.20261016 dutch_porter)";

/// How strongly punctuation parts a word from the one before.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Break {
    /// Not at all.
    #[default]
    None,
    /// Comma, bracket, colon, semicolon, or a full stop that ends no sentence.
    Clause,
    /// End of a sentence.
    Sentence,
}

/// A word of an analysed text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where it stands, in code points.
    pub span: Span,
    /// Where it stands, in bytes.
    pub byte_start: u32,
    /// One past its last byte.
    pub byte_end: u32,
    /// Its word form in the analyser's vocabulary.
    pub word: WordId,
    /// The whole verb, where this is a verb whose particle stands apart: terugvallen for "vallen" in "zij vallen weer terug".
    pub whole: Option<WordId>,
    /// What parts it from the word before.
    pub break_before: Break,
}

/// The words of one text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Analysis {
    /// Words in order.
    pub tokens: Vec<Token>,
}

/// How many verbs of a clause a particle is tried with.
const MAX_VERBS: usize = 4;

/// Words as they stand in texts that an analyser remembers by itself, at some 40 bytes each, before it begins anew: what all know is
/// soon found again.
const REMEMBERED: usize = 100_000;

/// Analyses texts. Every word form is worked out once, by whichever of the analysers that share a vocabulary meets it first; each
/// thread needs its own.
pub struct Analyser {
    dutch: Dutch,
    /// What all that share it learnt.
    vocabulary: Arc<Vocabulary>,
    /// Words as they stand in texts: short ones as numbers, which are found and compared the fastest.
    by_short_surface: FxHashMap<u128, Met>,
    by_surface: FxHashMap<Box<str>, Met>,
    /// Verbs and particles met together, with the verb they make, if any.
    wholes: FxHashMap<(WordId, WordId), Option<WordId>>,
    /// What the words of the text at hand do with a verb that stands apart.
    roles: Vec<Role>,
}

/// A word and what it does with a verb that stands apart.
#[derive(Debug, Clone, Copy)]
struct Met {
    word: WordId,
    role: Role,
}

impl Default for Analyser {
    fn default() -> Self {
        Self::new()
    }
}

impl std::fmt::Debug for Analyser {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Analyser").field("vocabulary", &self.vocabulary.len()).finish_non_exhaustive()
    }
}

impl Analyser {
    /// An analyser that has met no word yet.
    #[must_use]
    pub fn new() -> Self {
        Self::with(Arc::default())
    }

    /// An analyser for another thread: what either learns from now on, both know.
    #[must_use]
    pub fn sharing(&self) -> Self {
        Self::with(Arc::clone(&self.vocabulary))
    }

    /// Whether both share what they learn.
    #[must_use]
    pub fn shares_with(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.vocabulary, &other.vocabulary)
    }

    fn with(vocabulary: Arc<Vocabulary>) -> Self {
        Self {
            dutch: Dutch::default(),
            vocabulary,
            by_short_surface: FxHashMap::default(),
            by_surface: FxHashMap::default(),
            wholes: FxHashMap::default(),
            roles: Vec::new(),
        }
    }

    /// The words of `text` with their offsets.
    pub fn analyse(&mut self, text: &str) -> Analysis {
        // A Dutch word and its space take six letters; that is room enough for nearly all texts.
        let mut tokens = Vec::with_capacity(text.len() / 5);
        let mut roles = std::mem::take(&mut self.roles);
        roles.clear();
        for raw in words(text) {
            let Met { word, role } = self.meet(raw.text);
            roles.push(role);
            tokens.push(Token {
                span: raw.span,
                byte_start: raw.byte_start as u32,
                byte_end: (raw.byte_start + raw.text.len()) as u32,
                word,
                whole: None,
                break_before: raw.break_before,
            });
        }
        self.join_verbs(&mut tokens, &roles);
        self.roles = roles;
        Analysis { tokens }
    }

    /// The id of a single word, analysed as it would be in a text.
    pub fn intern(&mut self, surface: &str) -> WordId {
        self.meet(surface).word
    }

    fn meet(&mut self, surface: &str) -> Met {
        let short = as_number(surface);
        let known = match short {
            Some(number) => self.by_short_surface.get(&number),
            None => self.by_surface.get(surface),
        };
        match known {
            Some(met) => *met,
            None => self.find(surface, short),
        }
    }

    /// A word that this analyser has not met, or has forgotten.
    #[cold]
    fn find(&mut self, surface: &str, short: Option<u128>) -> Met {
        let form = fold(surface);
        let word = self.vocabulary.find(&form, || self.dutch.analyse(&form));
        let met = Met { word, role: self.word(word).role };
        if self.by_short_surface.len() + self.by_surface.len() >= REMEMBERED {
            self.by_short_surface.clear();
            self.by_surface.clear();
            self.wholes.clear();
        }
        match short {
            Some(number) => self.by_short_surface.insert(number, met),
            None => self.by_surface.insert(surface.into(), met),
        };
        met
    }

    /// What is known of a word met before.
    ///
    /// # Panics
    /// When the id comes from an analyser that shares nothing with this one.
    #[must_use]
    pub fn word(&self, id: WordId) -> &Word {
        self.vocabulary.get(id).expect("the word was met before")
    }

    /// How many distinct word forms were met by all that share them; ids run from 0 up to this.
    #[must_use]
    pub fn vocabulary_len(&self) -> usize {
        self.vocabulary.len()
    }

    /// All distinct word forms that were met, by their ids.
    pub fn forms(&self) -> impl Iterator<Item = &str> {
        let ids = (0..self.vocabulary.len() as u32).map(WordId);
        ids.filter_map(|id| Some(self.vocabulary.get(id)?.form()))
    }

    /// Gives verbs whose particle stands later in the clause, or before "te", their whole verb.
    fn join_verbs(&mut self, tokens: &mut [Token], roles: &[Role]) {
        let mut verbs: Vec<usize> = Vec::new();
        for (at, role) in roles.iter().enumerate() {
            let Some(&token) = tokens.get(at) else { return };
            if token.break_before != Break::None {
                verbs.clear();
            }
            match role {
                Role::Finite => {
                    self.join_infinitive(tokens, roles, at);
                    verbs.push(at);
                }
                Role::Particle => self.join_particle(tokens, &verbs, token.word),
                Role::Preposition if stands_alone(tokens.get(at + 1).zip(roles.get(at + 1))) => {
                    self.join_particle(tokens, &verbs, token.word);
                }
                _ => {}
            }
        }
    }

    /// "samen te werken".
    fn join_infinitive(&mut self, tokens: &mut [Token], roles: &[Role], at: usize) {
        let from = at.checked_sub(2);
        let joined = from.and_then(|from| Some((tokens.get_mut(from..=at)?, roles.get(from..at)?)));
        let Some(([particle, _, verb], [Role::Particle | Role::Preposition, Role::To])) = joined else {
            return;
        };
        verb.whole = self.whole(verb.word, particle.word);
    }

    /// "werkt ... samen": the nearest verb of the clause that makes one with the particle.
    fn join_particle(&mut self, tokens: &mut [Token], verbs: &[usize], particle: WordId) {
        for verb in verbs.iter().rev().take(MAX_VERBS) {
            let Some(token) = tokens.get_mut(*verb) else { return };
            if let Some(whole) = self.whole(token.word, particle) {
                token.whole = Some(whole);
                return;
            }
        }
    }

    fn whole(&mut self, verb: WordId, particle: WordId) -> Option<WordId> {
        if let Some(known) = self.wholes.get(&(verb, particle)) {
            return *known;
        }
        let whole = whole_verb(self.word(verb).form(), self.word(particle).form());
        let whole = whole.map(|whole| self.intern(&whole));
        self.wholes.insert((verb, particle), whole);
        whole
    }
}

/// Whether what follows a preposition can't be its noun.
fn stands_alone(next: Option<(&Token, &Role)>) -> bool {
    next.is_none_or(|(next, role)| {
        next.break_before != Break::None || matches!(role, Role::Joins | Role::Preposition)
    })
}

/// The bytes of a short word and their count.
fn as_number(word: &str) -> Option<u128> {
    let mut bytes = [0; 16];
    bytes.get_mut(..word.len().min(16))?.copy_from_slice(word.as_bytes().get(..word.len().min(16))?);
    bytes[15] = u8::try_from(word.len()).ok().filter(|length| *length < 16)?;
    Some(u128::from_le_bytes(bytes))
}

#[cfg(test)]
mod tests {
    use super::Analyser;

    fn stem(word: &str) -> String {
        let mut analyser = Analyser::new();
        let id = analyser.intern(word);
        analyser.word(id).stem().to_string()
    }

    #[test]
    fn joins_inflections_and_spellings() {
        assert_eq!(stem("gemeenten"), stem("Gemeente"));
        assert_eq!(stem("zorgcoördinator"), stem("zorgcoordinatoren"));
        assert_eq!(stem("schotten"), stem("schot"));
        assert_eq!(stem("meldingen"), stem("melding"));
    }

    fn wholes(text: &str) -> Vec<String> {
        let mut analyser = Analyser::new();
        let analysis = analyser.analyse(text);
        analysis
            .tokens
            .iter()
            .filter_map(|token| Some(analyser.word(token.whole?).stem().to_string()))
            .collect()
    }

    #[test]
    fn a_verb_and_its_particle_are_one_however_far_apart() {
        assert_eq!(wholes("Zij vallen na een jaar weer terug."), [stem("teruggevallen")]);
        assert_eq!(wholes("De school werkt niet samen met het wijkteam"), [stem("samenwerking")]);
        assert_eq!(wholes("Wie vangt deze kinderen op?"), [stem("opvang")]);
        assert_eq!(wholes("om beter samen te werken"), [stem("samenwerking")]);
        assert!(wholes("Zij vallen op straat. Terug kan niet").is_empty());
        assert!(wholes("De gemeente vangt kinderen, samen met de school, in wijken op tijd").is_empty());
    }

    #[test]
    fn compounds_hold_their_parts() {
        let mut analyser = Analyser::new();
        let id = analyser.intern("ketensamenwerking");
        assert!(analyser.word(id).holds(&stem("samenwerken")) && analyser.word(id).holds("keten"));
        let id = analyser.intern("slachtoffers");
        assert_eq!(analyser.word(id).parts().next(), None);
    }

    #[test]
    fn keeps_apart_what_kraaij_pohlmann_joins() {
        assert_ne!(stem("gezondheid"), stem("zon"));
        assert_ne!(stem("geweld"), stem("wel"));
        assert_ne!(stem("gemeente"), stem("menen"));
    }

    #[test]
    fn what_one_learns_all_that_share_with_it_know() {
        let mut one = Analyser::new();
        let mut other = one.sharing();
        let id = one.intern("ketensamenwerking");
        assert_eq!(other.word(id), one.word(id));
        assert_eq!(other.intern("Ketensamenwerking"), id);
        assert_eq!(other.vocabulary_len(), 1);
        assert!(one.shares_with(&other) && !one.shares_with(&Analyser::new()));
    }

    #[test]
    fn threads_that_learn_at_once_agree_on_every_word() {
        let shared = Analyser::new();
        let text =
            "De gemeenten en de zorgcoördinatoren werken aan ketensamenwerking, en de school werkt mee";
        let read = || {
            let mut own = shared.sharing();
            own.analyse(text)
        };
        let read = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..4).map(|_| scope.spawn(read)).collect();
            threads.into_iter().map(|thread| thread.join().expect("it panics nowhere")).collect::<Vec<_>>()
        });
        assert!(read.iter().all(|own| *own == read[0]));
        let forms: std::collections::BTreeSet<&str> = shared.forms().collect();
        assert_eq!(forms.len(), shared.vocabulary_len());
    }

    #[test]
    fn a_form_is_met_once() {
        let mut analyser = Analyser::new();
        let analysis = analyser.analyse("Eén een EEN één");
        assert_eq!(analysis.tokens.len(), 4);
        assert_eq!(analyser.vocabulary_len(), 1);
    }
}
