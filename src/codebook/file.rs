//! The taxonomy file as it is written: TOML → definitions with places, not yet compiled.

use std::collections::BTreeMap;

use toml::de::DeTable;

use super::Finding;
use super::reader::{Reader, Table, Text, WrittenPattern};
use super::source::Source;
use crate::model::{Kind, Localised};

/// A taxonomy as written.
#[derive(Debug)]
pub(super) struct TaxonomyFile {
    pub(super) name: Text,
    pub(super) version: Text,
    pub(super) changelog: Vec<ChangeFile>,
    pub(super) scoring: ScoringFile,
    pub(super) sets: Vec<(Text, Vec<Text>)>,
    pub(super) negation: NegationFile,
    pub(super) exclusions: Vec<WrittenPattern>,
    pub(super) themes: Vec<ThemeFile>,
    pub(super) kinds: Vec<(Kind, KindFile)>,
    /// Words that no word list has, such as names of laws.
    pub(super) names: Vec<Text>,
}

/// A version and what it changed, as written.
#[derive(Debug)]
pub(super) struct ChangeFile {
    pub(super) version: Text,
    pub(super) date: Text,
    pub(super) changes: Vec<Text>,
}

/// Weights of patterns that state none, and the score from which a theme counts.
#[derive(Debug, Default)]
pub(super) struct ScoringFile {
    pub(super) pattern: Option<f64>,
    pub(super) hint: Option<f64>,
    pub(super) threshold: Option<f64>,
    pub(super) heading: Option<f64>,
    pub(super) theme_heading: Option<f64>,
}

/// How a denial is said.
#[derive(Debug, Default)]
pub(super) struct NegationFile {
    pub(super) before: Vec<WrittenPattern>,
    pub(super) after: Vec<WrittenPattern>,
    pub(super) unless: Vec<WrittenPattern>,
    pub(super) reach: Option<f64>,
}

/// A theme as written.
#[derive(Debug)]
pub(super) struct ThemeFile {
    pub(super) code: Text,
    pub(super) label: Localised,
    pub(super) definition: Localised,
    pub(super) include: Vec<Text>,
    pub(super) exclude: Vec<Text>,
    pub(super) examples: Vec<Text>,
    pub(super) counter_examples: Vec<Text>,
    pub(super) colour: Text,
    pub(super) patterns: PatternLists,
    pub(super) exclusions: Vec<WrittenPattern>,
    pub(super) subthemes: Vec<SubthemeFile>,
}

/// A subtheme as written.
#[derive(Debug)]
pub(super) struct SubthemeFile {
    pub(super) code: Text,
    pub(super) label: Localised,
    pub(super) patterns: PatternLists,
}

/// The patterns of a theme or subtheme, by what they are.
#[derive(Debug, Default)]
pub(super) struct PatternLists {
    /// Say what they say.
    pub(super) patterns: Vec<WrittenPattern>,
    /// Name a problem: cancelled by a denial.
    pub(super) problems: Vec<WrittenPattern>,
    /// Too weak alone.
    pub(super) hints: Vec<WrittenPattern>,
}

/// A kind as written.
#[derive(Debug, Default)]
pub(super) struct KindFile {
    pub(super) patterns: Vec<WrittenPattern>,
    pub(super) hints: Vec<WrittenPattern>,
    pub(super) headings: Vec<WrittenPattern>,
    pub(super) exclusions: Vec<WrittenPattern>,
    pub(super) prior: Option<f64>,
}

const TOP_KEYS: [&str; 10] =
    ["name", "version", "changelog", "names", "scoring", "sets", "negation", "exclusions", "themes", "kinds"];
const THEME_KEYS: [&str; 13] = [
    "code",
    "label",
    "definition",
    "include",
    "exclude",
    "examples",
    "counter-examples",
    "colour",
    "patterns",
    "problems",
    "hints",
    "exclusions",
    "subthemes",
];
const SUBTHEME_KEYS: [&str; 5] = ["code", "label", "patterns", "problems", "hints"];
const KIND_KEYS: [&str; 5] = ["patterns", "hints", "headings", "exclusions", "prior"];

