//! `litecast bench`: how long compiled models take.

mod inputs;
mod limits;
mod report;
#[cfg(test)]
mod timing;

use super::check::{self, Verdict};
use super::entry::Entries;
use super::machine::Machine;
use super::model::{self, CompileArgs, NoCustomArgs};
use super::parallel;
use super::runner::{Model, Program, Ready, Runners, Saved};
use crate::{Diagnostics, Options, Report, plan};
use anyhow::{Context, bail};
use limits::Limits;
use serde::{Deserialize, Serialize};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Model files, and folders to search for *.tflite.
    #[arg(required = true)]
    models: Vec<PathBuf>,
    /// Time every step too. The share of steps that take some 100 ns is rough.
    #[arg(long)]
    profile: bool,
    /// Print a JSON list of objects instead of text.
    #[arg(long)]
    json: bool,
    /// Use this level of instruction sets at most, such as `portable` or `avx2`.
    #[arg(long, value_name = "NAME")]
    level: Option<String>,
    /// Time each model for at least so long, after a tenth of it for warming up.
    #[arg(long, value_name = "SECONDS", default_value_t = 1.0, value_parser = seconds)]
    min_time: f64,
    /// Take at least so many samples, whatever they take.
    #[arg(long, value_name = "COUNT", default_value_t = 10)]
    runs: usize,
    /// Let so many models run at the same time, each on a thread of its own, and compare their throughput with that of one.
    #[arg(long, value_name = "COUNT", default_value_t = 1)]
    instances: usize,
    /// Instead of timing the model, which must be the only one, write a program that does so and prints a line of JSON.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["profile", "json", "level", "min_time", "runs", "instances"])]
    emit_binary: Option<PathBuf>,
    /// Which entry point to time, where there are several [default: serving_default, else the first subgraph's, else the first].
    #[arg(long, value_name = "KEY")]
    signature: Option<String>,
    #[command(flatten)]
    machine: Machine,
    #[command(flatten)]
    compile: CompileArgs,
    #[command(flatten)]
    custom: NoCustomArgs,
}

fn seconds(text: &str) -> Result<f64, String> {
    let value = text.parse().ok().filter(|value| (0.0..1e6).contains(value));
    value.ok_or_else(|| format!("`{text}` is not a number of seconds"))
}

/// What came of a model.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Outcome {
    Timed(Timed),
    /// A program that times it.
    Written,
    Failed(Failed),
}

/// A model that could not be timed, as `check` tells it.
#[derive(Debug, Serialize)]
struct Failed {
    path: PathBuf,
    #[serde(flatten)]
    verdict: Verdict,
}

impl Failed {
    fn refused(path: PathBuf, problems: Diagnostics) -> Self {
        Failed { verdict: Verdict::new(path.clone(), problems, None), path }
    }

    fn broken(path: PathBuf, error: &anyhow::Error) -> Self {
        Failed { verdict: Verdict::new(path.clone(), Diagnostics::default(), Some(format!("{error:#}"))), path }
    }
}

impl Outcome {
    fn timed(&self) -> Option<&Timed> {
        match self {
            Outcome::Timed(timed) => Some(timed),
            _ => None,
        }
    }
}

/// A model's times.
#[derive(Debug, Default, Serialize)]
struct Timed {
    path: PathBuf,
    #[serde(flatten)]
    measured: Measured,
    macs: u64,
    gmacs_per_s: f64,
    /// Of what the core could do: the time that all multiply-accumulates take at its limits, by the time that a run takes.
    peak_share: f64,
    /// Resident memory beyond weights, arena, state and inputs: the program, and the libraries that it shares with others.
    #[serde(skip_serializing_if = "Option::is_none")]
    extra_rss_bytes: Option<u64>,
    arena_bytes: usize,
    weights_bytes: usize,
    state_bytes: usize,
    /// Where the inputs are from.
    inputs: &'static str,
    limits: Limits,
    /// Inferences a second of one model, and of as many at the same time as were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    alone_per_s: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    together_per_s: Option<f64>,
    /// What timing nothing takes; it is taken off every step.
    #[serde(skip_serializing_if = "Option::is_none")]
    clock_ns: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    steps: Option<Vec<Step>>,
}

