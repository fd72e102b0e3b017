//! Two models in one crate, which calls litecast something else, re-exports it, and allows neither `unsafe` nor warnings.
#![no_std]
#![forbid(unsafe_code)]
#![deny(warnings, missing_docs, missing_debug_implementations, unreachable_pub, clippy::all, clippy::pedantic)]

/// Where the engine hides.
pub mod engine {
    pub use cast as runtime;
}

cast::include_model!(pub mod sine = "../models/mlp_sine_int8/model.tflite", crate = cast);

cast::include_model!(
    mod halved = "../models/custom/kept.tflite",
    crate = cast,
    custom = { AcmeCount: inner::nothing, AcmeNote: crate::inner::note, AcmeHalf: self::inner::half },
);

/// A model two modules down, private to the crate.
pub mod inner {
    cast::include_model!(
        pub(crate) mod float = "../models/mlp_sine_f32/model.tflite",
        crate = crate::engine::runtime,
    );

    use cast::custom::{Options, View, ViewMut};

    /// Leaves zeros.
    pub fn nothing(_: &Options, _: View<'_, f32, 1>, _: ViewMut<'_, i32, 1>, _: ViewMut<'_, f32, 1>) {}

    /// Computes nothing.
    pub fn note(_: &Options, _: View<'_, f32, 1>) {}

    /// Halves.
    pub fn half(_: &Options, x: View<'_, f32, 1>, y: ViewMut<'_, f32, 1>) {
        x.data.iter().zip(y.data).for_each(|(x, y)| *y = x / 2.0);
    }

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
    fn functions_compute_custom_operators() {
        let mut model = halved::Model::new();
        *model.input_mut() = [1.0, -2.0, 3.0, -4.0];
        assert_eq!(model.run().half.map(f32::to_bits), [0.5f32, 1.0, 1.5, 2.0].map(f32::to_bits));
    }

    #[test]
    fn names_of_one_do_not_touch_the_other() {
        const { assert!(sine::ARENA_BYTES < inner::float::ARENA_BYTES) };
        const { assert!(sine::WEIGHTS_BYTES < inner::float::WEIGHTS_BYTES) };
    }
}
