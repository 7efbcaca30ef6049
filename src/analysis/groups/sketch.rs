//! Sketches: which texts may be alike, found without comparing all pairs.
//!
//! Every text is sketched by one-permutation `MinHash` (Li, Owen and Zhang, 2012) over its word shingles: each shingle falls into one of
//! [`BINS`] bins by its hash, and of every bin the least hash is kept. Two texts have the same hash in a bin about as often as their
//! shingles are the same (their Jaccard similarity). Each bin is a band of its own in the sense of locality-sensitive hashing, since a
//! letter with as much again written to it on both sides has a similarity of a third only: of 32 bins, one is then the same in all but
//! 2 in a million cases.

use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::*;

use super::words::spread;

/// Bins of a sketch.
const BINS: usize = 32;

/// Words in a shingle.
const SHINGLE: usize = 3;

/// Texts of up to this many words have pairs of words as shingles too: one slip in the middle would change all longer ones.
const SHORT: usize = 12;

/// Adds a text's sketch to `keys`.
pub(super) fn sketch(words: &[u64], keys: &mut Vec<u32>) {
    keys.extend(bins(words, SHINGLE).into_iter().filter(|least| *least != EMPTY).map(key));
    if words.len() <= SHORT {
        keys.extend(bins(words, SHINGLE - 1).into_iter().filter(|least| *least != EMPTY).map(key));
    }
}

/// What no shingle hashes to, but for one in 2^64.
const EMPTY: u64 = u64::MAX;

fn bins(words: &[u64], length: usize) -> [u64; BINS] {
    let mut bins = [EMPTY; BINS];
    for shingle in words.windows(length) {
        let mixed =
            shingle.iter().fold(length as u64, |hash, word| hash.rotate_left(23).wrapping_mul(FACTOR) ^ word);
        let hash = spread(mixed);
        if let Some(least) = bins.get_mut((hash % BINS as u64) as usize) {
            *least = hash.min(*least);
        }
    }
    bins
}

/// An odd number with its bits well spread (the golden ratio).
const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

/// The upper half of a hash: the lower bits tell the bin, the upper ones are small in a least hash, so both are mixed once more.
fn key(hash: u64) -> u32 {
    (spread(hash) >> 32) as u32
}

/// The sketches of a batch of texts.
#[derive(Debug, Default)]
pub(super) struct Sketches {
    /// Where the keys of each text end.
    pub(super) ends: Vec<u32>,
    pub(super) keys: Vec<u32>,
}

impl Sketches {
    /// The keys of the text at `place` in the batch.
    pub(super) fn of(&self, place: usize) -> &[u32] {
        let from = place.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let to = self.ends.get(place).copied().unwrap_or(from);
        self.keys.get(from as usize..to as usize).unwrap_or_default()
    }
}

/// Which text a key leads to is worth knowing only when it leads to more than one.
#[derive(Debug)]
pub(super) struct Buckets {
    /// First place of each bucket in `leaders`, and one past the last.
    starts: Vec<u32>,
    filled: Vec<u8>,
    leaders: Vec<u32>,
}

/// So many representatives are kept per bucket. Of a phrase that more texts share, the later ones are found by their other shingles.
const ROOM: u32 = 24;

/// No bucket: a key that one text has alone.
const NONE: u32 = u32::MAX;

