//! statement → codings with evidence.
