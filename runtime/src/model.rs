//! The object-safe face that every compiled model shares.

use crate::{Pool, TensorInfo};
use core::fmt;

/// Why a run could not finish. Only models with operators that depend on data in this way can meet one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// An index tensor held a value outside the dimension it selects from.
    IndexOutOfRange {
        /// Index of the operator in the model file.
        operator: usize,
    },
    /// An integer divisor was zero.
    DivisionByZero {
        /// Index of the operator in the model file.
        operator: usize,
    },
    /// An integer was to be raised to a negative power.
    NegativeExponent {
        /// Index of the operator in the model file.
        operator: usize,
    },
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::IndexOutOfRange { operator } => {
                write!(f, "operator #{operator}: an index lies outside the dimension it selects from")
            }
            Error::DivisionByZero { operator } => write!(f, "operator #{operator}: an integer is divided by zero"),
            Error::NegativeExponent { operator } => {
                write!(f, "operator #{operator}: an integer is raised to a negative power")
            }
        }
    }
}

impl core::error::Error for Error {}

/// Any compiled model, for tools that do not know its shapes: bytes in, run, bytes out.
///
/// Typed access (`input_mut()`, `run()`) is on the generated `Model` itself and needs no trait.
///
/// ```
/// fn largest_output(model: &mut dyn litecast::Model) -> Result<Option<u8>, litecast::Error> {
///     model.run()?;
///     Ok(model.output_bytes(0).and_then(|bytes| bytes.iter().copied().max()))
/// }
/// ```
pub trait Model {
    /// The inputs, in the order of the model file.
    fn inputs(&self) -> &'static [TensorInfo];
    /// The outputs, in the order of the model file.
    fn outputs(&self) -> &'static [TensorInfo];
    /// Input `index` as little-endian bytes; `None` past the last. What it holds does not survive a run.
    fn input_bytes_mut(&mut self, index: usize) -> Option<&mut [u8]>;
    /// Output `index` as little-endian bytes; `None` past the last. Valid after a run.
    fn output_bytes(&self, index: usize) -> Option<&[u8]>;
    /// Computes the outputs from the inputs.
    fn run(&mut self) -> Result<(), Error>;
    /// The same with the threads of a pool, if the model is compiled for several.
    fn run_on(&mut self, pool: &dyn Pool) -> Result<(), Error> {
        let _ = pool;
        self.run()
    }
    /// Puts variables back to their initial values; nothing to do for a model without state.
    fn reset(&mut self) {}
}