impl Buckets {
    /// Makes the buckets, and leaves in the sketches the numbers of buckets instead of the keys.
    pub(super) fn of(batches: &mut [Sketches]) -> Self {
        drop_single(batches);
        let mut entries: Vec<(u32, u32)> =
            Vec::with_capacity(batches.iter().map(|batch| batch.keys.len()).sum());
        // Of more than four milliards the rest is not looked at; the texts would take a terabyte.
        entries.extend(batches.iter().flat_map(|batch| &batch.keys).copied().zip(0..u32::MAX));
        entries.par_sort_unstable();
        let mut buckets = Self { starts: vec![0], filled: Vec::new(), leaders: Vec::new() };
        let mut numbers = vec![NONE; entries.len()];
        for bucket in entries.chunk_by(|one, other| one.0 == other.0).filter(|bucket| bucket.len() > 1) {
            let number = buckets.filled.len() as u32;
            for (_, slot) in bucket {
                if let Some(place) = numbers.get_mut(*slot as usize) {
                    *place = number;
                }
            }
            let last = buckets.starts.last().copied().unwrap_or(0);
            buckets.starts.push(last + ROOM.min(bucket.len() as u32));
            buckets.filled.push(0);
        }
        drop(entries);
        buckets.leaders = vec![0; buckets.starts.last().copied().unwrap_or(0) as usize];
        let mut numbers = numbers.into_iter();
        for batch in batches.iter_mut() {
            batch.keys.iter_mut().for_each(|key| *key = numbers.next().unwrap_or(NONE));
            retain(batch, |bucket| bucket != NONE);
        }
        buckets
    }

    /// Takes all representatives out.
    pub(super) fn clear(&mut self) {
        self.filled.fill(0);
    }

    /// The representatives in a bucket.
    pub(super) fn leaders(&self, bucket: u32) -> &[u32] {
        let bucket = bucket as usize;
        let start = self.starts.get(bucket).copied().unwrap_or(0) as usize;
        let filled = self.filled.get(bucket).copied().unwrap_or(0);
        self.leaders.get(start..start + usize::from(filled)).unwrap_or_default()
    }

    /// Adds a representative, where there is room.
    pub(super) fn add(&mut self, bucket: u32, leader: u32) {
        let bucket = bucket as usize;
        let (Some(start), Some(end)) = (self.starts.get(bucket), self.starts.get(bucket + 1)) else { return };
        let Some(filled) = self.filled.get_mut(bucket) else { return };
        let place = start + u32::from(*filled);
        if place < *end
            && let Some(own) = self.leaders.get_mut(place as usize)
        {
            *own = leader;
            *filled += 1;
        }
    }
}

/// Takes out the keys that are met once, but for a few that share a bit with another one.
fn drop_single(batches: &mut [Sketches]) {
    let keys: usize = batches.iter().map(|batch| batch.keys.len()).sum();
    let bits = (keys.saturating_mul(8)).next_power_of_two().clamp(1 << 6, 1 << 32).trailing_zeros();
    let words = || (0..1_usize << (bits - 6)).map(|_| AtomicU64::new(0)).collect::<Vec<_>>();
    let (once, twice) = (words(), words());
    let place = |key: u32| {
        let bit = u64::from(key) >> (32 - bits);
        ((bit >> 6) as usize, 1_u64 << (bit & 63))
    };
    // Whoever comes first, what was met twice is the same in the end.
    batches.par_iter().flat_map_iter(|batch| &batch.keys).for_each(|key| {
        let (word, bit) = place(*key);
        let before = once.get(word).map_or(0, |word| word.fetch_or(bit, Ordering::Relaxed));
        if before & bit != 0
            && let Some(word) = twice.get(word)
        {
            word.fetch_or(bit, Ordering::Relaxed);
        }
    });
    batches.par_iter_mut().for_each(|batch| {
        retain(batch, |key| {
            let (word, bit) = place(key);
            twice.get(word).is_some_and(|word| word.load(Ordering::Relaxed) & bit != 0)
        });
        batch.keys.shrink_to_fit();
    });
}

/// Keeps some keys, each with its text.
fn retain(batch: &mut Sketches, keeps: impl Fn(u32) -> bool) {
    let (mut kept, mut from) = (0, 0);
    for end in &mut batch.ends {
        let to = *end as usize;
        for place in from..to {
            let key = batch.keys[place];
            if keeps(key) {
                batch.keys[kept] = key;
                kept += 1;
            }
        }
        from = to;
        *end = kept as u32;
    }
    batch.keys.truncate(kept);
}
