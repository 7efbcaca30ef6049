//! Blocks → statements, headings and other structure. In: the blocks of one document, or of documents that continue each other. Out:
//! statements with verbatim text and exact source, and everything else as structure, so that together they hold every non-blank
//! character. Coding comes later: kinds and themes are left at their neutral values.

mod doubts;
mod habits;
mod ids;
mod open;
mod pages;
mod parts;
mod records;
mod runner_up;

use crate::model::{Block, Content, Document, Problem, Statement, Structure};

pub use doubts::of as doubts;
pub use records::TableReader;
pub use runner_up::RunnerUp;

/// A document with the blocks that layout made of it.
#[derive(Debug, Clone)]
pub struct SegmentInput<'d> {
    /// The document.
    pub document: &'d Document,
    /// Its blocks in reading order; none for a table.
    pub blocks: Vec<Block>,
}

/// How the responses of a table become statements.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Responses {
    /// Each text is one.
    #[default]
    Whole,
    /// Each item of a list in it is one; where it has no list, each sentence.
    Split,
}

/// What segmenting gives.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Segmented {
    /// Statements in source order.
    pub statements: Vec<Statement>,
    /// Everything else in source order.
    pub structure: Vec<Structure>,
    /// Doubts about boundaries.
    pub problems: Vec<Problem>,
    /// The second-best readings of those statements for which layout weighed one, in the order of the statements.
    pub runners_up: Vec<RunnerUp>,
}

/// Segments a group: one document, or those that `consultation.toml` lists as consecutive, in order. Statements and sections
/// run on over pages and over consecutive documents, never elsewhere.
#[must_use]
pub fn segment(group: &[SegmentInput<'_>]) -> Segmented {
    segment_responses(group, Responses::Whole)
}

/// The same, with the responses of tables as told.
#[must_use]
pub fn segment_responses(group: &[SegmentInput<'_>], responses: Responses) -> Segmented {
    let mut found = Segmented::default();
    let mut reader = pages::PageReader::default();
    for input in group {
        match &input.document.content {
            Content::Pages(pages) => reader.read(input.document, pages, &input.blocks, &mut found),
            Content::Records(records) => {
                // Nothing runs on through a table, and what is open stands before it.
                reader.finish(&mut found);
                records::read(input.document, records, responses, &mut found);
            }
        }
    }
    reader.finish(&mut found);
    found
}
