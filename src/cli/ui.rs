//! The terminal: the one place that writes to stdout and stderr, and that keeps respondents' text from steering it.

use std::borrow::Cow;
use std::env;
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write as _};

/// Columns where there is no terminal that tells.
const USUAL_WIDTH: usize = 100;
/// Below this nothing can be laid out, beyond the other nothing is gained.
const NARROWEST: usize = 40;
const WIDEST: usize = 400;

/// When to use colours.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum ColourChoice {
    /// On a terminal, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Also into a file or pipe.
    Always,
    /// Nowhere.
    Never,
}

/// How much to tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Verbosity {
    /// Errors only.
    Quiet,
    /// What matters.
    Normal,
    /// Everything.
    Verbose,
}

/// A role that text plays on a terminal, with its escape sequence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    Error,
    Warning,
    Hint,
    Strong,
}

impl Style {
    fn sequence(self) -> &'static str {
        match self {
            Self::Error => "\x1b[1;31m",
            Self::Warning => "\x1b[1;33m",
            Self::Hint => "\x1b[1;36m",
            Self::Strong => "\x1b[1m",
        }
    }
}

/// Puts a style around text that is already clean.
pub(crate) fn styled(text: &str, style: Style, colour: bool) -> Cow<'_, str> {
    if colour { Cow::Owned(format!("{}{text}\x1b[0m", style.sequence())) } else { Cow::Borrowed(text) }
}

/// Text without anything that steers a terminal: control codes and direction overrides become `�`, line breaks stay.
pub(crate) fn plain(text: &str) -> Cow<'_, str> {
    let steers = |character: char| character != '\n' && steers(character);
    if !text.chars().any(steers) {
        return Cow::Borrowed(text);
    }
    text.chars().map(|character| if steers(character) { '\u{FFFD}' } else { character }).collect()
}

/// Whether a character moves the cursor, rings, colours or turns the direction of writing.
pub(crate) fn steers(character: char) -> bool {
    let turns =
        matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}');
    turns || character.is_control()
}

/// How much of what a run is doing is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shows {
    /// A line that changes in place.
    Bars,
    /// A line when a stage begins, and now and then while it lasts.
    Stages,
    /// A line now and then.
    Seldom,
    /// Nothing.
    Nothing,
}

/// The user's terminal, as it was found at the start.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ui {
    verbosity: Verbosity,
    colours_results: bool,
    colours_messages: bool,
    /// Whether a line that changes in place can be shown.
    live: bool,
}

impl Ui {
    pub(crate) fn new(choice: ColourChoice, verbosity: Verbosity) -> Self {
        let terminal = io::stderr().is_terminal();
        Self {
            verbosity,
            colours_results: colours(choice, io::stdout().is_terminal()),
            colours_messages: colours(choice, terminal),
            live: terminal && verbosity != Verbosity::Quiet && speaks_escapes(),
        }
    }

    /// Where results go; to be flushed by whoever writes there.
    pub(crate) fn results(&self) -> BufWriter<StdoutLock<'static>> {
        BufWriter::new(io::stdout().lock())
    }

    pub(crate) fn colours_results(&self) -> bool {
        self.colours_results
    }

    /// Columns that text may take: as `COLUMNS` says, else as wide as the terminal.
    pub(crate) fn width(&self) -> usize {
        let told = env::var("COLUMNS").ok().and_then(|columns| columns.trim().parse().ok());
        let terminal = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        told.or_else(terminal).unwrap_or(USUAL_WIDTH).clamp(NARROWEST, WIDEST)
    }

    pub(crate) fn verbosity(&self) -> Verbosity {
        self.verbosity
    }

    /// Says what went wrong; also when told to be quiet.
    pub(crate) fn error(&self, message: &str) {
        self.say("error", Style::Error, message);
    }

    pub(crate) fn warning(&self, message: &str) {
        if self.verbosity > Verbosity::Quiet {
            self.say("warning", Style::Warning, message);
        }
    }

    /// Says what to do about the message before.
    pub(crate) fn hint(&self, message: &str) {
        self.say("hint", Style::Hint, message);
    }

    /// Says what was done.
    pub(crate) fn status(&self, message: &str) {
        if self.verbosity > Verbosity::Quiet {
            let _ = writeln!(io::stderr().lock(), "{}", plain(message));
        }
    }

    /// How much of what a run is doing is shown, and how.
    pub(crate) fn shows(&self) -> Shows {
        match self.verbosity {
            Verbosity::Quiet => Shows::Nothing,
            _ if self.live => Shows::Bars,
            Verbosity::Normal => Shows::Seldom,
            Verbosity::Verbose => Shows::Stages,
        }
    }

    /// Puts a line in the place of the one that stands there; nothing where lines can't be replaced.
    pub(crate) fn redraw(&self, line: &str) {
        if self.live {
            let _ = write!(io::stderr().lock(), "\r\x1b[K{line}");
        }
    }

    /// Says what was asked for beside the result; also when told to be quiet.
    pub(crate) fn aside(&self, text: &str) {
        let _ = write!(io::stderr().lock(), "{}", plain(text));
    }

    fn say(&self, label: &str, style: Style, message: &str) {
        let label = format!("{label}:");
        let label = styled(&label, style, self.colours_messages);
        // There is nobody to tell when stderr is gone.
        let _ = writeln!(io::stderr().lock(), "{label} {}", plain(message));
    }
}

fn colours(choice: ColourChoice, terminal: bool) -> bool {
    match choice {
        ColourChoice::Always => true,
        ColourChoice::Never => false,
        ColourChoice::Auto => {
            terminal && env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()) && speaks_escapes()
        }
    }
}

/// Old Windows consoles print escape sequences as they are; those that don't say so in the environment.
fn speaks_escapes() -> bool {
    if cfg!(windows) {
        env::var_os("WT_SESSION").is_some() || env::var_os("TERM").is_some()
    } else {
        env::var_os("TERM").is_none_or(|term| term != "dumb")
    }
}

#[cfg(test)]
mod tests {
    use super::{Style, plain, styled};

    #[test]
    fn nothing_steers_the_terminal() {
        assert_eq!(plain("één\nregel"), "één\nregel");
        assert_eq!(plain("a\x1b[31mb\u{9b}c\rd\u{202e}e"), "a\u{fffd}[31mb\u{fffd}c\u{fffd}d\u{fffd}e");
    }

    #[test]
    fn style_is_left_out_without_colour() {
        assert_eq!(styled("x", Style::Strong, false), "x");
        assert_eq!(styled("x", Style::Strong, true), "\x1b[1mx\x1b[0m");
    }
}
