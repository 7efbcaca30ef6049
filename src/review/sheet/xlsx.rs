//! A workbook as XLSX: the sheet to fill in, how that is done, what the workbook is, and a hidden sheet of what drop-downs offer.

use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format, FormatAlign,
    FormatBorder, Formula, Worksheet, XlsxError,
};

use super::SheetError;
use super::actions::offered;
use super::codes::offered_themes;
use super::columns::{Column, letters};
use super::rows::{SheetInfo, Workbook};
use super::table::{Codes, cell, columns};
use super::texts::instructions;
use super::words::{Fact, SheetLanguage};
use crate::model::Kind;

/// Colours: of headers, of headers and cells to fill in, of lines.
const HEADER: u32 = 0x44_54_6a;
const HEADER_TO_FILL: u32 = 0xb4_53_09;
const TO_FILL: u32 = 0xff_f7_e0;
const LINE: u32 = 0xc9_cd_d2;

/// Height of a line and of the highest row, in points; programs differ in whether they work out heights themselves.
const LINE_HEIGHT: f64 = 14.0;
const HIGHEST: f64 = 400.0;
/// The share of a column's width that words fill on average before they wrap.
const FILLED: f64 = 0.95;

/// The day that every workbook says it was made, so that the same rows give the same bytes.
const DAY: (u16, u8, u8) = (2000, 1, 1);

/// The bytes of the XLSX file.
///
/// # Errors
/// When the writer fails.
pub fn to_xlsx(workbook: &Workbook<'_>) -> Result<Vec<u8>, SheetError> {
    write(workbook).map_err(|error| SheetError::Unwritable(error.to_string()))
}

fn write(workbook: &Workbook<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut file = rust_xlsxwriter::Workbook::new();
    let (year, month, day) = DAY;
    let made = ExcelDateTime::from_ymd(year, month, day)?;
    file.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let lists = Lists::of(workbook);
    write_coding(workbook, &lists, file.add_worksheet())?;
    write_instructions(workbook, file.add_worksheet())?;
    write_about(&workbook.info, workbook.language, file.add_worksheet())?;
    lists.write(workbook.language, file.add_worksheet())?;
    file.save_to_buffer()
}

/// What drop-downs offer.
struct Lists {
    kinds: Vec<String>,
    themes: Vec<String>,
    actions: Vec<String>,
    answers: Vec<String>,
}

impl Lists {
    fn of(workbook: &Workbook<'_>) -> Self {
        let language = workbook.language;
        Self {
            kinds: Kind::ALL.map(|kind| kind.code().to_owned()).to_vec(),
            themes: offered_themes(workbook.codebook, language),
            actions: offered(language).into_iter().map(str::to_owned).collect(),
            answers: [true, false].map(|yes| language.answer(yes).to_owned()).to_vec(),
        }
    }

    fn all(&self) -> [&[String]; 4] {
        [&self.kinds, &self.themes, &self.actions, &self.answers]
    }

    fn write(&self, language: SheetLanguage, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        sheet.set_name(language.lists_sheet())?.set_hidden(true);
        for (list, column) in self.all().into_iter().zip(0..) {
            for (entry, row) in list.iter().zip(0..) {
                sheet.write_string(row, column, entry)?;
            }
        }
        Ok(())
    }

    /// The drop-down of a column; other words may be typed, import tells what it makes of them.
    fn drop_down(
        &self,
        column: Column,
        language: SheetLanguage,
    ) -> Result<Option<DataValidation>, XlsxError> {
        let at = match column {
            Column::Kind => 0,
            Column::Theme(_) => 1,
            Column::Action => 2,
            Column::WholeGroup => 3,
            _ => return Ok(None),
        };
        let rows = self.all().get(at).map_or(1, |list| list.len().max(1));
        let list = letters(at as u32);
        let range = format!("={}!${list}$1:${list}${rows}", language.lists_sheet());
        let message = language.of("Dit staat niet in de lijst.", "This is not in the list.");
        let drop_down = DataValidation::new()
            .allow_list_formula(Formula::new(range))
            .set_error_style(DataValidationErrorStyle::Information)
            .set_error_message(message)?;
        Ok(Some(drop_down))
    }
}

fn base() -> Format {
    Format::new()
        .set_font_size(10)
        .set_text_wrap()
        .set_align(FormatAlign::Top)
        .set_border(FormatBorder::Thin)
        .set_border_color(Color::RGB(LINE))
}

fn header(column: Column) -> Format {
    let colour = if column.is_filled_in() { HEADER_TO_FILL } else { HEADER };
    base()
        .set_bold()
        .set_font_color(Color::White)
        .set_background_color(Color::RGB(colour))
        .set_align(FormatAlign::VerticalCenter)
}

fn body(column: Column) -> Format {
    match column {
        // As text, so that a code stays what was typed.
        own if own.is_filled_in() => base().set_background_color(Color::RGB(TO_FILL)).set_num_format("@"),
        Column::Text => base().set_font_size(11).set_quote_prefix(),
        Column::Id | Column::BlindId => base().unset_text_wrap().set_font_size(8).set_font_color(Color::Gray),
        _ => base().set_quote_prefix(),
    }
}

