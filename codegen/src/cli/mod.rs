//! The command `litecast`.

mod compare;
mod io;
mod runner;
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
    /// Compile, run and compare every case below the paths.
    Verify(verify::Args),
}

/// Runs the command on the process's arguments.
pub fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Verify(args) => verify::run(&args),
    };
    result.unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        ExitCode::FAILURE
    })
}
