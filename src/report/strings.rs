//! The words of pages and of `summary.md`, one table per language: a word that a language lacks does not compile.

use super::Language;
use crate::model::{Coder, Kind, KindSource, Severity, StructureKind, Truncated};

mod en;
mod nl;

/// The table of a language.
pub(super) fn strings(language: Language) -> &'static Strings {
    match language {
        Language::Nl => &nl::STRINGS,
        Language::En => &en::STRINGS,
    }
}

/// One and many of a counted thing.
pub(super) struct Noun {
    pub(super) one: &'static str,
    pub(super) many: &'static str,
}

impl Noun {
    /// The form that goes with `count`.
    pub(super) fn of(&self, count: u64) -> &'static str {
        if count == 1 { self.one } else { self.many }
    }
}

/// Names of the closed lists of the model.
pub(super) struct Names {
    pub(super) kind: fn(Kind) -> Noun,
    pub(super) kind_meaning: fn(Kind) -> &'static str,
    pub(super) kind_source: fn(KindSource) -> &'static str,
    pub(super) coder: fn(Coder) -> &'static str,
    pub(super) severity: fn(Severity) -> &'static str,
    pub(super) structure: fn(StructureKind) -> &'static str,
    pub(super) truncated: fn(Truncated) -> &'static str,
}

/// Words of the frame around every page.
pub(super) struct Frame {
    pub(super) default_title: &'static str,
    pub(super) skip: &'static str,
    pub(super) navigation: &'static str,
    pub(super) overview: &'static str,
    pub(super) about: &'static str,
    pub(super) you_are_here: &'static str,
    pub(super) made_by: &'static str,
    pub(super) machine_note: &'static str,
    pub(super) pages: &'static str,
    pub(super) previous: &'static str,
    pub(super) next: &'static str,
    pub(super) part: fn(usize, usize) -> String,
    pub(super) scroll: &'static str,
    pub(super) decimal: char,
    pub(super) thousands: char,
}

/// What was measured of the quality of the codes, as the language writes it.
pub(super) struct Measured {
    pub(super) statements: String,
    pub(super) themes: String,
    pub(super) primary: String,
    pub(super) kind: String,
}

/// Words of `index.html`.
pub(super) struct Overview {
    pub(super) kicker: &'static str,
    pub(super) intro: &'static str,
    pub(super) publisher: &'static str,
    pub(super) date: &'static str,
    pub(super) origin: &'static str,
    pub(super) licence: &'static str,
    pub(super) figures: &'static str,
    pub(super) reviewed: fn(&str) -> String,
    pub(super) themes_kinds: &'static str,
    pub(super) themes_intro: &'static str,
    pub(super) chart_title: &'static str,
    pub(super) chart_desc: &'static str,
    pub(super) chart_table: &'static str,
    pub(super) kinds_table: &'static str,
    pub(super) together: &'static str,
    pub(super) together_intro: &'static str,
    pub(super) together_table: &'static str,
    pub(super) together_none: &'static str,
    pub(super) sections: &'static str,
    pub(super) sections_table: &'static str,
    pub(super) sources_table: &'static str,
    pub(super) whole_table: &'static str,
    pub(super) problems: &'static str,
    pub(super) problems_table: &'static str,
    pub(super) problems_none: &'static str,
    pub(super) problems_more: fn(&str) -> String,
    pub(super) severity: &'static str,
    pub(super) place: &'static str,
    pub(super) message: &'static str,
    pub(super) coding: &'static str,
    pub(super) coding_how: fn(&str, bool) -> String,
    pub(super) coding_quality: fn(&Measured) -> String,
    pub(super) coding_unmeasured: &'static str,
    pub(super) coding_reviewed: &'static str,
    pub(super) data: &'static str,
    pub(super) selection: fn(&str) -> String,
    pub(super) empty: &'static str,
}

/// Words about statements, themes and sources.
pub(super) struct Terms {
    pub(super) statement: Noun,
    pub(super) source: Noun,
    pub(super) theme: Noun,
    pub(super) record: Noun,
    pub(super) respondent: Noun,
    pub(super) kind: Noun,
    pub(super) section: &'static str,
    pub(super) no_section: &'static str,
    pub(super) share: &'static str,
    pub(super) total: &'static str,
    pub(super) number: &'static str,
    pub(super) uncoded: &'static str,
    pub(super) uncoded_long: &'static str,
    pub(super) uncoded_definition: &'static str,
    pub(super) doubtful: &'static str,
    pub(super) doubtful_flag: fn(&str) -> String,
    pub(super) truncated: &'static str,
    pub(super) reviewed: &'static str,
    pub(super) conflicts: &'static str,
    pub(super) conflict_flag: fn(&str) -> String,
    pub(super) other_language: &'static str,
    pub(super) all: &'static str,
    pub(super) quotes: &'static str,
    pub(super) no_quotes: &'static str,
    pub(super) definition: &'static str,
    pub(super) include: &'static str,
    pub(super) exclude: &'static str,
    pub(super) examples: &'static str,
    pub(super) counter_examples: &'static str,
    pub(super) subtheme: Noun,
    pub(super) with_theme: &'static str,
    pub(super) theme_counts: &'static str,
    pub(super) in_source: &'static str,
    pub(super) permalink: fn(&str) -> String,
    pub(super) duplicate: &'static str,
    pub(super) first_of: fn(&str, &str) -> String,
    pub(super) question: &'static str,
    pub(super) marked: fn(&str) -> String,
    pub(super) by_human: fn(&str) -> String,
    pub(super) checked: &'static str,
}

