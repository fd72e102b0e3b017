//! `litecast inspect`: what a model is made of.

use super::describe::{Description, Entry, Operator, Quant, Tensor, Totals, describe};
use super::model::{self, CompileArgs, CustomArgs};
use super::{memory, steps};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// Labels that the text shows.
const LABELS: usize = 5;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The model file.
    model: PathBuf,
    /// Print JSON instead of text.
    #[arg(long, conflicts_with = "dot")]
    json: bool,
    /// Print the graph for Graphviz instead: `litecast inspect --dot MODEL | dot -Tsvg -o graph.svg`.
    #[arg(long)]
    dot: bool,
    #[command(flatten)]
    compile: CompileArgs,
    #[command(flatten)]
    custom: CustomArgs,
}

/// Runs the sub-command.
pub(super) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let bytes = model::read(&args.model)?;
    let (mut model, graph) = describe(&bytes, &args.custom.add_to(args.compile.options()))?;
    model.path = args.model.display().to_string();
    let text = match (args.json, args.dot) {
        (true, _) => serde_json::to_string_pretty(&model)? + "\n",
        (_, true) => graph.dot(),
        _ => text(&model),
    };
    super::print(&text)?;
    if model.problems.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    if !args.json {
        eprintln!("error: {} does not compile:\n{}", model.path, model.problems);
    }
    Ok(ExitCode::FAILURE)
}

fn text(model: &Description) -> String {
    let mut text = head(model);
    text += &operators(model);
    text += &kinds(model);
    let title = |entry: &Entry| {
        if entry.signature.is_empty() || model.only.is_some() {
            return String::new();
        }
        format!(" of `{}`", entry.signature)
    };
    for entry in model.entries() {
        let of = title(entry);
        text += &(steps::text(entry, &of) + &memory::text(entry, &of));
    }
    text
}

// Writing to a string does not fail: results of `writeln!` are dropped below.

fn head(model: &Description) -> String {
    let mut text = format!("{}: {} bytes", model.path, number(model.file_bytes));
    let _ = writeln!(
        text,
        "{}",
        if model.description.is_empty() { String::new() } else { format!("; {}", model.description) }
    );
    if let Some(totals) = model.only.as_ref().and_then(|entry| entry.totals.as_ref()) {
        text += &costs(totals);
    }
    for signature in &model.signatures {
        let (inputs, outputs) = (signature.inputs.join(", "), signature.outputs.join(", "));
        let subgraph =
            if signature.subgraph == 0 { String::new() } else { format!(", subgraph {}", signature.subgraph) };
        let _ = writeln!(text, "signature `{}`: {inputs} -> {outputs}{subgraph}", signature.key);
    }
    model.only.iter().for_each(|entry| text += &ports(entry));
    for entry in &model.entries {
        let _ = writeln!(text, "\nentry point `{}`", entry.signature);
        text += &entry.totals.as_ref().map_or_else(String::new, costs);
        text += &ports(entry);
    }
    if !model.labels.is_empty() {
        let shown: Vec<&str> = model.labels.iter().take(LABELS).map(String::as_str).collect();
        let more = if model.labels.len() > LABELS { ", …" } else { "" };
        let _ = writeln!(text, "\n{} labels: {}{more}", model.labels.len(), shown.join(", "));
    }
    text
}

fn ports(entry: &Entry) -> String {
    let mut text = String::new();
    for (what, ports) in [("inputs", &entry.inputs), ("outputs", &entry.outputs)] {
        let rows: Vec<_> =
            ports.iter().map(|port| vec![format!("`{}`", port.name), describe_tensor(&port.tensor)]).collect();
        let _ = write!(text, "\n{what}\n{}", columns(&rows, "<<"));
    }
    text
}

fn costs(totals: &Totals) -> String {
    let least = if totals.arena_bytes == totals.arena_lower_bound {
        "the least possible".to_string()
    } else {
        format!("no plan could do with less than {}", number(totals.arena_lower_bound))
    };
    let (macs, weights, arena) = (grouped(totals.macs), number(totals.weights_bytes), number(totals.arena_bytes));
    let mut text = format!("{macs} multiply-accumulates, {weights} bytes of weights, {arena} bytes of arena ({least})");
    if totals.state_bytes > 0 {
        let _ = write!(text, ", {} bytes kept between runs", number(totals.state_bytes));
    }
    text + &format!(", {} steps\n", totals.steps)
}

