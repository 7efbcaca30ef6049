//! text → pages of physical lines with their exact characters.

use crate::model::{Line, Page};

/// Splits decoded text into pages and lines; nothing is trimmed.
///
/// A line ends at a line feed; one carriage return before it belongs to the line end. (A text without any line feed ends its
/// lines at carriage returns, as old Macs wrote them.) A form feed ends the page and belongs to no line: what stands before it
/// and what stands after it on the same line are two [`Line`]s with the same number, on two pages. A part that a form feed
/// leaves empty is no line.
pub(super) fn pages(text: &str) -> Vec<Page> {
    let mut pages = vec![Page { number: 1, label: None, lines: Vec::new(), part: None }];
    for (physical, number) in physical_lines(text).zip(1..) {
        for (part, position) in physical.split('\u{c}').zip(0..) {
            if position > 0 {
                turn_page(&mut pages);
            }
            let left_empty = part.is_empty() && physical.contains('\u{c}');
            if let (false, Some(page)) = (left_empty, pages.last_mut()) {
                page.lines.push(Line::plain(number, part.to_owned()));
            }
        }
    }
    drop_empty_end(&mut pages);
    pages
}

/// The lines of a text without pages, counted from 1.
pub(super) fn lines(text: &str) -> Vec<Line> {
    physical_lines(text).zip(1..).map(|(line, number)| Line::plain(number, line.to_owned())).collect()
}

fn physical_lines(text: &str) -> impl Iterator<Item = &str> {
    let line_end = if text.contains('\n') { '\n' } else { '\r' };
    let body = text.strip_suffix(line_end).unwrap_or(text);
    body.split(line_end).map(move |line| {
        let cut = if line_end == '\n' { line.strip_suffix('\r') } else { None };
        cut.unwrap_or(line)
    })
}

fn turn_page(pages: &mut Vec<Page>) {
    let number = pages.last().map_or(1, |page| page.number + 1);
    pages.push(Page { number, label: None, lines: Vec::new(), part: None });
}

/// A form feed at the very end closes the last page and opens none.
fn drop_empty_end(pages: &mut Vec<Page>) {
    if pages.len() > 1 && pages.last().is_some_and(|page| page.lines.is_empty()) {
        pages.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::pages;

    fn shape(text: &str) -> Vec<(u32, Vec<(u32, String)>)> {
        pages(text)
            .into_iter()
            .map(|page| {
                let lines = page.lines.into_iter().map(|line| (line.number, line.text));
                (page.number, lines.collect())
            })
            .collect()
    }

    fn line(number: u32, text: &str) -> (u32, String) {
        (number, text.to_owned())
    }

    #[test]
    fn lines_keep_their_spaces_and_lose_one_carriage_return() {
        assert_eq!(
            shape("Te weinig \r\n\n  tijd\r\r\n"),
            [(1, vec![line(1, "Te weinig "), line(2, ""), line(3, "  tijd\r")])]
        );
        assert_eq!(shape("een\rtwee\r"), [(1, vec![line(1, "een"), line(2, "twee")])]);
    }

    #[test]
    fn a_form_feed_turns_the_page_wherever_it_stands() {
        assert_eq!(
            shape("a\n\u{c}b\nc\u{c}d\n\u{c}"),
            [(1, vec![line(1, "a")]), (2, vec![line(2, "b"), line(3, "c")]), (3, vec![line(3, "d")]),]
        );
    }

    #[test]
    fn a_blank_page_in_the_middle_counts() {
        let numbers: Vec<_> = pages("a\u{c}\u{c}b").iter().map(|page| page.number).collect();
        assert_eq!(numbers, [1, 2, 3]);
    }
}
