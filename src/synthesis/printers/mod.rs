//! What programs make of typeset pages.

pub(super) mod grid;
pub(super) mod in_order;
pub(super) mod pdf;
pub(super) mod sorted;
