//! What the styles of an OpenDocument file say: bold type, titles, and how headings are numbered.

use std::collections::BTreeMap;

use super::super::xml::{Element, Handler, Space};

/// Styles based on styles.
const CHAIN: usize = 20;

/// Levels of headings.
const LEVELS: usize = 10;

/// The styles of a file by their name; a file's own come with its text, named ones in `styles.xml`.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: BTreeMap<String, Style>,
    outline: Vec<OutlineLevel>,
    open: Option<String>,
    in_outline: bool,
    stack: Vec<Opened>,
}

#[derive(Debug, Clone, Default)]
struct Style {
    parent: Option<String>,
    bold: Option<bool>,
}

#[derive(Debug, Clone, Default)]
struct OutlineLevel {
    format: String,
    shown: u32,
    start: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Opened {
    Style,
    Outline,
    Other,
}

impl Styles {
    /// Whether type set in it is bold; none where neither it nor those that it is based on say.
    pub(super) fn bold(&self, name: &str) -> Option<bool> {
        self.chain(name).find_map(|(_, style)| style.bold)
    }

    /// Whether it is the title's, or based on that.
    pub(super) fn is_title(&self, name: &str) -> bool {
        let is_title = |name: &str| ["title", "subtitle"].contains(&name.to_lowercase().as_str());
        is_title(name) || self.chain(name).any(|(name, _)| is_title(name))
    }

    fn chain<'s>(&'s self, name: &'s str) -> impl Iterator<Item = (&'s str, &'s Style)> {
        let mut next = self.styles.get_key_value(name);
        let chain = std::iter::from_fn(move || {
            let (name, style) = next?;
            next = style.parent.as_ref().and_then(|parent| self.styles.get_key_value(parent));
            Some((name.as_str(), style))
        });
        chain.take(CHAIN)
    }

    /// The number drawn before a heading of that level, from 1, once `counts` has gone on by it.
    pub(super) fn number(&self, counts: &mut [u32; LEVELS], level: usize) -> Option<String> {
        let own = level.checked_sub(1).filter(|own| *own < LEVELS)?;
        let start = |level: usize| self.outline.get(level).map_or(1, |level| level.start.max(1));
        for (nth, count) in counts.iter_mut().enumerate().take(own + 1) {
            *count = match *count {
                0 => start(nth),
                count if nth == own => count.saturating_add(1),
                count => count,
            };
        }
        counts.iter_mut().skip(own + 1).for_each(|deeper| *deeper = 0);
        let outline = self.outline.get(own).filter(|level| !level.format.is_empty())?;
        let from = (own + 1).saturating_sub(outline.shown.max(1) as usize);
        let shown =
            (from..=own).filter(|nth| self.outline.get(*nth).is_some_and(|level| !level.format.is_empty()));
        let shown: Vec<String> = shown.filter_map(|nth| counts.get(nth)).map(u32::to_string).collect();
        Some(shown.join("."))
    }
}

/// No heading counted yet.
pub(super) fn counts() -> [u32; LEVELS] {
    [0; LEVELS]
}

impl Handler for Styles {
    fn start(&mut self, element: &Element<'_>) {
        let mut opened = Opened::Other;
        match (element.space, element.name) {
            (Space::Style, "style") => {
                opened = Opened::Style;
                let name = element.attribute("name").unwrap_or_default();
                let parent = element.attribute("parent-style-name");
                self.styles.insert(name.clone(), Style { parent, bold: None });
                self.open = Some(name);
            }
            (Space::Style, "text-properties") => {
                let weight = element.attribute("font-weight");
                let style = self.open.as_ref().and_then(|name| self.styles.get_mut(name));
                if let (Some(style), Some(weight)) = (style, weight) {
                    let heavy = weight.parse::<u32>().is_ok_and(|weight| weight >= 600);
                    style.bold = Some(weight == "bold" || heavy);
                }
            }
            (Space::Text, "outline-style") => {
                opened = Opened::Outline;
                self.in_outline = true;
                self.outline = vec![OutlineLevel::default(); LEVELS];
            }
            (Space::Text, "outline-level-style") if self.in_outline => {
                let level = element.number("level").unwrap_or(1) as usize;
                if let Some(own) = level.checked_sub(1).and_then(|own| self.outline.get_mut(own)) {
                    own.format = element.attribute("num-format").unwrap_or_default();
                    own.shown = element.number("display-levels").unwrap_or(1);
                    own.start = element.number("start-value").unwrap_or(1);
                }
            }
            _ => {}
        }
        self.stack.push(opened);
    }

    fn end(&mut self) {
        match self.stack.pop() {
            Some(Opened::Style) => self.open = None,
            Some(Opened::Outline) => self.in_outline = false,
            _ => {}
        }
    }

    fn text(&mut self, _text: &str) {}
}
