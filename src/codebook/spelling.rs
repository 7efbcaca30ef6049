//! Words of patterns that no word list has: most are typing errors, which would silently never match.

use std::collections::BTreeSet;

use super::lexemes::plain_words;
use super::source::Source;
use super::taxonomy::roles;
use super::{Finding, file};
use crate::text::WordList;

/// Plain words of sets and patterns that neither the word list nor the taxonomy's own `names` know.
pub(super) fn unknown_words(text: &str) -> Vec<Finding> {
    let (Some(file), _) = file::read(text) else {
        return Vec::new();
    };
    let source = Source { text };
    let sets = file.sets.iter().flat_map(|(_, written)| written);
    let roles = roles(&file);
    let patterns = roles.iter().map(|(_, pattern, _)| &pattern.text);
    let names: BTreeSet<String> = file.names.iter().map(|name| name.value.to_lowercase()).collect();
    let mut unknown = Vec::new();
    for text in sets.chain(patterns) {
        for (offset, word) in plain_words(&text.value) {
            if !names.contains(&word) && !is_known(&word) {
                let place = source.inside_string(&text.span, offset);
                let hint = "check the spelling; if it is right, add it to `names`";
                let message = format!("`{word}` is in no word list");
                unknown.push(source.finding(place, message, Some(hint.to_owned())));
            }
        }
    }
    unknown
}

/// Whether the word list has the word, or its parts where it is a compound the list lacks.
fn is_known(word: &str) -> bool {
    let words = WordList::shipped();
    let numeric = word.chars().any(char::is_numeric);
    numeric || words.knows(word, 3)
}
