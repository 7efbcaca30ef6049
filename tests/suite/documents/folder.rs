//! A folder as people send it: one good file of every format and one broken file of each.

use std::fs;
use std::path::{Path, PathBuf};

use super::super::cli::Sandbox;
use super::packed;
use bloemlezer::model::{Problem, Severity, Statement};

fn fixture(name: &str) -> Vec<u8> {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name);
    fs::read(path).unwrap()
}

#[test]
fn all_that_is_good_comes_out_and_each_broken_file_is_told_once() {
    let (docx, odt, xlsx) =
        (fixture("documents/bekend.docx"), fixture("documents/bekend.odt"), fixture("tables/reacties.xlsx"));
    let pdf = fixture("pdf/columns-by-row.pdf");
    let half = |bytes: &[u8]| bytes[..bytes.len() / 2].to_vec();
    let good: [(&str, Vec<u8>); 12] = [
        ("a.txt", b"Er is te weinig tijd voor gesprekken.\n".to_vec()),
        ("b.md", fixture("documents/reactie.md")),
        ("c.pdf", pdf.clone()),
        ("d.docx", docx.clone()),
        ("e.odt", odt.clone()),
        ("f.html", fixture("documents/bekend.html")),
        ("g.eml", fixture("documents/brief.eml")),
        ("h.csv", fixture("tables/windows-1252.csv")),
        ("i.tsv", b"id\ttekst\n1\tEr is te weinig geld.\n".to_vec()),
        ("j.xlsx", xlsx.clone()),
        ("k.jsonl", b"{\"id\": \"1\", \"tekst\": \"Er is te weinig geld.\"}\n".to_vec()),
        ("l.eml", fixture("documents/bijlage.eml")),
    ];
    let broken: [(&str, Vec<u8>); 14] = [
        ("kapot/a.txt", vec![0, 1, 2, 3, 0, 1, 2, 3]),
        ("kapot/b.md", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec()),
        ("kapot/c.pdf", pdf[..60].to_vec()),
        ("kapot/d.docx", half(&docx)),
        ("kapot/e.odt", half(&odt)),
        ("kapot/f.html", pdf.clone()),
        ("kapot/g.eml", b"Dit is geen mail.\n".to_vec()),
        ("kapot/h.csv", xlsx.clone()),
        ("kapot/i.tsv", Vec::new()),
        ("kapot/j.xlsx", half(&xlsx)),
        ("kapot/k.jsonl", b"id;tekst\n1;geen JSON\n2;ook niet\n".to_vec()),
        ("kapot/l.docx", xlsx.clone()),
        ("kapot/m.xlsx", b"<html><table><tr><td>x</table>".to_vec()),
        ("kapot/n.odt", packed(&[("leesmij.txt", b"x")])),
    ];
    let sandbox = Sandbox::new();
    for (name, bytes) in good.iter().chain(&broken) {
        sandbox.write(&format!("corpus/{name}"), bytes);
    }
    let answer = sandbox.run(&["run", "-q"]);
    assert_eq!(answer.status, Some(1), "{answer:#?}");
    let lines = |file: &str| sandbox.read(&format!("reports/latest/{file}"));
    let statements: Vec<Statement> =
        lines("statements.jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    for (name, _) in &good {
        assert!(statements.iter().any(|own| own.document == *name), "{name} gave no statement");
    }
    assert!(statements.iter().any(|own| own.document == "l.eml/bekend.docx"), "the attachment");
    let problems: Vec<Problem> =
        lines("problems.jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let errors: Vec<&str> = problems
        .iter()
        .filter(|problem| problem.severity == Severity::Error)
        .map(|problem| problem.file.as_str())
        .collect();
    let expected: Vec<&str> = broken.iter().map(|(name, _)| *name).collect();
    assert_eq!(errors, expected);
}
