//! The work per document, spread over threads: layout, segmentation and coding, put together again in source order.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError, mpsc};

use rayon::prelude::*;

use super::groups::groups;
use super::passing::Passing;
use super::progress::tell;
use super::repeats::Notes;
use super::reuse::{self, TaxonomyName};
use super::taxonomies::LoadedTaxonomy;
use super::{Progress, RunError, RunSettings, Stage, Stop, Tools, repeats};
use crate::cache::Cache;
use crate::codebook::{Taxonomy, WordClasses};
use crate::coding::{self, Coding, CodingInput};
use crate::ingest;
use crate::layout;
use crate::model::{
    Block, Consultation, Content, Document, Group, Kind, Problem, Reviewed, Section, Severity, Statement,
    Structure, problem_codes,
};
use crate::review::{self, Mended, Replay};
use crate::segment::{self, Responses, SegmentInput, Segmented};
use crate::text::Analyser;

/// Words that the threads remember together, at some 200 bytes each, before they begin anew: the usual ones are soon learnt again.
const KNOWN: usize = 250_000;

/// Everything found in the documents, in source order.
#[derive(Debug, Default)]
pub(super) struct Coded {
    pub(super) statements: Vec<Statement>,
    pub(super) groups: Vec<Group>,
    /// What statements of long tables repeat.
    pub(super) notes: Notes,
    pub(super) reviewed: Vec<Reviewed>,
    pub(super) structure: Vec<Structure>,
    pub(super) problems: Vec<Problem>,
}

