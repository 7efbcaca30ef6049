//! Themes → the text of a taxonomy file.

use super::DraftTheme;

/// Colours that stand out from white and from each other, used in turn.
const COLOURS: [&str; 10] = [
    "#1f5fa8", "#a8431f", "#2e7031", "#7a3b96", "#8a5a00", "#0f6e72", "#a3265a", "#4b5320", "#5a4fa3",
    "#6b4226",
];

/// What stands where a definition is to be written.
const OPEN_NL: &str = "(nog te schrijven)";
const OPEN_EN: &str = "(to be written)";

/// The whole file.
pub(super) fn to_toml(name: &str, themes: &[DraftTheme]) -> String {
    let mut text = format!("name = {}\nversion = \"0.1.0\"\n", string(name));
    for (theme, colour) in themes.iter().zip(COLOURS.iter().cycle()) {
        text += "\n[[themes]]\n";
        text += &head(theme);
        let (nl, en) = match theme.definition.as_str() {
            "" => (OPEN_NL, OPEN_EN),
            definition => (definition, definition),
        };
        text += &format!("definition = {{ nl = {}, en = {} }}\n", string(nl), string(en));
        text += &format!("colour = {}\n", string(colour));
        text += &patterns(theme);
        for subtheme in &theme.subthemes {
            text += &format!("\n[[themes.subthemes]]\n{}{}", head(subtheme), patterns(subtheme));
        }
    }
    text
}

fn head(own: &DraftTheme) -> String {
    let label = string(&own.label);
    format!("code = {}\nlabel = {{ nl = {label}, en = {label} }}\n", string(&own.code))
}

fn patterns(own: &DraftTheme) -> String {
    if own.patterns.is_empty() {
        return String::new();
    }
    let lines: Vec<String> = own.patterns.iter().map(|pattern| format!("  {},\n", string(pattern))).collect();
    format!("patterns = [\n{}]\n", lines.concat())
}

/// A text as TOML has it, on one line.
fn string(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    toml::Value::String(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::COLOURS;
    use crate::codebook::contrast_on_white;

    #[test]
    fn colours_can_be_read_on_white() {
        for colour in COLOURS {
            assert!(contrast_on_white(colour) >= 4.5, "{colour}");
        }
    }
}
