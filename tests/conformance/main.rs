//! All cases with goldens, compiled, run and compared by the command `litecast verify`.
//!
//! The models in this repository always; those of `../shared`, a folder beside the checkout, where it is. A case may be refused
//! only if it stands in the list of its set, `conformance/<set>.refused`, and the lists may only get shorter:
//! `LITECAST_BLESS=1 cargo test` takes out what passes by now, and never puts anything in.

mod list;

use list::List;
use litecast_tests::{root, say};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// Runs the command over `dir`; gives each case's path below it, status and message.
fn verify(set: &str, dir: &Path) -> Vec<(String, String, String)> {
    let scratch = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let json = scratch.join(format!("conformance-{set}.json"));
    // Whatever is left of an earlier run must not count as this one's.
    let _ = std::fs::remove_file(&json);
    let output = Command::new(env!("CARGO_BIN_EXE_litecast-under-test"))
        .args(["verify", "--json"])
        .args([&json, dir])
        // One folder for whoever builds models, so that the runtime is built once.
        .env("CARGO_TARGET_DIR", scratch.parent().expect("a target folder"))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .output()
        .expect("the command runs");
    let text = std::fs::read_to_string(&json)
        .unwrap_or_else(|error| panic!("no results ({error}):\n{}", String::from_utf8_lossy(&output.stdout)));
    let results: Value = serde_json::from_str(&text).expect("results are JSON");
    results.as_array().expect("a list").iter().map(|result| parse(result, dir)).collect()
}

fn parse(result: &Value, dir: &Path) -> (String, String, String) {
    let text = |key: &str| result[key].as_str().unwrap_or_default().to_string();
    let path = PathBuf::from(text("path"));
    let path = path.strip_prefix(dir).unwrap_or(&path).to_string_lossy().replace('\\', "/");
    (path, text("status"), text("message"))
}

/// Runs a set and compares what is refused with its list.
fn check(set: &str, dir: &Path) {
    if !dir.is_dir() {
        return say(&format!("\nNOT RUN: the {set} cases, since there is no folder {}\n", dir.display()));
    }
    let start = Instant::now();
    say(&format!("{set}: running all cases below {} …", dir.display()));
    let results = verify(set, dir);
    let (mut list, mut passed) = (List::open(set), 0);
    for (path, status, message) in &results {
        match status.as_str() {
            "exact" | "within" => {
                passed += 1;
                list.passed(path);
            }
            "refused" => list.refused(path, message),
            _ => list.failed(path, status, message),
        }
    }
    let (count, seconds) = (results.len(), start.elapsed().as_secs());
    let (refused, differing) = (list.refusals(), list.differing());
    say(&format!("{set}: {passed} of {count} pass, {refused} are refused, {differing} differ, in {seconds} s"));
    list.finish(results.iter().map(|(path, ..)| path.as_str()));
}

fn shared(folder: &str) -> PathBuf {
    let shared = root().join("../shared");
    shared.canonicalize().unwrap_or(shared).join(folder)
}

#[test]
fn models() {
    check("models", &litecast_tests::models());
}

#[test]
fn zoo() {
    check("zoo", &shared("zoo"));
}

#[test]
fn cases() {
    check("cases", &shared("conformance/cases"));
}

#[test]
fn dynamic() {
    check("dynamic", &shared("conformance/dynamic"));
}

#[test]
fn strings() {
    check("strings", &shared("conformance/strings"));
}

#[test]
fn complex() {
    check("complex", &shared("conformance/complex"));
}
