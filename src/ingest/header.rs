//! Which rows of a table name its columns: behind titles and notes, in one row or up to three, or in none.
//!
//! Rows are compared with those below them. A row that names columns is about as wide as the table, holds no number or date where the
//! rows below do, and says nothing that they repeat.

mod kinds;
mod names;

use std::collections::BTreeMap;

pub(super) use self::kinds::{is_open_question, is_question};
pub(super) use self::names::{JOINED, columns};

use self::kinds::{Below, is_code, is_import_id, is_name, is_sentence, is_typed, is_value};
use super::columns::known_names;
use super::notes::Notes;
use super::table::Row;
use crate::model::{Consultation, problem_codes};

/// Rows at the head of a table among which the names are looked for.
const HEAD: usize = 25;

/// Lines of a title above the name of a single column.
const TITLES: usize = 5;

/// Rows that are compared with those at the head.
pub(super) const COMPARED: usize = 300;

/// Rows that may name columns together.
const MOST: usize = 3;

/// Cells merged into the first of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    /// First row, as the file numbers them.
    pub(super) top: u32,
    /// Last row.
    pub(super) bottom: u32,
    /// First column.
    pub(super) left: usize,
    /// Last column.
    pub(super) right: usize,
}

/// Where the names stand among rows that are not blank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    /// Rows above the names: titles and notes.
    pub(super) above: usize,
    /// Rows of names; none where the table has none.
    pub(super) names: usize,
}

/// Finds the rows that name the columns among `rows`, of which none is blank.
pub(super) fn find(rows: &[Row], spans: &[Span], consultation: &Consultation) -> Found {
    let rows = rows.get(..rows.len().min(COMPARED)).unwrap_or_default();
    let head = Head { rows, spans, below: Below::of(rows), consultation };
    let first = head.first_wide();
    let known = head.best_known(first);
    let chosen = known.unwrap_or(first);
    if rows.is_empty() || known.is_none() && !head.is_header(chosen) {
        return Found { above: chosen, names: 0 };
    }
    let mut top = chosen;
    while top > 0 && chosen - top < MOST - 1 && head.is_group(top - 1) {
        top -= 1;
    }
    let mut end = chosen + 1;
    while end - top < MOST && head.goes_on(end) {
        end += 1;
    }
    Found { above: top, names: end - top }
}

/// Says which rows were taken for names, where that is not the first row alone.
pub(super) fn note(found: Found, names: &[Row], notes: &mut Notes<'_>) {
    let (Some(first), Some(last)) = (names.first(), names.last()) else {
        notes.warning(
            problem_codes::COLUMNS,
            "no row names the columns; they are read as `column 1`, `column 2` and so on",
            "put a row of names above the table, so that each column is read for what it is",
        );
        return;
    };
    let what = match (found.above, names.len()) {
        (0, 1) => return,
        (_, 1) => format!("the column names stand in row {}", last.number),
        _ => format!("the column names stand in rows {} to {}", first.number, last.number),
    };
    let above = match found.above {
        0 => "",
        1 => "; what stands above is kept as a note",
        _ => "; the rows above are kept as notes",
    };
    notes.info(
        problem_codes::COLUMNS,
        format!("{what}{above}"),
        "nothing, unless a response stands there: then leave one row of names at the top",
    );
}

/// The rows at the head of a table and what to compare them with.
struct Head<'r> {
    rows: &'r [Row],
    spans: &'r [Span],
    below: Below,
    consultation: &'r Consultation,
}

