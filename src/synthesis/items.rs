//! What a document says, before it is typeset: headings and statements in order, and the publication's title.

use std::ops::RangeInclusive;

use super::Text;
use super::random::Random;
use super::style::{Numbers, Style};

/// A heading or a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Item<'t> {
    Heading(Heading),
    Statement(&'t Text),
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Heading {
    /// As printed, a point at its end included.
    pub(super) number: Option<String>,
    pub(super) title: String,
}

impl Heading {
    /// As gold files have it.
    pub(super) fn label(&self) -> String {
        match &self.number {
            Some(number) => format!("{} {}", number.trim_end_matches('.'), self.title),
            None => self.title.clone(),
        }
    }
}

/// Gives out texts in an order of chance, each once before any comes again.
#[derive(Debug)]
pub(super) struct Deck<'t> {
    texts: Vec<&'t Text>,
    next: usize,
}

impl<'t> Deck<'t> {
    pub(super) fn new(texts: &'t [Text], random: &mut Random) -> Self {
        let mut texts: Vec<&Text> = texts.iter().collect();
        random.shuffle(&mut texts);
        Self { texts, next: 0 }
    }

    pub(super) fn draw(&mut self) -> Option<&'t Text> {
        let text = self.texts.get(self.next % self.texts.len().max(1)).copied();
        self.next += 1;
        text
    }
}

/// The items of a document, without end unless there is no text at all.
#[derive(Debug)]
pub(super) struct Items<'t, 's> {
    deck: Deck<'t>,
    style: &'s Style,
    titles: Titles<'t>,
    chapter: usize,
    number: usize,
    /// The rest of the section, last item first.
    section: Vec<Item<'t>>,
    first: bool,
}

/// Statements in a section that has no heading after it.
const WITHOUT_HEADINGS: usize = 200;

impl<'t, 's> Items<'t, 's> {
    pub(super) fn new(texts: &'t [Text], style: &'s Style, random: &mut Random) -> Self {
        Self {
            deck: Deck::new(texts, random),
            style,
            titles: Titles::new(texts),
            chapter: random.whole(1, 9),
            number: random.whole(0, 30),
            section: Vec::new(),
            first: true,
        }
    }

    /// The next item.
    pub(super) fn next(&mut self, random: &mut Random) -> Option<Item<'t>> {
        if self.section.is_empty() {
            self.open_section(random);
        }
        self.section.pop()
    }

    fn open_section(&mut self, random: &mut Random) {
        let rate = self.style.headings.rate;
        // A document's first page need not begin with a heading: it may go on with an older section.
        let with_heading = rate > 0.0 && !(self.first && random.chance(0.5));
        self.first = false;
        let mut count = 1;
        while count < WITHOUT_HEADINGS && !random.chance(rate) {
            count += 1;
        }
        let mut texts: Vec<&Text> = (0..count).filter_map(|_| self.deck.draw()).collect();
        if self.style.flow.alphabetical {
            texts.sort_by_key(|text| alphabetical_key(&text.text));
        }
        self.section = texts.into_iter().map(Item::Statement).rev().collect();
        if with_heading {
            self.number += 1;
            let number = self.heading_number();
            let title = self.titles.heading(random);
            self.section.push(Item::Heading(Heading { number, title }));
        }
    }

    fn heading_number(&self) -> Option<String> {
        let (chapter, number) = (self.chapter, self.number);
        match self.style.headings.numbers {
            Numbers::None => None,
            Numbers::Chapter => Some(number.to_string()),
            Numbers::ChapterPoint => Some(format!("{number}.")),
            Numbers::Section => Some(format!("{chapter}.{number}")),
            Numbers::Subsection => Some(format!("{chapter}.{}.{number}", chapter % 3 + 1)),
        }
    }
}

fn alphabetical_key(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric() || *c == ' ').collect::<String>().to_lowercase()
}

/// Makes headings and titles of the texts' own words.
#[derive(Debug)]
pub(super) struct Titles<'t> {
    /// Short texts of one sentence without its point.
    short: Vec<&'t str>,
    /// Long words: mostly nouns, and mostly about the matter.
    words: Vec<String>,
}

/// Words in a text that may be a heading.
const HEADING_WORDS: RangeInclusive<usize> = 2..=8;
/// Letters of a word that may be a subject.
const SUBJECT_LETTERS: RangeInclusive<usize> = 7..=24;
/// How many Dutch nouns end, and few other words do.
const NOUN_ENDINGS: [&str; 16] = [
    "ing", "ingen", "heid", "heden", "teit", "teiten", "atie", "aties", "schap", "zorg", "beleid", "wijs",
    "recht", "loket", "plan", "vang",
];

impl<'t> Titles<'t> {
    pub(super) fn new(texts: &'t [Text]) -> Self {
        let bare = |text: &'t Text| text.text.trim().trim_end_matches('.');
        let is_short = |text: &&str| {
            HEADING_WORDS.contains(&text.split_whitespace().count())
                && !text.chars().any(|c| matches!(c, '.' | '?' | '!' | ':' | ';' | '"' | '(' | '“' | '‘'))
        };
        let subject = |word: &&str| {
            let letters = word.chars().count();
            SUBJECT_LETTERS.contains(&letters)
                && word.chars().all(char::is_lowercase)
                && NOUN_ENDINGS.iter().any(|ending| word.ends_with(ending))
        };
        let mut words: Vec<String> = texts
            .iter()
            .flat_map(|text| text.text.split_whitespace())
            .filter(subject)
            .map(str::to_owned)
            .collect();
        words.sort();
        words.dedup();
        Self { short: texts.iter().map(bare).filter(is_short).collect(), words }
    }

    fn subject(&self, random: &mut Random) -> &str {
        random.pick(&self.words).map_or("samenwerking", String::as_str)
    }

    /// A heading without its number.
    pub(super) fn heading(&self, random: &mut Random) -> String {
        let (one, other) = (self.subject(random).to_owned(), self.subject(random).to_owned());
        let is_whole = random.chance(0.4);
        let whole = random.pick(&self.short).filter(|_| is_whole);
        let made = match (whole, random.whole(0, 5)) {
            (Some(text), _) => (*text).to_owned(),
            (None, 0) => format!("Onvoldoende {one}"),
            (None, 1) => format!("{one} en {other}"),
            (None, 2) => format!("Gebrek aan {one}"),
            (None, 3) => format!("{one}/{other}"),
            (None, 4) => format!("Meer aandacht voor {one} en {other}"),
            (None, _) => one,
        };
        capitalised(&made)
    }

    /// The title of a publication.
    pub(super) fn publication(&self, random: &mut Random) -> String {
        let kinds = [
            "Bundel reacties",
            "Zienswijzen",
            "Verslag bijeenkomsten",
            "Opbrengst consultatie",
            "Inspraakreacties",
            "Bloemlezing",
        ];
        let kind = random.pick(&kinds).copied().unwrap_or_default();
        let separator = random.choose(" ", &[(0.4, " - "), (0.2, " | ")]);
        let title = format!(
            "{kind}{separator}{} {}",
            random.choose("programma", &[(0.4, "plan"), (0.2, "visie")]),
            self.subject(random)
        );
        if random.chance(0.4) { title.to_lowercase() } else { title }
    }
}

fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}