/// What the program measures of a run as a whole.
#[derive(Debug, Default, Deserialize, Serialize)]
struct Measured {
    median_ns: f64,
    min_ns: f64,
    /// Level of instruction sets.
    level: String,
    /// Making the model and setting its inputs.
    load_ns: f64,
    /// The first inference of the process, with cold caches and memory that nobody has touched.
    first_ns: f64,
    /// What both take beyond an inference later on: the least of several starts.
    start_ns: f64,
    /// Inferences that were timed.
    runs: usize,
    /// The process's most memory at once up to its first inference, where the system tells.
    peak_rss_bytes: Option<u64>,
    /// What of it are weights, arena, state and inputs.
    known_bytes: u64,
}

/// What the program prints.
#[derive(Debug, Deserialize)]
struct Line {
    #[serde(flatten)]
    measured: Measured,
    clock_ns: Option<f64>,
    step_ns: Option<Vec<f64>>,
    alone_per_s: Option<f64>,
    together_per_s: Option<f64>,
    #[serde(default)]
    limits: Limits,
}

/// A step's time.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
struct Step {
    operator: usize,
    name: String,
    kernel: String,
    tensor: String,
    dtype: &'static str,
    shape: Vec<usize>,
    macs: u64,
    median_ns: f64,
    /// Of the sum of all steps.
    share: f64,
    gmacs_per_s: f64,
    /// What it reads and writes, working memory included.
    bytes: u64,
    /// Of what the core could do.
    peak_share: f64,
    /// What it takes at least: for its multiply-accumulates, or for its bytes from the nearest cache or the second.
    floor_ns: f64,
}

/// Runs the sub-command.
pub(super) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    args.custom.refuse()?;
    let models = check::find(&args.models)?;
    if args.emit_binary.is_some() && models.len() != 1 {
        bail!("a program times one model, and these are {}", models.len());
    }
    let jobs = parallel::cores();
    let (runners, options) =
        (Runners::temporary(PROGRAM, &args.machine, jobs)?, args.compile.options_for(&args.machine));
    let models = models.into_iter().enumerate().collect();
    let prepared = parallel::map(jobs, models, |(index, path): (usize, PathBuf)| {
        let result = prepare(index, &path, &options, args.signature.as_deref(), &runners);
        result.unwrap_or_else(|error| Err(Failed::broken(path, &error)))
    });
    let saved: Vec<Saved> = prepared.iter().flatten().map(|prepared| prepared.model.clone()).collect();
    let bar = parallel::progress("building", runners.crates(&saved));
    let ready = runners.build(&saved, || bar.inc(1))?;
    bar.finish_and_clear();
    // One after the other, and only now that nothing is being built.
    let bar = parallel::progress("timing", saved.len());
    let finish = |prepared: Prepared| {
        let outcome = finish(ready.get(prepared.model.name()), prepared, args);
        bar.inc(1);
        outcome
    };
    let outcomes: Vec<Outcome> =
        prepared.into_iter().map(|prepared| prepared.map_or_else(Outcome::Failed, finish)).collect();
    bar.finish_and_clear();
    report(&outcomes, args)
}

