//! What stands around the text: running headers and footers, page numbers. Repetition over the document's pages tells them; on a page
//! that stands alone their form and the consultation's own title do.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::model::{Block, Consultation, Page, Piece, Role};
use crate::text::{Ends, edges, fold, is_blank};

/// How many lines at either edge of a page may be furniture.
const EDGE: usize = 3;

/// Share of the pages on which a running line repeats (odd and even pages may have their own).
const REPEATS: f64 = 0.3;

/// More words than this make no running line.
const MOST_WORDS: usize = 16;

/// The furniture of one page, by index into its lines.
#[derive(Debug, Default)]
pub(super) struct Furniture {
    lines: BTreeMap<usize, (Role, Option<String>)>,
}

impl Furniture {
    /// Whether that line is furniture.
    pub(super) fn contains(&self, index: usize) -> bool {
        self.lines.contains_key(&index)
    }

    /// Its blocks, those above the text or those below it.
    pub(super) fn blocks(&self, page: &Page, above: bool) -> Vec<Block> {
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
    Block { role, column: 1, pieces: vec![piece], doubt: 0.0, continues: None, ends_full: false, label }
}

/// The furniture of each page of one document.
pub(super) fn find(pages: &[Page], consultation: &Consultation) -> Vec<Furniture> {
    let repeated = repeated(pages);
    let title = title_words(consultation);
    pages.iter().map(|page| of_page(page, &repeated, &title)).collect()
}

fn of_page(page: &Page, repeated: &BTreeSet<(bool, String)>, title: &BTreeSet<String>) -> Furniture {
    let mut furniture = Furniture::default();
    for at_top in [true, false] {
        for index in edge(page, at_top) {
            let text = page.lines[index].text.trim();
            let runs = repeated.contains(&(at_top, shape_of(text)));
            let Some(role) = role(text, at_top, runs, title) else { break };
            furniture.lines.entry(index).or_insert_with(|| (role, label(text, at_top)));
        }
    }
    furniture
}

fn role(text: &str, at_top: bool, repeats: bool, title: &BTreeSet<String>) -> Option<Role> {
    if is_page_number(text) {
        return Some(Role::PageNumber);
    }
    let runs = repeats || names_the_publication(text, title) || (!at_top && reads_as_footer(text));
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

/// Lines at page edges, numbers aside, that stand on enough pages.
fn repeated(pages: &[Page]) -> BTreeSet<(bool, String)> {
    let mut counts: HashMap<(bool, String), usize> = HashMap::new();
    for page in pages {
        let mut seen = BTreeSet::new();
        for at_top in [true, false] {
            seen.extend(
                edge(page, at_top).into_iter().map(|index| (at_top, shape_of(page.lines[index].text.trim()))),
            );
        }
        for line in seen {
            *counts.entry(line).or_default() += 1;
        }
    }
    let enough = ((pages.len() as f64 * REPEATS).ceil() as usize).max(2);
    counts
        .into_iter()
        .filter(|((_, line), count)| *count >= enough && !line.is_empty())
        .map(|(line, _)| line)
        .collect()
}

/// A line without what differs from page to page.
pub(super) fn shape_of(text: &str) -> String {
    let words: Vec<String> = text
        .split_whitespace()
        .map(|word| {
            if word.chars().all(|character| character.is_ascii_digit()) { "#".to_owned() } else { fold(word) }
        })
        .collect();
    words.join(" ")
}

/// `27`, `- 27 -`, `Pagina 3 van 12`, `p. 3`.
pub(super) fn is_page_number(text: &str) -> bool {
    let words: Vec<String> = text
        .split_whitespace()
        .map(|word| fold(word.trim_matches(|character: char| !character.is_alphanumeric())))
        .filter(|word| !word.is_empty())
        .collect();
    let is_number =
        |word: &String| word.len() <= 4 && word.chars().all(|character| character.is_ascii_digit());
    let is_word = |word: &String| ["pagina", "page", "blz", "p", "pag", "van", "of"].contains(&word.as_str());
    let numbers = words.iter().filter(|word| is_number(word)).count();
    (1..=2).contains(&numbers)
        && words.len() <= 4
        && words.iter().all(|word| is_number(word) || is_word(word))
}

/// A line that repeats the consultation's title or publisher.
pub(super) fn names_the_publication(text: &str, title: &BTreeSet<String>) -> bool {
    let words = content_words(text);
    let shared = words.intersection(title).count();
    edges::ends(text) != Ends::Sentence && shared >= 2 && shared * 10 >= words.len() * 6
}

/// A short line without a full stop, its parts set off by a dash or a bar: `title - programme 27`.
fn reads_as_footer(text: &str) -> bool {
    let parted = [" - ", " – ", " — ", " | ", " • ", " · "].iter().any(|sign| text.contains(sign));
    let short = text.split_whitespace().count() <= MOST_WORDS;
    let unlike_a_sentence = label(text, false).is_some() || text.starts_with(char::is_lowercase);
    parted && short && unlike_a_sentence && edges::ends(text) != Ends::Sentence
}

/// The page number that a running line carries at its end, or at its beginning above the text.
pub(super) fn label(text: &str, at_top: bool) -> Option<String> {
    let is_number = |word: &&str| word.len() <= 4 && word.chars().all(|character| character.is_ascii_digit());
    let last = text.split_whitespace().next_back().filter(is_number);
    let first = text.split_whitespace().next().filter(is_number);
    let words = text.split_whitespace().filter(is_number).count();
    let inner = (words == 1).then(|| text.split_whitespace().find(is_number)).flatten();
    let found = if at_top { first.or(last) } else { last.or(first) };
    found.or(inner.filter(|_| is_page_number(text))).map(str::to_owned)
}

pub(super) fn title_words(consultation: &Consultation) -> BTreeSet<String> {
    [&consultation.title, &consultation.publisher]
        .into_iter()
        .flatten()
        .flat_map(|text| content_words(text))
        .collect()
}

fn content_words(text: &str) -> BTreeSet<String> {
    text.split(|character: char| !character.is_alphanumeric())
        .filter(|word| word.chars().count() >= 4 && !word.chars().all(char::is_numeric))
        .map(fold)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{is_page_number, label, reads_as_footer};

    #[test]
    fn page_numbers_stand_alone() {
        for text in ["27", "- 27 -", "Pagina 3 van 12", "p. 3"] {
            assert!(is_page_number(text), "{text}");
        }
        for text in ["27 mensen", "", "12345", "In 2020"] {
            assert!(!is_page_number(text), "{text}");
        }
        assert_eq!(label("Pagina 3 van 12", false).as_deref(), Some("12"));
    }

    #[test]
    fn a_footer_has_parts_and_no_full_stop() {
        assert!(reads_as_footer("jaarverslag - gemeente ergens 27"));
        assert!(reads_as_footer("jaarverslag | gemeente ergens"));
        assert!(!reads_as_footer("Zorg - en welzijn - is er niet"));
        assert!(!reads_as_footer("de zorg - als die er is - helpt niet."));
    }
}
