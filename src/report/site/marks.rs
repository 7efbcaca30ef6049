//! Cuts a text at the edges of its evidence, so that marks can be printed where spans overlap.

use crate::model::Span;

/// A stretch of text with the evidence that covers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Segment<'t> {
    /// The words, as they stand in the text.
    pub(super) text: &'t str,
    /// Whose evidence covers them, ascending; nobody's where they are unmarked.
    pub(super) owners: Vec<usize>,
}

/// The segments of `text` in order; together they are the text. Spans count code points and may overlap or run past the end.
pub(super) fn segments<'t>(text: &'t str, spans: &[(Span, usize)]) -> Vec<Segment<'t>> {
    let edges = edges(text, spans);
    let mut segments: Vec<Segment<'t>> = Vec::new();
    for pair in edges.windows(2) {
        let [(from, from_byte), (to, to_byte)] = [pair[0], pair[1]];
        let Some(words) = text.get(from_byte..to_byte) else {
            continue;
        };
        let here = Span::new(from, to);
        let mut owners: Vec<usize> = spans
            .iter()
            .filter(|(span, _)| span.start < span.end && span.overlaps(here))
            .map(|(_, owner)| *owner)
            .collect();
        owners.sort_unstable();
        owners.dedup();
        push(&mut segments, text, Segment { text: words, owners });
    }
    segments
}

/// Adds a segment; one with the same owners as the one before, as where two spans of one theme meet, becomes part of it.
fn push<'t>(segments: &mut Vec<Segment<'t>>, text: &'t str, segment: Segment<'t>) {
    if let Some(last) = segments.last_mut().filter(|last| last.owners == segment.owners) {
        let start = last.text.as_ptr() as usize - text.as_ptr() as usize;
        let end = start + last.text.len() + segment.text.len();
        if let Some(both) = text.get(start..end) {
            last.text = both;
            return;
        }
    }
    segments.push(segment);
}

/// The code points where evidence begins or ends, and both ends of the text, each with its byte.
fn edges(text: &str, spans: &[(Span, usize)]) -> Vec<(u32, usize)> {
    let mut wanted: Vec<u32> = spans
        .iter()
        .filter(|(span, _)| span.start < span.end)
        .flat_map(|(span, _)| [span.start, span.end])
        .chain([0])
        .collect();
    wanted.sort_unstable();
    wanted.dedup();
    let mut edges = Vec::with_capacity(wanted.len() + 1);
    let mut next = wanted.into_iter().peekable();
    let mut length = 0;
    for (byte, _) in text.char_indices() {
        if next.next_if_eq(&length).is_some() {
            edges.push((length, byte));
        }
        length += 1;
    }
    edges.push((length, text.len()));
    edges
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Segment, segments};
    use crate::model::Span;

    #[test]
    fn cuts_overlaps_by_code_points() {
        let cut = segments("één héél loket", &[(Span::new(0, 8), 0), (Span::new(4, 14), 1)]);
        let expected = [("één ", vec![0]), ("héél", vec![0, 1]), (" loket", vec![1])];
        let expected = expected.map(|(text, owners)| Segment { text, owners });
        assert_eq!(cut, expected);
    }

    #[test]
    fn joins_what_one_theme_covers() {
        let cut = segments("ab cd", &[(Span::new(0, 3), 0), (Span::new(2, 5), 0)]);
        assert_eq!(cut.len(), 1);
        assert!(segments("", &[(Span::new(0, 3), 0)]).iter().all(|segment| segment.text.is_empty()));
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn the_segments_are_the_text_and_mark_what_the_spans_cut(
            text in "\\PC{0,40}",
            spans in prop::collection::vec((0_u32..50, 0_u32..50, 0_usize..3), 0..6),
        ) {
            let spans: Vec<(Span, usize)> =
                spans.into_iter().map(|(start, end, owner)| (Span::new(start, end), owner)).collect();
            let cut = segments(&text, &spans);
            prop_assert_eq!(cut.iter().map(|segment| segment.text).collect::<String>(), text.clone());
            let marked = cut.iter().flat_map(|segment| segment.text.chars().map(|_| segment.owners.clone()));
            for (position, owners) in marked.enumerate() {
                let covers = |owner: usize| spans.iter().any(|(span, whose)| {
                    *whose == owner && (span.start..span.end).contains(&(position as u32))
                });
                for owner in 0..3 {
                    prop_assert_eq!(owners.contains(&owner), covers(owner));
                }
            }
        }
    }
}
