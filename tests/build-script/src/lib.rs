//! Models from a build script: `OUT_DIR` holds their code, and their weights as files.
#![no_std]
#![forbid(unsafe_code)]
#![deny(missing_docs)]

/// Where the engine hides.
pub mod engine {
    pub use litecast::rt;
}

include!(concat!(env!("OUT_DIR"), "/sine.rs"));
include!(concat!(env!("OUT_DIR"), "/batch.rs"));
include!(concat!(env!("OUT_DIR"), "/scaled.rs"));

mod ops {
    use litecast::custom::{Options, View, ViewMut};

    /// `y = x * factors + offset`, with a factor per column.
    pub(crate) fn scale(options: &Options, x: View<'_, f32, 2>, factors: View<'_, f32, 1>, y: ViewMut<'_, f32, 2>) {
        let offset = options.float("offset").unwrap_or(0.0) as f32;
        let factors = factors.data.iter().cycle();
        for ((x, factor), y) in x.data.iter().zip(factors).zip(y.data) {
            *y = x * factor + offset;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use litecast_tests::Golden;

    #[test]
    fn goldens() {
        let golden = Golden::of("mlp_sine_int8");
        let mut model = sine::Model::new();
        *model.input_mut() = golden.i8("input0");
        assert_eq!(*model.run(), golden.i8("output0"));
    }

    #[test]
    fn goldens_of_a_batch() {
        let dir = litecast_tests::models().join("dynamic_batch_int8");
        let golden = Golden::open(&dir, "io_batch3.safetensors");
        let mut model = batch::Model::new();
        *model.input_mut() = golden.i8("input0");
        assert_eq!(*model.run(), golden.i8("output0"));
    }

    #[test]
    fn a_function_computes_a_custom_operator() {
        let mut model = scaled::Model::new();
        *model.input_mut() = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0];
        assert_eq!(*model.run(), [1.5, 20.5, 300.5, 4.5, 50.5, 600.5]);
    }

    #[test]
    fn weights_are_a_file_and_not_in_the_code() {
        let code = include_str!(concat!(env!("OUT_DIR"), "/sine.rs"));
        let weights = include_bytes!(concat!(env!("OUT_DIR"), "/sine.weights"));
        assert!(code.contains("include_bytes!"));
        assert_eq!(weights.len(), sine::WEIGHTS_BYTES);
    }

    #[test]
    fn the_code_is_fit_to_read() {
        let code = include_str!(concat!(env!("OUT_DIR"), "/sine.rs"));
        assert!(code.lines().count() > 100);
        assert!(code.lines().filter(|line| line.len() > 200).count() < 10);
    }
}
