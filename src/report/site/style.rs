//! The style sheet: the fixed part, then the colours of the themes. Its name carries a hash, so that no browser keeps an old one.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::super::OutputFile;
use super::context::Site;

const FIXED: &str = include_str!("../assets/site.css");

/// What a theme without a usable colour gets.
const GREY: &str = "#595959";

/// The file.
pub(super) fn sheet(site: &Site<'_>) -> OutputFile {
    OutputFile::new(file_name(site), css(site))
}

/// Its path from the top of the site.
pub(super) fn file_name(site: &Site<'_>) -> String {
    let hash = Sha256::digest(css(site).as_bytes());
    let hash: String = hash.iter().take(4).map(|byte| format!("{byte:02x}")).collect();
    format!("assets/site-{hash}.css")
}

fn css(site: &Site<'_>) -> String {
    let mut css = FIXED.to_owned();
    for (position, theme) in site.themes.iter().enumerate() {
        // Writing to a string cannot fail. Dark pages take a lighter shade of the same colour.
        let _ = writeln!(css, ".t{position} {{ --theme: {}; }}", colour(theme.colour));
    }
    css
}

/// The colour when it is one; anything else could end the rule and begin another.
fn colour(colour: &str) -> &str {
    let digits = colour.strip_prefix('#').unwrap_or_default();
    if digits.len() == 6 && digits.chars().all(|digit| digit.is_ascii_hexdigit()) { colour } else { GREY }
}

#[cfg(test)]
mod tests {
    use super::{GREY, colour};

    #[test]
    fn only_colours_get_through() {
        assert_eq!(colour("#154273"), "#154273");
        assert_eq!(colour("#fff}body{display:none"), GREY);
        assert_eq!(colour(""), GREY);
    }
}
