//! The table that `--timings` prints.

use std::fmt::Write as _;

use super::line::{amount, speed};
use super::stages::Measured;

/// A row per stage, and what the machine tells of the whole process: seconds of processor time, and MiB held at most.
pub(super) fn table(stages: &[Measured], cpu: Option<f64>, memory: Option<f64>) -> String {
    let total: f64 = stages.iter().map(|stage| stage.seconds).sum();
    let mut text = row("stage", "seconds", "share", "done", "per second");
    for stage in stages {
        let name = stage.stage.map_or("starting", |stage| stage.name());
        let unit = stage.stage.map(|stage| stage.unit()).filter(|_| stage.done > 0);
        let done = unit.map(|unit| amount(stage.done, unit)).unwrap_or_default();
        let rate =
            unit.filter(|_| stage.seconds > 0.0).map(|unit| speed(stage.done as f64 / stage.seconds, unit));
        text += &row(
            name,
            &seconds(stage.seconds),
            &share(stage.seconds, total),
            &done,
            &rate.unwrap_or_default(),
        );
    }
    text += &row("total", &seconds(total), &share(total, total), "", "");
    let cpu = cpu.map_or("unknown".to_owned(), |cpu| match total > 0.0 {
        true => format!("{cpu:.2} s, {:.2} cores busy", cpu / total),
        false => format!("{cpu:.2} s"),
    });
    let memory = memory.map_or("unknown".to_owned(), |memory| format!("{memory:.0} MiB"));
    // Writing to a string can't fail.
    let _ = writeln!(text, "processor time: {cpu}\npeak memory: {memory}");
    text
}

fn row(name: &str, seconds: &str, share: &str, done: &str, rate: &str) -> String {
    format!("{name:<10}{seconds:>9}{share:>8}  {done:>28}{rate:>14}").trim_end().to_owned() + "\n"
}

fn seconds(seconds: f64) -> String {
    format!("{seconds:.2}")
}

fn share(part: f64, whole: f64) -> String {
    if whole > 0.0 { format!("{:.0} %", 100.0 * part / whole) } else { String::new() }
}

#[cfg(test)]
mod tests {
    use bloemlezer::pipeline::Stage;

    use super::super::stages::Measured;
    use super::table;

    #[test]
    fn a_row_per_stage_and_what_the_machine_tells() {
        let measured = |stage, seconds, done| Measured { stage, seconds, done };
        let stages = [
            measured(None, 0.02, 0),
            measured(Some(Stage::Reading), 0.5, 223_300_000),
            measured(Some(Stage::Coding), 1.25, 1_000_000),
            measured(Some(Stage::Writing), 0.0, 12),
        ];
        insta::assert_snapshot!(table(&stages, Some(3.0), Some(411.7)), @r"
        stage       seconds   share                          done    per second
        starting       0.02     1 %
        reading        0.50    28 %                      223.3 MB      446.6 MB
        coding         1.25    71 %   1,000,000 pages and records       800,000
        writing        0.00     0 %                      12 files
        total          1.77   100 %
        processor time: 3.00 s, 1.69 cores busy
        peak memory: 412 MiB
        ");
        assert!(table(&[], None, None).ends_with("processor time: unknown\npeak memory: unknown\n"));
    }
}
