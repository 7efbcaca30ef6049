//! The taxonomy to code with, and the learned model beside it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::inputs::{file_name, line_of, manifest_input, unreadable};
use super::{RunError, TaxonomySource};
use crate::codebook::{EMBEDDED, EMBEDDED_MODEL, EMBEDDED_NAME, Taxonomy};
use crate::learned::Learned;
use crate::model::ManifestInput;

/// Extension of a model, which stands beside the taxonomy under its name.
const MODEL_EXTENSION: &str = "model.tsv";

/// A taxonomy ready for use, and the files that it was read from.
pub(super) struct LoadedTaxonomy {
    pub(super) taxonomy: Taxonomy,
    pub(super) inputs: Vec<ManifestInput>,
}

/// Reads a taxonomy and, unless coding is to be by rules alone, the model that stands beside it.
///
/// # Errors
/// When either of them can't be read, or holds a mistake.
pub fn load_taxonomy(source: &TaxonomySource, rules_alone: bool) -> Result<Taxonomy, RunError> {
    Ok(load(source, rules_alone)?.taxonomy)
}

/// Where the model of a taxonomy stands: beside its file, under its name; nowhere for the one that ships with the program.
#[must_use]
pub fn model_beside(source: &TaxonomySource) -> Option<PathBuf> {
    match source {
        TaxonomySource::Embedded => None,
        TaxonomySource::File(path) => Some(path.with_extension(MODEL_EXTENSION)),
    }
}

pub(super) fn load(source: &TaxonomySource, rules_alone: bool) -> Result<LoadedTaxonomy, RunError> {
    let model = if rules_alone { None } else { model_text(source)? };
    load_with(source, model)
}

/// A taxonomy as it would be in the place of `present`: with its own model where it has one, else with that of `present`.
pub(super) fn load_in_place_of(
    source: &TaxonomySource,
    present: &TaxonomySource,
    rules_alone: bool,
) -> Result<LoadedTaxonomy, RunError> {
    if rules_alone {
        return load_with(source, None);
    }
    let model = match model_text(source)? {
        Some(own) => Some(own),
        None => model_text(present)?,
    };
    load_with(source, model)
}

fn load_with(source: &TaxonomySource, model: Option<(PathBuf, String)>) -> Result<LoadedTaxonomy, RunError> {
    let (name, text, input_name) = match source {
        TaxonomySource::Embedded => (EMBEDDED_NAME.to_owned(), EMBEDDED.to_owned(), EMBEDDED_NAME.to_owned()),
        TaxonomySource::File(path) => (path.display().to_string(), read("taxonomy", path)?, file_name(path)),
    };
    let mut taxonomy = Taxonomy::parse(&name, &text)?;
    let mut inputs = vec![manifest_input("taxonomy", &input_name, text.as_bytes())];
    if let Some((path, text)) = model {
        let model = Learned::parse(&path.display().to_string(), &text)?;
        let input = manifest_input("model", &file_name(&path), text.as_bytes());
        taxonomy = taxonomy.with_model(model);
        inputs.push(input);
    }
    Ok(LoadedTaxonomy { taxonomy, inputs })
}

/// The model's path and text; none where there is no such file.
fn model_text(source: &TaxonomySource) -> Result<Option<(PathBuf, String)>, RunError> {
    let Some(path) = model_beside(source) else {
        let name = Path::new(EMBEDDED_NAME).with_extension(MODEL_EXTENSION);
        return Ok(Some((name, EMBEDDED_MODEL.to_owned())));
    };
    match read("model", &path) {
        Ok(text) => Ok(Some((path, text))),
        Err(RunError::Unreadable { source, .. }) if source.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn read(what: &'static str, path: &Path) -> Result<String, RunError> {
    let bytes = fs::read(path).map_err(|source| unreadable(what, path, source))?;
    let not_utf8 = |error| RunError::NotUtf8 { what, path: path.to_owned(), line: line_of(&error) };
    String::from_utf8(bytes).map_err(not_utf8)
}

/// Hash that names a model in a manifest.
pub(super) fn model_version(inputs: &[ManifestInput]) -> Option<String> {
    let model = inputs.iter().find(|input| input.role == "model")?;
    Some(format!("{} {}", model.path, model.sha256.get(..12).unwrap_or(&model.sha256)))
}

#[cfg(test)]
mod tests {
    use super::{load, model_version};
    use crate::codebook::EMBEDDED_MODEL;
    use crate::pipeline::TaxonomySource;
    use crate::pipeline::inputs::sha256;

    #[test]
    fn the_model_that_ships_is_named_by_its_hash() {
        let loaded = load(&TaxonomySource::Embedded, false).unwrap();
        let version = model_version(&loaded.inputs).unwrap();
        let hash = sha256(EMBEDDED_MODEL.as_bytes());
        assert_eq!(version, format!("knelpunten.model.tsv {}", hash.get(..12).unwrap()));
        assert_eq!(model_version(&load(&TaxonomySource::Embedded, true).unwrap().inputs), None);
    }
}
