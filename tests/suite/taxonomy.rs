//! Tests of taxonomy.
