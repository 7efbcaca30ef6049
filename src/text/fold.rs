//! Folding: the same word however it is typed.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower case, diacritics removed, ligatures opened: `Coördinator` and `coordinator` become one form.
#[must_use]
pub fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    word.nfkd()
        .filter(|character| !is_combining_mark(*character) && *character != SOFT_HYPHEN)
        .flat_map(char::to_lowercase)
        .flat_map(open_letter)
        .collect()
}

/// Letters and digits of `text` alone, folded for case: what two texts are compared by when spaces and punctuation don't count.
#[must_use]
pub fn fold_letters(text: &str) -> String {
    text.nfc().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Words of letters and digits alone, folded for case, one space between: [`fold_letters`] that can be read. Text folded this way stays
/// the same when it is folded again.
#[must_use]
pub fn fold_words(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for character in text.nfc() {
        if character.is_alphanumeric() {
            // Some capitals have a lower case of two characters, of which one is no letter.
            folded.extend(character.to_lowercase().filter(|small| small.is_alphanumeric()));
        } else if !folded.is_empty() && !folded.ends_with(' ') && !is_combining_mark(character) {
            folded.push(' ');
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// U+00AD: an invisible hint where a word may break.
pub(crate) const SOFT_HYPHEN: char = '\u{ad}';

/// Letters that Unicode does not decompose but that people type without.
fn open_letter(letter: char) -> impl Iterator<Item = char> {
    let opened: &[char] = match letter {
        'ß' => &['s', 's'],
        'æ' => &['a', 'e'],
        'œ' => &['o', 'e'],
        'ø' => &['o'],
        'đ' => &['d'],
        'ł' => &['l'],
        'ı' => &['i'],
        '’' | '‘' | 'ʼ' => &['\''],
        _ => &[],
    };
    let unchanged = if opened.is_empty() { Some(letter) } else { None };
    opened.iter().copied().chain(unchanged)
}

#[cfg(test)]
mod tests {
    use super::{fold, fold_letters, fold_words};

    #[test]
    fn folds_case_marks_and_ligatures() {
        assert_eq!(fold("ZorgCoördinator"), "zorgcoordinator");
        assert_eq!(fold("zorgcoo\u{308}rdinator"), "zorgcoordinator");
        assert_eq!(fold("ĳs"), "ijs");
        assert_eq!(fold("foto’s"), "foto's");
        assert_eq!(fold_letters("Eén, twee: 3!"), "eéntwee3");
        assert_eq!(fold_words(" Eén, (twee): 3!"), "eén twee 3");
        assert_eq!(fold_words(&fold_words("İzmir’s – EÉN")), fold_words("İzmir’s – EÉN"));
    }
}
