//! A YAML dictionary → themes, subthemes and patterns.

use saphyr_parser::{Event, Parser};

use super::glob::{Forms, pattern};
use super::{Draft, DraftTheme, ImportError, Unmapped, free_code};

/// Levels of nesting that are read.
const DEEPEST: usize = 40;

/// A value with the line that it begins on.
#[derive(Debug)]
enum Node {
    Scalar(String),
    List(Vec<(u32, Node)>),
    Keys(Vec<(u32, String, Node)>),
}

/// What is being read: a list, or keys and the key whose value is next.
#[derive(Debug)]
enum Open {
    List(u32, Vec<(u32, Node)>),
    Keys(u32, Vec<(u32, String, Node)>, Option<(u32, String)>),
}

pub(super) fn read(text: &str) -> Result<Draft, ImportError> {
    let mut draft = Draft::default();
    match tree(text, &mut draft.unmapped)? {
        Some(Node::Keys(keys)) => {
            for (line, key, value) in keys {
                let code = free_code(&key, &draft.themes);
                let mut theme = DraftTheme { code, label: key, ..DraftTheme::default() };
                fill(&mut theme, (line, value), 0, &mut draft.unmapped);
                draft.themes.push(theme);
            }
            Ok(draft)
        }
        _ => Err(ImportError::NoCodes),
    }
}

/// Puts a value under a theme (level 0) or a subtheme (level 1 and below).
fn fill(own: &mut DraftTheme, (line, value): (u32, Node), level: usize, unmapped: &mut Vec<Unmapped>) {
    match value {
        Node::Scalar(words) if words.is_empty() => {}
        Node::Scalar(words) => match pattern(&words, Forms::Exact) {
            Ok(pattern) if own.patterns.contains(&pattern) => {}
            Ok(pattern) => own.patterns.push(pattern),
            Err(why) => unmapped.push(Unmapped { line, what: words, why }),
        },
        Node::List(values) => values.into_iter().for_each(|value| fill(own, value, level, unmapped)),
        Node::Keys(keys) => {
            for (line, key, value) in keys {
                if level == 0 {
                    let code = free_code(&key, &own.subthemes);
                    let mut subtheme = DraftTheme { code, label: key, ..DraftTheme::default() };
                    fill(&mut subtheme, (line, value), 1, unmapped);
                    own.subthemes.push(subtheme);
                } else {
                    let why = format!("themes have two levels: its words were put under `{}`", own.code);
                    unmapped.push(Unmapped { line, what: key, why });
                    fill(own, (line, value), level, unmapped);
                }
            }
        }
    }
}

/// The first document as a tree.
fn tree(text: &str, unmapped: &mut Vec<Unmapped>) -> Result<Option<Node>, ImportError> {
    let mut open: Vec<Open> = Vec::new();
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| ImportError::Yaml {
            line: line_of(error.marker().line()),
            message: error.info().to_owned(),
        })?;
        let line = line_of(span.start.line());
        let done = match event {
            Event::SequenceStart(..) => {
                open.push(Open::List(line, Vec::new()));
                None
            }
            Event::MappingStart(..) => {
                open.push(Open::Keys(line, Vec::new(), None));
                None
            }
            Event::SequenceEnd | Event::MappingEnd => open.pop().map(closed),
            Event::Scalar(value, ..) => Some((line, Node::Scalar(value.trim().to_owned()))),
            Event::Alias(_) => {
                let why = "references to other places are not followed: write the words out".to_owned();
                unmapped.push(Unmapped { line, what: "*".to_owned(), why });
                Some((line, Node::Scalar(String::new())))
            }
            _ => None,
        };
        if open.len() > DEEPEST {
            let message = format!("it is nested more than {DEEPEST} levels deep");
            return Err(ImportError::Yaml { line, message });
        }
        let Some(done) = done else { continue };
        match open.last_mut() {
            None => return Ok(Some(done.1)),
            Some(parent) => put(parent, done, unmapped),
        }
    }
    Ok(None)
}

fn closed(open: Open) -> (u32, Node) {
    match open {
        Open::List(line, values) => (line, Node::List(values)),
        Open::Keys(line, keys, _) => (line, Node::Keys(keys)),
    }
}

fn put(parent: &mut Open, (line, node): (u32, Node), unmapped: &mut Vec<Unmapped>) {
    match parent {
        Open::List(_, values) => values.push((line, node)),
        Open::Keys(_, keys, waiting) => match (waiting.take(), node) {
            (Some((at, key)), value) => keys.push((at, key, value)),
            (None, Node::Scalar(key)) => *waiting = Some((line, key)),
            (None, _) => {
                let why = "a list or keys can't be a key".to_owned();
                unmapped.push(Unmapped { line, what: "?".to_owned(), why });
                *waiting = Some((line, "?".to_owned()));
            }
        },
    }
}

fn line_of(line: usize) -> u32 {
    u32::try_from(line.max(1)).unwrap_or(u32::MAX)
}
