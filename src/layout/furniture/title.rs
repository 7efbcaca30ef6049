//! The consultation's own title and publisher, which running lines repeat.

use std::collections::BTreeSet;

use super::forms::is_numbered;
use crate::model::Consultation;
use crate::text::{Ends, edges, fold};

/// What the consultation calls itself, by words.
pub(in crate::layout) struct Title {
    title: BTreeSet<String>,
    /// With those of its publisher.
    all: BTreeSet<String>,
}

impl Title {
    pub(in crate::layout) fn of(consultation: &Consultation) -> Self {
        let words = |text: &Option<String>| text.as_deref().map(content_words).unwrap_or_default();
        let title = words(&consultation.title);
        let all = title.union(&words(&consultation.publisher)).cloned().collect();
        Self { title, all }
    }

    /// Whether a line repeats the title or the publisher: it says little else, or it says most of the title beside a page number.
    pub(in crate::layout) fn names(&self, text: &str) -> bool {
        let words = content_words(text);
        let shared = words.intersection(&self.all).count();
        let of_title = words.intersection(&self.title).count();
        let says_little_else = shared * 10 >= words.len() * 6;
        let says_the_title = of_title * 10 >= self.title.len() * 6 && is_numbered(text);
        shared >= 2 && (says_little_else || says_the_title) && edges::ends(text) != Ends::Sentence
    }

    /// Whether a line says the title, and nothing else but a page number: such a line is furniture wherever an extractor printed it.
    pub(in crate::layout) fn is(&self, text: &str) -> bool {
        self.title.len() >= 2 && content_words(text) == self.title && edges::ends(text) != Ends::Sentence
    }
}

fn content_words(text: &str) -> BTreeSet<String> {
    text.split(|character: char| !character.is_alphanumeric())
        .filter(|word| word.chars().count() >= 4 && !word.chars().all(char::is_numeric))
        .map(fold)
        .collect()
}
