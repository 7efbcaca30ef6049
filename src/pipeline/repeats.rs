//! The same words twice: fills `duplicate_of`, `group` and `own` of coded statements, and has their own additions coded by themselves.

use std::collections::BTreeMap;

use rayon::ThreadPool;
use rayon::prelude::*;

use super::work::{Coders, chapter_kind, consultations};
use crate::analysis::groups::{Member, Repetition, repetition};
use crate::coding::{Coding, CodingInput};
use crate::model::{
    Consultation, Document, Group, GroupLevel, GroupMember, OwnSpan, Span, Statement, ThemeCoding,
    ThemeEvidence,
};
use crate::text::content_id;

/// Own additions that a thread codes at a time.
const BATCH: usize = 256;

/// Groups statements and whole responses; the statements learn what they repeat.
pub(super) fn find(
    statements: &mut [Statement],
    documents: &[Document],
    coders: &Coders<'_>,
    pool: &ThreadPool,
) -> Vec<Group> {
    let texts: Vec<&str> = statements.iter().map(|statement| statement.text.as_str()).collect();
    let found = pool.install(|| repetition(&texts));
    let responses = responses(statements);
    let joined: Vec<String> = responses.iter().map(|response| joined(statements, response)).collect();
    let repeated = pool.install(|| repetition(&joined.iter().map(String::as_str).collect::<Vec<_>>()));
    let alone: Vec<Vec<usize>> = (0..statements.len()).map(|index| vec![index]).collect();
    let mut groups = groups(statements, (GroupLevel::Statement, &found), &alone);
    groups.extend(self::groups(statements, (GroupLevel::Response, &repeated), &responses));
    fill(statements, found);
    code_own(statements, documents, coders, pool);
    groups
}

/// Whole responses of more than one statement, as positions: records, and documents without records. One of a single statement is
/// grouped as that.
fn responses(statements: &[Statement]) -> Vec<Vec<usize>> {
    let mut places: BTreeMap<(&str, Option<&str>), usize> = BTreeMap::new();
    let mut responses: Vec<Vec<usize>> = Vec::new();
    for (index, statement) in statements.iter().enumerate() {
        let place =
            *places.entry((&statement.document, statement.record.as_deref())).or_insert(responses.len());
        match responses.get_mut(place) {
            Some(response) => response.push(index),
            None => responses.push(vec![index]),
        }
    }
    responses.retain(|response| response.len() > 1);
    responses
}

/// What stands between the statements of a response: it ends a sentence.
const BETWEEN: &str = "\n";

fn joined(statements: &[Statement], response: &[usize]) -> String {
    let texts = response.iter().filter_map(|index| Some(statements.get(*index)?.text.as_str()));
    texts.collect::<Vec<_>>().join(BETWEEN)
}

/// The groups that were found among units (statements, or responses as lists of them), in the order of their first members.
fn groups(
    statements: &[Statement],
    (level, found): (GroupLevel, &Repetition),
    units: &[Vec<usize>],
) -> Vec<Group> {
    let id_of = |unit: usize| {
        units
            .get(unit)?
            .first()
            .and_then(|first| statements.get(*first))
            .map(|statement| statement.id.clone())
    };
    let mut places: BTreeMap<usize, usize> = BTreeMap::new();
    let mut groups: Vec<Group> = Vec::new();
    let members = units.iter().zip(&found.members);
    for (unit, member) in members.filter_map(|(unit, member)| Some((unit, member.as_ref()?))) {
        let place = *places.entry(member.representative).or_insert(groups.len());
        if place == groups.len() {
            let representative = id_of(member.representative).unwrap_or_default();
            groups.push(Group {
                id: group_id(level, &representative),
                level,
                representative,
                shared: shared(statements, units, found, member.representative),
                members: Vec::new(),
            });
        }
        if let Some(group) = groups.get_mut(place) {
            let exact = member.exact.and_then(id_of);
            group.members.extend(described(statements, unit, member, exact));
        }
    }
    groups
}

/// From level and representative alone: it depends on no position.
fn group_id(level: GroupLevel, representative: &str) -> String {
    let level = match level {
        GroupLevel::Statement => "statement",
        GroupLevel::Response => "response",
    };
    content_id("gr", &[level, representative])
}

fn shared(
    statements: &[Statement],
    units: &[Vec<usize>],
    found: &Repetition,
    representative: usize,
) -> Vec<String> {
    let text = units.get(representative).map(|unit| joined(statements, unit)).unwrap_or_default();
    let spans = found.shared.get(&representative).map_or(&[][..], Vec::as_slice);
    spans.iter().map(|span| span.cut(&text).replace(BETWEEN, " ")).collect()
}

