//! Times as text.

use super::{Outcome, Step, Timed};
use crate::cli::inspect::{columns, grouped, number};
use std::collections::BTreeMap;
use std::fmt::Write;

/// The table of all models, then what was against the others, then the profiles.
pub(super) fn text(outcomes: &[Outcome]) -> String {
    let timed = || outcomes.iter().filter_map(|outcome| outcome.timed());
    let mut text = String::new();
    if timed().next().is_some() {
        text += &columns(&std::iter::once(header(&HEADER)).chain(timed().map(row)).collect::<Vec<_>>(), "<>>>>>>>>>");
    }
    if let Some(timed) = timed().next() {
        text += &timed.limits.text(&timed.measured.level);
    }
    // Writing to a string does not fail.
    for outcome in outcomes {
        if let Outcome::Failed(failed) = outcome {
            let _ = write!(text, "{}", failed.verdict);
        }
    }
    timed().for_each(|timed| text += &throughput(timed).unwrap_or_default());
    timed().for_each(|timed| text += &profile(timed).unwrap_or_default());
    text
}

/// What several models at the same time come to.
fn throughput(timed: &Timed) -> Option<String> {
    let (alone, together) = (timed.alone_per_s?, timed.together_per_s?);
    let path = timed.path.display();
    Some(format!(
        "{path}: {alone:.1} inferences a second alone, {together:.1} together: {:.2} times\n",
        together / alone
    ))
}

const HEADER: [&str; 10] =
    ["model", "median", "minimum", "start-up", "MACs", "GMAC/s", "peak", "arena", "weights", "other memory"];

fn header(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|cell| cell.to_string()).collect()
}

fn row(timed: &Timed) -> Vec<String> {
    vec![
        timed.path.display().to_string(),
        time(timed.measured.median_ns),
        time(timed.measured.min_ns),
        time(timed.measured.start_ns),
        grouped(timed.macs),
        rate(timed.gmacs_per_s),
        percent(timed.peak_share),
        number(timed.arena_bytes),
        number(timed.weights_bytes),
        timed.extra_rss_bytes.map_or_else(|| "-".to_string(), grouped),
    ]
}

/// Steps one by one, then by kind of operator.
fn profile(timed: &Timed) -> Option<String> {
    let steps = timed.steps.as_ref()?;
    let total: f64 = steps.iter().map(|step| step.median_ns).sum();
    let mut text = format!(
        "\n{}: steps take {}, and {} unwatched; {} for the clock are taken off each\n",
        timed.path.display(),
        time(total),
        time(timed.measured.median_ns),
        time(timed.clock_ns.unwrap_or_default()),
    );
    let head = header(&["step", "operator", "kernel", "output", "MACs", "median", "share", "GMAC/s", "peak", "floor"]);
    let rows = steps.iter().enumerate().map(|(i, step)| {
        let operator = format!("#{} {}", step.operator, step.name);
        let output = format!("{}{:?}", step.dtype, step.shape);
        let start = vec![i.to_string(), operator, step.kernel.clone(), output];
        let end = vec![percent(step.peak_share), time(step.floor_ns)];
        [start, costs(step.macs, step.median_ns, total), end].concat()
    });
    text += &columns(&std::iter::once(head).chain(rows).collect::<Vec<_>>(), "><<<>>>>>>");
    let head = header(&["kind", "steps", "MACs", "median", "share", "GMAC/s", "floor"]);
    let rows = kinds(steps).into_iter().map(|(name, kind)| {
        let start = vec![name.to_string(), number(kind.steps)];
        [start, costs(kind.macs, kind.median_ns, total), vec![time(kind.floor_ns)]].concat()
    });
    text.push('\n');
    text += &columns(&std::iter::once(head).chain(rows).collect::<Vec<_>>(), "<>>>>>>");
    Some(text)
}

/// All steps of a kind of operator.
#[derive(Debug, Default, PartialEq)]
struct Kind {
    steps: usize,
    macs: u64,
    median_ns: f64,
    floor_ns: f64,
}

/// Each kind of operator, the longest first.
fn kinds(steps: &[Step]) -> Vec<(&str, Kind)> {
    let mut kinds: BTreeMap<&str, Kind> = BTreeMap::new();
    for step in steps {
        let kind = kinds.entry(&step.name).or_default();
        kind.steps += 1;
        kind.macs = kind.macs.saturating_add(step.macs);
        kind.median_ns += step.median_ns;
        kind.floor_ns += step.floor_ns;
    }
    let mut kinds: Vec<_> = kinds.into_iter().collect();
    kinds.sort_by(|(_, a), (_, b)| b.median_ns.total_cmp(&a.median_ns));
    kinds
}

fn costs(macs: u64, ns: f64, total: f64) -> Vec<String> {
    vec![grouped(macs), time(ns), percent(super::share(ns, total)), rate(super::gmacs_per_s(macs, ns))]
}

fn percent(share: f64) -> String {
    format!("{:.1} %", share * 100.0)
}

/// Nothing where there is no work to speak of.
fn rate(gmacs_per_s: f64) -> String {
    if gmacs_per_s == 0.0 { "-".to_string() } else { format!("{gmacs_per_s:.2}") }
}

fn time(ns: f64) -> String {
    let units = [(1e9, "s"), (1e6, "ms"), (1e3, "us")];
    let (unit, name) = units.into_iter().find(|(unit, _)| ns >= *unit).unwrap_or((1.0, "ns"));
    let value = ns / unit;
    let digits = if value < 10.0 { 2 } else { usize::from(value < 100.0) };
    format!("{value:.digits$} {name}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_have_three_digits() {
        let text = [0.0, 93.44, 1234.0, 56_789.0, 123_456_789.0, 2e9].map(time);
        assert_eq!(text, ["0.00 ns", "93.4 ns", "1.23 us", "56.8 us", "123 ms", "2.00 s"]);
    }

    #[test]
    fn kinds_add_up_and_the_longest_comes_first() {
        let step = |name: &str, macs, median_ns| {
            let name = name.to_string();
            Step { name, macs, median_ns, floor_ns: 1.5, ..Step::default() }
        };
        let kind = |steps, macs, median_ns, floor_ns| Kind { steps, macs, median_ns, floor_ns };
        let steps = [step("ADD", 0, 5.0), step("CONV_2D", 7, 3.0), step("CONV_2D", 3, 4.0)];
        assert_eq!(kinds(&steps), [("CONV_2D", kind(2, 10, 7.0, 3.0)), ("ADD", kind(1, 0, 5.0, 1.5))]);
        assert_eq!(costs(10, 7.0, 14.0), ["10", "7.00 ns", "50.0 %", "1.43"]);
        assert_eq!(costs(0, 0.0, 0.0), ["0", "0.00 ns", "0.0 %", "-"]);
    }
}
