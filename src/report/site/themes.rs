//! The themes as pages show them: the codebook's, in the language of the page, and `overig`.

use std::collections::BTreeSet;

use super::super::Language;
use super::super::strings::Strings;
use super::names;
use crate::model::{Codebook, Localised, Statement, Theme, ThemeNotes, UNCODED};

/// A theme as pages show it.
pub(in super::super) struct ThemeEntry<'f> {
    pub(in super::super) code: &'f str,
    pub(in super::super) label: &'f str,
    pub(super) definition: &'f str,
    pub(super) notes: Option<&'f ThemeNotes>,
    pub(super) colour: &'f str,
    /// Codes and labels.
    pub(super) subthemes: Vec<(&'f str, &'f str)>,
    pub(super) file: String,
}

impl ThemeEntry<'_> {
    /// The position of a subtheme.
    pub(super) fn subtheme_at(&self, code: &str) -> Option<usize> {
        self.subthemes.iter().position(|(own, _)| *own == code)
    }
}

/// The codebook's themes, then by name the codes that it lacks but an analyst used, then `overig`.
pub(super) fn entries<'f>(
    codebook: &'f Codebook,
    statements: &[&'f Statement],
    language: Language,
    strings: &'static Strings,
) -> Vec<ThemeEntry<'f>> {
    let mut themes: Vec<ThemeEntry<'_>> =
        codebook.themes.iter().map(|theme| entry(theme, statements, language)).collect();
    let used: BTreeSet<&str> = statements
        .iter()
        .flat_map(|statement| &statement.themes)
        .map(|coding| coding.code.as_str())
        .collect();
    for code in used.into_iter().filter(|code| *code != UNCODED && codebook.theme(code).is_none()) {
        themes.push(bare(code, code, "", subtheme_codes(statements, code)));
    }
    themes.push(bare(UNCODED, strings.terms.uncoded, strings.terms.uncoded_definition, Vec::new()));
    themes
}

fn entry<'f>(theme: &'f Theme, statements: &[&'f Statement], language: Language) -> ThemeEntry<'f> {
    let mut subthemes: Vec<(&str, &str)> = theme
        .subthemes
        .iter()
        .map(|subtheme| (subtheme.code.as_str(), pick(&subtheme.label, language)))
        .collect();
    for (code, label) in subtheme_codes(statements, &theme.code) {
        if subthemes.iter().all(|(known, _)| *known != code) {
            subthemes.push((code, label));
        }
    }
    ThemeEntry {
        code: &theme.code,
        label: pick(&theme.label, language),
        definition: pick(&theme.definition, language),
        notes: Some(&theme.notes),
        colour: &theme.colour,
        subthemes,
        file: names::of_code(&theme.code),
    }
}

fn bare<'f>(
    code: &'f str,
    label: &'f str,
    definition: &'f str,
    subthemes: Vec<(&'f str, &'f str)>,
) -> ThemeEntry<'f> {
    ThemeEntry { code, label, definition, notes: None, colour: "", subthemes, file: names::of_code(code) }
}

/// The subthemes that statements carry for a theme, labelled by their code.
fn subtheme_codes<'f>(statements: &[&'f Statement], theme: &str) -> Vec<(&'f str, &'f str)> {
    let codings = statements.iter().flat_map(|statement| &statement.themes);
    let mut codes: Vec<&str> = codings
        .filter(|coding| coding.code == theme)
        .filter_map(|coding| coding.subtheme.as_deref())
        .collect();
    codes.sort_unstable();
    codes.dedup();
    codes.into_iter().map(|code| (code, code)).collect()
}

/// The text in the page's language; the other where that is missing.
fn pick(text: &Localised, language: Language) -> &str {
    let (wanted, other) = match language {
        Language::Nl => (&text.nl, &text.en),
        Language::En => (&text.en, &text.nl),
    };
    if wanted.is_empty() { other } else { wanted }
}

/// The class that gives an element the colour of a theme.
pub(super) fn theme_class(theme: usize) -> String {
    format!("themed t{theme}")
}
