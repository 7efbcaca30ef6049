//! The lines of a text and of the files that its statements run on into: what a piece says and where it is shown.

use std::collections::{BTreeMap, BTreeSet};

use super::super::context::Site;
use crate::model::{Content, Page};

/// A line, or the part of it that a form feed leaves on a page.
pub(super) struct LinePlace<'f> {
    pub(super) text: &'f str,
    pub(super) anchor: String,
    /// The file of the site that shows it.
    file: Option<String>,
}

impl LinePlace<'_> {
    /// Its link from the top of the site, where a page shows it.
    pub(super) fn href(&self) -> Option<String> {
        self.file.as_ref().map(|file| format!("{file}#{}", self.anchor))
    }
}

/// Lines by their document, then by the key of their page and number.
pub(super) struct Lines<'f>(BTreeMap<&'f str, BTreeMap<(u32, u32), LinePlace<'f>>>);

impl<'f> Lines<'f> {
    /// The lines that the statements of a document were made of, and the others of the same files.
    pub(super) fn of(site: &Site<'f>, document: usize) -> Self {
        let own = site.document(document).path.as_str();
        let statements = site.texts_of[document].statements.iter();
        let pieces = statements.filter(|statement| statement.document == own).flat_map(|own| &own.source);
        let mut paths: BTreeSet<&str> = pieces.map(|piece| piece.document(own)).collect();
        paths.insert(own);
        let mut lines = Self(BTreeMap::new());
        for document in paths.into_iter().filter_map(|path| site.document_at(path)) {
            lines.add(site, document);
        }
        lines
    }

    fn add(&mut self, site: &Site<'f>, document: usize) {
        let Content::Pages(pages) = &site.document(document).content else { return };
        let lines = self.0.entry(&site.document(document).path).or_default();
        for (unit, page) in pages.iter().enumerate() {
            let file = site.layout.file_of_unit(document, unit);
            for line in &page.lines {
                let anchor = line_anchor(pages, unit, line.number);
                let place = LinePlace { text: &line.text, anchor, file: file.clone() };
                lines.insert((page.key(), line.number), place);
            }
        }
    }

    /// A line or paragraph of a document, by the key of its page.
    pub(super) fn find(&self, document: &str, page: u32, line: u32) -> Option<&LinePlace<'f>> {
        self.0.get(document)?.get(&(page, line))
    }
}

/// Anchor of a line of a page; what a form feed moves to the next page gets one of its own, since it has the same number.
pub(in super::super) fn line_anchor(pages: &[Page], unit: usize, line: u32) -> String {
    let before = pages.get(..unit).unwrap_or_default().iter().rev();
    let last = before.filter_map(|page| page.lines.last()).map(|own| own.number).next();
    match pages.get(unit).filter(|_| last == Some(line)) {
        Some(page) => format!("r{line}-blz-{}", page.number),
        None => format!("r{line}"),
    }
}
