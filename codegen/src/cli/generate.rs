//! `litecast generate`: a model's Rust module, for people and build systems that want the file itself.

use super::model::{self, CompileArgs, CustomArgs};
use crate::{Compiled, Emit, WeightsAs};
use anyhow::{Context, bail};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use syn::parse::Parser;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The model file.
    model: PathBuf,
    /// Write the module here, and its weights beside it as FILE.weights. Without, everything goes to standard output.
    #[arg(short, long, value_name = "FILE.rs")]
    output: Option<PathBuf>,
    /// Name of the module [default: that of the model file].
    #[arg(long, value_name = "NAME")]
    module: Option<String>,
    /// Path of the crate litecast, where it has been renamed.
    #[arg(long = "crate", value_name = "PATH", default_value = "::litecast")]
    crate_path: String,
    #[command(flatten)]
    compile: CompileArgs,
    #[command(flatten)]
    custom: CustomArgs,
}

/// Runs the sub-command.
pub(super) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let emit = emit(args)?;
    let bytes = model::read(&args.model)?;
    let compiled = model::compile_file(&args.model, &bytes, &args.custom.add_to(args.compile.options()))?;
    match &args.output {
        Some(path) => write(path, emit, &compiled)?,
        None => super::print(&emit.pretty(&compiled))?,
    }
    Ok(ExitCode::SUCCESS)
}

fn emit(args: &Args) -> anyhow::Result<Emit> {
    let parsed = syn::Path::parse_mod_style.parse_str(&args.crate_path);
    parsed.with_context(|| format!("`{}` is not the path of a crate", args.crate_path))?;
    let stem = args.model.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let name = args.module.clone().or(stem).unwrap_or_default();
    Ok(Emit { crate_path: args.crate_path.clone(), ..Emit::module(&name) })
}

fn write(path: &Path, emit: Emit, compiled: &Compiled) -> anyhow::Result<()> {
    let weights = path.with_extension("weights");
    if weights == path {
        bail!("{} is where the weights would go; give the module another extension", path.display());
    }
    let name = weights.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let emit = Emit { weights: WeightsAs::File(name), ..emit };
    let failed = |path: &Path| format!("cannot write {}", path.display());
    std::fs::write(&weights, &compiled.program.weights).with_context(|| failed(&weights))?;
    std::fs::write(path, emit.pretty(compiled)).with_context(|| failed(path))
}
