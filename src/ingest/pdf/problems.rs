//! What is to be said about a PDF: pages without text, letters without meaning, damage, locks and limits.

use super::page::PageRead;
use super::{Notes, limits};
use crate::model::problem_codes;
use crate::text::WordList;

/// Pictures that cover this share of a page may hold its text.
const MUCH_PICTURE: f64 = 0.3;

/// Letters that a page of pictures may carry besides, such as a scanner's stamp.
const FEW_LETTERS: usize = 60;

/// Painted paths from which a page without a letter may be text drawn as outlines.
const MANY_PATHS: u64 = 400;

/// Share of letters without meaning from which a page can't be used, and from which it is worth a warning.
const MOST: f64 = 0.3;
const SOME: f64 = 0.01;

/// Why a file was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It needs a password.
    Locked,
    /// It can't be made sense of.
    Broken,
    /// It would unpack to more than any document needs.
    Swells,
}

/// What was seen of the pages.
#[derive(Debug, Default)]
pub(super) struct Overview {
    pages: usize,
    /// Whether the end of the file is missing.
    cut_off: bool,
    without_text: Vec<u32>,
    picture_and_few_letters: Vec<u32>,
    meaningless: Vec<u32>,
    partly_meaningless: Vec<(u32, usize)>,
    damaged: Vec<u32>,
    broken: Vec<u32>,
    exceeded: Vec<u32>,
    lines: usize,
}

impl Overview {
    pub(super) fn new(pages: usize, cut_off: bool) -> Self {
        Self { pages, cut_off, ..Self::default() }
    }

    /// Notes a page; `None` for one that broke off.
    pub(super) fn add(&mut self, number: u32, read: Option<&PageRead>, exceeded: bool) {
        if exceeded {
            self.exceeded.push(number);
        }
        let Some(read) = read else {
            self.broken.push(number);
            return;
        };
        self.lines += read.lines.len();
        if read.damaged {
            self.damaged.push(number);
        }
        let lost = read.unknown as f64 / read.letters.max(1) as f64;
        if read.letters == 0 {
            if read.pictures >= MUCH_PICTURE || read.paths >= MANY_PATHS {
                self.without_text.push(number);
            }
        } else if lost >= MOST || (read.guessed * 2 > read.letters && is_gibberish(read)) {
            self.meaningless.push(number);
        } else if lost >= SOME {
            self.partly_meaningless.push((number, read.unknown));
        } else if read.letters < FEW_LETTERS && read.pictures >= 2.0 * MUCH_PICTURE {
            self.picture_and_few_letters.push(number);
        }
    }
}

/// Whether hardly a word of the page is one: what was guessed from codes was guessed wrong.
fn is_gibberish(read: &PageRead) -> bool {
    let words: Vec<&str> = read
        .lines
        .iter()
        .flat_map(|line| line.text.split(|letter: char| !letter.is_alphabetic()))
        .filter(|word| word.chars().count() >= 4)
        .collect();
    let list = WordList::shipped();
    let known = words.iter().filter(|word| list.contains(word)).count();
    words.len() < 5 || known * 10 < words.len()
}

/// Writes down why a file was not read.
pub(super) fn refused(refusal: Refusal, notes: &mut Notes<'_>) {
    match refusal {
        Refusal::Locked => notes.error(
            problem_codes::ENCRYPTED,
            "the PDF is locked with a password, or in a way that is not known",
            "save it without a password from the program that opens it",
        ),
        Refusal::Broken => notes.error(
            problem_codes::DAMAGED,
            "the PDF is damaged, or is none: no page of it can be read",
            "get it anew from where it came; a file that was cut off while copying can't be repaired",
        ),
        Refusal::Swells => notes.error(
            problem_codes::TOO_LARGE,
            "the PDF unpacks to far more than a document needs, and was not read",
            "check where it came from; print it to a new PDF if it is what it should be",
        ),
    }
}

/// Writes down what is to be said about the pages.
pub(super) fn note(overview: &Overview, notes: &mut Notes<'_>) {
    if overview.pages == 0 {
        return refused(Refusal::Broken, notes);
    }
    let said = notes.count();
    let mut error = |pages: &[u32], code, message: &str, hint: &str| {
        if let Some(first) = pages.first() {
            notes.on_page(*first).error(code, format!("{}: {message}", listed(pages)), hint);
        }
    };
    error(
        &overview.without_text,
        problem_codes::NO_TEXT_LAYER,
        "pictures or drawings of text, with no text behind them",
        "let a program for text recognition (OCR) add a text layer, and run again",
    );
    error(
        &overview.meaningless,
        problem_codes::NO_UNICODE,
        "the fonts do not tell which letters their signs are",
        "let a program for text recognition (OCR) read these pages anew, or ask for the original",
    );
    error(
        &overview.broken,
        problem_codes::DAMAGED,
        "too damaged to be read",
        "get the file anew, or print it to a new PDF",
    );
    error(
        &overview.exceeded,
        problem_codes::TOO_LARGE,
        "more drawing than any document needs; only the beginning was read",
        "print these pages to a new PDF",
    );
    if overview.cut_off {
        notes.error(
            problem_codes::DAMAGED,
            format!("the end of the file is missing; of what is there {} pages were read", overview.pages),
            "get it anew from where it came, and compare how many pages there are",
        );
    }
    if overview.pages > limits::PAGES {
        notes.error(
            problem_codes::TOO_LARGE,
            format!("{} pages; only the first {} were read", overview.pages, limits::PAGES),
            "split the file",
        );
    }
    warnings(overview, notes);
    if overview.lines == 0 && notes.count() == said {
        notes.error(problem_codes::EMPTY, "no page of the PDF shows anything", "replace or remove it");
    }
}

fn warnings(overview: &Overview, notes: &mut Notes<'_>) {
    if let Some(first) = overview.damaged.first() {
        notes.on_page(*first).warning(
            problem_codes::DAMAGED,
            format!("{}: a part is damaged and was left out", listed(&overview.damaged)),
            "compare these pages with the file; get it anew if something is missing",
        );
    }
    if let Some(first) = overview.picture_and_few_letters.first() {
        notes.on_page(*first).warning(
            problem_codes::NO_TEXT_LAYER,
            format!("{}: mostly pictures, with little text", listed(&overview.picture_and_few_letters)),
            "if the pictures show text, let a program for text recognition (OCR) add a text layer",
        );
    }
    for (page, unknown) in &overview.partly_meaningless {
        notes.on_page(*page).warning(
            problem_codes::NO_UNICODE,
            format!("signs of which the font does not tell the letter: {unknown}; they show as \u{fffd}"),
            "compare the page with the file",
        );
    }
}

/// `pages 1-3 and 7`, cut short where there are many.
fn listed(pages: &[u32]) -> String {
    const MOST: usize = 12;
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for page in pages {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == *page => *last = *page,
            _ => ranges.push((*page, *page)),
        }
    }
    let shown: Vec<String> = ranges
        .iter()
        .take(MOST)
        .map(|(first, last)| if first == last { first.to_string() } else { format!("{first}-{last}") })
        .collect();
    let more = if ranges.len() > MOST { ", …" } else { "" };
    format!("{} {}{more}", if pages.len() == 1 { "page" } else { "pages" }, shown.join(", "))
}

#[cfg(test)]
mod tests {
    use super::listed;

    #[test]
    fn pages_are_listed_shortly() {
        assert_eq!(listed(&[4]), "page 4");
        assert_eq!(listed(&[1, 2, 3, 7]), "pages 1-3, 7");
    }
}
