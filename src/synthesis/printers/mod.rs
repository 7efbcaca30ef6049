//! What programs make of typeset pages.

pub(super) mod sorted;
