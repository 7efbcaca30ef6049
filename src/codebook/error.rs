//! What may be wrong with a taxonomy file, with the place of each finding.

use std::fmt;

/// One thing wrong with a taxonomy, at its place in the file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}: {}", self.line, self.column, self.message)
    }
}

/// A taxonomy that can't be used: everything that is wrong with it, in file order.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.listing())]
pub struct TaxonomyError {
    /// Name of the file as it was given.
    pub file: String,
    /// At least one finding.
    pub findings: Vec<Finding>,
}

impl TaxonomyError {
    /// What to do: the hint of the first finding that has one.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        self.findings.iter().find_map(|finding| finding.hint.clone())
    }

    fn listing(&self) -> String {
        let lines: Vec<String> =
            self.findings.iter().map(|finding| format!("{}:{finding}", self.file)).collect();
        lines.join("\n")
    }
}

/// The known word nearest to a mistyped one, as a hint.
pub(super) fn did_you_mean<'k>(typed: &str, known: impl IntoIterator<Item = &'k str>) -> Option<String> {
    known
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(typed, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= 1 + candidate.chars().count() / 4)
        .min()
        .map(|(_, candidate)| format!("did you mean `{candidate}`?"))
}
