//! Packs the table of forms: a number per form that says how its base is made of it, so that forms alike share their entries.

use std::collections::{BTreeMap, BTreeSet};
use std::num::TryFromIntError;

use crate::bits::{CUT, ENDING, GE_AT, MOST_CUT, NOWHERE};
use crate::forms::Entry;
use crate::table;

/// The table of `src/text/dutch/table.rs`, and the endings, one a line.
pub(crate) fn pack(forms: &BTreeMap<String, Entry>) -> Result<(Vec<u8>, String), TryFromIntError> {
    let edits: Vec<(&String, u64, u64, u64, &str)> = forms
        .iter()
        .filter_map(|(form, entry)| {
            edit(form, &entry.base).map(|(ge, cut, ending)| (form, entry.flags, ge, cut, ending))
        })
        .collect();
    let endings: BTreeSet<&str> = edits.iter().map(|(.., ending)| *ending).collect();
    let numbers: BTreeMap<&str, u64> = endings.iter().copied().zip(0..).collect();
    let mut entries = Vec::with_capacity(edits.len());
    for (form, flags, ge, cut, ending) in &edits {
        let number = numbers.get(ending).copied().unwrap_or_default();
        let entry = flags | ge << GE_AT | cut << CUT | number << ENDING;
        entries.push((form.as_str(), u32::try_from(entry)?));
    }
    let endings: Vec<&str> = endings.into_iter().collect();
    Ok((table::make(entries.into_iter()), endings.join("\n")))
}

/// The edit with the shortest ending; none where the form is too long for one.
fn edit<'e>(form: &str, base: &'e str) -> Option<(u64, u64, &'e str)> {
    let plain = (NOWHERE, form.to_owned());
    let without = form.match_indices("ge").filter(|(at, _)| (*at as u64) < NOWHERE).map(|(at, _)| {
        let rest: String = form
            .char_indices()
            .filter(|(index, _)| *index != at && *index != at + 1)
            .map(|(_, letter)| letter)
            .collect();
        (at as u64, rest)
    });
    std::iter::once(plain)
        .chain(without)
        .filter_map(|(ge, from)| {
            let common = from
                .char_indices()
                .zip(base.chars())
                .take_while(|((_, one), other)| one == other)
                .last()
                .map_or(0, |((at, letter), _)| at + letter.len_utf8());
            let cut = (from.len() - common) as u64;
            (cut <= MOST_CUT).then(|| (ge, cut, base.get(common..).unwrap_or_default()))
        })
        .min_by_key(|(_, _, ending)| ending.len())
}
