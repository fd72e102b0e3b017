//! `litecast run`: a compiled model on the tensors of a file.

use super::entry::{self, Call, Entries};
use super::io::{Io, file_dtype};
use super::machine::Machine;
use super::model::{self, CompileArgs, NoCustomArgs};
use super::runner::{Model, Runners};
use super::{compare, parallel};
use crate::Compiled;
use crate::import::outline;
use crate::ir::DType;
use crate::plan::Port;
use anyhow::{Context, bail};
use safetensors::Dtype;
use safetensors::tensor::TensorView;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Elements that the summary of an output shows.
const SHOWN: usize = 8;
/// Classes that it names.
const CLASSES: usize = 3;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The model file.
    model: PathBuf,
    /// Input tensors: `input0`, …, or the names that the model's signature gives its inputs; `input0@1`, `input0@2`, … for
    /// consecutive runs of one instance.
    #[arg(long, value_name = "FILE.safetensors")]
    input: PathBuf,
    /// Write the outputs here, as `output0`, …, instead of summing them up.
    #[arg(long, value_name = "FILE.safetensors")]
    output: Option<PathBuf>,
    /// Which entry point to run, where there are several [default: serving_default, else the first subgraph's, else the first].
    #[arg(long, value_name = "KEY")]
    signature: Option<String>,
    #[command(flatten)]
    machine: Machine,
    #[command(flatten)]
    compile: CompileArgs,
    #[command(flatten)]
    custom: NoCustomArgs,
}

/// Runs the sub-command.
pub(super) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    args.custom.refuse()?;
    let bytes = model::read(&args.model)?;
    let io = Io::open(&args.input)?;
    let mut options = args.compile.options_for(&args.machine);
    let qualifier = entry::qualifier(&outline::signatures(&bytes), args.signature.as_deref())?;
    for (name, shape) in io.input_shapes(qualifier.as_deref()) {
        options.input_shapes.entry(name).or_insert(shape);
    }
    let compiled = model::compile_file(&args.model, &bytes, &options)?;
    let mut entries = Entries::of(&compiled.program);
    if let Some(key) = &args.signature {
        entries.choose(key)?;
    }
    let calls: Vec<Call> = (0..io.runs()).map(|run| Call { entry: entries.chosen(), run }).collect();
    let input = entries.inputs(&io, &calls).with_context(|| format!("in {}", args.input.display()))?;
    let output = execute(&compiled, &args.machine, &calls, &input)?;
    let outputs = &entries.get(entries.chosen()).outputs;
    let runs = split(outputs, io.runs(), &output)?;
    match &args.output {
        Some(path) => write(path, outputs, &runs, io.is_numbered())?,
        None => super::print(&summary(outputs, &compiled.program.labels, &runs))?,
    }
    Ok(ExitCode::SUCCESS)
}

/// Builds the model unless it has been built before, and runs it.
fn execute(compiled: &Compiled, machine: &Machine, calls: &[Call], input: &[u8]) -> anyhow::Result<Vec<u8>> {
    let model = Model::new(0, compiled);
    let runners = Runners::lasting(model.fingerprint(), machine, parallel::cores())?;
    let saved = model.save(&runners)?;
    let ready = runners.build(std::slice::from_ref(&saved), || ())?;
    match ready.get(saved.name()) {
        Some(Ok(executable)) => runners.run(saved.name(), executable, calls, input),
        Some(Err(error)) => bail!("the generated code does not build: a fault of litecast\n{error}"),
        None => bail!("the generated code was not built"),
    }
}

/// The outputs of each run.
fn split<'a>(ports: &[Port], runs: usize, mut bytes: &'a [u8]) -> anyhow::Result<Vec<Vec<&'a [u8]>>> {
    let mut take = |port: &Port| -> anyhow::Result<&'a [u8]> {
        let (now, later) = bytes.split_at_checked(port.region.bytes).context("the run left too few outputs")?;
        bytes = later;
        Ok(now)
    };
    (0..runs).map(|_| ports.iter().map(&mut take).collect()).collect()
}