/// Codes all documents. Groups, the pages within one, and batches of statements are spread over the threads and put back in order, so
/// that the outcome is the same for any number of threads.
pub(super) fn code_all(
    documents: &[Document],
    long: &[Passing<'_>],
    tools: &Tools<'_>,
    settings: &RunSettings,
    replay: &mut Replay,
    progress: &mut dyn FnMut(Progress),
) -> Result<Coded, RunError> {
    let (Tools { coders, pool, cache, .. }, responses) = (tools, settings.responses);
    let groups = groups(documents);
    let total = parts(documents);
    tell(progress, &settings.stop, Progress::begin(Stage::Coding, Some(total)))?;
    let (sender, receiver) = mpsc::channel();
    let mut results: Vec<(usize, Segmented)> = Vec::with_capacity(groups.len());
    pool.in_place_scope(|scope| {
        let (groups, stop) = (&groups, &settings.stop);
        scope.spawn(move |_| {
            // One at a time: the last of a batch would else wait for a long document before it.
            let numbered = groups.par_iter().with_max_len(1).enumerate();
            numbered.for_each_with(sender, |sender, (number, group)| {
                // The receiver outlives the scope; a failed send could only mean that nobody waits for the result.
                let _ = sender.send((number, code_group(group, responses, (coders, cache), stop)));
            });
        });
        let mut done = 0;
        for (number, segmented) in receiver {
            done += parts(groups[number].iter().copied());
            progress(Progress::at(Stage::Coding, done, Some(total)));
            results.push((number, segmented));
        }
    });
    settings.stop.check()?;
    results.sort_by_key(|(number, _)| *number);
    let mut coded = gather(results.into_iter().map(|(_, segmented)| segmented));
    let mut mended = mend(&mut coded, documents, coders, replay);
    if settings.groups {
        let passing: usize = long.iter().map(|table| table.rows().len()).sum();
        let statements = Some(mended.statements.len() + passing);
        tell(progress, &settings.stop, Progress::begin(Stage::Grouping, statements))?;
        (coded.groups, coded.notes) =
            repeats::find(&mut mended.statements, documents, long, tools, &settings.stop)?;
    }
    let overlaid = review::overlay(mended, replay);
    (coded.statements, coded.reviewed) = (overlaid.statements, overlaid.reviewed);
    Ok(coded)
}

/// Draws the boundaries of statements as analysts decided, and codes what that makes.
fn mend(coded: &mut Coded, documents: &[Document], coders: &Coders<'_>, replay: &mut Replay) -> Mended {
    let (statements, structure) =
        (std::mem::take(&mut coded.statements), std::mem::take(&mut coded.structure));
    let mut mended = review::mend(statements, structure, documents, replay);
    coded.structure = std::mem::take(&mut mended.structure);
    let gone: BTreeSet<&str> = mended.gone.iter().map(|gone| gone.id.as_str()).collect();
    let about = |problem: &Problem| {
        let is_doubt = problem.code == problem_codes::DOUBTFUL || problem.code == problem_codes::TRUNCATED;
        is_doubt && problem.message.split(' ').any(|word| gone.contains(word))
    };
    coded.problems.retain(|problem| !about(problem));
    let consultations = consultations(documents);
    for index in &mended.fresh {
        let Some(statement) = mended.statements.get_mut(*index) else { continue };
        coded.problems.extend(segment::doubts(statement));
        if let Some(consultation) = consultations.get(statement.document.as_str()) {
            put_codes(std::slice::from_mut(statement), consultation, coders);
        }
    }
    mended
}

/// What is known of the consultation of each document.
pub(super) fn consultations(documents: &[Document]) -> BTreeMap<&str, &Consultation> {
    documents.iter().map(|document| (document.path.as_str(), &*document.consultation)).collect()
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

/// What the threads code with.
pub(super) struct Coders<'t> {
    taxonomy: &'t Taxonomy,
    name: TaxonomyName,
    cache: &'t Cache,
    /// What they share of the words learnt so far.
    shared: Mutex<Known>,
    /// One for each thread.
    known: Vec<Mutex<Known>>,
}

/// What is known of words.
#[derive(Default)]
struct Known {
    analyser: Analyser,
    classes: WordClasses,
}

impl Known {
    /// The same for another thread.
    fn sharing(&self) -> Self {
        Self { analyser: self.analyser.sharing(), classes: self.classes.sharing() }
    }
}

impl<'t> Coders<'t> {
    pub(super) fn new(loaded: &'t LoadedTaxonomy, cache: &'t Cache, threads: NonZeroUsize) -> Self {
        let shared = Known::default();
        let known = (0..threads.get()).map(|_| Mutex::new(shared.sharing())).collect();
        let (taxonomy, name) = (&loaded.taxonomy, TaxonomyName::of(loaded));
        Self { taxonomy, name, cache, shared: Mutex::new(shared), known }
    }

    pub(super) fn code(&self, inputs: &[CodingInput<'_>]) -> Vec<Coding> {
        reuse::codings((&self.name, self.cache), inputs, || {
            self.with(|Known { analyser, classes }| {
                coding::code_with(self.taxonomy, analyser, classes, inputs)
            })
        })
    }

    /// Works with what is known of words.
    pub(super) fn with_analyser<R>(&self, work: impl FnOnce(&mut Analyser) -> R) -> R {
        self.with(|known| work(&mut known.analyser))
    }

    fn with<R>(&self, work: impl FnOnce(&mut Known) -> R) -> R {
        let own = rayon::current_thread_index().and_then(|thread| self.known.get(thread));
        match own {
            // Nobody else takes it. After a panic it holds what it held before: words are only ever added.
            Some(own) => {
                let mut known = own.lock().unwrap_or_else(PoisonError::into_inner);
                self.keep_up(&mut known);
                work(&mut known)
            }
            None => {
                let mut known = Known::default();
                self.keep_up(&mut known);
                work(&mut known)
            }
        }
    }

    /// Lets a thread share what the others know by now.
    fn keep_up(&self, known: &mut Known) {
        let mut shared = self.shared.lock().unwrap_or_else(PoisonError::into_inner);
        if shared.analyser.vocabulary_len() > KNOWN {
            *shared = Known::default();
        }
        if !known.analyser.shares_with(&shared.analyser) {
            *known = shared.sharing();
        }
    }
}

/// Pages and rows of documents.
fn parts<'d>(documents: impl IntoIterator<Item = &'d Document>) -> usize {
    let parts = documents.into_iter().map(|document| match &document.content {
        Content::Pages(pages) => pages.len(),
        Content::Records(records) => records.len(),
    });
    parts.sum()
}

/// Recovers and codes the statements of a group. Once somebody asks to stop, what is left stays undone: nobody will see it.
fn code_group(
    group: &[&Document],
    responses: Responses,
    (coders, cache): (&Coders<'_>, &Cache),
    stop: &Stop,
) -> Segmented {
    if stop.is_asked() {
        return Segmented::default();
    }
    let mut segmented = reuse::statements(group, responses, cache);
    if let Some(document) = group.first() {
        let batches = reuse::batches(&mut segmented.statements);
        batches.into_par_iter().for_each(|statements| {
            if !stop.is_asked() {
                put_codes(statements, &document.consultation, coders);
            }
        });
    }
    segmented
}

/// Recovers the statements of documents that belong together; their codes are left open.
pub(super) fn read_group(group: &[&Document], responses: Responses) -> ReadGroup {
    let inputs: Vec<SegmentInput<'_>> =
        group.iter().map(|document| SegmentInput { document, blocks: layout::layout(document) }).collect();
    let mut segmented = segment::segment_responses(&inputs, responses);
    for document in group {
        segmented.problems.extend(nothing_found(document, &segmented));
    }
    ReadGroup { blocks: inputs.into_iter().map(|input| input.blocks).collect(), segmented }
}

pub(super) fn put_codes(statements: &mut [Statement], consultation: &Consultation, coders: &Coders<'_>) {
    let inputs: Vec<CodingInput<'_>> = statements
        .iter()
        .map(|statement| CodingInput {
            text: &statement.text,
            section: statement.section.as_ref(),
            chapter_kind: chapter_kind(consultation, statement.section.as_ref()),
            question: statement.question.as_deref(),
        })
        .collect();
    let codings = coders.code(&inputs);
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

/// What the consultation of a document says of its chapters' kinds, by the number of the section; none where the document is not below
/// any of the roots.
#[must_use]
pub fn chapter_kind_below(
    roots: &[PathBuf],
    document: &str,
    section: Option<&Section>,
) -> Option<Option<Kind>> {
    let root = roots.iter().find(|root| root.join(document).is_file())?;
    let read = ingest::ingest_file(std::slice::from_ref(root), &root.join(document));
    let (path, ingested) = read.ok().flatten()?;
    let own = ingested.documents.iter().find(|own| own.path == path)?;
    Some(chapter_kind(&own.consultation, section))
}

/// What the consultation says of the section's chapter; of `2.3.1` the closest of `2.3.1`, `2.3` and `2`.
pub(super) fn chapter_kind(consultation: &Consultation, section: Option<&Section>) -> Option<Kind> {
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
