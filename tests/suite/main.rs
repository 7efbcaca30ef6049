//! All tests that go through the public interface, one module per subject.

mod analysis;
mod architecture;
mod browser;
mod cli;
mod coding;
mod consecutive;
mod dutch;
mod errors;
mod formats;
mod groups;
mod index;
mod ingest;
mod inspect;
mod invariants;
mod layout;
mod learned;
mod mutations;
mod pdf;
mod quality;
mod report;
mod sample;
mod shapes;
mod synthesis;
mod taxonomy;
mod taxonomy_check;
mod whole_run;
