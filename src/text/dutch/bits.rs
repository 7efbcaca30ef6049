//! The bits of an entry in the table of forms, as `build.rs` writes and the library reads them, both by this file.

/// A noun in any number.
pub(crate) const NOUN: u64 = 1;
/// A finite form, an infinitive, or what verbs are filed under.
pub(crate) const VERB: u64 = 2;
/// An adjective or a participle.
pub(crate) const ADJECTIVE: u64 = 4;
/// What a compound may begin with, linking letters included.
pub(crate) const OPENING: u64 = 8;
/// Never to be split.
pub(crate) const WHOLE: u64 = 16;
/// A finite form or infinitive that is not the verb's first person.
pub(crate) const FINITE: u64 = 32;
/// A word by itself rather than the beginning of one.
pub(crate) const WORD: u64 = 64;
/// Diminutives, degrees of comparison, nouns in -schap: near their base but not the same.
pub(crate) const NEAR: u64 = 128;

/// Where it stands after how many bytes "ge" is taken out.
pub(crate) const GE_AT: u32 = 8;
/// For nowhere.
pub(crate) const NOWHERE: u64 = 15;
/// Where it stands how many bytes go from the end.
pub(crate) const CUT: u32 = 12;
/// So many at most.
pub(crate) const MOST_CUT: u64 = 31;
/// Where the number of the ending stands that comes instead.
pub(crate) const ENDING: u32 = 17;
