//! What is to be shown of a file: its rows with the pieces that they were cut into, its statements with their numbers, its problems.

use std::collections::BTreeMap;

use bloemlezer::model::{
    Content, Page, Part, Piece, Place, Problem, Role, SourcePiece, Span, Statement, StructureKind,
};
use bloemlezer::pipeline::Reading;
use bloemlezer::segment::RunnerUp;

use super::doubts::{Doubtful, LinePlace};
use super::{is_finding, table};

/// The part of a file that is shown.
pub(super) struct Shown<'r> {
    pub(super) reading: &'r Reading,
    /// The one page asked for.
    pub(super) page: Option<u32>,
    pub(super) content: ShownContent<'r>,
    /// The statements that stand in that part, or begin or end there, in reading order.
    pub(super) statements: Vec<Numbered<'r>>,
    pub(super) problems: Vec<&'r Problem>,
}

/// Rows of pages or of a table.
pub(super) enum ShownContent<'r> {
    Pages(Vec<ShownPage<'r>>),
    Records(Vec<table::ShownRecord<'r>>),
}

impl ShownContent<'_> {
    /// How many rows there are, blank ones included.
    pub(super) fn rows(&self) -> usize {
        match self {
            Self::Pages(pages) => pages.iter().map(|page| page.rows.len()).sum(),
            Self::Records(records) => records.len(),
        }
    }
}

/// A statement with its number in the file, from 1.
#[derive(Clone, Copy)]
pub(super) struct Numbered<'r> {
    pub(super) number: usize,
    pub(super) statement: &'r Statement,
    pub(super) runner_up: Option<&'r RunnerUp>,
}

pub(super) struct ShownPage<'r> {
    pub(super) number: u32,
    /// Its number as printed on it, or as the file gives it.
    pub(super) label: Option<&'r str>,
    /// The part of the file that it stands for, in a format without pages.
    pub(super) part: Option<&'r Part>,
    /// How many columns were found; a heading or a line over all of them counts as the first.
    pub(super) columns: u32,
    pub(super) rows: Vec<ShownRow<'r>>,
}

pub(super) struct ShownRow<'r> {
    pub(super) line: u32,
    pub(super) text: &'r str,
    /// Where and how it is set, for a format that tells.
    pub(super) place: Option<&'r Place>,
    /// In the order in which they stand in the row.
    pub(super) pieces: Vec<ShownPiece<'r>>,
}

pub(super) struct ShownPiece<'r> {
    pub(super) piece: &'r Piece,
    pub(super) column: u32,
    pub(super) taken_for: TakenFor<'r>,
    /// Whether the second-best reading of a doubtful statement puts it elsewhere.
    pub(super) doubtful: bool,
}

/// What a stretch of the source was taken for.
#[derive(Clone, Copy)]
pub(super) enum TakenFor<'r> {
    Statement(Numbered<'r>),
    Structure(StructureKind),
}

/// What each stretch of the file was taken for.
type Owners<'r> = BTreeMap<(LinePlace, u32, u32), TakenFor<'r>>;

impl<'r> Shown<'r> {
    pub(super) fn new(reading: &'r Reading, page: Option<u32>) -> Self {
        let numbered = numbered(reading);
        let content = match &reading.document.content {
            Content::Records(records) => ShownContent::Records(table::records(reading, records, &numbered)),
            Content::Pages(pages) => ShownContent::Pages(shown_pages(reading, pages, page, &numbered)),
        };
        let path = reading.document.path.as_str();
        let is_shown = |piece: &SourcePiece, own: &str| match &reading.document.content {
            Content::Pages(pages) => {
                let at = Page::index_of(pages, piece).and_then(|at| pages.get(at));
                piece.document(own) == path && page.is_none_or(|page| at.is_some_and(|at| at.number == page))
            }
            Content::Records(_) => true,
        };
        let mut statements = numbered;
        statements
            .retain(|own| own.statement.source.iter().any(|piece| is_shown(piece, &own.statement.document)));
        let problems = problems(reading, page, &content);
        Self { reading, page, content, statements, problems }
    }

    pub(super) fn doubtful(&self) -> usize {
        self.statements.iter().filter(|own| own.statement.is_doubtful()).count()
    }

    /// Whether something should be looked at.
    pub(super) fn has_findings(&self) -> bool {
        self.doubtful() > 0 || self.problems.iter().any(|problem| is_finding(problem))
    }
}

/// The statements of the file, of the files that it continues only those that run on into it.
fn numbered(reading: &Reading) -> Vec<Numbered<'_>> {
    let path = reading.document.path.as_str();
    let segmented = &reading.segmented;
    let runners_up: BTreeMap<usize, &RunnerUp> =
        segmented.runners_up.iter().map(|runner_up| (runner_up.statement, runner_up)).collect();
    let is_here = |statement: &Statement| {
        statement.source.iter().any(|piece| piece.document(&statement.document) == path)
    };
    let here = segmented.statements.iter().enumerate().filter(|(_, statement)| is_here(statement));
    here.zip(1..)
        .map(|((nth, statement), number)| Numbered {
            number,
            statement,
            runner_up: runners_up.get(&nth).copied(),
        })
        .collect()
}

