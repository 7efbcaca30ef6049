//! The bar chart: one bar per theme, divided by kind. Widths are percentages and letters keep their size, so it reads on a phone;
//! kinds differ by pattern as well as by colour, and every bar has its numbers in words below it.

use super::context::Site;
use super::lists::ListKey;
use super::numbers::whole;
use super::quote::kind_class;
use crate::model::Kind;

/// Height of one theme: its name, its bar and its numbers.
const ROW: usize = 84;

/// Height of the legend.
const LEGEND: usize = 42;

/// The chart.
pub(super) struct Chart {
    pub(super) height: usize,
    pub(super) legend: Vec<Swatch>,
    pub(super) rows: Vec<Row>,
}

/// A kind in the legend.
pub(super) struct Swatch {
    pub(super) class: &'static str,
    pub(super) label: &'static str,
    /// Distance from the left, in pixels.
    pub(super) x: usize,
}

/// A theme.
pub(super) struct Row {
    pub(super) label: String,
    pub(super) total: String,
    pub(super) numbers: String,
    pub(super) bars: Vec<Bar>,
    /// Distances from the top, in pixels.
    pub(super) label_y: usize,
    pub(super) bar_y: usize,
    pub(super) numbers_y: usize,
}

/// A kind within a theme; percentages of the chart's width, with two places.
pub(super) struct Bar {
    pub(super) class: &'static str,
    pub(super) x: String,
    pub(super) width: String,
}

/// The chart of the whole set.
pub(super) fn chart(site: &Site<'_>) -> Chart {
    let most = (0..site.themes.len()).map(|theme| site.total(ListKey::Theme(theme))).max().unwrap_or(0);
    let rows = (0..site.themes.len()).map(|theme| row(site, theme, most)).collect();
    Chart { height: LEGEND + ROW * site.themes.len(), legend: legend(site), rows }
}

fn legend(site: &Site<'_>) -> Vec<Swatch> {
    let swatch = |(position, kind): (usize, Kind)| Swatch {
        class: kind_class(kind),
        label: (site.strings.names.kind)(kind).one,
        x: position * 100,
    };
    Kind::ALL.into_iter().enumerate().map(swatch).collect()
}

fn row(site: &Site<'_>, theme: usize, most: usize) -> Row {
    let top = LEGEND + theme * ROW;
    let kinds = Kind::ALL.map(|kind| (kind, site.total(ListKey::ThemeKind(theme, kind))));
    let numbers = kinds.map(|(kind, count)| {
        let name = (site.strings.names.kind)(kind).one.to_lowercase();
        format!("{name} {}", whole(count, &site.strings.frame))
    });
    Row {
        label: site.themes[theme].label.to_owned(),
        total: whole(site.total(ListKey::Theme(theme)), &site.strings.frame),
        numbers: numbers.join(" · "),
        bars: bars(&kinds, most),
        label_y: top + 16,
        bar_y: top + 24,
        numbers_y: top + 60,
    }
}

fn bars(kinds: &[(Kind, usize)], most: usize) -> Vec<Bar> {
    let mut before = 0;
    let mut bars = Vec::new();
    for (kind, count) in kinds.iter().filter(|(_, count)| *count > 0) {
        bars.push(Bar { class: kind_class(*kind), x: percent(before, most), width: percent(*count, most) });
        before += count;
    }
    bars
}

/// Integer arithmetic, so that the bytes are the same everywhere.
fn percent(part: usize, of: usize) -> String {
    let hundredths = (part * 10_000).checked_div(of).unwrap_or(0);
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}