fn write(path: &Path, ports: &[Port], runs: &[Vec<&[u8]>], numbered: bool) -> anyhow::Result<()> {
    let mut tensors = Vec::new();
    for (run, outputs) in runs.iter().enumerate() {
        for (i, (port, data)) in ports.iter().zip(outputs).enumerate() {
            let key = if numbered { format!("output{i}@{}", run + 1) } else { format!("output{i}") };
            let dtype = file_dtype(port.dtype);
            // Packed elements are stored as the bytes that they share.
            let packed = dtype == Dtype::U8 && port.dtype != DType::U8;
            let mut shape = if packed { vec![data.len()] } else { port.shape.0.clone() };
            shape.extend((port.dtype == DType::Complex128).then_some(2));
            tensors.push((key, TensorView::new(dtype, shape, data)?));
        }
    }
    let bytes = safetensors::serialize(tensors, None)?;
    std::fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
}

fn summary(outputs: &[Port], labels: &[String], runs: &[Vec<&[u8]>]) -> String {
    let mut text = String::new();
    for (run, data) in runs.iter().enumerate() {
        for (i, (port, data)) in outputs.iter().zip(data).enumerate() {
            let key = if runs.len() > 1 { format!("output{i}@{}", run + 1) } else { format!("output{i}") };
            // Writing to a string does not fail.
            let _ = writeln!(text, "{key} `{}` {}{}", port.name, port.dtype, port.shape);
            describe(port, data, labels, &mut text);
        }
    }
    text
}

/// Range and first elements in real numbers, and the classes that stand out where there are names for them.
fn describe(port: &Port, data: &[u8], labels: &[String], text: &mut String) {
    let quant = port.quant.as_ref().filter(|quant| quant.is_per_tensor());
    let real = |raw: f64| quant.map_or(raw, |quant| f64::from(quant.scale()) * (raw - f64::from(quant.zero_point())));
    let values: Vec<f64> = compare::reals(port.dtype, data).into_iter().map(real).collect();
    if values.is_empty() {
        return;
    }
    let (min, max) = values.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), &x| (a.min(x), b.max(x)));
    let first: Vec<String> = values.iter().take(SHOWN).map(|x| short(*x)).collect();
    let more = if values.len() > SHOWN { ", …" } else { "" };
    let _ = writeln!(text, "    {} … {}: {}{more}", short(min), short(max), first.join(", "));
    if labels.len() == values.len() {
        let mut best: Vec<usize> = (0..values.len()).collect();
        best.sort_by(|&a, &b| values[b].total_cmp(&values[a]));
        for &class in best.iter().take(CLASSES) {
            let _ = writeln!(text, "    {} {}: {}", class, labels[class], short(values[class]));
        }
    }
}

/// Six digits are enough to look at.
fn short(x: f64) -> String {
    if x == x.trunc() && x.abs() < 1e15 { format!("{x}") } else { format!("{x:.6}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::{Quant, Shape};
    use crate::plan::{Buffer, Region};

    #[test]
    fn outputs_are_described_in_real_numbers() {
        let region = Region { buffer: Buffer::Arena, offset: 0, bytes: 3 };
        let quant = Some(Quant::tensor(0.5, -1));
        let port = Port {
            name: "y".into(),
            dtype: DType::I8,
            shape: Shape(vec![1, 3]),
            quant,
            region,
            position: 0,
            count: None,
        };
        let (labels, mut text) = (["cat", "dog", "owl"].map(str::to_string), String::new());
        describe(&port, &[255, 0, 2], &labels, &mut text);
        assert_eq!(
            text,
            "    0 … 1.500000: 0, 0.500000, 1.500000\n    2 owl: 1.500000\n    1 dog: 0.500000\n    0 cat: 0\n"
        );
    }
}
