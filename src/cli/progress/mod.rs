//! What a run is doing, shown while it does it: a bar on a terminal, plain lines elsewhere; and how long every stage took.
//!
//! The bar is our own: its text is one pure function, which the lines of a log share; what a library would add is the drawing of a line,
//! for five more packages.

mod line;
mod stages;
mod timings;

use std::time::{Duration, Instant};

use bloemlezer::pipeline::Progress;

use self::stages::Stages;
use super::machine;
use super::ui::{Shows, Ui};

/// Time between two drawings of a bar: enough to look alive, and nothing beside the work.
const REDRAWN: Duration = Duration::from_millis(100);

/// Time between two lines of a log while one stage lasts.
const REPEATED: Duration = Duration::from_secs(30);

/// Watches a run: shows how far it is, and keeps how long every stage took.
pub(crate) struct Watch<'u> {
    ui: &'u Ui,
    begun: Instant,
    stages: Stages,
    /// When something was shown last.
    shown: Duration,
}

impl<'u> Watch<'u> {
    pub(crate) fn new(ui: &'u Ui) -> Self {
        Self { ui, begun: Instant::now(), stages: Stages::default(), shown: Duration::ZERO }
    }

    /// Takes in what the run tells.
    pub(crate) fn see(&mut self, progress: Progress) {
        let now = self.begun.elapsed();
        let begins = self.stages.see(progress, now.as_secs_f64());
        let waits = now.saturating_sub(self.shown);
        match self.ui.shows() {
            Shows::Bars if begins || waits >= REDRAWN => self.draw(now),
            Shows::Stages if begins => self.say(now),
            Shows::Stages | Shows::Seldom if waits >= REPEATED => self.say(now),
            _ => (),
        }
    }

    fn draw(&mut self, now: Duration) {
        // The last column stays free: some terminals begin a new line once it is written.
        let width = self.ui.width().saturating_sub(1);
        if let Some((progress, seconds)) = self.stages.current(now.as_secs_f64()) {
            self.ui.redraw(&line::bar(progress, seconds, width));
            self.shown = now;
        }
    }

    fn say(&mut self, now: Duration) {
        if let Some((progress, seconds)) = self.stages.current(now.as_secs_f64()) {
            self.ui.status(&line::plain(progress, seconds));
            self.shown = now;
        }
    }

    /// Takes the bar away. Gives the table of how long every stage took.
    pub(crate) fn end(self) -> String {
        self.ui.redraw("");
        let measured = self.stages.end(self.begun.elapsed().as_secs_f64());
        timings::table(&measured, machine::cpu_seconds(), machine::peak_memory())
    }
}
