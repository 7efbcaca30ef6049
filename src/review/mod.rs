//! Analysts' decisions: a log of them, and its overlay on what the machine found. In: the bytes of a log, statements and structure. Out:
//! what the log says, the statements as analysts decided they are, and what became of every decision. Each moves the statement that it
//! names and nothing else; none is dropped. What a decision can say is told in `docs/review.md`. `sheet` makes workbooks to decide in and reads
//! them back.

mod agreed;
mod cut;
mod log;
mod matching;
mod mend;
mod overlay;
mod replay;
mod rows;
pub mod sheet;
mod views;
mod whole;

pub use agreed::blind_codings;
pub use log::{Log, LogFinding, parse};
pub use matching::SIMILAR;
pub use mend::{Mended, mend, structure_kind};
pub use overlay::{Overlaid, overlay};
pub use replay::{Replay, replay};
pub use rows::{header, log_row};
pub use whole::theme_parts;
