//! Where a line stands on a page and how it is set, for formats that tell. All measures are in hundredths of a PDF point.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A rectangle in the page's own coordinates, which count from the lower left corner; written as `[left, bottom, right, top]` in points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Area {
    /// Left edge.
    pub left: i32,
    /// Lower edge.
    pub bottom: i32,
    /// Right edge.
    pub right: i32,
    /// Upper edge.
    pub top: i32,
}

impl Serialize for Area {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let points = |hundredths: i32| f64::from(hundredths) / 100.0;
        [self.left, self.bottom, self.right, self.top].map(points).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Area {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let points = <[f64; 4]>::deserialize(deserializer)?;
        // A cast from a float stops at the ends of the range.
        let [left, bottom, right, top] = points.map(|point| (point * 100.0).round() as i32);
        Ok(Self { left, bottom, right, top })
    }
}

/// How a line is set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Where it stands, in the page's own coordinates.
    pub area: Area,
    /// Its left edge as a reader sees the page, from the left.
    pub left: i32,
    /// Its right edge, from the left.
    pub right: i32,
    /// The height of its baseline, counted downwards from the top.
    pub baseline: i32,
    /// Type size of most of it.
    pub size: i32,
    /// Width of its first word.
    pub first_word: i32,
    /// Whether most of it is set in bold type.
    pub bold: bool,
    /// Whether most of it is set in italic or oblique type.
    pub italic: bool,
    /// Whether it runs in another direction than most of the page.
    pub turned: bool,
}

impl Place {
    /// From its left to its right edge.
    #[must_use]
    pub fn width(&self) -> i32 {
        self.right.saturating_sub(self.left)
    }
}

#[cfg(test)]
mod tests {
    use super::Area;

    #[test]
    fn an_area_is_written_in_points() {
        let area = Area { left: 5601, bottom: 70_000, right: 28_350, top: 71_255 };
        let written = serde_json::to_string(&area).unwrap();
        assert_eq!(written, "[56.01,700.0,283.5,712.55]");
        assert_eq!(serde_json::from_str::<Area>(&written).unwrap(), area);
    }
}
