//! The profiles: kinds of documents that are told apart when the reading of pages is measured.

use super::Text;
use super::compose::compose;
use super::printers::sorted;
use super::random::Random;
use super::sheet::Truth;
use super::style::{Columns, Hyphen, Numbers, Style};

/// A kind of documents.
#[derive(Debug, Clone, Copy)]
pub struct Profile {
    /// Its name, in kebab case.
    pub name: &'static str,
    /// What is particular about it, in one line.
    pub about: &'static str,
    /// Pages of a document unless told otherwise.
    pub pages: usize,
    medium: Medium,
    /// What it wants of the style that was drawn.
    adapt: fn(&mut Style, &mut Random),
}

/// What the pages become.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Medium {
    /// Text, printed by height.
    Sorted,
}

/// A document as printed.
pub(super) struct Printed<'t> {
    pub(super) bytes: Vec<u8>,
    pub(super) truths: Vec<Truth<'t>>,
}

/// Ends a page in text.
const FORM_FEED: &str = "\u{c}";

impl Profile {
    /// The extension of its files.
    pub(super) fn extension(&self) -> &'static str {
        match self.medium {
            Medium::Sorted => "txt",
        }
    }

    /// Makes a document.
    pub(super) fn print<'t>(
        &self,
        texts: &'t [Text],
        title: &str,
        pages: usize,
        random: &mut Random,
    ) -> Printed<'t> {
        let mut style = Style::draw(random);
        (self.adapt)(&mut style, random);
        let composed = compose(texts, title, &style, pages, random);
        let print = |sheet| sorted::lines(sheet, style.extractor).join("\n") + "\n";
        let text: Vec<String> = composed.sheets.iter().map(print).collect();
        Printed { bytes: text.join(FORM_FEED).into_bytes(), truths: composed.truths }
    }
}

/// All profiles.
#[must_use]
pub fn profiles() -> &'static [Profile] {
    &PROFILES
}

/// A two-column publication printed by height.
const INTERLEAVED: Profile =
    Profile { name: "interleaved", about: "", pages: 3, medium: Medium::Sorted, adapt: |_, _| {} };

static PROFILES: [Profile; 17] = [
    Profile {
        name: "interleaved",
        about: "two columns printed by height, everything drawn: gaps, spaces, headings, pull quotes",
        ..INTERLEAVED
    },
    Profile {
        name: "interleaved-plain",
        about: "two empty rows between statements, spaces at line ends kept, nothing broken by hand",
        adapt: |style, _| plain(style),
        ..INTERLEAVED
    },
    Profile {
        name: "interleaved-one-row",
        about: "one empty row between statements, wider type area",
        adapt: |style, _| {
            plain(style);
            style.gaps.usual = 1.0;
        },
        ..INTERLEAVED
    },
    Profile {
        name: "interleaved-tight",
        about: "no empty row between statements: only words and line lengths tell where one ends",
        adapt: |style, _| {
            plain(style);
            style.gaps.usual = 0.0;
            style.gaps.exceptions = 0.0;
        },
        ..INTERLEAVED
    },
    Profile {
        name: "interleaved-half-rows",
        about: "half a row between statements, so that the columns share no grid",
        adapt: |style, random| {
            plain(style);
            style.gaps.usual = random.choose(0.5, &[(0.3, 1.5), (0.3, 0.67)]);
        },
        ..INTERLEAVED
    },
    Profile {
        name: "interleaved-spaces-lost",
        about: "no spaces at line ends",
        adapt: |style, _| no_spaces(style),
        ..INTERLEAVED
    },
    Profile {
        name: "interleaved-hyphenated",
        about: "words broken at syllables; the hyphen kept as -, as space and -, or as U+00AD",
        adapt: |style, random| {
            style.breaks.hyphenation = random.real(0.2, 0.9);
            style.breaks.hyphen = random.choose(Hyphen::Joined, &[(0.3, Hyphen::Apart), (0.2, Hyphen::Soft)]);
        },
        ..INTERLEAVED
    },
    Profile {
        name: "interleaved-noisy",
        about: "ragged lines, many broken by hand, widths that vary, spaces kept by chance",
        adapt: |style, random| {
            style.breaks.by_hand = random.real(0.05, 0.12);
            style.letters.noise = random.real(0.005, 0.015);
            style.breaks.spaces.kept = random.real(0.7, 0.95);
            style.breaks.spaces.at_end = random.real(0.05, 0.4);
            style.gaps.exceptions = random.real(0.05, 0.2);
        },
        ..INTERLEAVED
    },
    Profile {
        name: "interleaved-quotes",
        about: "pull quotes in larger type off the grid",
        adapt: |style, random| style.quotes.rate = random.real(0.04, 0.1),
        ..INTERLEAVED
    },
    Profile {
        name: "interleaved-headings",
        about: "many numbered headings of one to three lines",
        adapt: |style, random| style.headings.rate = random.real(0.12, 0.3),
        ..INTERLEAVED
    },
    Profile {
        name: "interleaved-unnumbered",
        about: "headings without numbers",
        adapt: |style, random| {
            style.headings.rate = random.real(0.06, 0.2);
            style.headings.numbers = Numbers::None;
            style.headings.above = style.headings.above.max(style.gaps.usual + 1.0);
            style.headings.below = style.headings.below.min(style.gaps.usual);
        },
        ..INTERLEAVED
    },
    Profile {
        name: "interleaved-alphabetical",
        about: "statements in alphabetical order below their headings",
        adapt: |style, _| style.flow.alphabetical = true,
        ..INTERLEAVED
    },
    Profile {
        name: "interleaved-one-page",
        about: "documents of one page: little to learn the publication's habits from",
        pages: 1,
        ..INTERLEAVED
    },
    Profile { name: "interleaved-ten-pages", about: "documents of ten pages", pages: 10, ..INTERLEAVED },
    Profile {
        name: "interleaved-three",
        about: "three columns printed by height",
        adapt: |style, random| narrow(style, Columns::Even(3), random),
        ..INTERLEAVED
    },
    Profile {
        name: "interleaved-introduced",
        about: "one column over the whole width, then two columns",
        adapt: |style, _| style.paper.columns = Columns::Introduced(2),
        ..INTERLEAVED
    },
    Profile {
        name: "interleaved-mixed",
        about: "two and three columns on one page",
        adapt: |style, random| {
            let columns = random.choose(Columns::Mixed(2, 3), &[(0.5, Columns::Mixed(3, 2))]);
            narrow(style, columns, random);
        },
        ..INTERLEAVED
    },
];

/// Like the pages that people sent first: regular, with the spaces where lines were broken.
fn plain(style: &mut Style) {
    style.gaps.usual = 2.0;
    style.breaks.by_hand = 0.0;
    style.breaks.hyphenation = 0.0;
    style.breaks.spaces.kept = 1.0;
    style.quotes.rate = 0.0;
    style.flow.alphabetical = false;
    style.flow.offset = 0;
}

/// Three columns fit on a page of small type that reaches far into the margins.
fn narrow(style: &mut Style, columns: Columns, random: &mut Random) {
    let size = random.real(7.0, 8.5);
    style.letters.leading *= size / style.letters.size;
    style.letters.size = size;
    style.paper.columns = columns;
    style.paper.gutter = random.real(9.0, 18.0);
    style.paper.margin = random.real(25.0, 45.0);
}

fn no_spaces(style: &mut Style) {
    style.breaks.spaces.kept = 0.0;
    style.breaks.spaces.at_end = 0.0;
}
