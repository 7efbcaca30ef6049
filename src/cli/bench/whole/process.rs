//! Runs a process and tells what it took.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Context as _;

use super::super::super::failure::Failure;
use super::super::machine;

/// What a process took.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::cli::bench) struct Cost {
    /// Seconds from its start until its end was seen.
    pub(in crate::cli::bench) wall: f64,
    /// Seconds of processor time, for the program and the system, where the machine tells.
    pub(in crate::cli::bench) cpu: Option<f64>,
    /// Most bytes it held at once, mapped files included, where the machine tells.
    pub(in crate::cli::bench) peak: Option<f64>,
}

/// Between two looks at the process: what it takes in the last of them goes unseen.
const STEP: Duration = Duration::from_millis(5);

/// Bytes of a mebibyte, in which memory is told.
const MIB: f64 = 1024.0 * 1024.0;

/// Runs to the end; what the process says of a failure is kept in `complaints` meanwhile.
pub(in crate::cli::bench) fn run(command: &mut Command, complaints: &Path) -> anyhow::Result<Cost> {
    let failed = || Failure::new("the process to measure can't be started", "try again; nothing was changed");
    let stderr = File::create(complaints).with_context(failed)?;
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(stderr);
    let started = Instant::now();
    let mut child = command.spawn().with_context(failed)?;
    let (cpu, peak) = watch(&child);
    let status = child.wait().with_context(failed)?;
    let wall = started.elapsed().as_secs_f64();
    if status.success() { Ok(Cost { wall, cpu, peak }) } else { Err(complaint(status, complaints).into()) }
}

/// Looks on until the process ended; where the machine tells nothing, not at all.
fn watch(child: &Child) -> (Option<f64>, Option<f64>) {
    let process = child.id().to_string();
    let (mut cpu, mut peak) = (None, None);
    while let Some(state) = machine::state(&process) {
        cpu = Some(state.cpu_seconds);
        peak = machine::peak_memory_of(&process).map(|mib| mib * MIB).or(peak);
        if state.ended {
            break;
        }
        thread::sleep(STEP);
    }
    (cpu, peak)
}

fn complaint(status: ExitStatus, complaints: &Path) -> Failure {
    let said = fs::read_to_string(complaints).unwrap_or_default();
    let first = said.lines().next().unwrap_or("it said nothing").trim_start_matches("error: ").to_owned();
    Failure::new(
        format!("a run that was measured failed ({status}): {first}"),
        "check that the disk has room; --keep DIR keeps the table, to run over it by hand",
    )
}
