//! The fields that statements are counted and filtered by: their values, read once on opening, and which statement has which.

use tantivy::columnar::Column;
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
