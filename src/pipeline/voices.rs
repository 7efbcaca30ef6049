//! All statements in source order as far as comparing their words needs: those that are held, and between them the texts of long tables,
//! whose statements are read again when one of them turns out to repeat another.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use rayon::ThreadPool;

use super::passing::Passing;
use super::waves::in_waves;
use super::{RunError, Stop};
use crate::model::{Document, Statement, StatementId};

/// The texts of a long table, without what is held of it.
#[derive(Default)]
pub(super) struct LongTexts {
    /// One behind the other, and where each ends: in parts, so that none has to be moved.
    parts: Vec<(String, Vec<usize>)>,
    /// The row of each text, and which of its row it is.
    places: Vec<(u32, u32)>,
}

/// Reads the texts of a long table.
pub(super) fn long_texts(table: &Passing<'_>, pool: &ThreadPool, stop: &Stop) -> Result<LongTexts, RunError> {
    let mut texts = LongTexts::default();
    let make = |rows: Range<usize>| {
        stop.check()?;
        let (mut text, mut ends, mut places) = (String::new(), Vec::new(), Vec::new());
        for row in rows {
            for (nth, statement) in (0..).zip(table.recover(row..row + 1).statements) {
                text.push_str(&statement.text);
                ends.push(text.len());
                places.push((row as u32, nth));
            }
        }
        text.shrink_to_fit();
        Ok((text, ends, places))
    };
    in_waves(pool, table.rows(), make, |(text, ends, places)| {
        texts.parts.push((text, ends));
        texts.places.extend(places);
        Ok(())
    })?;
    Ok(texts)
}

impl LongTexts {
    fn each(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().flat_map(|(text, ends)| {
            let starts = std::iter::once(0).chain(ends.iter().copied());
            starts.zip(ends).map(|(start, end)| text.get(start..*end).unwrap_or_default())
        })
    }
}

/// A stretch of voices: statements that are held, or those of a long table, by its place among these.
enum Stretch {
    Held(Range<usize>),
    Long(usize),
}

/// All statements, numbered in source order.
pub(super) struct Voices<'v> {
    statements: &'v [Statement],
    long: &'v [Passing<'v>],
    read: &'v [LongTexts],
    texts: Vec<&'v str>,
    /// Where each stretch begins.
    stretches: Vec<(usize, Stretch)>,
}

impl<'v> Voices<'v> {
    pub(super) fn new(
        statements: &'v [Statement],
        documents: &[Document],
        long: &'v [Passing<'v>],
        read: &'v [LongTexts],
    ) -> Self {
        let mut voices = Self { statements, long, read, texts: Vec::new(), stretches: Vec::new() };
        let mut from = 0;
        for (place, (table, texts)) in long.iter().zip(read).enumerate() {
            let to = table.behind(documents, statements.iter().map(|own| own.document.as_str()));
            voices.hold(from..to);
            voices.stretches.push((voices.texts.len(), Stretch::Long(place)));
            voices.texts.extend(texts.each());
            from = to;
        }
        voices.hold(from..statements.len());
        voices
    }

    fn hold(&mut self, places: Range<usize>) {
        self.stretches.push((self.texts.len(), Stretch::Held(places.clone())));
        let statements = self.statements.get(places).unwrap_or_default();
        self.texts.extend(statements.iter().map(|own| own.text.as_str()));
    }

    /// All texts.
    pub(super) fn texts(&self) -> &[&'v str] {
        &self.texts
    }

    /// The text of a voice.
    pub(super) fn text(&self, voice: usize) -> &'v str {
        self.texts.get(voice).copied().unwrap_or_default()
    }

    /// The stretch of a voice, and its place there.
    fn find(&self, voice: usize) -> Option<(&Stretch, usize)> {
        let behind = self.stretches.partition_point(|(begins, _)| *begins <= voice);
        let (begins, stretch) = self.stretches.get(behind.checked_sub(1)?)?;
        Some((stretch, voice - begins))
    }

    /// The place of a voice among the statements that are held.
    pub(super) fn held(&self, voice: usize) -> Option<usize> {
        match self.find(voice)? {
            (Stretch::Held(places), at) => Some(places.start + at),
            (Stretch::Long(_), _) => None,
        }
    }

    /// The statement; one of a long table is read again, and not coded.
    pub(super) fn statement(&self, voice: usize) -> Option<Cow<'v, Statement>> {
        match self.find(voice)? {
            (Stretch::Held(places), at) => self.statements.get(places.start + at).map(Cow::Borrowed),
            (Stretch::Long(place), at) => {
                let (row, nth) = *self.read.get(*place)?.places.get(at)?;
                let row = row as usize;
                let found = self.long.get(*place)?.recover(row..row + 1);
                found.statements.into_iter().nth(nth as usize).map(Cow::Owned)
            }
        }
    }

    pub(super) fn id(&self, voice: usize) -> Option<StatementId> {
        self.statement(voice).map(|own| own.id.clone())
    }

    /// Whole responses of more than one statement: records, and documents without records. One of a single statement is grouped as that.
    pub(super) fn responses(&self) -> Vec<Vec<usize>> {
        let mut places: BTreeMap<(&str, Option<&str>), usize> = BTreeMap::new();
        let mut responses: Vec<Vec<usize>> = Vec::new();
        for (begins, stretch) in &self.stretches {
            match stretch {
                Stretch::Held(held) => {
                    for (voice, statement) in
                        (*begins..).zip(self.statements.get(held.clone()).unwrap_or_default())
                    {
                        let key = (statement.document.as_str(), statement.record.as_deref());
                        let place = *places.entry(key).or_insert(responses.len());
                        match responses.get_mut(place) {
                            Some(response) => response.push(voice),
                            None => responses.push(vec![voice]),
                        }
                    }
                }
                Stretch::Long(place) => {
                    let read = self.read.get(*place).map_or(&[][..], |read| &read.places);
                    let mut voice = *begins;
                    for row in read.chunk_by(|one, next| one.0 == next.0) {
                        if row.len() > 1 {
                            responses.push((voice..voice + row.len()).collect());
                        }
                        voice += row.len();
                    }
                }
            }
        }
        responses.retain(|response| response.len() > 1);
        responses
    }
}
