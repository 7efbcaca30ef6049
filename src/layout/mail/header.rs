//! Header fields of mails, in a block of lines: `Van: …`, `Onderwerp: …`.

use crate::layout::Row;
use crate::text::fold;

/// Lines that a header field may be folded over.
pub(super) const MOST_FOLDED: usize = 3;

/// Fields that name people, and fields that only headers of mails have.
pub(super) const PEOPLE: [&str; 6] = ["aan", "afzender", "from", "ontvanger", "to", "van"];
pub(super) const OTHERS: [&str; 17] = [
    "antwoord aan",
    "bcc",
    "bijlage",
    "bijlagen",
    "cc",
    "date",
    "datum",
    "importance",
    "kopie",
    "mime-version",
    "message-id",
    "onderwerp",
    "ontvangen",
    "reply-to",
    "sent",
    "subject",
    "verzonden",
];

/// A block of header fields: first row, one past the last.
#[derive(Debug, Clone, Copy)]
pub(super) struct Header {
    pub(super) from: usize,
    pub(super) to: usize,
}

/// Fields in a row, with one that names somebody and one that only mails have.
pub(super) fn headers(rows: &[&Row<'_>]) -> Vec<Header> {
    let names: Vec<Option<String>> = rows.iter().map(|row| field(row.text).map(|(name, _)| name)).collect();
    let mut headers = Vec::new();
    let mut at = 0;
    while at < rows.len() {
        if names[at].is_none() {
            at += 1;
            continue;
        }
        let (mut to, mut people, mut others) = (at, 0, 0);
        while to < rows.len() {
            let close = to == at || rows[to].position.wrapping_sub(rows[to - 1].position) <= 2;
            match &names[to] {
                Some(name) if close => {
                    people += usize::from(PEOPLE.contains(&name.as_str()));
                    others += usize::from(OTHERS.contains(&name.as_str()));
                    to += 1;
                }
                _ => match folded(rows, &names, to) {
                    Some(end) => to = end,
                    None => break,
                },
            }
        }
        if people > 0 && others > 0 {
            headers.push(Header { from: at, to });
        }
        at = to.max(at + 1);
    }
    headers
}

/// The end of a field's value that goes on in indented lines.
pub(super) fn folded(rows: &[&Row<'_>], names: &[Option<String>], from: usize) -> Option<usize> {
    let goes_on = |index: usize| {
        rows[index].text.starts_with([' ', '\t'])
            && names[index].is_none()
            && rows[index].position == rows[index - 1].position + 1
    };
    let length = (from..rows.len()).take(MOST_FOLDED).take_while(|index| goes_on(*index)).count();
    (length > 0).then_some(from + length)
}

/// Name and value of a header field.
pub(super) fn field(text: &str) -> Option<(String, &str)> {
    let text = text.trim().trim_start_matches(['*', '>', ' ']);
    let (name, value) = text.split_once(':')?;
    let name = fold(name.trim_end_matches(['*', ' ', '\t']));
    let known = PEOPLE.contains(&name.as_str()) || OTHERS.contains(&name.as_str());
    known.then_some((name, value.trim_start_matches('*').trim()))
}

/// A subject without the signs of an answer.
pub(super) fn bare_subject(value: &str) -> String {
    let mut bare = value.trim();
    while let Some((sign, rest)) = bare.split_once(':')
        && ["re", "antw", "betr", "fw", "fwd", "aw", "doorst"].contains(&fold(sign.trim()).as_str())
    {
        bare = rest.trim();
    }
    fold(bare)
}
