//! What made a run, told without clock, machine or absolute path.

use std::collections::BTreeMap;

use super::taxonomies::model_version;
use super::{RunSettings, TaxonomySource};
use crate::model::{
    Content, DecisionRecord, Document, Findings, Manifest, ManifestInput, Outcome, Problem, Severity,
    StageCounts, Versions,
};
use crate::segment::Responses;
use crate::text::ANALYSER;

/// Version of the output folder's format; goes up when a reader of the files would have to change.
pub(super) const FORMAT: u32 = 1;

/// What the program calls itself in a manifest; the name also marks a folder as ours.
const PROGRAM: &str = concat!("bloemlezer ", env!("CARGO_PKG_VERSION"));

/// What a manifest tells beside what was found.
pub(super) struct Origins {
    /// Inputs that are no documents.
    pub(super) inputs: Vec<ManifestInput>,
    /// How well the coding agrees with people's.
    pub(super) measured: BTreeMap<String, String>,
}

pub(super) fn manifest(findings: &Findings, settings: &RunSettings, origins: Origins) -> Manifest {
    let Origins { inputs: others, measured } = origins;
    Manifest {
        format: FORMAT,
        versions: Versions {
            program: PROGRAM.into(),
            analyser: ANALYSER.into(),
            taxonomy: format!("{} {}", findings.codebook.name, findings.codebook.version),
            model: model_version(&others),
        },
        inputs: inputs(&findings.documents, others),
        settings: shaping(settings),
        measured,
        counts: counts(findings),
    }
}

/// The settings that shape the output, and where the inputs were: that only as a path below the folder of the run, since an
/// absolute one tells of a machine. Several roots stand one a line.
fn shaping(settings: &RunSettings) -> BTreeMap<String, String> {
    let mut shaping = BTreeMap::from([
        ("groups".to_owned(), settings.groups.to_string()),
        ("lang".to_owned(), settings.language.code().to_owned()),
        ("public".to_owned(), settings.public_only.to_string()),
        ("split".to_owned(), (settings.responses == Responses::Split).to_string()),
        ("rules-alone".to_owned(), settings.rules_alone.to_string()),
    ]);
    if settings.corpus.iter().all(|root| root.is_relative()) {
        let roots: Vec<_> = settings.corpus.iter().map(|root| root.to_string_lossy()).collect();
        shaping.insert("corpus".to_owned(), roots.join("\n"));
    }
    if let TaxonomySource::File(path) = &settings.taxonomy
        && path.is_relative()
    {
        shaping.insert("taxonomy".to_owned(), path.to_string_lossy().into_owned());
    }
    shaping
}

fn inputs(documents: &[Document], others: Vec<ManifestInput>) -> Vec<ManifestInput> {
    let corpus = documents.iter().map(|document| ManifestInput {
        role: "corpus".into(),
        path: document.path.clone(),
        sha256: document.sha256.clone(),
    });
    let mut inputs: Vec<_> = corpus.chain(others).collect();
    inputs.sort();
    inputs.dedup();
    inputs
}

fn counts(findings: &Findings) -> StageCounts {
    let coded = findings.statements.iter().filter(|statement| !statement.themes.is_empty());
    let unheld = &findings.unheld.counts;
    let (mut pages, mut records) = (0, unheld.records);
    for document in &findings.documents {
        match &document.content {
            Content::Pages(found) => pages += found.len() as u64,
            Content::Records(found) => records += found.len() as u64,
        }
    }
    StageCounts {
        documents: findings.documents.len() as u64,
        pages,
        records,
        statements: findings.statements.len() as u64 + unheld.statements,
        structure: findings.structure.len() as u64 + unheld.structure,
        coded: coded.count() as u64 + unheld.coded,
        problems: by_severity(&findings.problems),
        decisions: by_outcome(&findings.decisions),
    }
}

/// All outcomes are present.
fn by_outcome(decisions: &[DecisionRecord]) -> BTreeMap<String, u64> {
    let count = |outcome| decisions.iter().filter(|decision| decision.outcome == outcome).count() as u64;
    Outcome::ALL.into_iter().map(|outcome| (outcome.code().to_owned(), count(outcome))).collect()
}

/// All severities are present, so that a reader need not guess what a missing one means.
fn by_severity(problems: &[Problem]) -> BTreeMap<String, u64> {
    let names = [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Info, "info")];
    let count = |severity| problems.iter().filter(|problem| problem.severity == severity).count() as u64;
    names.into_iter().map(|(severity, name)| (name.to_owned(), count(severity))).collect()
}
