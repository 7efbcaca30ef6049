//! The columns of a workbook: which there are, and which of them a header names.

use super::words::SheetLanguage;

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    /// The statement's id.
    Id,
    /// The same, of a blind workbook.
    BlindId,
    /// Its document.
    Document,
    /// Where in it.
    Place,
    /// Why the row is here.
    Why,
    /// The heading above.
    Section,
    /// What it says; the mark that splits it is typed here.
    Text,
    /// The words that justify its codes.
    Words,
    /// Its coding when the workbook was made.
    Coding,
    /// How many statements its group has.
    Group,
    /// To fill in: its kind.
    Kind,
    /// To fill in: a theme, by its number from 1.
    Theme(usize),
    /// To fill in: what else is decided.
    Action,
    /// To fill in: the statement that it is one with.
    MergeWith,
    /// To fill in: whether all of its group are coded so.
    WholeGroup,
    /// To fill in: why.
    Reason,
}

impl Column {
    /// Columns other than those of themes.
    const NAMED: [Self; 15] = [
        Self::Id,
        Self::BlindId,
        Self::Document,
        Self::Place,
        Self::Why,
        Self::Section,
        Self::Text,
        Self::Words,
        Self::Coding,
        Self::Group,
        Self::Kind,
        Self::Action,
        Self::MergeWith,
        Self::WholeGroup,
        Self::Reason,
    ];

    /// Whether people fill it in.
    pub(super) fn is_filled_in(self) -> bool {
        matches!(
            self,
            Self::Kind | Self::Theme(_) | Self::Action | Self::MergeWith | Self::WholeGroup | Self::Reason
        )
    }

    /// The column that a header names, in either language.
    pub(super) fn from_header(header: &str) -> Option<Self> {
        let header = header.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        let is = |column: &Self| SheetLanguage::ALL.iter().any(|language| language.header(*column) == header);
        Self::NAMED.into_iter().find(is).or_else(|| theme(&header))
    }
}

/// The column of a theme, of a header such as `thema 2`.
fn theme(header: &str) -> Option<Column> {
    let number = header.strip_prefix("thema").or_else(|| header.strip_prefix("theme"))?;
    let number: usize = number.trim_start().parse().ok()?;
    (1..=MOST_THEMES).contains(&number).then_some(Column::Theme(number))
}

/// As many themes of one statement have a column.
pub(super) const MOST_THEMES: usize = 50;

/// The letters of a column counted from 0: `B`, `AA`.
pub(super) fn letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters.into_iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::{Column, letters};

    #[test]
    fn headers_are_known_in_both_languages_and_however_they_are_spaced() {
        for (header, column) in [
            ("id", Column::Id),
            ("ID (blind)", Column::BlindId),
            ("Soort ", Column::Kind),
            ("thema 12", Column::Theme(12)),
            ("Theme\u{a0}2", Column::Theme(2)),
            ("whole  group", Column::WholeGroup),
        ] {
            assert_eq!(Column::from_header(header), Some(column), "{header}");
        }
        for other in ["", "thema", "thema 0", "thema 2b", "opmerking"] {
            assert_eq!(Column::from_header(other), None, "{other}");
        }
    }

    #[test]
    fn columns_have_the_letters_of_a_spreadsheet() {
        assert_eq!([0, 25, 26, 701, 702].map(letters), ["A", "Z", "AA", "ZZ", "AAA"]);
    }
}
