//! Tests of what runs on: a statement that begins in one file, or on one page, and ends in another can be followed to both.

#![expect(clippy::unwrap_used, reason = "a test that can not go on should panic")]

use bloemlezer::model::{Problem, SourcePiece, Statement};

use super::cli::Sandbox;
use super::formats::folder_complaints;
use super::report::scan::{Element, elements};

const WHOLE: &str = "De hulp die er is wordt vooral gegeven aan mensen die de weg al kennen en die zelf kunnen bellen met de \
                     gemeente of met iemand die daar werkt.";

/// A finished run over three files; all of the second belongs to a statement that begins in the first and ends in the third.
fn finished() -> Sandbox {
    let sandbox = Sandbox::new();
    let files = [
        ("consultation.toml", "consecutive = ['deel1.txt', 'deel2.txt', 'deel3.txt']\n"),
        ("deel1.txt", "Geen geld.\nDe hulp die er is wordt vooral gegeven aan mensen die de weg al\n"),
        ("deel2.txt", "kennen en die zelf kunnen bellen met de gemeente of met iemand die\n"),
        ("deel3.txt", "daar werkt.\nGeen tijd.\n"),
    ];
    for (file, text) in files {
        sandbox.write(&format!("corpus/{file}"), text);
    }
    sandbox.run(&["run"]).expect_status(0);
    sandbox
}

fn statements(sandbox: &Sandbox) -> Vec<Statement> {
    let text = sandbox.read("reports/latest/statements.jsonl");
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn running_over(sandbox: &Sandbox) -> Statement {
    statements(sandbox).into_iter().find(|statement| statement.text == WHOLE).unwrap()
}

/// Path below the site and elements of the page of a source.
fn source_page(sandbox: &Sandbox, file: &str) -> (String, Vec<Element>) {
    let pages = sandbox.tree("reports/latest/sources").into_iter().map(|(path, bytes)| {
        let elements = elements(&String::from_utf8(bytes).unwrap());
        (format!("sources/{path}"), elements)
    });
    let of_file = |page: &(String, Vec<Element>)| {
        page.1.iter().any(|element| element.name == "h1" && element.text() == file)
    };
    pages.into_iter().find(of_file).unwrap_or_else(|| panic!("{file} has no page"))
}

/// Words and target of every link within the element of that id.
fn links(page: &[Element], id: &str) -> Vec<(String, String)> {
    let own = page.iter().find(|element| element.attribute("id") == Some(id)).unwrap();
    let inner = elements(&own.inner);
    let links = inner.iter().filter(|element| element.name == "a");
    links.map(|link| (link.text(), link.attribute("href").unwrap().to_owned())).collect()
}

#[test]
fn a_piece_names_its_file_where_that_is_another() {
    let sandbox = finished();
    assert_eq!(
        statements(&sandbox).iter().map(|own| own.text.as_str()).collect::<Vec<_>>(),
        ["Geen geld.", WHOLE, "Geen tijd."]
    );
    let statement = running_over(&sandbox);
    assert_eq!(statement.document, "deel1.txt");
    let line = |document: Option<&str>, line, end| SourcePiece::Line {
        document: document.map(str::to_owned),
        page: 1,
        line,
        start: 0,
        end,
        area: None,
        part: None,
    };
    assert_eq!(
        statement.source,
        [line(None, 2, 63), line(Some("deel2.txt"), 1, 66), line(Some("deel3.txt"), 1, 11)]
    );
    let written = sandbox.read("reports/latest/statements.jsonl");
    assert!(
        written.contains(
            r#"[{"page":1,"line":2,"start":0,"end":63},{"document":"deel2.txt","page":1,"line":1,"start":0,"end":66},"#
        ),
        "{written}"
    );
    assert_eq!(folder_complaints(&sandbox.path("reports/latest")), Vec::<String>::new());
}

#[test]
fn the_pages_of_all_its_files_lead_to_each_other() {
    let sandbox = finished();
    let id = running_over(&sandbox).id;
    let (first_path, first) = source_page(&sandbox, "deel1.txt");
    for (file, text) in [
        ("deel2.txt", "kennen en die zelf kunnen bellen met de gemeente of met iemand die"),
        ("deel3.txt", "daar werkt."),
    ] {
        let (path, page) = source_page(&sandbox, file);
        let owned = links(&page, "r1").into_iter().find(|(words, _)| words == text).unwrap();
        assert_eq!(owned.1, format!("../{first_path}#{id}"));
        let place = format!("{file}, blz. 1, regel 1, tekens 1–{}", text.chars().count());
        assert!(links(&first, &id).contains(&(place, format!("../{path}#r1"))), "{:?}", links(&first, &id));
        let article = first.iter().find(|element| element.attribute("id") == Some(&id)).unwrap();
        let shown = elements(&article.inner);
        assert!(shown.iter().any(|element| element.has_class("raw") && element.text() == text), "{file}");
    }
    let (_, second) = source_page(&sandbox, "deel2.txt");
    assert!(second.iter().any(|own| own.name == "p" && own.text() == "Hier begint geen uitspraak."));
    let own = links(&first, "r2");
    assert!(own.iter().any(|(_, href)| *href == format!("../{first_path}#{id}")), "{own:?}");
    let (_, third) = source_page(&sandbox, "deel3.txt");
    let last = statements(&sandbox).into_iter().find(|own| own.text == "Geen tijd.").unwrap();
    assert!(links(&third, &last.id).iter().any(|(place, _)| place == "blz. 1, regel 2, tekens 1–10"));
}

#[test]
fn the_table_and_the_listing_name_the_other_files() {
    let sandbox = finished();
    let sheet = sandbox.read("reports/latest/statements.csv");
    assert!(sheet.contains("1:2:0-63; deel2.txt!1:1:0-66; deel3.txt!1:1:0-11"), "{sheet}");
    let answer = sandbox.run(&["search", "bellen"]).expect_status(0);
    let place = "deel1.txt p. 1, line 2; deel2.txt p. 1, line 1; deel3.txt p. 1, line 1";
    assert!(answer.stdout.contains(place), "{answer:#?}");
}

#[test]
fn a_file_that_only_continues_another_is_no_problem() {
    let problems = finished().read("reports/latest/problems.jsonl");
    let problems: Vec<Problem> = problems.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(problems, []);
}

#[test]
fn a_line_that_a_page_break_cuts_in_two_is_shown_as_two() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "corpus/brief.txt",
        "Geen geld.\nDe hulp die er is wordt\u{c}vooral anders gegeven.\nGeen tijd.\n",
    );
    sandbox.run(&["run"]).expect_status(0);
    let all = statements(&sandbox);
    let statement = all.iter().find(|own| own.text.ends_with("vooral anders gegeven.")).unwrap();
    assert_eq!(statement.text, "De hulp die er is wordt vooral anders gegeven.");
    let (path, page) = source_page(&sandbox, "brief.txt");
    let ids: Vec<_> =
        page.iter().filter_map(|own| own.attribute("id")).filter(|id| id.starts_with('r')).collect();
    assert_eq!(ids, ["r1", "r2", "r2-blz-2", "r3"]);
    for (anchor, text) in [("r2", "De hulp die er is wordt"), ("r2-blz-2", "vooral anders gegeven.")] {
        assert!(
            links(&page, anchor).contains(&(text.to_owned(), format!("../{path}#{}", statement.id))),
            "{anchor}"
        );
        assert!(
            links(&page, &statement.id).iter().any(|(_, href)| *href == format!("../{path}#{anchor}")),
            "{anchor}"
        );
    }
}
