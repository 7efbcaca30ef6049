//! Word files (.docx, ISO/IEC 29500) → parts of paragraphs: the running text, its notes, headers, footers and the comments on it.

mod numbering;
mod styles;
mod walk;

use super::cells;
use super::container::{Container, Expected, refused};
use super::notes::Notes;
use super::parts::Parts;
use super::xml::{self, Element, Handler, Space, Trouble};
use crate::model::{Consultation, Page, Role, problem_codes};

use self::numbering::Numbering;
use self::styles::Styles;
use self::walk::Walk;

const EXPECTED: Expected = Expected { what: "a Word document", extension: ".docx" };

/// Bytes of one part.
const PART: u64 = 512 << 20;

/// Headers, footers and the like that are looked for.
const NUMBERED: usize = 200;

/// Reads a file; none where it can't be used, which is then noted.
pub(super) fn read(bytes: &[u8], consultation: &Consultation, notes: &mut Notes<'_>) -> Option<Vec<Page>> {
    let mut container = Container::open(bytes).map_err(|refusal| refused(&refusal, EXPECTED, notes)).ok()?;
    let main = main_part(&mut container);
    let Some(main) = main.filter(|main| container.entry(main).is_some()) else {
        EXPECTED.differs(container.package(), notes);
        return None;
    };
    let mut reader = Reader {
        container,
        folder: main.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/")),
        styles: Styles::default(),
        numbering: Numbering::default(),
        parts: Parts::default(),
        hidden: 0,
        consultation,
    };
    let before = notes.count();
    reader.read(&main, notes)?;
    let is_damaged = notes.count() > before;
    reader.parts.finish_document(reader.hidden, is_damaged, notes)
}

struct Reader<'r> {
    container: Container<'r>,
    /// What the paths of its parts begin with.
    folder: String,
    styles: Styles,
    numbering: Numbering,
    parts: Parts,
    hidden: usize,
    consultation: &'r Consultation,
}

impl Reader<'_> {
    fn read(&mut self, main: &str, notes: &mut Notes<'_>) -> Option<()> {
        let mut styles = Styles::default();
        self.side("styles.xml", &mut styles);
        self.styles = styles;
        let mut numbering = Numbering::default();
        self.side("numbering.xml", &mut numbering);
        self.numbering = numbering;
        self.part(main, "body", Role::Body, notes)?;
        for (file, role) in
            [("footnotes", Role::Footnote), ("endnotes", Role::Footnote), ("comments", Role::Comment)]
        {
            let path = format!("{}{file}.xml", self.folder);
            if self.container.entry(&path).is_some() {
                self.part(&path, file, role, notes);
            }
        }
        self.numbered("header", Role::Header, notes);
        self.numbered("footer", Role::Footer, notes);
        Some(())
    }

    /// A part that only tells how others look; where it can't be read they look plain.
    fn side(&mut self, file: &str, handler: &mut dyn Handler) {
        let path = format!("{}{file}", self.folder);
        if let Some(Ok(bytes)) = self.container.read(&path, PART) {
            let _ = xml::walk(&xml::text_of(&bytes), handler);
        }
    }

    /// `header1.xml`, `header2.xml` and so on.
    fn numbered(&mut self, name: &str, role: Role, notes: &mut Notes<'_>) {
        for number in 1..=NUMBERED {
            let path = format!("{}{name}{number}.xml", self.folder);
            if self.container.entry(&path).is_some() {
                self.part(&path, &format!("{name}{number}"), role, notes);
            }
        }
    }

    fn part(&mut self, path: &str, name: &str, role: Role, notes: &mut Notes<'_>) -> Option<()> {
        let bytes = self.container.read(path, PART)?;
        let bytes = bytes.map_err(|refusal| refused(&refusal, EXPECTED, notes)).ok()?;
        let mut walk = Walk::new(&self.styles, &mut self.numbering, role);
        let outcome = xml::walk(&xml::text_of(&bytes), &mut walk);
        self.hidden += walk.hidden;
        if walk.has_foreign {
            notes.warning(
                problem_codes::LEFT_OUT,
                "the file holds another file in a format of its own, which was not read",
                "open it in the word processor and save it anew, or add that file to the corpus",
            );
        }
        let (mut paragraphs, is_too_long) = walk.finish();
        let outcome = if is_too_long { Err(Trouble::TooLarge) } else { outcome };
        if let Err(trouble) = outcome {
            xml::note(trouble, path, notes);
        }
        if role == Role::Body {
            cells::assign(&mut paragraphs, self.consultation);
        }
        self.parts.add(name, paragraphs);
        Some(())
    }
}

/// The path of the part with the running text, as the container names it; else where it usually is.
fn main_part(container: &mut Container<'_>) -> Option<String> {
    let usual = "word/document.xml".to_owned();
    let Some(Ok(bytes)) = container.read("_rels/.rels", PART) else { return Some(usual) };
    let mut relations = Relations(None);
    let _ = xml::walk(&xml::text_of(&bytes), &mut relations);
    let named = relations.0.filter(|path| path.starts_with("word/"));
    Some(named.unwrap_or(usual))
}

/// The target of the relation to the main part.
struct Relations(Option<String>);

impl Handler for Relations {
    fn start(&mut self, element: &Element<'_>) {
        let is_main = element.space == Space::Other
            && element.name == "Relationship"
            && element.attribute("Type").is_some_and(|kind| kind.ends_with("/officeDocument"));
        if is_main {
            let target = element.attribute("Target");
            self.0 = target.map(|target| target.trim_start_matches('/').to_owned());
        }
    }

    fn end(&mut self) {}

    fn text(&mut self, _text: &str) {}
}
