//! Crates that hold compiled models and run them on files of raw bytes: how the command executes what it has generated.
//!
//! Models are spread over a few crates of one workspace, so that cargo builds them on all cores, and a process runs one model once:
//! whatever goes wrong with one, while building or running, leaves the others alone.

use super::cargo::{self, Built, blamed};
use super::entry::Call;
use super::machine::Machine;
use crate::emit::names;
use crate::plan::Entry;
use crate::{Compiled, Emit, WeightsAs};
use anyhow::{Context, bail};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs::File;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Child;
use std::time::{Duration, Instant};

/// Bytes of code that one crate holds, or one model with more: larger crates build faster together, until rustc's memory says no.
const CRATE_CODE: usize = 4 << 20;
/// After this time a model counts as stuck.
const PATIENCE: Duration = Duration::from_secs(600);

/// A model on its way to being run.
pub(super) struct Model {
    /// Name in generated files: `m17`.
    name: String,
    code: String,
    weights: Vec<u8>,
    entries: Vec<String>,
    split: Vec<bool>,
}

impl Model {
    /// The code of a model; `index` tells it from others in the same workspace.
    pub(super) fn new(index: usize, compiled: &Compiled) -> Self {
        let name = format!("m{index}");
        let emit = Emit { weights: WeightsAs::File(format!("{name}.weights")), ..Emit::module(&name) };
        // Nobody reads these: tokens as they are.
        let (code, program) = (emit.tokens(compiled).to_string(), &compiled.program);
        let (entries, split) =
            (names::entries(&program.entries), program.entries.iter().map(Entry::is_split).collect());
        Model { code, weights: program.weights.clone(), entries, split, name }
    }

    /// The same for the same model, whenever and wherever it is compiled.
    pub(super) fn fingerprint(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        (&self.code, &self.weights).hash(&mut hasher);
        hasher.finish()
    }

    /// Writes the code for a workspace; only then is it cheap to keep many.
    pub(super) fn save(self, runners: &Runners) -> anyhow::Result<Saved> {
        let at = |extension: &str| runners.dir.join("models").join(format!("{}.{extension}", self.name));
        write_if_new(&at("weights"), &self.weights)?;
        write_if_new(&at("rs"), self.code.as_bytes())?;
        Ok(Saved { size: self.code.len(), entries: self.entries, split: self.split, name: self.name, chosen: 0 })
    }
}

/// A model whose code has been written.
#[derive(Clone, Debug, Default)]
pub(super) struct Saved {
    name: String,
    size: usize,
    /// What the code calls its entry points.
    entries: Vec<String>,
    /// Which of them take a pool of threads.
    split: Vec<bool>,
    /// The one that is meant where only one is run.
    chosen: usize,
}

impl Saved {
    /// Lets another entry point be the one that is run.
    pub(super) fn choose(self, chosen: usize) -> Self {
        Saved { chosen, ..self }
    }

    /// The module of the entry point that is run, from the model's on: `m17`, or `m17::train`.
    pub(super) fn path(&self) -> String {
        match self.entries.get(self.chosen).filter(|_| self.entries.len() > 1) {
            Some(entry) => format!("{}::{entry}", self.name),
            None => self.name.clone(),
        }
    }

    /// Whether the entry point that is run takes a pool of threads.
    pub(super) fn is_split(&self) -> bool {
        self.split.get(self.chosen).is_some_and(|split| *split)
    }

    /// What [`Runners`] know it by.
    pub(super) fn name(&self) -> &str {
        &self.name
    }
}

/// What the crates do with their models.
#[derive(Clone, Copy)]
pub(super) struct Program {
    /// The sub-command, for the names of files.
    pub(super) name: &'static str,
    /// How much the models' own code is optimized; their kernels are in full.
    pub(super) opt_level: u8,
    /// The source of a crate with these models.
    pub(super) main: fn(&[Saved]) -> String,
    /// Further files beside it: name and text.
    pub(super) files: &'static [(&'static str, &'static str)],
}

impl Program {
    /// Compares with goldens.
    pub(super) const VERIFY: Program = Program { name: "verify", opt_level: 1, main, files: &[] };
    /// Runs on inputs of the user.
    const RUN: Program = Program { name: "run", ..Program::VERIFY };
}

/// A workspace of crates.
pub(super) struct Runners {
    program: Program,
    machine: Machine,
    dir: PathBuf,
    target: PathBuf,
    /// What the crates' names start with.
    prefix: String,
    keep: bool,
    jobs: usize,
}

