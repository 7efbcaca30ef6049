//! The profiles: kinds of documents that are told apart when the reading of pages is measured.

mod interleaved;
mod pages;
mod shown;
mod typed;

use std::borrow::Cow;

use super::compose::compose;
use super::lists::{self, ListStyle};
use super::printers::pdf::PdfStyle;
use super::printers::{grid, in_order, pdf, sorted};
use super::random::Random;
use super::sheet::Truth;
use super::style::Style;
use super::texts::joined;
use super::{Text, mail};

/// A kind of documents.
#[derive(Debug, Clone, Copy)]
pub struct Profile {
    /// Its name, in kebab case.
    pub name: &'static str,
    /// What is particular about it, in one line.
    pub about: &'static str,
    /// Pages of a document unless told otherwise.
    pub pages: usize,
    making: Making,
    lengths: Lengths,
}

/// How long its statements are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lengths {
    /// As the texts are.
    AsGiven,
    /// Some of several sentences, as people write them: made of several texts.
    Joined,
}

/// How its documents come about.
#[derive(Debug, Clone, Copy)]
enum Making {
    /// Typeset in a style that is drawn and then made to fit the profile.
    Typeset(Printer, fn(&mut Style, &mut Random)),
    /// The same, written as PDF.
    Pdf(fn(&mut Style, &mut PdfStyle, &mut Random)),
    /// Typed below each other.
    List(fn(&mut Random) -> ListStyle),
    /// Written as e-mail.
    Mail,
}

/// What prints typeset pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Printer {
    /// As text, row by row.
    Sorted,
    /// As text that keeps the look of the page.
    Grid,
    /// As text, column after column.
    InOrder,
    /// The same with empty lines between what stands apart.
    InOrderParted,
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
        match self.making {
            Making::Pdf(_) => "pdf",
            _ => "txt",
        }
    }

    /// The texts as this profile wants them.
    pub(super) fn texts<'t>(&self, texts: &'t [Text], random: &mut Random) -> Cow<'t, [Text]> {
        match self.lengths {
            Lengths::AsGiven => Cow::Borrowed(texts),
            Lengths::Joined => Cow::Owned(joined(texts, random)),
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
        let (text, truths) = match self.making {
            Making::Pdf(adapt) => {
                let (mut style, mut pdf) = (Style::draw(random), PdfStyle::draw(random));
                adapt(&mut style, &mut pdf, random);
                let composed = compose(texts, title, &style, pages, random);
                let bytes = pdf::write(&composed.sheets, title, pdf, &style.letters, random);
                return Printed { bytes, truths: composed.truths };
            }
            Making::Typeset(printer, adapt) => {
                let mut style = Style::draw(random);
                adapt(&mut style, random);
                let composed = compose(texts, title, &style, pages, random);
                let leading = style.letters.leading;
                let print = |sheet| match printer {
                    Printer::Sorted => sorted::lines(sheet, style.extractor),
                    Printer::Grid => grid::lines(sheet, leading, random),
                    Printer::InOrder => in_order::lines(sheet, leading, false),
                    Printer::InOrderParted => in_order::lines(sheet, leading, true),
                };
                let printed: Vec<String> =
                    composed.sheets.iter().map(print).map(|lines| lines.join("\n") + "\n").collect();
                (printed.join(FORM_FEED), composed.truths)
            }
            Making::List(style) => lists::write(texts, &style(random), pages, random),
            Making::Mail => mail::write(texts, title, pages, random),
        };
        Printed { bytes: text.into_bytes(), truths }
    }
}

/// All profiles.
#[must_use]
pub fn profiles() -> Vec<Profile> {
    [interleaved::PROFILES, shown::PROFILES, typed::PROFILES, pages::PROFILES].concat()
}
