//! The texts that pages are made of.

use serde::Deserialize;
use serde_json::Value;
use thiserror::Error;

use super::random::Random;

/// A statement's text, and what is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// Its words, with single spaces.
    pub text: String,
    /// Its kind, where the file tells; `context` otherwise.
    pub kind: String,
    /// Codes of its themes, where the file tells.
    pub themes: Vec<String>,
}

/// Texts that can't be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TextsError {
    /// A line is not an object with a text.
    #[error("line {line}: {message}")]
    Line {
        /// Line in the file, from 1.
        line: usize,
        /// What is wrong.
        message: String,
    },
    /// There is no text at all.
    #[error("there is no text in it")]
    Empty,
}

impl TextsError {
    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        "give every line a JSON object with a `text`, as statements.jsonl of a run and gold files have"
    }
}

#[derive(Debug, Deserialize)]
struct TextLine {
    text: String,
    kind: Option<String>,
    #[serde(default)]
    themes: Vec<Value>,
}

/// Reads texts: one JSON object a line, of which `text` counts; `kind` and `themes` are handed on. Blank lines and texts are skipped.
///
/// # Errors
/// When a line is no such object, or when no text is left.
pub fn parse_texts(jsonl: &str) -> Result<Vec<Text>, TextsError> {
    let jsonl = jsonl.strip_prefix('\u{feff}').unwrap_or(jsonl);
    let mut texts = Vec::new();
    for (content, line) in jsonl.lines().zip(1..) {
        if content.trim().is_empty() {
            continue;
        }
        let read: TextLine = serde_json::from_str(content)
            .map_err(|error| TextsError::Line { line, message: error.to_string() })?;
        let text = read.text.split_whitespace().collect::<Vec<_>>().join(" ");
        if !text.is_empty() {
            let kind = read.kind.unwrap_or_else(|| "context".to_owned());
            texts.push(Text { text, kind, themes: read.themes.iter().filter_map(code).collect() });
        }
    }
    if texts.is_empty() { Err(TextsError::Empty) } else { Ok(texts) }
}

/// A theme's code, as gold files write it or as a run does.
fn code(theme: &Value) -> Option<String> {
    let code = theme.as_str().or_else(|| theme.get("code")?.as_str())?;
    Some(code.to_owned())
}

/// How many texts a statement is made of, with its share; one otherwise. So it is on pages that people published.
const SENTENCES: [(f64, usize); 3] = [(0.25, 2), (0.1, 3), (0.04, 5)];
/// Share of the statements that end in a remark in brackets.
const REMARKS: f64 = 0.12;

/// As many statements, some of them made of several texts.
pub(super) fn joined(texts: &[Text], random: &mut Random) -> Vec<Text> {
    texts.iter().map(|text| lengthened(text, texts, random)).collect()
}

fn lengthened(text: &Text, texts: &[Text], random: &mut Random) -> Text {
    let mut long = text.clone();
    for _ in 1..random.choose(1, &SENTENCES) {
        if let Some(other) = random.pick(texts) {
            long.text = format!("{} {}", long.text, other.text);
            add_themes(&mut long, other);
        }
    }
    let remark = random.pick(texts).filter(|_| random.chance(REMARKS));
    if let (Some(remark), Some(bare)) = (remark, long.text.strip_suffix('.')) {
        let inner = remark.text.trim_end_matches('.').to_lowercase();
        long.text = format!("{bare} ({inner}).");
        add_themes(&mut long, remark);
    }
    long
}

fn add_themes(text: &mut Text, other: &Text) {
    let new = other.themes.iter().filter(|theme| !text.themes.contains(theme)).cloned();
    text.themes.extend(new.collect::<Vec<_>>());
}

#[cfg(test)]
mod tests {
    use super::super::random::Random;
    use super::{Text, TextsError, joined, parse_texts};

    #[test]
    fn texts_are_joined_whole() {
        let text = |text: &str| Text { text: text.into(), kind: "wens".into(), themes: Vec::new() };
        let texts = [text("Te weinig tijd."), text("Meer overleg.")];
        let long: Vec<Text> = (0..50).flat_map(|seed| joined(&texts, &mut Random::new(seed, &[]))).collect();
        assert_eq!(long.len(), 100);
        assert!(long.iter().any(|text| text.text == "Te weinig tijd. Meer overleg."));
        assert!(long.iter().any(|text| text.text.ends_with("(meer overleg).")));
        let longest = long.iter().map(|text| text.text.matches('.').count()).max();
        assert_eq!(longest, Some(5));
    }

    #[test]
    fn gold_and_a_run_s_statements_are_read() {
        let jsonl = "{\"text\": \" Te  weinig\\ntijd. \", \"kind\": \"wens\", \"themes\": [\"capaciteit\"]}\n\n\
                     {\"text\": \"Meer.\", \"themes\": [{\"code\": \"capaciteit\", \"score\": 1}]}\n{\"text\": \" \"}";
        let texts = parse_texts(jsonl).unwrap();
        assert_eq!(
            texts.iter().map(|text| text.text.as_str()).collect::<Vec<_>>(),
            ["Te weinig tijd.", "Meer."]
        );
        assert_eq!((texts[0].kind.as_str(), texts[1].kind.as_str()), ("wens", "context"));
        assert_eq!(texts[0].themes, texts[1].themes);
    }

    #[test]
    fn the_line_that_is_wrong_is_told() {
        assert!(matches!(parse_texts("{\"text\": \"a\"}\n{}"), Err(TextsError::Line { line: 2, .. })));
        assert_eq!(parse_texts("\n{\"text\": \"\"}"), Err(TextsError::Empty));
    }
}
