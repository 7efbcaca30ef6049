//! Ids that depend on a statement's own words and document alone, so that analysts' decisions find it again.

use std::collections::HashMap;

use data_encoding::BASE32_NOPAD;
use sha2::{Digest, Sha256};

use crate::model::StatementId;
use crate::text::fold_letters;

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
        hashed(&[document, &folded, &nth.to_string()])
    }
}

/// The id of part `part` (from 1) of a table's record.
pub(super) fn record_statement_id(document: &str, record: &str, part: u32) -> StatementId {
    hashed(&[document, record, &part.to_string()])
}

/// `st-` and the first 80 bits of SHA-256 over the fields, NUL between them.
fn hashed(fields: &[&str]) -> StatementId {
    let digest = Sha256::digest(fields.join("\0").as_bytes());
    let code = BASE32_NOPAD.encode(&digest[..10]);
    format!("st-{}", code.to_lowercase())
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
