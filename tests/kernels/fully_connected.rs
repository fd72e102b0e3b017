//! Dense layers: one sum per output, in the widest integers there are.

use litecast::rt::{
    Clamp, F32, FullyConnected, LayerQuant, Multiplier, fully_connected_f32, fully_connected_fixed_i8,
    fully_connected_real_i8, fully_connected_real_u8,
};
use proptest::collection::vec;
use proptest::prelude::*;

#[derive(Clone, Debug)]
struct Layer<T> {
    batches: usize,
    depth: usize,
    units: usize,
    x: Vec<T>,
    weights: Vec<T>,
    bias: Vec<i32>,
    input_zero: i32,
    output_zero: i32,
}

fn layer<T: Arbitrary + Clone>() -> impl Strategy<Value = Layer<T>> {
    (0..4usize, 1..40usize, 1..9usize, any::<bool>()).prop_flat_map(|(batches, depth, units, biased)| {
        let parts = (
            vec(any::<T>(), batches * depth),
            vec(any::<T>(), units * depth),
            vec(-100_000..100_000i32, if biased { units } else { 0 }),
            -128..=127i32,
            -128..=127i32,
        );
        parts.prop_map(move |(x, weights, bias, input_zero, output_zero)| Layer {
            batches,
            depth,
            units,
            x,
            weights,
            bias,
            input_zero,
            output_zero,
        })
    })
}

impl<T: Copy + Into<i64>> Layer<T> {
    /// The accumulator of one output, weights less `weights_zero`.
    fn sum(&self, batch: usize, unit: usize, input_zero: i64, weights_zero: i64) -> i64 {
        let products = (0..self.depth).map(|i| {
            let (x, w) = (self.x[batch * self.depth + i].into(), self.weights[unit * self.depth + i].into());
            (x - input_zero) * (w - weights_zero)
        });
        products.sum::<i64>() + self.bias.get(unit).map_or(0, |bias| i64::from(*bias))
    }

    fn shape(&self) -> FullyConnected {
        FullyConnected { depth: self.depth, units: self.units }
    }

    fn outputs(&self) -> impl Iterator<Item = (usize, usize)> {
        let units = self.units;
        (0..self.batches).flat_map(move |batch| (0..units).map(move |unit| (batch, unit)))
    }
}

fn quant(input_zero: i32, weights_zero: i32, output_offset: i32, clamp: Clamp<i32>) -> LayerQuant {
    LayerQuant { input_offset: -input_zero as i16, weights_offset: -weights_zero as i16, output_offset, clamp }
}

proptest! {
    #[test]
    fn int8_with_a_scale_per_channel(layer in layer::<i8>(), scales in vec(1e-5..1e-2f64, 9)) {
        let clamp = Clamp { min: -128, max: 127 };
        let q = quant(layer.input_zero, 0, layer.output_zero, clamp);
        let mut y = vec![0; layer.batches * layer.units];
        let scales = &scales[..layer.units];
        fully_connected_real_i8(&layer.shape(), &q, &layer.x, &layer.weights, &layer.bias, scales, &mut y);
        for (i, (batch, unit)) in layer.outputs().enumerate() {
            let sum = layer.sum(batch, unit, layer.input_zero.into(), 0);
            let real = (sum as f64 * scales[unit]).round() as i64 + i64::from(layer.output_zero);
            prop_assert_eq!(i64::from(y[i]), real.clamp(-128, 127), "batch {} unit {}", batch, unit);
        }
    }

    #[test]
    fn uint8_with_zero_points_on_both_sides(
        layer in layer::<u8>(),
        scale in 1e-5..1e-2f64,
        zeros in (0..=255i32, 0..=255i32, 0..=255i32),
    ) {
        let q = quant(zeros.0, zeros.1, zeros.2, Clamp { min: 0, max: 255 });
        let mut y = vec![0; layer.batches * layer.units];
        fully_connected_real_u8(&layer.shape(), &q, &layer.x, &layer.weights, &layer.bias, &[scale], &mut y);
        for (i, (batch, unit)) in layer.outputs().enumerate() {
            let sum = layer.sum(batch, unit, zeros.0.into(), zeros.1.into());
            let real = (sum as f64 * scale).round() as i64 + i64::from(zeros.2);
            prop_assert_eq!(i64::from(y[i]), real.clamp(0, 255));
        }
    }

    #[test]
    fn int8_in_fixed_point(layer in layer::<i8>(), multiplier in (1 << 30)..=i32::MAX, shift in -16..0i32) {
        let q = quant(layer.input_zero, 0, layer.output_zero, Clamp { min: -128, max: 127 });
        let mut y = vec![0; layer.batches * layer.units];
        let factor = (&[multiplier], &[shift as i8]);
        fully_connected_fixed_i8(&layer.shape(), &q, &layer.x, &layer.weights, &layer.bias, factor.0, factor.1, &mut y);
        for (i, (batch, unit)) in layer.outputs().enumerate() {
            let sum = layer.sum(batch, unit, layer.input_zero.into(), 0);
            let scaled = Multiplier { multiplier, shift }.apply(sum as i32) + layer.output_zero;
            prop_assert_eq!(i32::from(y[i]), scaled.clamp(-128, 127));
        }
    }

    #[test]
    fn float(layer in layer::<i8>(), max in 0.0..50.0f32) {
        let real = |values: &[i8]| values.iter().map(|value| f32::from(*value) / 64.0).collect::<Vec<f32>>();
        let bias: Vec<f32> = layer.bias.iter().map(|value| *value as f32 / 1e5).collect();
        let clamp = Clamp { min: F32(0.0), max: F32(max) };
        let mut y = vec![0.0; layer.batches * layer.units];
        fully_connected_f32(&layer.shape(), clamp, &real(&layer.x), &real(&layer.weights), &bias, &mut y);
        for (i, (batch, unit)) in layer.outputs().enumerate() {
            let products = layer.sum(batch, unit, 0, 0) - layer.bias.get(unit).map_or(0, |bias| i64::from(*bias));
            let exact = products as f64 / 4096.0 + bias.get(unit).map_or(0.0, |bias| f64::from(*bias));
            let exact = exact.clamp(0.0, max.into());
            prop_assert!((f64::from(y[i]) - exact).abs() < 1e-3, "{} for {}", y[i], exact);
        }
    }
}
