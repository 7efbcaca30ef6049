//! Ctrl-C during a run: the first asks it to stop, a second one ends the program at once.

use std::process;

use bloemlezer::pipeline::Stop;

use super::ui::Ui;

/// What a shell says of a program that an interrupt ended.
const INTERRUPTED: i32 = 130;

/// Hears Ctrl-C while it lives.
pub(crate) struct Interrupts {
    stop: Stop,
    over: Stop,
}

impl Interrupts {
    /// Begins to listen. Where whoever started the program has interrupts ignored (a job in the background of a script), they are.
    pub(crate) fn heard(ui: &Ui) -> Self {
        let (interrupts, ui) = (Self { stop: Stop::default(), over: Stop::default() }, *ui);
        let (stop, over) = (interrupts.stop.clone(), interrupts.over.clone());
        let _ = ctrlc::try_set_handler(move || {
            if stop.is_asked() || over.is_asked() {
                end();
            }
            stop.ask();
            ui.redraw("");
            ui.status("Stopping; nothing will be changed, unless the result is being put in place already; press Ctrl-C again to end at once.");
        });
        interrupts
    }

    /// What a run is stopped by.
    pub(crate) fn stop(&self) -> Stop {
        self.stop.clone()
    }
}

/// What comes after the run may be ended at once.
impl Drop for Interrupts {
    fn drop(&mut self) {
        self.over.ask();
    }
}

#[expect(
    clippy::exit,
    reason = "the user asked twice; what is left behind, the next start completes or undoes"
)]
fn end() -> ! {
    process::exit(INTERRUPTED)
}
