//! Floors under what a run makes of the real pages, against what people marked on them: the statements found, their headings, and
//! their themes. The floors of coding the gold's own texts stand in `coding.rs`.

#![expect(clippy::unwrap_used, reason = "a test that can not go on should panic")]

use std::fs;
use std::path::{Path, PathBuf};

use bloemlezer::analysis::scores::{
    GoldStatement, end_to_end, match_statements, parse_gold, score_coding, score_statements,
    statement_differences,
};
use bloemlezer::codebook::Taxonomy;
use bloemlezer::coding::{self, CodingInput};
use bloemlezer::ingest;
use bloemlezer::layout::layout;
use bloemlezer::model::Statement;
use bloemlezer::segment::{SegmentInput, segment};
use bloemlezer::text::Analyser;

fn path(below: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(below)
}

/// Gold of the pages in `corpus/`.
fn gold() -> Vec<GoldStatement> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(path("tests/gold")).unwrap().map(|file| file.unwrap().path()).collect();
    files.retain(|file| path("corpus").join(file.file_stem().unwrap()).with_extension("txt").exists());
    files.sort();
    assert!(files.len() >= 3, "{files:?}");
    let read =
        |file: &PathBuf| parse_gold(&file.display().to_string(), &fs::read_to_string(file).unwrap()).unwrap();
    files.iter().flat_map(read).collect()
}

/// The statements of the pages in `corpus/`, not coded.
fn found() -> Vec<Statement> {
    let documents = ingest::ingest(&[path("corpus")]).unwrap().documents;
    assert!(
        documents.iter().all(|document| document.consultation.consecutive.is_empty()),
        "each page stands alone"
    );
    let inputs = documents.iter().map(|document| SegmentInput { document, blocks: layout(document) });
    inputs.flat_map(|input| segment(&[input]).statements).collect()
}

#[test]
fn statements_and_headings_of_the_real_pages_keep_their_floors() {
    let (gold, found) = (gold(), found());
    let matching = match_statements(&gold, &found);
    let scores = score_statements(&gold, &found, &matching);
    let differences = statement_differences(&gold, &found, &matching);
    let told = format!(
        "exact F1 {:.3}, near F1 {:.3}, sections {:.3} ({} of {}) over {} gold and {} found statements\n{differences:#?}",
        scores.exact.f1,
        scores.near.f1,
        scores.sections.value,
        scores.sections.right,
        scores.sections.of,
        scores.gold,
        scores.found
    );
    assert!(scores.exact.f1 >= 0.85, "{told}");
    assert!(scores.near.f1 >= 0.90, "{told}");
    assert!(scores.sections.value >= 0.9, "{told}");
}

/// A good mean may hide a page that was not understood.
#[test]
fn no_real_page_is_left_far_behind() {
    let (gold, found) = (gold(), found());
    let mut pages: Vec<&str> = gold.iter().map(|statement| statement.place.name()).collect();
    pages.dedup();
    for page in pages {
        let of_page: Vec<GoldStatement> =
            gold.iter().filter(|statement| statement.place.name() == page).cloned().collect();
        let matching = match_statements(&of_page, &found);
        let scores = score_statements(&of_page, &found, &matching);
        assert!(scores.exact.f1 >= 0.75, "{page}: exact F1 {:.3}", scores.exact.f1);
    }
}

#[test]
fn themes_of_the_statements_found_keep_their_floor() {
    let (gold, mut found) = (gold(), found());
    let taxonomy = Taxonomy::embedded();
    let inputs: Vec<CodingInput<'_>> = found.iter().map(input).collect();
    let codings = coding::code(&taxonomy, &mut Analyser::new(), &inputs);
    for (statement, coding) in found.iter_mut().zip(codings) {
        statement.themes = coding.themes;
    }
    let coded = end_to_end(&gold, &found, &match_statements(&gold, &found));
    let themes: Vec<String> = taxonomy.codebook.themes.iter().map(|theme| theme.code.clone()).collect();
    let scores = score_coding(&gold, &coded, &themes);
    let per_theme: Vec<String> =
        scores.themes.iter().map(|theme| format!("{} {:.3}", theme.code, theme.score.f1)).collect();
    let (micro, macro_f1) = (scores.micro.f1, scores.macro_f1.value);
    assert!(micro >= 0.85, "micro F1 {micro:.3}, macro F1 {macro_f1:.3}: {}", per_theme.join(", "));
}

fn input(statement: &Statement) -> CodingInput<'_> {
    CodingInput {
        text: &statement.text,
        section: statement.section.as_ref(),
        chapter_kind: None,
        question: None,
    }
}
