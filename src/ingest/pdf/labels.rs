//! The numbers that a file gives its own pages: `i`, `ii`, `1`, `2`, `B-1`.

use hayro_syntax::object::dict::keys;
use hayro_syntax::object::{Array, Dict, Name, Object};
use hayro_syntax::xref::XRef;

use super::super::numerals::{letters, roman};
use super::unpack;

/// Nodes of the tree of labels that are looked at.
const NODES: usize = 10_000;

/// Pages from `from` (counted from 0) on are numbered so.
#[derive(Debug)]
struct Range {
    from: i64,
    prefix: String,
    style: Option<Vec<u8>>,
    start: i64,
}

/// The label of each of `pages` pages; `None` for all where the file gives none.
pub(super) fn of(xref: &XRef, pages: usize) -> Vec<Option<String>> {
    let mut ranges = ranges(xref).unwrap_or_default();
    ranges.sort_by_key(|range| range.from);
    (0..pages as i64)
        .map(|page| {
            let range = ranges.iter().rev().find(|range| range.from <= page)?;
            label(range, range.start.saturating_add(page - range.from))
        })
        .collect()
}

fn ranges(xref: &XRef) -> Option<Vec<Range>> {
    let root = xref.get::<Dict<'_>>(xref.root_id())?.get::<Dict<'_>>(keys::PAGE_LABELS)?;
    let (mut nodes, mut ranges, mut seen) = (vec![root], Vec::new(), 0);
    while let Some(node) = nodes.pop() {
        seen += 1;
        if seen > NODES {
            break;
        }
        if let Some(kids) = node.get::<Array<'_>>(keys::KIDS) {
            nodes.extend(kids.iter::<Dict<'_>>().take(NODES));
        }
        if let Some(pairs) = node.get::<Array<'_>>(keys::NUMS) {
            let mut pairs = pairs.iter::<Object<'_>>();
            while let (Some(from), Some(to)) = (pairs.next(), pairs.next()) {
                ranges.extend(range(from, to));
                if ranges.len() > NODES {
                    return Some(ranges);
                }
            }
        }
    }
    Some(ranges)
}

fn range(from: Object<'_>, to: Object<'_>) -> Option<Range> {
    let dict = to.into_dict()?;
    let prefix = dict.get::<hayro_syntax::object::String<'_>>(keys::P);
    Some(Range {
        from: from.into_number()?.as_i64(),
        prefix: prefix.map(|prefix| unpack::text(prefix.as_bytes())).unwrap_or_default(),
        style: dict.get::<Name<'_>>(keys::S).map(|style| style.to_vec()),
        start: dict.get::<i32>(keys::ST).map_or(1, i64::from),
    })
}

fn label(range: &Range, number: i64) -> Option<String> {
    let number = match range.style.as_deref() {
        Some(b"D") => number.to_string(),
        Some(b"r") => roman(number).to_lowercase(),
        Some(b"R") => roman(number),
        Some(b"a") => letters(number).to_lowercase(),
        Some(b"A") => letters(number),
        _ => String::new(),
    };
    let label = format!("{}{number}", range.prefix);
    (!crate::text::is_blank(&label)).then_some(label)
}
