//! What all pages of a site share: its words, themes, sections, lists and places.

use std::collections::{BTreeMap, BTreeSet};

use super::super::publication::Publication;
use super::super::strings::{Strings, strings};
use super::super::{Language, ReportError};
use super::layout::Layout;
use super::list::{Grouping, Named};
use super::lists::{self, ListKey, Lists};
use super::names;
use super::originals::originals;
use super::repeats::{Repeat, repeats};
use super::themes::{ThemeEntry, entries};
use super::verify;
use crate::model::{Document, Findings, Section, Statement, Structure, UNCODED};

/// What the language of responses is where nothing says so.
const USUAL_LANGUAGE: &str = "nl";

/// The site.
pub(in super::super) struct Site<'f> {
    pub(in super::super) findings: &'f Findings,
    pub(super) language: Language,
    pub(in super::super) strings: &'static Strings,
    pub(super) publication: Publication<'f>,
    /// Statements that may be published, in source order.
    pub(in super::super) statements: Vec<&'f Statement>,
    /// How many there are, with those that are not held.
    pub(in super::super) all: usize,
    /// Themes of the codebook, `overig` last.
    pub(in super::super) themes: Vec<ThemeEntry<'f>>,
    /// Headings in order of first appearance; none for statements under no heading.
    pub(super) sections: Vec<Option<&'f Section>>,
    /// Of the statements, and behind them of the sorts of those that are not held.
    pub(super) section_of: Vec<usize>,
    by_id: BTreeMap<&'f str, usize>,
    by_path: BTreeMap<&'f str, usize>,
    /// Copies of sources, by the path of their document.
    pub(super) originals: BTreeMap<&'f str, String>,
    /// What each document was taken apart into.
    pub(super) texts_of: Vec<Texts<'f>>,
    pub(super) layout: Layout,
    pub(super) lists: Lists,
    pub(super) records: Vec<Named<'f>>,
    pub(super) respondents: Vec<Named<'f>>,
    /// What was said more than once, and which of it a statement says.
    pub(super) repeats: Vec<Repeat>,
    pub(super) repeat_of: Vec<Option<usize>>,
    pub(in super::super) title: Title,
}

/// All that a document was taken apart into.
#[derive(Default)]
pub(super) struct Texts<'f> {
    /// Statements with a piece in it, also withheld ones and those that begin in another document.
    pub(super) statements: Vec<&'f Statement>,
    pub(super) structure: Vec<&'f Structure>,
}

/// The title of the report.
pub(in super::super) struct Title {
    pub(in super::super) text: String,
    /// Its language, where that is not the page's.
    pub(super) language: Option<String>,
}

impl<'f> Site<'f> {
    /// Sets the site up, fills its lists and holds the summary against them.
    pub(in super::super) fn new(findings: &'f Findings, language: Language) -> Result<Self, ReportError> {
        let strings = strings(language);
        let statements: Vec<&Statement> =
            findings.statements.iter().filter(|statement| statement.public).collect();
        let documents = findings.documents.iter().enumerate();
        let by_path = documents.map(|(index, document)| (document.path.as_str(), index)).collect();
        let sorts = &findings.unheld.sorts;
        let all = statements.len() + sorts.iter().map(|(_, count)| *count as usize).sum::<usize>();
        let layout = Layout::new(&findings.documents, (&statements, all), &by_path)?;
        let counted: Vec<&Statement> =
            statements.iter().copied().chain(sorts.iter().map(|(sort, _)| sort)).collect();
        let (sections, section_of) = sections(&counted);
        let representatives =
            findings.groups.iter().map(|group| (group.id.as_str(), group.representative.as_str())).collect();
        let (repeats, repeat_of) = {
            let groups = (&representatives, &findings.unheld.groups);
            repeats(groups, &statements, &layout.shown, layout.large)
        };
        let records = Grouping::Records.groups(&statements, &layout.shown, &BTreeMap::new());
        let others = &findings.unheld.respondents;
        let respondents = Grouping::Respondents.groups(&statements, &layout.shown, others);
        let mut site = Self {
            findings,
            language,
            strings,
            publication: Publication::of(findings),
            themes: entries(&findings.codebook, &counted, language, strings),
            texts_of: texts(findings, &by_path),
            by_path,
            originals: originals(findings).into_iter().map(|own| (own.document, own.copy)).collect(),
            by_id: statements
                .iter()
                .enumerate()
                .map(|(index, statement)| (statement.id.as_str(), index))
                .collect(),
            statements,
            all,
            sections,
            section_of,
            layout,
            repeats,
            repeat_of,
            records,
            respondents,
            lists: Lists::new(),
            title: title(findings, language, strings),
        };
        site.lists = lists::fill(&site);
        verify::counts(&site)?;
        Ok(site)
    }

