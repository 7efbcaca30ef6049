//! Excel workbooks of our own making, down to what no program writes: parts in a zip container.
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use std::fmt::Write as _;
use std::io::{Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// Cells by their places, written as texts; with merged cells and comments.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sheet {
    pub(crate) name: String,
    pub(crate) rows: Vec<Vec<String>>,
    /// Such as `A1:B1`.
    pub(crate) merged: Vec<String>,
    /// Place and words.
    pub(crate) comments: Vec<(String, String)>,
}

impl Sheet {
    pub(crate) fn new(name: &str, rows: &[&[&str]]) -> Self {
        let rows = rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect();
        Self { name: name.to_owned(), rows, ..Self::default() }
    }
}

/// The bytes of a container with these parts.
pub(crate) fn container(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The parts of a container.
pub(crate) fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let read = (0..archive.len()).map(|at| {
        let mut file = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        (file.name().unwrap().into_owned(), bytes)
    });
    read.collect()
}

/// The bytes of a workbook with these sheets.
pub(crate) fn workbook(sheets: &[Sheet]) -> Vec<u8> {
    container(&workbook_parts(sheets))
}

/// Its parts.
pub(crate) fn workbook_parts(sheets: &[Sheet]) -> Vec<(String, Vec<u8>)> {
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let (mut listed, mut linked, mut parts) = (String::new(), String::new(), Vec::new());
    for (sheet, number) in sheets.iter().zip(1..) {
        let name = escaped(&sheet.name);
        write!(listed, r#"<sheet name="{name}" sheetId="{number}" r:id="rId{number}"/>"#).unwrap();
        write!(
            linked,
            r#"<Relationship Id="rId{number}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{number}.xml"/>"#
        )
        .unwrap();
        parts.push((format!("xl/worksheets/sheet{number}.xml"), worksheet(sheet, MAIN)));
        if !sheet.comments.is_empty() {
            let link = format!(
                r#"<Relationships xmlns="{PACKAGE}"><Relationship Id="c" Type="{OFFICE}/comments" Target="../comments{number}.xml"/></Relationships>"#
            );
            parts.push((format!("xl/worksheets/_rels/sheet{number}.xml.rels"), link.into_bytes()));
            parts.push((format!("xl/comments{number}.xml"), comments(sheet, MAIN)));
        }
    }
    let workbook =
        format!(r#"<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>"#);
    let links = format!(r#"<Relationships xmlns="{PACKAGE}">{linked}</Relationships>"#);
    let root = format!(
        r#"<Relationships xmlns="{PACKAGE}"><Relationship Id="r" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
    );
    parts.push(("_rels/.rels".to_owned(), root.into_bytes()));
    parts.push(("xl/workbook.xml".to_owned(), workbook.into_bytes()));
    parts.push(("xl/_rels/workbook.xml.rels".to_owned(), links.into_bytes()));
    parts
}

fn worksheet(sheet: &Sheet, main: &str) -> Vec<u8> {
    let mut rows = String::new();
    for (cells, row) in sheet.rows.iter().zip(1..) {
        write!(rows, r#"<row r="{row}">"#).unwrap();
        for (cell, column) in cells.iter().zip(0_u8..).filter(|(cell, _)| !cell.is_empty()) {
            let place = format!("{}{row}", char::from(b'A' + column));
            let text = escaped(cell);
            write!(rows, r#"<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>"#)
                .unwrap();
        }
        rows += "</row>";
    }
    let merged: String = sheet.merged.iter().map(|place| format!(r#"<mergeCell ref="{place}"/>"#)).collect();
    let merged = if merged.is_empty() { merged } else { format!("<mergeCells>{merged}</mergeCells>") };
    format!(r#"<worksheet xmlns="{main}"><sheetData>{rows}</sheetData>{merged}</worksheet>"#).into_bytes()
}

fn comments(sheet: &Sheet, main: &str) -> Vec<u8> {
    let list: String = sheet
        .comments
        .iter()
        .map(|(place, words)| {
            let words = escaped(words);
            format!(r#"<comment ref="{place}" authorId="0"><text><r><t>{words}</t></r></text></comment>"#)
        })
        .collect();
    format!(
        r#"<comments xmlns="{main}"><authors><author>A</author></authors><commentList>{list}</commentList></comments>"#
    )
    .into_bytes()
}

fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    text.replace('\r', "&#13;")
}
