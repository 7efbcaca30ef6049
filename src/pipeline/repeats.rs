//! The same words twice: fills `duplicate_of`, `group` and `own` of coded statements, and has their own additions coded by themselves. Of
//! long tables it notes these, for when their statements are read again to be written.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::passing::Passing;
use super::voices::{Voices, long_texts};
use super::work::{Coders, chapter_kind, consultations};
use super::{RunError, Stop, Tools};
use crate::analysis::groups::{Member, Repetition, repetition};
use crate::coding::CodingInput;
use crate::model::{
    Consultation, Document, Group, GroupLevel, GroupMember, OwnSpan, Span, Statement, StatementId,
    ThemeCoding, ThemeEvidence,
};
use crate::text::content_id;

/// Statements of which a thread codes the own additions at a time.
const BATCH: usize = 256;

/// What statements of long tables repeat, by their id.
pub(super) type Notes = FxHashMap<StatementId, Note>;

/// What a statement repeats.
#[derive(Debug, Clone)]
pub(super) struct Note {
    duplicate_of: Option<StatementId>,
    group: String,
    own: Vec<Span>,
}

/// Groups statements and whole responses; the held statements learn what they repeat, of the others it is noted.
pub(super) fn find(
    statements: &mut [Statement],
    documents: &[Document],
    long: &[Passing<'_>],
    tools: &Tools<'_>,
    stop: &Stop,
) -> Result<(Vec<Group>, Notes), RunError> {
    let pool = &tools.pool;
    let read: Vec<_> = long.iter().map(|table| long_texts(table, pool, stop)).collect::<Result<_, _>>()?;
    let voices = Voices::new(statements, documents, long, &read);
    stop.check()?;
    let found = pool.install(|| repetition(voices.texts()));
    stop.check()?;
    let responses = voices.responses();
    let joined: Vec<String> = responses.iter().map(|response| joined(&voices, response)).collect();
    let repeated = pool.install(|| repetition(&joined.iter().map(String::as_str).collect::<Vec<_>>()));
    let mut groups = groups(&voices, (GroupLevel::Statement, &found), None);
    groups.extend(self::groups(&voices, (GroupLevel::Response, &repeated), Some(&responses)));
    let told = told(&voices, &found);
    drop(voices);
    let notes = fill(statements, told);
    let consultations = consultations(documents);
    let consultation = |document: &str| consultations.get(document).copied();
    pool.install(|| {
        let batches = statements.par_chunks_mut(BATCH);
        batches.for_each(|batch| code_own(batch, consultation, &tools.coders));
    });
    Ok((groups, notes))
}

/// What stands between the statements of a response: it ends a sentence.
const BETWEEN: &str = "\n";

fn joined(voices: &Voices<'_>, response: &[usize]) -> String {
    response.iter().map(|voice| voices.text(*voice)).collect::<Vec<_>>().join(BETWEEN)
}

/// The voices of a unit: itself, or those of a response.
fn unit(units: Option<&[Vec<usize>]>, unit: usize) -> Cow<'_, [usize]> {
    match units {
        Some(units) => Cow::Borrowed(units.get(unit).map_or(&[][..], Vec::as_slice)),
        None => Cow::Owned(vec![unit]),
    }
}

