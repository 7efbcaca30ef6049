//! A table too long for its records to be held: they are read from its text when they are asked for, any number of times.

use std::ops::Range;
use std::sync::Arc;

use super::IngestError;
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
        let (mut count, mut public_texts) = (0, 0);
        let (mut sample, mut withheld) = (Vec::new(), Vec::new());
        for record in self.each(0..self.rows(), notes).flatten() {
            count += 1;
            if !record.public {
                withheld.push(record.row);
            }
            for cell in record.texts.iter().filter(|cell| !is_blank(&cell.text)) {
                public_texts += usize::from(record.public);
                if sample.len() < SAMPLE {
                    sample.push(cell.text.clone());
                }
            }
        }
        (self.records, self.sample, self.withheld) = (count, sample, withheld);
        (public_texts <= held).then(|| self.records(0..self.rows()))
    }

    /// Its first rows, as many as hold so many texts that may be published, and how many rows these are.
    #[must_use]
    pub fn first(&self, texts: usize) -> (Vec<Record>, usize) {
        let (mut first, mut found, mut rows) = (Vec::new(), 0, 0);
        let mut told = Vec::new();
        let mut notes = Notes::new("", &mut told);
        for record in self.each(0..self.rows(), &mut notes) {
            if found >= texts {
                break;
            }
            let public = record.iter().filter(|record| record.public).flat_map(|record| &record.texts);
            found += public.filter(|cell| !is_blank(&cell.text)).count();
            first.extend(record);
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
        self.each(rows, &mut notes).flatten().collect()
    }

    /// Whether all its rows were read from the same text.
    ///
    /// # Errors
    /// When its file has changed meanwhile.
    pub fn check(&self) -> Result<(), IngestError> {
        self.table.rows.check()
    }

    /// The records of some of its rows, and nothing for a row that gives none.
    fn each<'e>(
        &'e self,
        rows: Range<usize>,
        notes: &'e mut Notes<'_>,
    ) -> impl Iterator<Item = Option<Record>> + 'e {
        let reader = Reader { table: &self.table, columns: &self.columns, consultation: &self.consultation };
        rows.clone().zip(self.table.rows.range(rows)).map(move |(place, row)| {
            reader.record(&row, self.ids.of(place, &row).into_owned(), &mut notes.at(row.number))
        })
    }
}
