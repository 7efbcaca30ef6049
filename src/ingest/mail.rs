//! Mails (.eml, RFC 5322 and MIME) → their header and message as lines or paragraphs, and the files that are attached.

use std::collections::BTreeSet;

use mail_parser::{Address, Message, MessageParser, MessagePart, MimeHeaders, PartType};

use super::html;
use super::notes::Notes;
use super::pages::lines;
use super::parts::{Paragraph, Parts};
use super::shelter;
use crate::model::{Consultation, Page, Part, Role, problem_codes};

/// Files attached to one mail.
const ATTACHMENTS: usize = 1_000;

/// A mail as it was read.
#[derive(Debug, Default)]
pub(super) struct Mail {
    pub(super) pages: Vec<Page>,
    pub(super) respondent: Option<String>,
    /// ISO 8601.
    pub(super) date: Option<String>,
    pub(super) attachments: Vec<Attachment>,
}

/// A file in a mail.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Attachment {
    /// Its name, without folders, unlike that of any other of the mail.
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
}

/// Reads a mail; none where the file can't be used, which is then noted.
pub(super) fn read(bytes: &[u8], consultation: &Consultation, notes: &mut Notes<'_>) -> Option<Mail> {
    let parsed = shelter::run(|| MessageParser::default().parse(bytes).map(Message::into_owned)).flatten();
    let Some(message) = parsed.filter(is_mail) else {
        notes.error(
            problem_codes::MALFORMED,
            "the file is no mail, whatever its extension says: it has no sender, date or subject",
            "save the mail anew as .eml, or name the file by what it holds",
        );
        return None;
    };
    if is_cut_off(&message, bytes) {
        notes.error(
            problem_codes::DAMAGED,
            "the mail is cut off: the end that its header announces is missing; what is there was read",
            "save the mail anew",
        );
    }
    let header = header_lines(&message);
    let attachments = attachments(&message);
    let pages = pages(&message, header, consultation, notes);
    if pages.iter().map(|page| page.lines.len()).sum::<usize>() == 0 {
        notes.error(problem_codes::EMPTY, "the mail is empty", "save the mail anew, or remove it");
        return None;
    }
    Some(Mail { pages, respondent: sender(&message), date: date(&message), attachments })
}

fn is_mail(message: &Message<'_>) -> bool {
    message.from().is_some()
        || message.date().is_some()
        || (message.subject().is_some() && message.to().is_some())
        || message.header_raw("MIME-Version").is_some()
}

/// Whether the mark that must end its parts is missing.
fn is_cut_off(message: &Message<'_>, bytes: &[u8]) -> bool {
    let boundary = message.content_type().and_then(|kind| kind.attribute("boundary"));
    let Some(boundary) =
        boundary.filter(|_| message.content_type().is_some_and(|kind| kind.ctype() == "multipart"))
    else {
        return false;
    };
    let end = format!("--{boundary}--");
    !bytes.windows(end.len()).any(|part| part == end.as_bytes())
}

/// The header as a mail program shows it.
fn header_lines(message: &Message<'_>) -> Vec<String> {
    let people = |address: Option<&Address<'_>>| address.map(shown).filter(|shown| !shown.is_empty());
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let fields = [
        ("From", people(message.from())),
        ("To", people(message.to())),
        ("Cc", people(message.cc())),
        ("Date", message.header_raw("Date").map(one_line)),
        ("Subject", message.subject().map(one_line)),
    ];
    let filled = fields.into_iter().filter_map(|(name, value)| Some((name, value?)));
    filled.filter(|(_, value)| !value.is_empty()).map(|(name, value)| format!("{name}: {value}")).collect()
}

/// `Name <address>` of each, commas between.
fn shown(address: &Address<'_>) -> String {
    let people = address.iter().map(|one| match (one.name(), one.address()) {
        (Some(name), Some(address)) => format!("{name} <{address}>"),
        (name, address) => name.or(address).unwrap_or_default().to_owned(),
    });
    people.collect::<Vec<_>>().join(", ")
}

