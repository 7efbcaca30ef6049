//! Ids that depend on a statement's own words and document alone, so that analysts' decisions find it again.

use std::collections::HashMap;

use crate::model::StatementId;
use crate::text::{content_id, fold_letters};

/// Counts equal texts within a document, so that each gets an id of its own.
#[derive(Debug, Default)]
pub(super) struct IdMaker {
    seen: HashMap<(String, String), u32>,
}

impl IdMaker {
    /// The id of the next statement with that text in that document.
    pub(super) fn text_id(&mut self, document: &str, text: &str) -> StatementId {
        let folded = fold_letters(text);
        let nth = self.seen.entry((document.to_owned(), folded.clone())).or_insert(0);
        *nth += 1;
        content_id("st", &[document, &folded, &nth.to_string()])
    }
}

/// The id of part `part` (from 1) of a table's record.
pub(super) fn record_statement_id(document: &str, record: &str, part: u32) -> StatementId {
    content_id("st", &[document, record, &part.to_string()])
}

#[cfg(test)]
mod tests {
    use super::{IdMaker, record_statement_id};

    #[test]
    fn ids_depend_on_words_not_on_spaces_or_position() {
        let mut ids = IdMaker::default();
        let first = ids.text_id("a.txt", "Te weinig tijd.");
        assert_eq!(first.len(), 19);
        assert_ne!(
            first,
            ids.text_id("a.txt", "Te weinig tijd."),
            "the second such text is another statement"
        );
        assert_eq!(first, IdMaker::default().text_id("a.txt", "te  weinig tijd"));
        assert_ne!(first, IdMaker::default().text_id("b.txt", "Te weinig tijd."));
        assert_ne!(record_statement_id("a.csv", "1", 1), record_statement_id("a.csv", "1", 2));
    }
}
