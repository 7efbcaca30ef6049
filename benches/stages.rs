//! What each stage of a run costs by itself, on a generated consultation. `cargo bench --bench stages`

use std::fs;
use std::hint::black_box;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::OnceLock;

use bloemlezer::analysis::groups::repetition;
use bloemlezer::codebook::{Taxonomy, WordClasses};
use bloemlezer::coding::{self, CodingInput};
use bloemlezer::index;
use bloemlezer::ingest::{self, Ingested};
use bloemlezer::model::Findings;
use bloemlezer::pipeline::{self, RunSettings, Stop, TaxonomySource};
use bloemlezer::report::{self, Language, ReportOptions};
use bloemlezer::segment::{Responses, SegmentInput, segment_responses};
use bloemlezer::synthesis::{Consultation, parse_texts};
use bloemlezer::text::Analyser;
use divan::Bencher;
use divan::counter::ItemsCount;
use tempfile::TempDir;

/// Rows of the table.
const ROWS: usize = 20_000;

/// What lends its words and phrases to them.
const TEXTS: [&str; 2] = ["taxonomy/training/gewoon.jsonl", "taxonomy/training/formeel.jsonl"];

fn main() {
    divan::main();
}

/// A folder with the generated table, and what a run finds in it.
struct Material {
    folder: TempDir,
    findings: Findings,
}

impl Material {
    fn corpus(&self) -> Vec<PathBuf> {
        vec![self.folder.path().join("reacties.csv")]
    }

    fn texts(&self) -> Vec<&str> {
        self.findings.statements.iter().map(|statement| statement.text.as_str()).collect()
    }
}

fn material() -> &'static Material {
    static MATERIAL: OnceLock<Material> = OnceLock::new();
    MATERIAL.get_or_init(|| {
        let folder = tempfile::tempdir().expect("there is room for a folder");
        let table = folder.path().join("reacties.csv");
        let read = |file| fs::read_to_string(file).expect("the bench runs in the folder of the package");
        let texts = parse_texts(&TEXTS.map(read).concat()).expect("the files hold texts");
        let mut rows = csv::Writer::from_path(&table).expect("the folder is new");
        for row in Consultation::new(&texts, 1).rows(ROWS as u64) {
            rows.serialize(row).expect("there is room for the table");
        }
        rows.flush().expect("there is room for the table");
        let settings = RunSettings {
            corpus: vec![table],
            taxonomy: TaxonomySource::Embedded,
            responses: Responses::Whole,
            rules_alone: false,
            groups: true,
            decisions: None,
            out: folder.path().join("out"),
            language: Language::Nl,
            public_only: false,
            threads: NonZeroUsize::MIN,
            memory: 600_000_000,
            cache: None,
            stop: Stop::default(),
        };
        let findings = pipeline::find(&settings, &mut |_| {}).expect("the table can be read");
        Material { folder, findings }
    })
}

fn read(material: &Material) -> Ingested {
    ingest::ingest(&material.corpus()).expect("the table can be read")
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn reading_a_table(bencher: Bencher<'_, '_>) {
    let material = material();
    bencher.counter(ItemsCount::new(ROWS)).bench(|| read(material));
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn recovering_statements(bencher: Bencher<'_, '_>) {
    let ingested = read(material());
    let document = ingested.documents.first().expect("the table is a document");
    bencher
        .counter(ItemsCount::new(ROWS))
        .bench(|| segment_responses(&[SegmentInput { document, blocks: Vec::new() }], Responses::Whole));
}

/// On one thread, which begins with nothing learnt of the words.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn coding(bencher: Bencher<'_, '_>) {
    let taxonomy = Taxonomy::embedded();
    let texts = material().texts();
    let input = |text| CodingInput { text, section: None, chapter_kind: None, question: None };
    let inputs: Vec<CodingInput<'_>> = texts.into_iter().map(input).collect();
    bencher.counter(ItemsCount::new(ROWS)).bench(|| {
        let (mut analyser, mut known) = (Analyser::new(), WordClasses::default());
        for batch in inputs.chunks(512) {
            black_box(coding::code_with(&taxonomy, &mut analyser, &mut known, batch));
        }
    });
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn writing_the_index(bencher: Bencher<'_, '_>) {
    let statements = &material().findings.statements;
    let folder = || tempfile::tempdir().expect("there is room for a folder");
    bencher.counter(ItemsCount::new(ROWS)).with_inputs(folder).bench_refs(|folder| {
        index::write(&folder.path().join("index"), statements).expect("the folder is new");
    });
}

/// On all threads.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn grouping(bencher: Bencher<'_, '_>) {
    let texts = material().texts();
    bencher.counter(ItemsCount::new(ROWS)).bench(|| repetition(&texts));
}

/// Data files and pages, in memory.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn writing_data_files_and_pages(bencher: Bencher<'_, '_>) {
    let findings = &material().findings;
    bencher
        .counter(ItemsCount::new(ROWS))
        .bench(|| report::render(findings, &ReportOptions::default()).expect("the findings are whole"));
}
