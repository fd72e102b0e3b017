//! `litecast verify`: compile, run and compare with goldens.

use super::compare::{Comparison, compare};
use super::io::{Io, tolerances};
use super::runner::{MODELS, Runner};
use super::table;
use crate::{Compiled, Options, compile};
use anyhow::{Context, bail};
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Folders to search for cases: folders with `model.tflite` and `io.safetensors`.
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// Write the results here, as a list of objects.
    #[arg(long)]
    json: Option<PathBuf>,
    /// Only cases whose path contains this.
    #[arg(long)]
    filter: Option<String>,
    /// Equal TensorFlow Lite for Microcontrollers instead of LiteRT.
    #[arg(long)]
    tflm: bool,
    /// Print every case that is not exact.
    #[arg(short, long)]
    verbose: bool,
}

/// How a case ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Status {
    /// Every output byte is equal.
    Exact,
    /// All outputs lie inside the stated tolerance.
    Within,
    /// Some output lies outside.
    Differs,
    /// The model does not compile, with reasons.
    Refused,
    /// Something else went wrong.
    Error,
}

/// The outcome of one case.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Outcome {
    pub(super) path: PathBuf,
    pub(super) status: Status,
    pub(super) max_diff: f64,
    pub(super) message: String,
    /// Operators of the model, for the table.
    #[serde(skip)]
    pub(super) operator: String,
}

/// Runs the sub-command.
pub(super) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let cases = find(args)?;
    let options = Options {
        numerics: if args.tflm { crate::Numerics::Tflm } else { crate::Numerics::Litert },
        ..Options::default()
    };
    let mut outcomes = Vec::new();
    for (shard, cases) in cases.chunks(MODELS).enumerate() {
        outcomes.extend(verify(shard, cases, &options)?);
    }
    if let Some(path) = &args.json {
        std::fs::write(path, serde_json::to_string_pretty(&outcomes)?)
            .with_context(|| format!("cannot write {}", path.display()))?;
    }
    table::print(&outcomes, args.verbose);
    let failed = outcomes.iter().any(|outcome| matches!(outcome.status, Status::Differs | Status::Error));
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn find(args: &Args) -> anyhow::Result<Vec<PathBuf>> {
    let mut cases = Vec::new();
    for path in &args.paths {
        if !path.is_dir() {
            bail!("{} is not a folder", path.display());
        }
        collect(path, &mut cases)?;
    }
    if let Some(filter) = &args.filter {
        cases.retain(|case| case.to_string_lossy().contains(filter));
    }
    if cases.is_empty() {
        bail!("no folder with model.tflite and io.safetensors");
    }
    cases.sort();
    Ok(cases)
}

fn collect(dir: &Path, cases: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    if dir.join("model.tflite").is_file() && dir.join("io.safetensors").is_file() {
        cases.push(dir.to_path_buf());
    }
    for entry in std::fs::read_dir(dir).with_context(|| format!("cannot list {}", dir.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, cases)?;
        }
    }
    Ok(())
}

/// A case that compiled, waiting for its run.
struct Pending {
    outcome: Outcome,
    compiled: Compiled,
    io: Io,
    index: usize,
}

fn verify(shard: usize, cases: &[PathBuf], options: &Options) -> anyhow::Result<Vec<Outcome>> {
    let mut runner = Runner::new(&format!("verify{shard}"))?;
    let mut done = Vec::new();
    let mut pending = Vec::new();
    for case in cases {
        match prepare(case, options, &mut runner) {
            Ok(ready) => pending.push(ready),
            Err(outcome) => done.push(outcome),
        }
    }
    if !pending.is_empty() {
        runner.build()?;
        runner.run()?;
    }
    done.extend(pending.into_iter().map(|pending| finish(&runner, pending)));
    done.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(done)
}

fn prepare(case: &Path, options: &Options, runner: &mut Runner) -> Result<Pending, Outcome> {
    let mut outcome = Outcome {
        path: case.to_path_buf(),
        status: Status::Error,
        max_diff: 0.0,
        message: String::new(),
        operator: group(case),
    };
    let result = prepare_inner(case, options, runner, &mut outcome);
    result.map(|(compiled, io, index)| Pending { outcome: outcome.clone(), compiled, io, index }).map_err(|error| {
        outcome.message = format!("{error:#}");
        outcome
    })
}

fn prepare_inner(
    case: &Path,
    options: &Options,
    runner: &mut Runner,
    outcome: &mut Outcome,
) -> anyhow::Result<(Compiled, Io, usize)> {
    let io = Io::open(&case.join("io.safetensors"))?;
    let bytes = std::fs::read(case.join("model.tflite"))?;
    let options = Options { input_shapes: io.input_shapes()?, ..options.clone() };
    let compiled = std::panic::catch_unwind(|| compile(&bytes, &options));
    let compiled = compiled
        .map_err(|_| anyhow::anyhow!("the compiler panicked"))?
        .inspect_err(|_| outcome.status = Status::Refused)?;
    let input = inputs(&compiled, &io)?;
    let index = runner.add(&compiled)?;
    std::fs::write(runner.input_path(index), input)?;
    let _ = std::fs::remove_file(runner.output_path(index));
    Ok((compiled, io, index))
}

/// The inputs of all runs, one after the other.
fn inputs(compiled: &Compiled, io: &Io) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    for run in 0..io.runs()? {
        for (i, port) in compiled.program.inputs.iter().enumerate() {
            let key = format!("input{i}");
            let (_, data) = io.get(&key, run)?.with_context(|| format!("{key} is missing in run {}", run + 1))?;
            if data.len() != port.region.bytes {
                bail!("{key} has {} bytes where the model takes {}", data.len(), port.region.bytes);
            }
            bytes.extend(data);
        }
    }
    Ok(bytes)
}

fn finish(runner: &Runner, pending: Pending) -> Outcome {
    let mut outcome = pending.outcome.clone();
    match compare_all(runner, &pending) {
        Ok(comparison) => {
            outcome.status = comparison.status;
            outcome.max_diff = comparison.max_diff;
            outcome.message = comparison.message;
        }
        Err(error) => outcome.message = format!("{error:#}"),
    }
    outcome
}

fn compare_all(runner: &Runner, pending: &Pending) -> anyhow::Result<Comparison> {
    let bytes = std::fs::read(runner.output_path(pending.index)).context("the run left no outputs")?;
    let tolerances = tolerances(&pending.outcome.path.join("meta.json"))?;
    let mut rest = bytes.as_slice();
    let mut worst = Comparison::default();
    for run in 0..pending.io.runs()? {
        for (i, port) in pending.compiled.program.outputs.iter().enumerate() {
            let key = format!("output{i}");
            let (shape, golden) =
                pending.io.get(&key, run)?.with_context(|| format!("{key} is missing in run {}", run + 1))?;
            if shape != port.shape.0 {
                bail!("{key} has shape {} where the golden has {shape:?}", port.shape);
            }
            let (now, later) = rest.split_at_checked(port.region.bytes).context("the run left too few outputs")?;
            rest = later;
            let comparison = compare(port.dtype, now, &golden, &shape, tolerances.get(i).copied().unwrap_or_default());
            worst = worst.worse(comparison.at(&key, run));
        }
    }
    Ok(worst)
}

/// What the table groups by: the folder that holds the case, which is the operator in suites of single operators.
fn group(case: &Path) -> String {
    let parent = case.parent().and_then(Path::file_name);
    parent.map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}
