//! What the library does not tell: where the parts of the workbook lie, and the comments on its cells.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::SHARED;
use super::grid::Position;
use crate::ingest::container::{Container, Refusal};
use crate::ingest::decode::{NoText, decode};

/// Bytes of a part that is read here.
const PART: u64 = 64 << 20;

/// Parts of a workbook without which its cells can't be read.
fn is_needed(name: &str) -> bool {
    let name = name.to_ascii_lowercase().replace('\\', "/");
    name.ends_with(".rels")
        || ["xl/workbook.xml", "xl/sharedstrings.xml", "xl/styles.xml"].contains(&name.as_str())
        || name.starts_with("xl/worksheets/")
}

/// Looks whether the parts that hold cells are whole and not made to exhaust what reads them.
pub(super) fn check(container: &mut Container<'_>) -> Result<(), Refusal> {
    let damaged = container.entries().iter().find(|entry| !entry.is_sound && is_needed(&entry.name));
    if let Some(entry) = damaged {
        return Err(Refusal::Damaged { entry: entry.name.clone() });
    }
    // The workbook may lie in any folder, and its shared texts with it.
    let is_shared = |name: &str| name.to_ascii_lowercase().ends_with("sharedstrings.xml");
    let shared: Vec<String> =
        container.entries().iter().map(|entry| entry.name.clone()).filter(|name| is_shared(name)).collect();
    shared.iter().try_for_each(|name| check_shared(container, name))
}

/// Room is made for as many texts as the part says it holds; each takes at least five bytes.
fn check_shared(container: &mut Container<'_>, name: &str) -> Result<(), Refusal> {
    let bytes = container.read(name, SHARED).unwrap_or_else(|| Ok(Vec::new()))?;
    let text = match decode(&bytes, None) {
        Ok(decoded) => decoded.text,
        Err(NoText::Empty) => return Ok(()),
        Err(NoText::Binary(_)) => return Err(Refusal::Damaged { entry: name.to_owned() }),
    };
    let told = attribute_of_first(&text, "sst", "uniqueCount").and_then(|count| count.parse::<u64>().ok());
    let most = bytes.len() as u64 / 5 + 1_000;
    if told.is_some_and(|told| told > most) {
        return Err(Refusal::Damaged { entry: name.to_owned() });
    }
    Ok(())
}

/// The comments of each sheet, by its name.
#[derive(Debug, Default)]
pub(super) struct Parts {
    comments: BTreeMap<String, Vec<(Position, String)>>,
}

impl Parts {
    pub(super) fn of(container: &mut Container<'_>) -> Self {
        let mut parts = Self::default();
        let sheets = elements(container, "xl/workbook.xml", "sheet");
        let targets = relationships(container, "xl/workbook.xml");
        for sheet in sheets {
            let (Some(name), Some(id)) = (sheet.get("name"), sheet.get("id")) else { continue };
            let Some(target) = targets.iter().find(|own| own.id == *id) else { continue };
            let comments = sheet_comments(container, &target.path);
            if !comments.is_empty() {
                parts.comments.insert(name.clone(), comments);
            }
        }
        parts
    }

    /// The comments on a sheet's cells.
    pub(super) fn comments(&self, sheet: &str) -> Vec<(Position, String)> {
        self.comments.get(sheet).cloned().unwrap_or_default()
    }
}

/// Comments of a sheet: those that answer each other, and the notes on cells that have none of these.
fn sheet_comments(container: &mut Container<'_>, sheet: &str) -> Vec<(Position, String)> {
    let (mut threads, mut notes) = (Vec::new(), Vec::new());
    for own in relationships(container, sheet) {
        match own.kind.rsplit('/').next() {
            Some("threadedComment") => threads.extend(comments_in(container, &own.path, "threadedComment")),
            Some("comments") => notes.extend(comments_in(container, &own.path, "comment")),
            _ => {}
        }
    }
    let threaded: BTreeSet<Position> = threads.iter().map(|(position, _)| *position).collect();
    notes.retain(|(position, _)| !threaded.contains(position));
    threads.extend(notes);
    threads
}

