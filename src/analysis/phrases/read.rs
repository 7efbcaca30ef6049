//! Texts as words of which is known what they share with their inflections and whether a phrase may begin or end with them.

use rustc_hash::FxHashMap;

use crate::text::{Analyser, Break, WordId, is_content_word};

/// A word of a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    /// The number of its lemma, in order of first meeting.
    pub(super) lemma: u32,
    pub(super) form: WordId,
    /// Whether punctuation parts it from the word before.
    pub(super) parted: bool,
    /// Whether a phrase may begin or end with it.
    pub(super) edge: bool,
}

#[derive(Default)]
pub(super) struct Reader {
    analyser: Analyser,
    lemmas: FxHashMap<Box<str>, u32>,
    edges: FxHashMap<WordId, bool>,
}

impl Reader {
    pub(super) fn read(&mut self, text: &str) -> Vec<Word> {
        let tokens = self.analyser.analyse(text).tokens;
        tokens
            .iter()
            .map(|token| Word {
                lemma: self.lemma(token.word),
                form: token.word,
                parted: token.break_before != Break::None,
                edge: self.edge(token.word),
            })
            .collect()
    }

    fn lemma(&mut self, word: WordId) -> u32 {
        let stem = self.analyser.word(word).stem();
        if let Some(number) = self.lemmas.get(stem) {
            return *number;
        }
        let number = self.lemmas.len() as u32;
        self.lemmas.insert(stem.into(), number);
        number
    }

    fn edge(&mut self, word: WordId) -> bool {
        let form = self.analyser.word(word).form();
        *self.edges.entry(word).or_insert_with(|| is_content_word(form))
    }

    /// Words as they are written, a space between them.
    pub(super) fn spelled(&self, forms: &[WordId]) -> String {
        forms.iter().map(|form| self.analyser.word(*form).form()).collect::<Vec<_>>().join(" ")
    }
}
