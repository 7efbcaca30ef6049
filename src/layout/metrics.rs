//! Approximate widths of characters. Filling is a matter of millimetres, not of letters: a line of `i`s holds three times as many as one of
//! `m`s. Which typeface set a publication is unknown, but its proportions show in how its lines are filled; a few families cover most.

use unicode_normalization::UnicodeNormalization;

/// A family of typefaces with nearly the same proportions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Face {
    /// Helvetica, Arial.
    Grotesque,
    /// Calibri and other humanist sans faces.
    Humanist,
    /// Verdana and other wide sans faces.
    Wide,
    /// Times.
    Serif,
    /// Garamond.
    OldStyle,
    /// Every character alike, as plain text is wrapped.
    Fixed,
}

/// Advance widths of the characters from space to tilde, in thousandths of the type size, as the fonts themselves state them.
type Advances = [u16; 95];

/// Helvetica, from Adobe's font metrics.
const GROTESQUE: Advances = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
    556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278,
    500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469,
    556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500,
    278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/// Carlito, which has the widths of Calibri.
const HUMANIST: Advances = [
    226, 326, 401, 498, 507, 715, 682, 221, 303, 303, 498, 498, 250, 306, 252, 386, 507, 507, 507, 507, 507,
    507, 507, 507, 507, 507, 268, 268, 498, 498, 498, 463, 894, 579, 544, 533, 615, 488, 459, 631, 623, 252,
    319, 520, 420, 855, 646, 662, 517, 673, 543, 459, 487, 642, 567, 890, 519, 487, 468, 307, 386, 307, 498,
    498, 291, 479, 525, 423, 525, 498, 305, 471, 525, 229, 239, 455, 229, 799, 525, 527, 525, 525, 349, 391,
    335, 525, 452, 715, 433, 453, 395, 314, 460, 314, 498,
];

/// `DejaVu Sans`, which has nearly the widths of Verdana.
const WIDE: Advances = [
    318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636, 636, 636,
    636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632, 575, 775, 752, 295,
    295, 656, 557, 863, 748, 787, 603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838,
    500, 500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612, 635, 635, 411, 521,
    392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
];

/// Times, from Adobe's font metrics.
const SERIF: Advances = [
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500,
    500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611, 556, 722, 722, 333,
    389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469,
    500, 333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389,
    278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
];

/// `EB Garamond`.
const OLD_STYLE: Advances = [
    200, 285, 309, 468, 458, 735, 788, 178, 315, 316, 340, 590, 228, 274, 230, 399, 507, 289, 422, 372, 492,
    359, 489, 460, 452, 466, 248, 228, 590, 590, 590, 387, 749, 692, 578, 640, 754, 535, 512, 729, 810, 340,
    300, 681, 584, 901, 770, 763, 552, 806, 713, 465, 670, 738, 672, 916, 707, 578, 603, 373, 399, 373, 500,
    500, 279, 399, 515, 377, 506, 390, 318, 435, 515, 245, 212, 469, 240, 778, 528, 495, 519, 522, 334, 323,
    314, 527, 438, 685, 430, 438, 377, 373, 260, 373, 500,
];

impl Face {
    /// All of them, the likeliest first.
    pub(super) const ALL: [Self; 6] =
        [Self::Grotesque, Self::Humanist, Self::Serif, Self::Wide, Self::OldStyle, Self::Fixed];

    /// Width of `text` in thousandths of the type size.
    #[must_use]
    pub(super) fn width(self, text: &str) -> f32 {
        text.chars().map(|character| self.advance(character)).sum()
    }

    /// Width of one character.
    #[must_use]
    pub(super) fn advance(self, character: char) -> f32 {
        match character {
            ' '..='~' => self.printed(character),
            '\u{a0}' => self.printed(' '),
            '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{feff}' => 0.0,
            '‘' | '’' | '‚' => self.printed(','),
            '“' | '”' | '„' => self.printed('('),
            '–' | '•' | '€' => self.printed('n'),
            '—' | '…' => self.printed('m') * 1.2,
            _ => match std::iter::once(character).nfd().next() {
                Some(base @ ' '..='~') => self.printed(base),
                _ => self.printed('n'),
            },
        }
    }

    fn printed(self, character: char) -> f32 {
        let advances = match self {
            Self::Grotesque => &GROTESQUE,
            Self::Humanist => &HUMANIST,
            Self::Wide => &WIDE,
            Self::Serif => &SERIF,
            Self::OldStyle => &OLD_STYLE,
            Self::Fixed => return 600.0,
        };
        advances.get((character as usize).wrapping_sub(32)).copied().map_or(556.0, f32::from)
    }
}

#[cfg(test)]
mod tests {
    use super::Face;

    #[test]
    fn narrow_letters_are_narrow() {
        for face in Face::ALL {
            let ratio = face.width("mwmw") / face.width("illi");
            assert!(if face == Face::Fixed { (ratio - 1.0).abs() < 0.01 } else { ratio > 2.5 }, "{face:?}");
        }
        assert!((Face::Grotesque.width("abc") - 1612.0).abs() < f32::EPSILON);
        assert!((Face::Serif.width("é") - Face::Serif.width("e")).abs() < f32::EPSILON);
    }
}
