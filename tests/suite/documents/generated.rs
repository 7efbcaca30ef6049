//! Documents drawn by a seed, written in every format and read back: exactly what was written, each piece where it stands.

use super::{WORD, odt, packed, read_bytes};

/// Documents of each format.
const DOCUMENTS: u64 = 60;

/// A small generator of numbers (xorshift).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }
}

/// What a document is made of.
enum Item {
    Heading(String),
    Paragraph(Vec<String>),
    Bullet(String),
    Cell(String),
}

const WORDS: [&str; 24] = [
    "gemeenten",
    "coördinatie",
    "één",
    "a<b",
    "Q&A",
    "wachttijd",
    "€",
    "nazorg",
    "«loket»",
    "zorgcoördinator",
    "tolken",
    "en",
    "de",
    "van",
    "te",
    "lang",
    "ﬁnanciering",
    "ruïne",
    "naïef",
    "opvang",
    "\"plek\"",
    "regio’s",
    "24/7",
    "geld",
];

/// A sentence that begins with a capital and ends with a full stop, so that no format takes it for anything else.
fn sentence(numbers: &mut Numbers, least: usize) -> String {
    let words: Vec<&str> =
        (0..least + numbers.below(12)).map(|_| WORDS[numbers.below(WORDS.len())]).collect();
    format!("Zin {} {}.", numbers.below(10_000), words.join(" "))
}

