//! A cell's value as a reader of the sheet sees it.

use calamine::{DataRef, ExcelDateTime};

/// The text of a value; empty for an empty cell.
pub(super) fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => self::number(*number),
        DataRef::String(text) => line_ends(text),
        DataRef::SharedString(text) => line_ends(text),
        DataRef::Bool(value) => value.to_string(),
        DataRef::DateTime(date) => date_time(date),
        DataRef::DateTimeIso(date) => date.strip_suffix("T00:00:00").unwrap_or(date).to_owned(),
        DataRef::DurationIso(duration) => duration.clone(),
        DataRef::Error(error) => error.to_string(),
    }
}

/// Line breaks as line feeds, whatever the program that wrote them.
fn line_ends(text: &str) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_owned() }
}

/// A number in its shortest form, with the fifteen digits that a spreadsheet keeps.
fn number(number: f64) -> String {
    let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    // No minus before a zero.
    let shown = if rounded == 0.0 { 0.0 } else { rounded };
    shown.to_string()
}

/// A date, a date with a time, a time of day or a duration, in ISO 8601.
fn date_time(date: &ExcelDateTime) -> String {
    let value = date.as_f64();
    if !(0.0..2_958_466.0).contains(&value) {
        return number(value);
    }
    if date.is_duration() {
        return duration(value);
    }
    let (year, month, day, hour, minute, second, milli) = date.to_ymd_hms_milli();
    let time = match (second, milli) {
        (0, 0) => format!("{hour:02}:{minute:02}"),
        (_, 0) => format!("{hour:02}:{minute:02}:{second:02}"),
        _ => format!("{hour:02}:{minute:02}:{second:02}.{milli:03}"),
    };
    if value < 1.0 {
        time
    } else if value.fract() == 0.0 || (hour, minute, second, milli) == (0, 0, 0, 0) {
        format!("{year:04}-{month:02}-{day:02}")
    } else {
        format!("{year:04}-{month:02}-{day:02}T{time}")
    }
}

/// Hours, minutes and seconds of a number of days, as a sheet shows them: `26:30:00`.
fn duration(days: f64) -> String {
    let seconds = (days * 86_400.0).round() as u64;
    format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use calamine::{CellErrorType, DataRef, ExcelDateTime, ExcelDateTimeType};

    use super::text;

    #[test]
    fn values_are_written_as_a_reader_sees_them() {
        let date =
            |value: f64| DataRef::DateTime(ExcelDateTime::new(value, ExcelDateTimeType::DateTime, false));
        let duration =
            |value: f64| DataRef::DateTime(ExcelDateTime::new(value, ExcelDateTimeType::TimeDelta, false));
        for (value, shown) in [
            (DataRef::Float(12.0), "12"),
            (DataRef::Float(0.1 + 0.2), "0.3"),
            (DataRef::Float(-0.0), "0"),
            (DataRef::Float(1_234_567.891), "1234567.891"),
            (DataRef::Float(2f64.powi(53)), "9007199254740990"),
            (DataRef::Bool(true), "true"),
            (DataRef::String("een\r\ntwee".into()), "een\ntwee"),
            (date(45_352.0), "2024-03-01"),
            (date(45_352.395_833_333_3), "2024-03-01T09:30"),
            (date(0.395_833_333_3), "09:30"),
            (duration(1.104_166_666_7), "26:30:00"),
            (date(-1.0), "-1"),
            (DataRef::DateTimeIso("2024-03-01T00:00:00".into()), "2024-03-01"),
            (DataRef::Error(CellErrorType::NA), "#N/A"),
            (DataRef::Empty, ""),
        ] {
            assert_eq!(text(&value), shown, "{value:?}");
        }
    }
}