fn operators(model: &Description) -> String {
    let mut text = String::from("\noperators\n");
    let entries: Vec<usize> = model.entries().map(|entry| entry.subgraph).collect();
    let compiled = |subgraph| model.compiles() && entries.contains(&subgraph);
    let mut subgraph = 0;
    for operator in &model.operators {
        if operator.subgraph != subgraph {
            subgraph = operator.subgraph;
            let _ = writeln!(text, "  subgraph {subgraph}");
        }
        let _ =
            writeln!(text, "  #{} {}{}", operator.index, operator.name, cost(operator, compiled(operator.subgraph)));
        if !operator.attributes.is_empty() {
            let _ = writeln!(text, "      {}", operator.attributes);
        }
        let missing = || vec!["-".to_string(), String::new()];
        let row = |tensor: &Option<Tensor>| {
            tensor.as_ref().map_or_else(missing, |tensor| vec![format!("`{}`", tensor.name), describe_tensor(tensor)])
        };
        let with = |what: &str, tensor: &Option<Tensor>| [vec![format!("    {what}")], row(tensor)].concat();
        let inputs = operator.inputs.iter().map(|tensor| with("in", tensor));
        let rows: Vec<_> = inputs.chain(operator.outputs.iter().map(|tensor| with("out", tensor))).collect();
        text += &columns(&rows, "<<<");
    }
    text
}

/// What an operator costs; `compiled` if it is one of an entry point that compiles.
fn cost(operator: &Operator, compiled: bool) -> String {
    let mut text = String::new();
    if operator.macs > 0 {
        let _ = write!(text, ", {} multiply-accumulates", grouped(operator.macs));
    }
    match operator.kernels.as_slice() {
        [] if compiled => text += ": nothing at run time",
        [] => {}
        [kernel] => text += &format!(": {kernel}"),
        [kernel, ..] => text += &format!(": {} calls from {kernel} on", operator.kernels.len()),
    }
    text
}

/// Operators by kind.
fn kinds(model: &Description) -> String {
    let mut kinds: BTreeMap<&str, (usize, u64, usize)> = BTreeMap::new();
    for operator in &model.operators {
        let (count, macs, weights) = kinds.entry(&operator.name).or_default();
        *count += 1;
        *macs = macs.saturating_add(operator.macs);
        *weights += operator.weights_bytes;
    }
    let header = ["kind", "count", "multiply-accumulates", "bytes of constants"].map(str::to_string).to_vec();
    let rows = kinds
        .iter()
        .map(|(name, (count, macs, weights))| vec![name.to_string(), number(*count), grouped(*macs), number(*weights)]);
    format!("\n{}", columns(&std::iter::once(header).chain(rows).collect::<Vec<_>>(), "<>>>"))
}

fn describe_tensor(tensor: &Tensor) -> String {
    let mut text = format!("{}{:?}", tensor.dtype, tensor.shape);
    if let Some(quant) = &tensor.quantization {
        text += &describe_quant(quant);
    }
    if tensor.constant {
        text += " constant";
    }
    if let Some(open) = &tensor.open_shape {
        let _ = write!(text, " (in the file {open:?})");
    }
    text
}

fn describe_quant(quant: &Quant) -> String {
    match (quant.scale.as_slice(), quant.axis) {
        ([scale], _) => format!(" scale {scale}, zero point {}", quant.zero_point.first().unwrap_or(&0)),
        (scales, axis) => format!(" {} scales along axis {}", scales.len(), axis.unwrap_or(0)),
    }
}

/// Rows with aligned columns: `<` to the left, `>` to the right.
pub(super) fn columns(rows: &[Vec<String>], align: &str) -> String {
    let width = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max();
    let widths: Vec<usize> = (0..align.len()).map(|column| width(column).unwrap_or(0)).collect();
    let mut text = String::new();
    for row in rows {
        let mut line = String::new();
        for ((cell, side), width) in row.iter().zip(align.chars()).zip(&widths) {
            let _ = if side == '<' {
                write!(line, "  {cell:<width$}", width = *width)
            } else {
                write!(line, "  {cell:>width$}", width = *width)
            };
        }
        text += line.trim_end();
        text.push('\n');
    }
    text
}

/// A number with separators of thousands.
pub(super) fn number(value: usize) -> String {
    grouped(value as u64)
}

/// The same of a large number.
pub(super) fn grouped(value: u64) -> String {
    let digits = value.to_string();
    let mut text = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_separators() {
        assert_eq!([0, 999, 1000, 1234567].map(number), ["0", "999", "1,000", "1,234,567"]);
    }

    #[test]
    fn cells_line_up() {
        let rows = [["a", "1"], ["bcd", "22"]].map(|row| row.map(str::to_string).to_vec());
        assert_eq!(columns(&rows, "<>"), "  a     1\n  bcd  22\n");
    }
}
