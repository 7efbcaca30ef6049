//! The data files that other programs read: JSON and JSON Lines, keys in the order of the format's description. The statements, which are
//! many, stand in `statements`.

use std::collections::BTreeSet;

use serde::Serialize;

use super::publication::{Publication, public_groups};
use super::{OutputFile, ReportError, ReportOptions};
use crate::model::{AgreementTable, DecisionRecord, Findings, Group, Reviewed, Structure};

/// The file of what is source text but no statement.
pub const STRUCTURE: &str = "structure.jsonl";

/// How many JSON files there are.
pub(super) const FILES: usize = 8;

/// The JSON files.
pub(super) fn files(findings: &Findings, options: &ReportOptions) -> Result<Vec<OutputFile>, ReportError> {
    let publication = Publication::of(findings);
    let all = !options.public_only;
    let problems = findings.problems.iter();
    let public = public_ids(findings, options);
    let shows = |id: &str| public.as_ref().is_none_or(|public| public.contains(id));
    let shows_coding = |coding: &&Reviewed| shows(&coding.statement);
    // A decision whose statement is gone may quote what may not be shown.
    let decisions = findings.decisions.iter().filter(|own| shows(own.now.as_deref().unwrap_or_default()));
    Ok(vec![
        lines("groups.jsonl", groups(findings, options).into_iter().map(rounded_group))?,
        lines("decisions.jsonl", decisions.map(rounded_decision))?,
        lines("reviewed.jsonl", findings.reviewed.iter().filter(shows_coding))?,
        lines("blind.jsonl", findings.blind.iter().filter(shows_coding))?,
        lines("agreement.jsonl", findings.agreements.iter().map(|own| rounded_agreement(own, &shows)))?,
        lines("problems.jsonl", problems.filter(|problem| all || publication.shows_problem(problem)))?,
        whole("summary.json", &findings.summary)?,
        whole("manifest.json", &findings.manifest)?,
    ])
}

/// Elements of structure as lines of `structure.jsonl`, without those that `publication` withholds.
///
/// # Errors
/// When they can't be written as JSON.
pub fn structure_lines(
    elements: &[Structure],
    publication: Option<&Publication<'_>>,
) -> Result<Vec<u8>, ReportError> {
    let shows = |element: &&Structure| publication.is_none_or(|own| own.shows_structure(element));
    Ok(lines(STRUCTURE, elements.iter().filter(shows))?.bytes)
}

fn groups(findings: &Findings, options: &ReportOptions) -> Vec<Group> {
    if options.public_only { public_groups(findings) } else { findings.groups.clone() }
}

/// The statements that may be shown; none where all are.
fn public_ids<'f>(findings: &'f Findings, options: &ReportOptions) -> Option<BTreeSet<&'f str>> {
    let public = findings.statements.iter().filter(|statement| statement.public);
    options.public_only.then(|| public.map(|statement| statement.id.as_str()).collect())
}

fn rounded_decision(decision: &DecisionRecord) -> DecisionRecord {
    let mut decision = decision.clone();
    decision.similarity = decision.similarity.map(round);
    for near in &mut decision.nearest {
        near.similarity = round(near.similarity);
    }
    decision
}

fn rounded_agreement(table: &AgreementTable, shows: &dyn Fn(&str) -> bool) -> AgreementTable {
    let mut table = table.clone();
    for row in &mut table.rows {
        row.percent = row.percent.map(round);
        row.alpha = row.alpha.map(round);
        row.alpha_interval = row.alpha_interval.map(|interval| interval.map(round));
        row.kappa = row.kappa.map(round);
    }
    table.disagreements.retain(|own| shows(&own.statement));
    table
}

fn rounded_group(mut group: Group) -> Group {
    for member in &mut group.members {
        member.similarity = round(member.similarity);
    }
    group
}

/// A score as files carry it: four places, so that bytes don't hang on the last bit of a float.
pub(super) fn round(score: f64) -> f64 {
    if score.is_finite() { (score * 1e4).round() / 1e4 + 0.0 } else { 0.0 }
}

fn lines<T: Serialize>(
    file: &'static str,
    items: impl Iterator<Item = T>,
) -> Result<OutputFile, ReportError> {
    let mut bytes = Vec::new();
    for item in items {
        serde_json::to_writer(&mut bytes, &item).map_err(|source| ReportError::Json { file, source })?;
        bytes.push(b'\n');
    }
    Ok(OutputFile::new(file, bytes))
}

fn whole<T: Serialize>(file: &'static str, value: &T) -> Result<OutputFile, ReportError> {
    let mut bytes = serde_json::to_vec_pretty(value).map_err(|source| ReportError::Json { file, source })?;
    bytes.push(b'\n');
    Ok(OutputFile::new(file, bytes))
}