/// A model that can be run, or what its build said.
pub(super) type Ready = Result<PathBuf, String>;

impl Runners {
    /// A workspace for this process, gone with it.
    pub(super) fn temporary(program: Program, machine: &Machine, jobs: usize) -> anyhow::Result<Self> {
        Runners::new(program, machine, &std::process::id().to_string(), false, jobs)
    }

    /// A workspace to find again under the same number.
    pub(super) fn lasting(number: u64, machine: &Machine, jobs: usize) -> anyhow::Result<Self> {
        Runners::new(Program::RUN, machine, &format!("{number:016x}"), true, jobs)
    }

    fn new(program: Program, machine: &Machine, id: &str, keep: bool, jobs: usize) -> anyhow::Result<Self> {
        let (target, prefix) = (cargo::target_dir()?, format!("litecast-{}-{id}", program.name));
        let dir = target.join(&prefix);
        let models = dir.join("models");
        std::fs::create_dir_all(&models).with_context(|| format!("cannot make {}", models.display()))?;
        Ok(Runners { program, machine: machine.clone(), dir, target, prefix, keep, jobs })
    }

    /// Writes a file beside the code of a model, for a program that includes it.
    pub(super) fn attach(&self, model: &Saved, extension: &str, bytes: &[u8]) -> anyhow::Result<()> {
        write_if_new(&self.dir.join("models").join(format!("{}.{extension}", model.name)), bytes)
    }

    /// How many executables [`build`](Self::build) will make of these models.
    pub(super) fn crates(&self, models: &[Saved]) -> usize {
        self.share_out(models).len()
    }

    /// Builds all models. Those that do not build are told apart from the others by the errors' places or, if these say nothing,
    /// by halving.
    pub(super) fn build(&self, models: &[Saved], mut done: impl FnMut()) -> anyhow::Result<BTreeMap<String, Ready>> {
        let mut ready = BTreeMap::new();
        let mut crates = self.share_out(models);
        while !crates.is_empty() {
            let built = self.build_once(&crates, &mut done)?;
            let mut failed = Vec::new();
            for (i, models) in crates.into_iter().enumerate() {
                match built.executables.get(&self.crate_name(i)) {
                    Some(path) => {
                        let path = self.set_aside(path, ready.len())?;
                        ready.extend(models.into_iter().map(|model| (model.name, Ok(path.clone()))));
                    }
                    None => failed.extend(self.triage(models, built.errors.get(&self.crate_name(i)), &mut ready)),
                }
            }
            crates = failed;
        }
        Ok(ready)
    }

    /// A later round of builds may use a crate's name again.
    fn set_aside(&self, executable: &Path, number: usize) -> anyhow::Result<PathBuf> {
        let place = self.dir.join(format!("run{number}")).with_extension(executable.extension().unwrap_or_default());
        std::fs::rename(executable, &place).or_else(|_| std::fs::copy(executable, &place).map(|_| ()))?;
        Ok(place)
    }

    /// What remains to be built of a crate that failed.
    fn triage(
        &self,
        models: Vec<Saved>,
        errors: Option<&Vec<String>>,
        ready: &mut BTreeMap<String, Ready>,
    ) -> Vec<Vec<Saved>> {
        let errors: &[String] = errors.map_or(&[], Vec::as_slice);
        let mut guilty: BTreeMap<String, String> = BTreeMap::new();
        for error in errors {
            for index in blamed(error) {
                guilty.entry(format!("m{index}")).or_insert_with(|| error.clone());
            }
        }
        if let [only] = models.as_slice() {
            let error = errors.first().map_or("the compiler ended without a message", String::as_str);
            guilty.entry(only.name.clone()).or_insert_with(|| error.to_string());
        }
        let (bad, mut good): (Vec<_>, Vec<_>) = models.into_iter().partition(|model| guilty.contains_key(&model.name));
        if bad.is_empty() {
            let half = good.split_off(good.len() / 2);
            return vec![good, half];
        }
        for model in bad {
            let error = guilty.remove(&model.name).unwrap_or_default();
            ready.insert(model.name, Err(error));
        }
        if good.is_empty() { Vec::new() } else { vec![good] }
    }

