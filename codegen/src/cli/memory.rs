//! The memory map as text: what lies where and when, and a bar per step.

use super::describe::{Allocation, Entry, Range, Step};
use super::inspect::{columns, number};
use std::fmt::Write;

/// Characters of a bar.
const WIDTH: usize = 64;

/// The table of allocations and the bars; `of` says whose, in the title.
pub(super) fn text(entry: &Entry, of: &str) -> String {
    let Some(totals) = entry.totals.as_ref().filter(|totals| totals.arena_bytes > 0) else { return String::new() };
    let mut text = format!("\nmemory{of}\n");
    let rows = entry.memory.iter().map(|piece| {
        let when = format!("{}..={}", moment(piece.first_step, entry), moment(piece.last_step, entry));
        let what = if piece.tensors.is_empty() { "(working memory)".to_string() } else { piece.tensors.join(", ") };
        vec![number(piece.range.offset), number(piece.range.bytes), when, what]
    });
    let header = ["offset", "bytes", "steps", "tensors"].map(str::to_string).to_vec();
    text += &columns(&std::iter::once(header).chain(rows).collect::<Vec<_>>(), ">><<");
    let unit = totals.arena_bytes.div_ceil(WIDTH);
    // Writing to a string does not fail.
    let _ = writeln!(text, "\nmemory by step: W written, r read, - kept, . free; {} bytes a letter", number(unit));
    text + &columns(&bars(entry, totals.arena_bytes), "<<>>")
}

fn moment(step: i64, entry: &Entry) -> String {
    match usize::try_from(step) {
        Err(_) => "start".to_string(),
        Ok(step) if step >= entry.steps.len() => "end".to_string(),
        Ok(step) => step.to_string(),
    }
}

/// One row per step, and one each for before and after: number, operator, bytes in use, bar.
fn bars(entry: &Entry, arena: usize) -> Vec<Vec<String>> {
    let count = i64::try_from(entry.steps.len()).unwrap_or(i64::MAX);
    let row = |time: i64| {
        let step = usize::try_from(time).ok().and_then(|time| entry.steps.get(time));
        let what = step.map_or_else(String::new, |step| format!("#{} {}", step.operator, step.name));
        let live: Vec<Range> =
            entry.memory.iter().filter(|piece| is_live(piece, time)).map(|piece| piece.range).collect();
        let bytes = live.iter().map(|range| range.bytes).sum();
        vec![moment(time, entry), what, number(bytes), bar(step, &live, arena)]
    };
    (-1..=count).map(row).collect()
}

fn is_live(piece: &Allocation, time: i64) -> bool {
    (piece.first_step..=piece.last_step).contains(&time)
}

/// A letter stands for equal parts of the arena and says the most that happens in any byte of its part.
fn bar(step: Option<&Step>, live: &[Range], arena: usize) -> String {
    let unit = arena.div_ceil(WIDTH).max(1);
    let (reads, writes) = step.map_or((&[][..], &[][..]), |step| (&step.reads, &step.writes));
    let letter = |i: usize| {
        let within = |ranges: &[Range]| ranges.iter().any(|range| range.meets(i * unit, (i + 1) * unit));
        match () {
            () if within(writes) => 'W',
            () if within(reads) => 'r',
            () if within(live) => '-',
            () => '.',
        }
    };
    (0..arena.div_ceil(unit)).map(letter).collect()
}

impl Range {
    fn meets(self, start: usize, end: usize) -> bool {
        self.offset < end && start < self.offset.saturating_add(self.bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_shows_the_most_that_happens() {
        let range = |offset, bytes| Range { offset, bytes };
        let step = Step { reads: vec![range(0, 2)], writes: vec![range(2, 1)], ..Step::default() };
        let live = [range(0, 2), range(2, 1), range(6, 2)];
        assert_eq!(bar(Some(&step), &live, 10), "rrW...--..");
        assert_eq!(bar(None, &live, 10), "---...--..");
        let coarse = bar(Some(&step), &live, 640);
        assert_eq!((coarse.len(), &coarse[..2]), (64, "W."));
    }
}