/// Reads a taxonomy file; what can't be read is among the findings.
pub(super) fn read(text: &str) -> (Option<TaxonomyFile>, Vec<Finding>) {
    let source = Source { text };
    let mut reader = Reader { source, findings: Vec::new() };
    let document = match DeTable::parse(text) {
        Ok(document) => document,
        Err(error) => {
            let offset = error.span().map_or(0, |span| span.start);
            reader.report(offset, format!("this is not valid TOML: {}", error.message()), None);
            return (None, reader.findings);
        }
    };
    let top = Table { entries: document.get_ref(), offset: 0, name: "the taxonomy".to_owned() };
    let file = taxonomy(&mut reader, &top);
    (Some(file), reader.findings)
}

fn taxonomy(reader: &mut Reader<'_>, top: &Table<'_>) -> TaxonomyFile {
    reader.check_keys(top, &TOP_KEYS);
    let file = TaxonomyFile {
        name: reader.required(top, "name"),
        version: reader.required(top, "version"),
        changelog: changelog(reader, top),
        names: reader.texts(top, "names"),
        scoring: scoring(reader, top),
        sets: sets(reader, top),
        negation: negation(reader, top),
        exclusions: reader.patterns(top, "exclusions"),
        themes: themes(reader, top),
        kinds: kinds(reader, top),
    };
    unique_codes(reader, &file.themes);
    file
}

fn changelog(reader: &mut Reader<'_>, top: &Table<'_>) -> Vec<ChangeFile> {
    let tables = reader.tables(top, "changelog", "an entry of the changelog");
    let entries = tables.iter().map(|table| {
        reader.check_keys(table, &["version", "date", "changes"]);
        ChangeFile {
            version: reader.required(table, "version"),
            date: reader.required(table, "date"),
            changes: reader.texts(table, "changes"),
        }
    });
    entries.collect()
}

fn scoring(reader: &mut Reader<'_>, top: &Table<'_>) -> ScoringFile {
    let Some(table) = reader.table(top, "scoring", "`scoring`") else {
        return ScoringFile::default();
    };
    reader.check_keys(&table, &["pattern", "hint", "threshold", "heading", "theme-heading"]);
    ScoringFile {
        pattern: reader.number(&table, "pattern", 0.0..1.0),
        hint: reader.number(&table, "hint", 0.0..1.0),
        threshold: reader.number(&table, "threshold", 0.0..1.0),
        heading: reader.number(&table, "heading", 0.0..1.0),
        theme_heading: reader.number(&table, "theme-heading", 0.0..1.0),
    }
}

fn sets(reader: &mut Reader<'_>, top: &Table<'_>) -> Vec<(Text, Vec<Text>)> {
    let Some(table) = reader.table(top, "sets", "`sets`") else {
        return Vec::new();
    };
    table
        .in_file_order()
        .into_iter()
        .map(|(key, value)| {
            let name = Text { value: key.get_ref().to_string(), span: key.span() };
            let patterns = reader.strings_of(value, key.get_ref());
            (name, patterns)
        })
        .collect()
}

fn negation(reader: &mut Reader<'_>, top: &Table<'_>) -> NegationFile {
    let Some(table) = reader.table(top, "negation", "`negation`") else {
        return NegationFile::default();
    };
    reader.check_keys(&table, &["before", "after", "unless", "reach"]);
    NegationFile {
        before: reader.patterns(&table, "before"),
        after: reader.patterns(&table, "after"),
        unless: reader.patterns(&table, "unless"),
        reach: reader.number(&table, "reach", 0.0..20.0),
    }
}

fn themes(reader: &mut Reader<'_>, top: &Table<'_>) -> Vec<ThemeFile> {
    let tables = reader.tables(top, "themes", "a theme");
    if tables.is_empty() {
        let hint = "write a [[themes]] table for each theme";
        reader.report(top.offset, "the taxonomy has no themes", Some(hint.to_owned()));
    }
    tables.iter().map(|table| theme(reader, table)).collect()
}

fn theme(reader: &mut Reader<'_>, table: &Table<'_>) -> ThemeFile {
    reader.check_keys(table, &THEME_KEYS);
    let subthemes = reader.tables(table, "subthemes", "a subtheme");
    ThemeFile {
        code: reader.required(table, "code"),
        label: localised(reader, table, "label"),
        definition: localised(reader, table, "definition"),
        include: reader.texts(table, "include"),
        exclude: reader.texts(table, "exclude"),
        examples: reader.texts(table, "examples"),
        counter_examples: reader.texts(table, "counter-examples"),
        colour: colour(reader, table),
        patterns: pattern_lists(reader, table),
        exclusions: reader.patterns(table, "exclusions"),
        subthemes: subthemes
            .iter()
            .map(|table| {
                reader.check_keys(table, &SUBTHEME_KEYS);
                SubthemeFile {
                    code: reader.required(table, "code"),
                    label: localised(reader, table, "label"),
                    patterns: pattern_lists(reader, table),
                }
            })
            .collect(),
    }
}

