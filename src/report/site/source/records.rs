//! Source pages of tables: per row its statements, then its cells as they stand in the file.

use std::collections::BTreeMap;

use askama::Template;

use super::super::super::{OutputFile, ReportError};
use super::super::context::Site;
use super::super::frame::{Frame, fill};
use super::places::{Places, Spot, row_anchor};
use super::{Piece, Recovered, SourceFrame, Stretch, outer, recovered, source_frame};
use crate::model::{Cell, Record, SourcePiece, Statement, StructureKind};

#[derive(Template)]
#[template(path = "source_records.html", config = "src/report/askama.toml")]
struct TableSource {
    frame: Frame,
    source: SourceFrame,
    /// What the columns are called.
    columns: Vec<String>,
    columns_name: &'static str,
    records: Vec<RecordView>,
}

/// A row.
struct RecordView {
    anchor: String,
    heading: String,
    /// Respondent, date, sheet and other columns.
    facts: Vec<(String, String)>,
    statements: Vec<Recovered>,
    cells: Vec<CellView>,
}

/// A cell of the respondent's words.
struct CellView {
    anchor: String,
    field: String,
    question: Option<String>,
    stretches: Vec<Stretch>,
}

/// The pages of a table; rows that may not be published are left out.
pub(super) fn files(
    site: &Site<'_>,
    index: usize,
    records: &[Record],
) -> Result<Vec<OutputFile>, ReportError> {
    let table = TableView::new(site, index, records);
    (0..site.layout.parts(index))
        .map(|part| {
            let units = site.layout.units(index, part).filter_map(|unit| Some((unit, records.get(unit)?)));
            let path = &site.document(index).path;
            let shown = units.filter(|(_, record)| {
                record.public && site.publication.shows_row(path, record.sheet.as_deref(), record.row)
            });
            let page = TableSource {
                frame: outer(site, index),
                source: source_frame(site, index, part),
                columns: columns(site, index),
                columns_name: (site.strings.names.structure)(StructureKind::ColumnName),
                records: shown.map(|(unit, record)| table.record(unit, record)).collect(),
            };
            fill(site.layout.file(index, part).unwrap_or_default(), &page)
        })
        .collect()
}

/// The names that the table's own first row gives its columns.
fn columns(site: &Site<'_>, index: usize) -> Vec<String> {
    let structure = site.texts_of[index].structure.iter();
    let names = structure.filter(|element| element.kind == StructureKind::ColumnName);
    names.map(|element| element.text.clone()).collect()
}

/// A table with what its pages look up.
struct TableView<'v, 'f> {
    site: &'v Site<'f>,
    index: usize,
    places: Places<'f>,
    /// Sheets by name, numbered from 1 in order of appearance.
    sheets: BTreeMap<&'v str, usize>,
    rows: BTreeMap<(Option<&'v str>, u32), (usize, &'v Record)>,
}

impl<'v, 'f> TableView<'v, 'f> {
    fn new(site: &'v Site<'f>, index: usize, records: &'v [Record]) -> Self {
        let mut sheets = BTreeMap::new();
        for sheet in records.iter().filter_map(|record| record.sheet.as_deref()) {
            let next = sheets.len() + 1;
            sheets.entry(sheet).or_insert(next);
        }
        let rows = records.iter().enumerate();
        let rows =
            rows.map(|(unit, record)| ((record.sheet.as_deref(), record.row), (unit, record))).collect();
        Self { site, index, places: Places::of(site, index), sheets, rows }
    }

    fn record(&self, unit: usize, record: &Record) -> RecordView {
        let statements = self.site.layout.statements(self.index, unit);
        let recovered =
            |index: &usize| recovered(self.site, *index, self.pieces(self.site.statements[*index]));
        RecordView {
            anchor: self.row_anchor(record),
            heading: (self.site.strings.source.record)(&record.id, record.row),
            facts: self.facts(record),
            statements: statements.iter().map(recovered).collect(),
            cells: record.texts.iter().enumerate().map(|(at, cell)| self.cell(record, at, cell)).collect(),
        }
    }

    fn row_anchor(&self, record: &Record) -> String {
        let sheet = record.sheet.as_deref().and_then(|sheet| self.sheets.get(sheet));
        row_anchor(sheet.copied().unwrap_or(0), record.row)
    }

    fn facts(&self, record: &Record) -> Vec<(String, String)> {
        let words = &self.site.strings.source;
        let respondent = super::super::frame::capital(self.site.strings.terms.respondent.one);
        let named = [
            (respondent, &record.respondent),
            (words.date.to_owned(), &record.date),
            (words.sheet.to_owned(), &record.sheet),
        ];
        let named = named.into_iter().filter_map(|(name, value)| Some((name, value.clone()?)));
        let metadata = record.metadata.iter().map(|(name, value)| (name.clone(), value.clone()));
        named.chain(metadata).collect()
    }

    fn cell(&self, record: &Record, at: usize, cell: &Cell) -> CellView {
        let spot = Spot::Cell(record.sheet.as_deref(), record.row, &cell.field, None);
        CellView {
            anchor: format!("{}-c{}", self.row_anchor(record), at + 1),
            field: cell.field.clone(),
            question: cell.question.clone(),
            stretches: self.places.stretches(self.site, spot, &cell.text),
        }
    }

    fn pieces(&self, statement: &Statement) -> Vec<Piece> {
        statement.source.iter().map(|piece| self.piece(piece)).collect()
    }

    fn piece(&self, piece: &SourcePiece) -> Piece {
        let (Spot::Cell(sheet, row, field, _), span) = Spot::of(piece) else {
            return Piece { place: String::new(), href: None, text: String::new() };
        };
        let place = (self.site.strings.source.cell_place)(row, field, span.start + 1, span.end);
        let found = self.rows.get(&(sheet, row)).and_then(|(unit, record)| {
            let at = record.texts.iter().position(|cell| cell.field == field)?;
            Some((*unit, *record, at))
        });
        let Some((unit, record, at)) = found else {
            return Piece { place, href: None, text: String::new() };
        };
        let file = self.site.layout.file_of_unit(self.index, unit);
        Piece {
            place,
            href: file.map(|file| format!("{file}#{}-c{}", self.row_anchor(record), at + 1)),
            text: span.cut(&record.texts[at].text).to_owned(),
        }
    }
}
