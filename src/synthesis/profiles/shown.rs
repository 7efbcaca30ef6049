//! Documents whose printed text shows how the page looked: a gutter of spaces between columns, or one column.

use super::super::random::Random;
use super::super::style::{Columns, Extractor, Numbers, Running, Style};
use super::interleaved::narrow;
use super::{Lengths, Making, Printer, Profile};

const fn profile(
    name: &'static str,
    about: &'static str,
    printer: Printer,
    adapt: fn(&mut Style, &mut Random),
) -> Profile {
    Profile { name, about, pages: 3, making: Making::Typeset(printer, adapt), lengths: Lengths::AsGiven }
}

pub(super) const PROFILES: &[Profile] = &[
    profile(
        "in-order",
        "two columns printed one after the other, no empty lines",
        Printer::InOrder,
        |_, _| {},
    ),
    profile(
        "in-order-parted",
        "the same with empty lines between statements",
        Printer::InOrderParted,
        |style, _| {
            style.gaps.usual = style.gaps.usual.max(1.0);
        },
    ),
    profile("gutter", "two columns with a gutter of spaces", Printer::Grid, |_, _| {}),
    Profile {
        lengths: Lengths::Joined,
        ..profile("gutter-long", "the same with statements of several sentences", Printer::Grid, |_, _| {})
    },
    profile("gutter-tight", "the same without empty rows between statements", Printer::Grid, |style, _| {
        style.gaps.usual = 0.0;
        style.gaps.exceptions = 0.0;
    }),
    profile("gutter-three", "three columns with gutters of spaces", Printer::Grid, |style, random| {
        narrow(style, Columns::Even(3), random);
    }),
    profile(
        "gutter-mixed",
        "one, two or three columns on one page, with gutters",
        Printer::Grid,
        |style, random| {
            let columns = random.choose(
                Columns::Introduced(2),
                &[(0.35, Columns::Mixed(2, 3)), (0.35, Columns::Mixed(3, 2))],
            );
            narrow(style, columns, random);
        },
    ),
    profile("single-rows", "one column, empty rows printed", Printer::Grid, single),
    profile("single-tight", "one column, no empty row printed between statements", Printer::Sorted, single),
    profile(
        "single-running",
        "one column with running headers and footers and form feeds",
        Printer::Grid,
        |style, random| {
            single(style, random);
            let running = [Running::Alternating, Running::TitleAndNumber, Running::Every2nd, Running::PageOf];
            style.furniture.header = random.pick(&[Running::Title, Running::Alternating]).copied();
            style.furniture.footer = random.pick(&running).copied();
        },
    ),
    profile("single-unnumbered", "one column, headings without numbers", Printer::Grid, |style, random| {
        single(style, random);
        unnumbered(style, random);
    }),
    profile(
        "contents",
        "a table of contents before one column with numbered headings",
        Printer::Grid,
        |style, random| {
            single(style, random);
            style.flow.contents = true;
            style.headings.rate = random.real(0.1, 0.3);
        },
    ),
    profile(
        "contents-interleaved",
        "a table of contents before interleaved columns",
        Printer::Sorted,
        |style, random| {
            style.flow.contents = true;
            style.headings.rate = random.real(0.1, 0.2);
        },
    ),
];

/// One column of a width that people read.
pub(super) fn single(style: &mut Style, random: &mut Random) {
    style.paper.columns = Columns::Even(1);
    let letters = &style.letters;
    let usual = letters.face.text_width("abcdefghijklmnopqrstuvwxyz") / 26.0 * letters.size;
    let width = (random.real(65.0, 95.0) * usual).min(style.paper.width - 60.0);
    style.paper.margin = (style.paper.width - width) / 2.0;
    style.extractor = Extractor::SameHeight;
}

/// A heading without a number is told by the distances around it.
pub(super) fn unnumbered(style: &mut Style, random: &mut Random) {
    style.headings.rate = random.real(0.06, 0.2);
    style.headings.numbers = Numbers::None;
    style.headings.above = style.headings.above.max(style.gaps.usual + 1.0);
    style.headings.below = style.headings.below.min(style.gaps.usual);
}
