//! Documents as PDF.

use super::super::printers::pdf::{FontKind, Grain, Order, PdfStyle};
use super::super::random::Random;
use super::super::style::{Columns, Hyphen, Running, Style};
use super::interleaved::narrow;
use super::shown::{single, unnumbered};
use super::{Lengths, Making, Profile};

const fn profile(
    name: &'static str,
    about: &'static str,
    adapt: fn(&mut Style, &mut PdfStyle, &mut Random),
) -> Profile {
    Profile { name, about, pages: 3, making: Making::Pdf(adapt), lengths: Lengths::AsGiven }
}

pub(super) const PROFILES: &[Profile] = &[
    profile("pdf", "two columns, written column by column, line by line", |_, pdf, _| {
        pdf.order = Order::Columns;
        pdf.grain = Grain::Lines;
    }),
    Profile {
        lengths: Lengths::Joined,
        ..profile("pdf-long", "two columns with statements of several sentences", |_, _, _| {})
    },
    profile("pdf-rows", "two columns, written row by row over the page", |_, pdf, _| pdf.order = Order::Rows),
    profile("pdf-words", "words one by one, with or without their spaces, in any order", |_, pdf, random| {
        pdf.grain = random.choose(Grain::Words, &[(0.5, Grain::BareWords)]);
        pdf.order = random.choose(Order::Columns, &[(0.3, Order::Rows), (0.3, Order::Chance)]);
    }),
    profile("pdf-letters", "letters with corrections between them; spaces are distances", |_, pdf, _| {
        pdf.grain = Grain::Letters;
    }),
    profile("pdf-single", "one column on the page", |style, _, random| single(style, random)),
    profile("pdf-three", "three columns on the page", |style, _, random| {
        narrow(style, Columns::Even(3), random)
    }),
    profile("pdf-mixed", "one, two or three columns on one page", |style, _, random| {
        let columns = random
            .choose(Columns::Introduced(2), &[(0.35, Columns::Mixed(2, 3)), (0.35, Columns::Mixed(3, 2))]);
        narrow(style, columns, random);
    }),
    profile("pdf-quotes", "pull quotes in larger type", |style, _, random| {
        style.quotes.rate = random.real(0.04, 0.1);
    }),
    profile("pdf-unnumbered", "headings told by size or weight", |style, _, random| {
        unnumbered(style, random);
        style.headings.bold = random.chance(0.6);
        style.headings.size =
            if style.headings.bold { random.real(1.0, 1.4) } else { random.real(1.15, 1.5) };
    }),
    profile("pdf-tight", "no distance between statements", |style, _, _| {
        style.gaps.usual = 0.0;
        style.gaps.exceptions = 0.0;
    }),
    profile("pdf-running", "running headers and footers", |style, _, random| {
        style.furniture.header = random.pick(&[Running::Title, Running::Alternating]).copied();
        style.furniture.footer = random.pick(&[Running::Number, Running::Every2nd, Running::PageOf]).copied();
    }),
    profile("pdf-contents", "a table of contents before the pages", |style, _, random| {
        style.flow.contents = true;
        style.headings.rate = random.real(0.1, 0.25);
    }),
    profile(
        "pdf-hyphenated",
        "words broken at syllables, soft hyphens and ligatures among them",
        |style, pdf, random| {
            style.breaks.hyphenation = random.real(0.2, 0.9);
            style.breaks.hyphen = random.choose(Hyphen::Joined, &[(0.4, Hyphen::Soft)]);
            pdf.ligatures = random.chance(0.6);
        },
    ),
    profile("pdf-turned", "pages turned by the file, titles upright in the margin", |_, pdf, random| {
        pdf.rotation = random.choose(90, &[(0.25, 180), (0.35, 270)]);
        pdf.margin_text = random.chance(0.7);
    }),
    profile("pdf-glyph-names", "fonts whose letters are told by glyph names alone", |_, pdf, _| {
        pdf.font = FontKind::GlyphNames;
    }),
];
