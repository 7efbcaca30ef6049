//! What the user types and sees. The library never talks to the user; all of that is here, one file per subcommand.
//!
//! Results go to stdout, everything else to stderr. A subcommand gives its exit code: 0 good, 1 findings or nothing found,
//! 2 trouble.

mod agreement;
mod analysis;
mod bench;
mod completions;
mod config;
mod corpus;
mod evaluate;
mod explain;
mod failure;
mod init;
mod inspect;
mod interrupt;
mod kwic;
mod listing;
mod machine;
mod man;
mod memory;
mod progress;
mod review;
mod run;
mod search;
mod settings;
mod summary;
mod taxonomy;
mod train;
mod ui;
mod what_if;

use std::ffi::OsString;
use std::io::{self, Write as _};
use std::path::PathBuf;

use bloemlezer::pipeline::output;
use clap::{ArgMatches, CommandFactory as _, FromArgMatches as _, Parser, Subcommand};

use self::config::{Config, ConfigError};
use self::ui::{ColourChoice, Ui, Verbosity};

/// All is well.
const GOOD: u8 = 0;
/// Something was found that should be looked at, or nothing was found where something was looked for.
const FINDINGS: u8 = 1;
/// Nothing was done.
const TROUBLE: u8 = 2;

/// Turns Dutch consultation responses into coded, searchable statements.
///
/// Reads responses (text, tables), recovers the statements, codes each by a codebook of themes, and writes a report in
/// which every count leads to quotes and every quote to its place in the source. Nothing leaves this computer.
///
/// Start with `bloemlezer init DIR`, or run `bloemlezer run` in a folder that has a `corpus` folder.
#[derive(Debug, Parser)]
#[command(
    name = "bloemlezer",
    version,
    max_term_width = 100,
    disable_help_subcommand = true,
    after_help = "Exit codes: 0 good, 1 findings or nothing found, 2 trouble."
)]
struct Cli {
    #[command(flatten)]
    globals: Globals,
    #[command(subcommand)]
    command: Option<Command>,
}

/// Options of every subcommand.
#[derive(Debug, clap::Args)]
struct Globals {
    /// Reads settings from FILE instead of `bloemlezer.toml`
    #[arg(long, value_name = "FILE", global = true, help_heading = "General options")]
    config: Option<PathBuf>,
    /// Prints the settings in force as TOML, and stops
    #[arg(long, global = true, help_heading = "General options")]
    dump_config: bool,
    /// When to use colours; `auto` heeds `NO_COLOR`
    #[arg(
        long,
        value_enum,
        value_name = "WHEN",
        default_value_t,
        global = true,
        help_heading = "General options"
    )]
    color: ColourChoice,
    /// Prints nothing but errors
    #[arg(long, short, global = true, help_heading = "General options", conflicts_with = "verbose")]
    quiet: bool,
    /// Tells more: what is being done, and every problem found
    #[arg(long, short, global = true, help_heading = "General options")]
    verbose: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    Run(run::RunArgs),
    Search(search::SearchArgs),
    Kwic(kwic::KwicArgs),
    Evaluate(evaluate::EvaluateArgs),
    Agreement(agreement::AgreementArgs),
    Inspect(inspect::InspectArgs),
    /// Looks at the sources before a run
    #[command(subcommand)]
    Corpus(corpus::CorpusCommand),
    /// Works on a taxonomy
    #[command(subcommand)]
    Taxonomy(taxonomy::TaxonomyCommand),
    /// Looks for what the words of a run tell
    #[command(subcommand)]
    Analysis(analysis::AnalysisCommand),
    Explain(explain::ExplainArgs),
    WhatIf(what_if::WhatIfArgs),
    Train(train::TrainArgs),
    /// Keeps what analysts decide about statements
    #[command(subcommand)]
    Review(review::ReviewCommand),
    /// Measures the program on material whose truth is known
    #[command(subcommand)]
    Bench(bench::BenchCommand),
    Init(init::InitArgs),
    Completions(completions::CompletionsArgs),
    Man(man::ManArgs),
}

/// Does what the arguments ask, and gives the exit code.
pub(crate) fn main(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let matches = match Cli::command().try_get_matches_from(&arguments) {
        Ok(matches) => matches,
        Err(error) => return show_usage(&error),
    };
    let cli = match Cli::from_arg_matches(&matches) {
        Ok(cli) => cli,
        Err(error) => return show_usage(&error),
    };
    let ui = Ui::new(cli.globals.color, verbosity(&cli.globals));
    let outcome =
        config_for(&cli).map_err(anyhow::Error::from).and_then(|config| obey(cli, &config, &arguments, &ui));
    outcome.unwrap_or_else(|error| failure::show(&error, &ui))
}

/// The settings of the configuration file. What needs none is not kept from working by a broken file that happens to lie here.
fn config_for(cli: &Cli) -> Result<Config, ConfigError> {
    let needs_none =
        matches!(cli.command, None | Some(Command::Init(_) | Command::Completions(_) | Command::Man(_)));
    if needs_none && !cli.globals.dump_config && cli.globals.config.is_none() {
        return Ok(Config::default());
    }
    Config::load(cli.globals.config.as_deref())
}

