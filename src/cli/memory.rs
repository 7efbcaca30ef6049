//! Amounts of memory as people write them: `600MB`, `1.5 GB`, `512MiB`.

/// Units by their names in lower case, the longest of those that end alike first.
const UNITS: [(&str, u64); 6] = [
    ("kib", 1 << 10),
    ("mib", 1 << 20),
    ("gib", 1 << 30),
    ("kb", 1_000),
    ("mb", 1_000_000),
    ("gb", 1_000_000_000),
];

/// Less is no use: the word list and an index in the making take as much.
const LEAST: u64 = 100_000_000;

/// What an amount must be, for messages.
pub(crate) const EXPECTED: &str = "a size from 100MB, such as 600MB or 1.5GB";

/// Reads an amount, in bytes.
pub(crate) fn parse(text: &str) -> Result<u64, String> {
    let lower = text.trim().to_lowercase();
    let unit = UNITS.iter().find_map(|(name, bytes)| Some((lower.strip_suffix(name)?, *bytes)));
    let (number, unit) = unit.ok_or_else(|| format!("expected {EXPECTED}"))?;
    let number: f64 = number.trim().parse().map_err(|_| format!("expected {EXPECTED}"))?;
    // What is no number or less than nothing becomes 0.
    match (number * unit as f64).round() as u64 {
        bytes if bytes >= LEAST => Ok(bytes),
        _ => Err(format!("expected {EXPECTED}")),
    }
}

/// Writes an amount so that it is read back as the same: in the largest unit that it is a whole number of.
pub(crate) fn written(bytes: u64) -> String {
    let whole = [("GB", 1_000_000_000), ("MiB", 1 << 20), ("MB", 1_000_000), ("KiB", 1 << 10), ("kB", 1_000)]
        .into_iter()
        .find(|(_, unit)| bytes.is_multiple_of(*unit));
    match whole {
        Some((name, unit)) => format!("{}{name}", bytes / unit),
        None => format!("{:.3}kB", bytes as f64 / 1e3),
    }
}

#[cfg(test)]
mod tests {
    use super::{parse, written};

    #[test]
    fn sizes_are_read_as_people_write_them() {
        let sizes = [
            ("600MB", 600_000_000),
            ("1.5 GB", 1_500_000_000),
            (" 512MiB ", 512 << 20),
            ("2gib", 2 << 30),
            ("100000kb", 100_000_000),
        ];
        for (text, bytes) in sizes {
            assert_eq!(parse(text), Ok(bytes), "{text}");
        }
    }

    #[test]
    fn what_is_no_size_is_refused() {
        for text in ["", "600", "MB", "-600MB", "NaNMB", "600 XB", "99MB", "6OOMB", "0GB"] {
            assert!(parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_size_is_written_as_it_is_read() {
        for bytes in [600_000_000, 512 << 20, 123_456_789, 100_000_001, 3_000_000_000] {
            assert_eq!(parse(&written(bytes)), Ok(bytes), "{}", written(bytes));
        }
        assert_eq!(written(600_000_000), "600MB");
    }
}