fn document(seed: u64) -> Vec<Item> {
    let mut numbers = Numbers(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let count = 3 + numbers.below(20);
    let mut items = vec![Item::Paragraph(vec![sentence(&mut numbers, 4)])];
    for _ in 0..count {
        items.push(match numbers.below(6) {
            0 => Item::Heading(format!("Kop {} over opvang", numbers.below(1_000))),
            1 | 2 => Item::Bullet(sentence(&mut numbers, 3)),
            3 => Item::Cell(sentence(&mut numbers, 3)),
            _ => {
                let lines = 1 + numbers.below(3);
                Item::Paragraph((0..lines).map(|_| sentence(&mut numbers, 4)).collect())
            }
        });
    }
    // No heading without text below it.
    items.push(Item::Paragraph(vec![sentence(&mut numbers, 4)]));
    items
}

/// The statements, each with its heading.
fn expected(items: &[Item]) -> Vec<(Option<String>, String)> {
    let mut heading = None;
    let mut found = Vec::new();
    for item in items {
        match item {
            Item::Heading(text) => heading = Some(text.clone()),
            Item::Paragraph(lines) => found.push((heading.clone(), lines.join(" "))),
            Item::Bullet(text) | Item::Cell(text) => found.push((heading.clone(), text.clone())),
        }
    }
    // Ligatures are opened.
    found.into_iter().map(|(heading, text)| (heading, text.replace('ﬁ', "fi"))).collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

fn check(name: &str, seed: u64, bytes: &[u8]) {
    let read = read_bytes(name, bytes);
    let found: Vec<(Option<String>, String)> = read
        .found
        .statements
        .iter()
        .map(|own| (own.section.as_ref().map(|section| section.title.clone()), own.text.clone()))
        .collect();
    assert_eq!(found, expected(&document(seed)), "{name}, seed {seed}");
    assert_eq!(read.errors(), [""; 0], "{name}, seed {seed}");
}

#[test]
fn word_files_are_read_back() {
    let styles = format!(
        "<w:styles {WORD}><w:style w:type=\"paragraph\" w:styleId=\"H\"><w:name w:val=\"heading 1\"/></w:style></w:styles>"
    );
    for seed in 0..DOCUMENTS {
        let mut body = String::new();
        // Runs begin anywhere, also within a word.
        let runs = |text: &str| {
            let (one, other) = text.split_at(text.char_indices().nth(text.chars().count() / 2).unwrap().0);
            [one, other]
                .map(|part| format!("<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(part)))
                .concat()
        };
        for item in document(seed) {
            body += &match item {
                Item::Heading(text) => {
                    format!("<w:p><w:pPr><w:pStyle w:val=\"H\"/></w:pPr>{}</w:p>", runs(&text))
                }
                Item::Paragraph(lines) => {
                    let lines: Vec<String> = lines.iter().map(|line| runs(line)).collect();
                    format!("<w:p>{}</w:p>", lines.join("<w:r><w:br/></w:r>"))
                }
                Item::Bullet(text) => format!(
                    "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>{}</w:p>",
                    runs(&text)
                ),
                Item::Cell(text) => {
                    format!("<w:tbl><w:tr><w:tc><w:p>{}</w:p></w:tc></w:tr></w:tbl>", runs(&text))
                }
            };
        }
        let whole = format!("<w:document {WORD}><w:body>{body}</w:body></w:document>");
        let parts = [("word/document.xml", whole.as_bytes()), ("word/styles.xml", styles.as_bytes())];
        check("a.docx", seed, &packed(&parts));
    }
}

#[test]
fn opendocument_texts_are_read_back() {
    for seed in 0..DOCUMENTS {
        let mut body = String::new();
        for item in document(seed) {
            body += &match item {
                Item::Heading(text) => {
                    format!("<text:h text:outline-level=\"2\">{}</text:h>", escaped(&text))
                }
                Item::Paragraph(lines) => {
                    let lines: Vec<String> = lines.iter().map(|line| escaped(line)).collect();
                    format!("<text:p>{}</text:p>", lines.join("<text:line-break/>"))
                }
                Item::Bullet(text) => {
                    let text = escaped(&text);
                    format!("<text:list><text:list-item><text:p>{text}</text:p></text:list-item></text:list>")
                }
                Item::Cell(text) => format!(
                    "<table:table><table:table-row><table:table-cell><text:p><text:span>{}</text:span></text:p>\
                     </table:table-cell></table:table-row></table:table>",
                    escaped(&text)
                ),
            };
        }
        check("a.odt", seed, &odt(&body));
    }
}

fn page(seed: u64) -> String {
    let mut body = String::new();
    for item in document(seed) {
        body += &match item {
            Item::Heading(text) => format!("<h2>{}</h2>\n", escaped(&text)),
            Item::Paragraph(lines) => {
                let lines: Vec<String> = lines.iter().map(|line| escaped(line)).collect();
                format!("<p>\n  {}\n</p>\n", lines.join("<br>\n"))
            }
            Item::Bullet(text) => format!("<ul><li>{}</li></ul>", escaped(&text)),
            Item::Cell(text) => format!("<table><tr><td>{}</td></tr></table>", escaped(&text)),
        };
    }
    format!("<!DOCTYPE html><html><body>{body}</body></html>")
}

#[test]
fn web_pages_and_mails_in_html_are_read_back() {
    for seed in 0..DOCUMENTS {
        let page = page(seed);
        check("a.html", seed, page.as_bytes());
        let mail =
            format!("From: a@b.nl\r\nSubject: s\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}\r\n");
        check("a.eml", seed, mail.as_bytes());
    }
}

#[test]
fn markdown_is_read_back() {
    for seed in 0..DOCUMENTS {
        let signs = |text: &str| {
            let marked = text.chars().map(|sign| match sign {
                '<' | '&' | '*' | '_' | '|' => format!("\\{sign}"),
                other => other.to_string(),
            });
            marked.collect::<String>()
        };
        let mut text = "---\nbron: test\n---\n\n".to_owned();
        for item in document(seed) {
            text += &match item {
                Item::Heading(text) => format!("## {}\n\n", signs(&text)),
                Item::Paragraph(lines) => {
                    let lines: Vec<String> = lines.iter().map(|line| signs(line)).collect();
                    format!("{}\n\n", lines.join("  \n"))
                }
                Item::Bullet(text) => format!("- {}\n\n<!-- -->\n\n", signs(&text)),
                Item::Cell(text) => format!("> {}\n\n", signs(&text)),
            };
        }
        check("a.md", seed, text.as_bytes());
    }
}

#[test]
fn mails_in_plain_text_are_read_back() {
    for seed in 0..DOCUMENTS {
        let mut body = String::new();
        let mut expected = Vec::new();
        for item in document(seed) {
            let text = match item {
                Item::Heading(_) => continue,
                Item::Paragraph(lines) => lines.join(" "),
                Item::Bullet(text) | Item::Cell(text) => text,
            };
            expected.push(text.replace('ﬁ', "fi"));
            body += &format!("{text}\r\n\r\n");
        }
        let mail = format!(
            "From: a@b.nl\r\nSubject: s\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\
             Content-Transfer-Encoding: 8bit\r\n\r\n{body}Met vriendelijke groet,\r\nA\r\n"
        );
        assert_eq!(read_bytes("a.eml", mail.as_bytes()).statements(), expected, "seed {seed}");
    }
}
