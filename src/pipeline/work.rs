//! The work per document, spread over threads: layout, segmentation and coding, put together again in source order.

use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

use super::Progress;
use super::groups::groups;
use crate::codebook::{Taxonomy, WordClasses};
use crate::coding::{self, Coding, CodingInput};
use crate::layout;
use crate::model::{
    Block, Consultation, Document, Kind, Problem, Section, Severity, Statement, Structure, problem_codes,
};
use crate::segment::{self, SegmentInput, Segmented};
use crate::text::Analyser;

/// Everything found in the documents, in source order.
#[derive(Debug, Default)]
pub(super) struct Coded {
    pub(super) statements: Vec<Statement>,
    pub(super) structure: Vec<Structure>,
    pub(super) problems: Vec<Problem>,
}

/// Codes all documents. Threads take the next group from a counter and results are put back by its number, so that the
/// outcome is the same for any number of threads.
pub(super) fn code_all(
    documents: &[Document],
    taxonomy: &Taxonomy,
    threads: NonZeroUsize,
    progress: &mut dyn FnMut(Progress),
) -> Coded {
    let groups = groups(documents);
    let next = AtomicUsize::new(0);
    let (sender, receiver) = mpsc::channel();
    let mut results: Vec<(usize, Segmented)> = Vec::with_capacity(groups.len());
    thread::scope(|scope| {
        for _ in 0..threads.get().min(groups.len()) {
            let (sender, groups, next) = (sender.clone(), &groups, &next);
            scope.spawn(move || {
                let mut coder =
                    Coder { taxonomy, analyser: Analyser::new(), classes: WordClasses::default() };
                while let Some((number, group)) = take(groups, next) {
                    // The receiver outlives the scope; a failed send could only mean that nobody waits for the result.
                    let _ = sender.send((number, code_group(group, &mut coder)));
                }
            });
        }
        drop(sender);
        let mut done = 0;
        for (number, segmented) in receiver {
            done += groups[number].len();
            progress(Progress::Coding { done, total: documents.len() });
            results.push((number, segmented));
        }
    });
    results.sort_by_key(|(number, _)| *number);
    gather(results.into_iter().map(|(_, segmented)| segmented))
}

fn take<'g, 'd>(groups: &'g [Vec<&'d Document>], next: &AtomicUsize) -> Option<(usize, &'g [&'d Document])> {
    let number = next.fetch_add(1, Ordering::Relaxed);
    groups.get(number).map(|group| (number, group.as_slice()))
}

fn gather(results: impl Iterator<Item = Segmented>) -> Coded {
    results.fold(Coded::default(), |mut coded, segmented| {
        coded.statements.extend(segmented.statements);
        coded.structure.extend(segmented.structure);
        coded.problems.extend(segmented.problems);
        coded
    })
}

/// Documents that belong together, as they were read.
pub(super) struct ReadGroup {
    /// What layout made of each of them.
    pub(super) blocks: Vec<Vec<Block>>,
    pub(super) segmented: Segmented,
}

/// What one thread codes with: the taxonomy, and what it has learnt of the words so far.
struct Coder<'t> {
    taxonomy: &'t Taxonomy,
    analyser: Analyser,
    classes: WordClasses,
}

fn code_group(group: &[&Document], coder: &mut Coder<'_>) -> Segmented {
    let mut segmented = read_group(group).segmented;
    if let Some(document) = group.first() {
        put_codes(&mut segmented.statements, &document.consultation, coder);
    }
    segmented
}

/// Recovers the statements of documents that belong together; their codes are left open.
pub(super) fn read_group(group: &[&Document]) -> ReadGroup {
    let inputs: Vec<SegmentInput<'_>> =
        group.iter().map(|document| SegmentInput { document, blocks: layout::layout(document) }).collect();
    let mut segmented = segment::segment(&inputs);
    for document in group {
        segmented.problems.extend(nothing_found(document, &segmented));
    }
    ReadGroup { blocks: inputs.into_iter().map(|input| input.blocks).collect(), segmented }
}

fn put_codes(statements: &mut [Statement], consultation: &Consultation, coder: &mut Coder<'_>) {
    let inputs: Vec<CodingInput<'_>> = statements
        .iter()
        .map(|statement| CodingInput {
            text: &statement.text,
            section: statement.section.as_ref(),
            chapter_kind: chapter_kind(consultation, statement.section.as_ref()),
            question: statement.question.as_deref(),
        })
        .collect();
    let Coder { taxonomy, analyser, classes } = coder;
    let codings = coding::code_with(taxonomy, analyser, classes, &inputs);
    for (statement, coding) in statements.iter_mut().zip(codings) {
        put_code(statement, coding);
    }
}

fn put_code(statement: &mut Statement, coding: Coding) {
    statement.kind = coding.kind.kind;
    statement.kind_score = coding.kind.score;
    statement.kind_source = coding.kind.source;
    statement.kind_evidence = coding.kind.evidence;
    statement.themes = coding.themes;
}

/// What the consultation says of the section's chapter; of `2.3.1` the closest of `2.3.1`, `2.3` and `2`.
fn chapter_kind(consultation: &Consultation, section: Option<&Section>) -> Option<Kind> {
    let mut number = section?.number.as_deref()?;
    loop {
        if let Some(kind) = consultation.chapters.get(number) {
            return Some(*kind);
        }
        number = number.rsplit_once('.')?.0;
    }
}

/// A document that gave no statement and about which nothing was said yet.
fn nothing_found(document: &Document, segmented: &Segmented) -> Option<Problem> {
    // All of its text may belong to a statement that begins in the file before it.
    let has_piece =
        |own: &Statement| own.source.iter().any(|piece| piece.document(&own.document) == document.path);
    let has_statement = segmented.statements.iter().any(has_piece);
    let has_problem = segmented.problems.iter().any(|problem| problem.file == document.path);
    (!has_statement && !has_problem).then(|| Problem {
        severity: Severity::Warning,
        file: document.path.clone(),
        page: None,
        line: None,
        code: problem_codes::NO_STATEMENTS.into(),
        message: "no statement was found in this document".into(),
        hint: Some("look at structure.jsonl to see what its text was taken for".into()),
    })
}

#[cfg(test)]
mod tests {
    use super::chapter_kind;
    use crate::model::{Consultation, Kind, Section};

    #[test]
    fn the_closest_chapter_counts() {
        let chapters = [("2", Kind::Knelpunt), ("2.3", Kind::Wens)];
        let consultation = Consultation {
            chapters: chapters.map(|(number, kind)| (number.to_owned(), kind)).into(),
            ..Consultation::default()
        };
        let kind = |number: Option<&str>| {
            let section = Section { number: number.map(str::to_owned), title: "Titel".into() };
            chapter_kind(&consultation, Some(&section))
        };
        assert_eq!(kind(Some("2.3.1")), Some(Kind::Wens));
        assert_eq!(kind(Some("2.30")), Some(Kind::Knelpunt));
        assert_eq!(kind(Some("20.1")), None);
        assert_eq!(kind(None), None);
        assert_eq!(chapter_kind(&consultation, None), None);
    }
}
