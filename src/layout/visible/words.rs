//! Where the words of a printed row stand.

/// One word of a row, by character position; tabs reach to the next multiple of eight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) start: u32,
    pub(super) end: u32,
    /// First byte in the row's text.
    pub(super) byte: usize,
    /// Blank positions before it.
    pub(super) gap: u32,
}

const TAB: u32 = 8;

/// The words of a row from left to right.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::new();
    let (mut at, mut last_end, mut inside) = (0_u32, 0_u32, false);
    for (byte, character) in text.char_indices() {
        let next = position_after(at, character);
        if character.is_whitespace() {
            inside = false;
        } else {
            match found.last_mut().filter(|_| inside) {
                Some(word) => word.end = next,
                None => found.push(Word { start: at, end: next, byte, gap: at - last_end }),
            }
            last_end = next;
            inside = true;
        }
        at = next;
    }
    found
}

fn position_after(at: u32, character: char) -> u32 {
    match character {
        '\t' => (at / TAB + 1) * TAB,
        '\u{200b}'..='\u{200d}' | '\u{ad}' | '\u{feff}' | '\u{2060}' => at,
        _ => at + 1,
    }
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn positions_count_tabs_and_skip_what_nobody_sees() {
        let found: Vec<(u32, u32, u32)> =
            words(" a\u{200b}b\tcd  e").iter().map(|word| (word.start, word.end, word.gap)).collect();
        assert_eq!(found, [(1, 3, 1), (8, 10, 5), (12, 13, 2)]);
    }
}
