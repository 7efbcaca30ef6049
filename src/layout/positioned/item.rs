//! Fragments of lines with their places, in points.

use crate::model::Page;

/// How far letters reach above and below their baseline, in type sizes.
const ABOVE: f32 = 0.75;
const BELOW: f32 = 0.22;

/// A fragment of a line, as a reader sees it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item<'p> {
    /// Index into the page's lines.
    pub(super) index: usize,
    pub(super) text: &'p str,
    pub(super) left: f32,
    pub(super) right: f32,
    /// From the top of the page.
    pub(super) baseline: f32,
    pub(super) size: f32,
    pub(super) first_word: f32,
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) turned: bool,
}

impl Item<'_> {
    pub(super) fn top(&self) -> f32 {
        self.baseline - ABOVE * self.size
    }

    pub(super) fn bottom(&self) -> f32 {
        self.baseline + BELOW * self.size
    }

    pub(super) fn middle(&self) -> f32 {
        (self.top() + self.bottom()) / 2.0
    }

    pub(super) fn letters(&self) -> usize {
        self.text.chars().filter(|letter| letter.is_alphanumeric()).count()
    }
}

/// The fragments of a page.
pub(super) fn of_page(page: &Page) -> Vec<Item<'_>> {
    let points = |hundredths: i32| hundredths as f32 / 100.0;
    let lines = page.lines.iter().enumerate();
    lines
        .filter_map(|(index, line)| {
            let place = line.place.as_ref()?;
            Some(Item {
                index,
                text: &line.text,
                left: points(place.left),
                right: points(place.right),
                baseline: points(place.baseline),
                size: points(place.size).max(0.1),
                first_word: points(place.first_word),
                bold: place.bold,
                italic: place.italic,
                turned: place.turned,
            })
        })
        .collect()
}
