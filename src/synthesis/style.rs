//! How one document is typeset and printed: every choice a publisher makes, drawn afresh per document.

mod draw;

use super::typeface::Typeface;

/// All choices for one document.
#[derive(Debug, Clone)]
pub(super) struct Style {
    pub(super) paper: Paper,
    pub(super) letters: Letters,
    pub(super) breaks: Breaks,
    pub(super) gaps: Gaps,
    pub(super) headings: Headings,
    pub(super) quotes: Quotes,
    pub(super) furniture: FurnitureStyle,
    pub(super) flow: Flow,
    pub(super) extractor: Extractor,
}

/// Page and columns, in points.
#[derive(Debug, Clone)]
pub(super) struct Paper {
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) margin: f64,
    pub(super) top: f64,
    /// Rows of body type on a page.
    pub(super) rows: usize,
    pub(super) columns: Columns,
    pub(super) gutter: f64,
}

/// How the columns of a page are divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Columns {
    /// So many from top to foot.
    Even(usize),
    /// One at the top, so many below.
    Introduced(usize),
    /// So many above, so many below.
    Mixed(usize, usize),
}

/// Type of the body.
#[derive(Debug, Clone)]
pub(super) struct Letters {
    pub(super) face: Typeface,
    /// Points.
    pub(super) size: f64,
    /// Points from one row to the next.
    pub(super) leading: f64,
    /// Added to every width, as a share of it.
    pub(super) tracking: f64,
    /// Standard deviation of a line's width, as a share: kerning, and what fonts and programs round.
    pub(super) noise: f64,
    /// How much fuller than full a line may be because spaces shrink; 0 where lines are ragged.
    pub(super) shrink: f64,
}

/// How lines end.
#[derive(Debug, Clone)]
pub(super) struct Breaks {
    /// Share of the words that don't fit which are broken at a syllable.
    pub(super) hyphenation: f64,
    pub(super) hyphen: Hyphen,
    /// Share of the lines that someone broke by hand before they were full.
    pub(super) by_hand: f64,
    /// Whether a word may break after the hyphen or slash that it has anyway.
    pub(super) at_slash: bool,
    pub(super) spaces: Spaces,
}

/// What a broken word ends in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hyphen {
    /// `arbeidsvoor-`
    Joined,
    /// `arbeidsvoor -`: the hyphen was printed a little apart.
    Apart,
    /// U+00AD.
    Soft,
}

impl Hyphen {
    pub(super) fn text(self) -> &'static str {
        match self {
            Self::Joined => "-",
            Self::Apart => " -",
            Self::Soft => "\u{ad}",
        }
    }
}

/// Spaces where lines end.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spaces {
    /// Share of the wrapped lines that keep their space.
    pub(super) kept: f64,
    /// Share of those that keep two.
    pub(super) double: f64,
    /// Share of the paragraphs that end in one.
    pub(super) at_end: f64,
    /// Share of the lines ending in a hyphen or slash that keep a space after it.
    pub(super) after_hyphen: f64,
    /// Share of the wrapped lines whose space stands before the next line instead.
    pub(super) leading: f64,
}

/// Distance between statements, in rows that stay empty.
#[derive(Debug, Clone, Copy)]
pub(super) struct Gaps {
    pub(super) usual: f64,
    /// Share of the distances that are otherwise.
    pub(super) exceptions: f64,
}

/// Headings over the statements.
#[derive(Debug, Clone, Copy)]
pub(super) struct Headings {
    /// Share of the statements that have one above.
    pub(super) rate: f64,
    pub(super) numbers: Numbers,
    pub(super) on_grid: bool,
    pub(super) bold: bool,
    /// Times the size of the body.
    pub(super) size: f64,
    /// Between number and title.
    pub(super) separator: &'static str,
    /// Rows that stay empty above and below.
    pub(super) above: f64,
    pub(super) below: f64,
}

/// How headings are numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Numbers {
    /// Not at all.
    None,
    /// `7`
    Chapter,
    /// `7.`
    ChapterPoint,
    /// `2.7`
    Section,
    /// `2.3.7`
    Subsection,
}

/// Statements in larger type between the others.
#[derive(Debug, Clone, Copy)]
pub(super) struct Quotes {
    /// Share of the statements that are followed by one, where it fits.
    pub(super) rate: f64,
    /// Times the size of the body.
    pub(super) size: f64,
    /// Share that repeat a statement of the page.
    pub(super) repeats: f64,
    /// Whether they stand at the foot of a column only.
    pub(super) at_foot: bool,
}

/// What repeats above and below the pages.
#[derive(Debug, Clone)]
pub(super) struct FurnitureStyle {
    pub(super) header: Option<Running>,
    pub(super) footer: Option<Running>,
    /// Number of the first page.
    pub(super) first: usize,
}

/// A running header or footer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Running {
    Title,
    TitleAndNumber,
    NumberAndTitle,
    /// Left pages have the number first, right ones last.
    Alternating,
    /// On left pages the title alone, on right ones with the number.
    Every2nd,
    Number,
    /// `Pagina 3 van 10`.
    PageOf,
}

/// How statements run through the columns.
#[derive(Debug, Clone, Copy)]
pub(super) struct Flow {
    pub(super) alphabetical: bool,
    /// Whether a statement that does not fit goes to the next column whole.
    pub(super) together: bool,
    /// The document begins in the middle of a statement.
    pub(super) cut_start: bool,
    /// It ends in the middle of one.
    pub(super) cut_end: bool,
    /// Rows that a column starts lower than the page's first row, at most.
    pub(super) offset: usize,
    /// How much of the last page is filled.
    pub(super) last_page: f64,
    /// Whether the columns of the last page are made equally long.
    pub(super) balanced: bool,
    /// Whether a table of contents stands before the pages.
    pub(super) contents: bool,
}

/// What decides that two pieces stand on one row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Extractor {
    /// The same height in whole points (iText's location strategy).
    SameHeight,
    /// Letters that overlap in height (`PDFBox` sorted by position); it takes so much of the type size for their height.
    Overlap(f64),
}

impl Style {
    /// Width of the text between the margins, in points.
    pub(super) fn measure(&self) -> f64 {
        self.paper.width - 2.0 * self.paper.margin
    }
}
