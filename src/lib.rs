//! Bloemlezer turns Dutch consultation responses into coded, searchable statements and reports.
//!
//! A batch pipeline: `ingest` reads sources, `layout` puts pages in reading order, `segment` recovers statements, `coding`
//! applies the `codebook`, `review` takes in what analysts decide, `analysis` counts, `index` makes it searchable and `report` writes what people read.
//! Stages hand each other the plain data of [`model`] and never import each other; [`pipeline`] joins them.
//! ARCHITECTURE.md tells the rest.

pub mod cache;
pub mod model;
pub mod text;

pub mod learned;

pub mod ingest;
pub mod layout;
pub mod segment;

pub mod codebook;
pub mod coding;

pub mod review;

pub mod analysis;
pub mod index;
pub mod report;

pub mod synthesis;

pub mod pipeline;
