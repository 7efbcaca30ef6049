//! Web pages.

use super::{read_bytes, refused};
use bloemlezer::model::StructureKind;

#[test]
fn the_main_text_is_read_and_what_frames_it_kept_apart() {
    let page = "<!DOCTYPE html><html><head><title>T</title><style>p{}</style><script>var a = '<p>nee</p>'</script></head>\
                <body><header><p>Gemeente X</p></header><nav><ul><li><a href=/>Home</a></li></ul></nav>\
                <main><h1>Reacties</h1><p>Te weinig <em>tijd</em>.</p><aside>Let op: ook geld ontbreekt.</aside></main>\
                <footer>Contact</footer></body></html>";
    let read = read_bytes("a.html", page.as_bytes());
    assert_eq!(read.statements(), ["Te weinig tijd.", "Let op: ook geld ontbreekt."]);
    assert_eq!(read.statement("Te weinig").section.as_ref().unwrap().title, "Reacties");
    assert_eq!(read.structure(StructureKind::Navigation), ["Home"]);
    assert_eq!(read.structure(StructureKind::Header), ["Gemeente X"]);
    assert_eq!(read.structure(StructureKind::Footer), ["Contact"]);
}

#[test]
fn a_page_without_a_main_part_is_read_whole() {
    let page =
        "<p>Een<p>Twee<br>regels<br><br>Drie<div>Vier<div>Vijf</div>Zes</div><ul><li>Zeven<li>Acht</ul>";
    let read = read_bytes("a.htm", page.as_bytes());
    assert_eq!(read.statements(), ["Een", "Twee regels", "Drie", "Vier", "Vijf", "Zes", "Zeven", "Acht"]);
}

#[test]
fn what_a_page_declares_of_its_letters_counts() {
    let page = b"<html><head><meta charset=\"iso-8859-1\"></head><body><p>Co\xf6rdinatie \x96 \xe9\xe9n loket &eacute;&euro;</p>";
    let read = read_bytes("a.html", page);
    assert_eq!(read.statements(), ["Coördinatie – één loket é€"]);
    assert_eq!(read.ingested.documents[0].encoding, "windows-1252");
    assert_eq!(read.ingested.problems, []);
}

#[test]
fn pages_that_word_saved_lose_their_drawn_marks_and_note_signs() {
    let page = "<html><body><p class=MsoTitle>Reactie</p><p class=MsoListParagraph><![if !supportLists]>\
                <span style='mso-list:Ignore'>o<span>&nbsp;&nbsp; </span></span><![endif]>Te duur<a href=\"#_ftn1\">[1]</a>.</p>\
                <p class=MsoNormal><o:p>&nbsp;</o:p></p><p style='display:none'>Weg</p><p>Te <del>snel</del><ins>traag</ins>.</p>\
                <div id=ftn1><p class=MsoFootnoteText><a href=\"#_ftnref1\">[1]</a> Zie het rapport.</p></div></body></html>";
    let read = read_bytes("a.html", page.as_bytes());
    assert_eq!(read.statements(), ["Te duur.", "Te traag."]);
    assert_eq!(read.structure(StructureKind::Title), ["Reactie"]);
    assert_eq!(read.structure(StructureKind::Footnote), ["Zie het rapport."]);
}

#[test]
fn cells_that_span_rows_and_columns_keep_their_column() {
    let page = "<table><tr><th>Organisatie<th>Vraag<th>Reactie<tr><td rowspan=2>Stichting A<td>Wat?<td>Te weinig geld.\
                <tr><td>Hoe?<td>Eén loket.<tr><td colspan=2>Bewoner<td>Meer <table><tr><td>handen.</table></table>";
    let read = read_bytes("a.html", page.as_bytes());
    assert_eq!(read.statements(), ["Te weinig geld.", "Eén loket.", "Meer", "handen."]);
    assert_eq!(read.statement("Eén loket").question.as_deref(), Some("Hoe?"));
}

#[test]
fn text_and_pictures_are_no_web_pages() {
    for (bytes, told) in [
        (&b"Alleen tekst, geen pagina."[..], "plain text"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "PNG"),
        (b"<html><body><script>x()</script></body></html>", "holds no text"),
    ] {
        let problems = refused("a.html", bytes);
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert!(problems[0].message.contains(told), "{problems:?}");
    }
}
