//! How far a stage is, as one line of text: for a terminal, with a bar; for a log.

use bloemlezer::pipeline::{Progress, Stage, Unit};

/// Widest bar, in columns between its brackets; it gives way to the words beside it.
const WIDEST_BAR: usize = 24;
const NARROWEST_BAR: usize = 8;

/// The part that must be done before the rest can be told: beginnings are slow.
const KNOWN: f64 = 0.02;

/// Seconds after which a rate says something.
const TELLING: f64 = 1.0;

/// A line with a bar, at most so many columns wide.
pub(super) fn bar(progress: Progress, seconds: f64, width: usize) -> String {
    let doing = doing(progress.stage);
    let facts = facts(progress, seconds);
    let taken = doing.chars().count() + 2 + 2 + facts.chars().count() + 1;
    let room = width.saturating_sub(taken).min(WIDEST_BAR);
    let line = match share(progress).filter(|_| room >= NARROWEST_BAR) {
        Some(share) => {
            let full = ((share * room as f64) as usize).min(room);
            format!("{doing}  [{}{}] {facts}", "#".repeat(full), " ".repeat(room - full))
        }
        None if facts.is_empty() => doing.to_owned(),
        None => format!("{doing}  {facts}"),
    };
    line.chars().take(width).collect()
}

/// A line for a log.
pub(super) fn plain(progress: Progress, seconds: f64) -> String {
    let doing = doing(progress.stage);
    match facts(progress, seconds) {
        facts if facts.is_empty() => format!("{doing}…"),
        facts => format!("{doing}… {facts}"),
    }
}

fn doing(stage: Stage) -> &'static str {
    match stage {
        Stage::Reading => "Reading the sources",
        Stage::Coding => "Coding statements",
        Stage::Grouping => "Looking for the same words twice",
        Stage::Indexing => "Writing the search index",
        Stage::Writing => "Writing the report",
    }
}

/// The part that is done, where all is known.
fn share(progress: Progress) -> Option<f64> {
    progress.total.filter(|total| *total > 0).map(|total| progress.done as f64 / total as f64)
}

/// How much, how fast, and how long it will take; nothing where nothing is known.
fn facts(progress: Progress, seconds: f64) -> String {
    let unit = progress.stage.unit();
    let much = match (progress.done, progress.total) {
        (0, None) => return String::new(),
        (done, None) => amount(done, unit),
        (done, Some(total)) => format!("{} of {}", number(done, unit), amount(total, unit)),
    };
    if seconds < TELLING || progress.done == 0 {
        return much;
    }
    let rate = progress.done as f64 / seconds;
    let left = progress.total.filter(|_| share(progress).is_some_and(|share| share >= KNOWN));
    let left = left.map(|total| total.saturating_sub(progress.done) as f64 / rate);
    let left = left.map(|left| format!(", {} left", duration(left))).unwrap_or_default();
    format!("{much}, {}/s{left}", speed(rate, unit))
}

/// So many, with their unit.
pub(super) fn amount(count: u64, unit: Unit) -> String {
    let name = match unit {
        Unit::Bytes => "MB",
        Unit::Parts => "pages and records",
        Unit::Statements => "statements",
        Unit::Files => "files",
    };
    format!("{} {name}", number(count, unit))
}

fn number(count: u64, unit: Unit) -> String {
    match unit {
        Unit::Bytes => format!("{:.1}", count as f64 / 1e6),
        _ => grouped(count),
    }
}

/// So many in a second; the unit is told where it is a size.
pub(super) fn speed(rate: f64, unit: Unit) -> String {
    match unit {
        Unit::Bytes => format!("{:.1} MB", rate / 1e6),
        _ if rate < 10.0 => format!("{rate:.1}"),
        _ => grouped(rate.round() as u64),
    }
}

/// A whole number with its thousands apart.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let places = digits.chars().enumerate();
    let apart = |place: usize| place > 0 && (digits.len() - place).is_multiple_of(3);
    places.flat_map(|(place, digit)| apart(place).then_some(',').into_iter().chain([digit])).collect()
}

/// Time as people say it: `4 s`, `2 min 05 s`, `1 h 20 min`.
fn duration(seconds: f64) -> String {
    let seconds = seconds.ceil() as u64;
    match (seconds / 3600, seconds / 60 % 60, seconds % 60) {
        (0, 0, seconds) => format!("{seconds} s"),
        (0, minutes, seconds) => format!("{minutes} min {seconds:02} s"),
        (hours, minutes, _) => format!("{hours} h {minutes:02} min"),
    }
}

#[cfg(test)]
mod tests {
    use bloemlezer::pipeline::{Progress, Stage};

    use super::{bar, plain};

    #[test]
    fn a_bar_tells_how_much_how_fast_and_how_long() {
        let half = Progress::at(Stage::Indexing, 412_000, Some(1_000_000));
        insta::assert_snapshot!(bar(half, 2.88, 120), @"Writing the search index  [#########               ] 412,000 of 1,000,000 statements, 143,056/s, 5 s left");
        let long = Progress::at(Stage::Writing, 100, Some(4_000));
        insta::assert_snapshot!(bar(long, 200.0, 120), @"Writing the report  [                        ] 100 of 4,000 files, 0.5/s, 2 h 10 min left");
        let early = Progress::at(Stage::Writing, 1, Some(4_000));
        insta::assert_snapshot!(bar(early, 5.0, 120), @"Writing the report  [                        ] 1 of 4,000 files, 0.2/s");
        let bytes = Progress::at(Stage::Reading, 25_000_000, None);
        insta::assert_snapshot!(bar(bytes, 0.5, 120), @"Reading the sources  25.0 MB");
        let begun = Progress::begin(Stage::Reading, None);
        insta::assert_snapshot!(bar(begun, 90.0, 120), @"Reading the sources");
    }

    #[test]
    fn the_bar_gives_way_and_the_line_fits() {
        let half = Progress::at(Stage::Coding, 500, Some(1_000));
        insta::assert_snapshot!(bar(half, 100.0, 86), @"Coding statements  [#####     ] 500 of 1,000 pages and records, 5.0/s, 1 min 40 s left");
        insta::assert_snapshot!(bar(half, 100.0, 75), @"Coding statements  500 of 1,000 pages and records, 5.0/s, 1 min 40 s left");
        for width in 0..100 {
            assert!(bar(half, 100.0, width).chars().count() <= width);
        }
    }

    #[test]
    fn what_is_done_fills_the_bar_and_no_more() {
        for (done, total) in [(1_000, 1_000), (1_200, 1_000), (0, 0)] {
            let line = bar(Progress::at(Stage::Coding, done, Some(total)), 0.1, 100);
            assert_eq!(line.matches('#').count(), if total > 0 { 24 } else { 0 }, "{line}");
        }
    }

    #[test]
    fn a_line_of_a_log_has_no_bar() {
        let half = Progress::at(Stage::Grouping, 500, Some(1_000));
        insta::assert_snapshot!(plain(half, 0.2), @"Looking for the same words twice… 500 of 1,000 statements");
        insta::assert_snapshot!(plain(Progress::begin(Stage::Writing, None), 0.0), @"Writing the report…");
    }
}
