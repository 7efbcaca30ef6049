//! The words of a workbook in both languages.

use super::columns::Column;

/// The language of headers, drop-downs and instructions; import knows both.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum SheetLanguage {
    /// Dutch.
    #[default]
    Nl,
    /// English.
    En,
}

impl SheetLanguage {
    /// Both.
    pub(super) const ALL: [Self; 2] = [Self::Nl, Self::En];

    /// The one of two texts that is in this language.
    pub(super) fn of<'t>(self, nl: &'t str, en: &'t str) -> &'t str {
        match self {
            Self::Nl => nl,
            Self::En => en,
        }
    }

    /// The header of a column.
    pub(super) fn header(self, column: Column) -> String {
        match column {
            Column::Theme(number) => format!("{} {number}", self.of("thema", "theme")),
            Column::Id => "id".to_owned(),
            Column::BlindId => BLIND_ID.to_owned(),
            Column::Document => "document".to_owned(),
            Column::Place => self.of("plaats", "place").to_owned(),
            Column::Why => self.of("waarom hier", "why here").to_owned(),
            Column::Section => self.of("kop", "section").to_owned(),
            Column::Text => self.of("tekst", "text").to_owned(),
            Column::Words => self.of("woorden", "words").to_owned(),
            Column::Coding => self.of("codering nu", "coding now").to_owned(),
            Column::Group => self.of("in groep", "in group").to_owned(),
            Column::Kind => self.of("soort", "kind").to_owned(),
            Column::Action => self.of("actie", "action").to_owned(),
            Column::MergeWith => self.of("samenvoegen met", "merge with").to_owned(),
            Column::WholeGroup => self.of("hele groep", "whole group").to_owned(),
            Column::Reason => self.of("reden", "reason").to_owned(),
        }
    }

    /// The sheet to fill in.
    pub(super) fn coding_sheet(self) -> &'static str {
        self.of("Coderen", "Coding")
    }

    /// The sheet that tells how.
    pub(super) fn instructions_sheet(self) -> &'static str {
        self.of("Uitleg", "Instructions")
    }

    /// The sheet that tells what the workbook is.
    pub(super) fn about_sheet(self) -> &'static str {
        self.of("Over", "About")
    }

    /// The hidden sheet of what drop-downs offer.
    pub(super) fn lists_sheet(self) -> &'static str {
        self.of("Lijsten", "Lists")
    }

    /// Yes or no.
    pub(super) fn answer(self, yes: bool) -> &'static str {
        if yes { self.of("ja", "yes") } else { self.of("nee", "no") }
    }
}

/// The header of the ids of a blind workbook: it still tells when a sheet has been saved as CSV.
pub(super) const BLIND_ID: &str = "id (blind)";

/// What stands between a code and its label in a drop-down.
pub(super) const LABEL_MARK: &str = " · ";

/// A line of the sheet that tells what the workbook is: what it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fact {
    /// Whether it is blind.
    Blind,
    /// Who fills it in.
    Coder,
    /// The consultation.
    Consultation,
    /// Name and version of the taxonomy.
    Taxonomy,
    /// How its statements were chosen.
    Choice,
}

impl Fact {
    pub(super) const ALL: [Self; 5] =
        [Self::Blind, Self::Coder, Self::Consultation, Self::Taxonomy, Self::Choice];

    pub(super) fn name(self, language: SheetLanguage) -> &'static str {
        match self {
            Self::Blind => language.of("blind gecodeerd", "blind"),
            Self::Coder => language.of("codeur (vul in)", "coder (fill in)"),
            Self::Consultation => language.of("consultatie", "consultation"),
            Self::Taxonomy => language.of("taxonomie", "taxonomy"),
            Self::Choice => language.of("keuze", "choice"),
        }
    }

    pub(super) fn from_name(name: &str) -> Option<Self> {
        let is = |fact: &Self| SheetLanguage::ALL.iter().any(|language| fact.name(*language) == name);
        Self::ALL.into_iter().find(is)
    }
}

/// Whether a cell says yes, in the ways that people and programs do; `None` where it says neither.
pub(super) fn yes_or_no(cell: &str) -> Option<bool> {
    match cell.to_lowercase().as_str() {
        "ja" | "j" | "yes" | "y" | "true" | "waar" | "1" | "x" => Some(true),
        "" | "nee" | "n" | "no" | "false" | "onwaar" | "0" => Some(false),
        _ => None,
    }
}
