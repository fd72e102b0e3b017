//! Outcomes as a table by group, and in full where asked for.

use super::verify::{Outcome, Status};
use std::collections::BTreeMap;
use std::fmt::Write;

const STATUSES: [Status; 5] = [Status::Exact, Status::Within, Status::Differs, Status::Refused, Status::Error];

/// The table, what failed, and the closing line.
pub(super) fn text(outcomes: &[Outcome], verbose: bool) -> String {
    let mut groups: BTreeMap<&str, [usize; STATUSES.len()]> = BTreeMap::new();
    for outcome in outcomes {
        if let Some(position) = STATUSES.iter().position(|status| *status == outcome.status) {
            groups.entry(&outcome.group).or_default()[position] += 1;
        }
    }
    let mut text =
        format!("{:32} {:>7} {:>7} {:>7} {:>7} {:>7}\n", "", "exact", "within", "differs", "refused", "error");
    // Writing to a string does not fail.
    for (group, [exact, within, differs, refused, error]) in &groups {
        let _ = writeln!(text, "{group:32} {exact:7} {within:7} {differs:7} {refused:7} {error:7}");
    }
    for outcome in outcomes.iter().filter(|outcome| shown(outcome, verbose)) {
        let _ =
            writeln!(text, "{:?} {}: {}{}", outcome.status, outcome.path.display(), outcome.message, fixed(outcome));
    }
    let count = |wanted: &[Status]| outcomes.iter().filter(|outcome| wanted.contains(&outcome.status)).count();
    let (passed, failed) = (count(&[Status::Exact, Status::Within]), count(&[Status::Differs, Status::Error]));
    let _ = writeln!(text, "{passed} passed, {failed} failed, {} refused", count(&[Status::Refused]));
    let fixed = outcomes.iter().filter(|outcome| !outcome.fixed.is_empty()).count();
    if fixed > 0 {
        let _ = writeln!(text, "{fixed} with inputs as constants, since shapes or the like depend on their values");
    }
    text
}

/// What is said of inputs that are constants.
fn fixed(outcome: &Outcome) -> String {
    if outcome.fixed.is_empty() { String::new() } else { format!(" [constant: {}]", outcome.fixed.join(", ")) }
}

fn shown(outcome: &Outcome, verbose: bool) -> bool {
    match outcome.status {
        Status::Exact => verbose && !outcome.fixed.is_empty(),
        Status::Within | Status::Refused => verbose,
        Status::Differs | Status::Error => true,
    }
}
