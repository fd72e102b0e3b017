//! Building with cargo, and who is to blame when that fails.

use anyhow::{Context, bail};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// What came of a build.
#[derive(Debug, Default)]
pub(super) struct Built {
    /// Executables, by package.
    pub(super) executables: BTreeMap<String, PathBuf>,
    /// The compiler's errors, by package.
    pub(super) errors: BTreeMap<String, Vec<String>>,
}

/// Builds everything in the workspace at `dir` that can be built. `done` hears of every finished executable.
pub(super) fn build(
    dir: &Path,
    target: &Path,
    triple: Option<&str>,
    jobs: usize,
    mut done: impl FnMut(),
) -> anyhow::Result<Built> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut child = Command::new(cargo)
        .args(["build", "--release", "--workspace", "--keep-going", "--quiet"])
        .args(["--message-format=json", "--jobs", &jobs.max(1).to_string()])
        .args(triple.map(|triple| ["--target", triple]).iter().flatten())
        .current_dir(dir)
        .env("CARGO_TARGET_DIR", target)
        // Flags for the user's own code, such as denied warnings, are not meant for generated code.
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .context("cannot run cargo")?;
    let complaints = child.stderr.take().map(|stderr| std::thread::spawn(move || text(stderr)));
    let built = read(&mut child, &mut done)?;
    let complaints = complaints.and_then(|thread| thread.join().ok()).unwrap_or_default();
    if !child.wait()?.success()
        && built.executables.is_empty()
        && built.errors.is_empty()
        && !is_about_code(&complaints)
    {
        bail!("cargo failed:\n{}", complaints.trim());
    }
    Ok(built)
}

/// Whether cargo got as far as compiling; a compiler that was killed leaves no message of its own.
fn is_about_code(complaints: &str) -> bool {
    complaints.contains("could not compile")
}

fn text(mut stream: impl Read) -> String {
    let mut bytes = Vec::new();
    // What was read before an error is still worth showing.
    let _ = stream.read_to_end(&mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}

fn read(child: &mut Child, done: &mut impl FnMut()) -> anyhow::Result<Built> {
    let mut built = Built::default();
    let stdout = child.stdout.take().context("cargo has no output")?;
    for line in BufReader::new(stdout).lines() {
        let Ok(message) = serde_json::from_str::<Value>(&line?) else { continue };
        let name = message["target"]["name"].as_str().unwrap_or_default().to_string();
        match message["reason"].as_str() {
            Some("compiler-artifact") => {
                if let Some(path) = message["executable"].as_str() {
                    built.executables.insert(name, PathBuf::from(path));
                    done();
                }
            }
            Some("compiler-message") if message["message"]["level"] == "error" => {
                let rendered = message["message"]["rendered"].as_str().unwrap_or_default();
                built.errors.entry(name).or_default().push(rendered.to_string());
            }
            _ => {}
        }
    }
    Ok(built)
}

/// The numbers of the models whose files an error message names: `…/m17.rs:3:9`.
pub(super) fn blamed(rendered: &str) -> BTreeSet<usize> {
    let files = rendered.split(|c: char| !(c.is_ascii_alphanumeric() || "._".contains(c)));
    files.filter_map(|file| file.strip_prefix('m')?.strip_suffix(".rs")?.parse().ok()).collect()
}

/// Where cargo keeps what it builds: `CARGO_TARGET_DIR`, or the target folder of the package around the current folder, or the
/// user's cache.
pub(super) fn target_dir() -> anyhow::Result<PathBuf> {
    let set = |name: &str| std::env::var_os(name).filter(|value: &OsString| !value.is_empty()).map(PathBuf::from);
    let here = std::env::current_dir()?;
    let package = here.ancestors().find(|dir| dir.join("Cargo.lock").is_file());
    let target = set("CARGO_TARGET_DIR").or_else(|| package.map(|dir| dir.join("target")));
    let cache = || set("XDG_CACHE_HOME").or_else(|| set("LOCALAPPDATA")).or_else(|| Some(set("HOME")?.join(".cache")));
    let target = target.or_else(cache).context("set CARGO_TARGET_DIR to the folder to build in")?;
    Ok(here.join(target).join("litecast"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_name_their_model() {
        let text =
            "error[E0080]: evaluation panicked\n  --> src/../models/m17.rs:1:400\n note: m3.rsx, xm4.rs, m5.rs:2";
        assert_eq!(blamed(text).into_iter().collect::<Vec<_>>(), [5, 17]);
        assert!(blamed("error: linking with `cc` failed").is_empty());
    }
}