fn verbosity(globals: &Globals) -> Verbosity {
    match (globals.quiet, globals.verbose) {
        (true, _) => Verbosity::Quiet,
        (false, false) => Verbosity::Normal,
        (false, true) => Verbosity::Verbose,
    }
}

fn show_usage(error: &clap::Error) -> u8 {
    // A reader that stopped reading has what it wanted.
    let _ = error.print();
    u8::try_from(error.exit_code()).unwrap_or(TROUBLE)
}

fn obey(cli: Cli, config: &Config, arguments: &[OsString], ui: &Ui) -> anyhow::Result<u8> {
    if cli.globals.dump_config {
        let flags = match cli.command {
            Some(Command::Run(args)) => args.settings,
            _ => settings::SettingsArgs::default(),
        };
        let mut out = ui.results();
        write!(out, "{}", settings::dump(&settings::effective(&flags, config)))?;
        out.flush()?;
        return Ok(GOOD);
    }
    match cli.command {
        None => {
            Cli::command().print_help()?;
            Ok(GOOD)
        }
        Some(Command::Run(args)) => run::run(&args, config, ui),
        Some(Command::Init(args)) => init::run(&args, ui),
        Some(Command::Inspect(args)) => inspect::run(&args, config, ui),
        Some(Command::WhatIf(args)) => what_if::run(&args, config, ui),
        Some(Command::Corpus(command)) => corpus::run(&command, config, ui),
        Some(Command::Completions(args)) => completions::run(&args, ui),
        Some(Command::Man(args)) => man::run(&args, ui),
        Some(_) => read(config, arguments, ui),
    }
}

/// The subcommands that read a finished run or a taxonomy: what the configuration file says is their default.
fn read(config: &Config, arguments: &[OsString], ui: &Ui) -> anyhow::Result<u8> {
    let command = with_defaults(Cli::command(), config);
    let matches = command.try_get_matches_from(arguments)?;
    settle(&matches, ui);
    let cli = Cli::from_arg_matches(&matches)?;
    let mut out = ui.results();
    let colour = ui.colours_results();
    let code = match cli.command {
        Some(Command::Search(args)) => search::run(&args, &mut out, colour)?,
        Some(Command::Kwic(args)) => kwic::run(&args, &mut out, colour)?,
        Some(Command::Evaluate(args)) => evaluate::run(&args, &|note| ui.warning(note), &mut out, colour)?,
        Some(Command::Agreement(args)) => agreement::run(&args, &|note| ui.warning(note), &mut out, colour)?,
        Some(Command::Taxonomy(command)) => {
            taxonomy::run(&command, config, &|note| ui.warning(note), &mut out, colour)?
        }
        Some(Command::Analysis(command)) => {
            analysis::run(&command, &|note| ui.warning(note), &mut out, colour)?
        }
        Some(Command::Review(command)) => {
            review::run(&command, config, &|note| ui.warning(note), &mut out, colour)?
        }
        Some(Command::Explain(args)) => explain::run(&args, &|note| ui.warning(note), &mut out, colour)?,
        Some(Command::Train(args)) => train::run(&args, &mut out)?,
        Some(Command::Bench(command)) => bench::run(&command, &|note| ui.warning(note), &mut out, colour)?,
        _ => GOOD,
    };
    out.flush()?;
    Ok(code)
}

/// Makes the configured paths the defaults of `--out`, `--taxonomy` and `--decisions`, wherever a subcommand has them.
fn with_defaults(command: clap::Command, config: &Config) -> clap::Command {
    let configured = [
        ("out", config.out.clone()),
        ("taxonomy", config.taxonomy.clone()),
        ("decisions", config.decisions.clone()),
    ];
    configured.into_iter().fold(command, |command, (name, path)| match path {
        Some(path) => with_default(command, name, &path.into_os_string()),
        None => command,
    })
}

fn with_default(command: clap::Command, name: &'static str, value: &OsString) -> clap::Command {
    let command = command.mut_subcommands(|inner| with_default(inner, name, value));
    if command.get_arguments().any(|argument| argument.get_id() == name) {
        command.mut_arg(name, |argument| argument.default_value(clap::builder::OsStr::from(value)))
    } else {
        command
    }
}

/// A reader finds a whole run also where another process stopped halfway its swap.
fn settle(matches: &ArgMatches, ui: &Ui) {
    let mut innermost = matches;
    while let Some((_, arguments)) = innermost.subcommand() {
        innermost = arguments;
    }
    let out = innermost.try_get_one::<PathBuf>("out").ok().flatten();
    if let Some(Err(error)) = out.map(|out| output::settle(out)) {
        ui.warning(&error.to_string());
    }
}

/// Whether an error only says that nobody reads the output any more.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let pipes = error.chain().filter_map(|cause| cause.downcast_ref::<io::Error>());
    pipes.into_iter().any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}
