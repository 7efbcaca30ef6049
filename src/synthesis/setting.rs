//! Breaking a text into lines that fit a width, as a typesetting program does.

use super::random::Random;
use super::style::{Breaks, Hyphen, Letters, Spaces};
use super::typeface::Typeface;

/// What lines are set with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Setting<'s> {
    pub(super) face: Typeface,
    /// Type size in points.
    pub(super) size: f64,
    /// Width to fill, in points.
    pub(super) width: f64,
    pub(super) letters: &'s Letters,
    pub(super) breaks: &'s Breaks,
}

/// How much of the width a line must fill before someone breaks it by hand.
const BY_HAND_FROM: f64 = 0.7;
/// Letters that a syllable before and after a hyphen has at least.
const SYLLABLE: usize = 3;

/// A line as set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SetLine {
    /// Its characters, spaces at its ends included.
    pub(super) text: String,
    /// How it goes on.
    pub(super) seam: Seam,
}

/// What stands between a line and the next one in running text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seam {
    /// A space.
    Space,
    /// Nothing, and the hyphen is not the word's own.
    Hyphenated(Hyphen),
    /// Nothing: the word broke after its own hyphen or slash.
    Word,
}

/// The lines of a text.
pub(super) fn set(text: &str, setting: &Setting<'_>, random: &mut Random) -> Vec<SetLine> {
    let mut words: Vec<String> = text.split_whitespace().map(str::to_owned).rev().collect();
    let mut lines = Vec::new();
    let mut next_begins = "";
    while !words.is_empty() {
        let (line, seam) = next_line(&mut words, setting, random);
        let ends = line_end(seam, words.is_empty(), setting, random);
        lines.push(SetLine { text: format!("{next_begins}{line}{}", ends.after), seam });
        next_begins = if ends.before_next { " " } else { "" };
    }
    lines
}

/// The running text of lines.
pub(super) fn running_text(lines: &[SetLine]) -> String {
    let mut text = String::new();
    for (place, line) in lines.iter().enumerate() {
        let is_last = place + 1 == lines.len();
        match line.seam {
            _ if is_last => text += line.text.trim(),
            Seam::Space => text += &format!("{} ", line.text.trim()),
            Seam::Word => text += line.text.trim(),
            Seam::Hyphenated(hyphen) => {
                let line = line.text.trim();
                text += line.strip_suffix(hyphen.text()).unwrap_or(line);
            }
        }
    }
    text
}

/// The next line, taken off the words (last one first), and how it goes on.
fn next_line(words: &mut Vec<String>, setting: &Setting<'_>, random: &mut Random) -> (String, Seam) {
    let room = setting.width * (1.0 + random.spread(setting.letters.noise)) * (1.0 + setting.letters.shrink);
    let by_hand = random.chance(setting.breaks.by_hand);
    let mut line = String::new();
    while let Some(word) = words.pop() {
        let longer = if line.is_empty() { word.clone() } else { format!("{line} {word}") };
        let width = setting.text_width(&longer);
        let stops_here = by_hand && !line.is_empty() && width > room * BY_HAND_FROM;
        if width <= room && !stops_here {
            line = longer;
            continue;
        }
        if let Some(broken) = setting.broken(&line, &word, room, random).filter(|_| !stops_here) {
            words.push(broken.tail);
            return (broken.line, broken.seam);
        }
        if line.is_empty() {
            // Wider than the column: it sticks out.
            return (word, Seam::Space);
        }
        words.push(word);
        break;
    }
    (line, Seam::Space)
}

/// A line that ends within a word.
struct Broken {
    line: String,
    tail: String,
    seam: Seam,
}

impl Setting<'_> {
    pub(super) fn text_width(&self, text: &str) -> f64 {
        self.face.text_width(text) * self.size * (1.0 + self.letters.tracking)
    }

    /// The line with as much of the word as fits, and the rest of the word; none where the word stays whole.
    fn broken(&self, line: &str, word: &str, room: f64, random: &mut Random) -> Option<Broken> {
        let fits = |head: &str| {
            let joined = if line.is_empty() { head.to_owned() } else { format!("{line} {head}") };
            (self.text_width(&joined) <= room).then_some(joined)
        };
        let own = if self.breaks.at_slash { own_breaks(word) } else { Vec::new() };
        let at_own = own
            .into_iter()
            .rev()
            .find_map(|(head, tail)| Some(Broken { line: fits(&head)?, tail, seam: Seam::Word }));
        if at_own.is_some() || !random.chance(self.breaks.hyphenation) {
            return at_own;
        }
        syllable_breaks(word).into_iter().rev().find_map(|(head, tail)| {
            let hyphen = self.breaks.hyphen;
            let line = fits(&format!("{head}{}", hyphen.text()))?;
            Some(Broken { line, tail, seam: Seam::Hyphenated(hyphen) })
        })
    }
}

