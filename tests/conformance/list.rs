//! The lists of cases that may be refused.

use litecast_tests::{blessing, root, say};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// A list, and how the cases of a run compare with it.
pub(crate) struct List {
    path: PathBuf,
    /// `None` where there is no file: nothing may be refused, unless one is to be written.
    listed: Option<BTreeSet<String>>,
    refused: BTreeSet<String>,
    /// Cases whose golden is not what the reference kernels give, by `<path>: <why>` in `<set>.differs`.
    excused: BTreeMap<String, String>,
    differing: usize,
    stale: Vec<String>,
    faults: Vec<String>,
}

impl List {
    /// Of a set.
    pub(crate) fn open(set: &str) -> Self {
        let path = root().join("tests/conformance").join(format!("{set}.refused"));
        let listed = std::fs::read_to_string(&path).ok();
        let listed = listed.map(|text| text.lines().map(str::to_string).collect());
        let excused = std::fs::read_to_string(path.with_extension("differs")).unwrap_or_default();
        let excused = excused.lines().filter_map(|line| line.split_once(": "));
        let excused = excused.map(|(case, why)| (case.to_string(), why.to_string())).collect();
        List { path, listed, refused: BTreeSet::new(), excused, differing: 0, stale: Vec::new(), faults: Vec::new() }
    }

    fn holds(&self, case: &str) -> bool {
        self.listed.as_ref().is_some_and(|listed| listed.contains(case))
    }

    /// The case gives its goldens.
    pub(crate) fn passed(&mut self, case: &str) {
        if self.holds(case) {
            self.stale.push(format!("{case}: passes, and is still in the list"));
        }
        if self.excused.contains_key(case) {
            self.faults.push(format!("{case}: passes, and is still excused"));
        }
    }

    /// The case does not compile.
    pub(crate) fn refused(&mut self, case: &str, message: &str) {
        self.refused.insert(case.to_string());
        let first = self.listed.is_none() && blessing();
        if !first && !self.holds(case) {
            self.faults.push(format!("{case}: refused, and not in the list: {message}"));
        }
    }

    /// The case gives something else than its goldens, which is excused only where these are not the reference kernels'.
    pub(crate) fn failed(&mut self, case: &str, status: &str, message: &str) {
        if let Some(why) = self.excused.get(case).filter(|_| status == "differs") {
            say(&format!("{case}: differs, as expected: {why}"));
            self.differing += 1;
            return;
        }
        self.faults.push(format!("{case}: {status}: {message}"));
    }

    /// How many cases are known to differ.
    pub(crate) fn differing(&self) -> usize {
        self.differing
    }

    /// How many cases are refused.
    pub(crate) fn refusals(&self) -> usize {
        self.refused.len()
    }

    /// Panics with all that is wrong; shortens the list where that is asked for, or writes the first one.
    pub(crate) fn finish<'a>(mut self, cases: impl Iterator<Item = &'a str>) {
        let cases: BTreeSet<&str> = cases.collect();
        let unknown = self.listed.iter().flatten().filter(|case| !cases.contains(case.as_str()));
        self.stale.extend(unknown.map(|case| format!("{case}: in the list, and no such case")));
        if blessing() {
            self.write();
        }
        let problems: Vec<&str> = self.faults.iter().chain(&self.stale).map(String::as_str).collect();
        assert!(
            problems.is_empty(),
            "{} cases are not as {} says (LITECAST_BLESS=1 takes out those that pass by now):\n{}",
            problems.len(),
            self.path.display(),
            problems.join("\n")
        );
    }

    fn write(&mut self) {
        let keep = |case: &&String| self.listed.as_ref().is_none_or(|listed| listed.contains(*case));
        let lines: String = self.refused.iter().filter(keep).map(|case| format!("{case}\n")).collect();
        std::fs::write(&self.path, lines).expect("the list can be written");
        say(&format!("rewrote {}", self.path.display()));
        self.stale.clear();
    }
}
