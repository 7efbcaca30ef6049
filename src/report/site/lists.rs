//! Which statements stand behind which number: one pass over the statements fills every list.

use std::collections::BTreeMap;

use super::context::Site;
use super::numbers::whole;
use crate::model::{Kind, Statement, Truncated};

/// Statements on one page of a list; more makes a second part.
pub(super) const PART: usize = 500;

/// A number of the report, by what it counts; themes, sections and documents by their position in [`Site`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in super::super) enum ListKey {
    /// Every statement.
    All,
    /// Those whose boundaries are in doubt.
    Doubtful,
    /// Those cut off in their source.
    Truncated,
    /// Those an analyst has looked at.
    Reviewed,
    /// Those about which analysts disagree.
    Conflicts,
    /// Those in another language than their consultation's.
    OtherLanguage,
    /// Of a kind.
    Kind(Kind),
    /// With a theme.
    Theme(usize),
    /// With a theme and of a kind.
    ThemeKind(usize, Kind),
    /// With a theme and its subtheme.
    Subtheme(usize, usize),
    /// With two themes, in codebook order.
    Pair(usize, usize),
    /// Under a heading.
    Section(usize),
    /// Under a heading and with a theme.
    SectionTheme(usize, usize),
    /// From a document.
    Document(usize),
    /// From a document and with a theme.
    DocumentTheme(usize, usize),
}

/// The statements behind a number.
#[derive(Debug, Default)]
pub(super) struct List {
    /// How many there are.
    pub(super) total: usize,
    /// Those that the pages show, in source order: all, unless the set is large.
    pub(super) shown: Vec<usize>,
}

/// A number as a page prints it.
#[derive(Debug, Clone)]
pub(super) struct Count {
    /// The number.
    pub(super) total: usize,
    /// The number as it is written.
    pub(super) text: String,
    /// Where its statements are, from the top of the site; none for zero.
    pub(super) href: Option<String>,
}

/// All lists of a site.
pub(super) type Lists = BTreeMap<ListKey, List>;

/// Fills every list.
pub(super) fn fill(site: &Site<'_>) -> Lists {
    let mut lists = Lists::new();
    for (index, statement) in site.statements.iter().enumerate() {
        for key in keys(site, statement, (site.section_of[index], site.layout.document_of[index])) {
            let list = lists.entry(key).or_default();
            list.total += 1;
            if site.layout.shown[index] {
                list.shown.push(index);
            }
        }
    }
    let sections = site.section_of.iter().skip(site.statements.len());
    for ((sort, count), section) in site.findings.unheld.sorts.iter().zip(sections) {
        let Some(document) = site.document_at(&sort.document) else { continue };
        for key in keys(site, sort, (*section, document)) {
            lists.entry(key).or_default().total += *count as usize;
        }
    }
    if site.layout.large {
        for list in lists.values_mut() {
            list.shown.truncate(PART);
        }
    }
    lists
}

/// The lists that a statement belongs to.
fn keys(site: &Site<'_>, statement: &Statement, (section, document): (usize, usize)) -> Vec<ListKey> {
    let mut keys = vec![
        ListKey::All,
        ListKey::Kind(statement.kind),
        ListKey::Section(section),
        ListKey::Document(document),
    ];
    let marks = [
        (ListKey::Doubtful, statement.is_doubtful()),
        (ListKey::Truncated, statement.truncated != Truncated::No),
        (ListKey::Reviewed, statement.reviewed),
        (ListKey::Conflicts, !statement.conflicts.is_empty()),
        (ListKey::OtherLanguage, site.is_other_language(statement, document)),
    ];
    keys.extend(marks.into_iter().filter(|(_, holds)| *holds).map(|(key, _)| key));
    let themes = site.themes_of(statement);
    for (position, theme) in themes.iter().enumerate() {
        keys.push(ListKey::Theme(*theme));
        keys.push(ListKey::ThemeKind(*theme, statement.kind));
        keys.push(ListKey::SectionTheme(section, *theme));
        keys.push(ListKey::DocumentTheme(document, *theme));
        keys.extend(themes.iter().skip(position + 1).map(|other| ListKey::Pair(*theme, *other)));
    }
    keys.extend(subthemes(site, statement));
    keys
}

fn subthemes(site: &Site<'_>, statement: &Statement) -> Vec<ListKey> {
    let mut keys: Vec<ListKey> = statement
        .themes
        .iter()
        .filter_map(|coding| {
            let theme = site.theme_at(&coding.code)?;
            let subtheme = site.themes[theme].subtheme_at(coding.subtheme.as_deref()?)?;
            Some(ListKey::Subtheme(theme, subtheme))
        })
        .collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

impl Site<'_> {
    /// How many statements a list holds.
    pub(in super::super) fn total(&self, key: ListKey) -> usize {
        self.lists.get(&key).map_or(0, |list| list.total)
    }

    /// The statements of a list that pages show.
    pub(in super::super) fn shown(&self, key: ListKey) -> &[usize] {
        self.lists.get(&key).map_or(&[], |list| list.shown.as_slice())
    }

    /// The number with its link.
    pub(super) fn count(&self, key: ListKey) -> Count {
        let total = self.total(key);
        Count {
            total,
            text: whole(total, &self.strings.frame),
            href: (total > 0).then(|| self.href(key)).flatten(),
        }
    }

    /// The list whose page serves `key`: a broader list with the same statements needs no second page.
    pub(super) fn page_of(&self, key: ListKey) -> ListKey {
        let broader = match key {
            ListKey::Section(_) => vec![ListKey::All],
            ListKey::SectionTheme(section, theme) => vec![ListKey::Theme(theme), ListKey::Section(section)],
            ListKey::DocumentTheme(document, theme) => {
                vec![ListKey::Theme(theme), ListKey::Document(document)]
            }
            _ => return key,
        };
        let same = broader.into_iter().find(|list| self.total(*list) == self.total(key));
        same.map_or(key, |list| self.page_of(list))
    }

    /// Where the statements of a list are, from the top of the site.
    pub(super) fn href(&self, key: ListKey) -> Option<String> {
        match self.page_of(key) {
            ListKey::Theme(theme) => Some(format!("{}#citaten", self.theme_file(theme, 0))),
            ListKey::ThemeKind(theme, kind) => {
                Some(format!("{}#{}", self.theme_file(theme, self.kind_part(theme, kind)), kind.code()))
            }
            ListKey::Document(document) => {
                let file = self.layout.file(document, 0)?;
                Some(format!("{file}#uitspraken"))
            }
            page => Some(self.list_file(page, 0)),
        }
    }

    /// The part of a theme's quotes, which stand by kind, in which those of `kind` begin.
    fn kind_part(&self, theme: usize, kind: Kind) -> usize {
        self.before_kind(theme, kind) / PART
    }

    /// How many quotes stand before a statement on its theme's pages; none where they leave it out.
    pub(super) fn place_on_theme(&self, theme: usize, kind: Kind, index: usize) -> Option<usize> {
        let at = self.shown(ListKey::ThemeKind(theme, kind)).binary_search(&index).ok()?;
        Some(self.before_kind(theme, kind) + at)
    }

    fn before_kind(&self, theme: usize, kind: Kind) -> usize {
        Kind::ALL
            .into_iter()
            .take_while(|earlier| *earlier != kind)
            .map(|earlier| self.shown(ListKey::ThemeKind(theme, earlier)).len())
            .sum()
    }
}
