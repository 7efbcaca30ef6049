//! What stands around the text: running headers and footers, page numbers. Repetition over the document's pages tells them; on a page
//! that stands alone their form and the consultation's own title do.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::contents;
use crate::model::{Block, Consultation, Page, Piece, Role};
use crate::text::{Ends, edges, fold, is_blank};

/// How many lines at either edge of a page may be furniture.
const EDGE: usize = 4;

/// Share of the pages on which a running line repeats (odd and even pages may have their own).
const REPEATS: f64 = 0.3;

/// The same of one that ends like a sentence.
const REPEATS_AS_SENTENCE: f64 = 0.6;

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
    let pieces = vec![piece];
    Block { role, column: 1, pieces, doubt: 0.0, continues: None, ends_full: false, label, runner_up: None }
}

/// The furniture of each page of one document.
pub(super) fn find(pages: &[Page], consultation: &Consultation) -> Vec<Furniture> {
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
    furniture
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

/// Lines at page edges, numbers aside, that stand on enough pages. A respondent's line may come twice as well: one that ends like a sentence
/// must come more often, and one that also stands within pages is no running line.
fn repeated(pages: &[Page]) -> BTreeSet<(bool, String)> {
    let mut counts: HashMap<(bool, String), (usize, Form)> = HashMap::new();
    let mut within: HashSet<String> = HashSet::new();
    for page in pages {
        let mut seen = BTreeSet::new();
        let edges = [true, false].map(|at_top| (at_top, edge(page, at_top)));
        for (at_top, index) in
            edges.iter().flat_map(|(at_top, own)| own.iter().map(|index| (*at_top, *index)))
        {
            let text = page.lines[index].text.trim();
            // The heading that a table of contents announces is no running line.
            if contents::is_entry(text) {
                continue;
            }
            seen.insert(((at_top, shape_of(text)), Form::of(text)));
        }
        let inner = page.lines.iter().enumerate().filter(|(index, line)| {
            !is_blank(&line.text) && !edges.iter().any(|(_, own)| own.contains(index))
        });
        within.extend(inner.map(|(_, line)| shape_of(line.text.trim())));
        for (line, form) in seen {
            let count = counts.entry(line).or_insert((0, form));
            count.0 += 1;
        }
    }
    let part = |share: f64| (pages.len() as f64 * share).ceil() as usize;
    counts
        .into_iter()
        .filter(|((_, line), (count, form))| {
            let enough = match form {
                Form::Sentence => part(REPEATS_AS_SENTENCE).max(3),
                Form::Line => part(REPEATS).max(2),
                Form::Parts => 2,
            };
            *count >= enough && !line.is_empty() && !within.contains(line)
        })
        .map(|(line, _)| line)
        .collect()
}

/// What a line at a page's edge looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Form {
    /// A sentence or an item.
    Sentence,
    /// Neither.
    Line,
    /// Parts with a page number before or behind them.
    Parts,
}

impl Form {
    fn of(text: &str) -> Self {
        if edges::ends(text) == Ends::Sentence || edges::bullet(text).is_some() {
            Self::Sentence
        } else if (has_dashes(text) || text.contains(" | ")) && is_numbered(text) {
            Self::Parts
        } else {
            Self::Line
        }
    }
}

/// A line without what differs from page to page: numbers, and those at its ends altogether, since odd and even pages have theirs on
/// different sides.
pub(super) fn shape_of(text: &str) -> String {
    let is_number = |word: &&str| word.chars().all(|character| !character.is_alphabetic());
    let words: Vec<&str> = text.split_whitespace().collect();
    let from = words.iter().take_while(|word| is_number(word)).count();
    let to = words.len() - words.iter().rev().take_while(|word| is_number(word)).count();
    let inner = words.get(from..to).unwrap_or_default();
    let folded: Vec<String> =
        inner.iter().map(|word| if is_number(word) { "#".to_owned() } else { fold(word) }).collect();
    folded.join(" ")
}

/// `27`, `- 27 -`, `Pagina 3 van 12`, `p. 3`, `3/12`.
pub(super) fn is_page_number(text: &str) -> bool {
    let words: Vec<String> = text
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(fold)
        .collect();
    let is_number =
        |word: &String| word.len() <= 4 && word.chars().all(|character| character.is_ascii_digit());
    let is_word = |word: &String| ["pagina", "page", "blz", "p", "pag", "van", "of"].contains(&word.as_str());
    let numbers = words.iter().filter(|word| is_number(word)).count();
    (1..=2).contains(&numbers)
        && words.len() <= 4
        && words.iter().all(|word| is_number(word) || is_word(word))
}

