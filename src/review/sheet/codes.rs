//! Codes in cells: what drop-downs offer, and what a filled-in cell means.

use super::words::{LABEL_MARK, SheetLanguage};
use crate::model::{Codebook, Kind, Localised, Subtheme, Theme, UNCODED};

/// A filled-in theme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Entered {
    /// `code` or `code/subtheme`.
    Theme(String),
    /// No theme fits.
    Uncoded,
}

/// The themes and subthemes as a drop-down offers them, code and label; last what says that none fits.
pub(super) fn offered_themes(codebook: &Codebook, language: SheetLanguage) -> Vec<String> {
    let mut offered: Vec<String> = Vec::new();
    for theme in &codebook.themes {
        offered.push(labelled(&theme.code, label(&theme.label, language)));
        let of_subtheme = |subtheme: &Subtheme| {
            labelled(&format!("{}/{}", theme.code, subtheme.code), label(&subtheme.label, language))
        };
        offered.extend(theme.subthemes.iter().map(of_subtheme));
    }
    offered.push(labelled(UNCODED, language.of("geen thema past", "no theme fits")));
    offered
}

/// A coded theme as its drop-down offers it; one that the codebook lacks by its code alone.
pub(super) fn shown_theme(theme: &str, codebook: &Codebook, language: SheetLanguage) -> String {
    let offered = offered_themes(codebook, language);
    let shown = offered.into_iter().find(|offered| code_in(offered) == theme);
    shown.unwrap_or_else(|| theme.to_owned())
}

fn labelled(code: &str, label: &str) -> String {
    if label.is_empty() || label == code { code.to_owned() } else { format!("{code}{LABEL_MARK}{label}") }
}

fn label(label: &Localised, language: SheetLanguage) -> &str {
    language.of(&label.nl, &label.en)
}

/// The code in `code · label`.
fn code_in(cell: &str) -> &str {
    cell.split_once(LABEL_MARK.trim()).map_or(cell, |(code, _)| code).trim()
}

/// The kind that a cell names.
///
/// # Errors
/// The likeliest kind where it names none.
pub(super) fn kind(cell: &str) -> Result<Kind, Option<String>> {
    let code = code_in(cell).to_lowercase();
    Kind::from_code(&code).ok_or_else(|| nearest(&code, Kind::ALL.into_iter().map(Kind::code)))
}

/// The theme that a cell names by code or label; `kept` are themes that may stand there although the codebook no longer has them.
///
/// # Errors
/// The likeliest code where it names none.
pub(super) fn theme(cell: &str, codebook: &Codebook, kept: &[String]) -> Result<Entered, Option<String>> {
    let entered = code_in(cell).split('/').map(str::trim).collect::<Vec<_>>().join("/");
    if let Some(kept) = kept.iter().find(|kept| **kept == entered) {
        return Ok(Entered::Theme(kept.clone()));
    }
    let entered = entered.to_lowercase();
    if entered == UNCODED {
        return Ok(Entered::Uncoded);
    }
    let (code, subtheme) = match entered.split_once('/') {
        Some((code, subtheme)) => (code, Some(subtheme).filter(|subtheme| !subtheme.is_empty())),
        None => (entered.as_str(), None),
    };
    let found = codebook.themes.iter().find(|theme| is_named(code, &theme.code, &theme.label));
    let whole = found.and_then(|theme| within(theme, subtheme));
    whole.map(Entered::Theme).ok_or_else(|| nearest(&entered, all(codebook).iter().map(String::as_str)))
}

/// `code` or `code/subtheme`, where the theme has that subtheme.
fn within(theme: &Theme, subtheme: Option<&str>) -> Option<String> {
    let Some(subtheme) = subtheme else {
        return Some(theme.code.clone());
    };
    let found = theme.subthemes.iter().find(|own| is_named(subtheme, &own.code, &own.label))?;
    Some(format!("{}/{}", theme.code, found.code))
}

fn is_named(name: &str, code: &str, label: &Localised) -> bool {
    [code, &label.nl, &label.en].iter().any(|own| own.to_lowercase() == name)
}

/// All that may be filled in.
fn all(codebook: &Codebook) -> Vec<String> {
    let themes = codebook.themes.iter();
    let codes = themes.flat_map(|theme| {
        let within = theme.subthemes.iter().map(|subtheme| format!("{}/{}", theme.code, subtheme.code));
        [theme.code.clone()].into_iter().chain(within)
    });
    codes.chain([UNCODED.to_owned()]).collect()
}

/// The most similar of the names, where one is similar at all.
fn nearest<'n>(entered: &str, names: impl Iterator<Item = &'n str>) -> Option<String> {
    const SIMILAR: f64 = 0.75;
    let scored = names.map(|name| (strsim::jaro_winkler(entered, name), name));
    let best = scored.filter(|(score, _)| *score >= SIMILAR).max_by(|one, other| one.0.total_cmp(&other.0));
    best.map(|(_, name)| name.to_owned())
}
