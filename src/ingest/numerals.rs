//! Numbers as Roman numerals and as letters, as programs count pages and headings.

/// Roman numerals as far as they go, else digits.
pub(super) fn roman(number: i64) -> String {
    const DIGITS: [(i64, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..=4_999).contains(&number) {
        return number.to_string();
    }
    let mut left = number;
    let mut roman = String::new();
    for (value, digits) in DIGITS {
        while left >= value {
            roman.push_str(digits);
            left -= value;
        }
    }
    roman
}

/// A to Z, then AA to ZZ, then AAA.
pub(super) fn letters(number: i64) -> String {
    let Ok(number) = usize::try_from(number.saturating_sub(1)) else { return number.to_string() };
    let letter = char::from(b'A' + (number % 26) as u8);
    letter.to_string().repeat((number / 26 + 1).min(20))
}

#[cfg(test)]
mod tests {
    use super::{letters, roman};

    #[test]
    fn numbers_are_written_in_every_style() {
        assert_eq!(roman(1994), "MCMXCIV");
        assert_eq!((letters(1), letters(27)), ("A".to_owned(), "AA".to_owned()));
    }
}
