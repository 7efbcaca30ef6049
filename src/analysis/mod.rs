//! counts and measures over coded statements: plain statements in, plain numbers out, each with the ids behind it.

pub mod agreement;
mod bootstrap;
mod collapsed;
pub mod groups;
mod overlap;
pub mod scores;
mod summary;

pub use overlap::{Overlap, Overlaps, overlaps};
pub use summary::summarise;
