//! `styles.xml`: what the styles of a Word file say of the paragraphs that are set in them.

use std::collections::BTreeMap;

use super::super::xml::{Element, Handler, Space};

/// Styles based on styles.
const CHAIN: usize = 20;

/// The paragraph styles of a file, by their id.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: BTreeMap<String, Style>,
    open: Option<(String, Style)>,
    stack: Vec<bool>,
}

/// One style.
#[derive(Debug, Clone, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    outline: Option<u32>,
    numbered: Option<String>,
    level: Option<u32>,
    bold: Option<bool>,
}

/// What a style says of a paragraph, its ancestors' word included.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Look {
    /// Level of a heading, from 0.
    pub(super) heading: Option<u32>,
    pub(super) is_title: bool,
    pub(super) is_contents: bool,
    pub(super) bold: bool,
    /// Id of its numbering and the level there.
    pub(super) numbered: Option<(String, Option<u32>)>,
}

impl Styles {
    /// What the style of that id says.
    pub(super) fn look(&self, id: &str) -> Look {
        let mut look = Look::default();
        let (mut bold, mut outline) = (None, None);
        let mut level = None;
        let mut next = Some(id);
        for _ in 0..CHAIN {
            let Some(style) = next.and_then(|id| self.styles.get(id)) else { break };
            let name = style.name.to_lowercase();
            outline = outline.or(style.outline).or_else(|| named_level(&name));
            look.is_title |= ["title", "subtitle", "titel", "ondertitel"].contains(&name.as_str());
            look.is_contents |= name.starts_with("toc ") || name.starts_with("contents ");
            bold = bold.or(style.bold);
            level = level.or(style.level);
            if look.numbered.is_none() {
                look.numbered = style.numbered.clone().map(|numbered| (numbered, None));
            }
            next = style.based_on.as_deref();
        }
        if let Some((_, own)) = &mut look.numbered {
            *own = level;
        }
        look.bold = bold.unwrap_or(false);
        // Level 9 is that of body text.
        look.heading = outline.filter(|level| *level < 9 && !look.is_title && !look.is_contents);
        look
    }
}

/// The level that a heading style's name tells: programs write the built-in names in English, whatever their language.
fn named_level(name: &str) -> Option<u32> {
    let number = name.strip_prefix("heading ").or_else(|| name.strip_prefix("kop "))?;
    number.trim().parse::<u32>().ok()?.checked_sub(1)
}

impl Handler for Styles {
    fn start(&mut self, element: &Element<'_>) {
        let begins = element.space == Space::Word && element.name == "style";
        self.stack.push(begins);
        if element.space != Space::Word {
            return;
        }
        if begins && element.attribute("type").is_none_or(|kind| kind == "paragraph") {
            let id = element.attribute("styleId").unwrap_or_default();
            self.open = Some((id, Style::default()));
        }
        let Some((_, style)) = &mut self.open else { return };
        match element.name {
            "name" => style.name = element.attribute("val").unwrap_or_default(),
            "basedOn" => style.based_on = element.attribute("val"),
            "outlineLvl" => style.outline = element.number("val"),
            "numId" => style.numbered = element.attribute("val"),
            "ilvl" => style.level = element.number("val"),
            "b" => style.bold = Some(element.is_on()),
            _ => {}
        }
    }

    fn end(&mut self) {
        if self.stack.pop() == Some(true)
            && let Some((id, style)) = self.open.take()
        {
            self.styles.insert(id, style);
        }
    }

    fn text(&mut self, _text: &str) {}
}
