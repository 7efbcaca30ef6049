//! A PDF's bytes → pages of line fragments with their places. Letters are read where a reader of the page sees them; order and columns
//! are for layout. Damage, locks and missing text become problems, the other pages are read.

mod content;
mod emphasis;
mod fonts;
mod frame;
mod glyph;
mod initials;
mod labels;
mod layers;
mod limits;
mod lines;
mod meaning;
mod page;
mod problems;
mod spans;
mod state;
mod swells;
mod unpack;

use hayro_syntax::{LoadPdfError, Pdf};

use self::content::{Found, Interpreter};
use self::fonts::Shelf;
use self::layers::Layers;
use self::limits::Budget;
use self::problems::{Overview, Refusal};
use super::notes::Notes;
use super::shelter;
use crate::model::Page;

/// Reads the pages of a PDF; `None` where nothing of it could be read, which is then among the notes.
pub(super) fn read(bytes: Vec<u8>, notes: &mut Notes<'_>) -> Option<Vec<Page>> {
    let read = shelter::run(|| pages(bytes)).unwrap_or(Err(Refusal::Broken));
    let (pages, overview) = read.map_err(|refusal| problems::refused(refusal, notes)).ok()?;
    problems::note(&overview, notes);
    pages.iter().any(|page| !page.lines.is_empty()).then_some(pages)
}

fn pages(bytes: Vec<u8>) -> Result<(Vec<Page>, Overview), Refusal> {
    let cut_off = is_cut_off(&bytes);
    let pdf = shelter::catch(|| open(bytes)).unwrap_or(Err(Refusal::Broken))?;
    let sources = pdf.pages();
    let labels = shelter::catch(|| labels::of(pdf.xref(), sources.len())).unwrap_or_default();
    let layers = shelter::catch(|| Layers::of(pdf.xref())).unwrap_or_default();
    let (mut shelf, mut budget) = (Shelf::new(), Budget::of_file());
    let (mut pages, mut looks, mut lines) = (Vec::new(), Vec::new(), 0);
    let mut overview = Overview::new(sources.len(), cut_off);
    for (source, number) in sources.iter().take(limits::PAGES).zip(1..) {
        budget.turn_page();
        let read = shelter::catch(|| {
            let found = Found::default();
            page::read(source, Interpreter { shelf: &mut shelf, layers: &layers, budget: &mut budget, found })
        });
        if read.is_none() {
            // What the page was doing to the fonts when it broke off is unknown.
            shelf = Shelf::new();
        }
        overview.add(number, read.as_ref(), budget.is_exceeded());
        let read = read.unwrap_or_default();
        let mut page = Page { number, label: None, lines: read.lines };
        page.label = labels.get(number as usize - 1).cloned().flatten();
        for line in &mut page.lines {
            lines += 1;
            line.number = lines;
        }
        pages.push(page);
        looks.push(read.looks);
    }
    emphasis::count(&mut pages, &looks);
    Ok((pages, overview))
}

/// Whether the marks are missing that every PDF ends with.
fn is_cut_off(bytes: &[u8]) -> bool {
    const END: usize = 4_096;
    let end = bytes.get(bytes.len().saturating_sub(END)..).unwrap_or_default();
    let has = |mark: &[u8]| end.windows(mark.len()).any(|part| part == mark);
    !has(b"%%EOF") && !has(b"startxref")
}

fn open(bytes: Vec<u8>) -> Result<Pdf, Refusal> {
    if swells::swells(&bytes) {
        return Err(Refusal::Swells);
    }
    Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(_) => Refusal::Locked,
        LoadPdfError::Invalid => Refusal::Broken,
    })
}
