//! The same words typed again: slips, signs and capitals, words moved, added, left out or replaced.

use super::super::random::Random;

/// Words that come and go without a claim changing.
const COME_AND_GO: [&str; 12] =
    ["ook", "nog", "echt", "dus", "de", "een", "het", "al", "toch", "nu", "heel", "gewoon"];

/// Text with other signs, capitals and diacritics, letters and digits unchanged.
pub(super) fn retyped(text: &str, random: &mut Random) -> String {
    let mut text = text.to_owned();
    for _ in 0..random.whole(1, 3) {
        text = match random.whole(0, 5) {
            0 => text.trim_end_matches(['.', '!', '?']).to_owned(),
            1 => text.to_lowercase(),
            2 => text.replace(", ", " "),
            3 => text.replace(['é', 'ë'], "e").replace('ï', "i"),
            4 => format!("{}!!", text.trim_end_matches('.')),
            _ => text.replace(". ", ".\n\n"),
        };
    }
    text
}

/// Words that others may be replaced by.
#[derive(Debug)]
pub(in super::super) struct Vocabulary<'t> {
    words: Vec<&'t str>,
}

/// Letters of a word that says something, at least.
const SAYS_SOMETHING: usize = 6;

impl<'t> Vocabulary<'t> {
    pub(in super::super) fn of(texts: &[&'t str]) -> Self {
        let words = texts.iter().flat_map(|text| text.split_whitespace());
        let plain = |word: &&str| {
            word.len() >= SAYS_SOMETHING && word.chars().all(|letter| letter.is_ascii_lowercase())
        };
        Self { words: words.filter(plain).collect() }
    }

    /// Lightly edited: short texts by a slip and a word of no weight, letters also by words of weight, of at most one in twenty.
    pub(in super::super) fn edited(&self, text: &str, random: &mut Random) -> String {
        let text = if random.chance(0.4) { retyped(text, random) } else { text.to_owned() };
        let mut words: Vec<String> = text.split(' ').map(str::to_owned).collect();
        let long = words.len() >= 60;
        let edits = if long {
            (words.len() as f64 * random.real(0.005, 0.05)).ceil() as usize
        } else {
            random.whole(1, if words.len() >= 11 { 2 } else { 1 })
        };
        for _ in 0..edits {
            self.edit(&mut words, long, random);
        }
        words.join(" ")
    }

    fn edit(&self, words: &mut Vec<String>, long: bool, random: &mut Random) {
        let place = random.whole(0, words.len().saturating_sub(1));
        match random.whole(0, if long { 6 } else { 4 }) {
            0 | 1 => slip(words, random),
            2 => {
                let added = random.pick(&COME_AND_GO).copied().unwrap_or("ook");
                words.insert(place.max(1).min(words.len()), added.to_owned());
            }
            3 => {
                let light = words.iter().position(|word| COME_AND_GO.contains(&word.as_str()));
                if let Some(light) = light {
                    words.remove(light);
                }
            }
            4 => {
                // Nobody moves a word over the end of a sentence.
                let ends = |word: &String| word.ends_with(|sign: char| !sign.is_alphanumeric());
                let within = words.get(place..place + 2).is_some_and(|pair| !pair.iter().any(ends));
                if place > 0 && within {
                    words.swap(place, place + 1);
                }
            }
            5 => {
                words.remove(place);
            }
            _ => {
                if let (Some(word), Some(other)) = (words.get_mut(place), random.pick(&self.words)) {
                    *word = (*other).to_owned();
                }
            }
        }
    }

    /// The same sentence with another word in the place of one that says what it is about, or turned round.
    pub(super) fn about_something_else(&self, text: &str, random: &mut Random) -> String {
        let mut words: Vec<String> = text.split(' ').map(str::to_owned).collect();
        let telling: Vec<usize> = (0..words.len())
            .filter(|place| {
                words.get(*place).is_some_and(|word| bare(word).chars().count() >= SAYS_SOMETHING)
            })
            .collect();
        for _ in 0..20 {
            let (Some(place), Some(other)) = (random.pick(&telling), random.pick(&self.words)) else {
                break;
            };
            let Some(word) = words.get_mut(*place) else { break };
            if strsim::osa_distance(&bare(word), other) > 4 {
                let sign = word.chars().last().filter(|sign| !sign.is_alphanumeric());
                *word = other.chars().chain(sign).collect();
                break;
            }
        }
        words.join(" ")
    }
}

fn bare(word: &str) -> String {
    word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase()
}

/// A slip of the pen in one of the longer words: letters in the wrong order, one too few, twice, or another one.
pub(in super::super) fn slip(words: &mut [String], random: &mut Random) {
    let plain =
        |word: &&mut String| word.len() >= 6 && word.chars().all(|letter| letter.is_ascii_lowercase());
    let mut long: Vec<&mut String> = words.iter_mut().filter(plain).collect();
    let chosen = random.whole(0, long.len().saturating_sub(1));
    let Some(word) = long.get_mut(chosen) else { return };
    let mut letters: Vec<char> = word.chars().collect();
    let place = random.whole(1, letters.len() - 2);
    match random.whole(0, 3) {
        0 => letters.swap(place, place + 1),
        1 => {
            letters.remove(place);
        }
        2 => letters.insert(place, letters[place]),
        _ => letters[place] = random.pick(&['e', 'n', 'r', 't', 'k', 'o']).copied().unwrap_or('e'),
    }
    **word = letters.into_iter().collect();
}
