//! The stages of a run with their times, told by whoever has the clock.

use bloemlezer::pipeline::{Progress, Stage};

/// What the run told so far.
#[derive(Debug, Default)]
pub(super) struct Stages {
    /// In order: a stage's last word, and when it began, in seconds.
    seen: Vec<(Progress, f64)>,
}

/// What a stage took.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Measured {
    /// None for what comes before the first stage.
    pub(super) stage: Option<Stage>,
    pub(super) seconds: f64,
    /// Done, in the unit of the stage.
    pub(super) done: u64,
}

impl Stages {
    /// Takes in what is told at a moment; whether a stage begins by it. What a stage tells once a later one has begun is counted and
    /// shown no more. A stage may come again: `what-if` codes twice.
    pub(super) fn see(&mut self, progress: Progress, seconds: f64) -> bool {
        if let Some((last, _)) = self.seen.last_mut()
            && last.stage == progress.stage
            && progress.done >= last.done
        {
            *last = progress;
            return false;
        }
        if progress.done > 0 && self.seen.iter().any(|(seen, _)| seen.stage == progress.stage) {
            return false;
        }
        self.seen.push((progress, seconds));
        true
    }

    /// What is being done, and for how many seconds.
    pub(super) fn current(&self, seconds: f64) -> Option<(Progress, f64)> {
        self.seen.last().map(|(progress, begun)| (*progress, seconds - begun))
    }

    /// What every stage took, where the run ends at that moment. A stage lasts until the next one begins.
    pub(super) fn end(&self, seconds: f64) -> Vec<Measured> {
        let first = self.seen.first().map_or(seconds, |(_, begun)| *begun);
        let before = Measured { stage: None, seconds: first, done: 0 };
        let ends = self.seen.iter().skip(1).map(|(_, begun)| *begun).chain([seconds]);
        let stages = self.seen.iter().zip(ends).map(|((progress, begun), end)| Measured {
            stage: Some(progress.stage),
            seconds: end - begun,
            done: progress.done,
        });
        [before].into_iter().chain(stages).collect()
    }
}

#[cfg(test)]
mod tests {
    use bloemlezer::pipeline::{Progress, Stage};

    use super::{Measured, Stages};

    #[test]
    fn a_stage_lasts_until_the_next_begins() {
        let mut stages = Stages::default();
        let told = [
            (Progress::begin(Stage::Reading, None), 0.5, true),
            (Progress::at(Stage::Reading, 700, None), 0.75, false),
            (Progress::begin(Stage::Coding, Some(4)), 1.0, true),
            (Progress::at(Stage::Reading, 900, None), 1.5, false),
            (Progress::at(Stage::Coding, 4, Some(4)), 2.0, false),
        ];
        for (progress, seconds, begins) in told {
            assert_eq!(stages.see(progress, seconds), begins, "{progress:?}");
        }
        assert_eq!(stages.current(2.5), Some((Progress::at(Stage::Coding, 4, Some(4)), 1.5)));
        let measured = |stage, seconds, done| Measured { stage, seconds, done };
        let expected = [
            measured(None, 0.5, 0),
            measured(Some(Stage::Reading), 0.5, 700),
            measured(Some(Stage::Coding), 2.0, 4),
        ];
        assert_eq!(stages.end(3.0), expected);
    }

    #[test]
    fn a_stage_may_come_twice() {
        let mut stages = Stages::default();
        stages.see(Progress::begin(Stage::Coding, Some(9)), 0.0);
        stages.see(Progress::at(Stage::Coding, 9, Some(9)), 1.0);
        assert!(stages.see(Progress::begin(Stage::Coding, Some(9)), 1.0));
        assert_eq!(stages.end(4.0).last().map(|last| last.seconds), Some(3.0));
    }
}
