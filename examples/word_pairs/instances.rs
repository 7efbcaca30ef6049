//! Reads an instance base of `TiMBL`: a tree whose every leaf is a way in which tokens stood in the text, with how often.

use std::error::Error;

/// Two tokens in a row, as often as they stood there.
#[derive(Debug)]
pub(crate) struct Pair {
    pub left: Token,
    pub right: Token,
    pub count: f64,
}

/// A token: a frequent word as it stands, or none, and its part of speech.
#[derive(Debug, Clone)]
pub(crate) struct Token {
    pub word: Option<String>,
    pub tag: String,
}

/// What stands where a sentence begins or ends.
pub(crate) const BOUNDARY: &str = "==";

/// Features in their natural order: the word itself, the next one, their parts of speech.
const WORD: usize = 2;
const NEXT_WORD: usize = 3;
const TAG: usize = 12;
const NEXT_TAG: usize = 13;

/// Every token with the next one.
pub(crate) fn word_pairs(bytes: &[u8]) -> Result<Vec<Pair>, Box<dyn Error>> {
    let text = String::from_utf8_lossy(bytes);
    let (head, tree) = text.split_at(text.find("\n(").ok_or("there is no tree in the instance base")?);
    let order = order(head).ok_or("the instance base does not tell the order of its features")?;
    let names = names(head);
    let name = |values: &[usize], feature: usize| -> String {
        let place = order.iter().position(|own| *own == feature);
        let value = place.and_then(|place| values.get(place)).copied().unwrap_or(0);
        names.get(value).cloned().unwrap_or_default()
    };
    let mut pairs = Vec::new();
    leaves(tree.as_bytes(), order.len(), |values, count| {
        pairs.push(Pair {
            left: token(name(values, WORD), name(values, TAG)),
            right: token(name(values, NEXT_WORD), name(values, NEXT_TAG)),
            count,
        });
    });
    Ok(pairs)
}

fn token(word: String, tag: String) -> Token {
    match word.as_str() {
        BOUNDARY => Token { word: None, tag: BOUNDARY.to_owned() },
        _ if word.starts_with("HAPAX") => Token { word: None, tag },
        _ => Token { word: Some(word), tag },
    }
}

/// Which feature stands at which level of the tree, from 0.
fn order(head: &str) -> Option<Vec<usize>> {
    let line = head.lines().find(|line| line.starts_with("# Permutation"))?;
    let numbers = line.split_once('<')?.1.split_once('>')?.0;
    numbers.split(',').map(|number| number.trim().parse::<usize>().ok()?.checked_sub(1)).collect()
}

/// The values of features by number.
fn names(head: &str) -> Vec<String> {
    let mut names = Vec::new();
    let lines = head.lines().skip_while(|line| line.trim() != "Features").skip(1);
    for (number, name) in lines.filter_map(|line| line.split_once('\t')) {
        let number = number.parse().unwrap_or(0);
        names.resize(names.len().max(number + 1), String::new());
        names[number] = name.to_owned();
    }
    names
}

/// Hands every leaf at `depth` to `found`: the values on the way to it and how many instances it stands for.
fn leaves(tree: &[u8], depth: usize, mut found: impl FnMut(&[usize], f64)) {
    let mut values: Vec<usize> = Vec::new();
    let mut number = None;
    let mut at = 0;
    while let Some(byte) = tree.get(at) {
        at += 1;
        match byte {
            b'0'..=b'9' => {
                number = Some(number.unwrap_or(0) * 10 + usize::from(byte - b'0'));
                continue;
            }
            b'(' => {
                values.extend(number);
                // The most frequent class follows, which says nothing here.
                at += tree[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
            }
            b'{' => {
                let end = at + tree[at..].iter().take_while(|byte| **byte != b'}').count();
                if values.len() == depth {
                    found(&values, total(&tree[at..end]));
                }
                at = end;
            }
            b')' => drop(values.pop()),
            _ => {}
        }
        number = None;
    }
}

/// `1 286, 5 2`: the sum of the counts.
fn total(distribution: &[u8]) -> f64 {
    let text = String::from_utf8_lossy(distribution);
    let counts = text.split(',').filter_map(|class| class.split_whitespace().nth(1)?.parse::<f64>().ok());
    counts.sum()
}
