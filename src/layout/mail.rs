//! The parts of a mail or letter around its message: header lines, the salutation, the closing with what stands under it, and the mail that
//! is answered. They are no statements. What is forwarded is one, so only its header is set apart.

use super::Row;
use super::apart::Apart;
use crate::model::Role;
use crate::text::{Ends, edges, fold};

/// Lines that a header field may be folded over.
const MOST_FOLDED: usize = 3;

/// Lines of a signature in a letter that has no header to show that it is one.
const SIGNATURE_LINES: usize = 8;

/// Fields that name people, and fields that only headers of mails have.
const PEOPLE: [&str; 6] = ["aan", "afzender", "from", "ontvanger", "to", "van"];
const OTHERS: [&str; 17] = [
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

/// Marks the rows of mails and letters.
pub(super) fn mark(pages: &[Vec<Row<'_>>], found: &mut [Vec<Option<Apart>>]) {
    let rows: Vec<&Row<'_>> = pages.iter().flatten().collect();
    let headers = headers(&rows);
    let closes = rows.iter().any(|row| is_closing(row.text));
    if headers.is_empty() && !closes && !rows.iter().any(|row| is_attribution(row.text)) {
        return;
    }
    let mut reader = Reader { rows: &rows, headers: &headers, marks: vec![None; rows.len()] };
    reader.read();
    let marks = reader.marks;
    let places = found.iter_mut().flatten();
    for (place, mark) in places.zip(marks) {
        if place.is_none() {
            *place = mark;
        }
    }
}

/// A block of header fields: first row, one past the last.
#[derive(Debug, Clone, Copy)]
struct Header {
    from: usize,
    to: usize,
}

struct Reader<'r, 'p> {
    rows: &'r [&'r Row<'p>],
    headers: &'r [Header],
    marks: Vec<Option<Apart>>,
}

impl Reader<'_, '_> {
    fn read(&mut self) {
        let mut at = 0;
        let mut subject: Option<String> = None;
        // Whether a mail's header was met, and nothing of a mail answered by it.
        let mut in_mail = false;
        while at < self.rows.len() {
            let text = self.rows[at].text;
            if let Some(header) = self.header_at(at) {
                let own = self.subject(header);
                // The same subject again, below a message: the mail that it answers.
                if in_mail && own.is_some() && own == subject {
                    at = self.quote_to_end(at, subject.as_deref());
                    in_mail = false;
                    continue;
                }
                subject = own;
                self.set(header.from, header.to, Role::MailHeader, true);
                in_mail = true;
                at = header.to;
            } else if is_original_message(text) || (is_attribution(text) && self.is_quoted_below(at)) {
                at = self.quote_history(at, subject.as_deref());
            } else if text.trim_start().starts_with('>') && (in_mail || self.is_quoted_run(at)) {
                at = self.quote_signed(at);
            } else if in_mail && text.trim_end() == "--" {
                at = self.sign(at, true);
            } else if is_salutation(text) && self.stands_alone(at) {
                self.set(at, at + 1, Role::Salutation, true);
                at += 1;
            } else if is_closing(text) {
                at = self.sign(at, in_mail);
            } else if is_forwarded(text) {
                self.set(at, at + 1, Role::MailHeader, true);
                at += 1;
            } else {
                at += 1;
            }
        }
    }

    fn set(&mut self, from: usize, to: usize, role: Role, each: bool) {
        for (index, mark) in self.marks.iter_mut().enumerate().take(to).skip(from) {
            *mark = Some(Apart { role, opens: each || index == from });
        }
    }

    fn header_at(&self, at: usize) -> Option<Header> {
        let index = self.headers.binary_search_by_key(&at, |header| header.from).ok()?;
        self.headers.get(index).copied()
    }

    fn subject(&self, header: Header) -> Option<String> {
        self.rows[header.from..header.to].iter().find_map(|row| {
            let (name, value) = field(row.text)?;
            ["onderwerp", "subject"].contains(&name.as_str()).then(|| bare_subject(value))
        })
    }

    /// Quotes from `from` to the next mail that stands by itself, or to the end.
    fn quote_to_end(&mut self, from: usize, subject: Option<&str>) -> usize {
        let next = self.headers.iter().find(|header| {
            header.from > from && self.opens_page(header.from) && self.subject(**header).as_deref() != subject
        });
        let to = next.map_or(self.rows.len(), |header| header.from);
        self.set(from, to, Role::QuotedMail, false);
        to
    }

    /// Quotes what stands under a line that says so: as far as `>` marks it, else to the end.
    fn quote_history(&mut self, from: usize, subject: Option<&str>) -> usize {
        let first = (from + 1..self.rows.len().min(from + 3)).find(|index| self.is_signed(*index));
        match first {
            Some(first) => {
                self.set(from, first, Role::QuotedMail, false);
                let to = self.quote_signed(first);
                self.set(from, to, Role::QuotedMail, false);
                to
            }
            None => self.quote_to_end(from, subject),
        }
    }

    fn quote_signed(&mut self, from: usize) -> usize {
        let to = (from..self.rows.len()).find(|index| !self.is_signed(*index)).unwrap_or(self.rows.len());
        self.set(from, to, Role::QuotedMail, false);
        to
    }

    fn is_signed(&self, index: usize) -> bool {
        self.rows.get(index).is_some_and(|row| row.text.trim_start().starts_with('>'))
    }

    /// Three lines or more in a row begin with `>`, not set as a list is.
    fn is_quoted_run(&self, at: usize) -> bool {
        let wrapped = |index: usize| {
            self.rows.get(index).is_some_and(|row| {
                let text = row.text.trim_start().trim_start_matches(['>', ' ']);
                edges::ends(text) != Ends::Sentence && edges::begins(text) == edges::Begins::Lower
            })
        };
        (at..at + 3).all(|index| self.is_signed(index)) && (at..at + 3).any(wrapped)
    }

    /// An attribution may be wrapped; below it stands what it quotes, or nothing but that to the end.
    fn is_quoted_below(&self, at: usize) -> bool {
        (at + 1..=at + 3).any(|index| self.is_signed(index)) || at + 1 < self.rows.len()
    }

    /// The closing, and the lines under it: to the next mail, answer or postscript.
    fn sign(&mut self, from: usize, in_mail: bool) -> usize {
        let mut to = from + 1;
        while to < self.rows.len() {
            let text = self.rows[to].text;
            let other = self.header_at(to).is_some()
                || is_original_message(text)
                || is_attribution(text)
                || is_salutation(text)
                || is_postscript(text)
                || is_forwarded(text)
                || (self.opens_page(to) && !in_mail)
                || self.is_signed(to);
            let said = !in_mail && (to - from > SIGNATURE_LINES || reads_as_text(text));
            if other || said {
                break;
            }
            to += 1;
        }
        self.set(from, to, Role::Signature, false);
        to
    }

    fn opens_page(&self, at: usize) -> bool {
        at == 0 || self.rows[at].position <= self.rows[at - 1].position
    }

    /// Whether rows are left free around it, or what stands above is no text.
    fn stands_alone(&self, at: usize) -> bool {
        let above = at == 0
            || self.opens_page(at)
            || self.marks[at - 1].is_some()
            || self.rows[at].position > self.rows[at - 1].position + 1;
        above && at + 1 < self.rows.len()
    }
}

/// Fields in a row, with one that names somebody and one that only mails have.
fn headers(rows: &[&Row<'_>]) -> Vec<Header> {
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
fn folded(rows: &[&Row<'_>], names: &[Option<String>], from: usize) -> Option<usize> {
    let goes_on = |index: usize| {
        rows[index].text.starts_with([' ', '\t'])
            && names[index].is_none()
            && rows[index].position == rows[index - 1].position + 1
    };
    let length = (from..rows.len()).take(MOST_FOLDED).take_while(|index| goes_on(*index)).count();
    (length > 0).then_some(from + length)
}

/// Name and value of a header field.
fn field(text: &str) -> Option<(String, &str)> {
    let text = text.trim().trim_start_matches(['*', '>', ' ']);
    let (name, value) = text.split_once(':')?;
    let name = fold(name.trim_end_matches(['*', ' ', '\t']));
    let known = PEOPLE.contains(&name.as_str()) || OTHERS.contains(&name.as_str());
    known.then_some((name, value.trim_start_matches('*').trim()))
}

/// A subject without the signs of an answer.
fn bare_subject(value: &str) -> String {
    let mut bare = value.trim();
    while let Some((sign, rest)) = bare.split_once(':')
        && ["re", "antw", "betr", "fw", "fwd", "aw", "doorst"].contains(&fold(sign.trim()).as_str())
    {
        bare = rest.trim();
    }
    fold(bare)
}

/// `-----Oorspronkelijk bericht-----`.
fn is_original_message(text: &str) -> bool {
    let said = words_between_dashes(text);
    ["oorspronkelijk bericht", "original message", "oorspronkelijke bericht"].contains(&said.as_str())
}

/// `-------- Doorgestuurd bericht --------`.
fn is_forwarded(text: &str) -> bool {
    let said = words_between_dashes(text);
    ["doorgestuurd bericht", "forwarded message"].contains(&said.as_str())
        || said == "begin doorgestuurd bericht"
}

/// What stands between dashes on both sides; empty where there are none.
fn words_between_dashes(text: &str) -> String {
    let text = text.trim();
    let bare = text.trim_matches(|sign: char| "-–—_ ".contains(sign));
    let drawn = text.starts_with(['-', '–', '—', '_']) && bare.len() < text.len();
    if drawn { fold(bare) } else { String::new() }
}

/// `Op 3 mei 2021 om 10:12 schreef Jan <jan@voorbeeld.nl>:`.
fn is_attribution(text: &str) -> bool {
    let text = text.trim();
    let folded = fold(text);
    let opens = folded.starts_with("op ") || folded.starts_with("on ");
    let says = folded.contains(" schreef") || folded.contains(" wrote");
    let dated = folded.contains(|character: char| character.is_ascii_digit());
    opens && says && dated && text.ends_with(':') && text.split_whitespace().count() <= 24
}

/// A line that greets: `Geachte raad,`.
fn is_salutation(text: &str) -> bool {
    const GREETINGS: [&str; 12] = [
        "beste",
        "dag",
        "dear",
        "geacht",
        "geachte",
        "goedemiddag",
        "goedemorgen",
        "hallo",
        "hello",
        "hi",
        "l.s",
        "lieve",
    ];
    let text = text.trim();
    let first = text.split_whitespace().next().map(|word| fold(word.trim_end_matches([',', '!', '.', ':'])));
    let greets = first.is_some_and(|first| GREETINGS.contains(&first.as_str()));
    let ends = text.ends_with([',', '!', ':'])
        || fold(text).starts_with("l.s")
        || text.split_whitespace().count() <= 4;
    greets
        && ends
        && !text.ends_with('.') | fold(text).starts_with("l.s")
        && text.split_whitespace().count() <= 10
}

/// A line that takes leave: `Met vriendelijke groet,`.
fn is_closing(text: &str) -> bool {
    let folded = fold(text.trim());
    let words: Vec<&str> =
        folded.split([' ', ',', '.', '!', ';', ':', '\u{a0}']).filter(|word| !word.is_empty()).collect();
    let greets = words.iter().any(|word| {
        [
            "groet",
            "groeten",
            "groetjes",
            "groetend",
            "regards",
            "mvg",
            "hoogachtend",
            "sincerely",
            "faithfully",
        ]
        .contains(word)
    });
    let opens = words.first().is_some_and(|first| {
        [
            "met",
            "vriendelijke",
            "hartelijke",
            "groet",
            "groeten",
            "groetjes",
            "mvg",
            "hoogachtend",
            "kind",
            "best",
            "regards",
            "yours",
            "u",
            "beste",
            "warme",
            "m.vr.gr",
            "verblijf",
            "inmiddels",
            "in",
        ]
        .contains(first)
    });
    greets && opens && words.len() <= 6 && (text.trim_end().ends_with([',', '!']) || words.len() <= 5)
}

fn is_postscript(text: &str) -> bool {
    let first = text.split_whitespace().next().map(fold).unwrap_or_default();
    ["ps", "ps:", "p.s.", "p.s.:", "ps."].contains(&first.as_str())
}

/// A sentence rather than a name, an address or a telephone number.
fn reads_as_text(text: &str) -> bool {
    let words = text.split_whitespace().count();
    words > 9 || (words > 4 && edges::ends(text) == Ends::Sentence)
}

#[cfg(test)]
mod tests {
    use super::{is_attribution, is_closing, is_original_message, is_salutation};

    #[test]
    fn greetings_are_lines_of_their_own() {
        for text in [
            "Geachte heer/mevrouw,",
            "Beste gemeente,",
            "L.S.,",
            "Dag allemaal!",
            "Geachte leden van de raad,",
        ] {
            assert!(is_salutation(text), "{text}");
        }
        for text in ["Beste zorg is zorg die op tijd komt.", "Dagbesteding ontbreekt,", "Geen geld,"] {
            assert!(!is_salutation(text), "{text}");
        }
        for text in ["Met vriendelijke groet,", "Hoogachtend,", "Groeten", "Mvg", "Vriendelijke groet, Jan"] {
            assert!(is_closing(text), "{text}");
        }
        for text in ["Met de groeten van de gemeente kregen wij een brief.", "Regie ontbreekt"] {
            assert!(!is_closing(text), "{text}");
        }
    }

    #[test]
    fn answers_are_announced() {
        assert!(is_original_message("-----Oorspronkelijk bericht-----"));
        assert!(!is_original_message("Oorspronkelijk bericht"));
        assert!(is_attribution("Op 3 mei 2021 om 10:12 schreef Jan <jan@voorbeeld.nl>:"));
        assert!(!is_attribution("Op 3 mei schreef de gemeente dat alles goed is."));
    }
}
