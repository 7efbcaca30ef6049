//! TOML tables read with their places: every wrong key or value becomes a finding, and reading goes on.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::Finding;
use super::error::did_you_mean;
use super::source::Source;

/// Reads tables of one file and collects what is wrong.
#[derive(Debug)]
pub(super) struct Reader<'t> {
    pub(super) source: Source<'t>,
    pub(super) findings: Vec<Finding>,
}

/// A string with its place in the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Text {
    pub(super) value: String,
    /// Bytes of the file, quotes included.
    pub(super) span: Range<usize>,
}

/// A pattern with its weight, where it states one.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct WrittenPattern {
    pub(super) text: Text,
    pub(super) weight: Option<f64>,
}

/// A table with its place, and the words to call it by in a message.
#[derive(Debug, Clone)]
pub(super) struct Table<'d> {
    pub(super) entries: &'d DeTable<'d>,
    pub(super) offset: usize,
    pub(super) name: String,
}

type Value<'d> = Spanned<DeValue<'d>>;
type Key<'d> = Spanned<DeString<'d>>;

impl<'d> Table<'d> {
    fn entry(&self, key: &str) -> Option<(&'d Key<'d>, &'d Value<'d>)> {
        self.entries.iter().find(|(name, _)| name.get_ref().as_ref() == key)
    }

    /// Keys and values in the order of the file.
    pub(super) fn in_file_order(&self) -> Vec<(&'d Key<'d>, &'d Value<'d>)> {
        let mut entries: Vec<_> = self.entries.iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        entries
    }
}

impl Reader<'_> {
    /// Notes something wrong.
    pub(super) fn report(&mut self, offset: usize, message: impl Into<String>, hint: Option<String>) {
        self.findings.push(self.source.finding(offset, message, hint));
    }

    /// Refuses keys that the table does not have.
    pub(super) fn check_keys(&mut self, table: &Table<'_>, allowed: &[&str]) {
        for (key, _) in table.in_file_order() {
            let name = key.get_ref().as_ref();
            if !allowed.contains(&name) {
                let hint = did_you_mean(name, allowed.iter().copied())
                    .unwrap_or_else(|| format!("known keys: {}", allowed.join(", ")));
                let message = format!("unknown key `{name}` in {}", table.name);
                self.report(key.span().start, message, Some(hint));
            }
        }
    }

    /// The string at `key`; missing or empty is a finding.
    pub(super) fn required(&mut self, table: &Table<'_>, key: &str) -> Text {
        match table.entry(key) {
            Some((_, value)) => self.text(value, key),
            None => {
                let message = format!("{} has no `{key}`", table.name);
                self.report(table.offset, message, None);
                Text { value: String::new(), span: table.offset..table.offset }
            }
        }
    }

    /// The list of strings at `key`; none where the key is missing.
    pub(super) fn texts(&mut self, table: &Table<'_>, key: &str) -> Vec<Text> {
        let values = self.list(table, key);
        values.into_iter().map(|value| self.text(value, key)).collect()
    }

    /// The patterns at `key`: strings, or tables of `pattern` and `weight`.
    pub(super) fn patterns(&mut self, table: &Table<'_>, key: &str) -> Vec<WrittenPattern> {
        let values = self.list(table, key);
        values.into_iter().map(|value| self.pattern(value, key)).collect()
    }

    /// The patterns of one value, such as a word set.
    pub(super) fn strings_of(&mut self, value: &Value<'_>, name: &str) -> Vec<Text> {
        let items = self.items(value, name);
        items.into_iter().map(|item| self.text(item, name)).collect()
    }

    /// The number at `key`, within `range`.
    pub(super) fn number(&mut self, table: &Table<'_>, key: &str, range: Range<f64>) -> Option<f64> {
        let (_, value) = table.entry(key)?;
        let number = match value.get_ref() {
            DeValue::Float(float) => float.as_str().parse::<f64>().ok(),
            DeValue::Integer(integer) => integer.as_str().parse::<f64>().ok(),
            _ => None,
        };
        let fitting = number.filter(|number| range.contains(number));
        if fitting.is_none() {
            let message = format!("`{key}` must be a number from {} up to {}", range.start, range.end);
            self.report(value.span().start, message, None);
        }
        fitting
    }

    /// The table at `key`.
    pub(super) fn table<'d>(&mut self, table: &Table<'d>, key: &str, name: &str) -> Option<Table<'d>> {
        let (_, value) = table.entry(key)?;
        self.as_table(value, name)
    }

    /// The array of tables at `key`.
    pub(super) fn tables<'d>(&mut self, table: &Table<'d>, key: &str, name: &str) -> Vec<Table<'d>> {
        let values = self.list(table, key);
        values.into_iter().filter_map(|value| self.as_table(value, name)).collect()
    }

    fn as_table<'d>(&mut self, value: &'d Value<'d>, name: &str) -> Option<Table<'d>> {
        if let DeValue::Table(entries) = value.get_ref() {
            return Some(Table { entries, offset: value.span().start, name: name.to_owned() });
        }
        self.report(value.span().start, format!("{name} must be a table of keys and values"), None);
        None
    }

    fn list<'d>(&mut self, table: &Table<'d>, key: &str) -> Vec<&'d Value<'d>> {
        match table.entry(key) {
            Some((_, value)) => self.items(value, key),
            None => Vec::new(),
        }
    }

    fn items<'d>(&mut self, value: &'d Value<'d>, name: &str) -> Vec<&'d Value<'d>> {
        if let DeValue::Array(items) = value.get_ref() {
            return items.iter().collect();
        }
        let hint = format!("write {name} = [\"…\", \"…\"]");
        self.report(value.span().start, format!("`{name}` must be a list"), Some(hint));
        Vec::new()
    }

    fn text(&mut self, value: &Value<'_>, name: &str) -> Text {
        let text = match value.get_ref() {
            DeValue::String(text) => text.to_string(),
            _ => String::new(),
        };
        if text.trim().is_empty() {
            self.report(value.span().start, format!("`{name}` needs text between quotes here"), None);
        }
        Text { value: text, span: value.span() }
    }

    fn pattern(&mut self, value: &Value<'_>, key: &str) -> WrittenPattern {
        let DeValue::Table(entries) = value.get_ref() else {
            return WrittenPattern { text: self.text(value, key), weight: None };
        };
        let table = Table { entries, offset: value.span().start, name: format!("an entry of `{key}`") };
        self.check_keys(&table, &["pattern", "weight"]);
        WrittenPattern {
            text: self.required(&table, "pattern"),
            weight: self.number(&table, "weight", 0.0..1.0),
        }
    }
}
