//! Counts statements per value of each field over all matches.

use std::cmp::Reverse;

use tantivy::SegmentReader;
use tantivy::columnar::StrColumn;

use super::collect::Match;
use super::request::{FacetCount, Facets, SectionFacet};
use super::schema::{DOCUMENT, KIND, SECTION, THEME, section_of};

/// Counts per value, and the matches without any.
struct Counts {
    values: Vec<(String, u64)>,
    without: u64,
}

/// The facets of these matches.
pub(super) fn count(matches: &[Match], segment: &SegmentReader) -> tantivy::Result<Facets> {
    let plain = |field| -> tantivy::Result<Vec<FacetCount>> {
        let counts = count_field(matches, segment, field)?;
        let facets = counts
            .values
            .into_iter()
            .map(|(value, count)| FacetCount { value, count });
        Ok(facets.collect())
    };
    Ok(Facets {
        theme: plain(THEME)?,
        kind: plain(KIND)?,
        section: sections(count_field(matches, segment, SECTION)?),
        document: plain(DOCUMENT)?,
    })
}

/// All values of a field, sorted, by ordinal.
pub(super) fn values(column: &StrColumn) -> tantivy::Result<Vec<String>> {
    let mut values = Vec::with_capacity(column.num_terms());
    for ordinal in 0..column.num_terms() as u64 {
        let mut value = String::new();
        column.ord_to_str(ordinal, &mut value)?;
        values.push(value);
    }
    Ok(values)
}

/// Most first, equals by value.
fn count_field(matches: &[Match], segment: &SegmentReader, field: &str) -> tantivy::Result<Counts> {
    let Some(column) = segment.fast_fields().str(field)? else {
        return Ok(Counts {
            values: Vec::new(),
            without: matches.len() as u64,
        });
    };
    let mut by_ordinal = vec![0_u64; column.num_terms()];
    let mut without = 0;
    for (id, _) in matches {
        let mut has_value = false;
        for ordinal in column.term_ords(*id) {
            has_value = true;
            if let Some(count) = by_ordinal.get_mut(ordinal as usize) {
                *count += 1;
            }
        }
        without += u64::from(!has_value);
    }
    let mut values: Vec<_> = values(&column)?
        .into_iter()
        .zip(by_ordinal)
        .filter(|(_, count)| *count > 0)
        .collect();
    values.sort_by_key(|(_, count)| Reverse(*count));
    Ok(Counts { values, without })
}

/// Equals stand in the order of their numbers (2.9 before 2.10), unnumbered ones last.
fn sections(counts: Counts) -> Vec<SectionFacet> {
    let mut facets: Vec<SectionFacet> = counts
        .values
        .into_iter()
        .map(|(value, count)| {
            let section = section_of(&value);
            SectionFacet {
                number: section.number,
                title: Some(section.title),
                count,
            }
        })
        .collect();
    if counts.without > 0 {
        facets.push(SectionFacet {
            number: None,
            title: None,
            count: counts.without,
        });
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
    number
        .split('.')
        .map(|part| (part.parse().unwrap_or(u64::MAX), part.to_owned()))
        .collect()
}
