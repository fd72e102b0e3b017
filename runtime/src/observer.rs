//! Watching a model run, step by step.

use crate::DType;

/// What is known of one step before it runs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StepInfo {
    /// Index of the operator in the model file.
    pub operator: usize,
    /// TFLite's name of the operator: `CONV_2D`, …
    pub name: &'static str,
    /// Kernel that runs.
    pub kernel: &'static str,
    /// Name of the output tensor in the model file.
    pub tensor: &'static str,
    /// Element type of the output.
    pub dtype: DType,
    /// Shape of the output.
    pub shape: &'static [usize],
    /// Multiply-accumulates that the step takes.
    pub macs: u64,
}

/// Called before and after every step of `run_observed`: for timing, tracing, or comparing layer by layer with a golden run.
///
/// ```
/// struct Count(usize);
/// impl litecast::Observer for Count {
///     fn after(&mut self, _: &litecast::StepInfo, _output: &[u8]) {
///         self.0 += 1;
///     }
/// }
/// ```
pub trait Observer {
    /// The step is about to run.
    fn before(&mut self, step: &StepInfo) {
        let _ = step;
    }

    /// The step has run; `output` is what it wrote, as little-endian bytes.
    fn after(&mut self, step: &StepInfo, output: &[u8]) {
        let _ = (step, output);
    }
}