impl Head<'_> {
    fn row(&self, at: usize) -> Option<&Row> {
        self.rows.get(at)
    }

    /// The first row that is at least half as wide as most rows are; what stands above is a title or a note.
    fn first_wide(&self) -> usize {
        let mut widths: Vec<usize> = self.rows.iter().map(|row| row.filled().count()).collect();
        let wide_enough =
            |widths: &[usize], least: usize| widths.iter().take(HEAD).position(|width| *width >= least);
        let in_order = widths.clone();
        widths.sort_unstable();
        let usual = widths.get(widths.len() * 3 / 4).copied().unwrap_or(0);
        let least = if usual > 1 { usual.div_ceil(2).max(2) } else { 1 };
        wide_enough(&in_order, least).unwrap_or(0)
    }

    /// The row with the most names that are usual or mapped, down to two rows below the first wide one.
    fn best_known(&self, first: usize) -> Option<usize> {
        let width = self.row(first).map_or(0, |row| row.filled().count());
        let narrow = width == 1;
        let last = first + if narrow { TITLES } else { MOST };
        let mut best: Option<(usize, usize)> = None;
        for (at, row) in self.rows.iter().enumerate().take(last) {
            let names: Vec<String> = row.filled().map(|(_, cell)| cell.to_owned()).collect();
            let known = known_names(&names, self.consultation);
            // A response may say what a column is called elsewhere: below a whole row of names it takes more than that.
            let more = at <= first || narrow || row.filled().count() > width || known > 1;
            let likely = known > 0 && more && self.all_names(row) && (at == first || !self.repeats(at));
            if likely && best.is_none_or(|(most, _)| known > most) {
                best = Some((known, at));
            }
        }
        best.map(|(_, at)| at)
    }

    /// Whether every cell of the row could be a name: no number, no date.
    fn all_names(&self, row: &Row) -> bool {
        row.filled().all(|(_, cell)| is_name(cell))
    }

    /// Whether a cell of the row says what a row below says in the same column; a row that is the same throughout is a header again.
    fn repeats(&self, at: usize) -> bool {
        let Some(row) = self.row(at) else { return false };
        let below = self.rows.iter().skip(at + 1);
        let mut others = below.filter(|other| other.cells != row.cells);
        others.any(|other| row.filled().any(|(place, cell)| other.cell(place).trim() == cell))
    }

    /// Whether the first wide row names columns rather than being the first response.
    fn is_header(&self, at: usize) -> bool {
        let Some(row) = self.row(at) else { return false };
        if self.rows.len() == at + 1 {
            // Nothing to compare with: a single row of values is data, any other is taken for names.
            return row.filled().all(|(_, cell)| !is_value(cell));
        }
        let (mut names, mut data) = (0, 0);
        for (place, cell) in row.filled() {
            let typed = self.below.is_typed(place, at);
            match (is_typed(cell), typed) {
                (true, true) => data += 2,
                (false, true) => names += 2,
                (true, false) => data += 1,
                (false, false) if is_question(cell) => names += 2,
                (false, false) if !is_name(cell) || is_sentence(cell) => data += 2,
                (false, false) => {}
            }
        }
        let repeated = self.repeats(at);
        data += i32::from(repeated) * 2;
        names += 1;
        names > data
    }

    /// Whether a row right above the names labels groups of columns.
    fn is_group(&self, at: usize) -> bool {
        let (Some(row), Some(next)) = (self.row(at), self.row(at + 1)) else { return false };
        let adjacent = row.number + 1 == next.number;
        let filled = row.filled().count();
        let width = self.rows.iter().map(|row| row.filled().count()).max().unwrap_or(0);
        let spans = self.spans_of(row).any(|span| span.right - span.left + 1 < width);
        adjacent
            && (filled >= 2 || spans)
            && self.all_names(row)
            && row.filled().all(|(_, cell)| is_label(cell))
    }

    /// Merged cells of a row that hold several columns.
    fn spans_of<'a>(&'a self, row: &'a Row) -> impl Iterator<Item = &'a Span> {
        self.spans.iter().filter(|span| span.top == row.number && span.right > span.left)
    }

    /// Whether the row names columns too, together with the row of names above it.
    fn goes_on(&self, at: usize) -> bool {
        let (Some(above), Some(row)) = (at.checked_sub(1).and_then(|above| self.row(above)), self.row(at))
        else {
            return false;
        };
        if above.number + 1 != row.number {
            return false;
        }
        if is_import_id(row) {
            return true;
        }
        if !self.all_names(row) || self.repeats(at) {
            return false;
        }
        self.is_below_groups(above, row) || self.words_codes(above, row) || self.differs(at, above, row)
    }

    /// Whether the row names the columns of groups that the row above labels.
    fn is_below_groups(&self, above: &Row, row: &Row) -> bool {
        let merged = self
            .spans_of(above)
            .any(|span| (span.left..=span.right).all(|place| !row.cell(place).trim().is_empty()));
        let labels = row.filled().all(|(_, cell)| is_label(cell) || is_question(cell));
        merged && labels
    }

    /// Whether the row gives the questions' words where the row above gives their codes.
    fn words_codes(&self, above: &Row, row: &Row) -> bool {
        let coded: Vec<&str> = above
            .filled()
            .filter(|(_, cell)| is_code(cell))
            .map(|(place, _)| row.cell(place).trim())
            .collect();
        let questions = coded.iter().filter(|cell| is_question(cell)).count();
        !coded.is_empty() && questions * 2 >= coded.len() && above.filled().count() <= row.filled().count()
    }

    /// Whether the row differs from those below as names do, and the row above left room for it.
    fn differs(&self, at: usize, above: &Row, row: &Row) -> bool {
        let typed: Vec<&str> =
            row.filled().filter(|(place, _)| self.below.is_typed(*place, at)).map(|(_, cell)| cell).collect();
        let contrast = typed.iter().filter(|cell| !is_typed(cell)).count();
        let fills = row.filled().any(|(place, _)| above.cell(place).trim().is_empty());
        let codes = above.filled().filter(|(_, cell)| is_code(cell)).count() > 0;
        let labels = row.filled().all(|(_, cell)| is_label(cell) || is_question(cell));
        labels && contrast == typed.len() && ((contrast > 0 && (fills || codes)) || contrast > 2)
    }
}

