//! Plain data that the stages hand to each other: no input or output, no behaviour beyond what keeps a value valid.

mod agreement;
mod cells;
mod codebook;
mod codings;
mod decision;
mod findings;
mod group;
mod layout;
mod place;
mod problem;
mod review;
mod source;
mod span;
mod statement;
mod statement_ids;
mod structure;
mod summary;

pub use agreement::{AgreementDifference, AgreementRow, AgreementTable, CoderValues, MACHINE};
pub use cells::{CellRow, CellSheet};
pub use codebook::{Codebook, Localised, Subtheme, TaxonomyChange, Theme, ThemeNotes, UNCODED};
pub use codings::{Coder, Kind, KindCoding, KindSource, ThemeCoding, ThemeEvidence};
pub use decision::{Decision, DecisionField, Draft, SPLIT_MARK};
pub use findings::{Findings, Manifest, ManifestInput, StageCounts, Unheld, UnheldGroup, Versions};
pub use group::{Group, GroupLevel, GroupMember, OwnSpan};
pub use layout::{Block, Piece, Role};
pub use place::{Area, Place};
pub use problem::{Problem, Severity, problem_codes};
pub use review::{CoderCoding, DecisionRecord, MatchedBy, NearStatement, Outcome, Reviewed, WholeCoding};
pub use source::{
    Cell, ChapterKind, Consultation, Content, Document, Header, Line, Markup, Page, Part, Record, SourcePiece,
};
pub use span::Span;
pub use statement::{DOUBTFUL, Section, Statement, StatementId, Truncated};
pub use statement_ids::StatementIds;
pub use structure::{Structure, StructureKind};
pub use summary::{Cooccurrence, DocumentCount, SectionCount, Summary, ThemeCount};
