//! XML text → elements and text for a handler, within limits; what declares entities of its own gets none.

use encoding_rs::{Encoding, UTF_8};
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::{NsReader, XmlVersion};

use super::notes::Notes;
use crate::model::problem_codes;

/// Elements within elements.
const DEPTH: usize = 1_000;

/// Elements in one file.
const ELEMENTS: usize = 20_000_000;

/// The vocabularies that are read; of each the name it had in its first standard and, for Office, in the strict one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Space {
    /// WordprocessingML (ISO/IEC 29500).
    Word,
    /// Alternatives for older programs (ISO/IEC 29500-3).
    Compatibility,
    /// Formulas in Office files.
    Math,
    /// OpenDocument (ISO/IEC 26300): text.
    Text,
    /// OpenDocument: tables.
    Table,
    /// OpenDocument: the parts of a file.
    Office,
    /// OpenDocument: frames.
    Draw,
    /// OpenDocument: styles.
    Style,
    /// Anything else.
    Other,
}

impl Space {
    fn of(result: &ResolveResult<'_>) -> Self {
        const OFFICE: &str = "http://schemas.openxmlformats.org/";
        const STRICT: &str = "http://purl.oclc.org/ooxml/";
        const OPEN: &str = "urn:oasis:names:tc:opendocument:xmlns:";
        let ResolveResult::Bound(namespace) = result else { return Self::Other };
        let uri = namespace.0;
        let name = uri.strip_prefix(OFFICE).or_else(|| uri.strip_prefix(STRICT));
        match (name, uri.strip_prefix(OPEN)) {
            (Some("wordprocessingml/2006/main" | "wordprocessingml/main"), _) => Self::Word,
            (Some("markup-compatibility/2006"), _) => Self::Compatibility,
            (Some("officeDocument/2006/math" | "officeDocument/math"), _) => Self::Math,
            (_, Some("text:1.0")) => Self::Text,
            (_, Some("table:1.0")) => Self::Table,
            (_, Some("office:1.0")) => Self::Office,
            (_, Some("drawing:1.0")) => Self::Draw,
            (_, Some("style:1.0")) => Self::Style,
            _ => Self::Other,
        }
    }
}

/// An element as it begins.
#[derive(Debug)]
pub(super) struct Element<'e> {
    pub(super) space: Space,
    /// Its name without prefix.
    pub(super) name: &'e str,
    start: &'e BytesStart<'e>,
}

impl Element<'_> {
    /// The value of the attribute of that name, whatever its prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.start.attributes();
        let mut known = attributes.with_checks(false).flatten();
        let found = known.find(|attribute| attribute.key.local_name().as_ref() == name)?;
        let value = found.normalized_value(XmlVersion::Implicit1_0);
        Some(value.unwrap_or(found.value).into_owned())
    }

    /// The attribute as a number.
    pub(super) fn number(&self, name: &str) -> Option<u32> {
        self.attribute(name)?.trim().parse().ok()
    }

    /// Whether an on-off property of Word is on: it is unless its value says otherwise.
    pub(super) fn is_on(&self) -> bool {
        !self.attribute("val").is_some_and(|value| ["0", "false", "off", "none"].contains(&value.as_str()))
    }
}

/// What reads along.
pub(super) trait Handler {
    /// An element begins.
    fn start(&mut self, element: &Element<'_>);
    /// The element that began last and has not ended ends.
    fn end(&mut self);
    /// Text within it.
    fn text(&mut self, text: &str);
}

/// Why reading stopped before the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trouble {
    /// It is no well-formed XML from this line on.
    Broken {
        /// Counted from 1.
        line: u32,
    },
    /// More, or deeper, than any document needs.
    TooLarge,
}

