//! the only module that knows tantivy.
