//! What search and kwic have in common.
