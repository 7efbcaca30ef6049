//! Counts statements per value of each field, over all matches.

use std::cmp::Reverse;

use tantivy::DocId;

use super::columns::{Block, Columns, Values};
use super::request::{FacetCount, Facets, SectionFacet};
use super::schema::section_of;

/// Beyond so many statements it pays to unpack the columns.
const MUCH: u64 = 20_000;

/// Counts statements and their values, block by block.
pub(super) struct Tally<'c> {
    statements: u64,
    theme: FieldTally<'c>,
    kind: FieldTally<'c>,
    section: FieldTally<'c>,
    document: FieldTally<'c>,
}

impl<'c> Tally<'c> {
    pub(super) fn new(columns: &'c Columns) -> Self {
        Self {
            statements: 0,
            theme: FieldTally::new(&columns.theme),
            kind: FieldTally::new(&columns.kind),
            section: FieldTally::new(&columns.section),
            document: FieldTally::new(&columns.document),
        }
    }

    /// Counts these statements too, which are of the part at that place and counted from its first one.
    pub(super) fn add(&mut self, part: usize, statements: &[DocId]) {
        self.statements += statements.len() as u64;
        let much = self.statements > MUCH;
        for field in [&mut self.theme, &mut self.kind, &mut self.section, &mut self.document] {
            field.add(part, statements, much);
        }
    }

    /// How many statements there were.
    pub(super) fn statements(&self) -> usize {
        self.statements as usize
    }

    /// The facets of all of them.
    pub(super) fn facets(self) -> Facets {
        let statements = self.statements;
        Facets {
            theme: plain(self.theme.counts(statements)),
            kind: plain(self.kind.counts(statements)),
            section: sections(self.section.counts(statements)),
            document: plain(self.document.counts(statements)),
        }
    }
}

/// Counts the values of one field.
struct FieldTally<'c> {
    values: &'c Values,
    by_place: Vec<u64>,
    block: Block,
}

impl<'c> FieldTally<'c> {
    fn new(values: &'c Values) -> Self {
        Self { values, by_place: vec![0; values.known.len()], block: Block::default() }
    }

    fn add(&mut self, part: usize, statements: &[DocId], much: bool) {
        let Some(values) = self.values.part(part) else { return };
        if let ([count], true) = (self.by_place.as_mut_slice(), values.are_everywhere()) {
            *count += statements.len() as u64;
            return;
        }
        values.count(statements, much, &mut self.block, &mut self.by_place);
    }

    /// Most first, equals by value.
    fn counts(self, statements: u64) -> Counts<'c> {
        let found: u64 = self.by_place.iter().sum();
        let known = self.values.known.iter().map(String::as_str);
        let mut values: Vec<_> = known.zip(self.by_place).filter(|(_, count)| *count > 0).collect();
        values.sort_by_key(|(_, count)| Reverse(*count));
        Counts { values, without: statements.saturating_sub(found) }
    }
}

/// Counts per value, and the matches without any where no statement has two.
struct Counts<'c> {
    values: Vec<(&'c str, u64)>,
    without: u64,
}

fn plain(counts: Counts<'_>) -> Vec<FacetCount> {
    let facet = |(value, count): (&str, u64)| FacetCount { value: value.to_owned(), count };
    counts.values.into_iter().map(facet).collect()
}

/// Equals stand in the order of their numbers (2.9 before 2.10), unnumbered ones last.
fn sections(counts: Counts<'_>) -> Vec<SectionFacet> {
    let mut facets: Vec<SectionFacet> = counts
        .values
        .into_iter()
        .map(|(value, count)| {
            let section = section_of(value);
            SectionFacet { number: section.number, title: Some(section.title), count }
        })
        .collect();
    if counts.without > 0 {
        facets.push(SectionFacet { number: None, title: None, count: counts.without });
    }
    facets.sort_by_cached_key(|facet| {
        (
            Reverse(facet.count),
            facet.number.is_none(),
            facet.number.as_deref().map(number_key),
            facet.title.is_none(),
            facet.title.clone(),
        )
    });
    facets
}

/// A heading number as numbers; parts that are none come after those that are.
fn number_key(number: &str) -> Vec<(u64, String)> {
    number.split('.').map(|part| (part.parse().unwrap_or(u64::MAX), part.to_owned())).collect()
}