/// Words about what was said more than once.
pub(super) struct RepeatWords {
    pub(super) title: &'static str,
    pub(super) group: Noun,
    pub(super) intro: &'static str,
    pub(super) explained: &'static str,
    pub(super) points: &'static [&'static str],
    /// A number of statements, what they are called, and the number with the same words counted once.
    pub(super) both_ways: fn(&str, &str, &str) -> String,
    /// How often the words of a quote were sent.
    pub(super) repeated: fn(&str) -> String,
    pub(super) passage: &'static str,
    pub(super) own: &'static str,
    pub(super) own_flag: &'static str,
}

/// Words of source pages.
pub(super) struct SourceWords {
    pub(super) intro_pages: &'static str,
    pub(super) intro_parts: &'static str,
    pub(super) intro_records: &'static str,
    pub(super) facts: &'static str,
    pub(super) file: &'static str,
    pub(super) hash: &'static str,
    pub(super) encoding: &'static str,
    pub(super) themes_here: &'static str,
    pub(super) page: fn(u32, Option<&str>) -> String,
    pub(super) page_short: fn(&str) -> String,
    pub(super) open_original: &'static str,
    pub(super) column: fn(u32) -> String,
    pub(super) lines: &'static str,
    pub(super) line: &'static str,
    pub(super) line_place: fn(u32, u32, u32, u32) -> String,
    pub(super) part: fn(&str) -> String,
    pub(super) paragraph: &'static str,
    pub(super) paragraphs: &'static str,
    pub(super) paragraph_short: fn(u32) -> String,
    pub(super) paragraph_place: fn(&str, u32, u32, u32) -> String,
    pub(super) part_line_place: fn(&str, u32, u32, u32) -> String,
    pub(super) cell_place: fn(u32, &str, u32, u32) -> String,
    pub(super) row: fn(u32) -> String,
    pub(super) sheet: &'static str,
    pub(super) record: fn(&str, u32) -> String,
    pub(super) made_of: &'static str,
    pub(super) why: &'static str,
    pub(super) as_printed: &'static str,
    pub(super) as_printed_note: &'static str,
    pub(super) structure: &'static str,
    pub(super) structure_table: &'static str,
    pub(super) text: &'static str,
    pub(super) element: &'static str,
    pub(super) withheld: &'static str,
    pub(super) no_statements: &'static str,
    pub(super) score: &'static str,
    pub(super) rule: &'static str,
    pub(super) date: &'static str,
    pub(super) fields: &'static str,
}

/// Words of `about.html`.
pub(super) struct AboutWords {
    pub(super) reading: &'static str,
    pub(super) reading_points: &'static [&'static str],
    pub(super) method: &'static str,
    pub(super) method_points: &'static [&'static str],
    pub(super) limits: &'static str,
    pub(super) limits_points: &'static [&'static str],
    pub(super) glossary: &'static str,
    pub(super) glossary_terms: &'static [(&'static str, &'static str)],
    pub(super) codebook: &'static str,
    pub(super) codebook_table: &'static str,
    pub(super) data: &'static str,
    pub(super) data_files: &'static [(&'static str, &'static str)],
    pub(super) data_note: &'static str,
    pub(super) provenance: &'static str,
    pub(super) changelog: &'static str,
    pub(super) versions: &'static str,
    pub(super) version_names: [&'static str; 5],
    pub(super) none: &'static str,
    pub(super) inputs: &'static str,
    pub(super) role: &'static str,
    pub(super) settings: &'static str,
    pub(super) setting: &'static str,
    pub(super) value: &'static str,
}

/// All words of one language.
pub(super) struct Strings {
    pub(super) names: Names,
    pub(super) frame: Frame,
    pub(super) overview: Overview,
    pub(super) terms: Terms,
    pub(super) repeats: RepeatWords,
    pub(super) source: SourceWords,
    pub(super) about: AboutWords,
    pub(super) agreement: AgreementWords,
}

/// Words of `agreement.html`.
pub(super) struct AgreementWords {
    pub(super) title: &'static str,
    pub(super) intro: &'static [&'static str],
    pub(super) machine: &'static str,
    pub(super) about: &'static str,
    /// Percent, alpha, its interval, kappa.
    pub(super) columns: [&'static str; 4],
    pub(super) sets: &'static str,
    pub(super) undefined: &'static str,
    /// Between the ends of an interval.
    pub(super) to: &'static str,
    pub(super) caption: fn(u64) -> String,
    pub(super) differences: fn(u64) -> String,
}
