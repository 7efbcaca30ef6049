//! What a cell at the head of a table looks like: a name, a question, a code, a value.

use super::ByPlace;
use crate::ingest::table::Row;
use crate::ingest::values::{iso_date, yes_or_no};

/// Which columns hold numbers, dates or yes-and-no, by the rows of a table.
pub(super) struct Below {
    columns: ByPlace<Vec<(usize, bool)>>,
}

impl Below {
    pub(super) fn of(rows: &[Row]) -> Self {
        let mut columns: ByPlace<Vec<(usize, bool)>> = ByPlace::new();
        for (at, row) in rows.iter().enumerate() {
            for (place, cell) in row.filled() {
                columns.entry(place).or_default().push((at, is_typed(cell)));
            }
        }
        Self { columns }
    }

    /// Whether most rows below `at` have a value in the column.
    pub(super) fn is_typed(&self, place: usize, at: usize) -> bool {
        let cells = self.columns.get(&place).into_iter().flatten().filter(|(own, _)| *own > at);
        let (mut all, mut typed) = (0_usize, 0_usize);
        for (_, is_typed) in cells {
            all += 1;
            typed += usize::from(*is_typed);
        }
        all > 0 && typed * 10 >= all * 6
    }
}

/// A value, or yes or no.
pub(super) fn is_typed(cell: &str) -> bool {
    is_value(cell) || yes_or_no(cell).is_some()
}

/// A number, an amount, a date, a time.
pub(super) fn is_value(cell: &str) -> bool {
    let cell = cell.trim();
    let number = cell.contains(|sign: char| sign.is_ascii_digit())
        && cell.chars().all(|sign| sign.is_ascii_digit() || " .,-+%€$:/()".contains(sign));
    number || iso_date(cell).is_some()
}

/// What could name a column: words, and not a whole paragraph of them unless they ask.
pub(super) fn is_name(cell: &str) -> bool {
    const WORDS: usize = 25;
    let short = cell.split_whitespace().count() <= WORDS;
    let sentences = cell.matches(". ").count();
    !is_value(cell) && (is_question(cell) || (short && sentences < 2))
}

/// What a respondent writes rather than what a column is called.
pub(super) fn is_sentence(cell: &str) -> bool {
    const WORDS: usize = 5;
    cell.ends_with(['.', '!']) && cell.split_whitespace().count() >= WORDS
}

/// A name that asks something, or is numbered as a question.
pub(in crate::ingest) fn is_question(cell: &str) -> bool {
    let cell = cell.trim();
    cell.ends_with('?') || cell.ends_with("?*") || is_numbered_question(cell)
}

/// What survey tools call the column of an answer in own words.
pub(in crate::ingest) fn is_open_question(cell: &str) -> bool {
    let cell = cell.trim().to_lowercase();
    ["open-ended response", "open antwoord", "open vraag", "anders, namelijk"]
        .iter()
        .any(|name| cell.starts_with(name))
}

/// `Vraag 3`, `Q3 …`, `3. Wat vindt u …`.
fn is_numbered_question(cell: &str) -> bool {
    let lower = cell.to_lowercase();
    let rest = ["vraag", "question", "stelling"].iter().find_map(|word| lower.strip_prefix(word));
    let digits = |text: &str| {
        text.trim_start_matches([' ', '.', '_', '-']).starts_with(|first: char| first.is_ascii_digit())
    };
    match rest {
        Some(rest) => digits(rest),
        None => {
            lower.strip_prefix('q').is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_digit()))
        }
    }
}

/// A code that a survey tool gives a question: `Q3`, `q3_2`, `V12`, `SQ001`.
pub(super) fn is_code(cell: &str) -> bool {
    let letters = cell.chars().take_while(char::is_ascii_alphabetic).count();
    let mut rest = cell.chars().skip(letters).peekable();
    let numbered = rest.peek().is_some_and(char::is_ascii_digit);
    (1..=3).contains(&letters)
        && numbered
        && rest.all(|sign| sign.is_ascii_alphanumeric() || "._-#".contains(sign))
}

/// The row in which a survey tool keeps its own names of the columns, as JSON.
pub(super) fn is_import_id(row: &Row) -> bool {
    let (mut all, mut own) = (0_usize, 0_usize);
    for (_, cell) in row.filled() {
        all += 1;
        own += usize::from(cell.starts_with('{') && cell.contains("ImportId"));
    }
    all > 0 && own * 2 > all
}

#[cfg(test)]
mod tests {
    use super::{is_code, is_name, is_question, is_value};

    #[test]
    fn cells_at_the_head_are_told_apart() {
        for value in ["12", "1.234,50", "€ 12,-", "2024-03-01", "1 maart 2024", "09:30", "45%"] {
            assert!(is_value(value) && !is_name(value), "{value}");
        }
        for name in ["Reactie", "Wat vindt u van het plan?", "3a", "Vraag 3"] {
            assert!(!is_value(name) && is_name(name), "{name}");
        }
        assert!(is_question("Vraag 3: parkeren") && is_question("Q3") && is_question("Waarom?"));
        assert!(!is_question("vragen") && !is_question("Quote") && !is_question("Reactie"));
        assert!(
            is_code("Q3")
                && is_code("q3_2")
                && is_code("SQ001")
                && !is_code("Q")
                && !is_code("Vraag1")
                && !is_code("12")
        );
    }
}
