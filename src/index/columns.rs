//! The fields that statements are counted and filtered by: their values, read once on opening, and which statement has which.

use std::sync::OnceLock;

use tantivy::DocId;
use tantivy::columnar::{Cardinality, Column, StrColumn};

use super::parts::Parts;
use super::schema::{DATE, DOCUMENT, KIND, SECTION, THEME};

/// One field.
pub(super) struct Values {
    /// All its values, sorted.
    pub(super) known: Vec<String>,
    /// Which statement has which, part by part.
    parts: Vec<PartValues>,
}

/// One field in one part. Statements count from the first of the part.
pub(super) struct PartValues {
    /// The number of the part's first statement.
    first: DocId,
    /// Per statement the places of its values in the list of the part.
    places: Option<Column<u64>>,
    /// Where the values of the part stand among all that are known.
    known: Vec<u32>,
    /// The values of all statements, once somebody needs them.
    unpacked: OnceLock<Unpacked>,
}

/// The values of all statements as plain lists: much faster to count than a column, where much is counted.
struct Unpacked {
    /// Per statement, where its places begin; one more at the end. Empty where each has one.
    begins: Vec<u32>,
    /// Places among all values that are known.
    places: Vec<u32>,
}

impl Unpacked {
    fn of(column: &Column<u64>, known: &[u32]) -> Self {
        let statements = column.num_docs();
        let known = |place| known.get(place as usize).copied().unwrap_or(u32::MAX);
        let places: Vec<u32> = column.values.iter().map(known).collect();
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
    /// The place in `known` of the first value that a statement has.
    pub(super) fn of(&self, statement: DocId) -> Option<usize> {
        let behind = self.parts.partition_point(|part| part.first <= statement);
        let part = self.parts.get(behind.checked_sub(1)?)?;
        let place = part.places.as_ref()?.values_for_doc(statement - part.first).next()?;
        part.known.get(place as usize).map(|place| *place as usize)
    }

    /// The part at that place.
    pub(super) fn part(&self, place: usize) -> Option<&PartValues> {
        self.parts.get(place)
    }

    fn read(parts: &Parts, field: &str) -> tantivy::Result<Self> {
        let mut values = Vec::new();
        let mut own_values = Vec::new();
        for (first, segment) in parts.each() {
            let column = segment.fast_fields().str(field)?;
            let own = column.as_ref().map(values_of).transpose()?.unwrap_or_default();
            let places = column.map(|column| column.ords().clone());
            values.push(PartValues { first, places, known: Vec::new(), unpacked: OnceLock::new() });
            own_values.push(own);
        }
        let mut known: Vec<String> = own_values.iter().flatten().cloned().collect();
        known.sort_unstable();
        known.dedup();
        for (part, own) in values.iter_mut().zip(own_values) {
            let places = own.iter().filter_map(|value| known.binary_search(value).ok());
            part.known = places.map(|place| place as u32).collect();
        }
        Ok(Self { known, parts: values })
    }
}

/// All values of a column, sorted.
fn values_of(column: &StrColumn) -> tantivy::Result<Vec<String>> {
    let mut values = Vec::with_capacity(column.num_terms());
    let mut stream = column.dictionary().stream()?;
    while stream.advance() {
        values.push(String::from_utf8_lossy(stream.key()).into_owned());
    }
    Ok(values)
}

impl PartValues {
    /// Counts the values of these statements by their places. The block is room to work in; where much is counted, the column is unpacked
    /// first.
    pub(super) fn count(&self, statements: &[DocId], much: bool, block: &mut Block, by_place: &mut [u64]) {
        match &self.places {
            Some(column) if much || self.unpacked.get().is_some() => {
                let unpacked = self.unpacked.get_or_init(|| Unpacked::of(column, &self.known));
                unpacked.count(statements, by_place);
            }
            _ => {
                for place in self.of_all(statements, block) {
                    let known = self.known.get(*place as usize);
                    if let Some(count) = known.and_then(|known| by_place.get_mut(*known as usize)) {
                        *count += 1;
                    }
                }
            }
        }
    }

    /// Places in the part's list of all values that these statements have, in their order.
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
}

/// Room for reading the values of many statements at once.
#[derive(Default)]
pub(super) struct Block {
    statements: Vec<DocId>,
    rows: Vec<u32>,
    places: Vec<u64>,
}

/// All such fields.
pub(super) struct Columns {
    pub(super) theme: Values,
    pub(super) kind: Values,
    pub(super) section: Values,
    pub(super) document: Values,
    pub(super) date: Values,
}

impl Columns {
    /// Reads the values of all parts.
    pub(super) fn read(parts: &Parts) -> tantivy::Result<Self> {
        Ok(Self {
            theme: Values::read(parts, THEME)?,
            kind: Values::read(parts, KIND)?,
            section: Values::read(parts, SECTION)?,
            document: Values::read(parts, DOCUMENT)?,
            date: Values::read(parts, DATE)?,
        })
    }
}
