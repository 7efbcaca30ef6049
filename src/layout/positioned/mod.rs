//! Pages whose lines have places → blocks in reading order. Columns, headings, notes and quotes are told by coordinates and type; the
//! order in which a file names its lines counts for nothing. Blocks begin and end where one search per column finds it cheapest.

mod across;
mod bands;
mod blocks;
mod columns;
mod contents;
mod costs;
mod flow;
mod furniture;
mod gutters;
mod item;
mod lanes;
mod looks;
mod notes;
mod paragraphs;
mod quotes;
mod rows;
mod side;
mod style;

use crate::model::{Block, Consultation, Page, Role};

use self::columns::Column;
use self::item::Item;
use self::rows::Row;
use self::style::{Measures, Style};

/// Whether the lines of these pages have places.
pub(super) fn is_positioned(pages: &[Page]) -> bool {
    pages.iter().flat_map(|page| &page.lines).any(|line| line.place.is_some())
}

/// The blocks of a document.
pub(super) fn layout(pages: &[Page], consultation: &Consultation) -> Vec<Block> {
    let items: Vec<Vec<Item<'_>>> = pages.iter().map(item::of_page).collect();
    let style = Style::of(&items);
    let furniture = furniture::find(&items, &style, consultation);
    let mut sheets: Vec<Sheet<'_>> = Vec::new();
    let mut bodies: Vec<Vec<Item<'_>>> = Vec::new();
    for (items, furniture) in items.into_iter().zip(furniture) {
        let (sheet, body) = Sheet::new(items, furniture);
        sheets.push(sheet);
        bodies.push(body);
    }
    let styles: Vec<Style> = bodies.iter().map(|items| style.on_page(items)).collect();
    let quotes = quotes::take(&mut bodies, &styles);
    let columns = columns::in_reading_order(&bodies, &quotes, &styles);
    for ((sheet, columns), quotes) in sheets.iter_mut().zip(columns).zip(quotes) {
        (sheet.columns, sheet.quotes) = (columns, quotes);
    }
    contents::part(&mut sheets);
    let measures = Measures::of(&sheets);
    let mut flow = flow::Flow::default();
    let mut blocks = Vec::new();
    for (page, sheet) in pages.iter().zip(&mut sheets) {
        blocks.extend(sheet.blocks(page, &measures, &mut flow));
    }
    flow.settle(&mut blocks);
    blocks
}

/// A page taken apart.
struct Sheet<'p> {
    /// What stands around the text, with its role and the page number it carries.
    furniture: Vec<(Item<'p>, Role, Option<String>)>,
    margin: Vec<Item<'p>>,
    quotes: Vec<Vec<Item<'p>>>,
    /// Columns in reading order.
    columns: Vec<Column<'p>>,
}

impl<'p> Sheet<'p> {
    /// The page with what stands around its text, and the text.
    fn new(items: Vec<Item<'p>>, furniture: furniture::Found) -> (Self, Vec<Item<'p>>) {
        let (mut around, mut margin, mut body) = (Vec::new(), Vec::new(), Vec::new());
        for (index, item) in items.into_iter().enumerate() {
            match furniture.get(&index) {
                Some((role, label)) => around.push((item, *role, label.clone())),
                None if item.turned => margin.push(item),
                None => body.push(item),
            }
        }
        (Self { furniture: around, margin, quotes: Vec::new(), columns: Vec::new() }, body)
    }

    fn blocks(&mut self, page: &Page, measures: &Measures, flow: &mut flow::Flow<'p>) -> Vec<Block> {
        let mut blocks: Vec<Block> = self.around(page, Role::Header, true);
        blocks.extend(self.around(page, Role::PageNumber, true));
        let mut asides: Vec<Option<&Vec<Item<'p>>>> = self.quotes.iter().map(Some).collect();
        let mut notes = Vec::new();
        let alone = self.columns.len() == 1;
        for column in &mut self.columns {
            if let Some(opens) = &column.contents {
                blocks.extend(contents::blocks(page, column, opens));
                flow.interrupt();
                continue;
            }
            notes.extend(notes::take(&mut column.rows, &column.style, alone));
            let measure = measures.of_column(column);
            let found = paragraphs::find(&column.rows, &column.style, &measure);
            let mut head = flow.turn(&column.rows, &found, &measure);
            for paragraph in &found {
                let rows = column.rows.get(paragraph.rows.clone()).unwrap_or_default();
                let first = paragraph.rows.start == 0;
                for mut block in blocks::of_paragraph(page, column.number, rows, paragraph, &measure) {
                    match block.role {
                        Role::Body if first => turn(&mut block, head.take(), flow),
                        Role::Heading if first => {
                            block.continues = head.take().map(|(continues, _)| continues)
                        }
                        _ => {}
                    }
                    blocks.push(block);
                }
                for slot in &mut asides {
                    if let Some(quote) = slot.take_if(|quote| column.holds(quote, rows)) {
                        blocks.push(blocks::aside(page, column.number, quote));
                    }
                }
            }
        }
        blocks.extend(asides.into_iter().flatten().map(|quote| blocks::aside(page, 1, quote)));
        blocks.extend(notes.iter().map(|note| blocks::of_rows(page, 1, note, Role::Footnote)));
        blocks.extend(self.margin.iter().map(|item| blocks::single(page, item, Role::Margin, None)));
        blocks.extend(self.around(page, Role::Footer, false));
        blocks.extend(self.around(page, Role::PageNumber, false));
        blocks
    }

    /// The furniture of a role; page numbers above the text go before it, those below it after it.
    fn around(&self, page: &Page, wanted: Role, above: bool) -> Vec<Block> {
        let first = self.columns.iter().flat_map(|column| &column.rows).map(|row| row.baseline);
        let first = first.fold(f32::INFINITY, f32::min);
        self.furniture
            .iter()
            .filter(|(item, role, _)| {
                *role == wanted && (*role != Role::PageNumber || (item.baseline < first) == above)
            })
            .map(|(item, role, label)| blocks::single(page, item, *role, label.clone()))
            .collect()
    }
}

/// Tells a block that opens a column what it does with the one before; nothing where that is not known.
fn turn(block: &mut Block, head: Option<(bool, f64)>, flow: &mut flow::Flow<'_>) {
    block.continues = head.map(|(continues, _)| continues);
    if let Some((_, doubt)) = head {
        block.doubt = block.doubt.max(doubt);
        flow.note_head(block, doubt);
    }
}

/// Columns of text, for what is estimated over a document.
fn all_columns<'s, 'p>(sheets: &'s [Sheet<'p>]) -> impl Iterator<Item = &'s Column<'p>> {
    sheets.iter().flat_map(|sheet| &sheet.columns).filter(|column| column.contents.is_none())
}

/// Their rows.
fn all_rows<'s, 'p>(sheets: &'s [Sheet<'p>]) -> impl Iterator<Item = (&'s Column<'p>, &'s Row<'p>)> {
    all_columns(sheets).flat_map(|column| column.rows.iter().map(move |row| (column, row)))
}
