//! Models as arguments: files, options, and compiling that survives anything.

use super::entry::{self, Entries};
use super::io::Io;
use super::machine::Machine;
use crate::import::outline;
use crate::{Compiled, Diagnostics, Number, Numerics, Options, Target, compile};
use anyhow::{Context, bail};
use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use syn::parse::Parser;

/// What the compiler can be told.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct CompileArgs {
    /// Shape of an input, by its name or position (`#0`), after `KEY.` where there are several signatures: `--shape image=1,96,96,3`.
    #[arg(long = "shape", value_name = "NAME=DIMS", value_parser = shape)]
    shapes: Vec<(String, Vec<usize>)>,
    /// Value of an input that is to be a constant, named in the same ways: `--value axis=1`, `--value multiples=1,3`.
    #[arg(long = "value", value_name = "NAME=ELEMENTS", value_parser = value)]
    values: Vec<(String, Numbers)>,
    /// Whose reference kernels to equal.
    #[arg(long, value_enum, default_value = "litert")]
    numerics: Whose,
    /// Architecture of the processor to be fast on: `x86_64`, `aarch64` or `wasm32`, with vectors; others are compiled for the
    /// least memory [default: that where the model runs, else this machine's].
    #[arg(long, value_name = "ARCH")]
    target: Option<String>,
    /// Split large layers into parts for so many threads, at most 8.
    #[arg(long, value_name = "COUNT", default_value_t = 1)]
    threads: usize,
}

/// Elements of one value; a name of its own, since the command line has lists of values.
type Numbers = Vec<Number>;

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Whose {
    /// LiteRT (TensorFlow Lite)
    Litert,
    /// TensorFlow Lite for Microcontrollers
    Tflm,
}

impl CompileArgs {
    /// How many threads a run may have.
    pub(super) fn threads(&self) -> usize {
        self.threads.max(1)
    }

    /// The compiler's options.
    pub(super) fn options(&self) -> Options {
        self.options_for(&Machine::default())
    }

    /// The same for a model that runs there.
    pub(super) fn options_for(&self, machine: &Machine) -> Options {
        let numerics = match self.numerics {
            Whose::Litert => Numerics::Litert,
            Whose::Tflm => Numerics::Tflm,
        };
        let input_shapes = self.shapes.iter().cloned().collect();
        Options {
            input_shapes,
            input_values: self.values.iter().cloned().collect(),
            numerics,
            target: Target::of_arch(self.target.as_deref().unwrap_or(machine.arch())),
            threads: self.threads,
            ..Options::default()
        }
    }
}

/// Functions for custom operators, of commands that do not run the model.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct CustomArgs {
    /// Function that computes the custom operators of a name: `--custom AcmeScale=crate::ops::scale`.
    #[arg(long = "custom", value_name = "NAME=PATH", value_parser = function)]
    functions: Vec<(String, String)>,
}

impl CustomArgs {
    /// The compiler's options with these functions.
    pub(super) fn add_to(&self, options: Options) -> Options {
        Options { custom: self.functions.iter().cloned().collect(), ..options }
    }
}

/// The same for commands that run the model, which say why not.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct NoCustomArgs {
    #[arg(long = "custom", value_name = "NAME=PATH", hide = true)]
    functions: Vec<String>,
}

impl NoCustomArgs {
    /// An error if there are any functions.
    pub(super) fn refuse(&self) -> anyhow::Result<()> {
        if self.functions.is_empty() {
            return Ok(());
        }
        bail!(
            "--custom: models run in a program of litecast's own here, which has none of your functions; use them in your app"
        )
    }
}

/// `NAME=PATH`; names may hold `=` themselves, paths cannot.
fn function(text: &str) -> Result<(String, String), String> {
    let (name, path) = text.rsplit_once('=').ok_or("NAME=PATH is expected, such as AcmeScale=crate::ops::scale")?;
    syn::Path::parse_mod_style.parse_str(path).map_err(|_| format!("`{path}` is not the path of a function"))?;
    Ok((name.to_string(), path.to_string()))
}

/// `NAME=1,96,96,3`; names may hold `=` themselves, dimensions cannot.
fn shape(text: &str) -> Result<(String, Vec<usize>), String> {
    let (name, dims) = text.rsplit_once('=').ok_or("NAME=DIMS is expected, such as image=1,96,96,3")?;
    let dims = dims.split(',').filter(|dim| !dim.is_empty() || dims.contains(','));
    let dims = dims.map(|dim| dim.trim().parse().map_err(|_| format!("`{dim}` is not a dimension")));
    Ok((name.to_string(), dims.collect::<Result<_, _>>()?))
}

