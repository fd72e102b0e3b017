//! What must hold of every plan: else the generated code would not compile, or would compute nonsense.

use litecast_codegen::Compiled;
use litecast_codegen::plan::{Buffer, Entry, Program, Region, Step};

/// The first broken rule, in words.
///
/// # Errors
///
/// Where a region leaves its buffer, or a step writes over what it or another of its arguments uses.
pub fn check(compiled: &Compiled) -> Result<(), String> {
    let program = &compiled.program;
    if program.arena_bytes < program.arena_lower_bound {
        return Err(format!("arena {} below its lower bound {}", program.arena_bytes, program.arena_lower_bound));
    }
    program.entries.iter().try_for_each(|entry| {
        check_entry(program, entry).map_err(|broken| format!("entry point `{}`: {broken}", entry.key))
    })
}

fn check_entry(program: &Program, entry: &Entry) -> Result<(), String> {
    for (i, step) in entry.steps.iter().enumerate() {
        check_step(program, step)
            .map_err(|broken| format!("step {i} ({} {}): {broken}", step.site.name, step.kernel))?;
    }
    for port in &entry.inputs {
        inside(program, port.region)?;
        if port.region.buffer != Buffer::Arena && port.region.bytes > 0 {
            return Err(format!("input `{}` is not in the arena", port.name));
        }
    }
    entry.outputs.iter().try_for_each(|port| inside(program, port.region))
}

fn check_step(program: &Program, step: &Step) -> Result<(), String> {
    let (reads, writes): (Vec<Region>, Vec<Region>) = (step.reads().collect(), step.writes().collect());
    for region in reads.iter().chain(&writes) {
        inside(program, *region)?;
    }
    for (i, write) in writes.iter().enumerate() {
        if write.buffer == Buffer::Weights {
            return Err("it writes into the weights".into());
        }
        if let Some(other) = writes[..i].iter().find(|other| overlap(**other, *write)) {
            return Err(format!("it writes {write:?} and {other:?}"));
        }
        // An elementwise step may overwrite its input, element for element.
        let in_place = |read: &Region| read.offset == write.offset && read.bytes == write.bytes;
        if let Some(read) = reads.iter().find(|read| overlap(**read, *write) && !in_place(read)) {
            return Err(format!("it writes {write:?} while reading {read:?}"));
        }
    }
    Ok(())
}

fn inside(program: &Program, region: Region) -> Result<(), String> {
    let size = match region.buffer {
        Buffer::Arena => program.arena_bytes,
        Buffer::State => program.state.len(),
        Buffer::Weights => program.weights.len(),
        Buffer::Empty => 0,
    };
    let end = region.offset.checked_add(region.bytes).filter(|end| *end <= size);
    end.map(|_| ()).ok_or_else(|| format!("{region:?} outside a buffer of {size} bytes"))
}

fn overlap(a: Region, b: Region) -> bool {
    let apart = a.offset + a.bytes <= b.offset || b.offset + b.bytes <= a.offset;
    a.buffer == b.buffer && a.buffer != Buffer::Weights && a.bytes > 0 && b.bytes > 0 && !apart
}
