//! Whether a run is older than its inputs.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use bloemlezer::ingest::{IngestError, ingest};
use bloemlezer::model::{Manifest, ManifestInput};

use super::super::failure::Failure;
use super::Tools;

/// Refuses a run that is older than its inputs; says so when they can't be compared.
pub(super) fn check_freshness(manifest: &Manifest, folder: &Path, tools: &Tools<'_>) -> anyhow::Result<()> {
    let Some(now) = (tools.inputs_now)(manifest)? else {
        (tools.note)("the run's sources are not at hand, so it was not checked whether they changed since");
        return Ok(());
    };
    let changes = stale_inputs(manifest, &now);
    match changes.first() {
        None => Ok(()),
        Some(first) => {
            let more = match changes.len() {
                1 => String::new(),
                count => format!(" and {} more", count - 1),
            };
            Err(Failure::new(
                format!(
                    "the run in {} is older than its inputs: {first}{more}",
                    folder.display()
                ),
                "run `bloemlezer run` again, then evaluate",
            )
            .into())
        }
    }
}

/// Inputs with their present hashes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct InputsNow {
    /// The roles that were looked at; other inputs of the run are not compared.
    pub(crate) roles: Vec<&'static str>,
    /// All inputs of these roles.
    pub(crate) inputs: Vec<ManifestInput>,
}

/// The corpus as it is now; none when a root is not there.
///
/// # Errors
/// When the corpus is there but can't be read.
pub(crate) fn corpus_now(roots: &[PathBuf]) -> Result<Option<InputsNow>, IngestError> {
    let ingested = match ingest(roots) {
        Ok(ingested) => ingested,
        Err(IngestError::Missing { .. }) => return Ok(None),
        Err(error) => return Err(error),
    };
    let documents = ingested.documents.into_iter().map(|document| ManifestInput {
        role: "corpus".to_owned(),
        path: document.path,
        sha256: document.sha256,
    });
    Ok(Some(InputsNow {
        roles: vec!["corpus", "consultation"],
        inputs: documents.chain(ingested.consultations).collect(),
    }))
}

/// What differs between the inputs of a run and those of now.
pub(crate) fn stale_inputs(manifest: &Manifest, now: &InputsNow) -> Vec<String> {
    let told = |input: &ManifestInput, what: &str| format!("{} `{}` {what}", input.role, input.path);
    let key = |input: &ManifestInput| (input.role.clone(), input.path.clone());
    let present: BTreeMap<_, _> = now
        .inputs
        .iter()
        .map(|input| (key(input), &input.sha256))
        .collect();
    let before: BTreeSet<_> = manifest.inputs.iter().map(key).collect();
    let looked_at = |input: &&ManifestInput| now.roles.contains(&input.role.as_str());
    let mut changes = Vec::new();
    for input in manifest.inputs.iter().filter(looked_at) {
        match present.get(&key(input)) {
            None => changes.push(told(input, "is gone")),
            Some(sha256) if **sha256 != input.sha256 => changes.push(told(input, "changed")),
            Some(_) => {}
        }
    }
    let new = now.inputs.iter().filter(|input| !before.contains(&key(input)));
    changes.extend(new.map(|input| told(input, "is new")));
    changes
}

#[cfg(test)]
mod tests {
    use bloemlezer::model::{Manifest, ManifestInput};

    use super::{InputsNow, corpus_now, stale_inputs};

    fn input(role: &str, path: &str, sha256: &str) -> ManifestInput {
        ManifestInput {
            role: role.to_owned(),
            path: path.to_owned(),
            sha256: sha256.to_owned(),
        }
    }

    #[test]
    fn a_run_is_stale_when_an_input_changed_went_or_came() {
        let manifest = Manifest {
            inputs: vec![
                input("corpus", "a.txt", "1"),
                input("corpus", "b.txt", "2"),
                input("taxonomy", "t.toml", "3"),
            ],
            ..Manifest::default()
        };
        let now = |inputs: &[ManifestInput]| InputsNow {
            roles: vec!["corpus"],
            inputs: inputs.to_vec(),
        };
        let same = now(&[input("corpus", "a.txt", "1"), input("corpus", "b.txt", "2")]);
        assert_eq!(stale_inputs(&manifest, &same), [""; 0]);
        let changed = now(&[input("corpus", "a.txt", "9"), input("corpus", "c.txt", "2")]);
        assert_eq!(
            stale_inputs(&manifest, &changed),
            [
                "corpus `a.txt` changed",
                "corpus `b.txt` is gone",
                "corpus `c.txt` is new"
            ]
        );
        assert_eq!(stale_inputs(&manifest, &now(&[])).len(), 2);
    }

    #[test]
    fn a_corpus_that_is_not_there_is_not_compared() {
        assert_eq!(corpus_now(&["nergens/corpus".into()]).unwrap(), None);
    }
}
