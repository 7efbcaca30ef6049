//! A list that threads fill and read together: what was put on it stays where it is, so that nobody waits to read.

use std::sync::OnceLock;

/// Places of the first part; each further part has twice as many as the one before.
const FIRST: usize = 1 << 10;

/// Parts that number all places of 32 bits.
const PARTS: usize = 23;

/// Values by their place, each set once.
pub(crate) struct Shelf<T> {
    parts: [OnceLock<Box<[OnceLock<T>]>>; PARTS],
}

impl<T> Default for Shelf<T> {
    fn default() -> Self {
        Self { parts: [const { OnceLock::new() }; PARTS] }
    }
}

impl<T> Shelf<T> {
    /// The value at a place, if it was set.
    #[inline]
    pub(crate) fn get(&self, place: u32) -> Option<&T> {
        let (part, within) = split(place);
        self.parts.get(part)?.get()?.get(within)?.get()
    }

    /// The value at a place; `make` makes it where it is the first to be asked for. It may not ask for the same place.
    #[inline]
    pub(crate) fn get_or_set(&self, place: u32, make: impl FnOnce() -> T) -> &T {
        match self.get(place) {
            Some(value) => value,
            None => self.set(place, make),
        }
    }

    #[cold]
    fn set(&self, place: u32, make: impl FnOnce() -> T) -> &T {
        let (part, within) = split(place);
        let part = self.parts[part].get_or_init(|| {
            let places = FIRST << part;
            (0..places).map(|_| OnceLock::new()).collect()
        });
        part[within].get_or_init(make)
    }
}

/// The part that holds a place, and where in it.
#[inline]
fn split(place: u32) -> (usize, usize) {
    let counted = place as usize + FIRST;
    let part = counted.ilog2() - FIRST.ilog2();
    (part as usize, counted - (FIRST << part))
}

#[cfg(test)]
mod tests {
    use super::{FIRST, Shelf, split};

    #[test]
    fn every_place_has_one_of_its_own() {
        assert_eq!(split(0), (0, 0));
        assert_eq!(split(FIRST as u32 - 1), (0, FIRST - 1));
        assert_eq!(split(FIRST as u32), (1, 0));
        assert_eq!(split(3 * FIRST as u32), (2, 0));
        let (part, within) = split(u32::MAX);
        assert!(part < super::PARTS && within < FIRST << part);
    }

    #[test]
    fn threads_that_ask_for_the_same_place_get_the_same_value() {
        let shelf = Shelf::default();
        let read = |thread: u32| {
            let shelf = &shelf;
            move || (0..5_000).map(|place| *shelf.get_or_set(place, || (place, thread))).collect::<Vec<_>>()
        };
        let seen = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..4).map(|thread| scope.spawn(read(thread))).collect();
            threads.into_iter().map(|thread| thread.join().expect("it panics nowhere")).collect::<Vec<_>>()
        });
        assert!(seen.iter().all(|own| *own == seen[0]));
        assert!(seen[0].iter().zip(0..).all(|((place, _), asked)| *place == asked));
        assert_eq!(shelf.get(5_000), None);
    }
}
