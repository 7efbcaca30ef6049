//! One letter on a page, as a reader sees it: what it means, where it stands, how it is set.

/// What a glyph means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Letters {
    /// One character.
    One(char),
    /// Several, as of a ligature; none where another glyph speaks for it.
    More(Box<str>),
    /// Nothing that the file tells.
    Unknown,
}

impl Letters {
    /// The meaning that `text` gives, control characters and blanks of other widths made plain.
    pub(super) fn of(text: &str) -> Option<Self> {
        let plain = |letter: char| if letter.is_whitespace() { ' ' } else { letter };
        let mut letters = text.chars().map(plain).filter(|letter| is_meaning(*letter));
        let first = letters.next()?;
        Some(match letters.next() {
            None => Self::One(first),
            Some(second) => {
                let all: String = [first, second].into_iter().chain(letters).collect();
                Self::More(all.into())
            }
        })
    }

    /// Whether it shows nothing.
    pub(super) fn is_blank(&self) -> bool {
        match self {
            Self::One(letter) => letter.is_whitespace(),
            Self::More(letters) => letters.chars().all(char::is_whitespace),
            Self::Unknown => false,
        }
    }

    /// Writes it down; what is unknown shows as U+FFFD.
    pub(super) fn write(&self, text: &mut String) {
        match self {
            Self::One(letter) => text.push(*letter),
            Self::More(letters) => text.push_str(letters),
            Self::Unknown => text.push(char::REPLACEMENT_CHARACTER),
        }
    }
}

/// Control characters, private use and the replacement character tell nothing.
fn is_meaning(letter: char) -> bool {
    let private = matches!(letter, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..);
    !letter.is_control() && !private && letter != char::REPLACEMENT_CHARACTER
}

/// What else tells letters apart: the family of their font, and their colour in red, green and blue.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Look {
    pub(super) family: u32,
    pub(super) colour: [u8; 3],
}

/// A glyph in place. Coordinates count in points from the upper left corner of what a reader sees.
#[derive(Debug, Clone)]
pub(super) struct Glyph {
    pub(super) letters: Letters,
    /// Whether the meaning was taken from the character code for want of anything better.
    pub(super) guessed: bool,
    /// Where it begins, on the baseline.
    pub(super) start: (f64, f64),
    /// Where the next one would begin, were there no extra space.
    pub(super) end: (f64, f64),
    /// Type size in points.
    pub(super) size: f64,
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) look: Look,
}

impl Glyph {
    /// The direction it runs in, in radians, clockwise from left to right.
    pub(super) fn angle(&self) -> f64 {
        (self.end.1 - self.start.1).atan2(self.end.0 - self.start.0)
    }
}
