//! The generated module's documentation: what the model is, its operators, its memory map.

use super::names;
use crate::Compiled;
use crate::plan::{Buffer, Entry};
use std::fmt::Write;

/// Rows that a table has at most: a page, not a book.
const ROWS: usize = 100;

/// Documentation of the whole module `name`, in Markdown.
pub(super) fn module(compiled: &Compiled, name: &str) -> String {
    let (program, report) = (&compiled.program, compiled.report());
    let mut doc = String::new();
    let description = if program.description.is_empty() { "A compiled model." } else { &program.description };
    // Writing to a string does not fail.
    let _ = writeln!(doc, " {description}\n");
    let _ = writeln!(
        doc,
        " {} multiply-accumulates, {} bytes of weights, {} bytes of working memory (no plan could do with less than {}).\n",
        report.macs, report.weights_bytes, report.arena_bytes, report.arena_lower_bound
    );
    match &program.entries[..] {
        [only] => steps(only, &mut doc),
        several => entries(several, name, &mut doc),
    }
    doc
}

/// Documentation of the module of one of several entry points.
pub(super) fn entry(entry: &Entry) -> String {
    let mut doc = format!(
        " The entry point `{}`: {} multiply-accumulates, {} bytes of the working memory (no plan could do with less than {}).\n\n",
        entry.key,
        entry.macs(),
        entry.arena_bytes,
        entry.arena_lower_bound
    );
    steps(entry, &mut doc);
    doc
}

/// Links are followed from outside of the module.
fn entries(entries: &[Entry], module: &str, doc: &mut String) {
    let _ = writeln!(doc, " | entry point | method and module | arena | MACs |\n |---|---|---|---|");
    for (entry, name) in entries.iter().zip(names::entries(entries)) {
        let _ = writeln!(
            doc,
            " | `{}` | [`{name}`](mod@{module}::{name}) | {} | {} |",
            entry.key,
            entry.arena_bytes,
            entry.macs()
        );
    }
    let _ = writeln!(
        doc,
        "\n They share weights, variables and working memory: the inputs and outputs of one are gone once another runs."
    );
}

fn steps(entry: &Entry, doc: &mut String) {
    let _ = writeln!(doc, " | step | operator | kernel | output | arena | MACs |\n |---|---|---|---|---|---|");
    for (i, step) in entry.steps.iter().take(ROWS).enumerate() {
        let output = step.writes().find(|region| region.buffer == Buffer::Arena);
        let place =
            output.map_or_else(String::new, |region| format!("{}..{}", region.offset, region.offset + region.bytes));
        let _ = writeln!(
            doc,
            " | {i} | #{} {} | {} | {} {} | {place} | {} |",
            step.site.operator,
            step.site.name,
            step.callee(),
            step.dtype,
            step.shape,
            step.macs
        );
    }
    if entry.steps.len() > ROWS {
        let _ = writeln!(doc, "\n … and {} more.", entry.steps.len() - ROWS);
    }
}
