//! What programs make of typeset pages.

pub(super) mod grid;
pub(super) mod sorted;
