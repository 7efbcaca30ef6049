//! The Dutch analysis: one for coding, index and search. Text in, tokens with offsets out; it cannot fail and drops nothing
//! but white space and punctuation, which stays visible as the break before a token.

mod analyser;
mod broken;
mod cells;
mod dutch;
pub mod edges;
mod fold;
mod ids;
mod language;
mod markers;
mod named;
mod names;
mod ratio;
mod shelf;
mod tokens;
mod transform;
mod vocabulary;
mod word_pairs;
mod words;

pub use analyser::{ANALYSER, Analyser, Analysis, Break, Token};
pub use broken::{Broken, broken};
pub use cells::{cell_text, spreadsheet_cell};
pub use edges::{Begins, Ends};
pub use fold::{fold, fold_letters, fold_words};
pub use ids::content_id;
pub use language::{LanguageContext, UNDETERMINED};
pub use markers::{Marker, MarkerForm};
pub use named::{names, names_document, names_number, title_words};
pub use names::{Fingerprint, Names, fingerprint, name_key};
pub use ratio::{likeness, matching, matching_at_most, ratio};
pub(crate) use shelf::Shelf;
pub use tokens::{RawToken, words as split_words};
pub use transform::{TextBuilder, is_blank, normalise_spaces};
pub use vocabulary::{Word, WordId};
pub use word_pairs::{WordClass, WordPairs, is_content_word};
pub use words::WordList;
