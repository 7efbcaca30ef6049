//! Typeset pages as PDF: the same pieces at the same places, written in the ways that programs write them.

mod encoding;
mod fonts;
mod marks;

use pdf_writer::{Content, Finish as _, Name, Pdf, Rect, Ref};

use self::encoding::Coding;
use self::fonts::{BOLD, BOOK};
use self::marks::Marks;
use super::super::random::Random;
use super::super::sheet::{Piece, Sheet};
use super::super::style::Letters;

/// How a document is written as PDF.
#[derive(Debug, Clone, Copy)]
pub(in super::super) struct PdfStyle {
    pub(in super::super) order: Order,
    pub(in super::super) grain: Grain,
    pub(in super::super) font: FontKind,
    /// Whether fi, fl and ff are one sign.
    pub(in super::super) ligatures: bool,
    /// How the pages are turned, in degrees clockwise; what stands on them is upright all the same.
    pub(in super::super) rotation: i32,
    /// Whether the title stands upright in the margin.
    pub(in super::super) margin_text: bool,
}

/// The order in which pieces are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Order {
    /// As they were set: column by column.
    Columns,
    /// By height over the whole page.
    Rows,
    /// Without any order.
    Chance,
}

/// What is written at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Grain {
    /// A line, its spaces included.
    Lines,
    /// A word with its space.
    Words,
    /// A word; spaces are distances only.
    BareWords,
    /// Letters with corrections between them; spaces are distances only.
    Letters,
}

/// How letters are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum FontKind {
    /// One of the fonts every reader has, or one that is named and not embedded, in Windows' encoding.
    Named,
    /// Codes of its own, with a table that says which letters they are; the letters are drawn by the file itself.
    Drawn,
    /// The same, told by glyph names alone.
    GlyphNames,
    /// Codes of two bytes with such a table: for more letters than one byte can tell.
    Composite,
}

impl PdfStyle {
    pub(in super::super) fn draw(random: &mut Random) -> Self {
        Self {
            order: random.choose(Order::Columns, &[(0.4, Order::Rows)]),
            grain: random.choose(
                Grain::Lines,
                &[(0.2, Grain::Words), (0.2, Grain::BareWords), (0.25, Grain::Letters)],
            ),
            font: random.choose(FontKind::Named, &[(0.3, FontKind::Drawn)]),
            ligatures: random.chance(0.2),
            rotation: 0,
            margin_text: false,
        }
    }
}

/// The document's first objects.
const CATALOG: Ref = Ref::new(1);
const TREE: Ref = Ref::new(2);
/// Objects per font are as many at most.
const FONT_OBJECTS: i32 = 300;

/// The file.
pub(in super::super) fn write(
    sheets: &[Sheet],
    title: &str,
    style: PdfStyle,
    letters: &Letters,
    random: &mut Random,
) -> Vec<u8> {
    let sheets: Vec<Sheet> = sheets.iter().map(|sheet| prepared(sheet, style, random)).collect();
    let margin_text = style.margin_text.then_some(title);
    let coding = Coding::of(style.font, &sheets, margin_text.unwrap_or_default());
    let mut pdf = Pdf::new();
    pdf.catalog(CATALOG).pages(TREE);
    let pages: Vec<Ref> = (0..).step_by(2).map(|page| Ref::new(3 + page)).take(sheets.len()).collect();
    pdf.pages(TREE).kids(pages.iter().copied()).count(i32::try_from(sheets.len()).unwrap_or(i32::MAX));
    let book = Ref::new(3 + 2 * i32::try_from(sheets.len()).unwrap_or(0));
    let bold = Ref::new(book.get() + FONT_OBJECTS);
    for (sheet, page) in sheets.iter().zip(&pages) {
        let content = Ref::new(page.get() + 1);
        write_page(&mut pdf, *page, sheet, style, [book, bold]);
        let marks = Marks { coding: &coding, style, letters };
        pdf.stream(content, &page_content(sheet, margin_text, &marks, random));
    }
    fonts::write(&mut pdf, book, letters.face, &coding);
    fonts::write(&mut pdf, bold, letters.face.bold(), &coding);
    pdf.finish()
}

/// The sheet with its pieces in the order of the file, and with ligatures.
fn prepared(sheet: &Sheet, style: PdfStyle, random: &mut Random) -> Sheet {
    let mut sheet = sheet.clone();
    match style.order {
        Order::Columns => {}
        Order::Rows => {
            sheet.pieces.sort_by(|one, other| one.y.total_cmp(&other.y).then(one.x.total_cmp(&other.x)));
        }
        Order::Chance => random.shuffle(&mut sheet.pieces),
    }
    if style.ligatures {
        for piece in &mut sheet.pieces {
            piece.text = piece.text.replace("fi", "ﬁ").replace("fl", "ﬂ");
        }
    }
    sheet
}

fn write_page(pdf: &mut Pdf, id: Ref, sheet: &Sheet, style: PdfStyle, fonts: [Ref; 2]) {
    let (width, height) = (sheet.width as f32, sheet.height as f32);
    let turned = style.rotation % 180 != 0;
    let (across, up) = if turned { (height, width) } else { (width, height) };
    let mut page = pdf.page(id);
    page.media_box(Rect::new(0.0, 0.0, across, up));
    page.parent(TREE);
    page.contents(Ref::new(id.get() + 1));
    if style.rotation != 0 {
        page.rotate(style.rotation);
    }
    let mut resources = page.resources();
    resources.fonts().pair(Name(BOOK), fonts[0]).pair(Name(BOLD), fonts[1]);
    resources.finish();
    page.finish();
}

fn page_content(sheet: &Sheet, margin_text: Option<&str>, marks: &Marks<'_>, random: &mut Random) -> Vec<u8> {
    let mut content = Content::new();
    content.save_state();
    content.transform(upright(sheet, marks.style.rotation));
    for piece in &sheet.pieces {
        marks.piece(&mut content, sheet.height, piece, random);
    }
    if let Some(title) = margin_text {
        let text = title.to_owned();
        let size = marks.letters.size;
        let piece = Piece { x: size * 1.6, y: sheet.height * 0.7, size, bold: false, fill: None, text };
        marks.upright_line(&mut content, sheet.height, &piece);
    }
    content.restore_state();
    content.finish().to_vec()
}

/// Undoes the turning of the page.
fn upright(sheet: &Sheet, rotation: i32) -> [f32; 6] {
    let (width, height) = (sheet.width as f32, sheet.height as f32);
    match rotation.rem_euclid(360) {
        90 => [0.0, 1.0, -1.0, 0.0, height, 0.0],
        180 => [-1.0, 0.0, 0.0, -1.0, width, height],
        270 => [0.0, -1.0, 1.0, 0.0, 0.0, width],
        _ => [1.0, 0.0, 0.0, 1.0, 0.0, 0.0],
    }
}
