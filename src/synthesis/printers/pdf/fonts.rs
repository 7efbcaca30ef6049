//! The fonts of a PDF: named ones, composite ones, and ones whose letters the file draws itself.

use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Buf, Content, Finish as _, Name, Pdf, Rect, Ref, Str};

use super::super::super::typeface::Typeface;
use super::FontKind;
use super::encoding::{Coding, FIRST_CODE, from_windows, glyph_name};

/// Name of the upright font in a page's resources.
pub(super) const BOOK: &[u8] = b"F1";
/// Name of the bold one.
pub(super) const BOLD: &[u8] = b"F2";

const IDENTITY: SystemInfo<'_> =
    SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };

/// Writes a font, its parts in the objects after `id`.
pub(super) fn write(pdf: &mut Pdf, id: Ref, face: Typeface, coding: &Coding) {
    match (coding.kind, standard(face)) {
        (FontKind::Named, Some(name)) => {
            pdf.type1_font(id).base_font(Name(name)).encoding_predefined(Name(b"WinAnsiEncoding"));
        }
        (FontKind::Named, None) => named(pdf, id, face),
        (FontKind::Composite, _) => composite(pdf, id, face, &coding.letters),
        (FontKind::Drawn, _) => drawn(pdf, id, face, &coding.letters, true),
        (FontKind::GlyphNames, _) => drawn(pdf, id, face, &coding.letters, false),
    }
}

/// The one of the 14 fonts of every reader that has these widths.
fn standard(face: Typeface) -> Option<&'static [u8]> {
    match face.name() {
        "liberation-sans" => Some(b"Helvetica"),
        "liberation-sans-bold" => Some(b"Helvetica-Bold"),
        "liberation-serif" => Some(b"Times-Roman"),
        "liberation-serif-bold" => Some(b"Times-Bold"),
        _ => None,
    }
}

fn thousandths(face: Typeface, letter: char) -> f32 {
    (face.width(letter) * 1000.0) as f32
}

fn at(id: Ref, further: i32) -> Ref {
    Ref::new(id.get() + further)
}

/// A font that the file only names; its widths are given.
fn named(pdf: &mut Pdf, id: Ref, face: Typeface) {
    let name = face.name().as_bytes();
    let mut font = pdf.type1_font(id);
    font.base_font(Name(name)).first_char(32).last_char(255).encoding_predefined(Name(b"WinAnsiEncoding"));
    font.widths((32..=255).map(|byte| thousandths(face, from_windows(byte))));
    font.font_descriptor(at(id, 1));
    font.finish();
    descriptor(pdf, at(id, 1), name);
}

fn descriptor(pdf: &mut Pdf, id: Ref, name: &[u8]) {
    let mut descriptor = pdf.font_descriptor(id);
    descriptor.name(Name(name)).flags(FontFlags::NON_SYMBOLIC).bbox(Rect::new(-200.0, -250.0, 1200.0, 950.0));
    descriptor.italic_angle(0.0).ascent(900.0).descent(-220.0).cap_height(690.0).stem_v(80.0);
}

/// A font with codes of its own, and a table that tells their letters.
fn composite(pdf: &mut Pdf, id: Ref, face: Typeface, letters: &[char]) {
    let name = face.name().as_bytes();
    let (cid, descriptor_id, table) = (at(id, 1), at(id, 2), at(id, 3));
    let mut font = pdf.type0_font(id);
    font.base_font(Name(name))
        .encoding_predefined(Name(b"Identity-H"))
        .descendant_font(cid)
        .to_unicode(table);
    font.finish();
    let mut font = pdf.cid_font(cid);
    font.subtype(CidFontType::Type2)
        .base_font(Name(name))
        .system_info(IDENTITY)
        .font_descriptor(descriptor_id);
    font.widths().consecutive(1, letters.iter().map(|letter| thousandths(face, *letter)));
    font.cid_to_gid_map_predefined(Name(b"Identity"));
    font.finish();
    descriptor(pdf, descriptor_id, name);
    let mut map = UnicodeCmap::<u16>::new(Name(b"Letters"), IDENTITY);
    for (letter, code) in letters.iter().zip(1..) {
        map.pair(code, *letter);
    }
    pdf.cmap(table, &map.finish());
}

/// The table of a font with codes of one byte; one of the ligatures is told as the letters it stands for.
fn table_of_bytes(letters: &[char]) -> Buf {
    let mut map = UnicodeCmap::<u8>::new(Name(b"Letters"), IDENTITY);
    for (letter, code) in letters.iter().zip(FIRST_CODE..) {
        match letter {
            'ﬁ' => map.pair_with_multiple(code, "fi".chars()),
            letter => map.pair(code, *letter),
        }
    }
    map.finish()
}

/// A font whose letters are drawn by the file: as boxes, since nobody looks. Names tell which letters they are, and perhaps a table.
fn drawn(pdf: &mut Pdf, id: Ref, face: Typeface, letters: &[char], with_table: bool) {
    // With a table the names say nothing, as those of many programs.
    let name = |(letter, n): (&char, u32)| if with_table { format!("g{n}") } else { glyph_name(*letter) };
    let names: Vec<String> = letters.iter().zip(0..).map(name).collect();
    let last = FIRST_CODE.saturating_add(letters.len().saturating_sub(1) as u8);
    let procedures: Vec<Ref> = (2..).map(|n| at(id, n)).take(letters.len()).collect();
    let mut font = pdf.type3_font(id);
    font.bbox(Rect::new(0.0, -250.0, 1200.0, 950.0)).matrix([0.001, 0.0, 0.0, 0.001, 0.0, 0.0]);
    font.first_char(FIRST_CODE).last_char(last);
    font.widths(letters.iter().map(|letter| thousandths(face, *letter)));
    font.char_procs().pairs(names.iter().map(|name| Name(name.as_bytes())).zip(procedures.iter().copied()));
    let mut encoding = font.encoding_custom();
    encoding.differences().consecutive(FIRST_CODE, names.iter().map(|name| Name(name.as_bytes())));
    encoding.finish();
    if with_table {
        font.to_unicode(at(id, 1));
    }
    font.finish();
    if with_table {
        pdf.cmap(at(id, 1), &table_of_bytes(letters));
    }
    for (letter, procedure) in letters.iter().zip(procedures) {
        let width = thousandths(face, *letter);
        let mut content = Content::new();
        content.start_color_glyph(width);
        if *letter != ' ' {
            content.rect(40.0, 0.0, (width - 80.0).max(20.0), 500.0).fill_nonzero();
        }
        pdf.stream(procedure, &content.finish());
    }
}
