//! Files that are broken or mean harm: one error each that says what it is, and never a file beside them lost.

use super::{docx, docx_with, odt, p, packed, read_bytes, refused};

#[test]
fn a_broken_file_gives_one_error_that_says_what_it_is() {
    let good = docx(&p("Tekst."));
    let cut = &good[..good.len() / 2];
    let odt = odt("<text:p>Tekst.</text:p>");
    let workbook = packed(&[("xl/workbook.xml", b"<x/>")]);
    let cases: [(&str, &[u8], &str); 11] = [
        ("a.docx", cut, "cut off or damaged"),
        ("a.odt", &odt[..odt.len() / 2], "cut off or damaged"),
        ("a.docx", &workbook, "an Excel workbook"),
        ("a.docx", &odt, "an OpenDocument text"),
        ("a.odt", &good, "a Word document"),
        ("a.docx", b"%PDF-1.7\n", "a PDF"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "before 2007"),
        ("a.docx", b"gewone tekst", "plain text"),
        ("a.odt", b"", "empty"),
        ("a.docx", &docx(""), "holds no text"),
        ("a.docx", &packed(&[("word/document.xml", b"<w:document")]), "damaged"),
    ];
    for (name, bytes, told) in cases {
        let problems = refused(name, bytes);
        let errors = super::errors(&problems);
        assert!(!errors.is_empty() && errors[0].contains(told), "{name}, {told}: {errors:?}");
        assert_eq!(errors.len(), 1, "{name}, {told}: {errors:?}");
    }
}

#[test]
fn text_before_damage_is_kept_and_the_damage_told() {
    let body = format!("<w:document {}><w:body>{}<w:p><w:r><w:t>Half", super::WORD, p("Heel."));
    let read = read_bytes("a.docx", &packed(&[("word/document.xml", body.as_bytes())]));
    assert_eq!(read.statements(), ["Heel.", "Half"]);
    assert_eq!(read.errors().len(), 1);
    let foreign = docx_with(&p("Heel."), &[("word/footnotes.xml", "<kapot")]);
    let read = read_bytes("a.docx", &foreign);
    assert_eq!(read.statements(), ["Heel."]);
    assert_eq!(read.errors().len(), 1);
}

#[test]
fn bombs_of_every_kind_are_refused_or_read_without_their_blast() {
    // Text that unpacks to far more than its size.
    let bomb = docx(&p(&"a".repeat(40 << 20)));
    assert!(refused("a.docx", &bomb)[0].message.contains("more work"), "unpacking");
    // Elements within elements.
    let deep = docx(&format!("{}{}", "<w:smartTag>".repeat(5_000), "</w:smartTag>".repeat(5_000)));
    assert!(refused("a.docx", &deep).iter().any(|problem| problem.code == "too-large"), "depth");
    let deep = format!("<p>a</p>{}", "<div>".repeat(200_000));
    assert!(refused("a.html", deep.as_bytes())[0].message.contains("more work"), "depth of a page");
    // Entities that stand for entities.
    let entities = format!(
        "<!DOCTYPE a [<!ENTITY x \"xxxxxxxxxx\"><!ENTITY y \"&x;&x;&x;\">]><w:document {}><w:body>{}</w:body></w:document>",
        super::WORD,
        p("&y; blijft staan.")
    );
    let read = read_bytes("a.docx", &packed(&[("word/document.xml", entities.as_bytes())]));
    assert_eq!(read.statements(), ["&y; blijft staan."]);
    // One element that stands for a thousand million spaces.
    let read = read_bytes("a.odt", &odt("<text:p>a<text:s text:c=\"1000000000\"/>b</text:p>"));
    assert_eq!(read.statements(), ["a b"]);
}
