//! `numbering.xml`: the numbers that Word draws before headings, counted as it counts them.

use std::collections::BTreeMap;

use super::super::numerals::{letters, roman};
use super::super::xml::{Element, Handler, Space};

/// Levels of a list.
const LEVELS: usize = 9;

/// The lists of a file.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// Levels by the id of their definition.
    definitions: BTreeMap<String, Vec<Level>>,
    /// The definition of each list, and the levels that it begins at another number.
    lists: BTreeMap<String, (String, BTreeMap<usize, u32>)>,
    /// How far each definition has counted.
    counts: BTreeMap<String, [Option<u32>; LEVELS]>,
    open: Open,
    stack: Vec<Opened>,
}

#[derive(Debug, Clone, Default)]
struct Level {
    format: String,
    text: String,
    start: u32,
}

#[derive(Debug, Default)]
struct Open {
    definition: Option<String>,
    list: Option<String>,
    level: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Opened {
    Definition,
    List,
    Other,
}

impl Numbering {
    /// The number of the next paragraph at that level of a list, as it is drawn; none for bullets.
    pub(super) fn next(&mut self, list: &str, level: usize) -> Option<String> {
        let (definition, starts) = self.lists.get(list)?;
        let levels = self.definitions.get(definition)?;
        let own = levels.get(level)?;
        let counts = self.counts.entry(definition.clone()).or_default();
        for deeper in counts.iter_mut().skip(level + 1) {
            *deeper = None;
        }
        let begin = |nth: usize| {
            starts.get(&nth).copied().unwrap_or_else(|| levels.get(nth).map_or(1, |level| level.start))
        };
        for (nth, count) in counts.iter_mut().enumerate().take(level + 1) {
            *count = match *count {
                Some(count) if nth == level => Some(count.saturating_add(1)),
                None => Some(begin(nth)),
                count => count,
            };
        }
        if own.format == "bullet" || own.format == "none" {
            return None;
        }
        let mut drawn = own.text.clone();
        for (nth, count) in counts.iter().enumerate() {
            let (Some(count), Some(level)) = (count, levels.get(nth)) else { continue };
            drawn = drawn.replace(&format!("%{}", nth + 1), &written(*count, &level.format));
        }
        let drawn = drawn.trim().trim_end_matches(['.', ')', ':']).trim_start_matches('(').to_owned();
        (!drawn.is_empty()).then_some(drawn)
    }
}

fn written(count: u32, format: &str) -> String {
    match format {
        "upperRoman" => roman(i64::from(count)),
        "lowerRoman" => roman(i64::from(count)).to_lowercase(),
        "upperLetter" => letters(i64::from(count)),
        "lowerLetter" => letters(i64::from(count)).to_lowercase(),
        "decimalZero" => format!("{count:02}"),
        _ => count.to_string(),
    }
}

impl Handler for Numbering {
    fn start(&mut self, element: &Element<'_>) {
        let mut opened = Opened::Other;
        if element.space == Space::Word {
            let value = || element.attribute("val").unwrap_or_default();
            match element.name {
                "abstractNum" => {
                    opened = Opened::Definition;
                    let id = element.attribute("abstractNumId").unwrap_or_default();
                    self.definitions.insert(id.clone(), vec![Level::default(); LEVELS]);
                    self.open.definition = Some(id);
                }
                "num" => {
                    opened = Opened::List;
                    let id = element.attribute("numId").unwrap_or_default();
                    self.lists.insert(id.clone(), Default::default());
                    self.open.list = Some(id);
                }
                "abstractNumId" => {
                    if let Some(list) = self.list() {
                        list.0 = value();
                    }
                }
                "lvl" | "lvlOverride" => {
                    self.open.level = element.number("ilvl").unwrap_or_default() as usize;
                }
                "startOverride" => {
                    let (level, start) = (self.open.level, element.number("val").unwrap_or(1));
                    if let Some(list) = self.list() {
                        list.1.insert(level, start);
                    }
                }
                "numFmt" => self.set(|level| level.format = value()),
                "lvlText" => self.set(|level| level.text = value()),
                "start" => self.set(|level| level.start = element.number("val").unwrap_or(1)),
                _ => {}
            }
        }
        self.stack.push(opened);
    }

    fn end(&mut self) {
        match self.stack.pop() {
            Some(Opened::Definition) => self.open.definition = None,
            Some(Opened::List) => self.open.list = None,
            _ => {}
        }
    }

    fn text(&mut self, _text: &str) {}
}

impl Numbering {
    fn list(&mut self) -> Option<&mut (String, BTreeMap<usize, u32>)> {
        self.lists.get_mut(self.open.list.as_ref()?)
    }

    /// Changes the level that is being defined.
    fn set(&mut self, change: impl FnOnce(&mut Level)) {
        let definition = self.open.definition.as_ref().and_then(|id| self.definitions.get_mut(id));
        if let Some(level) = definition.and_then(|levels| levels.get_mut(self.open.level)) {
            change(level);
        }
    }
}
