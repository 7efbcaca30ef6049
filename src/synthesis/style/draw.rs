//! Draws the choices of a style.

use super::{
    Breaks, Columns, Extractor, Flow, FurnitureStyle, Gaps, Headings, Hyphen, Letters, Numbers, Paper,
    Quotes, Running, Spaces, Style,
};
use crate::synthesis::random::Random;
use crate::synthesis::typeface::{Typeface, families};

/// What `PDFBox` takes for the height of letters, as shares of the type size: the capitals' height, or half of all that the font draws
/// where that is less. With 0.6 and fonts that say so it printed the same 1,029 lines of 25 generated pages as we do.
const LETTER_HEIGHTS: (f64, f64) = (0.55, 0.72);

/// Points per millimetre.
const MM: f64 = 72.0 / 25.4;

impl Style {
    /// Draws all choices for a document that is printed in two columns.
    pub(in crate::synthesis) fn draw(random: &mut Random) -> Self {
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
