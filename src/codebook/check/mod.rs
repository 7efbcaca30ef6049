//! What is allowed in a taxonomy but surely not meant: examples that miss their code, patterns that can't match, words misspelt.

mod impossible;
mod repeated;
mod shadowed;
mod usage;

use super::classes::WordClasses;
use super::evidence::found_themes;
use super::rules::{Role, Rule};
use super::spelling::unknown_words;
use super::{Finding, Taxonomy};
use crate::text::Analyser;

pub use repeated::{SharedPattern, shared_patterns};
pub use usage::{Owner, Passage, PatternUse, Usage, usage};

/// Least contrast of a theme's colour against white (WCAG 2, level AA for text).
const MIN_CONTRAST: f64 = 4.5;

/// Everything doubtful in a taxonomy, in file order.
#[must_use]
pub fn check(taxonomy: &Taxonomy) -> Vec<Finding> {
    let mut findings = examples(taxonomy);
    findings.extend(colours(taxonomy));
    findings.extend(repeated::findings(taxonomy));
    findings.extend(impossible::findings(taxonomy));
    findings.extend(shadowed::findings(taxonomy));
    findings.extend(empty_themes(taxonomy));
    findings.extend(untold_version(taxonomy));
    findings.extend(taxonomy.marked.unused_sets.iter().map(|set| {
        let message = format!("no pattern uses the word set `{{{}}}`", set.value);
        at(taxonomy, set.span.start, message, "use it or remove it")
    }));
    findings.extend(unknown_words(&taxonomy.marked.text));
    findings.sort();
    findings.dedup();
    findings
}

/// Contrast of an `#rrggbb` colour against white, 1 to 21 (WCAG 2, relative luminance); 1 for what is no colour.
#[must_use]
pub fn contrast_on_white(colour: &str) -> f64 {
    let channel = |from: usize| {
        let digits = colour.get(from..from + 2)?;
        let value = f64::from(u8::from_str_radix(digits, 16).ok()?) / 255.0;
        Some(if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) })
    };
    match (channel(1), channel(3), channel(5)) {
        (Some(red), Some(green), Some(blue)) => 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05),
        _ => 1.0,
    }
}

fn at(taxonomy: &Taxonomy, offset: usize, message: String, hint: &str) -> Finding {
    taxonomy.source().finding(offset, message, Some(hint.to_owned()))
}

fn examples(taxonomy: &Taxonomy) -> Vec<Finding> {
    let mut analyser = Analyser::new();
    let mut known = WordClasses::default();
    let mut findings = Vec::new();
    let marked = &taxonomy.marked;
    for (theme, definition) in taxonomy.codebook.themes.iter().enumerate() {
        let mut has_code = |text: &str| {
            let reading = taxonomy.read(&mut analyser, &mut known, text);
            found_themes(taxonomy, &reading).iter().any(|(found, _)| *found == theme)
        };
        for example in marked.examples.get(theme).into_iter().flatten() {
            if !has_code(&example.value) {
                let message = format!("this example does not get its code `{}`", definition.code);
                findings.push(at(taxonomy, example.span.start, message, "add a pattern that finds it"));
            }
        }
        for example in marked.counter_examples.get(theme).into_iter().flatten() {
            if has_code(&example.value) {
                let message = format!("this counter-example gets the code `{}`", definition.code);
                findings.push(at(
                    taxonomy,
                    example.span.start,
                    message,
                    "narrow a pattern, or add an exclusion",
                ));
            }
        }
    }
    findings
}

/// A taxonomy that keeps a changelog tells of its present version too.
fn untold_version(taxonomy: &Taxonomy) -> Option<Finding> {
    let changelog = &taxonomy.codebook.changelog;
    let version = &taxonomy.marked.version;
    let told = changelog.iter().any(|entry| entry.version == version.value);
    (!changelog.is_empty() && !told).then(|| {
        let message = format!("the changelog has no entry for version {}", version.value);
        at(taxonomy, version.span.start, message, "tell in a [[changelog]] table what this version changes")
    })
}

fn colours(taxonomy: &Taxonomy) -> Vec<Finding> {
    let marked = taxonomy.marked.colours.iter();
    marked
        .filter(|colour| contrast_on_white(&colour.value) < MIN_CONTRAST)
        .map(|colour| {
            let contrast = contrast_on_white(&colour.value);
            let message = format!(
                "`{}` has a contrast of {contrast:.1} on white; at least {MIN_CONTRAST} is needed",
                colour.value
            );
            at(taxonomy, colour.span.start, message, "choose a darker colour")
        })
        .collect()
}

fn empty_themes(taxonomy: &Taxonomy) -> Vec<Finding> {
    let codes = taxonomy.marked.codes.iter().enumerate();
    codes
        .filter(|(theme, _)| {
            let speaks = |rule: &Rule| matches!(rule.role, Role::Theme { theme: of, .. } if of == *theme);
            !taxonomy.rules.all.iter().any(speaks)
        })
        .map(|(_, code)| {
            let message = format!("theme `{}` has no patterns: nothing could get its code", code.value);
            at(taxonomy, code.span.start, message, "add `patterns` to the theme or to its subthemes")
        })
        .collect()
}
