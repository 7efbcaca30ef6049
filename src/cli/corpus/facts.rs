//! What is told of one document.

use std::collections::BTreeSet;

use bloemlezer::ingest::{ColumnUse, TableUse};
use bloemlezer::model::{Content, Document, Problem, Record, Severity, problem_codes};
use bloemlezer::pipeline::{CorpusReading, DocumentReading};

use crate::cli::listing::guarded;

/// Keys of `[columns]`, in the order in which they are documented.
const ROLES: [&str; 6] = ["text", "id", "respondent", "date", "public", "question"];

/// A document in numbers, its tables and its problems.
pub(super) struct Facts<'r> {
    pub(super) document: &'r Document,
    pub(super) statements: usize,
    pub(super) pages: usize,
    pub(super) records: usize,
    /// Responses that may not be published.
    pub(super) withheld: usize,
    /// The first and the last date that could be read.
    pub(super) dates: Option<(&'r str, &'r str)>,
    /// Dates that could not.
    pub(super) unread_dates: usize,
    /// Records that have no id of their own.
    pub(super) without_id: usize,
    pub(super) tables: Vec<&'r TableUse>,
    pub(super) problems: Vec<&'r Problem>,
}

impl<'r> Facts<'r> {
    pub(super) fn of(own: &'r DocumentReading, reading: &'r CorpusReading) -> Self {
        let document = &own.document;
        let (pages, records): (usize, &[Record]) = match &document.content {
            Content::Pages(pages) => (pages.len(), &[]),
            Content::Records(records) => (0, records),
        };
        let is_date =
            |date: &&str| date.len() >= 10 && date.bytes().take(4).all(|digit| digit.is_ascii_digit());
        let told: Vec<&str> = records.iter().filter_map(|record| record.date.as_deref()).collect();
        let dates: BTreeSet<&str> = told.iter().copied().filter(is_date).collect();
        let problems: Vec<&Problem> =
            reading.problems.iter().filter(|problem| problem.file == document.path).collect();
        let ids: Vec<&&Problem> = problems
            .iter()
            .filter(|problem| {
                problem.code == problem_codes::RECORD_ID && problem.severity == Severity::Warning
            })
            .collect();
        let none_has = ids.iter().any(|problem| problem.line.is_none());
        let without_id = if none_has { records.len() } else { ids.len() };
        Self {
            document,
            statements: own.statements,
            pages,
            records: records.len(),
            withheld: records.iter().filter(|record| !record.public).count(),
            dates: dates.first().copied().zip(dates.last().copied()),
            unread_dates: told.iter().filter(|date| !is_date(date)).count(),
            without_id,
            tables: reading.tables.iter().filter(|table| table.document == document.path).collect(),
            problems,
        }
    }

    /// Problems of that severity.
    pub(super) fn count(&self, severity: Severity) -> usize {
        self.problems.iter().filter(|problem| problem.severity == severity).count()
    }
}

/// What to write in consultation.toml to have a table read as it is, to be changed at will.
pub(super) fn mapping(table: &TableUse) -> String {
    let mut lines = vec!["[columns]".to_owned()];
    for role in ROLES {
        let names: Vec<String> =
            of_role(table, role).map(|column| toml::Value::from(column.name.as_str()).to_string()).collect();
        match names.as_slice() {
            [] => {}
            [name] if role != "text" => lines.push(format!("{role} = {name}")),
            names => lines.push(format!("{role} = [{}]", names.join(", "))),
        }
    }
    lines.join("\n")
}

/// The columns that play a part.
pub(super) fn of_role<'t>(table: &'t TableUse, role: &str) -> impl Iterator<Item = &'t ColumnUse> {
    table.columns.iter().filter(move |column| column.role == role)
}

/// A row per column of a table, and one for each document that has no table.
pub(super) fn csv_rows(facts: &[Facts<'_>]) -> Vec<Vec<String>> {
    const HEADER: [&str; 13] = [
        "document",
        "encoding",
        "pages",
        "records",
        "statements",
        "errors",
        "warnings",
        "sheet",
        "name_rows",
        "column",
        "role",
        "filled",
        "reason",
    ];
    let mut rows = vec![HEADER.map(str::to_owned).to_vec()];
    for own in facts {
        let front = [
            own.document.path.clone(),
            own.document.encoding.clone(),
            own.pages.to_string(),
            own.records.to_string(),
            own.statements.to_string(),
            own.count(Severity::Error).to_string(),
            own.count(Severity::Warning).to_string(),
        ];
        let row = |last: [String; 6]| -> Vec<String> {
            front.iter().cloned().chain(last).map(|cell| guarded(&cell)).collect()
        };
        if own.tables.is_empty() {
            rows.push(row(Default::default()));
        }
        for table in &own.tables {
            let names: Vec<String> = table.names.iter().map(u32::to_string).collect();
            rows.extend(table.columns.iter().map(|column| {
                row([
                    table.sheet.clone().unwrap_or_default(),
                    names.join(" "),
                    column.name.clone(),
                    column.role.to_owned(),
                    column.filled.to_string(),
                    column.reason.clone().unwrap_or_default(),
                ])
            }));
        }
    }
    rows
}
