//! Outcomes as a table by group, and in full where asked for.

use super::verify::{Outcome, Status};
use std::collections::BTreeMap;

const STATUSES: [Status; 5] = [Status::Exact, Status::Within, Status::Differs, Status::Refused, Status::Error];

/// Prints the table, what failed, and the closing line.
pub(super) fn print(outcomes: &[Outcome], verbose: bool) {
    let mut groups: BTreeMap<&str, [usize; STATUSES.len()]> = BTreeMap::new();
    for outcome in outcomes {
        if let Some(position) = STATUSES.iter().position(|status| *status == outcome.status) {
            groups.entry(&outcome.operator).or_default()[position] += 1;
        }
    }
    println!("{:32} {:>7} {:>7} {:>7} {:>7} {:>7}", "", "exact", "within", "differs", "refused", "error");
    for (group, counts) in &groups {
        let [exact, within, differs, refused, error] = counts;
        println!("{group:32} {exact:7} {within:7} {differs:7} {refused:7} {error:7}");
    }
    for outcome in outcomes.iter().filter(|outcome| shown(outcome, verbose)) {
        println!("{:?} {}: {}", outcome.status, outcome.path.display(), outcome.message);
    }
    let count = |wanted: &[Status]| outcomes.iter().filter(|outcome| wanted.contains(&outcome.status)).count();
    let (passed, failed) = (count(&[Status::Exact, Status::Within]), count(&[Status::Differs, Status::Error]));
    println!("{passed} passed, {failed} failed, {} refused", count(&[Status::Refused]));
}

fn shown(outcome: &Outcome, verbose: bool) -> bool {
    match outcome.status {
        Status::Exact => false,
        Status::Within | Status::Refused => verbose,
        Status::Differs | Status::Error => true,
    }
}
