//! Documents in columns whose lines were printed by height, so that the columns are interleaved.

use super::super::random::Random;
use super::super::style::{Columns, Hyphen, Numbers, Style};
use super::shown::unnumbered;
use super::{Lengths, Making, Printer, Profile};

const fn profile(
    name: &'static str,
    about: &'static str,
    pages: usize,
    adapt: fn(&mut Style, &mut Random),
) -> Profile {
    Profile { name, about, pages, making: Making::Typeset(Printer::Sorted, adapt), lengths: Lengths::AsGiven }
}

pub(super) const PROFILES: &[Profile] = &[
    profile(
        "interleaved",
        "two columns printed by height, everything drawn: gaps, spaces, headings, pull quotes",
        3,
        |_, _| {},
    ),
    Profile {
        lengths: Lengths::Joined,
        ..profile(
            "interleaved-long",
            "the same with statements of several sentences, some in brackets",
            3,
            |_, _| {},
        )
    },
    profile(
        "interleaved-plain",
        "two empty rows between statements, spaces at line ends kept, nothing broken by hand",
        3,
        |style, _| plain(style),
    ),
    profile("interleaved-one-row", "one empty row between statements, wider type area", 3, |style, _| {
        plain(style);
        style.gaps.usual = 1.0;
    }),
    profile(
        "interleaved-tight",
        "no empty row between statements: only words and line lengths tell where one ends",
        3,
        |style, _| {
            plain(style);
            style.gaps.usual = 0.0;
            style.gaps.exceptions = 0.0;
        },
    ),
    profile(
        "interleaved-half-rows",
        "half a row between statements, so that the columns share no grid",
        3,
        |style, random| {
            plain(style);
            style.gaps.usual = random.choose(0.5, &[(0.3, 1.5), (0.3, 0.67)]);
        },
    ),
    profile("interleaved-spaces-lost", "no spaces at line ends", 3, |style, _| no_spaces(style)),
    profile(
        "interleaved-hyphenated",
        "words broken at syllables; the hyphen kept as -, as space and -, or as U+00AD",
        3,
        |style, random| {
            style.breaks.hyphenation = random.real(0.2, 0.9);
            style.breaks.hyphen = random.choose(Hyphen::Joined, &[(0.3, Hyphen::Apart), (0.2, Hyphen::Soft)]);
        },
    ),
    profile(
        "interleaved-noisy",
        "ragged lines, many broken by hand, widths that vary, spaces kept by chance",
        3,
        |style, random| {
            style.breaks.by_hand = random.real(0.05, 0.12);
            style.letters.noise = random.real(0.005, 0.015);
            style.breaks.spaces.kept = random.real(0.7, 0.95);
            style.breaks.spaces.at_end = random.real(0.05, 0.4);
            style.gaps.exceptions = random.real(0.05, 0.2);
        },
    ),
    profile("interleaved-quotes", "pull quotes in larger type off the grid", 3, |style, random| {
        style.quotes.rate = random.real(0.04, 0.1)
    }),
    profile("interleaved-headings", "many numbered headings of one to three lines", 3, |style, random| {
        style.headings.rate = random.real(0.12, 0.3)
    }),
    profile("interleaved-unnumbered", "headings without numbers", 3, unnumbered),
    profile("interleaved-chapters", "headings numbered 7 or 7.", 3, |style, random| {
        style.headings.rate = random.real(0.06, 0.2);
        style.headings.numbers = random.choose(Numbers::Chapter, &[(0.5, Numbers::ChapterPoint)]);
    }),
    profile(
        "interleaved-one-page",
        "documents of one page: little to learn the publication's habits from",
        1,
        |_, _| {},
    ),
    profile("interleaved-ten-pages", "documents of ten pages", 10, |_, _| {}),
    profile("interleaved-three", "three columns printed by height", 3, |style, random| {
        narrow(style, Columns::Even(3), random)
    }),
    profile("interleaved-introduced", "one column over the whole width, then two columns", 3, |style, _| {
        style.paper.columns = Columns::Introduced(2)
    }),
    profile("interleaved-mixed", "two and three columns on one page", 3, |style, random| {
        let columns = random.choose(Columns::Mixed(2, 3), &[(0.5, Columns::Mixed(3, 2))]);
        narrow(style, columns, random);
    }),
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
pub(super) fn narrow(style: &mut Style, columns: Columns, random: &mut Random) {
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
    style.breaks.spaces.after_hyphen = 0.0;
    style.breaks.spaces.leading = 0.0;
}
