//! counts and measures over coded statements: plain statements in, plain numbers out, each with the ids behind it.

pub mod agreement;
mod bootstrap;
mod collapsed;
pub mod groups;
mod moves;
mod overlap;
pub mod scores;
mod summary;

pub use moves::{Move, MovedTheme, PatternMoves, by_pattern, moves};
pub use overlap::{Overlap, Overlaps, overlaps};
pub use summary::summarise;
