//! The data files that other programs read: JSON and JSON Lines, keys in the order of the format's description.

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde::Serialize;

use super::publication::{Publication, public_groups, public_statements};
use super::{OutputFile, ReportError, ReportOptions};
use crate::model::{AgreementTable, DecisionRecord, Findings, Group, Reviewed, Statement};

/// The JSON files.
pub(super) fn files(findings: &Findings, options: &ReportOptions) -> Result<Vec<OutputFile>, ReportError> {
    let publication = Publication::of(findings);
    let all = !options.public_only;
    let structure = findings.structure.iter();
    let problems = findings.problems.iter();
    let public = public_ids(findings, options);
    let shows = |id: &str| public.as_ref().is_none_or(|public| public.contains(id));
    let shows_coding = |coding: &&Reviewed| shows(&coding.statement);
    // A decision whose statement is gone may quote what may not be shown.
    let decisions = findings.decisions.iter().filter(|own| shows(own.now.as_deref().unwrap_or_default()));
    Ok(vec![
        lines("statements.jsonl", statements(findings, options).iter().map(rounded))?,
        lines("groups.jsonl", groups(findings, options).into_iter().map(rounded_group))?,
        lines("decisions.jsonl", decisions.map(rounded_decision))?,
        lines("reviewed.jsonl", findings.reviewed.iter().filter(shows_coding))?,
        lines("blind.jsonl", findings.blind.iter().filter(shows_coding))?,
        lines("agreement.jsonl", findings.agreements.iter().map(|own| rounded_agreement(own, &shows)))?,
        lines("structure.jsonl", structure.filter(|element| all || publication.shows_structure(element)))?,
        lines("problems.jsonl", problems.filter(|problem| all || publication.shows_problem(problem)))?,
        whole("summary.json", &findings.summary)?,
        whole("manifest.json", &findings.manifest)?,
    ])
}

/// The statements that the data files hold.
pub(super) fn statements<'f>(findings: &'f Findings, options: &ReportOptions) -> Cow<'f, [Statement]> {
    if options.public_only {
        Cow::Owned(public_statements(&findings.statements))
    } else {
        Cow::Borrowed(&findings.statements)
    }
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

fn rounded(statement: &Statement) -> Statement {
    let mut statement = statement.clone();
    statement.doubt = round(statement.doubt);
    statement.kind_score = round(statement.kind_score);
    for theme in &mut statement.themes {
        theme.score = round(theme.score);
    }
    statement
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