    fn build_once(&self, crates: &[Vec<Saved>], done: &mut impl FnMut()) -> anyhow::Result<Built> {
        let members: Vec<String> = (0..crates.len()).map(|i| self.crate_name(i)).collect();
        write_if_new(&self.dir.join("Cargo.toml"), workspace(&members, self.program.opt_level).as_bytes())?;
        for (member, models) in members.iter().zip(crates) {
            let dir = self.dir.join(member);
            std::fs::create_dir_all(dir.join("src"))?;
            write_if_new(&dir.join("Cargo.toml"), package(member).as_bytes())?;
            write_if_new(&dir.join("src/main.rs"), (self.program.main)(models).as_bytes())?;
            for (name, text) in self.program.files {
                write_if_new(&dir.join("src").join(name), text.as_bytes())?;
            }
        }
        self.pin_versions()?;
        let built = cargo::build(&self.dir, &self.target.join("target"), self.machine.triple(), self.jobs, done)?;
        match built.errors.iter().find(|(name, _)| !members.contains(name)) {
            Some((name, errors)) => {
                bail!("`{name}`, which compiled models need, does not build:\n{}", errors.join("\n"))
            }
            None => Ok(built),
        }
    }

    /// With the versions that litecast itself was built with, nothing has to be looked up.
    fn pin_versions(&self) -> anyhow::Result<()> {
        let (known, own) = (Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock"), self.dir.join("Cargo.lock"));
        if known.exists() && !own.exists() {
            std::fs::copy(known, own)?;
        }
        Ok(())
    }

    fn crate_name(&self, index: usize) -> String {
        format!("{}-{index}", self.prefix)
    }

    /// Shares models out, the largest first, to as many crates as their code asks for, and at least one for every core.
    fn share_out(&self, models: &[Saved]) -> Vec<Vec<Saved>> {
        let mut models = models.to_vec();
        let code: usize = models.iter().map(|model| model.size).sum();
        let count = code.div_ceil(CRATE_CODE).max(self.jobs).min(models.len());
        let mut crates: Vec<(usize, Vec<Saved>)> = vec![(0, Vec::new()); count];
        models.sort_by_key(|model| std::cmp::Reverse(model.size));
        for model in models {
            if let Some((size, crate_)) = crates.iter_mut().min_by_key(|(size, _)| *size) {
                *size += model.size;
                crate_.push(model);
            }
        }
        crates.into_iter().map(|(_, models)| models).collect()
    }

    /// Runs a model: `input` holds all inputs of the first call, then of the second, …; the result all outputs likewise.
    pub(super) fn run(&self, name: &str, executable: &Path, calls: &[Call], input: &[u8]) -> anyhow::Result<Vec<u8>> {
        let entries: Vec<String> = calls.iter().map(|call| call.entry.to_string()).collect();
        let at = |extension: &str| self.dir.join(format!("{name}.{extension}"));
        std::fs::write(at("in"), input)?;
        let child = self
            .machine
            .command(executable)
            .args([name, &entries.join(",")])
            .stdin(File::open(at("in"))?)
            .stdout(File::create(at("out"))?)
            .stderr(File::create(at("err"))?)
            .spawn()
            .with_context(|| self.machine.cannot_run(executable))?;
        wait(child).with_context(|| {
            let said = std::fs::read_to_string(at("err")).unwrap_or_default();
            if said.trim().is_empty() { "the run failed".to_string() } else { said.trim().to_string() }
        })?;
        let output = std::fs::read(at("out"))?;
        ["in", "out", "err"].iter().try_for_each(|extension| std::fs::remove_file(at(extension)))?;
        Ok(output)
    }

    /// Removes whatever in `dir` belongs to these crates. What cannot be removed stays, in a folder made for being removed.
    fn sweep(&self, dir: &Path) {
        let prefixes = [format!("{}-", self.prefix), format!("{}_", self.prefix.replace('-', "_"))];
        for entry in std::fs::read_dir(dir).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if prefixes.iter().any(|prefix| name.starts_with(prefix)) {
                let path = entry.path();
                let _ = if path.is_dir() { std::fs::remove_dir_all(path) } else { std::fs::remove_file(path) };
            }
        }
    }
}

impl Drop for Runners {
    fn drop(&mut self) {
        if !self.keep {
            let _ = std::fs::remove_dir_all(&self.dir);
            let release = self.target.join("target").join(self.machine.triple().unwrap_or_default()).join("release");
            ["", "deps", ".fingerprint"].iter().for_each(|folder| self.sweep(&release.join(folder)));
        }
    }
}

