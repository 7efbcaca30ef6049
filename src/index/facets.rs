//! Counts statements per value of each field over all matches.

use std::cmp::Reverse;

use super::collect::Match;
use super::columns::{Columns, Values};
use super::request::{FacetCount, Facets, SectionFacet};
use super::schema::section_of;

/// Counts per value, and the matches without any.
struct Counts<'c> {
    values: Vec<(&'c str, u64)>,
    without: u64,
}

/// The facets of these matches.
pub(super) fn count(matches: &[Match], columns: &Columns) -> Facets {
    Facets {
        theme: plain(count_field(matches, &columns.theme)),
        kind: plain(count_field(matches, &columns.kind)),
        section: sections(count_field(matches, &columns.section)),
        document: plain(count_field(matches, &columns.document)),
    }
}

fn plain(counts: Counts<'_>) -> Vec<FacetCount> {
    let facet = |(value, count): (&str, u64)| FacetCount { value: value.to_owned(), count };
    counts.values.into_iter().map(facet).collect()
}

/// Most first, equals by value.
fn count_field<'c>(matches: &[Match], values: &'c Values) -> Counts<'c> {
    let mut by_place = vec![0_u64; values.known.len()];
    let mut without = 0;
    for (id, _) in matches {
        let mut has_value = false;
        for place in values.of(*id) {
            has_value = true;
            if let Some(count) = by_place.get_mut(place) {
                *count += 1;
            }
        }
        without += u64::from(!has_value);
    }
    let mut values: Vec<_> =
        values.known.iter().map(String::as_str).zip(by_place).filter(|(_, count)| *count > 0).collect();
    values.sort_by_key(|(_, count)| Reverse(*count));
    Counts { values, without }
}

/// Equals stand in the order of their numbers (2.9 before 2.10), unnumbered ones last.
fn sections(counts: Counts<'_>) -> Vec<SectionFacet> {
    let mut facets: Vec<SectionFacet> = counts
        .values
        .into_iter()
        .map(|(value, count)| {
            let section = section_of(value);
            SectionFacet { number: section.number, title: Some(section.title), count }
        })
        .collect();
    if counts.without > 0 {
        facets.push(SectionFacet { number: None, title: None, count: counts.without });
    }
    facets.sort_by_cached_key(|facet| {
        (
            Reverse(facet.count),
            facet.number.is_none(),
            facet.number.as_deref().map(number_key),
            facet.title.is_none(),
            facet.title.clone(),
        )
    });
    facets
}

/// A heading number as numbers; parts that are none come after those that are.
fn number_key(number: &str) -> Vec<(u64, String)> {
    number.split('.').map(|part| (part.parse().unwrap_or(u64::MAX), part.to_owned())).collect()
}
