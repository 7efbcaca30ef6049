//! counts and measures over coded statements: plain statements in, plain numbers out, each with the ids behind it.

pub mod scores;
mod summary;

pub use summary::summarise;
