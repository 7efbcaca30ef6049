//! A learned model beside a taxonomy: which of its codes and inputs are whose.

use std::collections::BTreeMap;

use super::taxonomy::Taxonomy;
use crate::learned::Learned;
use crate::model::Kind;

/// A model with its outputs and inputs found in the taxonomy. Codes that it does not know are left to the rules.
#[derive(Debug)]
pub(crate) struct Fitted {
    pub(crate) model: Learned,
    /// Per theme of the codebook, its output.
    pub(crate) themes: Vec<Option<usize>>,
    /// Per kind, its output.
    pub(crate) kinds: [Option<usize>; Kind::ALL.len()],
    /// Per input of the model, the place of its number among those of [`Taxonomy::output_names`].
    pub(crate) inputs: Vec<Option<usize>>,
}

impl Fitted {
    pub(super) fn new(taxonomy: &Taxonomy, model: Learned) -> Self {
        let output = |code: &str| model.outputs.iter().position(|output| output == code);
        let themes = taxonomy.codebook.themes.iter().map(|theme| output(&theme.code)).collect();
        let kinds = Kind::ALL.map(|kind| output(kind.code()));
        let names = taxonomy.output_names();
        let inputs = model.inputs.iter().map(|input| names.iter().position(|name| name == input)).collect();
        Self { themes, kinds, inputs, model }
    }
}

impl Taxonomy {
    /// The same with a learned model beside its rules.
    #[must_use]
    pub fn with_model(mut self, model: Learned) -> Self {
        self.fitted = Some(Fitted::new(&self, model));
        self
    }

    /// How well codes agreed with people's when the model was fitted; empty by rules alone.
    #[must_use]
    pub fn measured(&self) -> BTreeMap<String, String> {
        self.fitted.as_ref().map(|fitted| fitted.model.measured.clone()).unwrap_or_default()
    }

    /// The same by rules alone.
    #[must_use]
    pub fn by_rules_alone(mut self) -> Self {
        self.fitted = None;
        self
    }

    /// The codes that a model may judge: themes in the order of the codebook, then kinds. The rules give it a number for each: how much
    /// speaks for it.
    #[must_use]
    pub fn output_names(&self) -> Vec<String> {
        let themes = self.codebook.themes.iter().map(|theme| theme.code.clone());
        themes.chain(Kind::ALL.map(|kind| kind.code().to_owned())).collect()
    }

    /// The model and its output for a theme, by position in the codebook, where it knows the theme.
    pub(crate) fn output_of_theme(&self, theme: usize) -> Option<(&Fitted, usize)> {
        let fitted = self.fitted.as_ref()?;
        Some((fitted, (*fitted.themes.get(theme)?)?))
    }

    /// The model and its output for a kind, by position in the codebook, where it knows the kind.
    pub(crate) fn output_of_kind(&self, kind: usize) -> Option<(&Fitted, usize)> {
        let fitted = self.fitted.as_ref()?;
        Some((fitted, (*fitted.kinds.get(kind)?)?))
    }
}