/// A short line without a full stop, its parts set off by a dash or a bar: `title - programme 27`. Above the text headings look like it, so
/// there only the bar tells.
fn reads_as_running_line(text: &str, at_top: bool) -> bool {
    let dashes = has_dashes(text);
    let short = text.split_whitespace().count() <= MOST_WORDS;
    let unlike_a_sentence = label(text, false).is_some() || text.starts_with(char::is_lowercase);
    let parted = text.contains(" | ") || (!at_top && dashes && unlike_a_sentence);
    parted && short && !text.trim_start().starts_with('|') && edges::ends(text) != Ends::Sentence
}

fn has_dashes(text: &str) -> bool {
    [" - ", " – ", " — ", " • ", " · "].iter().any(|sign| text.contains(sign))
}

/// The page number that a running line carries: at its end, or at its beginning above the text; of `3 van 12` the first.
pub(super) fn label(text: &str, at_top: bool) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_number = |word: &&str| word.len() <= 4 && word.chars().all(|character| character.is_ascii_digit());
    let numbered = |at: usize| words.get(at).copied().filter(is_number);
    let of_all = (1..words.len()).find(|at| {
        ["van", "of", "/"].contains(&words[*at]) && numbered(at - 1).is_some() && numbered(at + 1).is_some()
    });
    if let Some(at) = of_all {
        return numbered(at - 1).map(str::to_owned);
    }
    let (first, last) = (numbered(0), words.len().checked_sub(1).and_then(numbered));
    let only = if is_page_number(text) { digits(text) } else { None };
    let found = if at_top { first.or(last) } else { last.or(first) };
    found.or(only).map(str::to_owned)
}

/// The first number in it.
fn digits(text: &str) -> Option<&str> {
    text.split(|character: char| !character.is_ascii_digit()).find(|part| !part.is_empty())
}

/// What the consultation calls itself, by words.
pub(super) struct Title {
    title: BTreeSet<String>,
    /// With those of its publisher.
    all: BTreeSet<String>,
}

impl Title {
    pub(super) fn of(consultation: &Consultation) -> Self {
        let words = |text: &Option<String>| text.as_deref().map(content_words).unwrap_or_default();
        let title = words(&consultation.title);
        let all = title.union(&words(&consultation.publisher)).cloned().collect();
        Self { title, all }
    }

    /// Whether a line repeats the title or the publisher: it says little else, or it says most of the title beside a page number.
    pub(super) fn names(&self, text: &str) -> bool {
        let words = content_words(text);
        let shared = words.intersection(&self.all).count();
        let of_title = words.intersection(&self.title).count();
        let says_little_else = shared * 10 >= words.len() * 6;
        let says_the_title = of_title * 10 >= self.title.len() * 6 && is_numbered(text);
        shared >= 2 && (says_little_else || says_the_title) && edges::ends(text) != Ends::Sentence
    }
}

/// A line in parts with a page number before or behind them. That of a heading has levels.
fn is_numbered(text: &str) -> bool {
    label(text, false).is_some() && edges::heading_number(text).is_none() && edges::bullet(text).is_none()
}

fn content_words(text: &str) -> BTreeSet<String> {
    text.split(|character: char| !character.is_alphanumeric())
        .filter(|word| word.chars().count() >= 4 && !word.chars().all(char::is_numeric))
        .map(fold)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{is_page_number, label, reads_as_running_line, shape_of};

    #[test]
    fn page_numbers_stand_alone() {
        for text in ["27", "- 27 -", "Pagina 3 van 12", "p. 3"] {
            assert!(is_page_number(text), "{text}");
        }
        for text in ["27 mensen", "", "12345", "In 2020"] {
            assert!(!is_page_number(text), "{text}");
        }
        assert_eq!(label("Pagina 3 van 12", false).as_deref(), Some("3"));
        assert_eq!(label("- 27 -", false).as_deref(), Some("27"));
    }

    #[test]
    fn a_running_line_has_parts_and_no_full_stop() {
        let reads_as_footer = |text: &str| reads_as_running_line(text, false);
        assert!(reads_as_footer("jaarverslag - gemeente ergens 27"));
        assert!(reads_as_footer("jaarverslag | gemeente ergens"));
        assert!(!reads_as_footer("Zorg - en welzijn - is er niet"));
        assert!(!reads_as_footer("de zorg - als die er is - helpt niet."));
        assert!(reads_as_running_line("Jaarverslag | Gemeente Ergens", true));
        assert!(!reads_as_running_line("Jaarverslag - Gemeente Ergens 3", true));
    }

    #[test]
    fn odd_and_even_pages_have_their_number_on_either_side() {
        assert_eq!(shape_of("14  Verslag 2023"), shape_of("Verslag 15"));
        assert_ne!(shape_of("Verslag van deel 2 over zorg"), shape_of("Verslag over zorg"));
        assert_eq!(shape_of("12 | 13"), "");
    }
}