/// `NAME=1,2.5,true`; names may hold `=` themselves, numbers cannot.
fn value(text: &str) -> Result<(String, Numbers), String> {
    let (name, elements) = text.rsplit_once('=').ok_or("NAME=ELEMENTS is expected, such as multiples=1,3")?;
    let elements = elements.split(',').filter(|element| !element.is_empty() || elements.contains(','));
    let elements = elements.map(|element| number(element.trim()).ok_or(format!("`{element}` is not a number")));
    Ok((name.to_string(), elements.collect::<Result<_, _>>()?))
}

fn number(text: &str) -> Option<Number> {
    let int = text.parse().map(Number::Int).ok();
    let float = || text.parse().map(Number::Float).ok();
    int.or_else(float).or_else(|| text.parse().map(Number::Bool).ok())
}

/// The bytes of a model file.
pub(super) fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    if path.is_dir() {
        bail!("{} is a folder; give the path of a .tflite file", path.display());
    }
    std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

/// A model, or all its problems below its name.
pub(super) fn compile_file(path: &Path, bytes: &[u8], options: &Options) -> anyhow::Result<Compiled> {
    compile_caught(bytes, options)?
        .map_err(|problems| anyhow::anyhow!("{} does not compile:\n{problems}", path.display()))
}

/// As [`compile`]; a panic, which is a fault of litecast, is an error and not the end.
pub(super) fn compile_caught(bytes: &[u8], options: &Options) -> anyhow::Result<Result<Compiled, Diagnostics>> {
    caught(|| compile(bytes, options))
}

/// Compiles a model for stored inputs, if there are any: with the file's own shapes where they take them, else with theirs.
pub(super) fn compile_for(
    bytes: &[u8],
    options: &Options,
    io: Option<&Io>,
) -> anyhow::Result<Result<Compiled, Diagnostics>> {
    let Some(io) = io else { return compile_caught(bytes, options) };
    if let Ok(Ok(compiled)) = compile_caught(bytes, options)
        && Entries::of(&compiled.program).fit(io)
    {
        return Ok(Ok(compiled));
    }
    compile_caught(bytes, &shaped(bytes, options, io)?)
}

/// The options with the shapes of stored inputs.
pub(super) fn shaped(bytes: &[u8], options: &Options, io: &Io) -> anyhow::Result<Options> {
    let mut options = options.clone();
    let signatures = outline::signatures(bytes);
    let qualifier = entry::qualifier(&signatures, None)?;
    let shapes = io.input_shapes(qualifier.as_deref());
    options.input_shapes.extend(shapes.into_iter().filter(|(name, _)| name.contains('#')));
    if qualifier.is_some() {
        options.input_shapes.extend(io.signature_shapes(signatures.iter().map(|signature| signature.key.as_str())));
    }
    Ok(options)
}

thread_local! {
    /// What the panic said, where one is waited for.
    static CAUGHT: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Runs `f`; a panic becomes an error.
pub(super) fn caught<T>(f: impl FnOnce() -> T) -> anyhow::Result<T> {
    CAUGHT.set(Some(String::new()));
    // What `f` has changed is dropped with its panic.
    let result = catch_unwind(AssertUnwindSafe(f));
    let message = CAUGHT.take().unwrap_or_default();
    result.map_err(|_| {
        anyhow::anyhow!("litecast {message}\n    help: this is a fault of litecast; please report it with the model")
    })
}

/// Keeps panics that [`caught`] waits for off the terminal.
pub(super) fn quiet_when_caught() {
    let others = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        let waiting = CAUGHT.with_borrow_mut(|message| message.as_mut().map(|message| *message = info.to_string()));
        if waiting.is_none() {
            others(info);
        }
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes() {
        assert_eq!(shape("x=1,96"), Ok(("x".to_string(), vec![1, 96])));
        assert_eq!(shape("a=b=4"), Ok(("a=b".to_string(), vec![4])));
        assert_eq!(shape("scalar="), Ok(("scalar".to_string(), vec![])));
        assert!(shape("x").is_err() && shape("x=1,,2").is_err() && shape("x=-1").is_err());
    }

    #[test]
    fn values() {
        let numbers = vec![Number::Int(-1), Number::Float(0.5), Number::Bool(true)];
        assert_eq!(value("a=b=-1, 0.5,true"), Ok(("a=b".to_string(), numbers)));
        assert_eq!(value("empty="), Ok(("empty".to_string(), vec![])));
        assert!(value("x").is_err() && value("x=1,,2").is_err() && value("x=one").is_err());
    }

    #[test]
    fn functions() {
        assert_eq!(function("a=b=crate::f"), Ok(("a=b".to_string(), "crate::f".to_string())));
        assert!(function("a").is_err() && function("a=").is_err() && function("a=f()").is_err());
    }

    #[test]
    fn panics_are_errors() {
        assert_eq!(caught(|| 3).unwrap(), 3);
        assert!(caught(|| -> u8 { panic!("lost") }).unwrap_err().to_string().contains("a fault of litecast"));
    }
}