/// The groups that were found among units (statements, or responses as lists of them), in the order of their first members.
fn groups(
    voices: &Voices<'_>,
    (level, found): (GroupLevel, &Repetition),
    units: Option<&[Vec<usize>]>,
) -> Vec<Group> {
    let id_of = |own: usize| unit(units, own).first().and_then(|first| voices.id(*first));
    let mut places: BTreeMap<usize, usize> = BTreeMap::new();
    let mut groups: Vec<Group> = Vec::new();
    let members = found.members.iter().enumerate();
    for (own, member) in members.filter_map(|(own, member)| Some((own, member.as_ref()?))) {
        let place = *places.entry(member.representative).or_insert(groups.len());
        if place == groups.len() {
            let representative = id_of(member.representative).unwrap_or_default();
            groups.push(Group {
                id: group_id(level, &representative),
                level,
                representative,
                shared: shared(voices, units, found, member.representative),
                members: Vec::new(),
            });
        }
        if let Some(group) = groups.get_mut(place) {
            let exact = member.exact.and_then(id_of);
            group.members.extend(described(voices, &unit(units, own), member, exact));
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
    voices: &Voices<'_>,
    units: Option<&[Vec<usize>]>,
    found: &Repetition,
    representative: usize,
) -> Vec<String> {
    let text = joined(voices, &unit(units, representative));
    let spans = found.shared.get(&representative).map_or(&[][..], Vec::as_slice);
    spans.iter().map(|span| span.cut(&text).replace(BETWEEN, " ")).collect()
}

fn described(
    voices: &Voices<'_>,
    unit: &[usize],
    member: &Member,
    exact: Option<String>,
) -> Option<GroupMember> {
    let first = voices.statement(*unit.first()?)?;
    let rest = unit.iter().skip(1).filter_map(|voice| voices.id(*voice));
    let ids: Vec<StatementId> = std::iter::once(first.id.clone()).chain(rest).collect();
    Some(GroupMember {
        document: first.document.clone(),
        record: first.record.clone(),
        similarity: member.similarity,
        exact,
        own: own_spans(voices, unit, &ids, &member.own),
        statements: ids,
    })
}

/// Spans of the joined text as spans of the statements that it was joined of.
fn own_spans(voices: &Voices<'_>, unit: &[usize], ids: &[StatementId], own: &[Span]) -> Vec<OwnSpan> {
    let mut spans = Vec::new();
    let mut begins = 0;
    for (voice, id) in unit.iter().zip(ids) {
        let length = voices.text(*voice).chars().count() as u32;
        for span in own {
            let (start, end) = (span.start.max(begins), span.end.min(begins + length));
            if start < end {
                spans.push(OwnSpan { statement: id.clone(), start: start - begins, end: end - begins });
            }
        }
        begins += length + BETWEEN.len() as u32;
    }
    spans
}

/// What each statement that repeats another is told: its place among those that are held, or its id.
struct Told {
    held: Option<usize>,
    id: StatementId,
    note: Note,
}

fn told(voices: &Voices<'_>, found: &Repetition) -> Vec<Told> {
    let members = found.members.iter().enumerate();
    let members = members.filter_map(|(voice, member)| Some((voice, member.as_ref()?)));
    let told = members.filter_map(|(voice, member)| {
        let representative = voices.id(member.representative)?;
        Some(Told {
            held: voices.held(voice),
            id: voices.id(voice)?,
            note: Note {
                duplicate_of: member.exact.and_then(|first| voices.id(first)),
                group: group_id(GroupLevel::Statement, &representative),
                own: member.own.clone(),
            },
        })
    });
    told.collect()
}

/// Tells the held statements what they repeat, and notes it for the others.
fn fill(statements: &mut [Statement], told: Vec<Told>) -> Notes {
    let mut notes = Notes::default();
    for Told { held, id, note } in told {
        match held.and_then(|held| statements.get_mut(held)) {
            Some(statement) => note.tell(statement),
            None => drop(notes.insert(id, note)),
        }
    }
    notes
}

impl Note {
    fn tell(self, statement: &mut Statement) {
        statement.duplicate_of = self.duplicate_of;
        statement.group = Some(self.group);
        statement.own = self.own;
    }
}

/// Tells coded statements of a long table what they repeat, and codes their own additions.
pub(super) fn apply(
    notes: &Notes,
    statements: &mut [Statement],
    consultation: &Consultation,
    coders: &Coders<'_>,
) {
    if notes.is_empty() {
        return;
    }
    for statement in &mut *statements {
        if let Some(note) = notes.get(&statement.id) {
            note.clone().tell(statement);
        }
    }
    code_own(statements, |_| Some(consultation), coders);
}

/// Codes every own addition by itself, so that the letter around it does not decide what it is about, and adds its themes to those
/// of the statement.
fn code_own<'c>(
    statements: &mut [Statement],
    consultation: impl Fn(&str) -> Option<&'c Consultation>,
    coders: &Coders<'_>,
) {
    let additions = statements.iter().flat_map(|own| own.own.iter().map(move |span| (own, *span)));
    let inputs: Vec<CodingInput<'_>> = additions
        .map(|(statement, span)| {
            let section = statement.section.as_ref();
            let consultation = consultation(&statement.document);
            CodingInput {
                text: span.cut(&statement.text),
                section,
                chapter_kind: consultation.and_then(|consultation| chapter_kind(consultation, section)),
                question: statement.question.as_deref(),
            }
        })
        .collect();
    if inputs.is_empty() {
        return;
    }
    let mut codings = coders.code(&inputs).into_iter();
    for statement in statements {
        let Statement { own, themes, .. } = statement;
        for (span, coding) in own.iter().zip(codings.by_ref()) {
            coding.themes.into_iter().for_each(|theme| add_theme(themes, theme, *span));
        }
    }
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
