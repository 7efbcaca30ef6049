//! How one document is typeset and printed: every choice a publisher makes, drawn afresh per document.

use super::random::Random;
use super::typeface::{Typeface, families};

/// What `PDFBox` takes for the height of letters, as shares of the type size: the capitals' height, or half of all that the font draws
/// where that is less. With 0.6 and fonts that say so it printed the same 1,029 lines of 25 generated pages as we do.
const LETTER_HEIGHTS: (f64, f64) = (0.55, 0.72);
/// Points per millimetre.
const MM: f64 = 72.0 / 25.4;

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
    /// Draws all choices for a document that is printed in two columns.
    pub(super) fn draw(random: &mut Random) -> Self {
        let letters = draw_letters(random);
        let letter_height = random.real(LETTER_HEIGHTS.0, LETTER_HEIGHTS.1);
        Self {
            paper: draw_paper(&letters, random),
            breaks: draw_breaks(random),
            gaps: Gaps {
                usual: random.choose(2.0, &[(0.4, 1.0), (0.1, 3.0)]),
                exceptions: random.choose(0.05, &[(0.4, 0.0), (0.15, 0.12)]),
            },
            headings: draw_headings(random),
            quotes: Quotes {
                rate: random.choose(0.0, &[(0.25, 0.02)]),
                size: random.real(1.2, 1.8),
                repeats: random.choose(0.0, &[(0.4, 0.5)]),
                at_foot: random.chance(0.6),
            },
            furniture: draw_furniture(random),
            flow: draw_flow(random),
            extractor: random.choose(Extractor::Overlap(letter_height), &[(0.4, Extractor::SameHeight)]),
            letters,
        }
    }

    /// Width of the text between the margins, in points.
    pub(super) fn measure(&self) -> f64 {
        self.paper.width - 2.0 * self.paper.margin
    }
}

fn draw_letters(random: &mut Random) -> Letters {
    let families = families();
    let family = random.pick(&families).copied().unwrap_or_default();
    let face = Typeface::of_family(family).unwrap_or(Typeface::FIRST);
    let size = random.real(7.5, 11.0);
    let justified = random.chance(0.3);
    Letters {
        face,
        size,
        leading: size * random.real(1.15, 1.5),
        tracking: random.real(-0.02, 0.02),
        noise: random.real(0.0, 0.004),
        shrink: if justified { random.real(0.005, 0.02) } else { 0.0 },
    }
}

fn draw_paper(letters: &Letters, random: &mut Random) -> Paper {
    let (width, height) =
        random.choose((210.0 * MM, 297.0 * MM), &[(0.1, (612.0, 792.0)), (0.1, (170.0 * MM, 240.0 * MM))]);
    let gutter = random.real(10.0, 30.0);
    // Columns hold a number of letters that people read easily; the margins take what is left.
    let usual = letters.face.text_width("abcdefghijklmnopqrstuvwxyz") / 26.0 * letters.size;
    let column = (random.real(42.0, 66.0) * usual).min((width - gutter - 50.0) / 2.0);
    let top = random.real(45.0, 110.0);
    let rows = ((height - top - random.real(50.0, 110.0)) / letters.leading) as usize;
    Paper {
        width,
        height,
        margin: (width - gutter) / 2.0 - column,
        top,
        rows: rows.clamp(18, 64),
        columns: Columns::Even(2),
        gutter,
    }
}

fn draw_breaks(random: &mut Random) -> Breaks {
    Breaks {
        hyphenation: random.choose(0.0, &[(0.3, 0.1), (0.15, 0.4)]),
        hyphen: random.choose(Hyphen::Joined, &[(0.25, Hyphen::Apart)]),
        by_hand: random.choose(0.0, &[(0.3, 0.02), (0.1, 0.06)]),
        at_slash: random.chance(0.6),
        spaces: Spaces {
            kept: random.choose(1.0, &[(0.3, 0.96)]),
            double: random.real(0.0, 0.04),
            at_end: random.choose(0.02, &[(0.5, 0.1), (0.1, 0.3)]),
            after_hyphen: random.choose(0.0, &[(0.2, 0.3)]),
            leading: random.choose(0.0, &[(0.15, 0.01)]),
        },
    }
}

fn draw_headings(random: &mut Random) -> Headings {
    let larger = random.real(1.05, 1.4);
    Headings {
        rate: random.choose(0.04, &[(0.3, 0.0), (0.1, 0.1)]),
        numbers: random.choose(Numbers::Section, &[(0.15, Numbers::Subsection)]),
        on_grid: random.chance(0.6),
        bold: random.chance(0.7),
        size: random.choose(1.0, &[(0.6, larger)]),
        separator: if random.chance(0.5) { " " } else { "  " },
        above: random.real(1.0, 3.0).round(),
        below: random.real(0.0, 2.0).round(),
    }
}

fn draw_furniture(random: &mut Random) -> FurnitureStyle {
    let running = |random: &mut Random| {
        random.choose(
            Running::Title,
            &[
                (0.3, Running::TitleAndNumber),
                (0.1, Running::NumberAndTitle),
                (0.15, Running::Alternating),
                (0.15, Running::Every2nd),
                (0.1, Running::Number),
                (0.05, Running::PageOf),
            ],
        )
    };
    let (footer, header) = (random.chance(0.85), random.chance(0.15));
    FurnitureStyle {
        footer: footer.then(|| running(random)),
        header: header.then(|| running(random)),
        first: random.whole(1, 60),
    }
}

fn draw_flow(random: &mut Random) -> Flow {
    let part = random.real(0.25, 0.95);
    Flow {
        alphabetical: random.chance(0.15),
        together: random.chance(0.3),
        cut_start: random.chance(0.2),
        cut_end: random.chance(0.35),
        offset: random.choose(0, &[(0.15, 4)]),
        last_page: random.choose(1.0, &[(0.3, part)]),
        balanced: random.chance(0.3),
        contents: false,
    }
}
