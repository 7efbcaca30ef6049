//! A place where a library may fail: on a thread with a stack of its own, its panics caught and unheard.

use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;
use std::thread;

/// Name of the thread: panics on it are reported as problems of the file, not on the terminal.
const NAME: &str = "reader";

/// Stack of the thread that reads a file: nested objects are read by recursion.
const STACK: usize = 64 << 20;

/// Runs `work` on a thread of its own; `None` where it broke off or could not be started.
pub(super) fn run<T: Send>(work: impl FnOnce() -> T + Send) -> Option<T> {
    keep_quiet();
    thread::scope(|scope| {
        let builder = thread::Builder::new().name(NAME.to_owned()).stack_size(STACK);
        builder.spawn_scoped(scope, work).ok()?.join().ok()
    })
}

/// What `work` gives; `None` where it panicked.
pub(super) fn catch<T>(work: impl FnOnce() -> T) -> Option<T> {
    panic::catch_unwind(AssertUnwindSafe(work)).ok()
}

/// Silences the messages of panics on such threads, and of no others.
fn keep_quiet() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let report = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if thread::current().name() != Some(NAME) {
                report(info);
            }
        }));
    });
}
