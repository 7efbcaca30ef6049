//! Tests of coding.
