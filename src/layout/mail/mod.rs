//! The parts of a mail or letter around its message: header lines, the salutation, the closing with what stands under it, and the mail that
//! is answered. They are no statements. What is forwarded is one, so only its header is set apart.

mod header;
mod phrases;

use super::Row;
use super::apart::Apart;
use crate::model::Role;
use crate::text::{Ends, edges};

use self::header::{Header, bare_subject, field, headers};
use self::phrases::{
    is_attribution, is_closing, is_forwarded, is_original_message, is_postscript, is_salutation,
    reads_as_text,
};

/// Lines of a signature in a letter that has no header to show that it is one.
const SIGNATURE_LINES: usize = 8;

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
