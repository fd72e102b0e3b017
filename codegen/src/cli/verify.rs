//! `litecast verify`: compile, run and compare with goldens.

use super::compare::{Comparison, compare};
use super::entry::Entries;
use super::fixed;
use super::io::{Io, Meta, Of, Side};
use super::machine::Machine;
use super::model::{CompileArgs, NoCustomArgs};
use super::runner::{Model, Program, Ready, Runners, Saved};
use super::{parallel, table};
use crate::plan::Port;
use crate::{Compiled, Options};
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
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Only cases whose path contains this.
    #[arg(long, value_name = "TEXT")]
    filter: Option<String>,
    /// How many processes to use [default: one for every core].
    #[arg(short, long, value_name = "COUNT")]
    jobs: Option<usize>,
    /// Print every case that is not exact.
    #[arg(short, long)]
    verbose: bool,
    #[command(flatten)]
    machine: Machine,
    #[command(flatten)]
    compile: CompileArgs,
    #[command(flatten)]
    custom: NoCustomArgs,
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
    /// What the table groups by: the operator in suites of single operators.
    pub(super) group: String,
    pub(super) status: Status,
    /// `null` in JSON when it is infinite.
    pub(super) max_diff: f64,
    pub(super) message: String,
    /// Inputs that are constants of the case's own values, since the model does not compile without.
    pub(super) fixed: Vec<String>,
}

/// Runs the sub-command.
pub(super) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    args.custom.refuse()?;
    let cases = find(args)?;
    let jobs = args.jobs.unwrap_or_else(parallel::cores);
    let outcomes = verify(cases, &args.compile.options_for(&args.machine), &args.machine, jobs)?;
    if let Some(path) = &args.json {
        std::fs::write(path, serde_json::to_string_pretty(&outcomes)?)
            .with_context(|| format!("cannot write {}", path.display()))?;
    }
    super::print(&table::text(&outcomes, args.verbose))?;
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
    cases.dedup();
    Ok(cases)
}

fn collect(dir: &Path, cases: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    if dir.join("model.tflite").is_file() && dir.join("io.safetensors").is_file() {
        cases.push(dir.to_path_buf());
    }
    for entry in std::fs::read_dir(dir).with_context(|| format!("cannot list {}", dir.display()))? {
        let entry = entry?;
        // Links are not followed: they may lead round in circles.
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), cases)?;
        }
    }
    Ok(())
}

/// A case that has compiled, with what its run needs. Models are not kept: there may be thousands.
struct Pending {
    outcome: Outcome,
    entries: Entries,
    model: Saved,
}

fn verify(cases: Vec<PathBuf>, options: &Options, machine: &Machine, jobs: usize) -> anyhow::Result<Vec<Outcome>> {
    let runners = Runners::temporary(Program::VERIFY, machine, jobs)?;
    let bar = parallel::progress("compiling", cases.len());
    let prepared = parallel::map(jobs, cases.into_iter().enumerate().collect(), |(index, case): (usize, PathBuf)| {
        let result = prepare(index, &case, options, &runners);
        bar.inc(1);
        result
    });
    bar.finish_and_clear();
    let (mut done, mut pending) = (Vec::new(), Vec::new());
    for case in prepared {
        match case {
            Ok(ready) => pending.push(ready),
            Err(outcome) => done.push(outcome),
        }
    }
    let models: Vec<Saved> = pending.iter().map(|case| case.model.clone()).collect();
    let bar = parallel::progress("building", runners.crates(&models));
    let ready = runners.build(&models, || bar.inc(1))?;
    bar.finish_and_clear();
    let bar = parallel::progress("running", pending.len());
    done.extend(parallel::map(jobs, pending, |case| {
        let outcome = finish(&runners, ready.get(case.model.name()), case);
        bar.inc(1);
        outcome
    }));
    bar.finish_and_clear();
    done.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(done)
}