    /// The document at that position.
    pub(super) fn document(&self, index: usize) -> &'f Document {
        &self.findings.documents[index]
    }

    /// The position of the document of that path.
    pub(super) fn document_at(&self, path: &str) -> Option<usize> {
        self.by_path.get(path).copied()
    }

    /// The position of a theme.
    pub(super) fn theme_at(&self, code: &str) -> Option<usize> {
        self.themes.iter().position(|theme| theme.code == code)
    }

    /// The themes of a statement in codebook order, `overig` for none.
    pub(super) fn themes_of(&self, statement: &Statement) -> Vec<usize> {
        let codes = statement.themes.iter().map(|theme| theme.code.as_str());
        let mut themes: Vec<usize> =
            codes.filter(|code| *code != UNCODED).filter_map(|code| self.theme_at(code)).collect();
        themes.sort_unstable();
        themes.dedup();
        if themes.is_empty() {
            themes.push(self.themes.len() - 1);
        }
        themes
    }

    /// The language that the responses of a document are expected in.
    pub(super) fn expected_language(&self, document: usize) -> &'f str {
        self.document(document).consultation.language.as_deref().unwrap_or(USUAL_LANGUAGE)
    }

    /// Whether a statement is in another language than its consultation expects.
    pub(super) fn is_other_language(&self, statement: &Statement, document: usize) -> bool {
        let language = statement.language.as_str();
        language != "und" && language != self.expected_language(document)
    }

    /// A `lang` attribute, where a text's language is not the page's.
    pub(super) fn foreign<'l>(&self, language: &'l str) -> Option<&'l str> {
        (language != self.language.code()).then_some(language)
    }

    /// The file of a part of a theme's quotes, from the top of the site.
    pub(super) fn theme_file(&self, theme: usize, part: usize) -> String {
        format!("themes/{}", names::part(&self.themes[theme].file, part))
    }

    /// The number and words of a heading.
    pub(super) fn section_label(&self, section: usize) -> String {
        let none = || self.strings.terms.no_section.to_owned();
        self.sections[section].map_or_else(none, Section::label)
    }

    /// A `lang` attribute for a heading, where its language is not the page's: it is taken to be its consultation's.
    pub(super) fn section_lang(&self, section: usize) -> Option<String> {
        self.sections[section]?;
        let index = self.shown(ListKey::Section(section)).first()?;
        let language = self.expected_language(self.layout.document_of[*index]);
        self.foreign(language).map(str::to_owned)
    }

    /// The statement of that id, by position, where it may be shown.
    pub(super) fn statement_at(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// What readers call a code that analysts disagree about: a theme's label, or the word for kind.
    pub(super) fn name_of_code<'c>(&'c self, code: &'c str) -> &'c str {
        match self.themes.iter().find(|theme| theme.code == code) {
            Some(theme) => theme.label,
            None if code == "kind" => self.strings.terms.kind.one,
            None => code,
        }
    }

    /// The file of a part of a list, from the top of the site.
    pub(super) fn list_file(&self, key: ListKey, part: usize) -> String {
        let theme = |theme: usize| self.themes[theme].file.as_str();
        let stem = match key {
            ListKey::All => "all".to_owned(),
            ListKey::Doubtful => "doubtful".to_owned(),
            ListKey::Truncated => "truncated".to_owned(),
            ListKey::Reviewed => "reviewed".to_owned(),
            ListKey::Conflicts => "conflicts".to_owned(),
            ListKey::OtherLanguage => "other-language".to_owned(),
            ListKey::Kind(kind) => format!("kind.{}", kind.code()),
            ListKey::Theme(at) => format!("theme.{}", theme(at)),
            ListKey::ThemeKind(at, kind) => format!("theme.{}.{}", theme(at), kind.code()),
            ListKey::Subtheme(at, part) => {
                format!("subtheme.{}.{}", theme(at), names::of_code(self.themes[at].subthemes[part].0))
            }
            ListKey::Pair(one, other) => format!("pair.{}.{}", theme(one), theme(other)),
            ListKey::Section(at) => format!("section.{}", self.section_name(at)),
            ListKey::SectionTheme(at, own) => format!("section.{}.{}", self.section_name(at), theme(own)),
            ListKey::Document(at) => format!("source.{}", names::of_path(&self.document(at).path)),
            ListKey::DocumentTheme(at, own) => {
                format!("source.{}.{}", names::of_path(&self.document(at).path), theme(own))
            }
        };
        format!("lists/{}", names::part(&stem, part))
    }

    fn section_name(&self, section: usize) -> String {
        self.sections[section].map_or_else(|| "none".to_owned(), |section| names::of_path(&section.label()))
    }
}

/// What each document was taken apart into, in one pass.
fn texts<'f>(findings: &'f Findings, by_path: &BTreeMap<&str, usize>) -> Vec<Texts<'f>> {
    let mut texts: Vec<Texts<'_>> = findings.documents.iter().map(|_| Texts::default()).collect();
    for statement in &findings.statements {
        let own = statement.document.as_str();
        let documents: BTreeSet<&str> = statement.source.iter().map(|piece| piece.document(own)).collect();
        for index in documents.into_iter().filter_map(|path| by_path.get(path)) {
            texts[*index].statements.push(statement);
        }
    }
    for element in &findings.structure {
        if let Some(index) = by_path.get(element.document.as_str()) {
            texts[*index].structure.push(element);
        }
    }
    texts
}

/// The distinct headings, and which one each statement stands under.
fn sections<'f>(statements: &[&'f Statement]) -> (Vec<Option<&'f Section>>, Vec<usize>) {
    let mut sections = Vec::new();
    let mut at = BTreeMap::new();
    let section_of = statements
        .iter()
        .map(|statement| {
            let section = statement.section.as_ref();
            *at.entry(section).or_insert_with(|| {
                sections.push(section);
                sections.len() - 1
            })
        })
        .collect();
    (sections, section_of)
}

fn title(findings: &Findings, language: Language, strings: &'static Strings) -> Title {
    let mut titles: Vec<(&str, &str)> = Vec::new();
    for document in &findings.documents {
        let consultation = &document.consultation;
        let own = consultation.language.as_deref().unwrap_or(USUAL_LANGUAGE);
        if let Some(title) = consultation.title.as_deref()
            && !titles.contains(&(title, own))
        {
            titles.push((title, own));
        }
    }
    match titles.as_slice() {
        [(title, own)] => Title {
            text: (*title).to_owned(),
            language: (*own != language.code()).then(|| (*own).to_owned()),
        },
        _ => Title { text: strings.frame.default_title.to_owned(), language: None },
    }
}
