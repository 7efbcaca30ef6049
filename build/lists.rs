//! Our own short lists of what no rule tells (`src/text/dutch/exceptions.txt`).

use std::collections::{BTreeMap, BTreeSet};

/// Exceptions.
#[derive(Debug, Default)]
pub(crate) struct Lists {
    /// Compounds that are no longer felt as such: never split.
    pub(crate) whole: BTreeSet<String>,
    /// Forms that stand for themselves.
    pub(crate) own: BTreeSet<String>,
    /// Irregular plurals and the like.
    pub(crate) lemmas: BTreeMap<String, String>,
    /// Verbs whose first person is another word, and what they are filed under.
    pub(crate) renamed: BTreeMap<String, String>,
}

/// A line says a sort and then words: `whole`, `own`, `lemma` and `verb`, the last two as `form=base`.
pub(crate) fn read(text: &str) -> Result<Lists, String> {
    let mut lists = Lists::default();
    for line in text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
        let mut words = line.split_whitespace();
        let sort = words.next().unwrap_or_default();
        for word in words {
            match (sort, word.split_once('=')) {
                ("whole", None) => drop(lists.whole.insert(word.to_owned())),
                ("own", None) => drop(lists.own.insert(word.to_owned())),
                ("lemma", Some((form, base))) => drop(lists.lemmas.insert(form.to_owned(), base.to_owned())),
                ("verb", Some((first, name))) => {
                    drop(lists.renamed.insert(first.to_owned(), name.to_owned()))
                }
                _ => return Err(format!("exceptions: `{sort}` cannot hold `{word}`")),
            }
        }
    }
    Ok(lists)
}
