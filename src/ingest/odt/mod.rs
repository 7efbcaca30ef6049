//! OpenDocument texts (.odt, ISO/IEC 26300) → parts of paragraphs: headers, the running text, its notes, the comments on it, footers.

mod styles;
mod walk;

use super::cells;
use super::container::{Container, Expected, Package, Refusal, refused};
use super::notes::Notes;
use super::parts::Parts;
use super::xml::{self, Trouble};
use crate::model::{Consultation, Page};

use self::styles::Styles;
use self::walk::Walk;

const EXPECTED: Expected = Expected { what: "an OpenDocument text", extension: ".odt" };

/// Bytes of one part.
const PART: u64 = 512 << 20;

/// Reads a file; none where it can't be used, which is then noted.
pub(super) fn read(bytes: &[u8], consultation: &Consultation, notes: &mut Notes<'_>) -> Option<Vec<Page>> {
    let mut container = Container::open(bytes).map_err(|refusal| refused(&refusal, EXPECTED, notes)).ok()?;
    let package = container.package();
    if package != Package::OpenText {
        EXPECTED.differs(package, notes);
        return None;
    }
    let manifest = container.read("META-INF/manifest.xml", PART).and_then(Result::ok).unwrap_or_default();
    if xml::text_of(&manifest).contains("encryption-data") {
        refused(&Refusal::Locked, EXPECTED, notes);
        return None;
    }
    let Some(content) = container.read("content.xml", PART) else {
        refused(&Refusal::Damaged { entry: "content.xml".to_owned() }, EXPECTED, notes);
        return None;
    };
    let content = content.map_err(|refusal| refused(&refusal, EXPECTED, notes)).ok()?;
    let content = xml::text_of(&content);
    let named = container.read("styles.xml", PART).and_then(Result::ok).unwrap_or_default();
    let named = xml::text_of(&named);
    let mut styles = Styles::default();
    // Where the looks can't be read, the text looks plain.
    let _ = xml::walk(&named, &mut styles);
    let _ = xml::walk(&content, &mut styles);
    let mut around = Walk::new(&styles);
    let _ = xml::walk(&named, &mut around);
    let mut walk = Walk::new(&styles);
    let outcome = xml::walk(&content, &mut walk);
    let outcome = if walk.is_too_long() { Err(Trouble::TooLarge) } else { outcome };
    if let Err(trouble) = outcome {
        xml::note(trouble, "content.xml", notes);
    }
    let mut body = walk.found.body;
    cells::assign(&mut body, consultation);
    let mut parts = Parts::default();
    parts.add("body", body);
    parts.add("footnotes", walk.found.notes);
    parts.add("comments", walk.found.comments);
    parts.add("headers", around.found.headers);
    parts.add("footers", around.found.footers);
    parts.finish_document(walk.hidden, outcome.is_err(), notes)
}