fn comments_in(container: &mut Container<'_>, path: &str, element: &str) -> Vec<(Position, String)> {
    let Some(Ok(bytes)) = container.read(path, PART) else { return Vec::new() };
    let xml = String::from_utf8_lossy(&bytes);
    let mut reader = Reader::from_str(&xml);
    let mut comments = Vec::new();
    let mut open: Option<(Position, String)> = None;
    // Words stand in `t`, of threads in `text`; phonetic guides are no words of the comment.
    let mut in_words = false;
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) if start.local_name().as_ref() == element => {
                open = attribute(&start, "ref")
                    .and_then(|place| position(&place))
                    .map(|place| (place, String::new()));
            }
            Ok(Event::Start(start)) => in_words = is_words(start.local_name().as_ref(), element),
            Ok(Event::End(end)) if end.local_name().as_ref() == element => {
                comments.extend(open.take().filter(|(_, text)| !text.trim().is_empty()));
            }
            Ok(Event::End(_)) => in_words = false,
            Ok(Event::Text(text)) if in_words => {
                if let Some((_, words)) = &mut open {
                    words.push_str(&text.xml10_content());
                }
            }
            Ok(Event::GeneralRef(entity)) if in_words => {
                if let Some((_, words)) = &mut open {
                    words.extend(resolved(&entity));
                }
            }
            Ok(Event::Eof) | Err(_) => return comments,
            Ok(_) => {}
        }
    }
}

fn is_words(name: &str, element: &str) -> bool {
    if element == "threadedComment" { name == "text" } else { name == "t" }
}

/// The character that an entity stands for; entities of the file's own stand for none.
fn resolved(entity: &quick_xml::events::BytesRef<'_>) -> Option<char> {
    match entity.xml10_content().as_ref() {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => entity.resolve_char_ref().ok().flatten(),
    }
}

/// `B7` as a place.
fn position(name: &str) -> Option<Position> {
    let letters = name.find(|sign: char| !sign.is_ascii_alphabetic())?;
    let (letters, row) = name.split_at_checked(letters)?;
    let mut column = 0_u32;
    for letter in letters.bytes() {
        let value = u32::from(letter.to_ascii_uppercase() - b'A') + 1;
        column = column.checked_mul(26)?.checked_add(value)?;
    }
    let row: u32 = row.parse().ok()?;
    Some(Position {
        row: row.checked_sub(1)?,
        column: column.checked_sub(1).filter(|column| *column < 16_384)?,
    })
}

/// A link from one part of the container to another.
struct Relationship {
    id: String,
    kind: String,
    path: String,
}

fn relationships(container: &mut Container<'_>, part: &str) -> Vec<Relationship> {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let all = elements(container, &format!("{folder}/_rels/{name}.rels"), "Relationship");
    let read = all.into_iter().filter_map(|mut own| {
        let path = resolve(folder, &own.remove("Target")?);
        Some(Relationship { id: own.remove("Id")?, kind: own.remove("Type").unwrap_or_default(), path })
    });
    read.collect()
}

/// The path of a target that is written as seen from `folder`.
fn resolve(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut path: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                path.pop();
            }
            part => path.push(part),
        }
    }
    path.join("/")
}

/// The attributes of all elements of that name in a part, by their names without prefix.
fn elements(container: &mut Container<'_>, part: &str, name: &str) -> Vec<BTreeMap<String, String>> {
    let Some(Ok(bytes)) = container.read(part, PART) else { return Vec::new() };
    let xml = String::from_utf8_lossy(&bytes);
    let mut reader = Reader::from_str(&xml);
    let mut found = Vec::new();
    loop {
        match reader.read_event() {
            Ok(Event::Start(start) | Event::Empty(start)) if start.local_name().as_ref() == name => {
                let attributes = start.attributes().flatten();
                let read =
                    attributes.map(|own| (own.key.local_name().as_ref().to_owned(), unescaped(&own.value)));
                found.push(read.collect());
            }
            Ok(Event::Eof) | Err(_) => return found,
            Ok(_) => {}
        }
    }
}

/// The value of an attribute; as it stands where it is not well formed.
fn unescaped(value: &str) -> String {
    quick_xml::escape::unescape(value).map_or_else(|_| value.to_owned(), |value| value.into_owned())
}

fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let own = start.attributes().flatten().find(|own| own.key.local_name().as_ref() == name)?;
    Some(unescaped(&own.value))
}

/// An attribute of the first element of that name.
fn attribute_of_first(xml: &str, element: &str, name: &str) -> Option<String> {
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event() {
            Ok(Event::Start(start) | Event::Empty(start)) if start.local_name().as_ref() == element => {
                return attribute(&start, name);
            }
            Ok(Event::Eof) | Err(_) => return None,
            Ok(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Position, position, resolve};

    #[test]
    fn places_and_paths_are_read_as_workbooks_write_them() {
        assert_eq!(position("B7"), Some(Position { row: 6, column: 1 }));
        assert_eq!(position("XFD1048576"), Some(Position { row: 1_048_575, column: 16_383 }));
        for wrong in ["", "7", "B", "B0", "XFE1", "AAAAAAAAA1", "B7:C8"] {
            assert_eq!(position(wrong), None, "{wrong}");
        }
        assert_eq!(resolve("xl/worksheets", "../comments1.xml"), "xl/comments1.xml");
        assert_eq!(resolve("xl", "worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(resolve("xl", "/xl/worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
    }
}