fn described(
    statements: &[Statement],
    unit: &[usize],
    member: &Member,
    exact: Option<String>,
) -> Option<GroupMember> {
    let first = statements.get(*unit.first()?)?;
    Some(GroupMember {
        document: first.document.clone(),
        record: first.record.clone(),
        statements: unit.iter().filter_map(|index| Some(statements.get(*index)?.id.clone())).collect(),
        similarity: member.similarity,
        exact,
        own: own_spans(statements, unit, &member.own),
    })
}

/// Spans of the joined text as spans of the statements that it was joined of.
fn own_spans(statements: &[Statement], unit: &[usize], own: &[Span]) -> Vec<OwnSpan> {
    let mut spans = Vec::new();
    let mut begins = 0;
    for statement in unit.iter().filter_map(|index| statements.get(*index)) {
        let length = statement.text.chars().count() as u32;
        for span in own {
            let (start, end) = (span.start.max(begins), span.end.min(begins + length));
            if start < end {
                spans.push(OwnSpan {
                    statement: statement.id.clone(),
                    start: start - begins,
                    end: end - begins,
                });
            }
        }
        begins += length + BETWEEN.len() as u32;
    }
    spans
}

/// Tells the statements what they repeat.
fn fill(statements: &mut [Statement], found: Repetition) {
    let ids: Vec<String> = statements.iter().map(|statement| statement.id.clone()).collect();
    for (statement, member) in statements.iter_mut().zip(found.members) {
        let Some(member) = member else { continue };
        statement.duplicate_of = member.exact.and_then(|first| ids.get(first).cloned());
        statement.group = ids.get(member.representative).map(|id| group_id(GroupLevel::Statement, id));
        statement.own = member.own;
    }
}

/// Codes every own addition by itself, so that the letter around it does not decide what it is about, and adds its themes to those
/// of the statement.
fn code_own(statements: &mut [Statement], documents: &[Document], coders: &Coders<'_>, pool: &ThreadPool) {
    let consultations = consultations(documents);
    let additions: Vec<(usize, Span)> = statements
        .iter()
        .enumerate()
        .flat_map(|(index, statement)| statement.own.iter().map(move |span| (index, *span)))
        .collect();
    let known: &[Statement] = statements;
    let codings: Vec<Coding> = pool.install(|| {
        let batches = additions.par_chunks(BATCH);
        batches.flat_map_iter(|batch| code_batch(known, batch, &consultations, coders)).collect()
    });
    for ((index, span), coding) in additions.into_iter().zip(codings) {
        if let Some(statement) = statements.get_mut(index) {
            coding.themes.into_iter().for_each(|theme| add_theme(&mut statement.themes, theme, span));
        }
    }
}

fn code_batch(
    statements: &[Statement],
    batch: &[(usize, Span)],
    consultations: &BTreeMap<&str, &Consultation>,
    coders: &Coders<'_>,
) -> Vec<Coding> {
    let inputs: Vec<CodingInput<'_>> = batch
        .iter()
        .filter_map(|(index, span)| {
            let statement = statements.get(*index)?;
            let section = statement.section.as_ref();
            let consultation = consultations.get(statement.document.as_str());
            Some(CodingInput {
                text: span.cut(&statement.text),
                section,
                chapter_kind: consultation.and_then(|consultation| chapter_kind(consultation, section)),
                question: statement.question.as_deref(),
            })
        })
        .collect();
    coders.code(&inputs)
}

/// Adds a theme of an own addition: its evidence to that of the statement, where it has the theme already, else behind the others.
fn add_theme(themes: &mut Vec<ThemeCoding>, mut theme: ThemeCoding, span: Span) {
    for piece in &mut theme.evidence {
        piece.start += span.start;
        piece.end += span.start;
    }
    let Some(known) = themes.iter_mut().find(|known| known.code == theme.code) else {
        themes.push(theme);
        return;
    };
    let overlaps =
        |one: &ThemeEvidence, other: &ThemeEvidence| one.start < other.end && other.start < one.end;
    let new: Vec<ThemeEvidence> = theme
        .evidence
        .into_iter()
        .filter(|piece| !known.evidence.iter().any(|other| overlaps(piece, other)))
        .collect();
    known.evidence.extend(new);
    known.evidence.sort_by_key(|piece| piece.start);
    known.score = known.score.max(theme.score);
    known.subtheme = known.subtheme.take().or(theme.subtheme);
}
