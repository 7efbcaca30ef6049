//! A typeset page: pieces of text at their places.

/// A page, in points from its upper left corner.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Sheet {
    pub(super) width: f64,
    pub(super) height: f64,
    /// In the order in which they were set: column by column, what runs along the pages last.
    pub(super) pieces: Vec<Piece>,
}

/// A line of a column, or a running header or footer.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Piece {
    pub(super) x: f64,
    /// Height of its baseline, down from the top.
    pub(super) y: f64,
    pub(super) size: f64,
    pub(super) bold: bool,
    /// The width that its spaces are stretched to fill, in a justified column.
    pub(super) fill: Option<f64>,
    pub(super) text: String,
}

/// A statement as a careful reader would copy it from the pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Truth<'t> {
    /// Its text as typeset; a part, where it is cut off.
    pub(super) text: String,
    /// The text it was made from.
    pub(super) origin: Option<&'t super::Text>,
    /// Number and title of its heading.
    pub(super) section: Option<String>,
    /// From 1.
    pub(super) column: usize,
    /// `no`, `start` or `end`.
    pub(super) truncated: &'static str,
}
