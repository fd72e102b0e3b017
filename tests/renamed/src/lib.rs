//! Two models in one crate, which calls litecast something else, re-exports it, and allows neither `unsafe` nor warnings.
#![no_std]
#![forbid(unsafe_code)]
#![deny(warnings, missing_docs, missing_debug_implementations, unreachable_pub, clippy::all, clippy::pedantic)]

/// Where the engine hides.
pub mod engine {
    pub use cast as runtime;
}

cast::include_model!(pub mod sine = "../models/mlp_sine_int8/model.tflite", crate = cast);

/// A model two modules down, private to the crate.
pub mod inner {
    cast::include_model!(
        pub(crate) mod float = "../models/mlp_sine_f32/model.tflite",
        crate = crate::engine::runtime,
    );

    /// The sine of 16 angles.
    #[must_use]
    pub fn sine(angles: [f32; 16]) -> [f32; 16] {
        let mut model = float::Model::new();
        *model.input_mut() = angles;
        *model.run()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_run() {
        let mut model = sine::Model::new();
        model.set_input_f32(&[1.5; 16]);
        model.run();
        let quantized = model.output_f32().next().expect("an output");
        let [float, ..] = inner::sine([1.5; 16]);
        assert!((quantized - float).abs() < 0.2, "{quantized} and {float}");
    }

    #[test]
    fn names_of_one_do_not_touch_the_other() {
        assert_eq!(sine::ARENA_BYTES * 4, inner::float::ARENA_BYTES);
    }
}
