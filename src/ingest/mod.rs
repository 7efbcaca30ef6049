//! bytes → pages of lines, or records.