fn report(outcomes: &[Outcome], args: &Args) -> anyhow::Result<ExitCode> {
    if args.json {
        super::print(&(serde_json::to_string_pretty(outcomes)? + "\n"))?;
    } else {
        super::print(&report::text(outcomes))?;
    }
    let failed = outcomes.iter().any(|outcome| matches!(outcome, Outcome::Failed(_)));
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// A model that has compiled. Its times are still to come.
struct Prepared {
    model: Saved,
    timed: Timed,
    steps: Vec<Step>,
}

fn prepare(
    index: usize,
    path: &Path,
    options: &Options,
    signature: Option<&str>,
    runners: &Runners,
) -> anyhow::Result<Result<Prepared, Failed>> {
    let (bytes, io) = (model::read(path)?, inputs::beside(path));
    // Shapes that the user gives come before those of stored inputs.
    let shapes = io.as_ref().filter(|_| options.input_shapes.is_empty());
    let compiled = match model::compile_for(&bytes, options, shapes)? {
        Ok(compiled) => compiled,
        Err(problems) => return Ok(Err(Failed::refused(path.to_path_buf(), problems))),
    };
    let mut entries = Entries::of(&compiled.program);
    signature.map_or(Ok(()), |key| entries.choose(key))?;
    let (input, inputs) = inputs::inputs(&entries, io.as_ref());
    let model = Model::new(index, &compiled).save(runners)?.choose(entries.chosen());
    runners.attach(&model, "input", &input)?;
    let Report { weights_bytes, arena_bytes, state_bytes, .. } = compiled.report();
    let (path, steps) = (path.to_path_buf(), &compiled.program.entries[entries.chosen()].steps);
    let macs = compiled.program.entries[entries.chosen()].macs();
    let timed = Timed { path, macs, weights_bytes, arena_bytes, state_bytes, inputs, ..Timed::default() };
    Ok(Ok(Prepared { model, timed, steps: steps.iter().map(Step::new).collect() }))
}

fn finish(ready: Option<&Ready>, prepared: Prepared, args: &Args) -> Outcome {
    let path = prepared.timed.path.clone();
    let result = match (ready, &args.emit_binary) {
        (Some(Ok(executable)), None) => time(prepared, executable, args).map(Outcome::Timed),
        (Some(Ok(executable)), Some(to)) => emit(executable, to).map(|()| Outcome::Written),
        (Some(Err(error)), _) => Err(anyhow::anyhow!("the generated code does not build: {}", error.trim())),
        (None, _) => Err(anyhow::anyhow!("the generated code was not built")),
    };
    result.unwrap_or_else(|error| Outcome::Failed(Failed::broken(path, &error)))
}

fn emit(executable: &Path, to: &Path) -> anyhow::Result<()> {
    // A file that is being run cannot be written to, but can be replaced.
    let _ = std::fs::remove_file(to);
    std::fs::copy(executable, to).map(|_| ()).with_context(|| format!("cannot write {}", to.display()))
}

/// Starts of the program of which the quickest counts.
const STARTS: usize = 9;

fn time(prepared: Prepared, executable: &Path, args: &Args) -> anyhow::Result<Timed> {
    let (min_time, runs) = (args.min_time.to_string(), args.runs.to_string());
    let instances = args.instances.max(1).to_string();
    let mut asked = vec!["--min-time", &min_time, "--runs", &runs, "--instances", &instances, "--limits"];
    asked.extend(args.profile.then_some("--profile"));
    let mut line = start(&prepared, executable, &asked, args)?;
    for _ in 1..STARTS {
        let Line { measured, .. } = start(&prepared, executable, &["--min-time", "0", "--runs", "1"], args)?;
        let beyond = measured.load_ns + measured.first_ns - line.measured.min_ns;
        line.measured.start_ns = line.measured.start_ns.min(beyond).max(0.0);
    }
    Ok(prepared.with(line))
}

fn start(prepared: &Prepared, executable: &Path, asked: &[&str], args: &Args) -> anyhow::Result<Line> {
    let mut command = args.machine.command(executable);
    command.args(["--model", prepared.model.name(), "--threads", &args.compile.threads().to_string()]).args(asked);
    command.envs(args.level.as_ref().map(|level| ("LITECAST_LEVEL", level)));
    let output = command.output().with_context(|| args.machine.cannot_run(executable))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr).trim().to_string();
        bail!("the model ended with {}: {said}", output.status);
    }
    serde_json::from_slice(&output.stdout).context("the program's result")
}

impl Prepared {
    fn with(self, line: Line) -> Timed {
        let Prepared { timed, steps, .. } = self;
        let Line { measured, limits, clock_ns, step_ns, alone_per_s, together_per_s } = line;
        let floor: f64 = steps.iter().map(|step| limits.macs_ns(step.dtype, step.macs)).sum();
        Timed {
            gmacs_per_s: gmacs_per_s(timed.macs, measured.median_ns),
            peak_share: share(floor, measured.median_ns),
            extra_rss_bytes: measured.peak_rss_bytes.map(|bytes| bytes.saturating_sub(measured.known_bytes)),
            clock_ns,
            alone_per_s,
            together_per_s,
            steps: step_ns.map(|times| timed_steps(steps, &times, &limits)),
            measured,
            limits,
            ..timed
        }
    }
}

fn timed_steps(steps: Vec<Step>, times: &[f64], limits: &Limits) -> Vec<Step> {
    let total: f64 = times.iter().sum();
    let timed = |(step, &median_ns): (Step, &f64)| {
        let macs_ns = limits.macs_ns(step.dtype, step.macs);
        Step {
            median_ns,
            share: share(median_ns, total),
            gmacs_per_s: gmacs_per_s(step.macs, median_ns),
            peak_share: share(macs_ns, median_ns),
            floor_ns: macs_ns.max(limits.bytes_ns(step.bytes)),
            ..step
        }
    };
    steps.into_iter().zip(times).map(timed).collect()
}

