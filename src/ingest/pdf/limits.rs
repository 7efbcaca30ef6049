//! How much work a file may ask for. Limits are counters, never clocks, so that a file reads the same everywhere. Each is far above
//! what documents need and low enough that a file made to exhaust a reader does not.

/// Pages read of one file.
pub(super) const PAGES: usize = 20_000;

/// Operators, and parts of text arrays, carried out on one page.
const PAGE_STEPS: u64 = 3_000_000;

/// The same for a whole file.
const FILE_STEPS: u64 = 600_000_000;

/// Letters on one page.
const PAGE_GLYPHS: usize = 200_000;

/// Bytes of unpacked instructions on one page.
const PAGE_BYTES: u64 = 256 << 20;

/// Drawings that a page calls for by name, those within others included.
const PAGE_FORMS: u32 = 5_000;

/// Drawings within drawings.
pub(super) const NESTING: u32 = 24;

/// Graphics states saved at once.
pub(super) const SAVED_STATES: usize = 1_000;

/// How much a byte may unpack to by the method of zip files.
pub(super) const RATIO: u64 = 1_032;

/// Bytes that one packed part of a file may unpack to.
pub(super) const UNPACKED_PART: u64 = 256 << 20;

/// Bytes that all packed parts of a file may unpack to.
pub(super) const UNPACKED_FILE: u64 = 2 << 30;

/// What is left of the work that a page may ask for.
#[derive(Debug)]
pub(super) struct Budget {
    steps: u64,
    bytes: u64,
    glyphs: usize,
    forms: u32,
    file_steps: u64,
    exceeded: bool,
}

impl Budget {
    pub(super) fn of_file() -> Self {
        Self {
            steps: PAGE_STEPS,
            bytes: PAGE_BYTES,
            glyphs: PAGE_GLYPHS,
            forms: PAGE_FORMS,
            file_steps: FILE_STEPS,
            exceeded: false,
        }
    }

    /// A fresh page.
    pub(super) fn turn_page(&mut self) {
        let file_steps = self.file_steps;
        *self = Self { file_steps, ..Self::of_file() };
    }

    /// Whether one more step may be taken.
    pub(super) fn step(&mut self) -> bool {
        self.take(|budget| {
            budget.steps = budget.steps.checked_sub(1)?;
            budget.file_steps = budget.file_steps.checked_sub(1)?;
            Some(())
        })
    }

    /// Whether one more drawing may be carried out.
    pub(super) fn form(&mut self) -> bool {
        self.take(|budget| {
            budget.forms = budget.forms.checked_sub(1)?;
            Some(())
        })
    }

    /// Whether one more letter may be set.
    pub(super) fn glyph(&mut self) -> bool {
        self.take(|budget| {
            budget.glyphs = budget.glyphs.checked_sub(1)?;
            Some(())
        })
    }

    /// Whether that many more bytes of instructions may be read.
    pub(super) fn bytes(&mut self, bytes: usize) -> bool {
        self.take(|budget| {
            budget.bytes = budget.bytes.checked_sub(bytes as u64)?;
            Some(())
        })
    }

    /// Whether the page asked for more than it may.
    pub(super) fn is_exceeded(&self) -> bool {
        self.exceeded
    }

    fn take(&mut self, part: impl FnOnce(&mut Self) -> Option<()>) -> bool {
        let granted = !self.exceeded && part(self).is_some();
        self.exceeded |= !granted;
        granted
    }
}
