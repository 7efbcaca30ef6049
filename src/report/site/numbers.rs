//! Numbers as readers of a language write them.

use super::super::strings::Frame;

/// A whole number with its thousands apart.
pub(in super::super) fn whole(number: usize, frame: &Frame) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            text.push(frame.thousands);
        }
        text.push(digit);
    }
    text
}

/// A score with two places.
pub(super) fn score(score: f64, frame: &Frame) -> String {
    let score = if score.is_finite() { score } else { 0.0 };
    format!("{score:.2}").replace('.', &frame.decimal.to_string())
}

/// A share in whole percents; what is more than nothing is never shown as nothing, nor less than all as all.
pub(in super::super) fn share(part: usize, of: usize) -> String {
    let percent = if of == 0 { 0 } else { (part * 200 + of) / (of * 2) };
    match percent {
        0 if part > 0 => "<1%".to_owned(),
        100 if part < of => ">99%".to_owned(),
        percent => format!("{percent}%"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::Language;
    use super::super::super::strings::strings;
    use super::{score, share, whole};

    #[test]
    fn follows_the_language() {
        let (nl, en) = (&strings(Language::Nl).frame, &strings(Language::En).frame);
        assert_eq!(whole(1_234_567, nl), "1.234.567");
        assert_eq!(whole(999, en), "999");
        assert_eq!(score(0.625, nl), "0,62");
        assert_eq!(share(1, 1000), "<1%");
        assert_eq!(share(999, 1000), ">99%");
        assert_eq!(share(1, 3), "33%");
        assert_eq!(share(0, 0), "0%");
    }
}