/// In characters of the usual type.
fn width(column: Column) -> f64 {
    match column {
        Column::Id | Column::BlindId | Column::Place => 11.0,
        Column::Document => 15.0,
        Column::Why | Column::Coding | Column::Theme(_) | Column::Reason => 22.0,
        Column::Section => 18.0,
        Column::Text => 62.0,
        Column::Words => 30.0,
        Column::Group | Column::WholeGroup => 8.0,
        Column::Kind | Column::MergeWith => 13.0,
        Column::Action => 15.0,
    }
}

/// Lines that a wrapped text takes in a column: a word that does not fit goes to the next one.
fn lines_of(text: &str, width: f64) -> u32 {
    let room = (width * FILLED).max(1.0) as usize;
    let of_line = |line: &str| {
        let (mut lines, mut used) = (1, 0);
        for word in line.split(' ') {
            let length = word.chars().count();
            if used > 0 && used + 1 + length > room {
                lines += 1;
                used = 0;
            }
            // A word wider than the column is broken.
            lines += length.saturating_sub(1) / room;
            used += length + usize::from(used > 0);
        }
        lines
    };
    text.split('\n').map(of_line).sum::<usize>().try_into().unwrap_or(u32::MAX)
}

fn write_coding(workbook: &Workbook<'_>, lists: &Lists, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let language = workbook.language;
    let columns = columns(workbook);
    sheet.set_name(language.coding_sheet())?.set_freeze_panes(1, 0)?;
    sheet.set_zoom(90).set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    sheet.set_row_height(0, 30)?;
    let last = u32::try_from(workbook.rows.len()).unwrap_or(u32::MAX);
    let mut lines = vec![1_u32; workbook.rows.len()];
    for (column, at) in columns.iter().copied().zip(0_u16..) {
        sheet.set_column_width(at, width(column))?;
        sheet.write_string_with_format(0, at, language.header(column), &header(column))?;
        let format = body(column);
        for ((row, number), lines) in workbook.rows.iter().zip(1..).zip(&mut lines) {
            let text = cell(workbook, row, column, Codes::Labelled);
            if !matches!(column, Column::Id | Column::BlindId) {
                *lines = (*lines).max(lines_of(&text, width(column)));
            }
            if text.is_empty() {
                sheet.write_blank(number, at, &format)?;
            } else {
                sheet.write_string_with_format(number, at, text, &format)?;
            }
        }
        if let Some(drop_down) = lists.drop_down(column, language)?.filter(|_| last > 0) {
            sheet.add_data_validation(1, at, last, at, &drop_down)?;
        }
    }
    for (lines, number) in lines.iter().zip(1..) {
        sheet.set_row_height(number, (f64::from(*lines) * LINE_HEIGHT + 3.0).min(HIGHEST))?;
    }
    if last > 0 {
        sheet.autofilter(0, 0, last, u16::try_from(columns.len().saturating_sub(1)).unwrap_or(u16::MAX))?;
    }
    Ok(())
}

/// Subject and sentence beside each other.
fn write_pairs<'p>(
    pairs: impl Iterator<Item = (&'p str, &'p str, bool)>,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    sheet.set_column_width(0, 24)?.set_column_width(1, 90)?;
    sheet.set_screen_gridlines(false).set_landscape().set_print_fit_to_pages(1, 0);
    let subject = Format::new().set_bold().set_align(FormatAlign::Top).set_text_wrap();
    let sentence = Format::new().set_text_wrap().set_align(FormatAlign::Top).set_quote_prefix();
    for ((name, value, to_fill), row) in pairs.zip(0..) {
        let sentence = match to_fill {
            true => sentence.clone().set_background_color(Color::RGB(TO_FILL)).set_num_format("@"),
            false => sentence.clone(),
        };
        sheet.write_string_with_format(row, 0, name, &subject)?;
        match value {
            "" => sheet.write_blank(row, 1, &sentence)?,
            value => sheet.write_string_with_format(row, 1, value, &sentence)?,
        };
    }
    Ok(())
}

fn write_instructions(workbook: &Workbook<'_>, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let language = workbook.language;
    sheet.set_name(language.instructions_sheet())?;
    let how =
        instructions(workbook.info.blind, language).iter().map(|(subject, how)| (*subject, *how, false));
    let themes =
        workbook.codebook.themes.iter().map(|theme| {
            (theme.code.as_str(), language.of(&theme.definition.nl, &theme.definition.en), false)
        });
    write_pairs(how.chain([("", "", false)]).chain(themes), sheet)
}

fn write_about(info: &SheetInfo, language: SheetLanguage, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_name(language.about_sheet())?;
    let value = |fact| match fact {
        Fact::Blind => language.answer(info.blind),
        Fact::Coder => &info.coder,
        Fact::Consultation => &info.consultation,
        Fact::Taxonomy => &info.taxonomy,
        Fact::Choice => &info.choice,
    };
    let facts = Fact::ALL.into_iter().map(|fact| (fact.name(language), value(fact), fact == Fact::Coder));
    write_pairs(facts, sheet)
}
