//! What a run takes from its cache instead of making it: the statements of documents, as they were recovered, and the codes of
//! statements. Each is kept by all that it depends on, so that a changed taxonomy codes anew but reads nothing anew, and a changed file
//! concerns that file alone.

use std::collections::hash_map::DefaultHasher;
use std::hash::Hasher as _;

use serde::{Deserialize, Serialize};

use super::taxonomies::LoadedTaxonomy;
use super::work::read_group;
use crate::cache::{Cache, Key};
use crate::coding::{Coding, CodingInput};
use crate::model::{Content, Document, Problem, Statement, Structure};
use crate::segment::{Responses, Segmented};

/// Fewer statements are coded as fast as their codes are looked up.
const FEWEST: usize = 8;

/// Statements that are coded together, at least but at the end, and at most.
const BATCH: (usize, usize) = (64, 512);

/// Of so many statements, one ends a batch.
const ENDS: u64 = 128;

/// What was recovered from documents that belong together.
#[derive(Serialize, Deserialize)]
struct Kept {
    statements: Vec<Statement>,
    structure: Vec<Structure>,
    problems: Vec<Problem>,
}

/// Recovers the statements of documents that belong together, or takes them as they were recovered before. What reading weighed besides is
/// not given.
pub(super) fn statements(group: &[&Document], responses: Responses, cache: &Cache) -> Segmented {
    let made = || {
        let Segmented { statements, structure, problems, .. } = read_group(group, responses).segmented;
        Kept { statements, structure, problems }
    };
    // Rows of tables become statements as fast as statements are read.
    let is_dear = group.iter().any(|document| matches!(document.content, Content::Pages(_)));
    let Kept { statements, structure, problems } = if is_dear {
        let key = |key: Key| {
            group.iter().fold(key.part(format!("{responses:?}")), |key, document| told(key, document))
        };
        cache.recall("statements", key, made)
    } else {
        made()
    };
    Segmented { statements, structure, problems, runners_up: Vec::new() }
}

/// All that the content of a document was read from.
fn told(key: Key, document: &Document) -> Key {
    key.part(&document.path)
        .part(&document.sha256)
        .part(&document.encoding)
        .option(document.respondent.as_deref())
        .option(document.date.as_deref())
        .option(serde_json::to_vec(&*document.consultation).ok())
}

/// Codes statements with the taxonomy that has that name, or gives the codes that it gave them before.
pub(super) fn codings(
    (taxonomy, cache): (&TaxonomyName, &Cache),
    inputs: &[CodingInput<'_>],
    code: impl FnOnce() -> Vec<Coding>,
) -> Vec<Coding> {
    if inputs.len() < FEWEST {
        return code();
    }
    let key = |key: Key| {
        inputs.iter().fold(key.part(&taxonomy.0), |key, input| {
            let CodingInput { text, section, chapter_kind, question } = input;
            key.part(text)
                .option(section.map(|section| &section.title))
                .option(section.and_then(|section| section.number.as_deref()))
                .option(chapter_kind.map(crate::model::Kind::code))
                .option(*question)
        })
    };
    cache.recall("codings", key, code)
}

/// What tells taxonomies apart: the hashes of the files that they were read from.
#[derive(Debug, Clone, Default)]
pub(super) struct TaxonomyName(String);

impl TaxonomyName {
    pub(super) fn of(taxonomy: &LoadedTaxonomy) -> Self {
        let files = taxonomy.inputs.iter().map(|input| format!("{} {}\n", input.role, input.sha256));
        Self(files.collect())
    }
}

/// Parts statements into batches where their words say so, so that one statement more or less leaves the batches of the others as they
/// were.
pub(super) fn batches(mut statements: &mut [Statement]) -> Vec<&mut [Statement]> {
    let mut batches = Vec::with_capacity(statements.len() / BATCH.0 + 1);
    while !statements.is_empty() {
        let (least, most) = BATCH;
        let ends =
            statements.iter().enumerate().take(most).skip(least).find(|(_, own)| ends_batch(&own.text));
        let length = ends.map_or(most, |(place, _)| place + 1).min(statements.len());
        let (batch, rest) = statements.split_at_mut(length);
        batches.push(batch);
        statements = rest;
    }
    batches
}

fn ends_batch(text: &str) -> bool {
    // Its result is nowhere kept: another hash of another day parts the statements elsewhere and codes them the same.
    let mut hasher = DefaultHasher::new();
    hasher.write(text.as_bytes());
    hasher.finish().is_multiple_of(ENDS)
}

#[cfg(test)]
mod tests {
    use super::{BATCH, batches};
    use crate::model::Statement;

    fn statements(count: u32) -> Vec<Statement> {
        (0..count).map(|number| Statement::uncoded("d", format!("Uiting {number}"))).collect()
    }

    fn texts(statements: &mut [Statement]) -> Vec<Vec<String>> {
        let texts = |batch: &[Statement]| batch.iter().map(|own| own.text.clone()).collect();
        batches(statements).into_iter().map(|batch| texts(batch)).collect()
    }

    #[test]
    fn batches_hold_all_statements_in_order() {
        for count in [0, 1, 63, 64, 65, 512, 513, 5_000] {
            let mut own = statements(count);
            let parted = texts(&mut own);
            assert!(parted.iter().all(|batch| !batch.is_empty() && batch.len() <= BATCH.1));
            assert_eq!(parted.concat(), own.iter().map(|own| own.text.clone()).collect::<Vec<_>>());
        }
    }

    #[test]
    fn one_statement_more_leaves_most_batches_as_they_were() {
        let mut own = statements(5_000);
        let before = texts(&mut own);
        own.insert(700, Statement::uncoded("d", "Een uiting ertussen".to_owned()));
        let after = texts(&mut own);
        let kept = after.iter().filter(|batch| before.contains(batch)).count();
        assert!(before.len() > 20, "{}", before.len());
        assert!(kept + 4 >= before.len(), "{kept} of {}", before.len());
    }
}
