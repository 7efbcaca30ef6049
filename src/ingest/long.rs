//! A table too long for its records to be held: they are read from its text when they are asked for, any number of times.

use std::ops::Range;
use std::sync::Arc;

use super::columns::Columns;
use super::ids::RecordIds;
use super::notes::Notes;
use super::records::Reader;
use super::table::Table;
use crate::model::{Consultation, Record};
use crate::text::is_blank;

/// Of so many texts the language of the table is told.
const SAMPLE: usize = 200;

/// A long table, whose rows were all looked over once.
#[derive(Debug)]
pub struct LongTable {
    table: Table,
    columns: Columns,
    ids: RecordIds,
    consultation: Arc<Consultation>,
    /// Its first texts.
    pub sample: Vec<String>,
    /// Records in it.
    pub records: u64,
    /// Rows that may not be published.
    pub withheld: Vec<u32>,
}

impl LongTable {
    pub(super) fn new(
        table: Table,
        columns: Columns,
        ids: RecordIds,
        consultation: Arc<Consultation>,
    ) -> Self {
        let (sample, withheld) = (Vec::new(), Vec::new());
        let table = Table { headers: Vec::new(), ..table };
        Self { table, columns, ids, consultation, sample, records: 0, withheld }
    }

    /// Reads all rows, noting what is wrong with them, and gives the records; none where more than `held` texts of them may be published.
    pub(super) fn look_over(&mut self, held: usize, notes: &mut Notes<'_>) -> Option<Vec<Record>> {
        let mut records = Vec::new();
        let mut public_texts = 0;
        for place in 0..self.rows() {
            let Some(record) = self.record(place, notes) else { continue };
            self.records += 1;
            if !record.public {
                self.withheld.push(record.row);
            }
            for cell in record.texts.iter().filter(|cell| !is_blank(&cell.text)) {
                public_texts += usize::from(record.public);
                if self.sample.len() < SAMPLE {
                    self.sample.push(cell.text.clone());
                }
            }
            if public_texts <= held {
                records.push(record);
            } else {
                records = Vec::new();
            }
        }
        (public_texts <= held).then_some(records)
    }

    /// Its first rows, as many as hold so many texts that may be published, and how many rows these are.
    #[must_use]
    pub fn first(&self, texts: usize) -> (Vec<Record>, usize) {
        let (mut first, mut found, mut rows) = (Vec::new(), 0, 0);
        while found < texts && rows < self.rows() {
            let next = self.records(rows..rows + 1);
            let public = next.iter().filter(|record| record.public).flat_map(|record| &record.texts);
            found += public.filter(|cell| !is_blank(&cell.text)).count();
            first.extend(next);
            rows += 1;
        }
        (first, rows)
    }

    /// How many rows it has; some may give no record.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.table.rows.len()
    }

    /// The records of some of its rows, in order.
    #[must_use]
    pub fn records(&self, rows: Range<usize>) -> Vec<Record> {
        // What is wrong with them was noted when they were looked over.
        let mut told = Vec::new();
        let mut notes = Notes::new("", &mut told);
        rows.filter_map(|place| self.record(place, &mut notes)).collect()
    }

    fn record(&self, place: usize, notes: &mut Notes<'_>) -> Option<Record> {
        let reader = Reader { table: &self.table, columns: &self.columns, consultation: &self.consultation };
        let row = self.table.rows.get(place)?;
        reader.record(&row, self.ids.of(place, &row).into_owned(), &mut notes.at(row.number))
    }
}
