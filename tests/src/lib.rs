//! What litecast's tests share: where models are, what their goldens say, and what must hold of every plan.

pub mod generate;
mod golden;
mod invariants;
pub mod mutate;

pub use golden::Golden;
pub use invariants::check;

use std::io::Write;
use std::path::{Path, PathBuf};

/// The root of the checkout.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests/ lies in the checkout")
}

/// `tests/models`.
pub fn models() -> PathBuf {
    root().join("tests/models")
}

/// The folders of `tests/models` that hold a model with goldens, sorted.
pub fn cases() -> Vec<PathBuf> {
    entries(&models()).into_iter().filter(|dir| dir.join("io.safetensors").is_file()).collect()
}

/// The broken models, sorted.
pub fn broken() -> Vec<PathBuf> {
    let is_model = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "tflite");
    entries(&models().join("broken")).into_iter().filter(is_model).collect()
}

/// What is in a folder, sorted.
pub fn entries(dir: &Path) -> Vec<PathBuf> {
    let list = std::fs::read_dir(dir).unwrap_or_else(|error| panic!("cannot list {}: {error}", dir.display()));
    let mut paths: Vec<PathBuf> = list.map(|entry| entry.expect("a readable folder").path()).collect();
    paths.sort();
    paths
}

/// The last part of a path without its extension, as text.
pub fn stem(path: &Path) -> String {
    path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned())
}

/// Whether snapshots and lists are to be rewritten rather than compared with.
pub fn blessing() -> bool {
    std::env::var_os("LITECAST_BLESS").is_some_and(|value| value != "0")
}

/// Says something past the test harness, which swallows what passing tests print.
pub fn say(text: &str) {
    // A closed terminal must not fail a test.
    let _ = writeln!(std::io::stderr(), "{text}");
}
