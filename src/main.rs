//! The command line: arguments in, exit code out.

mod cli;

use std::process::ExitCode;

/// Threads make and drop small pieces of memory without end, many for one another: docs/performance.md has what it saves.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    ExitCode::from(cli::main(std::env::args_os()))
}