fn sender(message: &Message<'_>) -> Option<String> {
    let first = message.from()?.first()?;
    let name = first.name().or(first.address())?.trim();
    (!name.is_empty()).then(|| name.to_owned())
}

fn date(message: &Message<'_>) -> Option<String> {
    let date = message.date().filter(|date| date.is_valid())?;
    Some(date.to_rfc3339())
}

/// The message as lines where it is plain text, as paragraphs where it is HTML: of two forms of the same the plain one.
fn pages(
    message: &Message<'_>,
    header: Vec<String>,
    consultation: &Consultation,
    notes: &mut Notes<'_>,
) -> Vec<Page> {
    let bodies: Vec<&MessagePart<'_>> = message.text_body.iter().filter_map(|id| message.part(*id)).collect();
    let texts: Vec<&str> = bodies.iter().filter_map(|part| plain(part)).collect();
    if texts.len() == bodies.len() {
        let text = format!("{}\n\n{}", header.join("\n"), texts.join("\n\n"));
        let part = Part { name: "mail".to_owned(), paragraphs: false };
        return vec![Page { number: 1, label: None, lines: lines(&text), part: Some(part) }];
    }
    let mut parts = Parts::default();
    parts.add("header", header.into_iter().map(|line| Paragraph::of(Role::MailHeader, line)).collect());
    for part in bodies {
        match &part.body {
            PartType::Html(text) => {
                parts.add("text/html", html::paragraphs(text, consultation, notes).unwrap_or_default());
            }
            _ => {
                let lines = plain(part).unwrap_or_default().lines();
                let lines = lines.map(|line| Paragraph::of(Role::Body, line.to_owned()));
                parts.add("text/plain", lines.collect());
            }
        }
    }
    parts.finish()
}

fn plain<'m>(part: &'m MessagePart<'_>) -> Option<&'m str> {
    match &part.body {
        PartType::Text(text) => Some(text),
        _ => None,
    }
}

/// What is attached; pictures are not, since signatures are full of them.
fn attachments(message: &Message<'_>) -> Vec<Attachment> {
    let mut names = BTreeSet::new();
    let mut found = Vec::new();
    for part in message.attachments().take(ATTACHMENTS) {
        let is_picture = part.content_type().is_some_and(|kind| kind.ctype() == "image");
        let bytes = match &part.body {
            PartType::Message(_) => {
                let (from, to) = (part.raw_body_offset() as usize, part.raw_end_offset() as usize);
                message.raw_message().get(from..to).unwrap_or_default().to_vec()
            }
            _ => part.contents().to_vec(),
        };
        if is_picture || bytes.is_empty() {
            continue;
        }
        let name = free_name(&name_of(part), &names);
        names.insert(name.clone());
        found.push(Attachment { name, bytes });
    }
    found
}

/// The name that the mail gives the file, or one by what it holds.
fn name_of(part: &MessagePart<'_>) -> String {
    let usual = match &part.body {
        PartType::Message(_) => "bericht.eml",
        PartType::Html(_) => "bijlage.html",
        PartType::Text(_) => "bijlage.txt",
        _ => "bijlage",
    };
    let named = part.attachment_name().unwrap_or(usual);
    let bare = named.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = bare.chars().filter(|letter| !letter.is_control()).collect();
    if name.trim().is_empty() { usual.to_owned() } else { name.trim().to_owned() }
}

fn free_name(wanted: &str, taken: &BTreeSet<String>) -> String {
    let (stem, extension) = match wanted.rsplit_once('.') {
        Some((stem, extension)) => (stem, format!(".{extension}")),
        None => (wanted, String::new()),
    };
    let numbered = (2..).map(|count| format!("{stem} ({count}){extension}"));
    let mut names = std::iter::once(wanted.to_owned()).chain(numbered);
    names.find(|name| !taken.contains(name)).unwrap_or_default()
}
