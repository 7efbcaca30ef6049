//! What analysts decide: statements → workbooks to look at, filled-in workbooks → decisions.
//!
//! It reads and writes no file, and changes no statement.

pub mod sheet;
