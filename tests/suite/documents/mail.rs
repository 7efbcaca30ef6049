//! Mails.

use super::{docx, p, read_bytes, refused};
use bloemlezer::model::StructureKind;
use data_encoding::BASE64;

const HEAD: &str = "From: =?UTF-8?Q?Jos=C3=A9_de_Vries?= <jose@voorbeeld.nl>\r\nTo: consultatie@ministerie.nl\r\n\
                    Date: Tue, 3 Mar 2026 10:12:00 +0100\r\nSubject: =?utf-8?B?UmVhY3RpZSDigJMgb3B2YW5n?=\r\nMIME-Version: 1.0\r\n";

fn plain(body: &str) -> Vec<u8> {
    format!("{HEAD}Content-Type: text/plain; charset=utf-8\r\n\r\n{body}").into_bytes()
}

#[test]
fn a_mail_gives_its_message_and_who_sent_it_when() {
    let body = "Geachte heer,\r\n\r\nEr is te weinig geld.\r\n\r\n- Te lange wachttijden.\r\n- Geen tolken.\r\n\r\n\
                Met vriendelijke groet,\r\nJosé de Vries\r\n\r\nOp 1 maart 2026 schreef Piet:\r\n> Graag uw reactie.\r\n";
    let read = read_bytes("a.eml", &plain(body));
    assert_eq!(read.statements(), ["Er is te weinig geld.", "Te lange wachttijden.", "Geen tolken."]);
    let first = read.statement("Er is");
    assert_eq!(first.respondent.as_deref(), Some("José de Vries"));
    assert_eq!(first.date.as_deref(), Some("2026-03-03T10:12:00+01:00"));
    assert_eq!((first.page, first.column), (None, None));
    let piece = serde_json::to_string(&first.source[0]).unwrap();
    assert_eq!(piece, r#"{"page":1,"line":8,"start":0,"end":21,"part":"mail"}"#);
    assert_eq!(
        read.structure(StructureKind::MailHeader),
        [
            "From: José de Vries <jose@voorbeeld.nl>",
            "To: consultatie@ministerie.nl",
            "Date: Tue, 3 Mar 2026 10:12:00 +0100",
            "Subject: Reactie – opvang",
        ]
    );
    assert_eq!(read.structure(StructureKind::Salutation), ["Geachte heer,"]);
    assert_eq!(read.structure(StructureKind::QuotedMail).len(), 1);
}

#[test]
fn of_two_forms_of_a_message_one_is_read() {
    let body = "Content-Type: multipart/alternative; boundary=grens\r\n\r\n--grens\r\n\
                Content-Type: text/plain; charset=windows-1252\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
                Te weinig co=F6rdinatie tussen de =\r\nketens.\r\n--grens\r\nContent-Type: text/html\r\n\r\n\
                <p>Te weinig co&ouml;rdinatie tussen de ketens.</p>\r\n--grens--\r\n";
    let read = read_bytes("a.eml", format!("{HEAD}{body}").as_bytes());
    assert_eq!(read.statements(), ["Te weinig coördinatie tussen de ketens."]);
    assert_eq!(read.ingested.problems, []);
}

#[test]
fn a_message_in_html_keeps_its_paragraphs_and_sets_the_answered_mail_apart() {
    let body = "Content-Type: text/html; charset=utf-8\r\n\r\n<html><body><div>Beste mensen,</div><div><br></div>\
                <div>Er is te weinig tijd.</div><ul><li>Te veel loketten</li><li>Te weinig bedden</li></ul>\
                <div>Groeten,<br>José</div><div class=\"gmail_quote\"><div>Op di 3 mrt 2026 schreef Piet:</div>\
                <blockquote type=cite><p>Graag uw reactie.</p></blockquote></div></body></html>\r\n";
    let read = read_bytes("a.eml", format!("{HEAD}{body}").as_bytes());
    assert_eq!(read.statements(), ["Er is te weinig tijd.", "Te veel loketten", "Te weinig bedden"]);
    assert_eq!(read.structure(StructureKind::Signature), ["Groeten, José"]);
    assert_eq!(
        read.structure(StructureKind::QuotedMail).join(" "),
        "Op di 3 mrt 2026 schreef Piet: Graag uw reactie."
    );
    let piece = serde_json::to_string(&read.statement("Er is").source[0]).unwrap();
    assert!(piece.starts_with(r#"{"part":"text/html","paragraph":"#), "{piece}");
}

#[test]
fn what_is_attached_is_read_as_documents_of_their_own() {
    let letter = BASE64.encode(&docx(&p("Er is te weinig geld voor nazorg.")));
    let table = BASE64.encode("id;reactie\n1;Te weinig tolken.\n".as_bytes());
    let body = format!(
        "Content-Type: multipart/mixed; boundary=grens\r\n\r\n--grens\r\nContent-Type: text/plain\r\n\r\nZie de bijlagen.\r\n\
         --grens\r\nContent-Type: application/octet-stream; name=\"brief.docx\"\r\nContent-Transfer-Encoding: base64\r\n\
         Content-Disposition: attachment; filename=\"brief.docx\"\r\n\r\n{letter}\r\n\
         --grens\r\nContent-Type: image/png; name=logo.png\r\nContent-Transfer-Encoding: base64\r\n\
         Content-Disposition: inline; filename=logo.png\r\n\r\niVBORw0KGgo=\r\n\
         --grens\r\nContent-Type: text/csv; name=t.csv\r\nContent-Transfer-Encoding: base64\r\n\
         Content-Disposition: attachment; filename=\"../t.csv\"\r\n\r\n{table}\r\n\
         --grens\r\nContent-Type: message/rfc822\r\nContent-Disposition: attachment\r\n\r\nFrom: b@x.nl\r\n\
         Date: Mon, 2 Mar 2026 09:00:00 +0100\r\nSubject: eerder\r\n\r\nTe veel loketten.\r\n--grens--\r\n"
    );
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.eml"), format!("{HEAD}{body}")).unwrap();
    let ingested = bloemlezer::ingest::ingest(&[folder.path().to_path_buf()]).unwrap();
    let paths: Vec<&str> = ingested.documents.iter().map(|document| document.path.as_str()).collect();
    assert_eq!(paths, ["a.eml", "a.eml/brief.docx", "a.eml/t.csv", "a.eml/bericht.eml"]);
    let senders: Vec<Option<&str>> =
        ingested.documents.iter().map(|document| document.respondent.as_deref()).collect();
    assert_eq!(
        senders,
        [Some("José de Vries"), Some("José de Vries"), Some("José de Vries"), Some("b@x.nl")]
    );
    assert_eq!(super::errors(&ingested.problems), [""; 0]);
}

#[test]
fn what_is_no_mail_is_told_and_one_cut_off_is_read_as_far_as_it_goes() {
    let problems = refused("a.eml", b"Alleen een tekst.\n\nEn nog een alinea.\n");
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0].message.contains("no mail"), "{problems:?}");
    let body = "Content-Type: multipart/mixed; boundary=grens\r\n\r\n--grens\r\nContent-Type: text/plain\r\n\r\nEr is te weinig";
    let read = read_bytes("a.eml", format!("{HEAD}{body}").as_bytes());
    assert_eq!(read.statements(), ["Er is te weinig"]);
    assert_eq!(read.errors().len(), 1);
}
