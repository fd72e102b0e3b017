//! The steps of a model as text: which kernel runs, and what was decided for it while compiling.

use super::describe::{Entry, Step};
use super::inspect::{columns, number};

/// The table of steps; `of` says whose, in the title.
pub(super) fn text(entry: &Entry, of: &str) -> String {
    if entry.steps.is_empty() {
        return String::new();
    }
    let header = ["step", "operator", "kernel", "working memory", "decided"].map(str::to_string).to_vec();
    let rows = entry.steps.iter().enumerate().map(|(i, step)| {
        let operator = format!("#{} {}", step.operator, step.name);
        vec![i.to_string(), operator, step.kernel.clone(), number(step.working_bytes), decided(step)]
    });
    format!("\nsteps{of}\n{}", columns(&std::iter::once(header).chain(rows).collect::<Vec<_>>(), "><<><"))
}

fn decided(step: &Step) -> String {
    let mut words: Vec<String> = step.decisions.iter().map(|(what, how)| format!("{what}: {how}")).collect();
    words.extend(step.in_place.then(|| "in place".to_string()));
    words.extend((step.parts > 1).then(|| format!("{} parts", step.parts)));
    words.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_tells_what_was_decided() {
        let decisions = [("block", "12 patches".to_string()), ("a", "b".to_string())].into();
        let step = Step { decisions, in_place: true, parts: 2, ..Step::default() };
        assert_eq!(decided(&step), "a: b; block: 12 patches; in place; 2 parts");
        assert_eq!(decided(&Step::default()), "");
    }
}
