//! Concordance: every occurrence of the query's words with what stands around it.

use super::query::{Occurrence, TextWords, occurrences};
use super::request::{Concordance, KwicLine, SearchRequest};
use super::search::Counted;
use super::{Index, IndexError, QueryError};
use crate::model::{Span, Statement};
use crate::text::Analyser;

/// With more statements than this, occurrences are not counted beyond the page asked for.
const COUNT_AT_MOST: usize = 10_000;

impl Index {
    /// The occurrences in all statements that match, `context_words` words on either side; `limit` and `offset` count lines.
    pub fn concordance(
        &self,
        request: &SearchRequest,
        context_words: usize,
    ) -> Result<Concordance, IndexError> {
        let asked = self.ask(request)?;
        let Some(node) = &asked.node else {
            return Err(QueryError {
                message: "a concordance needs a word".to_owned(),
                column: 1,
                query: request.query.clone(),
                advice: Some("`bloemlezer search` lists statements by filter alone".to_owned()),
            }
            .into());
        };
        // What only excludes has no word to show, however many statements are left.
        let Counted { total: statements, facets } = self.count(&asked)?;
        let matches = match node.asks_for_words() {
            true => self.matches(&asked, request.sort, usize::MAX)?,
            false => Vec::new(),
        };
        let counts_all = matches.len() <= COUNT_AT_MOST;
        let mut analyser = Analyser::new();
        let mut lines = Vec::new();
        let mut seen = 0;
        let mut complete = true;
        for (id, _) in &matches {
            if lines.len() >= request.limit && !counts_all {
                complete = false;
                break;
            }
            let statement = self.statement(*id)?;
            let words = TextWords::of(&statement.text, &mut analyser);
            for occurrence in apart(occurrences(node, &words)) {
                if seen >= request.offset && lines.len() < request.limit {
                    lines.extend(line(&statement, &words, &occurrence, context_words));
                }
                seen += 1;
            }
        }
        Ok(Concordance { statements, total: complete.then_some(seen), lines, facets, notes: asked.notes })
    }
}

/// Of occurrences that share a word, the first; of those that begin alike, the longest.
fn apart(mut occurrences: Vec<Occurrence>) -> Vec<Occurrence> {
    occurrences.sort_by_key(|occurrence| (occurrence.start, usize::MAX - occurrence.end));
    let mut kept: Vec<Occurrence> = Vec::new();
    for occurrence in occurrences {
        if kept.last().is_none_or(|last| last.end <= occurrence.start) {
            kept.push(occurrence);
        }
    }
    kept
}

/// Verbatim pieces that make up the text again; nothing only if the occurrence were not in the text.
fn line(
    statement: &Statement,
    words: &TextWords<'_>,
    occurrence: &Occurrence,
    context_words: usize,
) -> Option<KwicLine> {
    let tokens = &words.analysis.tokens;
    let text = statement.text.as_str();
    let first = tokens.get(occurrence.start)?.span;
    let last = tokens.get(occurrence.end.checked_sub(1)?)?.span;
    let span = Span::new(first.start, last.end);
    let from = match occurrence.start.checked_sub(context_words) {
        // All words before are wanted, and so is what stands before the first.
        None | Some(0) => 0,
        Some(at) => tokens.get(at)?.span.start,
    };
    let last_wanted = occurrence.end.saturating_add(context_words);
    let to = if last_wanted >= tokens.len() {
        u32::MAX
    } else {
        tokens.get(last_wanted.checked_sub(1)?)?.span.end
    };
    Some(KwicLine {
        left: Span::new(from, span.start).cut(text).to_owned(),
        keyword: span.cut(text).to_owned(),
        right: Span::new(span.end, to).cut(text).to_owned(),
        span,
        statement: statement.clone(),
    })
}
