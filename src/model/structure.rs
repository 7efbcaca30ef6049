//! Source text that is no statement: headings, running headers and footers, page numbers, the parts of a mail around its message.

use serde::{Deserialize, Serialize};

use super::SourcePiece;

/// One line of `structure.jsonl`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Structure {
    /// Path of the source below the corpus root.
    pub document: String,
    /// What it is.
    pub kind: StructureKind,
    /// Physical page, from 1.
    pub page: Option<u32>,
    /// Column, from 1.
    pub column: Option<u32>,
    /// Where it stands.
    pub source: Vec<SourcePiece>,
    /// Heading number, for a numbered heading; page number, for a footer that carries one.
    pub number: Option<String>,
    /// Its text under the same transform as statements.
    pub text: String,
}

impl Structure {
    /// Where it begins in its document, as the decisions log tells it. Empty without a source.
    #[must_use]
    pub fn place_label(&self) -> String {
        self.source.first().map(ToString::to_string).unwrap_or_default()
    }
}

/// What a structure element is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StructureKind {
    /// A heading.
    Heading,
    /// Running header.
    Header,
    /// Running footer.
    Footer,
    /// A page number alone.
    PageNumber,
    /// A line of a table of contents.
    Contents,
    /// The dash, dot or number in front of a list item.
    ListMarker,
    /// A note at the foot of a column or page.
    Footnote,
    /// Text in the margin, or set in another direction than the page.
    Margin,
    /// The fields above a mail: who sent it to whom, when, about what.
    MailHeader,
    /// The line that greets whom a mail or letter is for.
    Salutation,
    /// The closing of a mail or letter and what stands under it.
    Signature,
    /// The mail that a mail answers.
    QuotedMail,
    /// The title of a document.
    Title,
    /// A remark that a reader of the file left in its margin or on a cell.
    Comment,
    /// What a web page has around its text: menus, buttons.
    Navigation,
    /// A column name of a table.
    ColumnName,
    /// A title or note above the column names of a table.
    Note,
    /// What an analyst left out.
    Excluded,
    /// A cell of a table that is not the respondent's text: an id, a date, metadata.
    Cell,
}