/// Waits for the end, or ends what does not.
fn wait(mut child: Child) -> anyhow::Result<()> {
    let start = Instant::now();
    let mut pause = Duration::from_millis(1);
    loop {
        match child.try_wait()? {
            Some(status) if status.success() => return Ok(()),
            Some(status) => bail!("the model ended with {status}"),
            None if start.elapsed() > PATIENCE => {
                child.kill()?;
                child.wait()?;
                bail!("the model did not finish within {} s", PATIENCE.as_secs());
            }
            None => std::thread::sleep(pause),
        }
        pause = (pause * 2).min(Duration::from_millis(50));
    }
}

/// Files that stay as they are keep their time, and what was built of them stays good.
fn write_if_new(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    if std::fs::read(path).is_ok_and(|known| known == bytes) {
        return Ok(());
    }
    std::fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
}

fn main(models: &[Saved]) -> String {
    let mut source = String::from(MAIN);
    for Saved { name, .. } in models {
        let _ = writeln!(source, "include!(\"../../models/{name}.rs\");");
    }
    let _ =
        writeln!(source, "fn run(name: &str, calls: &[usize], input: &[u8]) -> Option<Vec<u8>> {{ Some(match name {{");
    for Saved { name, entries, .. } in models {
        let call = match &entries[..] {
            [_] => "call(&mut *model)".to_string(),
            several => {
                let arms = several.iter().enumerate().map(|(i, entry)| format!("{i} => call(&mut model.{entry}()), "));
                format!("match entry {{ {}_ => () }}", arms.collect::<String>())
            }
        };
        let _ = writeln!(
            source,
            "\"{name}\" => {{ let mut model = Box::new({name}::Model::new()); \
             run_all(calls, input, &mut |entry, call| {call}) }}"
        );
    }
    source + "_ => return None }) }\n"
}

const MAIN: &str = include_str!("runner_main.in.rs");

fn workspace(members: &[String], opt_level: u8) -> String {
    format!(
        "[workspace]\nresolver = \"3\"\nmembers = {members:?}\n\n\
         [profile.release]\nopt-level = {opt_level}\ndebug = false\nincremental = false\nstrip = true\n\n\
         [profile.release.package.litecast]\nopt-level = 3\n"
    )
}

fn package(name: &str) -> String {
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime");
    let place = if runtime.join("Cargo.toml").exists() {
        format!("path = {:?}", runtime.display().to_string())
    } else {
        format!("version = \"={}\"", env!("CARGO_PKG_VERSION"))
    };
    format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n[dependencies]\n\
         litecast = {{ {place}, default-features = false, features = [\"threads\"] }}\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runners(jobs: usize) -> Runners {
        Runners {
            program: Program::VERIFY,
            machine: Machine::default(),
            dir: PathBuf::new(),
            target: PathBuf::new(),
            prefix: "test".to_string(),
            keep: true,
            jobs,
        }
    }

    fn models(sizes: &[usize]) -> Vec<Saved> {
        sizes.iter().enumerate().map(|(i, &size)| Saved { name: format!("m{i}"), size, ..Saved::default() }).collect()
    }

    fn names(crates: &[Vec<Saved>]) -> Vec<Vec<&str>> {
        crates.iter().map(|models| models.iter().map(Saved::name).collect()).collect()
    }

    #[test]
    fn models_are_shared_out_by_the_size_of_their_code() {
        assert_eq!(names(&runners(2).share_out(&models(&[1, 9, 2, 5]))), [vec!["m1"], vec!["m3", "m2", "m0"]]);
        assert_eq!(runners(4).share_out(&models(&[1, 1])).len(), 2);
        assert_eq!(runners(1).share_out(&models(&[CRATE_CODE, 1])).len(), 2);
        assert!(runners(2).share_out(&[]).is_empty());
    }

    #[test]
    fn an_error_names_its_model_and_spares_the_others() {
        let (mut ready, errors) = (BTreeMap::new(), vec!["error: odd\n --> models/m1.rs:1:2".to_string()]);
        let left = runners(1).triage(models(&[1, 1, 1]), Some(&errors), &mut ready);
        assert_eq!(names(&left), [["m0", "m2"]]);
        assert_eq!(ready.into_iter().collect::<Vec<_>>(), [("m1".to_string(), Err(errors[0].clone()))]);
    }

    #[test]
    fn errors_without_a_place_are_found_by_halving() {
        let mut ready = BTreeMap::new();
        let left = runners(1).triage(models(&[1, 1, 1]), None, &mut ready);
        assert_eq!(names(&left), [vec!["m0"], vec!["m1", "m2"]]);
        assert!(ready.is_empty());
        assert!(runners(1).triage(models(&[1]), None, &mut ready).is_empty());
        assert!(ready["m0"].is_err());
    }
}
