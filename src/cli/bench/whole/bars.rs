//! What is asked of whole runs at a million statements on two threads, and whether they keep to it.

use super::figures::Row;
use super::variant::Variant;

/// Something asked.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Bar {
    /// What is compared.
    pub(super) name: &'static str,
    /// What it came to, where the machine tells.
    pub(super) value: Option<f64>,
    /// What it must be at most or at least.
    pub(super) bound: Bound,
}

/// A bound that belongs to it as well.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Bound {
    Most(f64),
    Least(f64),
}

impl Bar {
    /// Whether it is kept to; nobody knows where the machine tells nothing.
    pub(super) fn met(&self) -> Option<bool> {
        self.value.map(|value| match self.bound {
            Bound::Most(most) => value <= most,
            Bound::Least(least) => value >= least,
        })
    }
}

/// Wall time beside that of the baseline, without and with the search for repeated words.
const WALL: (f64, f64) = (1.3, 1.6);
/// Processor time for each second on two threads.
const BUSY: f64 = 1.7;
/// Megabytes of memory, mapped files included, and of pages.
const PEAK: f64 = 600.0;
const HTML: f64 = 50.0;

/// Bytes.
pub(super) const MEGABYTE: f64 = 1e6;

/// What is asked of a variant; nothing is of the baseline.
pub(super) fn bars(row: &Row) -> Vec<Bar> {
    let Some(ratios) = row.ratios else { return Vec::new() };
    let wall = if row.variant == Variant::NoGroups { WALL.0 } else { WALL.1 };
    let bar = |name, value, bound| Bar { name, value, bound };
    vec![
        bar("wall_ratio", Some(ratios.wall), Bound::Most(wall)),
        bar("cpu_per_wall", row.busy, Bound::Least(BUSY)),
        bar("peak_mb", row.peak.map(|bytes| bytes / MEGABYTE), Bound::Most(PEAK)),
        bar("html_mb", Some(row.sizes.html as f64 / MEGABYTE), Bound::Most(HTML)),
    ]
}