/// Whether a cell is short enough for a label.
fn is_label(cell: &str) -> bool {
    const WORDS: usize = 12;
    cell.split_whitespace().count() <= WORDS
}

/// Columns by place, of whatever is counted.
type ByPlace<T> = BTreeMap<usize, T>;

#[cfg(test)]
mod tests {
    use super::{Found, Span, columns, find};
    use crate::ingest::table::Row;
    use crate::model::Consultation;

    fn rows(table: &[&str]) -> Vec<Row> {
        let rows =
            table.iter().zip(1..).map(|(row, number)| Row::new(number, row.split('|').map(str::to_owned)));
        rows.filter(|row| row.filled().next().is_some()).collect()
    }

    /// Rows above the names and the names themselves, joined.
    fn read(table: &[&str], spans: &[Span]) -> (usize, String) {
        let rows = rows(table);
        let Found { above, names } = find(&rows, spans, &Consultation::default());
        let width = rows.iter().flat_map(|row| &row.cells).map(|(place, _)| place + 1).max().unwrap_or(0);
        let (columns, _) = columns(&rows[above..above + names], spans, width, &|place| place + 1);
        let names: Vec<String> = columns.into_iter().map(|column| column.name).collect();
        (above, names.join("|"))
    }

    #[test]
    fn one_row_of_names_stands_at_the_top_or_below_titles() {
        let plain = ["nr|naam|Uw mening", "1|Jan|Te duur.", "2|Piet|Te laat."];
        assert_eq!(read(&plain, &[]), (0, "nr|naam|Uw mening".to_owned()));
        let titled =
            ["Reacties", "", "Gemaakt op 1 maart", "nr|naam|Uw mening", "1|Jan|Te duur.", "2|Piet|Te laat."];
        assert_eq!(read(&titled, &[]), (2, "nr|naam|Uw mening".to_owned()));
        let words =
            ["Soort|Inhoud", "Vraag|Waarom hier?", "Reactie|Het is te druk.", "Vraag|En wanneer dan?"];
        assert_eq!(read(&words, &[]).1, "Soort|Inhoud");
        assert_eq!(read(&["Wat mist u?", "Groen", "Water"], &[]).1, "Wat mist u?");
    }

    #[test]
    fn labels_of_groups_stand_before_the_names() {
        let table = ["Inzender||Plan|", "nr|naam|Score|Waarom", "1|Jan|7|Te duur.", "2|Piet|8|Te laat."];
        assert_eq!(read(&table, &[]).1, "Inzender – nr|Inzender – naam|Plan – Score|Plan – Waarom");
        let table = ["nr|Plan||wijk", "|Score|Waarom|", "1|7|Te duur.|Oost", "2|8|Te laat.|West"];
        let spans = [Span { top: 1, bottom: 1, left: 1, right: 2 }];
        assert_eq!(read(&table, &spans).1, "nr|Plan – Score|Plan – Waarom|wijk");
    }

    #[test]
    fn codes_of_questions_give_way_to_their_words() {
        let table = [
            "Q1|Q2|Status",
            "Wat vindt u?|Wat mist u?|Stand",
            "Te duur en te laat.|Groen|af",
            "Prima plan zo.|Water|open",
        ];
        assert_eq!(read(&table, &[]).1, "Wat vindt u?|Wat mist u?|Stand");
        let table = ["Q1|Datum", "Te duur, vind ik.|2024-03-01", "Prima plan.|2024-03-02"];
        assert_eq!(read(&table, &[]).1, "Q1|Datum");
    }

    #[test]
    fn a_table_without_names_is_seen_as_such() {
        let table = ["1|2024-03-01|Te duur.", "2|2024-03-02|Te laat.", "3|2024-03-03|Te druk."];
        assert_eq!(read(&table, &[]), (0, "column 1|column 2|column 3".to_owned()));
        let table = ["Het plan is veel te duur voor de wijk.", "Er is te weinig groen in de straat."];
        assert_eq!(read(&table, &[]).1, "column 1");
        assert_eq!(read(&[], &[]), (0, String::new()));
    }
}
