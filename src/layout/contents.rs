//! Tables of contents: titles with the page that each begins on, several in a row and the pages rising. Dot leaders or a wide space before
//! the number show them; under the word for contents a single space does.

use super::Row;
use super::apart::Apart;
use crate::model::Role;
use crate::text::fold;

/// Entries that make a table by themselves, and under its title or after the table of the page before.
const ENTRIES: usize = 3;
const ENTRIES_TITLED: usize = 2;

/// Rows of one entry: a long title is wrapped.
const ENTRY_ROWS: usize = 3;

/// What a row may be in a table of contents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reads {
    /// A title and a page behind a leader.
    Led(u32),
    /// Words and a number behind a single space.
    Loose(u32),
    /// The word for contents alone.
    Title,
    /// Anything else.
    Text,
}

/// Marks the rows of tables of contents.
pub(super) fn mark(pages: &[Vec<Row<'_>>], found: &mut [Vec<Option<Apart>>]) {
    let mut goes_on = false;
    for (rows, found) in pages.iter().zip(found) {
        let reads: Vec<Reads> = rows.iter().map(|row| read(row.text)).collect();
        let mut at = 0;
        let mut ended_in_table = false;
        while at < reads.len() {
            let titled = reads[at] == Reads::Title;
            let from = at + usize::from(titled);
            let told = titled || (at == 0 && goes_on);
            let (end, entries) = table(&reads, from, told);
            let enough = if told { ENTRIES_TITLED } else { ENTRIES };
            if entries >= enough {
                for (row, mark) in (at..end).zip(&mut found[at..end]) {
                    // The rows of a wrapped title belong to the entry whose number they lead to.
                    let opens = row <= from || !matches!(reads[row - 1], Reads::Text);
                    *mark = Some(Apart { role: Role::Contents, opens });
                }
                ended_in_table = end == reads.len();
                at = end;
            } else {
                at += 1;
            }
        }
        goes_on = ended_in_table;
    }
}

/// Where the table that begins at `from` ends, and how many entries it has.
fn table(reads: &[Reads], from: usize, told: bool) -> (usize, usize) {
    let (mut end, mut entries, mut page, mut wrapped) = (from, 0, 0, 0);
    for (index, read) in reads.iter().enumerate().skip(from) {
        let number = match read {
            Reads::Led(number) => Some(*number),
            Reads::Loose(number) if told => Some(*number),
            _ => None,
        };
        match number {
            Some(number) if number >= page => {
                (end, entries, page, wrapped) = (index + 1, entries + 1, number, 0);
            }
            Some(_) => break,
            None if (entries > 0 || told) && wrapped + 1 < ENTRY_ROWS && *read != Reads::Title => {
                wrapped += 1
            }
            None => break,
        }
    }
    (end, entries)
}

/// Whether a line looks like an entry by itself: a title and a page behind a leader.
pub(super) fn is_entry(text: &str) -> bool {
    matches!(read(text), Reads::Led(_)) && text.contains(['.', '…', '·', '_', '\t'])
}

fn read(text: &str) -> Reads {
    let text = text.trim();
    if is_title(text) {
        return Reads::Title;
    }
    let Some(at) = text.rfind(|character: char| !character.is_ascii_alphanumeric()) else {
        return Reads::Text;
    };
    let before = text.get(..at).unwrap_or_default();
    let (separator, number) =
        text.get(at..).map_or(("", ""), |rest| rest.split_at(rest.chars().next().map_or(0, char::len_utf8)));
    let Some(number) = page_number(number) else { return Reads::Text };
    let title =
        before.trim_end_matches(|character: char| character.is_whitespace() || ".…·_".contains(character));
    if !title.contains(char::is_alphabetic) {
        return Reads::Text;
    }
    let leader = before.get(title.len()..).unwrap_or_default();
    let dots: usize =
        leader.chars().map(|sign| if sign == '…' { 3 } else { usize::from(!sign.is_whitespace()) }).sum();
    let blanks = leader.chars().filter(|sign| sign.is_whitespace()).count();
    let wide = dots >= 3 || blanks >= 2 || separator == "\t" || leader.contains('\t');
    if wide {
        Reads::Led(number)
    } else if separator == " " && !title.ends_with([',', ';']) {
        Reads::Loose(number)
    } else {
        Reads::Text
    }
}

fn is_title(text: &str) -> bool {
    const TITLES: [&str; 6] =
        ["inhoud", "inhoudsopgave", "inhoudsoverzicht", "contents", "table of contents", "inhoudstafel"];
    let bare = text.trim_matches(|character: char| !character.is_alphanumeric());
    TITLES.contains(&fold(bare).as_str())
}

/// A page in digits, or in the small Roman numerals of front matter.
fn page_number(text: &str) -> Option<u32> {
    let digits = (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    let roman = (1..=5).contains(&text.len()) && text.bytes().all(|byte| b"ivx".contains(&byte));
    if digits { text.parse().ok() } else { roman.then_some(0) }
}

#[cfg(test)]
mod tests {
    use super::{Reads, read};

    #[test]
    fn leaders_and_wide_spaces_lead_to_pages() {
        assert_eq!(read("1.2 Wachttijden .......... 12"), Reads::Led(12));
        assert_eq!(read("Samenvatting . . . . . iv"), Reads::Led(0));
        assert_eq!(read("Regie en toezicht      7"), Reads::Led(7));
        assert_eq!(read("Regie en toezicht 7"), Reads::Loose(7));
        assert_eq!(read("Inhoudsopgave"), Reads::Title);
        for text in ["Er is geen geld.", "12", "In de jaren 1990, 2000, 2010", "Meer geld voor zorg"] {
            assert!(!matches!(read(text), Reads::Led(_) | Reads::Title), "{text}");
        }
    }
}
