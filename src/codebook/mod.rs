//! taxonomy file → codebook and compiled matcher.
//!
//! A taxonomy is TOML: themes with definitions, examples and patterns, kinds, and named word sets. [`Taxonomy::parse`] reads
//! it whole or lists everything that is wrong with it, with places; [`check`] looks for what is allowed but doubtful.
//! The pattern language works on the words of [`crate::text`]; `docs/taxonomy.md` explains it.

mod check;
mod classes;
mod compile;
mod edges;
mod error;
mod evidence;
mod file;
mod fitted;
mod import;
mod lexemes;
mod matches;
mod matching;
mod open_words;
mod reader;
mod required;
mod rules;
mod scene;
mod sets;
mod source;
mod spelling;
mod syntax;
mod taxonomy;
mod trial;

pub use check::{
    Owner, Passage, PatternUse, SharedPattern, Usage, check, contrast_on_white, shared_patterns, usage,
};
pub use classes::WordClasses;
pub use error::{Finding, TaxonomyError};
pub(crate) use evidence::{
    Denials, Evidence, Fate, Reading, Weighed, found_themes, judged, kind_matches, weigh, weighed_themes,
};
pub(crate) use fitted::Fitted;
pub use import::{ImportError, ImportedCodebook, Unmapped, import_dictionary, import_table};
pub(crate) use matches::WordRange;
pub(crate) use matching::span_of;
pub(crate) use rules::{Role, RuleId};
pub use taxonomy::Taxonomy;
pub use trial::try_patterns;

/// The taxonomy that ships with the program, as text.
pub const EMBEDDED: &str = include_str!("../../taxonomy/knelpunten.toml");

/// The learned model beside it, as text.
pub const EMBEDDED_MODEL: &str = include_str!("../../taxonomy/knelpunten.model.tsv");

/// The name under which the embedded taxonomy is spoken of.
pub const EMBEDDED_NAME: &str = "knelpunten.toml";
