//! The compiler behind litecast: `.tflite` bytes in, one Rust module out.
//!
//! Three doors lead to [`compile`]: the macro `litecast::include_model!`, [`Build`] for build scripts, and the command
//! `litecast`.
//!
//! ```
//! let result = litecast_codegen::compile(b"not a model", &litecast_codegen::Options::default());
//! assert!(result.unwrap_err().to_string().contains("malformed"));
//! ```
#![deny(missing_docs)]
#![deny(unsafe_code)]

mod build;
#[cfg(feature = "cli")]
pub mod cli;
mod diag;
mod emit;
mod import;
pub mod ir;
#[allow(dead_code, missing_docs, unreachable_pub, unused_imports)]
mod kernel;
mod math;
mod number;
mod ops;
mod pass;
pub mod plan;
mod report;
mod schema;
mod target;

/// Runs `f`: the folder `kernel` asks for more where it is part of the runtime.
#[inline(always)]
fn vectorized(f: impl FnOnce()) {
    f();
}

pub use build::Build;
pub use diag::{Code, Diagnostic, Diagnostics, Site};
pub use emit::{Emit, WeightsAs};
pub use number::Number;
pub use ops::{Activation, Entry, Numerics, Op, supported_ops, supported_ops_markdown, supported_ops_names};
pub use report::Report;
pub use target::Target;

use std::collections::BTreeMap;

/// What a model is compiled to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Options {
    /// Shapes of inputs whose dimensions the file leaves open or that are to differ, by name in the signature (or
    /// name of the tensor, without one), or by position: `#0`, `#1`, … Where there are several signatures, `KEY.NAME` and `KEY.#0` are
    /// inputs of the signature `KEY`, and `NAME` is every input of that name.
    pub input_shapes: BTreeMap<String, Vec<usize>>,
    /// Values of inputs that are constants of the program, named as in `input_shapes`: sizes, axes, and whatever else shapes depend
    /// on must be known while compiling. Such an input is none of the compiled model's any more. Elements are in row-major order,
    /// those of quantized inputs raw integers.
    pub input_values: BTreeMap<String, Vec<Number>>,
    /// Whose reference kernels to equal.
    pub numerics: Numerics,
    /// Which processor to be fast on.
    pub target: Target,
    /// How many threads a run may have: large layers are split into as many parts, at most eight, and the compiled model gets `run_on`,
    /// which takes a pool. 0 is 1.
    pub threads: usize,
    /// Functions that compute custom operators, by the operators' names: paths as seen from the module around the generated
    /// one, such as `crate::ops::scale`. What such a function takes is told in the runtime's module `custom`.
    pub custom: BTreeMap<String, String>,
}

/// A compiled model.
#[derive(Clone, Debug, PartialEq)]
pub struct Compiled {
    /// The graph after all passes.
    pub graph: ir::Graph,
    /// The plan.
    pub program: plan::Program,
}

/// Compiles a model. Any bytes give `Ok` or the list of everything that is wrong with them.
///
/// # Errors
///
/// All problems of the file, in its order.
pub fn compile(bytes: &[u8], options: &Options) -> Result<Compiled, Diagnostics> {
    let mut problems = Diagnostics::default();
    let mut graph = import::import(bytes, options, &mut problems)?;
    pass::run(&mut graph, &mut problems);
    let graph = problems.ok(graph)?;
    let program = plan::plan(&graph, options)?;
    Ok(Compiled { graph, program })
}
