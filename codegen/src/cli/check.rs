//! `litecast check`: every problem of every model.

use super::model::{self, CompileArgs, CustomArgs};
use crate::{Diagnostics, Options};
use anyhow::{Context, bail};
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Model files, and folders to search for *.tflite.
    #[arg(required = true)]
    models: Vec<PathBuf>,
    /// Print a JSON list of objects instead of text.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    compile: CompileArgs,
    #[command(flatten)]
    custom: CustomArgs,
}

/// What there is to say against a model.
#[derive(Debug, Serialize)]
pub(super) struct Verdict {
    model: PathBuf,
    ok: bool,
    problems: Diagnostics,
    /// What kept the model from being looked at.
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
}

/// Runs the sub-command.
pub(super) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let (options, mut verdicts) = (args.custom.add_to(args.compile.options()), Vec::new());
    for path in find(&args.models)? {
        let verdict = verdict(path, &options);
        if !args.json {
            super::print(&verdict.to_string())?;
        }
        verdicts.push(verdict);
    }
    if args.json {
        super::print(&(serde_json::to_string_pretty(&verdicts)? + "\n"))?;
    }
    Ok(if verdicts.iter().all(|verdict| verdict.ok) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn verdict(model: PathBuf, options: &Options) -> Verdict {
    match model::read(&model).and_then(|bytes| model::compile_caught(&bytes, options)) {
        Ok(result) => Verdict::new(model, result.err().unwrap_or_default(), None),
        Err(error) => Verdict::new(model, Diagnostics::default(), Some(format!("{error:#}"))),
    }
}

impl Verdict {
    /// Of a model with these problems and this error.
    pub(super) fn new(model: PathBuf, problems: Diagnostics, error: Option<String>) -> Self {
        Verdict { ok: problems.is_empty() && error.is_none(), model, problems, error }
    }
}

impl std::fmt::Display for Verdict {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let path = self.model.display();
        match &self.error {
            Some(error) => writeln!(f, "{path}: {error}"),
            None if self.ok => writeln!(f, "{path}: ok"),
            None => {
                writeln!(f, "{path}: {}", count(self.problems.len()))?;
                self.problems.to_string().lines().try_for_each(|line| writeln!(f, "    {line}"))
            }
        }
    }
}

fn count(problems: usize) -> String {
    if problems == 1 { "1 problem".to_string() } else { format!("{problems} problems") }
}

/// The files among `paths`, and the models below the folders among them.
pub(super) fn find(paths: &[PathBuf]) -> anyhow::Result<Vec<PathBuf>> {
    let mut models = Vec::new();
    for path in paths {
        let before = models.len();
        if path.is_dir() {
            search(path, &mut models)?;
            if models.len() == before {
                bail!("no *.tflite below {}", path.display());
            }
        } else {
            models.push(path.clone());
        }
    }
    Ok(models)
}

fn search(dir: &Path, models: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    let entries = std::fs::read_dir(dir).with_context(|| format!("cannot list {}", dir.display()))?;
    let mut entries: Vec<_> = entries.collect::<Result<_, _>>()?;
    entries.sort_by_key(std::fs::DirEntry::path);
    for entry in entries {
        let (path, kind) = (entry.path(), entry.file_type()?);
        // Links to folders are not followed: they may lead round in circles.
        if kind.is_dir() {
            search(&path, models)?;
        } else if path.is_file() && path.extension().is_some_and(|extension| extension == "tflite") {
            models.push(path);
        }
    }
    Ok(())
}
