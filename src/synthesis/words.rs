//! Words drawn by Zipf's law, and sentences of them: the word at rank n is n times as rare as the first.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rayon::prelude::*;

use super::random::Random;
use crate::text::{WordList, split_words};

/// Forms in the vocabulary.
const FORMS: usize = 50_000;

/// Characters from which on a statement ends with its next word.
const LENGTH: usize = 172;

/// Word forms from the commonest to the rarest, in lower case.
#[derive(Debug)]
pub struct Vocabulary {
    forms: Vec<String>,
    /// Per form, the share of it and of all before it.
    shares: Vec<f64>,
}

impl Vocabulary {
    /// The words of `texts` from the most frequent, then words of the word list in an order of chance.
    #[must_use]
    pub fn of<'t>(texts: impl Iterator<Item = &'t str>, seed: u64) -> Self {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for token in texts.flat_map(split_words) {
            *counts.entry(token.text.to_lowercase()).or_default() += 1;
        }
        let mut ranked: Vec<(&String, &usize)> = counts.iter().collect();
        ranked.sort_by(|one, other| other.1.cmp(one.1).then(one.0.cmp(other.0)));
        let mut forms: Vec<String> = ranked.into_iter().map(|(form, _)| form.clone()).collect();
        let one_word = |word: &String| split_words(word).count() == 1 && !counts.contains_key(word);
        let mut listed: Vec<String> = WordList::shipped().words().filter(one_word).collect();
        Random::numbered(seed, 0).shuffle(&mut listed);
        forms.extend(listed);
        forms.truncate(FORMS);
        let mut sum = 0.0;
        let mut shares: Vec<f64> = (1..=forms.len())
            .map(|rank| {
                sum += 1.0 / rank as f64;
                sum
            })
            .collect();
        shares.iter_mut().for_each(|share| *share /= sum);
        Self { forms, shares }
    }

    /// All forms, from the commonest.
    #[must_use]
    pub fn forms(&self) -> &[String] {
        &self.forms
    }

    /// So many statements of about 180 characters, the same for the same seed.
    #[must_use]
    pub fn statements(&self, count: usize, seed: u64) -> Vec<String> {
        (1..=count as u64)
            .into_par_iter()
            .map(|number| self.statement(&mut Random::numbered(seed, number)))
            .collect()
    }

    /// A statement of about 180 characters.
    #[must_use]
    pub fn statement(&self, random: &mut Random) -> String {
        sentences(LENGTH, random, |random| Cow::Borrowed(self.draw(random)))
    }

    /// Of two forms the commoner: between them, function words are as frequent as in what people write, which Zipf's law over a list
    /// of words falls short of.
    pub(super) fn draw_common(&self, random: &mut Random) -> &str {
        let wanted = random.real(0.0, 1.0).min(random.real(0.0, 1.0));
        self.at(wanted)
    }

    /// A form, the commoner the likelier.
    pub(super) fn draw(&self, random: &mut Random) -> &str {
        let wanted = random.real(0.0, 1.0);
        self.at(wanted)
    }

    /// The form up to which the commonest have that share.
    fn at(&self, wanted: f64) -> &str {
        let rank = self.shares.partition_point(|share| *share < wanted);
        self.forms.get(rank).map_or("de", String::as_str)
    }
}

/// Words with the signs of sentences between them, that end with the first word beyond so many bytes.
pub(super) fn sentences<'w>(
    length: usize,
    random: &mut Random,
    word: impl Fn(&mut Random) -> Cow<'w, str>,
) -> String {
    let mut text = String::with_capacity(length + 40);
    let mut begins = true;
    loop {
        let form = word(random);
        if begins {
            let mut letters = form.chars();
            text.extend(letters.next().into_iter().flat_map(char::to_uppercase));
            text.push_str(letters.as_str());
        } else {
            text.push_str(&form);
        }
        if text.len() >= length {
            text.push('.');
            return text;
        }
        let after = random.real(0.0, 1.0);
        begins = after < 0.07;
        text.push_str(match after {
            _ if after < 0.01 => "? ",
            _ if begins => ". ",
            _ if after < 0.14 => ", ",
            _ if after < 0.145 => "; ",
            _ if after < 0.15 => ": ",
            _ => " ",
        });
    }
}
