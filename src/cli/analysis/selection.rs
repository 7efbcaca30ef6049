//! Which statements of a run are meant: by theme, kind, heading, document, respondent or another column.

use bloemlezer::model::{Kind, Section, Statement, UNCODED};
use bloemlezer::text::{fold, names, names_document, names_number, title_words};

use super::super::failure::Failure;

/// Different options must all hold; the same one given twice means either.
#[derive(Debug, Default, clap::Args)]
pub(super) struct SelectionArgs {
    /// Statements with this theme, `overig` for none [repeatable: any of them]
    #[arg(long, value_name = "CODE")]
    theme: Vec<String>,
    /// Statements of this kind: knelpunt, wens or context [repeatable]
    #[arg(long, value_name = "KIND")]
    kind: Vec<String>,
    /// Statements under this heading: its number (`2.17`; `2` is the whole chapter) or title [repeatable]
    #[arg(long, value_name = "HEADING")]
    section: Vec<String>,
    /// Statements of this document: its path, the end of it, or a folder [repeatable]
    #[arg(long, value_name = "PATH")]
    document: Vec<String>,
    /// Statements of this respondent, as named in the source [repeatable]
    #[arg(long, value_name = "NAME")]
    respondent: Vec<String>,
    /// Statements whose other column KEY holds VALUE [repeatable: any of them for one key, all of different keys]
    #[arg(long, value_name = "KEY=VALUE")]
    metadata: Vec<String>,
}

impl SelectionArgs {
    /// Refuses what can select nothing in any run, and a selection that is none.
    pub(super) fn check(&self) -> Result<(), Failure> {
        let all = [&self.theme, &self.kind, &self.section, &self.document, &self.respondent, &self.metadata];
        if all.iter().all(|values| values.is_empty()) {
            let hint = "say which with --theme, --kind, --section, --document, --respondent or --metadata";
            return Err(Failure::new("no statements to compare with the rest were named", hint));
        }
        if let Some(kind) = self.kind.iter().find(|kind| Kind::from_code(&fold(kind.trim())).is_none()) {
            return Err(Failure::new(format!("`{kind}` is no kind"), "a kind is knelpunt, wens or context"));
        }
        if let Some(pair) = self.metadata.iter().find(|pair| !pair.contains('=')) {
            let hint = "write the column's name, `=` and the value: --metadata regio=noord";
            return Err(Failure::new(format!("`{pair}` is no KEY=VALUE"), hint));
        }
        Ok(())
    }

    /// Whether the statement is meant.
    pub(super) fn holds(&self, statement: &Statement) -> bool {
        any(&self.theme, |code| has_theme(statement, code))
            && any(&self.kind, |kind| names(kind, statement.kind.code()))
            && any(&self.section, |wanted| {
                statement.section.as_ref().is_some_and(|section| is_under(section, wanted))
            })
            && any(&self.document, |wanted| names_document(wanted, &statement.document))
            && any(&self.respondent, |name| {
                statement.respondent.as_deref().is_some_and(|own| names(name, own))
            })
            && self.has_metadata(statement)
    }

    fn has_metadata(&self, statement: &Statement) -> bool {
        let pairs: Vec<(&str, &str)> = self.metadata.iter().filter_map(|pair| pair.split_once('=')).collect();
        let holds = |key: &str| {
            let column = statement.metadata.iter().find(|(name, _)| names(key, name));
            let values = pairs.iter().filter(|(other, _)| names(key, other));
            column.is_some_and(|(_, own)| values.into_iter().any(|(_, value)| names(value, own)))
        };
        pairs.iter().all(|(key, _)| holds(key))
    }
}

fn any(wanted: &[String], holds: impl Fn(&str) -> bool) -> bool {
    wanted.is_empty() || wanted.iter().any(|value| holds(value))
}

fn has_theme(statement: &Statement, code: &str) -> bool {
    let has = statement.themes.iter().any(|theme| names(code, &theme.code));
    has || (names(code, UNCODED) && statement.themes.is_empty())
}

/// By number with all below it, or by words of the title.
fn is_under(section: &Section, wanted: &str) -> bool {
    let words = title_words(wanted);
    let label = title_words(&section.label());
    names_number(wanted, section.number.as_deref())
        || (!words.is_empty() && label.windows(words.len()).any(|window| window == words))
}

#[cfg(test)]
mod tests {
    use bloemlezer::model::{Section, Statement};

    use super::SelectionArgs;

    fn statement() -> Statement {
        let section = Section { number: Some("2.17".to_owned()), title: "Wachten bij de halte".to_owned() };
        Statement {
            section: Some(section),
            respondent: Some("Buurtbus Oost".to_owned()),
            metadata: [("Regio".to_owned(), "noord".to_owned()), ("rol".to_owned(), "ouder".to_owned())]
                .into(),
            ..Statement::uncoded("ronde/een.txt", "De bus komt niet.".to_owned())
        }
    }

    fn args(values: &[(&str, &str)]) -> SelectionArgs {
        let of = |name: &str| -> Vec<String> {
            values.iter().filter(|(own, _)| *own == name).map(|(_, value)| (*value).to_owned()).collect()
        };
        SelectionArgs {
            theme: of("theme"),
            kind: of("kind"),
            section: of("section"),
            document: of("document"),
            respondent: of("respondent"),
            metadata: of("metadata"),
        }
    }

    #[test]
    fn values_of_one_option_are_alternatives_and_options_must_all_hold() {
        let held: &[&[(&str, &str)]] = &[
            &[("theme", "overig"), ("kind", "Knelpunt")],
            &[("section", "2")],
            &[("section", "halte")],
            &[("section", "2.17 Wachten bij de halte")],
            &[("document", "een.txt")],
            &[("document", "./ronde/")],
            &[("respondent", "buurtbus oost")],
            &[("metadata", "regio=zuid"), ("metadata", "regio=Noord"), ("metadata", "rol=ouder")],
        ];
        for values in held {
            assert!(args(values).holds(&statement()), "{values:?}");
        }
        let not: &[&[(&str, &str)]] = &[
            &[("theme", "capaciteit")],
            &[("kind", "wens"), ("theme", "overig")],
            &[("section", "2.1")],
            &[("section", "bij halte")],
            &[("document", "n.txt")],
            &[("document", "ron")],
            &[("respondent", "Oost")],
            &[("metadata", "regio=noord"), ("metadata", "rol=kind")],
            &[("metadata", "leeftijd=")],
        ];
        for values in not {
            assert!(!args(values).holds(&statement()), "{values:?}");
        }
    }

    #[test]
    fn what_can_select_nothing_is_refused() {
        assert!(args(&[]).check().is_err());
        assert!(args(&[("kind", "klacht")]).check().is_err());
        assert!(args(&[("metadata", "regio")]).check().is_err());
        assert!(args(&[("metadata", "regio=")]).check().is_ok());
    }
}
