//! Large initials that reach down beside several lines: each belongs to the line at its top, whose first letter it is.

use super::frame::Framed;
use super::glyph::Letters;
use super::lines::Fragment;

/// How much larger than the text an initial is.
pub(super) const LARGER: f64 = 1.7;

/// How far from it its line begins, in type sizes of the text.
const NEAR: f64 = 1.2;

/// How far above or below the top of small letters its own top may be, in its type sizes.
const LEVEL: f64 = 0.3;

/// How far capitals reach above their baseline, in type sizes.
const HEIGHT: f64 = 0.7;

/// Puts initials before the lines that they open.
pub(super) fn join(fragments: Vec<Fragment<'_>>) -> Vec<Fragment<'_>> {
    let hosts: Vec<Option<usize>> = fragments.iter().map(|fragment| host(fragment, &fragments)).collect();
    let mut slots: Vec<Option<Fragment<'_>>> = fragments.into_iter().map(Some).collect();
    for (index, host) in hosts.into_iter().enumerate() {
        let Some(host) = host else { continue };
        let initial = slots.get_mut(index).and_then(Option::take);
        if let (Some(initial), Some(Some(line))) = (initial, slots.get_mut(host)) {
            line.start = initial.start;
            line.glyphs.splice(0..0, initial.glyphs);
        }
    }
    slots.into_iter().flatten().collect()
}

/// Whether these glyphs are one capital.
pub(super) fn is_one(glyphs: &[Framed<'_>]) -> bool {
    matches!(glyphs, [only] if matches!(only.glyph.letters, Letters::One(letter) if letter.is_uppercase()))
}

/// The line that an initial opens: the one at its top, or the one that it stands on.
fn host(initial: &Fragment<'_>, fragments: &[Fragment<'_>]) -> Option<usize> {
    if !is_one(&initial.glyphs) {
        return None;
    }
    let opens = |line: &Fragment<'_>| {
        let lower = line.glyphs.first().is_some_and(|first| match &first.glyph.letters {
            Letters::One(letter) => letter.is_lowercase(),
            Letters::More(letters) => letters.starts_with(char::is_lowercase),
            Letters::Unknown => false,
        });
        let near = (-0.3 * line.size..NEAR * line.size).contains(&(line.start - initial.end));
        lower && near && initial.size >= LARGER * line.size
    };
    let top = initial.baseline - HEIGHT * initial.size;
    let at_top =
        |line: &Fragment<'_>| (line.baseline - HEIGHT * line.size - top).abs() <= LEVEL * initial.size;
    let hanging = |line: &Fragment<'_>| line.baseline < initial.baseline - 0.5 * line.size && at_top(line);
    let standing = |line: &Fragment<'_>| (line.baseline - initial.baseline).abs() <= 0.1 * line.size;
    let first =
        |is: &dyn Fn(&Fragment<'_>) -> bool| fragments.iter().position(|line| opens(line) && is(line));
    first(&hanging).or_else(|| first(&standing))
}
