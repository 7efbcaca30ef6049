//! What layout makes of pages: blocks of line pieces in reading order.

use serde::{Deserialize, Serialize};

/// Part of a physical line that belongs to one column, with its exact characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Physical page, from 1.
    pub page: u32,
    /// Line in the file, from 1.
    pub line: u32,
    /// First code point in the line.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// The characters themselves, spaces kept.
    pub text: String,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Role {
    /// Running text of respondents.
    Body,
    /// A heading, numbered or not.
    Heading,
    /// What repeats at the top of pages.
    Header,
    /// What repeats at the foot of pages.
    Footer,
    /// A page number standing alone.
    PageNumber,
    /// The dash, dot or number in front of a list item.
    ListMarker,
    /// Text of the page that stands beside its flow, a pull quote: what stands around it goes on as if it were not there.
    Aside,
    /// A note at the foot of a column or page.
    Footnote,
    /// Text in the margin, or set in another direction than the page.
    Margin,
    /// A line of a table of contents.
    Contents,
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
    /// A remark that a reader of the file left in its margin.
    Comment,
    /// What a web page has around its text: menus, buttons.
    Navigation,
    /// A column name of a table.
    ColumnName,
    /// A cell of a table that is not the respondent's text.
    Cell,
}

/// Lines that belong together: a paragraph, a bullet, a heading or a footer.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// What it is.
    pub role: Role,
    /// Column, from 1.
    pub column: u32,
    /// Its pieces in reading order, all of one page.
    pub pieces: Vec<Piece>,
    /// How much the boundaries and order are in doubt, 0 to 1.
    pub doubt: f64,
    /// Whether it goes on with the text of the block before it in reading order; `None` where the geometry does not tell.
    pub continues: Option<bool>,
    /// Whether its last line fills its column, so that it may have been cut there.
    pub ends_full: bool,
    /// Printed page number, for a footer or page number that carries one; for a heading the number that the format draws before it.
    pub label: Option<String>,
    /// What the best reading without this block has in its place; `None` where no other reading was weighed.
    pub runner_up: Option<Vec<Piece>>,
}
