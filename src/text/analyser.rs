//! Words to stems and parts, once per word form.

use rustc_hash::FxHashMap;

use super::dutch::{Dutch, Role, whole_verb};
use super::fold::fold;
use super::tokens::words;
use crate::model::Span;

/// Name and version of this analysis; it stands in every index and manifest, and changes whenever a token or stem may change.
pub const ANALYSER: &str =
    "nl-lemma-compound/2 (OpenTaal 2.20.19, pattern 2.6, frostem 2.20261016 dutch_porter)";

/// A word form met by one [`Analyser`]; ids are handed out in order of first meeting, so they never reach an output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordId(u32);

impl WordId {
    /// Position in the analyser's vocabulary, counted from 0.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// What is known of a word form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// NFC, lower case, diacritics folded.
    pub form: Box<str>,
    /// What all inflections of the word share: the noun's singular, the adjective, the verb's first person ("meld" for melden, gemeld,
    /// melding); for words that no list has, the Dutch Porter stem.
    pub stem: Box<str>,
    /// Stems of the parts where the word is a compound ("samenwerk" and "keten" for ketensamenwerking), sorted; else none.
    pub parts: Box<[Box<str>]>,
}

impl Word {
    /// Whether a search for a word with this stem finds the word: as itself or as a part of it.
    #[must_use]
    pub fn holds(&self, stem: &str) -> bool {
        *self.stem == *stem || self.parts.iter().any(|part| **part == *stem)
    }
}

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

/// Analyses texts and remembers every word form it met. One per thread: it grows with the vocabulary, not with the text.
pub struct Analyser {
    dutch: Dutch,
    /// Words as they stand in texts: short ones as numbers, which are found and compared the fastest.
    by_short_surface: FxHashMap<u128, WordId>,
    by_surface: FxHashMap<Box<str>, WordId>,
    by_form: FxHashMap<Box<str>, WordId>,
    vocabulary: Vec<Word>,
    /// Of each word, what it does with a verb that stands apart.
    roles: Vec<Role>,
    /// Verbs and particles met together, with the verb they make, if any.
    wholes: FxHashMap<(WordId, WordId), Option<WordId>>,
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
        Self {
            dutch: Dutch::default(),
            by_short_surface: FxHashMap::default(),
            by_surface: FxHashMap::default(),
            by_form: FxHashMap::default(),
            vocabulary: Vec::new(),
            roles: Vec::new(),
            wholes: FxHashMap::default(),
        }
    }

    /// The words of `text` with their offsets.
    pub fn analyse(&mut self, text: &str) -> Analysis {
        // A Dutch word and its space take six letters; that is room enough for nearly all texts.
        let mut tokens = Vec::with_capacity(text.len() / 5);
        tokens.extend(words(text).map(|raw| Token {
            span: raw.span,
            byte_start: raw.byte_start as u32,
            byte_end: (raw.byte_start + raw.text.len()) as u32,
            word: self.intern(raw.text),
            whole: None,
            break_before: raw.break_before,
        }));
        self.join_verbs(&mut tokens);
        Analysis { tokens }
    }

    /// The id of a single word, analysed as it would be in a text.
    pub fn intern(&mut self, surface: &str) -> WordId {
        let short = as_number(surface);
        let known = match short {
            Some(number) => self.by_short_surface.get(&number),
            None => self.by_surface.get(surface),
        };
        if let Some(id) = known {
            return *id;
        }
        let form: Box<str> = fold(surface).into();
        let id = match self.by_form.get(&form) {
            Some(id) => *id,
            None => self.add(form),
        };
        match short {
            Some(number) => self.by_short_surface.insert(number, id),
            None => self.by_surface.insert(surface.into(), id),
        };
        id
    }

    /// What is known of a word met before.
    ///
    /// # Panics
    /// When the id comes from another analyser.
    #[must_use]
    pub fn word(&self, id: WordId) -> &Word {
        &self.vocabulary[id.index()]
    }

    /// How many distinct word forms were met; ids run from 0 up to this.
    #[must_use]
    pub fn vocabulary_len(&self) -> usize {
        self.vocabulary.len()
    }

    /// All distinct word forms that were met, by their ids.
    pub fn forms(&self) -> impl Iterator<Item = &str> {
        self.vocabulary.iter().map(|word| &*word.form)
    }

    fn add(&mut self, form: Box<str>) -> WordId {
        let id = WordId(self.vocabulary.len() as u32);
        let analysed = self.dutch.analyse(&form);
        let parts = analysed.parts.into_iter().map(String::into_boxed_str).collect();
        self.by_form.insert(form.clone(), id);
        self.vocabulary.push(Word { form, stem: analysed.stem.into(), parts });
        self.roles.push(analysed.role);
        id
    }

    /// Gives verbs whose particle stands later in the clause, or before "te", their whole verb.
    fn join_verbs(&mut self, tokens: &mut [Token]) {
        let mut verbs: Vec<usize> = Vec::new();
        for at in 0..tokens.len() {
            let Some(&token) = tokens.get(at) else { return };
            if token.break_before != Break::None {
                verbs.clear();
            }
            let role = self.role(token.word);
            let separate = role == Role::Particle
                || (role == Role::Preposition && self.stands_alone(tokens.get(at + 1)));
            if role == Role::Finite {
                self.join_infinitive(tokens, at);
                verbs.push(at);
            } else if separate {
                self.join_particle(tokens, &verbs, token.word);
            }
        }
    }

    /// "samen te werken".
    fn join_infinitive(&mut self, tokens: &mut [Token], at: usize) {
        let Some([particle, to, verb]) = at.checked_sub(2).and_then(|from| tokens.get_mut(from..=at)) else {
            return;
        };
        let particles = [Role::Particle, Role::Preposition];
        if self.role(to.word) == Role::To && particles.contains(&self.role(particle.word)) {
            verb.whole = self.whole(verb.word, particle.word);
        }
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
        let whole = whole_verb(&self.word(verb).form, &self.word(particle).form);
        let whole = whole.map(|whole| self.intern(&whole));
        self.wholes.insert((verb, particle), whole);
        whole
    }

    fn role(&self, word: WordId) -> Role {
        self.roles.get(word.index()).copied().unwrap_or_default()
    }

    /// Whether what follows a preposition can't be its noun.
    fn stands_alone(&self, next: Option<&Token>) -> bool {
        next.is_none_or(|next| {
            let role = self.role(next.word);
            next.break_before != Break::None || matches!(role, Role::Joins | Role::Preposition)
        })
    }
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
        analyser.word(id).stem.to_string()
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
            .filter_map(|token| Some(analyser.word(token.whole?).stem.to_string()))
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
        assert!(analyser.word(id).parts.is_empty());
    }

    #[test]
    fn keeps_apart_what_kraaij_pohlmann_joins() {
        assert_ne!(stem("gezondheid"), stem("zon"));
        assert_ne!(stem("geweld"), stem("wel"));
        assert_ne!(stem("gemeente"), stem("menen"));
    }

    #[test]
    fn a_form_is_met_once() {
        let mut analyser = Analyser::new();
        let analysis = analyser.analyse("Eén een EEN één");
        assert_eq!(analysis.tokens.len(), 4);
        assert_eq!(analyser.vocabulary_len(), 1);
    }
}