fn shown_pages<'r>(
    reading: &'r Reading,
    pages: &'r [Page],
    wanted: Option<u32>,
    numbered: &[Numbered<'r>],
) -> Vec<ShownPage<'r>> {
    let owners = owners(reading, numbered);
    let doubtful = Doubtful::of(numbered, &reading.document.path);
    let mut pieces: BTreeMap<LinePlace, Vec<ShownPiece<'r>>> = BTreeMap::new();
    for block in &reading.blocks {
        for piece in &block.pieces {
            let page = pages.iter().find(|page| page.number == piece.page);
            let place = LinePlace { page: page.map_or(piece.page, Page::key), line: piece.line };
            let Some(taken_for) = owners.get(&(place, piece.start, piece.end)).copied() else { continue };
            let doubtful = doubtful.touches(place, Span::new(piece.start, piece.end));
            let shown = ShownPiece { piece, column: block.column, taken_for, doubtful };
            pieces.entry(place).or_default().push(shown);
        }
    }
    let labels = labels(reading, pages);
    let wanted = pages.iter().filter(|page| wanted.is_none_or(|wanted| wanted == page.number));
    wanted.map(|page| shown_page(page, labels.get(&page.number).copied(), &mut pieces)).collect()
}

/// The number of each page as printed on it, else as the file itself gives it.
fn labels<'r>(reading: &'r Reading, pages: &'r [Page]) -> BTreeMap<u32, &'r str> {
    let mut labels: BTreeMap<u32, &str> =
        pages.iter().filter_map(|page| Some((page.number, page.label.as_deref()?))).collect();
    // The first of a page counts.
    for block in reading.blocks.iter().rev().filter(|block| block.role != Role::Heading) {
        if let (Some(piece), Some(label)) = (block.pieces.first(), block.label.as_deref()) {
            labels.insert(piece.page, label);
        }
    }
    labels
}

fn shown_page<'r>(
    page: &'r Page,
    label: Option<&'r str>,
    pieces: &mut BTreeMap<LinePlace, Vec<ShownPiece<'r>>>,
) -> ShownPage<'r> {
    let row = |line: &'r bloemlezer::model::Line| {
        let place = LinePlace { page: page.key(), line: line.number };
        let mut pieces = pieces.remove(&place).unwrap_or_default();
        pieces.sort_by_key(|shown| (shown.piece.start, shown.piece.end));
        ShownRow { line: line.number, text: &line.text, place: line.place.as_deref(), pieces }
    };
    let rows: Vec<ShownRow<'r>> = page.lines.iter().map(row).collect();
    let columns = rows.iter().flat_map(|row| &row.pieces).map(|shown| shown.column).max();
    ShownPage { number: page.number, label, part: page.part.as_ref(), columns: columns.unwrap_or(1), rows }
}

fn owners<'r>(reading: &'r Reading, numbered: &[Numbered<'r>]) -> Owners<'r> {
    let path = reading.document.path.as_str();
    let mut owners = Owners::new();
    let mut own = |pieces: &[SourcePiece], document: &str, taken_for: TakenFor<'r>| {
        for piece in pieces {
            if let Some((page, line, span)) = piece.line()
                && piece.document(document) == path
            {
                owners.insert((LinePlace { page, line }, span.start, span.end), taken_for);
            }
        }
    };
    for statement in numbered {
        let Statement { source, document, .. } = statement.statement;
        own(source, document, TakenFor::Statement(*statement));
    }
    for element in &reading.segmented.structure {
        own(&element.source, &element.document, TakenFor::Structure(element.kind));
    }
    owners
}

/// The problems of the part that is shown, and those of the whole file.
fn problems<'r>(reading: &'r Reading, wanted: Option<u32>, content: &ShownContent<'r>) -> Vec<&'r Problem> {
    let path = reading.document.path.as_str();
    let has_line = |line: u32| match content {
        ShownContent::Pages(pages) => pages.iter().flat_map(|page| &page.rows).any(|row| row.line == line),
        ShownContent::Records(_) => true,
    };
    let is_shown = |problem: &&Problem| match (wanted, problem.page, problem.line) {
        (Some(wanted), Some(page), _) if problem.file == path => page == wanted,
        (Some(_), None, Some(line)) if problem.file == path => has_line(line),
        _ => true,
    };
    // The file's own problems only: of files that continue each other the others have theirs.
    let own = reading.segmented.problems.iter().filter(|problem| problem.file == path);
    reading.problems.iter().chain(own).filter(is_shown).collect()
}

/// The code of a kind of structure, as it stands in `structure.jsonl`.
pub(super) fn code(kind: StructureKind) -> &'static str {
    match kind {
        StructureKind::Heading => "heading",
        StructureKind::Header => "header",
        StructureKind::Footer => "footer",
        StructureKind::PageNumber => "page-number",
        StructureKind::Contents => "contents",
        StructureKind::ListMarker => "list-marker",
        StructureKind::Footnote => "footnote",
        StructureKind::Margin => "margin",
        StructureKind::MailHeader => "mail-header",
        StructureKind::Salutation => "salutation",
        StructureKind::Signature => "signature",
        StructureKind::QuotedMail => "quoted-mail",
        StructureKind::Title => "title",
        StructureKind::Comment => "comment",
        StructureKind::Navigation => "navigation",
        StructureKind::ColumnName => "column-name",
        StructureKind::Note => "note",
        StructureKind::Excluded => "left out by an analyst",
        StructureKind::Cell => "cell",
    }
}

impl ShownPage<'_> {
    /// Whether the format tells where lines stand.
    pub(super) fn has_places(&self) -> bool {
        self.rows.iter().any(|row| row.place.is_some())
    }
}

impl<'r> TakenFor<'r> {
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Statement(_) => "statement",
            Self::Structure(kind) => code(kind),
        }
    }

    pub(super) fn statement(self) -> Option<Numbered<'r>> {
        match self {
            Self::Statement(own) => Some(own),
            Self::Structure(_) => None,
        }
    }
}
