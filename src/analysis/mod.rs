//! counts and measures over coded statements: plain statements in, plain numbers out, each with the ids behind it.

pub mod agreement;
mod bootstrap;
mod collapsed;
mod distinct;
pub mod groups;
pub mod keyness;
mod moves;
mod overlap;
pub mod phrases;
pub mod scores;
pub mod suggestions;
mod summary;

pub use moves::{Move, MovedTheme, PatternMoves, by_pattern, moves};
pub use overlap::{Overlap, Overlaps, overlaps};
pub use summary::{Summariser, summarise};
