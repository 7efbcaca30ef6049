//! Errors as the user sees them: what failed and why, then what to do about it.

use anyhow::Error;
use bloemlezer::codebook::TaxonomyError;
use bloemlezer::index::IndexError;
use bloemlezer::ingest::IngestError;
use bloemlezer::pipeline::RunError;
use bloemlezer::pipeline::output::OutputError;
use bloemlezer::report::ReportError;
use bloemlezer::review::sheet::SheetError;

use super::config::ConfigError;
use super::ui::Ui;
use super::{GOOD, TROUBLE, is_broken_pipe, summary};

/// A failure of the command line itself, with its hint.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub(crate) struct Failure {
    message: String,
    hint: String,
}

impl Failure {
    pub(crate) fn new(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { message: message.into(), hint: hint.into() }
    }
}

/// Prints an error and gives the exit code.
pub(crate) fn show(error: &Error, ui: &Ui) -> u8 {
    if is_broken_pipe(error) {
        return GOOD;
    }
    if let Some(usage) = error.downcast_ref::<clap::Error>() {
        return super::show_usage(usage);
    }
    if let Some(error) = error.downcast_ref::<RunError>() {
        summary::show_problems(error.problems(), ui);
    }
    match in_taxonomy(error) {
        Some(error) => show_findings(error, ui),
        None => tell(ui, &message(error), hint(error).as_deref()),
    }
    TROUBLE
}

/// A taxonomy tells all its mistakes at once; each keeps its own advice.
fn in_taxonomy(error: &Error) -> Option<&TaxonomyError> {
    match error.downcast_ref() {
        Some(RunError::Taxonomy(error)) => Some(error),
        _ => error.downcast_ref(),
    }
}

fn show_findings(error: &TaxonomyError, ui: &Ui) {
    for finding in &error.findings {
        let place = format!("{}:{}:{}", error.file, finding.line, finding.column);
        tell(ui, &format!("{place}: {}", finding.message), finding.hint.as_deref());
    }
}

fn tell(ui: &Ui, message: &str, hint: Option<&str>) {
    ui.error(message);
    if let Some(hint) = hint {
        ui.hint(hint);
    }
}

/// The message with its causes, each told once: some messages hold their cause already.
fn message(error: &Error) -> String {
    error.chain().skip(1).fold(error.to_string(), |told, cause| {
        let cause = cause.to_string();
        if told.contains(&cause) { told } else { format!("{told}: {cause}") }
    })
}

fn hint(error: &Error) -> Option<String> {
    // As context, a failure is found through the error itself only, not in its chain.
    let own = error.downcast_ref::<Failure>().map(|failure| failure.hint.clone());
    own.or_else(|| error.chain().find_map(hint_of))
}

fn hint_of(cause: &(dyn std::error::Error + 'static)) -> Option<String> {
    None.or_else(|| cause.downcast_ref::<Failure>().map(|failure| failure.hint.clone()))
        .or_else(|| cause.downcast_ref::<ConfigError>().and_then(|error| error.hint.clone()))
        .or_else(|| cause.downcast_ref().and_then(RunError::hint))
        .or_else(|| cause.downcast_ref().and_then(OutputError::hint))
        .or_else(|| cause.downcast_ref().and_then(TaxonomyError::hint))
        .or_else(|| cause.downcast_ref().and_then(IngestError::hint))
        .or_else(|| cause.downcast_ref().and_then(IndexError::hint))
        .or_else(|| cause.downcast_ref().and_then(ReportError::hint))
        .or_else(|| cause.downcast_ref().and_then(SheetError::hint))
}

#[cfg(test)]
mod tests {
    use anyhow::{Context as _, anyhow};

    use super::{Failure, hint, message};

    #[test]
    fn causes_are_told_once() {
        let error = anyhow!("disk full").context("can't write x: disk full").context("no report");
        assert_eq!(message(&error), "no report: can't write x: disk full");
    }

    #[test]
    fn a_hint_is_found_below_context() {
        let error = Err::<(), _>(Failure::new("no", "do this")).context("not made").unwrap_err();
        assert_eq!(hint(&error).as_deref(), Some("do this"));
        let error = anyhow!("cause").context(Failure::new("no", "do this")).context("not made");
        assert_eq!(hint(&error).as_deref(), Some("do this"));
    }
}
