//! Where the doubt is: the stretches that the second-best reading of a doubtful statement puts elsewhere.

use std::collections::BTreeMap;

use bloemlezer::model::{SourcePiece, Span};

use super::shown::Numbered;

/// A line on a page; one that a form feed cuts stands on two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct LinePlace {
    pub(super) page: u32,
    pub(super) line: u32,
}

/// Stretches in doubt, by line.
#[derive(Debug, Default)]
pub(super) struct Doubtful {
    spans: BTreeMap<LinePlace, Vec<Span>>,
}

impl Doubtful {
    /// The stretches of the file `path`.
    pub(super) fn of(numbered: &[Numbered<'_>], path: &str) -> Self {
        let mut all = Self::default();
        for own in numbered.iter().filter(|own| own.statement.is_doubtful()) {
            let document = own.statement.document.as_str();
            let best = spans(&own.statement.source, document, path);
            let pieces = own.runner_up.map_or(&[][..], |other| &other.source);
            let other = spans(pieces, document, path);
            let mut seams = Self::default();
            seams.add_difference(&best, &other);
            seams.add_neighbours(pieces, &best, (document, path));
            // Where no other reading was weighed, or it has the same pieces in another order, the whole statement is in doubt.
            if seams.is_empty() {
                seams.add_difference(&best, &BTreeMap::new());
            }
            seams.add_difference(&other, &best);
            all.add(seams);
        }
        all
    }

    /// Whether any of it lies in that stretch of that line.
    pub(super) fn touches(&self, place: LinePlace, span: Span) -> bool {
        self.spans.get(&place).is_some_and(|spans| spans.iter().any(|own| own.overlaps(span)))
    }

    fn is_empty(&self) -> bool {
        self.spans.values().all(Vec::is_empty)
    }

    fn add(&mut self, other: Self) {
        for (place, spans) in other.spans {
            self.spans.entry(place).or_default().extend(spans);
        }
    }

    /// Adds the pieces of the best reading that in the other one stand next to a piece of another statement: the seam is at them.
    fn add_neighbours(
        &mut self,
        pieces: &[SourcePiece],
        best: &BTreeMap<LinePlace, Vec<Span>>,
        (document, path): (&str, &str),
    ) {
        let is_own = |(place, span): &(LinePlace, Span)| {
            best.get(place).is_some_and(|spans| spans.iter().any(|own| own.overlaps(*span)))
        };
        let here = pieces.iter().filter(|piece| piece.document(document) == path);
        let here: Vec<(LinePlace, Span)> = here.filter_map(line_span).collect();
        for (one, next) in here.iter().zip(here.iter().skip(1)) {
            let (place, span) = match (is_own(one), is_own(next)) {
                (true, false) => *one,
                (false, true) => *next,
                _ => continue,
            };
            self.spans.entry(place).or_default().push(span);
        }
    }

    fn add_difference(
        &mut self,
        one: &BTreeMap<LinePlace, Vec<Span>>,
        other: &BTreeMap<LinePlace, Vec<Span>>,
    ) {
        for (place, spans) in one {
            let others = other.get(place).map_or(&[][..], Vec::as_slice);
            let left = spans.iter().flat_map(|span| minus(*span, others));
            self.spans.entry(*place).or_default().extend(left);
        }
    }
}

fn spans(pieces: &[SourcePiece], document: &str, path: &str) -> BTreeMap<LinePlace, Vec<Span>> {
    let mut spans: BTreeMap<LinePlace, Vec<Span>> = BTreeMap::new();
    for piece in pieces.iter().filter(|piece| piece.document(document) == path) {
        if let Some((place, span)) = line_span(piece) {
            spans.entry(place).or_default().push(span);
        }
    }
    spans
}

fn line_span(piece: &SourcePiece) -> Option<(LinePlace, Span)> {
    let (page, line, span) = piece.line()?;
    Some((LinePlace { page, line }, span))
}

/// What the others leave of a span.
fn minus(span: Span, others: &[Span]) -> Vec<Span> {
    others.iter().fold(vec![span], |left, other| {
        let parts = left.into_iter().flat_map(|span| {
            let before = Span::new(span.start, span.end.min(other.start));
            let after = Span::new(span.start.max(other.end), span.end);
            if span.overlaps(*other) { [before, after] } else { [span, Span::new(0, 0)] }
        });
        parts.filter(|span| span.start < span.end).collect()
    })
}

#[cfg(test)]
mod tests {
    use bloemlezer::model::Span;

    use super::minus;

    #[test]
    fn what_others_leave() {
        let span = Span::new(2, 10);
        assert_eq!(minus(span, &[]), [span]);
        assert_eq!(minus(span, &[Span::new(0, 4), Span::new(6, 7)]), [Span::new(4, 6), Span::new(7, 10)]);
        assert_eq!(minus(span, &[Span::new(10, 12)]), [span]);
        assert!(minus(span, &[Span::new(1, 12)]).is_empty());
    }
}
