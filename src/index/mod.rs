//! The full-text index: statements in, hits with highlights, facets and concordance lines out. The only module that knows tantivy.
//!
//! Every word stands in the index several times at its position: marked as its exact form, as its stem, and as the stems of its
//! parts where it is a compound. So one phrase may mix them. The index is a row of segments in
//! source order, as many as memory asked for when it was written; scores and the order of hits are those of one segment.
//!
//! # The query language
//!
//! | query | finds statements with |
//! |---|---|
//! | `gemeenten jeugdzorg` | both words, in any inflection (`gemeente`, `gemeenten`), or compounds of them (`buurgemeente`) |
//! | `"lange wachttijden"` | these words next to each other, in any inflection |
//! | `zorg-coördinator`, `18+/18-` | the same: what analysis splits is a phrase |
//! | `=gemeente`, `="de gemeente"` | exactly these forms, whatever their case and diacritics |
//! | `wachtlijst*` | a form that begins like this; also within a phrase: `"lange wacht*"` |
//! | `a OR b`, `a OF b` | either |
//! | `a AND b`, `a EN b` | both, as without the operator |
//! | `NOT a`, `NIET a`, `-a` | statements without it |
//! | `a NEAR/5 b` | both, with at most five words between them, in either order |
//! | `(a OR b) c` | brackets group |
//!
//! Operators are written in capitals; in lower case they are words. `NOT` binds closest, then `NEAR`, then `AND` (written or
//! not), then `OR`. Punctuation that stands alone is passed over.

pub mod baseline;
mod collect;
mod columns;
mod concordance;
mod directory;
mod error;
mod facets;
mod filter;
mod label;
mod open;
mod parts;
mod query;
mod request;
mod schema;
mod search;
mod tokens;
mod write;

pub use error::{IndexError, QueryError};
pub use open::Index;
pub use request::{
    Concordance, FacetCount, Facets, Filters, Hit, KwicLine, SearchRequest, SearchResults, SectionFacet, Sort,
};
pub use write::{Entries, Entry, Writer, write};

/// Version of the index folder; another one is refused on opening.
pub const INDEX_FORMAT: u32 = 3;
