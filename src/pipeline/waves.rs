//! Many items → what is made of them in batches on all threads, taken up in order by one: the results are the same for any number of
//! threads, and no more of them wait than a wave.

use std::ops::Range;
use std::sync::mpsc;
use std::thread;

use rayon::ThreadPool;
use rayon::prelude::*;

use super::RunError;

/// Items that a thread works on at a time.
pub(super) const BATCH: usize = 256;

/// Batches that are made before any of them is taken up.
const WAVE: usize = 8;

/// Waves that may wait to be taken up while the next is made.
const WAITING: usize = 1;

/// Makes something of each batch of the items at `places`, and hands it to `take` in order.
pub(super) fn in_waves<M: Send>(
    pool: &ThreadPool,
    places: Range<usize>,
    make: impl Fn(Range<usize>) -> Result<M, RunError> + Sync,
    mut take: impl FnMut(M) -> Result<(), RunError>,
) -> Result<(), RunError> {
    let make = &make;
    thread::scope(|scope| {
        let (sender, receiver) = mpsc::sync_channel::<Vec<Result<M, RunError>>>(WAITING);
        scope.spawn(move || {
            for first in places.clone().step_by(BATCH * WAVE) {
                let last = places.end.min(first + BATCH * WAVE);
                let firsts: Vec<usize> = (first..last).step_by(BATCH).collect();
                let batches = firsts.par_iter().map(|first| *first..last.min(first + BATCH));
                let made = pool.install(|| batches.map(make).collect());
                // Nobody takes more once something went wrong.
                if sender.send(made).is_err() {
                    break;
                }
            }
        });
        receiver.into_iter().flatten().try_for_each(|made| take(made?))
    })
}
