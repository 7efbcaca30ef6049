//! The fields that statements are counted and filtered by: their values, read once on opening, and which statement has which.

use std::sync::OnceLock;

use tantivy::columnar::{Cardinality, Column};
use tantivy::{DocId, SegmentReader};

use super::schema::{DATE, DOCUMENT, KIND, SECTION, THEME};

/// One field.
#[derive(Default)]
pub(super) struct Values {
    /// All its values, sorted.
    pub(super) known: Vec<String>,
    /// Per statement the places of its values in that list.
    places: Option<Column<u64>>,
    /// The same unpacked, once somebody needs it.
    unpacked: OnceLock<Unpacked>,
}

/// The values of all statements as plain lists: much faster to count than a column, where much is counted.
struct Unpacked {
    /// Per statement, where its places begin; one more at the end. Empty where each has one.
    begins: Vec<u32>,
    places: Vec<u32>,
}

impl Unpacked {
    fn of(column: &Column<u64>, statements: DocId) -> Self {
        let places: Vec<u32> = column.values.iter().map(|place| place as u32).collect();
        let begins = match column.get_cardinality() {
            Cardinality::Full => Vec::new(),
            _ => {
                let mut end = 0;
                let ends = (0..statements).map(|statement| {
                    end += column.index.value_row_ids(statement).len() as u32;
                    end
                });
                std::iter::once(0).chain(ends).collect()
            }
        };
        Self { begins, places }
    }

    fn count(&self, statements: &[DocId], by_place: &mut [u64]) {
        for statement in statements.iter().map(|statement| *statement as usize) {
            let places = if self.begins.is_empty() {
                self.places.get(statement..=statement)
            } else {
                let ends = self.begins.get(statement).zip(self.begins.get(statement + 1));
                ends.and_then(|(from, to)| self.places.get(*from as usize..*to as usize))
            };
            for place in places.unwrap_or_default() {
                if let Some(count) = by_place.get_mut(*place as usize) {
                    *count += 1;
                }
            }
        }
    }
}

impl Values {
    /// Places in `known` of the values that a statement has.
    pub(super) fn of(&self, statement: DocId) -> impl Iterator<Item = usize> + '_ {
        self.places
            .iter()
            .flat_map(move |places| places.values_for_doc(statement))
            .map(|place| place as usize)
    }

    /// Counts the values of these statements by their places. The block is room to work in; where much is counted, the column is unpacked
    /// first.
    pub(super) fn count(&self, statements: &[DocId], much: bool, block: &mut Block, by_place: &mut [u64]) {
        match &self.places {
            Some(column) if much || self.unpacked.get().is_some() => {
                let unpacked = self.unpacked.get_or_init(|| Unpacked::of(column, column.num_docs()));
                unpacked.count(statements, by_place);
            }
            _ => {
                for place in self.of_all(statements, block) {
                    if let Some(count) = by_place.get_mut(*place as usize) {
                        *count += 1;
                    }
                }
            }
        }
    }

    /// Places of all values that these statements have, in their order.
    fn of_all<'b>(&self, statements: &[DocId], block: &'b mut Block) -> &'b [u64] {
        block.places.clear();
        let Some(places) = &self.places else {
            return &block.places;
        };
        let rows = if places.get_cardinality() == Cardinality::Full {
            statements
        } else {
            block.statements.clear();
            block.rows.clear();
            places.row_ids_for_docs(statements, &mut block.statements, &mut block.rows);
            &block.rows
        };
        block.places.resize(rows.len(), 0);
        places.values.get_vals(rows, &mut block.places);
        &block.places
    }

    /// Whether every statement has exactly one value.
    pub(super) fn are_everywhere(&self) -> bool {
        self.places.as_ref().is_some_and(|places| places.get_cardinality() == Cardinality::Full)
    }

    fn read(segment: &SegmentReader, field: &str) -> tantivy::Result<Self> {
        let Some(column) = segment.fast_fields().str(field)? else {
            return Ok(Self::default());
        };
        let mut known = Vec::with_capacity(column.num_terms());
        let mut stream = column.dictionary().stream()?;
        while stream.advance() {
            known.push(String::from_utf8_lossy(stream.key()).into_owned());
        }
        let places = Some(column.ords().clone());
        Ok(Self { known, places, unpacked: OnceLock::new() })
    }
}

/// Room for reading the values of many statements at once.
#[derive(Default)]
pub(super) struct Block {
    statements: Vec<DocId>,
    rows: Vec<u32>,
    places: Vec<u64>,
}

/// All such fields.
#[derive(Default)]
pub(super) struct Columns {
    pub(super) theme: Values,
    pub(super) kind: Values,
    pub(super) section: Values,
    pub(super) document: Values,
    pub(super) date: Values,
}

impl Columns {
    /// Reads the values of a segment.
    pub(super) fn read(segment: &SegmentReader) -> tantivy::Result<Self> {
        Ok(Self {
            theme: Values::read(segment, THEME)?,
            kind: Values::read(segment, KIND)?,
            section: Values::read(segment, SECTION)?,
            document: Values::read(segment, DOCUMENT)?,
            date: Values::read(segment, DATE)?,
        })
    }
}
