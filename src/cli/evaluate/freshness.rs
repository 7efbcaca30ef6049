//! Whether a run is older than its inputs.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use bloemlezer::ingest::{IngestError, ingest};
use bloemlezer::model::{Manifest, ManifestInput};
use bloemlezer::pipeline::{TaxonomySource, model_beside};
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use super::super::failure::Failure;
use super::EvaluateArgs;

/// Refuses a run that is older than its inputs; says so when they can't be compared.
pub(super) fn check_freshness(
    manifest: &Manifest,
    args: &EvaluateArgs,
    note: &dyn Fn(&str),
) -> anyhow::Result<()> {
    let now = inputs_now(manifest, &args.corpus)?;
    if !now.roles.contains(&"corpus") {
        note(
            "the run's sources are not where it found them, so it was not checked whether they changed since; \
             name them with --corpus",
        );
    }
    let changes = stale_inputs(manifest, &now);
    match changes.first() {
        None => Ok(()),
        Some(first) => {
            let more = match changes.len() {
                1 => String::new(),
                count => format!(" and {} more", count - 1),
            };
            Err(Failure::new(
                format!("the run in {} is older than its inputs: {first}{more}", args.out.display()),
                "run `bloemlezer run` again, then evaluate",
            )
            .into())
        }
    }
}

/// Inputs with their present hashes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct InputsNow {
    /// The roles that were looked at; other inputs of the run are not compared.
    roles: Vec<&'static str>,
    /// All inputs of these roles.
    inputs: Vec<ManifestInput>,
}

/// The run's inputs as they are now: corpus and taxonomy, as far as they are where the manifest's settings say they were.
///
/// `corpus` overrides where the sources are. In the settings the roots stand below each other, one a line.
fn inputs_now(manifest: &Manifest, corpus: &[PathBuf]) -> Result<InputsNow, IngestError> {
    let mut now = InputsNow::default();
    let recorded = manifest.settings.get("corpus").map(String::as_str).unwrap_or_default();
    let roots: Vec<PathBuf> = match corpus {
        [] => recorded.lines().map(PathBuf::from).collect(),
        named => named.to_vec(),
    };
    if !roots.is_empty() && roots.iter().all(|root| root.exists()) {
        add_corpus(&mut now, &roots)?;
    }
    if let Some(taxonomy) = manifest.settings.get("taxonomy") {
        add_file(&mut now, "taxonomy", Path::new(taxonomy));
        let model = model_beside(&TaxonomySource::File(taxonomy.into()));
        let rules_alone = manifest.settings.get("rules-alone").is_some_and(|alone| alone == "true");
        if let Some(model) = model.filter(|_| !rules_alone) {
            add_file(&mut now, "model", &model);
        }
    }
    Ok(now)
}

fn add_corpus(now: &mut InputsNow, roots: &[PathBuf]) -> Result<(), IngestError> {
    let ingested = ingest(roots)?;
    let documents = ingested.documents.into_iter().map(|document| ManifestInput {
        role: "corpus".to_owned(),
        path: document.path,
        sha256: document.sha256,
    });
    now.inputs.extend(documents.chain(ingested.consultations));
    now.roles.extend(["corpus", "consultation"]);
    Ok(())
}

fn add_file(now: &mut InputsNow, role: &'static str, path: &Path) {
    let (Ok(bytes), Some(name)) = (fs::read(path), path.file_name()) else {
        return;
    };
    now.inputs.push(ManifestInput {
        role: role.to_owned(),
        path: name.to_string_lossy().into_owned(),
        sha256: HEXLOWER.encode(&Sha256::digest(&bytes)),
    });
    now.roles.push(role);
}

/// What differs between the inputs of a run and those of now.
fn stale_inputs(manifest: &Manifest, now: &InputsNow) -> Vec<String> {
    let told = |input: &ManifestInput, what: &str| format!("{} `{}` {what}", input.role, input.path);
    let key = |input: &ManifestInput| (input.role.clone(), input.path.clone());
    let present: BTreeMap<_, _> = now.inputs.iter().map(|input| (key(input), &input.sha256)).collect();
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

    use super::{InputsNow, inputs_now, stale_inputs};

    fn input(role: &str, path: &str, sha256: &str) -> ManifestInput {
        ManifestInput { role: role.to_owned(), path: path.to_owned(), sha256: sha256.to_owned() }
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
        let now = |inputs: &[ManifestInput]| InputsNow { roles: vec!["corpus"], inputs: inputs.to_vec() };
        let same = now(&[input("corpus", "a.txt", "1"), input("corpus", "b.txt", "2")]);
        assert_eq!(stale_inputs(&manifest, &same), [""; 0]);
        let changed = now(&[input("corpus", "a.txt", "9"), input("corpus", "c.txt", "2")]);
        assert_eq!(
            stale_inputs(&manifest, &changed),
            ["corpus `a.txt` changed", "corpus `b.txt` is gone", "corpus `c.txt` is new"]
        );
        assert_eq!(stale_inputs(&manifest, &now(&[])).len(), 2);
    }

    #[test]
    fn a_corpus_that_is_not_there_is_not_compared_and_one_that_is_there_is() {
        let mut manifest = Manifest::default();
        manifest.settings.insert("corpus".to_owned(), "nergens/corpus".to_owned());
        assert_eq!(inputs_now(&manifest, &[]).unwrap(), InputsNow::default());
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.txt"), "a").unwrap();
        let now = inputs_now(&manifest, &[folder.path().to_path_buf()]).unwrap();
        assert_eq!(stale_inputs(&manifest, &now), ["corpus `a.txt` is new"]);
    }
}
