//! Which words differ between two texts.

use bloemlezer::model::Span;

/// So many pairs of words are compared; of longer texts all between the words that they begin and end with alike differs.
const MOST_PAIRS: usize = 1_000_000;

/// A word with its place in its text, in code points.
#[derive(Debug, Clone, Copy)]
struct Word<'t> {
    text: &'t str,
    span: Span,
}

/// The words of each text that the other lacks, by a longest common subsequence of words.
pub(super) fn differing(one: &str, other: &str) -> (Vec<Span>, Vec<Span>) {
    let (one, other) = (words(one), words(other));
    let alike = |pair: &(&Word<'_>, &Word<'_>)| pair.0.text == pair.1.text;
    let front = one.iter().zip(&other).take_while(alike).count();
    let (one, other) = (&one[front..], &other[front..]);
    let back = one.iter().rev().zip(other.iter().rev()).take_while(alike).count();
    let (one, other) = (&one[..one.len() - back], &other[..other.len() - back]);
    if one.len() * other.len() > MOST_PAIRS {
        return (one.iter().map(|word| word.span).collect(), other.iter().map(|word| word.span).collect());
    }
    walk(one, other, &common(one, other))
}

fn words(text: &str) -> Vec<Word<'_>> {
    let mut at = 0;
    let mut words = Vec::new();
    for text in text.split(' ') {
        let end = at + text.chars().count() as u32;
        if at < end {
            words.push(Word { text, span: Span::new(at, end) });
        }
        at = end + 1;
    }
    words
}

/// How many words the rests of both texts have in common, from each pair of words on; one row and one column more than words.
fn common(one: &[Word<'_>], other: &[Word<'_>]) -> Vec<Vec<u32>> {
    let mut longest = vec![vec![0; other.len() + 1]; one.len() + 1];
    for (row, left) in one.iter().enumerate().rev() {
        for (column, right) in other.iter().enumerate().rev() {
            longest[row][column] = if left.text == right.text {
                longest[row + 1][column + 1] + 1
            } else {
                longest[row + 1][column].max(longest[row][column + 1])
            };
        }
    }
    longest
}

fn walk(one: &[Word<'_>], other: &[Word<'_>], longest: &[Vec<u32>]) -> (Vec<Span>, Vec<Span>) {
    let (mut only_one, mut only_other) = (Vec::new(), Vec::new());
    let (mut row, mut column) = (0, 0);
    while row < one.len() || column < other.len() {
        match (one.get(row), other.get(column)) {
            (Some(left), Some(right)) if left.text == right.text => (row, column) = (row + 1, column + 1),
            (Some(left), right)
                if right.is_none() || longest[row + 1][column] >= longest[row][column + 1] =>
            {
                only_one.push(left.span);
                row += 1;
            }
            (_, right) => {
                only_other.extend(right.map(|word| word.span));
                column += 1;
            }
        }
    }
    (only_one, only_other)
}

#[cfg(test)]
mod tests {
    use super::differing;

    /// The words in which the two differ.
    fn differing_words(one: &str, other: &str) -> (String, String) {
        let cut = |text: &str, spans: Vec<bloemlezer::model::Span>| {
            spans.iter().map(|span| span.cut(text).to_owned()).collect::<Vec<_>>().join(" ")
        };
        let (left, right) = differing(one, other);
        (cut(one, left), cut(other, right))
    }

    #[test]
    fn words_that_differ() {
        let found = differing_words("de één bus rijdt niet meer", "de één trein rijdt niet");
        assert_eq!(found, ("bus meer".to_owned(), "trein".to_owned()));
        assert_eq!(differing_words("a b c", "a b c"), (String::new(), String::new()));
        assert_eq!(differing_words("", "a b"), (String::new(), "a b".to_owned()));
        assert_eq!(differing_words("x a b y", "a q b"), ("x y".to_owned(), "q".to_owned()));
    }

    #[test]
    fn long_texts_differ_between_what_is_alike() {
        let one = (0..1500).map(|n| n.to_string()).collect::<Vec<_>>().join(" ");
        let other = (0..1500).rev().map(|n| n.to_string()).collect::<Vec<_>>().join(" ");
        let found = differing(&format!("a {one} z"), &format!("a {other} z"));
        assert_eq!((found.0.len(), found.1.len()), (1500, 1500));
    }
}
