//! What the machine tells of this program, and of this process and those it started where it does (Linux); elsewhere nothing is told.

use std::env;
use std::fs;
use std::time::UNIX_EPOCH;

/// Which program this is: its version and, since one that is being worked on keeps its version, the size and time of its file.
pub(crate) fn program() -> Option<String> {
    let file = fs::metadata(env::current_exe().ok()?).ok()?;
    let since = file.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some(format!("{} {} {}", env!("CARGO_PKG_VERSION"), file.len(), since.as_nanos()))
}

/// Seconds of processor time that all threads of this process took so far.
pub(crate) fn cpu_seconds() -> Option<f64> {
    Some(state("self")?.cpu_seconds)
}

/// How far a process is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct State {
    /// Whether it ended and nobody was told yet.
    pub(crate) ended: bool,
    /// Seconds of processor time that all its threads took so far, for the program and for the system.
    pub(crate) cpu_seconds: f64,
}

/// How far the process with that number is; `self` is this one.
pub(crate) fn state(process: &str) -> Option<State> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The name before it may hold anything, brackets too.
    let (_, fields) = stat.rsplit_once(')')?;
    let field = |field: usize| fields.split_whitespace().nth(field);
    let ticks = |place: usize| field(place)?.parse::<f64>().ok();
    Some(State { ended: field(0)? == "Z", cpu_seconds: (ticks(11)? + ticks(12)?) / TICKS })
}

/// Ticks a second: what Linux shows to every program on every architecture in use.
const TICKS: f64 = 100.0;

/// Most memory that this process held at once, in MiB.
pub(crate) fn peak_memory() -> Option<f64> {
    peak_memory_of("self")
}

/// Most memory that a process held at once, files that it mapped included, in MiB. One that ended tells nothing any more.
pub(crate) fn peak_memory_of(process: &str) -> Option<f64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.split_whitespace().next()?.parse::<f64>().ok()? / 1024.0)
}

/// Forgets the most memory so far, and tells what is held now, in MiB.
pub(crate) fn restart_peak() -> Option<f64> {
    // 5 restarts the count: see proc(5).
    fs::write("/proc/self/clear_refs", "5").ok()?;
    peak_memory()
}

/// How many processes wanted to work, on average over the last minute.
pub(crate) fn load() -> Option<f64> {
    fs::read_to_string("/proc/loadavg").ok()?.split_whitespace().next()?.parse().ok()
}