fn pattern_lists(reader: &mut Reader<'_>, table: &Table<'_>) -> PatternLists {
    PatternLists {
        patterns: reader.patterns(table, "patterns"),
        problems: reader.patterns(table, "problems"),
        hints: reader.patterns(table, "hints"),
    }
}

fn localised(reader: &mut Reader<'_>, table: &Table<'_>, key: &str) -> Localised {
    let Some(inner) = reader.table(table, key, &format!("`{key}`")) else {
        let hint = format!("write {key} = {{ nl = \"…\", en = \"…\" }}");
        reader.report(table.offset, format!("{} has no `{key}`", table.name), Some(hint));
        return Localised::default();
    };
    reader.check_keys(&inner, &["nl", "en"]);
    Localised { nl: reader.required(&inner, "nl").value, en: reader.required(&inner, "en").value }
}

fn colour(reader: &mut Reader<'_>, table: &Table<'_>) -> Text {
    let colour = reader.required(table, "colour");
    let digits = colour.value.strip_prefix('#').unwrap_or_default();
    if digits.len() != 6 || !digits.chars().all(|digit| digit.is_ascii_hexdigit()) {
        let hint = "write # and six hexadecimal digits: \"#1d5fa8\"";
        let message = format!("`{}` is no colour", colour.value);
        reader.report(colour.span.start, message, Some(hint.to_owned()));
    }
    colour
}

fn kinds(reader: &mut Reader<'_>, top: &Table<'_>) -> Vec<(Kind, KindFile)> {
    let Some(table) = reader.table(top, "kinds", "`kinds`") else {
        return Vec::new();
    };
    let codes = Kind::ALL.map(Kind::code);
    reader.check_keys(&table, &codes);
    let mut kinds = Vec::new();
    for kind in Kind::ALL {
        let name = format!("kind `{}`", kind.code());
        if let Some(inner) = reader.table(&table, kind.code(), &name) {
            reader.check_keys(&inner, &KIND_KEYS);
            let file = KindFile {
                patterns: reader.patterns(&inner, "patterns"),
                hints: reader.patterns(&inner, "hints"),
                headings: reader.patterns(&inner, "headings"),
                exclusions: reader.patterns(&inner, "exclusions"),
                prior: reader.number(&inner, "prior", 0.0..1.0),
            };
            kinds.push((kind, file));
        }
    }
    kinds
}

fn unique_codes(reader: &mut Reader<'_>, themes: &[ThemeFile]) {
    let mut codes = BTreeMap::new();
    for theme in themes {
        unique_code(reader, &mut codes, &theme.code, "theme");
        let mut subcodes = BTreeMap::new();
        for subtheme in &theme.subthemes {
            unique_code(reader, &mut subcodes, &subtheme.code, "subtheme");
        }
    }
}

fn unique_code(reader: &mut Reader<'_>, seen: &mut BTreeMap<String, usize>, code: &Text, what: &str) {
    if code.value.is_empty() {
        return;
    }
    let fits = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
    if !code.value.chars().all(fits) {
        let hint = "a code is lower-case letters, digits and hyphens, such as `wachttijden`";
        let message = format!("`{}` is no code", code.value);
        reader.report(code.span.start, message, Some(hint.to_owned()));
    }
    if code.value == crate::model::UNCODED {
        let hint = "choose another code";
        let message = format!("`{}` stands for \"no theme fits\"", code.value);
        reader.report(code.span.start, message, Some(hint.to_owned()));
    }
    match seen.get(&code.value) {
        Some(first) => {
            let (line, _) = reader.source.place(*first);
            let message = format!("{what} code `{}` is already used on line {line}", code.value);
            reader.report(code.span.start, message, Some("give each its own code".to_owned()));
        }
        None => {
            seen.insert(code.value.clone(), code.span.start);
        }
    }
}
