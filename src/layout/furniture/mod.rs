//! What stands around the text: running headers and footers, page numbers. Repetition over the document's pages tells them; on a page
//! that stands alone their form and the consultation's own title do.

mod forms;
mod repeated;
mod title;

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Block, Consultation, Page, Piece, Role};
use crate::text::is_blank;

use self::forms::reads_as_running_line;
use self::repeated::repeated;

pub(super) use self::forms::{is_page_number, label};
pub(super) use self::repeated::shape_of;
pub(super) use self::title::Title;

/// How many lines at either edge of a page may be furniture.
const EDGE: usize = 4;

/// The furniture of one page, by index into its lines.
#[derive(Debug, Default)]
pub(in crate::layout) struct Furniture {
    lines: BTreeMap<usize, (Role, Option<String>)>,
}

impl Furniture {
    /// Whether that line is furniture.
    pub(in crate::layout) fn contains(&self, index: usize) -> bool {
        self.lines.contains_key(&index)
    }

    /// Its blocks, those above the text or those below it.
    pub(in crate::layout) fn blocks(&self, page: &Page, above: bool) -> Vec<Block> {
        let middle = page.lines.len() / 2;
        self.lines
            .iter()
            .filter(|(index, _)| (**index < middle) == above)
            .map(|(index, (role, label))| block(page, *index, *role, label.clone()))
            .collect()
    }
}

fn block(page: &Page, index: usize, role: Role, label: Option<String>) -> Block {
    let line = &page.lines[index];
    let piece = Piece {
        page: page.number,
        line: line.number,
        start: 0,
        end: line.text.chars().count() as u32,
        text: line.text.clone(),
    };
    let pieces = vec![piece];
    Block { role, column: 1, pieces, doubt: 0.0, continues: None, ends_full: false, label, runner_up: None }
}

/// The furniture of each page of one document.
pub(in crate::layout) fn find(pages: &[Page], consultation: &Consultation) -> Vec<Furniture> {
    let repeated = repeated(pages);
    let title = Title::of(consultation);
    pages.iter().map(|page| of_page(page, &repeated, &title)).collect()
}

fn of_page(page: &Page, repeated: &BTreeSet<(bool, String)>, title: &Title) -> Furniture {
    let mut furniture = Furniture::default();
    let filled: Vec<usize> =
        (0..page.lines.len()).filter(|index| !is_blank(&page.lines[*index].text)).collect();
    // Where nothing but page numbers stands, no text can tell them from what they look like.
    let bare = filled.iter().all(|index| is_page_number(page.lines[*index].text.trim()));
    let edges = [true, false].map(|at_top| (at_top, if bare { filled.clone() } else { edge(page, at_top) }));
    for (at_top, indexes) in edges {
        for index in indexes {
            let text = page.lines[index].text.trim();
            let runs = repeated.contains(&(at_top, shape_of(text)));
            let Some(role) = role(text, at_top, runs, title) else { break };
            furniture.lines.entry(index).or_insert_with(|| (role, label(text, at_top)));
        }
    }
    for index in titles_within(page, &filled, title) {
        let at_top = index < page.lines.len() / 2;
        let role = if at_top { Role::Header } else { Role::Footer };
        let label = label(page.lines[index].text.trim(), at_top);
        furniture.lines.entry(index).or_insert_with(|| (role, label));
    }
    furniture
}

/// Running lines that an extractor printed between the texts: they stand apart and say the consultation's title, nothing else.
fn titles_within(page: &Page, filled: &[usize], title: &Title) -> Vec<usize> {
    let above = |at: usize| at.checked_sub(1).is_none_or(|above| filled[at] - filled[above] > 1);
    let below = |at: usize| filled.get(at + 1).is_none_or(|below| below - filled[at] > 1);
    // Where little else stands, the title may head it.
    let alone = |at: &usize| filled.len() > EDGE && above(*at) && below(*at);
    let found = (0..filled.len()).filter(alone).map(|at| filled[at]);
    found.filter(|index| title.is(page.lines[*index].text.trim())).collect()
}

fn role(text: &str, at_top: bool, repeats: bool, title: &Title) -> Option<Role> {
    if is_page_number(text) {
        return Some(Role::PageNumber);
    }
    let runs = repeats || title.names(text) || reads_as_running_line(text, at_top);
    runs.then_some(if at_top { Role::Header } else { Role::Footer })
}

/// Indexes of the outermost non-blank lines at one edge, from the outside in; never more than half of a page's lines.
fn edge(page: &Page, at_top: bool) -> Vec<usize> {
    let filled: Vec<usize> =
        (0..page.lines.len()).filter(|index| !is_blank(&page.lines[*index].text)).collect();
    let most = EDGE.min(filled.len() / 2);
    if at_top {
        filled.into_iter().take(most).collect()
    } else {
        filled.into_iter().rev().take(most).collect()
    }
}