impl Step {
    fn new(step: &plan::Step) -> Self {
        Step {
            operator: step.site.operator,
            name: step.site.name.clone(),
            kernel: step.callee().to_string(),
            tensor: step.tensor.clone(),
            dtype: step.dtype.name(),
            shape: step.shape.0.clone(),
            macs: step.macs,
            bytes: step.reads().chain(step.writes()).map(|region| region.bytes as u64).sum(),
            ..Step::default()
        }
    }
}

/// One a nanosecond is a thousand millions a second.
fn gmacs_per_s(macs: u64, ns: f64) -> f64 {
    if ns > 0.0 { macs as f64 / ns } else { 0.0 }
}

fn share(ns: f64, total: f64) -> f64 {
    if total > 0.0 { ns / total } else { 0.0 }
}

const PROGRAM: Program = Program {
    name: "bench",
    opt_level: 3,
    main: source,
    files: &[("timing.rs", include_str!("timing.rs")), ("limits.rs", include_str!("limits.in.rs"))],
};

/// The program of these models.
fn source(models: &[Saved]) -> String {
    let names: Vec<&str> = models.iter().map(Saved::name).collect();
    let mut source = String::from(include_str!("program.in.rs"));
    // Writing to a string does not fail.
    for name in &names {
        let _ = writeln!(source, "include!(\"../../models/{name}.rs\");");
    }
    let paths: Vec<String> = models.iter().map(Saved::path).collect();
    for (model, path) in models.iter().zip(&paths) {
        let run = if model.is_split() { "run_observed_on(watch, pool)" } else { "run_observed(watch)" };
        let _ = writeln!(source, "watched!({path}, |model, watch, pool| model.{run});");
    }
    let _ = writeln!(source, "const FIRST: &str = {:?};", names.first().unwrap_or(&""));
    source += "fn make(name: &str) -> Option<(Box<dyn Watched>, &'static [u8], usize)> { Some(match name {\n";
    for (name, path) in names.iter().zip(&paths) {
        let input = format!("include_bytes!(\"../../models/{name}.input\")");
        let model = format!("Box::new({path}::Model::in_memory({name}::Memory::boxed()))");
        let bytes = format!("{name}::WEIGHTS_BYTES + {name}::ARENA_BYTES");
        let _ = writeln!(source, "{name:?} => ({model}, {input}, {bytes}),");
    }
    source + "_ => return None }) }\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_programs_line_is_read() {
        let line = r#"{"engine": "litecast", "level": "avx2", "median_ns": 20.5, "min_ns": 19, "runs": 7, "first_ns": 1e3,
            "load_ns": 5, "start_ns": 986, "peak_rss_bytes": 500, "known_bytes": 300, "clock_ns": 21.0, "step_ns": [15.0, 5.0],
            "limits": {"i8_gmacs_per_s": 8.0, "f32_gmacs_per_s": 4.0, "l1_gb_per_s": 64.0, "l2_gb_per_s": 32.0}}"#;
        let step = |macs, dtype| Step { macs, dtype, bytes: 192, ..Step::default() };
        let timed = Timed { macs: 41, ..Timed::default() };
        let prepared = Prepared { model: Saved::default(), timed, steps: vec![step(0, "int8"), step(20, "int8")] };
        let timed = prepared.with(serde_json::from_str(line).unwrap());
        assert_eq!((timed.measured.runs, timed.measured.first_ns, timed.gmacs_per_s), (7, 1000.0, 2.0));
        assert_eq!((timed.extra_rss_bytes, timed.peak_share), (Some(200), 2.5 / 20.5));
        let steps = timed.steps.unwrap();
        let shares: Vec<_> = steps.iter().map(|step| (step.share, step.gmacs_per_s, step.peak_share)).collect();
        assert_eq!(shares, [(0.75, 0.0, 0.0), (0.25, 4.0, 0.5)]);
        assert_eq!(steps.iter().map(|step| step.floor_ns).collect::<Vec<_>>(), [3.0, 3.0]);
    }

    #[test]
    fn times_are_numbers_of_seconds() {
        assert_eq!(seconds("0.25"), Ok(0.25));
        assert!(["-1", "nan", "inf", "1e9", "soon"].iter().all(|text| seconds(text).is_err()));
    }
}
