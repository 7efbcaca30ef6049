//! Typefaces by the widths of their characters, as measured from fonts (`data/font-widths`).

use std::collections::BTreeMap;
use std::sync::LazyLock;

const TABLE: &str = include_str!("../../data/font-widths/widths.tsv");

/// Every face, and per character the widths in the order of the faces.
struct Widths {
    names: Vec<&'static str>,
    rows: BTreeMap<char, Vec<f64>>,
}

static WIDTHS: LazyLock<Widths> = LazyLock::new(|| {
    let mut lines = TABLE.lines();
    let names = lines.next().unwrap_or_default().split('\t').skip(1).collect();
    let row = |line: &str| {
        let mut cells = line.split('\t');
        let code = u32::from_str_radix(cells.next()?, 16).ok()?;
        // Thousandths of the type size.
        Some((
            char::from_u32(code)?,
            cells.filter_map(|cell| Some(cell.parse::<f64>().ok()? / 1000.0)).collect(),
        ))
    };
    Widths { names, rows: lines.filter_map(row).collect() }
});

/// A face of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Typeface {
    column: usize,
}

impl Typeface {
    /// The first face of the table.
    pub(super) const FIRST: Self = Self { column: 0 };

    /// The upright face of a family.
    pub(super) fn of_family(family: &str) -> Option<Self> {
        WIDTHS.names.iter().position(|name| *name == family).map(|column| Self { column })
    }

    /// Its name in the table.
    pub(super) fn name(self) -> &'static str {
        WIDTHS.names.get(self.column).copied().unwrap_or_default()
    }

    /// The face's bold one, or itself where there is none.
    pub(super) fn bold(self) -> Self {
        let name = WIDTHS.names.get(self.column).map(|name| format!("{name}-bold"));
        name.and_then(|name| Self::of_family(&name)).unwrap_or(self)
    }

    /// Width at type size 1; of an unknown character that of an n.
    pub(super) fn width(self, character: char) -> f64 {
        if character == '\u{ad}' {
            return self.width('-');
        }
        let row = WIDTHS.rows.get(&character).or_else(|| WIDTHS.rows.get(&'n'));
        row.and_then(|row| row.get(self.column)).copied().unwrap_or(0.5)
    }

    /// Width of a text at type size 1.
    pub(super) fn text_width(self, text: &str) -> f64 {
        text.chars().map(|character| self.width(character)).sum()
    }
}

/// The upright families there are.
pub(super) fn families() -> Vec<&'static str> {
    WIDTHS.names.iter().copied().filter(|name| !name.ends_with("-bold")).collect()
}

#[cfg(test)]
mod tests {
    use super::{Typeface, families};

    #[test]
    fn faces_differ_and_have_a_bold_one() {
        assert!(families().len() >= 7);
        for family in families() {
            let face = Typeface::of_family(family).unwrap();
            assert_ne!(face, face.bold(), "{family}");
            assert!(face.text_width("mmm") > face.text_width("iii"), "{family}");
            assert!((0.35..0.65).contains(&face.width('n')), "{family}");
        }
    }
}
