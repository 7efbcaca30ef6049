//! Approximate widths of characters. Filling is a matter of millimetres, not of letters: a line of `i`s holds three times as many as one of
//! `m`s. The figures are the advance widths of Helvetica (Adobe's font metrics, in thousandths of the type size); other sans and serif
//! faces keep nearly the same proportions.

/// Width of `text` in thousandths of the type size.
#[must_use]
pub(super) fn width(text: &str) -> f32 {
    text.chars().map(advance).sum()
}

/// Width of a space.
pub(super) const SPACE: f32 = 278.0;

fn advance(character: char) -> f32 {
    match character {
        'i' | 'j' | 'l' | '‘' | '’' | '\'' | 'ì' | 'í' | 'î' | 'ï' => 222.0,
        'f' | 't' | ' ' | '.' | ',' | ':' | ';' | '!' | '/' | 'I' | '\u{a0}' => 278.0,
        'r' | '(' | ')' | '-' | '“' | '”' => 333.0,
        '"' => 355.0,
        '•' | '*' => 370.0,
        'c' | 'k' | 's' | 'v' | 'x' | 'y' | 'z' | 'J' | 'ç' => 500.0,
        'F' | 'T' | 'Z' => 611.0,
        '+' | '=' | '<' | '>' => 584.0,
        'A' | 'B' | 'E' | 'K' | 'P' | 'S' | 'V' | 'X' | 'Y' | '&' => 667.0,
        'w' | 'C' | 'D' | 'H' | 'N' | 'R' | 'U' => 722.0,
        'G' | 'O' | 'Q' => 778.0,
        'm' | 'M' => 833.0,
        '%' => 889.0,
        'W' => 944.0,
        '—' | '…' | '@' => 1000.0,
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{feff}' => 0.0,
        _ => 556.0,
    }
}

#[cfg(test)]
mod tests {
    use super::width;

    #[test]
    fn narrow_letters_are_narrow() {
        assert!(width("illi") * 3.0 < width("mwmw"));
        assert!((width("abc") - 1612.0).abs() < f32::EPSILON);
    }
}
