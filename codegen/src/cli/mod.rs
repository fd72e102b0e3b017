//! The command `litecast`.

mod bench;
mod cargo;
mod check;
mod compare;
mod describe;
mod entry;
mod fixed;
mod generate;
mod inspect;
mod io;
mod machine;
mod memory;
mod model;
mod parallel;
mod run;
mod runner;
mod steps;
mod table;
mod verify;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Compiles TensorFlow Lite models into static Rust.
#[derive(Debug, Parser)]
#[command(name = "litecast", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Time models, as a whole and step by step.
    ///
    /// Inputs are those of the first run in `io.safetensors` beside the model where there is one, or else made up: the whole
    /// range of 8- and 16-bit integers, reals in [-1, 1], zeros for wider integers, which are indices in most models. They are
    /// set before every inference, outside of its time. An inference of less than 10 us is timed together with others; the time
    /// that setting the inputs takes by itself is then taken off.
    ///
    /// The peak is what this core reaches with the same instructions on numbers in registers, measured at the end of the run. The
    /// floor of a step is what it takes at least: for its multiply-accumulates at the peak, or for reading all its bytes from the
    /// nearest cache, or the second if they are many. Start-up is what making the model and its first inference take beyond
    /// a later one, the least of nine starts; other memory is what the process has resident at most beyond weights, arena,
    /// state and inputs: code, and the C library, which it shares with other processes.
    Bench(bench::Args),
    /// Tell whether models compile, and everything that is in the way of it.
    Check(check::Args),
    /// Write a model's Rust module.
    Generate(generate::Args),
    /// Show a model's operators, tensors, work and memory.
    Inspect(inspect::Args),
    /// Compile a model, build it with cargo, and run it on the tensors of a file.
    Run(run::Args),
    /// Compile, run and compare with goldens every case below the paths.
    Verify(verify::Args),
}

/// Runs the command on the process's arguments. Problems of models and failed cases give 1, wrong arguments 2.
pub fn main() -> ExitCode {
    model::quiet_when_caught();
    let result = match Cli::parse().command {
        Command::Bench(args) => bench::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Generate(args) => generate::run(&args),
        Command::Inspect(args) => inspect::run(&args),
        Command::Run(args) => run::run(&args),
        Command::Verify(args) => verify::run(&args),
    };
    result.unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        ExitCode::FAILURE
    })
}

/// Prints, and ends quietly when nobody reads on, as in `litecast inspect … | head`.
fn print(text: &str) -> anyhow::Result<()> {
    use std::io::{ErrorKind, Write};
    match std::io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        result => Ok(result?),
    }
}
