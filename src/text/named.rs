//! What a value that somebody typed names: a code or name, a document, a numbered heading. One reading for filters of the index and of runs.

use super::{fold, split_words};

/// Whether a value is the same name, however it is typed.
#[must_use]
pub fn names(typed: &str, value: &str) -> bool {
    fold(typed.trim()) == fold(value.trim())
}

/// Whether a value names a document: by its path, by the end of its path from a `/` on, or by a folder.
#[must_use]
pub fn names_document(typed: &str, path: &str) -> bool {
    let typed = typed.trim().trim_start_matches("./").trim_matches('/');
    let is_end = path.strip_suffix(typed).is_some_and(|rest| rest.is_empty() || rest.ends_with('/'));
    let is_folder = path.strip_prefix(typed).is_some_and(|rest| rest.starts_with('/'));
    !typed.is_empty() && (is_end || is_folder)
}

/// Whether a value is the number of a heading, or one that the heading stands below: `2` names `2.17`.
#[must_use]
pub fn names_number(typed: &str, number: Option<&str>) -> bool {
    let typed = typed.trim().trim_end_matches('.');
    let below = format!("{typed}.");
    number.is_some_and(|own| own == typed || own.starts_with(&below))
}

/// The words of a title, folded.
#[must_use]
pub fn title_words(text: &str) -> Vec<String> {
    split_words(text).map(|token| fold(token.text)).collect()
}

#[cfg(test)]
mod tests {
    use super::{names_document, names_number};

    #[test]
    fn paths_by_their_ends_and_folders_and_numbers_with_all_below() {
        for typed in ["ronde/een.txt", "een.txt", "./ronde/", "ronde"] {
            assert!(names_document(typed, "ronde/een.txt"), "{typed}");
        }
        for typed in ["", "/", "n.txt", "ron"] {
            assert!(!names_document(typed, "ronde/een.txt"), "{typed}");
        }
        assert!(names_number("2.", Some("2.17")) && names_number("2.17", Some("2.17")));
        assert!(!names_number("2.1", Some("2.17")) && !names_number("2", None));
    }
}
