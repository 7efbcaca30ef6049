//! Ids of many statements, packed: a summary of ten million statements names each of them at least once.

use std::fmt;

use serde::de::{SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Ids in order; in JSON a list of strings. An id has no line break.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct StatementIds {
    /// One line for each.
    lines: String,
}

impl StatementIds {
    /// Adds an id.
    pub fn push(&mut self, id: &str) {
        self.lines.push_str(id);
        self.lines.push('\n');
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.lines.split_terminator('\n')
    }
}

impl<S: AsRef<str>> FromIterator<S> for StatementIds {
    fn from_iter<I: IntoIterator<Item = S>>(ids: I) -> Self {
        let mut all = Self::default();
        ids.into_iter().for_each(|id| all.push(id.as_ref()));
        all
    }
}

impl fmt::Debug for StatementIds {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(self.iter()).finish()
    }
}

impl Serialize for StatementIds {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl<'de> Deserialize<'de> for StatementIds {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(Ids)
    }
}

struct Ids;

impl<'de> Visitor<'de> for Ids {
    type Value = StatementIds;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list of ids")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<StatementIds, A::Error> {
        let mut ids = StatementIds::default();
        while let Some(id) = list.next_element::<String>()? {
            ids.push(&id);
        }
        Ok(ids)
    }
}