/// Where a word may break after a hyphen or slash of its own.
fn own_breaks(word: &str) -> Vec<(String, String)> {
    let letters = |text: &str| text.chars().filter(|character| character.is_alphabetic()).count();
    let places = word.char_indices().filter(|(_, character)| matches!(character, '-' | '/'));
    let cut =
        |(place, _): (usize, char)| Some((word.get(..=place)?.to_owned(), word.get(place + 1..)?.to_owned()));
    places
        .filter_map(cut)
        .filter(|(head, tail)| letters(head) >= SYLLABLE && letters(tail) >= SYLLABLE)
        .collect()
}

/// Where a word may break at a syllable; only words of letters, with what stands around them.
fn syllable_breaks(word: &str) -> Vec<(String, String)> {
    let bare = word.trim_matches(|character: char| !character.is_alphabetic());
    let before = word.find(bare).unwrap_or_default();
    if bare.is_empty() || !bare.chars().all(char::is_alphabetic) {
        return Vec::new();
    }
    let mut end = before;
    let mut breaks = Vec::new();
    for syllable in hypher::hyphenate(bare, hypher::Lang::Dutch) {
        end += syllable.len();
        if let (Some(head), Some(tail)) = (word.get(..end), word.get(end..)) {
            let long = |part: &str| part.chars().filter(|c| c.is_alphabetic()).count() >= SYLLABLE;
            if long(head) && long(tail) {
                breaks.push((head.to_owned(), tail.to_owned()));
            }
        }
    }
    breaks
}

/// The spaces where a line ends.
struct LineEnd {
    after: &'static str,
    before_next: bool,
}

fn line_end(seam: Seam, last: bool, setting: &Setting<'_>, random: &mut Random) -> LineEnd {
    let Spaces { kept, double, at_end, after_hyphen, leading } = setting.breaks.spaces;
    let share = match seam {
        _ if last => at_end,
        Seam::Space => kept,
        Seam::Hyphenated(_) | Seam::Word => after_hyphen,
    };
    if !random.chance(share) {
        return LineEnd { after: "", before_next: false };
    }
    if !last && random.chance(leading) {
        return LineEnd { after: "", before_next: true };
    }
    LineEnd { after: if random.chance(double) { "  " } else { " " }, before_next: false }
}

#[cfg(test)]
mod tests {
    use super::super::random::Random;
    use super::super::style::Style;
    use super::{Setting, own_breaks, running_text, set, syllable_breaks};

    #[test]
    fn words_break_at_syllables_and_after_their_own_hyphens() {
        let heads = |word| syllable_breaks(word).into_iter().map(|(head, _)| head).collect::<Vec<_>>();
        assert_eq!(
            heads("(arbeidsvoorwaarden)."),
            ["(ar", "(arbeids", "(arbeidsvoor", "(arbeidsvoorwaar"].get(1..).unwrap()
        );
        assert!(heads("B8-vergunning").is_empty());
        assert_eq!(own_breaks("signalen/meldingen"), [("signalen/".to_owned(), "meldingen".to_owned())]);
        assert!(own_breaks("18-plus").is_empty());
    }

    #[test]
    fn lines_are_full_and_hold_every_word() {
        let text = "De samenwerking tussen hulpverlenende partijen ontbreekt waardoor slachtoffers met veel te veel \
                    hulpverleners te maken krijgen die niet onderling afstemmen.";
        for seed in 0..200 {
            let mut random = Random::new(seed, &["setting"]);
            let mut style = Style::draw(&mut random);
            style.breaks.hyphenation = 0.3;
            let setting = Setting {
                face: style.letters.face,
                size: style.letters.size,
                width: 200.0,
                letters: &style.letters,
                breaks: &style.breaks,
            };
            let lines = set(text, &setting, &mut random);
            let widest = lines.iter().map(|line| setting.text_width(line.text.trim())).fold(0.0, f64::max);
            assert!((140.0..215.0).contains(&widest), "{widest}");
            assert_eq!(running_text(&lines), text);
        }
    }
}
