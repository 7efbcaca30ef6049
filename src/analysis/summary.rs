//! Statements and a codebook → the counts of `summary.json`. Statements come one by one and are not kept, so that a million of them
//! cost no more memory than their ids and the names of their respondents.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use super::collapsed::Collapsed;
use super::distinct::{Records, Seen};
use crate::model::{
    Codebook, Cooccurrence, DocumentCount, Kind, Section, SectionCount, Statement, StatementIds, Summary,
    ThemeCount, UNCODED,
};
use crate::text::Names;

/// Counts the statements that pages may show; those marked not public are left out.
///
/// A record is a row of one document; a respondent is a name, whatever its case; in the collapsed counts what a `group` shares counts
/// once (see `collapsed`). Every theme of the codebook and every kind is there, also with nothing under it; codes that the codebook
/// does not know (of an analyst, after a theme was renamed) stand before `overig`.
#[must_use]
pub fn summarise(statements: &[Statement], codebook: &Codebook) -> Summary {
    let mut summariser = Summariser::new(codebook);
    statements.iter().for_each(|statement| summariser.add(statement));
    summariser.finish()
}

/// Counts statements as they come, in source order: statements of one record follow each other.
#[derive(Debug)]
pub struct Summariser<'c> {
    codebook: &'c Codebook,
    statements: u64,
    reviewed: u64,
    conflicts: u64,
    records: Records,
    respondents: Names,
    collapsed: Collapsed,
    kinds: Kinds,
    /// Those of the codebook in its order, then unknown ones as they were met; `overig` is the last of the codebook's.
    themes: Vec<Theme>,
    sections: Places<Option<Section>>,
    documents: Places<String>,
    /// By places in `themes`, the smaller first.
    pairs: BTreeMap<(usize, usize), u64>,
}

/// What is counted of a theme.
#[derive(Debug)]
struct Theme {
    code: String,
    statements: u64,
    records: Records,
    respondents: Seen,
    collapsed: Collapsed,
    kinds: Kinds,
    subthemes: BTreeMap<String, u64>,
    quotes: StatementIds,
}

impl Theme {
    fn new(code: &str, codebook: &Codebook) -> Self {
        let known = codebook.theme(code).map_or(&[][..], |theme| &theme.subthemes);
        Self {
            code: code.to_owned(),
            statements: 0,
            records: Records::default(),
            respondents: Seen::default(),
            collapsed: Collapsed::default(),
            kinds: Kinds::default(),
            subthemes: known.iter().map(|subtheme| (subtheme.code.clone(), 0)).collect(),
            quotes: StatementIds::default(),
        }
    }

    fn add(&mut self, statement: &Statement, respondent: Option<usize>) {
        self.statements += 1;
        self.records.add(statement);
        self.respondents.add(respondent);
        self.collapsed.add(statement, Some(&self.code));
        self.kinds.add(statement.kind);
        let own = statement.themes.iter().filter(|theme| theme.code == self.code);
        let met: BTreeSet<&String> = own.filter_map(|theme| theme.subtheme.as_ref()).collect();
        for subtheme in met {
            match self.subthemes.get_mut(subtheme) {
                Some(count) => *count += 1,
                None => drop(self.subthemes.insert(subtheme.clone(), 1)),
            }
        }
        self.quotes.push(&statement.id);
    }

    fn finish(self) -> ThemeCount {
        ThemeCount {
            code: self.code,
            statements: self.statements,
            records: self.records.count(),
            respondents: self.respondents.count(),
            collapsed: self.collapsed.count(),
            by_kind: self.kinds.finish(),
            by_subtheme: self.subthemes,
            quotes: self.quotes,
        }
    }
}

/// Statements per kind, in the order of [`Kind::ALL`].
#[derive(Debug, Default)]
struct Kinds([u64; Kind::ALL.len()]);

impl Kinds {
    fn add(&mut self, kind: Kind) {
        for (count, own) in self.0.iter_mut().zip(Kind::ALL) {
            *count += u64::from(own == kind);
        }
    }

    fn finish(&self) -> BTreeMap<String, u64> {
        Kind::ALL.into_iter().zip(self.0).map(|(kind, count)| (kind.code().to_owned(), count)).collect()
    }
}

/// Statements, and those of each theme, per section or document in order of first appearance.
#[derive(Debug)]
struct Places<K> {
    at: FxHashMap<K, usize>,
    counts: Vec<(u64, Vec<u64>)>,
    keys: Vec<K>,
}

impl<K: Clone + Eq + std::hash::Hash> Places<K> {
    fn new() -> Self {
        Self { at: FxHashMap::default(), counts: Vec::new(), keys: Vec::new() }
    }

    fn add(&mut self, key: &K, themes: &[usize]) {
        let place = match self.at.get(key) {
            Some(place) => *place,
            None => {
                self.at.insert(key.clone(), self.keys.len());
                self.keys.push(key.clone());
                self.counts.push((0, Vec::new()));
                self.keys.len() - 1
            }
        };
        let Some((statements, by_theme)) = self.counts.get_mut(place) else { return };
        *statements += 1;
        for theme in themes {
            if by_theme.len() <= *theme {
                by_theme.resize(theme + 1, 0);
            }
            if let Some(count) = by_theme.get_mut(*theme) {
                *count += 1;
            }
        }
    }

