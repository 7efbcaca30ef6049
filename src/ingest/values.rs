//! Dates and yes-or-no as people type them.

/// A date in ISO 8601, from `yyyy-mm-dd` or day first with `-`, `/` or `.`, or a Dutch or English month name; a time of day behind it stays.
///
/// Day before month is how Dutch forms write; a value that only reads month first is left alone, as is a year of two digits.
pub(super) fn iso_date(value: &str) -> Option<String> {
    let value = value.trim();
    let (date, time) = split_time(value);
    let date = numeric_date(date).or_else(|| named_date(date))?;
    match time {
        "" => Some(date),
        time => Some(format!("{date}T{}", iso_time(time)?)),
    }
}

/// Parts a date from a time behind `T` or a space; a time is what holds a colon.
fn split_time(value: &str) -> (&str, &str) {
    let Some(colon) = value.find(':') else {
        return (value, "");
    };
    let before = value.get(..colon).unwrap_or_default();
    match before.rfind(['T', 't', ' ']) {
        Some(at) => (
            value.get(..at).unwrap_or_default().trim_end().trim_end_matches(','),
            value.get(at + 1..).unwrap_or_default(),
        ),
        None => (value, ""),
    }
}

fn numeric_date(date: &str) -> Option<String> {
    let separator = date.chars().find(|character| !character.is_ascii_digit())?;
    if !matches!(separator, '-' | '/' | '.') {
        return None;
    }
    let parts: Vec<&str> = date.split(separator).collect();
    let [first, second, third] = parts.as_slice() else {
        return None;
    };
    if first.len() == 4 { calendar_date(first, second, third) } else { calendar_date(third, second, first) }
}

/// `3 maart 2024`, `3 mrt. 2024`.
fn named_date(date: &str) -> Option<String> {
    const MONTHS: [&[&str]; 12] = [
        &["januari", "jan", "january"],
        &["februari", "feb", "february"],
        &["maart", "mrt", "march", "mar"],
        &["april", "apr"],
        &["mei", "may"],
        &["juni", "jun", "june"],
        &["juli", "jul", "july"],
        &["augustus", "aug", "august"],
        &["september", "sep", "sept"],
        &["oktober", "okt", "october", "oct"],
        &["november", "nov"],
        &["december", "dec"],
    ];
    let parts: Vec<&str> = date.split_whitespace().collect();
    let [day, month, year] = parts.as_slice() else {
        return None;
    };
    let month = month.trim_end_matches('.').to_lowercase();
    let number = MONTHS.iter().position(|names| names.contains(&month.as_str()))? + 1;
    calendar_date(year, &number.to_string(), day)
}

fn calendar_date(year: &str, month: &str, day: &str) -> Option<String> {
    if year.len() != 4 || month.len() > 2 || day.len() > 2 {
        return None;
    }
    let (year, month, day) = (digits(year)?, digits(month)?, digits(day)?);
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => return None,
    };
    (1..=days).contains(&day).then(|| format!("{year:04}-{month:02}-{day:02}"))
}

/// `9:05` as `09:05`; seconds, fractions and a zone stay as they are.
fn iso_time(time: &str) -> Option<String> {
    let (hour, rest) = time.split_once(':')?;
    let minute = rest.get(..2)?;
    let tail = rest.get(2..)?;
    let plain_tail = tail
        .chars()
        .all(|character| character.is_ascii_digit() || matches!(character, ':' | '.' | '+' | '-' | 'Z'));
    let valid = hour.len() <= 2 && digits(hour)? < 24 && digits(minute)? < 60 && plain_tail;
    valid.then(|| format!("{hour:0>2}:{minute}{tail}"))
}

/// The number, when all of it is ASCII digits.
fn digits(text: &str) -> Option<u32> {
    let all = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    all.then(|| text.parse().ok()).flatten()
}

/// Yes or no.
pub(super) fn yes_or_no(value: &str) -> Option<bool> {
    match value.trim().to_lowercase().as_str() {
        "ja" | "j" | "yes" | "y" | "true" | "waar" | "1" => Some(true),
        "nee" | "n" | "neen" | "no" | "false" | "onwaar" | "0" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{iso_date, yes_or_no};

    #[test]
    fn reads_dates_as_people_write_them() {
        for (written, iso) in [
            ("2024-03-01", "2024-03-01"),
            ("2024/3/1", "2024-03-01"),
            ("1-3-2024", "2024-03-01"),
            ("01/03/2024", "2024-03-01"),
            ("01.03.2024", "2024-03-01"),
            ("3 maart 2024", "2024-03-03"),
            ("29-02-2024", "2024-02-29"),
            ("2024-03-01T09:05:00Z", "2024-03-01T09:05:00Z"),
            ("1-3-2024 9:05", "2024-03-01T09:05"),
            ("1-3-2024, 09:05:10", "2024-03-01T09:05:10"),
        ] {
            assert_eq!(iso_date(written).as_deref(), Some(iso), "{written}");
        }
        for unreadable in [
            "29-02-2023",
            "03/25/2024",
            "1-3-24",
            "maart 2024",
            "45352",
            "",
            "1-3-2024 25:00",
            "2024-03",
            "één",
            "1-3-2024 9:é",
        ] {
            assert_eq!(iso_date(unreadable), None, "{unreadable}");
        }
    }

    #[test]
    fn reads_yes_and_no() {
        assert_eq!(yes_or_no(" Ja "), Some(true));
        assert_eq!(yes_or_no("FALSE"), Some(false));
        assert_eq!(yes_or_no("misschien"), None);
        assert_eq!(yes_or_no(""), None);
    }
}
