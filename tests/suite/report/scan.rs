//! Reads the pages back: tags with their attributes, and what stands inside them. Strict, so that a slip in a template shows.

#![expect(clippy::string_slice, reason = "what fails here fails the test that called it")]

use std::collections::BTreeMap;

/// Elements that have no end tag.
const VOID: [&str; 4] = ["meta", "link", "br", "img"];

/// One element.
#[derive(Debug)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: BTreeMap<String, String>,
    /// What stands between its tags, tags included.
    pub(crate) inner: String,
}

impl Element {
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }

    pub(crate) fn has_class(&self, class: &str) -> bool {
        self.attribute("class").is_some_and(|own| own.split(' ').any(|own| own == class))
    }

    /// Its words, without tags.
    pub(crate) fn text(&self) -> String {
        text(&self.inner)
    }
}

/// All elements of a page or part of one, in order of their start tags.
pub(crate) fn elements(html: &str) -> Vec<Element> {
    let mut elements: Vec<Element> = Vec::new();
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    while let Some(from) = html[at..].find('<').map(|found| at + found) {
        let to =
            from + html[from..].find('>').unwrap_or_else(|| panic!("a tag does not end: {}", &html[from..]));
        let tag = &html[from + 1..to];
        at = to + 1;
        if tag.starts_with('!') {
            continue;
        }
        if let Some(name) = tag.strip_prefix('/') {
            let (index, start) = open.pop().unwrap_or_else(|| panic!("</{name}> closes nothing"));
            assert_eq!(
                elements[index].name,
                name,
                "closed out of order near {}",
                &html[from.saturating_sub(200)..from]
            );
            elements[index].inner = html[start..from].to_owned();
            continue;
        }
        let (name, rest) = tag.split_once([' ', '\n']).unwrap_or((tag, ""));
        let closed = tag.ends_with('/');
        elements.push(Element {
            name: name.trim_end_matches('/').to_owned(),
            attributes: attributes(rest.trim_end_matches('/')),
            inner: String::new(),
        });
        if !closed && !VOID.contains(&name) {
            open.push((elements.len() - 1, at));
        }
    }
    assert!(
        open.is_empty(),
        "not closed: {:?}",
        open.iter().map(|(index, _)| &elements[*index].name).collect::<Vec<_>>()
    );
    elements
}

fn attributes(mut rest: &str) -> BTreeMap<String, String> {
    let mut attributes = BTreeMap::new();
    while let Some((name, after)) = rest.trim_start().split_once("=\"") {
        let (value, after) = after.split_once('"').expect("an attribute ends with a quote");
        assert!(!name.contains([' ', '<']), "odd attribute {name}");
        assert!(attributes.insert(name.to_owned(), unescape(value)).is_none(), "{name} twice");
        rest = after;
    }
    assert!(rest.trim().is_empty(), "left over: {rest}");
    attributes
}

/// The words of a stretch of HTML.
pub(crate) fn text(html: &str) -> String {
    let mut words = String::new();
    let mut inside = false;
    for character in html.chars() {
        match character {
            '<' => inside = true,
            '>' => inside = false,
            _ if !inside => words.push(character),
            _ => {}
        }
    }
    unescape(&words)
}

fn unescape(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        plain.push_str(before);
        let (entity, after) = after.split_once(';').expect("an ampersand begins an entity");
        plain.push(match entity {
            "lt" | "#60" => '<',
            "gt" | "#62" => '>',
            "amp" | "#38" => '&',
            "quot" | "#34" => '"',
            "#39" | "#x27" => '\'',
            other => panic!("unexpected entity {other}"),
        });
        rest = after;
    }
    plain + rest
}
