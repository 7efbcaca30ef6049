//! blocks → statements, headings and other structure.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::model::{
    Block, Document, Kind, KindSource, Problem, SourcePiece, Statement, Structure, Truncated,
};
use crate::text::normalise_spaces;

/// One document with its blocks.
#[derive(Debug, Clone)]
pub struct SegmentInput<'d> {
    /// The document.
    pub document: &'d Document,
    /// Its blocks; none for tables.
    pub blocks: Vec<Block>,
}

/// What was made of them.
#[derive(Debug, Clone, Default)]
pub struct Segmented {
    /// Statements in source order.
    pub statements: Vec<Statement>,
    /// What is no statement.
    pub structure: Vec<Structure>,
    /// Doubts.
    pub problems: Vec<Problem>,
}

/// One statement per block.
#[must_use]
pub fn segment(group: &[SegmentInput<'_>]) -> Segmented {
    let pairs = group
        .iter()
        .flat_map(|input| input.blocks.iter().map(move |block| (input.document, block)));
    let statements = pairs
        .map(|(document, block)| statement(document, block))
        .collect();
    Segmented {
        statements,
        ..Segmented::default()
    }
}

fn statement(document: &Document, block: &Block) -> Statement {
    let piece = &block.pieces[0];
    let digest = Sha256::digest(format!("{}/{}", document.path, piece.line));
    Statement {
        id: format!(
            "st-{}",
            data_encoding::BASE32_NOPAD.encode(&digest[..10]).to_lowercase()
        ),
        document: document.path.clone(),
        record: None,
        question: None,
        page: Some(piece.page),
        page_label: None,
        column: Some(1),
        source: vec![SourcePiece::Line {
            page: piece.page,
            line: piece.line,
            start: piece.start,
            end: piece.end,
        }],
        section: None,
        text: normalise_spaces(&piece.text).trim().into(),
        truncated: Truncated::No,
        doubt: 0.0,
        language: "nl".into(),
        respondent: None,
        date: None,
        public: true,
        metadata: BTreeMap::new(),
        kind: Kind::Knelpunt,
        kind_score: 0.0,
        kind_source: KindSource::Prior,
        kind_evidence: Vec::new(),
        themes: Vec::new(),
        reviewed: false,
        duplicate_of: None,
        group: None,
    }
}