/// Hands everything in `xml` to `handler`; where that breaks off, what was open is ended.
pub(super) fn walk(xml: &str, handler: &mut dyn Handler) -> Result<(), Trouble> {
    let mut reader = NsReader::from_str(xml);
    let config = reader.config_mut();
    config.expand_empty_elements = true;
    config.allow_dangling_amp = true;
    let mut depth = 0;
    let mut elements = 0;
    let outcome = loop {
        let (space, event) = match reader.read_resolved_event() {
            Ok((space, event)) => (Space::of(&space), event),
            Err(_) => {
                let at = usize::try_from(reader.error_position()).unwrap_or(usize::MAX).min(xml.len());
                let before = xml.as_bytes().get(..at).unwrap_or_default();
                let line = before.iter().filter(|byte| **byte == b'\n').count() as u32 + 1;
                break Err(Trouble::Broken { line });
            }
        };
        match event {
            Event::Start(start) => {
                depth += 1;
                elements += 1;
                if depth > DEPTH || elements > ELEMENTS {
                    break Err(Trouble::TooLarge);
                }
                let name = start.local_name();
                handler.start(&Element { space, name: name.as_ref(), start: &start });
            }
            Event::End(_) => {
                depth -= 1;
                handler.end();
            }
            Event::Text(text) => handler.text(&text.xml10_content()),
            Event::CData(text) => handler.text(&text.xml10_content()),
            Event::GeneralRef(reference) => handler.text(&referred(&reference)),
            Event::Eof if depth > 0 => {
                let line = xml.matches('\n').count() as u32 + 1;
                break Err(Trouble::Broken { line });
            }
            Event::Eof => break Ok(()),
            _ => {}
        }
    };
    for _ in 0..depth {
        handler.end();
    }
    outcome
}

/// The text of an XML file: in UTF-16 where a mark says so, else UTF-8.
pub(super) fn text_of(bytes: &[u8]) -> String {
    let (encoding, mark) = Encoding::for_bom(bytes).unwrap_or((UTF_8, 0));
    let (text, _) = encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default());
    text.into_owned()
}

/// Notes that a part of a file was not read to its end.
pub(super) fn note(trouble: Trouble, part: &str, notes: &mut Notes<'_>) {
    match trouble {
        Trouble::Broken { line } => notes.error(
            problem_codes::DAMAGED,
            format!("`{part}` in the file is damaged in its line {line}; what stands before that was read"),
            "let the program that made the file repair it and save it anew",
        ),
        Trouble::TooLarge => notes.error(
            problem_codes::TOO_LARGE,
            format!(
                "`{part}` in the file asks for more work than any document needs; not all of it was read"
            ),
            "look whether it is what it says; if it is, save it in parts",
        ),
    }
}

/// What a reference stands for; one to an entity that XML itself does not know stays as it is written.
fn referred(reference: &BytesRef<'_>) -> String {
    if let Ok(Some(letter)) = reference.resolve_char_ref() {
        return letter.to_string();
    }
    let name = reference.xml10_content();
    match name.as_ref() {
        "amp" => "&".to_owned(),
        "lt" => "<".to_owned(),
        "gt" => ">".to_owned(),
        "apos" => "'".to_owned(),
        "quot" => "\"".to_owned(),
        other => format!("&{other};"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Element, Handler, Space, Trouble, walk};

    #[derive(Default)]
    struct Told(String);

    impl Handler for Told {
        fn start(&mut self, element: &Element<'_>) {
            let space = if element.space == Space::Word { "w:" } else { "" };
            self.0 += &format!("<{space}{} {}>", element.name, element.attribute("val").unwrap_or_default());
        }
        fn end(&mut self) {
            self.0 += "/";
        }
        fn text(&mut self, text: &str) {
            self.0 += text;
        }
    }

    fn told(xml: &str) -> (String, Result<(), Trouble>) {
        let mut told = Told::default();
        let outcome = walk(xml, &mut told);
        (told.0, outcome)
    }

    #[test]
    fn names_are_told_by_their_namespace() {
        let xml = "<x:p xmlns:x=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" x:val=\"a&amp;b\">t<q/></x:p>";
        assert_eq!(told(xml), ("<w:p a&b>t<q >//".to_owned(), Ok(())));
    }

    #[test]
    fn entities_of_the_file_itself_are_not_followed() {
        let xml = "<!DOCTYPE a [<!ENTITY b \"bb\">]><a>&b; &eacute; &#233; &lt;</a>";
        assert_eq!(told(xml), ("<a >&b; &eacute; é </".to_owned(), Ok(())));
    }

    #[test]
    fn what_breaks_off_is_ended() {
        assert_eq!(told("<a>\n<b>x"), ("<a >\n<b >x//".to_owned(), Err(Trouble::Broken { line: 2 })));
        assert_eq!(told("<a>\n</b>").1, Err(Trouble::Broken { line: 2 }));
        assert_eq!(told(&"<a>".repeat(2_000)).1, Err(Trouble::TooLarge));
    }
}