    /// Each with its statements and those per code.
    fn finish(self, codes: &[String]) -> impl Iterator<Item = (K, u64, BTreeMap<String, u64>)> {
        let counts = self.keys.into_iter().zip(self.counts);
        counts.map(|(key, (statements, by_theme))| {
            let by_theme = by_theme.into_iter().chain(std::iter::repeat(0));
            (key, statements, codes.iter().cloned().zip(by_theme).collect())
        })
    }
}

impl<'c> Summariser<'c> {
    /// Nothing counted yet.
    #[must_use]
    pub fn new(codebook: &'c Codebook) -> Self {
        let codes = codebook.themes.iter().map(|theme| theme.code.as_str()).chain([UNCODED]);
        Self {
            codebook,
            statements: 0,
            reviewed: 0,
            conflicts: 0,
            records: Records::default(),
            respondents: Names::default(),
            collapsed: Collapsed::default(),
            kinds: Kinds::default(),
            themes: codes.map(|code| Theme::new(code, codebook)).collect(),
            sections: Places::new(),
            documents: Places::new(),
            pairs: BTreeMap::new(),
        }
    }

    /// Counts the next statement, where it is public.
    pub fn add(&mut self, statement: &Statement) {
        if !statement.public {
            return;
        }
        self.statements += 1;
        self.reviewed += u64::from(statement.reviewed);
        self.conflicts += u64::from(!statement.conflicts.is_empty());
        self.records.add(statement);
        let respondent = self.respondents.place(statement.respondent.as_deref());
        self.collapsed.add(statement, None);
        self.kinds.add(statement.kind);
        let themes = self.themes_of(statement);
        for theme in &themes {
            if let Some(theme) = self.themes.get_mut(*theme) {
                theme.add(statement, respondent);
            }
        }
        self.sections.add(&statement.section, &themes);
        self.documents.add(&statement.document, &themes);
        for (nth, first) in themes.iter().enumerate() {
            for second in themes.iter().skip(nth + 1) {
                *self.pairs.entry((*first, *second)).or_default() += 1;
            }
        }
    }

    /// The places of the themes on a statement, each once and in order; that of `overig` when there is none.
    fn themes_of(&mut self, statement: &Statement) -> Vec<usize> {
        let mut places = Vec::new();
        for coding in statement.themes.iter().filter(|coding| coding.code != UNCODED) {
            let known = self.themes.iter().position(|theme| theme.code == coding.code);
            places.push(known.unwrap_or_else(|| {
                self.themes.push(Theme::new(&coding.code, self.codebook));
                self.themes.len() - 1
            }));
        }
        if places.is_empty() {
            places.push(self.codebook.themes.len());
        }
        places.sort_unstable();
        places.dedup();
        places
    }

    /// The counts.
    #[must_use]
    pub fn finish(self) -> Summary {
        let codes: Vec<String> = self.themes.iter().map(|theme| theme.code.clone()).collect();
        let order = order(&codes, self.codebook.themes.len());
        let pairs = pairs(&self.pairs, &codes, &order);
        let sections = self.sections.finish(&codes).map(|(section, statements, by_theme)| SectionCount {
            number: section.as_ref().and_then(|section| section.number.clone()),
            title: section.map(|section| section.title),
            statements,
            by_theme,
        });
        let documents = self.documents.finish(&codes);
        let documents = documents.map(|(document, statements, by_theme)| DocumentCount {
            document,
            statements,
            by_theme,
        });
        let (sections, documents) = (sections.collect(), documents.collect());
        let mut themes: Vec<Option<ThemeCount>> =
            self.themes.into_iter().map(|theme| Some(theme.finish())).collect();
        let themes: Vec<ThemeCount> =
            order.iter().filter_map(|place| themes.get_mut(*place).and_then(Option::take)).collect();
        Summary {
            statements: self.statements,
            records: self.records.count(),
            respondents: self.respondents.count(),
            groups_collapsed: self.collapsed.count(),
            uncoded: themes.last().map_or(0, |uncoded| uncoded.statements),
            reviewed: self.reviewed,
            conflicts: self.conflicts,
            themes,
            kinds: self.kinds.finish(),
            sections,
            documents,
            cooccurrence: pairs,
        }
    }
}

/// Places of codes in the order of the summary: the codebook's, unknown ones by name, `overig`.
fn order(codes: &[String], overig: usize) -> Vec<usize> {
    let mut unknown: Vec<usize> = (overig + 1..codes.len()).collect();
    unknown.sort_by_key(|place| codes.get(*place));
    (0..overig).chain(unknown).chain([overig]).collect()
}

fn pairs(counts: &BTreeMap<(usize, usize), u64>, codes: &[String], order: &[usize]) -> Vec<Cooccurrence> {
    let rank = |place: usize| order.iter().position(|own| *own == place);
    let ranked: BTreeMap<_, u64> = counts
        .iter()
        .map(|((one, other), count)| {
            let ranks = [(rank(*one), *one), (rank(*other), *other)];
            ((ranks.iter().min().copied(), ranks.iter().max().copied()), *count)
        })
        .collect();
    let pairs = ranked.into_iter().filter_map(|((first, second), statements)| {
        let themes = [codes.get(first?.1)?.clone(), codes.get(second?.1)?.clone()];
        Some(Cooccurrence { themes, statements })
    });
    pairs.collect()
}
