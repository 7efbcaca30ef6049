//! counts and measures over coded statements: plain statements in, plain numbers out, each with the ids behind it.

pub mod agreement;
mod bootstrap;
mod collapsed;
pub mod groups;
pub mod keyness;
mod overlap;
pub mod phrases;
pub mod scores;
pub mod suggestions;
mod summary;

pub use overlap::{Overlap, Overlaps, overlaps};
pub use summary::summarise;
