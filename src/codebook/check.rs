//! What is allowed in a taxonomy but surely not meant.

use super::{Finding, Taxonomy};

/// Everything doubtful in a taxonomy, in file order.
#[must_use]
pub fn check(taxonomy: &Taxonomy) -> Vec<Finding> {
    let _ = taxonomy;
    Vec::new()
}
