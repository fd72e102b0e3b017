//! The generated module's documentation: what the model is, its operators, its memory map.

use crate::Compiled;
use crate::plan::{Buffer, Program};
use std::fmt::Write;

/// Rows that a table has at most: a page, not a book.
const ROWS: usize = 100;

/// Documentation of the whole module, in Markdown.
pub(super) fn module(compiled: &Compiled) -> String {
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
    steps(program, &mut doc);
    doc
}

fn steps(program: &Program, doc: &mut String) {
    let _ = writeln!(doc, " | step | operator | kernel | output | arena | MACs |\n |---|---|---|---|---|---|");
    for (i, step) in program.steps.iter().take(ROWS).enumerate() {
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
    if program.steps.len() > ROWS {
        let _ = writeln!(doc, "\n … and {} more.", program.steps.len() - ROWS);
    }
}
