//! File names that every system can hold, whatever a source or code is called.

use sha2::{Digest, Sha256};

use crate::text::fold;

/// Longest readable part of a name; deep folders must still fit the path limits of a desktop.
const READABLE: usize = 40;

/// Names that Windows keeps for devices.
const RESERVED: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];

/// A name for a code: the code itself where every system can hold it.
pub(super) fn of_code(code: &str) -> String {
    let plain = !code.is_empty()
        && code.len() <= READABLE
        && code.chars().all(|character| {
            character.is_ascii_lowercase() || character.is_ascii_digit() || character == '-'
        });
    let device = RESERVED.iter().any(|name| code.trim_end_matches(|end: char| end.is_ascii_digit()) == *name);
    if plain && !device { code.to_owned() } else { of_path(code) }
}

/// A name for a path or heading: readable, then part of a hash, so that two never share one, also where case doesn't count.
pub(super) fn of_path(path: &str) -> String {
    let hash = Sha256::digest(path.as_bytes());
    let tail: String = hash.iter().take(5).map(|byte| format!("{byte:02x}")).collect();
    let readable = readable(path);
    if readable.is_empty() { format!("x-{tail}") } else { format!("{readable}-{tail}") }
}

fn readable(path: &str) -> String {
    let mut name = String::new();
    for character in fold(path).chars() {
        if name.len() >= READABLE {
            break;
        }
        if character.is_ascii_alphanumeric() {
            name.push(character);
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
    }
    name.trim_end_matches('-').to_owned()
}

/// The file of a part of a list: the first keeps the plain name.
pub(super) fn part(stem: &str, part: usize) -> String {
    if part == 0 { format!("{stem}.html") } else { format!("{stem}.p{}.html", part + 1) }
}

#[cfg(test)]
mod tests {
    use super::{of_code, of_path};

    #[test]
    fn codes_stay_readable_and_paths_stay_apart() {
        assert_eq!(of_code("versnippering"), "versnippering");
        assert_ne!(of_code("con"), "con");
        assert_ne!(of_code("Zorg"), "Zorg");
        assert!(of_path("Één.txt").starts_with("een-txt-"));
        assert_ne!(of_path("Brief.txt"), of_path("brief.txt"));
        assert_ne!(of_path("a/b.txt"), of_path("a-b.txt"));
        for hostile in ["../../etc/passwd", "con", "été ñ.txt", "\u{202e}.txt", "a\\b:c*?\"<>|", ""] {
            let name = of_path(hostile);
            assert!(name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'), "{name}");
        }
    }
}
