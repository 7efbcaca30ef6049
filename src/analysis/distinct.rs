//! How many different records there are among statements that come one by one, and which numbers were met.

use crate::model::Statement;

/// Counts records. Statements of one follow each other, so that only the last need be known.
#[derive(Debug, Default)]
pub(super) struct Records {
    count: u64,
    document: String,
    record: String,
}

impl Records {
    pub(super) fn add(&mut self, statement: &Statement) {
        let Some(record) = statement.record.as_deref() else { return };
        if self.count > 0 && self.record == record && self.document == statement.document {
            return;
        }
        self.count += 1;
        self.record.clear();
        self.record.push_str(record);
        self.document.clone_from(&statement.document);
    }

    pub(super) fn count(&self) -> u64 {
        self.count
    }
}

/// Which numbers were met.
#[derive(Debug, Default)]
pub(super) struct Seen(Vec<u64>);

impl Seen {
    pub(super) fn add(&mut self, number: Option<usize>) {
        let Some(number) = number else { return };
        let (word, bit) = (number / 64, number % 64);
        if self.0.len() <= word {
            self.0.resize(word + 1, 0);
        }
        if let Some(word) = self.0.get_mut(word) {
            *word |= 1 << bit;
        }
    }

    pub(super) fn count(&self) -> u64 {
        self.0.iter().map(|word| u64::from(word.count_ones())).sum()
    }
}
