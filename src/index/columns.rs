//! The fields that statements are counted and filtered by: their values, read once on opening, and which statement has which.

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
}

impl Values {
    /// Places in `known` of the values that a statement has.
    pub(super) fn of(&self, statement: DocId) -> impl Iterator<Item = usize> + '_ {
        self.places
            .iter()
            .flat_map(move |places| places.values_for_doc(statement))
            .map(|place| place as usize)
    }

    /// Places of all values that these statements have, in their order; the block is room to work in.
    pub(super) fn of_all<'b>(&self, statements: &[DocId], block: &'b mut Block) -> &'b [u64] {
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
        Ok(Self { known, places })
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