fn prepare(index: usize, case: &Path, options: &Options, runners: &Runners) -> Result<Pending, Outcome> {
    let (path, group) = (case.to_path_buf(), group(case, None));
    let mut outcome =
        Outcome { path, group, status: Status::Error, max_diff: 0.0, message: String::new(), fixed: Vec::new() };
    match compile_case(case, options, &mut outcome).and_then(|compiled| {
        let model = Model::new(index, &compiled).save(runners)?;
        Ok((model, Entries::of(&compiled.program)))
    }) {
        Ok((model, entries)) => Ok(Pending { outcome, entries, model }),
        Err(error) => {
            outcome.message = format!("{error:#}");
            Err(outcome)
        }
    }
}

fn compile_case(case: &Path, options: &Options, outcome: &mut Outcome) -> anyhow::Result<Compiled> {
    outcome.group = group(case, Meta::open(case)?.op);
    let bytes = std::fs::read(case.join("model.tflite"))?;
    // Files with types that safetensors cannot hold are of models with types that are refused: these reasons say more.
    let io = Io::open(&case.join("io.safetensors"));
    let (compiled, fixed) = fixed::compile(&bytes, options, io.as_ref().ok())?;
    outcome.fixed = fixed;
    let compiled = compiled.inspect_err(|_| outcome.status = Status::Refused)?;
    io?;
    Ok(compiled)
}

fn finish(runners: &Runners, ready: Option<&Ready>, case: Pending) -> Outcome {
    let mut outcome = case.outcome.clone();
    let result = match ready {
        Some(Ok(executable)) => run_case(runners, executable, &case),
        Some(Err(error)) => Err(anyhow::anyhow!("the generated code does not build: {}", error.trim())),
        None => Err(anyhow::anyhow!("the generated code was not built")),
    };
    match result {
        Ok(Comparison { status, max_diff, message }) => Outcome { status, max_diff, message, ..outcome },
        Err(error) => {
            outcome.message = format!("{error:#}");
            outcome
        }
    }
}

fn run_case(runners: &Runners, executable: &Path, case: &Pending) -> anyhow::Result<Comparison> {
    let path = &case.outcome.path;
    let (io, meta) = (Io::open(&path.join("io.safetensors"))?, Meta::open(path)?);
    let calls = case.entries.calls(&io)?;
    let bytes = runners.run(case.model.name(), executable, &calls, &case.entries.inputs(&io, &calls)?)?;
    let mut rest = bytes.as_slice();
    let mut worst = Comparison::default();
    for call in calls {
        let of = case.entries.tensors(call.entry);
        let ports = &case.entries.get(call.entry).outputs;
        let mut outputs = Vec::new();
        for port in ports {
            let (now, later) = rest.split_at_checked(port.region.bytes).context("the run left too few outputs")?;
            rest = later;
            outputs.push(now);
        }
        let counts = ports.iter().filter_map(|port| port.count).collect::<Vec<_>>();
        for (i, port) in ports.iter().enumerate().filter(|(i, _)| !counts.contains(i)) {
            let (port, now) = counted(port, &outputs, outputs[i]);
            let golden = io.data(of, Side::Output, &port, call.run)?;
            if !golden.has_shape_of(&port) {
                bail!("output {i} has shape {} where the golden has {:?}", port.shape, golden.shape);
            }
            let position = if let Of::Signature(_) = of { None } else { Some(i) };
            let tolerance = meta.tolerance(golden.key, position);
            let comparison = compare(port.dtype, now, golden.data, golden.shape, tolerance);
            worst = worst.worse(comparison.at(golden.key));
        }
    }
    Ok(worst)
}

/// An output without the rows that are not there.
fn counted<'a>(port: &Port, outputs: &[&[u8]], bytes: &'a [u8]) -> (Port, &'a [u8]) {
    let count = port.count.and_then(|index| outputs.get(index)?.first_chunk());
    let mut port = port.clone();
    if let (Some(count), Some(rows)) = (count, port.shape.0.first_mut()) {
        let row = port.region.bytes / (*rows).max(1);
        *rows = usize::try_from(i32::from_le_bytes(*count)).unwrap_or(0).min(*rows);
        port.region.bytes = *rows * row;
    }
    let bytes = bytes.get(..port.region.bytes).unwrap_or(bytes);
    (port, bytes)
}

/// The operator that the case is about, or else the folder that holds it.
fn group(case: &Path, op: Option<String>) -> String {
    let parent = || case.parent().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
    op.or_else(parent).unwrap_or_default()
}
