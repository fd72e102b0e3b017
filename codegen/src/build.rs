//! The build-script door.

use crate::emit::{Emit, WeightsAs};
use crate::{Number, Options, Target, compile};
use std::path::{Path, PathBuf};

/// Compiles a model in a build script.
///
/// ```no_run
/// // in `main` of build.rs; the app has `include!(concat!(env!("OUT_DIR"), "/keyword.rs"));`
/// litecast_codegen::Build::new("models/keyword.tflite").module("keyword").compile();
/// ```
#[derive(Clone, Debug)]
pub struct Build {
    path: PathBuf,
    emit: Emit,
    options: Options,
    out_dir: Option<PathBuf>,
}

impl Build {
    /// Of the file at `path`, relative to the crate's manifest. The module is named after the file.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        let path = path.into();
        let stem = path.file_stem().map_or_else(|| "model".to_string(), |stem| stem.to_string_lossy().into_owned());
        // Cargo tells build scripts what the app is built for.
        let cfg = |name: &str| std::env::var(name).unwrap_or_default();
        let target = Target::of(&cfg("CARGO_CFG_TARGET_ARCH"), &cfg("CARGO_CFG_TARGET_FEATURE"));
        let options = Options { target, ..Options::default() };
        Build { emit: Emit::module(&stem), path, options, out_dir: None }
    }

    /// Names the module, and the file `OUT_DIR/<name>.rs`.
    pub fn module(mut self, name: &str) -> Self {
        self.emit = Emit { name: Emit::module(name).name, ..self.emit };
        self
    }

    /// The path of the crate `litecast`, where it has been renamed.
    pub fn crate_path(mut self, path: &str) -> Self {
        self.emit.crate_path = path.to_string();
        self
    }

    /// Puts the arena into a `static` in this link section, from which `Model::take()` hands it out once.
    pub fn arena_section(mut self, section: &str) -> Self {
        self.emit.arena_section = Some(section.to_string());
        self
    }

    /// Gives an input a shape: by name in the signature (of the tensor, without one) or position (`#0`); with `KEY.` before it where
    /// there are several signatures.
    pub fn input_shape(mut self, input: impl Into<String>, shape: &[usize]) -> Self {
        self.options.input_shapes.insert(input.into(), shape.to_vec());
        self
    }

    /// Makes an input a constant of the program, named as in [`input_shape`](Self::input_shape): sizes, axes, and whatever else shapes
    /// depend on. Elements are in row-major order, those of quantized inputs raw integers.
    ///
    /// ```no_run
    /// litecast_codegen::Build::new("models/tiles.tflite").input_value("multiples", [1, 3]).compile();
    /// ```
    pub fn input_value<N: Into<Number>>(
        mut self,
        input: impl Into<String>,
        elements: impl IntoIterator<Item = N>,
    ) -> Self {
        self.options.input_values.insert(input.into(), elements.into_iter().map(Into::into).collect());
        self
    }

    /// Whose reference kernels to equal.
    pub fn numerics(mut self, numerics: crate::Numerics) -> Self {
        self.options.numerics = numerics;
        self
    }

    /// Which processor to be fast on; by default that which the app is built for.
    pub fn target(mut self, target: Target) -> Self {
        self.options.target = target;
        self
    }

    /// How many threads a run may have: large layers are split into as many parts, at most eight, and the model gets `run_on`, which
    /// takes a pool of threads. With `run` it computes the same on one.
    pub fn threads(mut self, threads: usize) -> Self {
        self.options.threads = threads;
        self
    }

    /// Lets a function of yours compute the custom operators of a name, whether litecast knows them or not. The path is one as
    /// seen from where the generated file is included, best a full one: `crate::ops::scale`. What the function takes is told
    /// in the module `custom` of the crate `litecast`.
    ///
    /// ```no_run
    /// litecast_codegen::Build::new("models/scaled.tflite").custom("AcmeScale", "crate::ops::scale").compile();
    /// ```
    pub fn custom(mut self, operator: impl Into<String>, function: impl Into<String>) -> Self {
        self.options.custom.insert(operator.into(), function.into());
        self
    }

    /// Writes here instead of into `OUT_DIR`.
    pub fn out_dir(mut self, dir: impl Into<PathBuf>) -> Self {
        self.out_dir = Some(dir.into());
        self
    }

    /// Compiles, writes `<module>.rs` and `<module>.weights`, and asks cargo to run the script again when the model changes.
    /// On a problem prints all of them and ends the script, as build scripts do.
    pub fn compile(&self) {
        println!("cargo::rerun-if-changed={}", self.path.display());
        if let Err(error) = self.try_compile() {
            eprintln!("error: {}: {error}", self.path.display());
            std::process::exit(1);
        }
    }

    /// As [`compile`](Self::compile), returning problems instead of ending the process.
    ///
    /// # Errors
    ///
    /// Problems of the model, and of reading and writing files.
    pub fn try_compile(&self) -> Result<PathBuf, Box<dyn std::error::Error>> {
        let bytes = std::fs::read(&self.path)?;
        let compiled = compile(&bytes, &self.options)?;
        let dir = self.out_dir.clone().or_else(|| std::env::var_os("OUT_DIR").map(PathBuf::from));
        let dir = dir.ok_or("OUT_DIR is not set; call out_dir() outside of build scripts")?;
        let weights = dir.join(format!("{}.weights", self.emit.name));
        std::fs::write(&weights, &compiled.program.weights)?;
        let emit = Emit { weights: WeightsAs::File(file_name(&weights)), ..self.emit.clone() };
        let source = dir.join(format!("{}.rs", self.emit.name));
        std::fs::write(&source, emit.pretty(&compiled))?;
        Ok(source)
    }
}

fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}
