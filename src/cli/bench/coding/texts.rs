//! Statements of words drawn by Zipf's law: the word at rank n is n times as rare as the first.

use std::collections::BTreeMap;

use bloemlezer::text::{WordList, split_words};
use rayon::prelude::*;

/// Forms in the vocabulary.
const FORMS: usize = 50_000;

/// Characters from which on a statement ends with its next word.
const LENGTH: usize = 172;

/// Word forms from the commonest to the rarest, in lower case.
#[derive(Debug)]
pub(in super::super) struct Vocabulary {
    pub(super) forms: Vec<String>,
    /// Per form, the share of it and of all before it.
    shares: Vec<f64>,
}

impl Vocabulary {
    /// The words of `texts` from the most frequent, then words of the word list in an order of chance.
    pub(in super::super) fn of<'t>(texts: impl Iterator<Item = &'t str>, seed: u64) -> Self {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for token in texts.flat_map(split_words) {
            *counts.entry(token.text.to_lowercase()).or_default() += 1;
        }
        let mut ranked: Vec<(&String, &usize)> = counts.iter().collect();
        ranked.sort_by(|one, other| other.1.cmp(one.1).then(one.0.cmp(other.0)));
        let mut forms: Vec<String> = ranked.into_iter().map(|(form, _)| form.clone()).collect();
        let one_word = |word: &String| split_words(word).count() == 1 && !counts.contains_key(word);
        let mut listed: Vec<String> = WordList::shipped().words().filter(one_word).collect();
        Chance::new(seed, 0).shuffle(&mut listed);
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

    /// So many statements, the same for the same seed.
    pub(in super::super) fn statements(&self, count: usize, seed: u64) -> Vec<String> {
        (1..=count as u64)
            .into_par_iter()
            .map(|number| self.statement(&mut Chance::new(seed, number)))
            .collect()
    }

    pub(in super::super) fn statement(&self, chance: &mut Chance) -> String {
        let mut text = String::with_capacity(LENGTH + 40);
        let mut begins = true;
        loop {
            let form = self.draw(chance);
            if begins {
                let mut letters = form.chars();
                text.extend(letters.next().into_iter().flat_map(char::to_uppercase));
                text.push_str(letters.as_str());
            } else {
                text.push_str(form);
            }
            if text.len() >= LENGTH {
                text.push('.');
                return text;
            }
            let after = chance.unit();
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

    fn draw(&self, chance: &mut Chance) -> &str {
        let wanted = chance.unit();
        let rank = self.shares.partition_point(|share| *share < wanted);
        self.forms.get(rank).map_or("de", String::as_str)
    }
}

/// Numbers of chance that can be repeated (`SplitMix64`: Steele, Lea and Flood, 2014).
pub(in super::super) struct Chance(u64);

impl Chance {
    pub(in super::super) fn new(seed: u64, number: u64) -> Self {
        Self(seed.wrapping_mul(0xd6e8_feb8_6659_fd93) ^ number.wrapping_mul(0xa076_1d64_78bd_642f))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 up to, not including, 1.
    pub(in super::super) fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn shuffle<T>(&mut self, all: &mut [T]) {
        for place in (1..all.len()).rev() {
            all.swap(place, (self.next() % (place as u64 + 1)) as usize);
        }
    }
}
