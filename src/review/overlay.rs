//! People's codes over the machine's: a decision moves the statement that it names, and what it leaves open stays the machine's.

use super::agreed::{Agreed, AgreedTheme, agree, reviewed, sorted};
use super::matching::Shelf;
use super::mend::Mended;
use super::replay::Replay;
use super::views::views;
use crate::model::{Coder, KindSource, Reviewed, Statement, ThemeCoding, WholeCoding};

/// What the overlay gives.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Overlaid {
    /// The statements with the codes that stand.
    pub statements: Vec<Statement>,
    /// Statements that someone coded, in source order.
    pub reviewed: Vec<Reviewed>,
}

/// Lays the decisions over coded statements: those of [`mend`](super::mend), coded since.
#[must_use]
pub fn overlay(mended: Mended, replay: &mut Replay) -> Overlaid {
    let Mended { statements, mut register, .. } = mended;
    if replay.decisions.is_empty() {
        return Overlaid { statements, reviewed: Vec::new() };
    }
    let mut shelf = Shelf::of(statements);
    let mut all = Vec::new();
    for (at, decisions) in sorted(&mut shelf, &mut register, replay) {
        let views = views(&decisions, replay);
        let Some(statement) = shelf.statements.get_mut(at) else { continue };
        let agreed = agree(statement, &views, replay);
        let machine = statement.clone();
        apply(statement, &agreed);
        let told = reviewed(&machine, &views, &WholeCoding::of(statement), &agreed.conflicts);
        statement.reviewed = told.is_some();
        all.extend(told);
    }
    Overlaid { statements: shelf.statements, reviewed: all }
}

/// How sure a person is.
const SURE: f64 = 1.0;

fn apply(statement: &mut Statement, agreed: &Agreed) {
    if let Some(kind) = agreed.kind {
        if kind != statement.kind {
            statement.kind_evidence.clear();
        }
        statement.kind = kind;
        statement.kind_score = SURE;
        statement.kind_source = KindSource::Human;
    }
    statement.conflicts.clone_from(&agreed.conflicts);
    if agreed.themes.is_empty() {
        return;
    }
    let mut machine = std::mem::take(&mut statement.themes);
    for code in &agreed.order {
        let known = machine.iter().position(|own| own.code == *code).map(|place| machine.remove(place));
        match agreed.themes.iter().find(|theme| theme.code == *code) {
            Some(theme) if theme.present => statement.themes.push(by_people(theme, known)),
            Some(_) => {}
            // What nobody decided, and what is in conflict, is still the machine's.
            None => statement.themes.extend(known),
        }
    }
}

/// A theme that people put there; the words that the machine saw still justify it.
fn by_people(theme: &AgreedTheme, known: Option<ThemeCoding>) -> ThemeCoding {
    ThemeCoding {
        code: theme.code.clone(),
        subtheme: theme.subtheme.clone(),
        score: SURE,
        source: Coder::Human,
        coder: Some(theme.coders.join(", ")),
        evidence: known.map(|known| known.evidence).unwrap_or_default(),
    }
}
