//! SVDF: a fully connected layer over time, of low rank. Each filter makes one feature of an input and remembers the last
//! ones; a unit is the sum of its filters' memories, weighted by age. `kernels/internal/reference/svdf.h`.

use super::hybrid::quantize_row;
use super::numbers::dot_8;
use super::{CellActivation, F32, Multiplier, dot_f32, row, vectorized};

/// Extents of an SVDF.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Svdf {
    /// Values of an input row.
    pub input: usize,
    /// Filters.
    pub filters: usize,
    /// Features that a filter remembers.
    pub memory: usize,
    /// Filters of a unit.
    pub rank: usize,
}

impl Svdf {
    #[inline(always)]
    fn each_row<X, Y, S>(&self, x: &[X], y: &mut [Y], state: &mut [S], mut f: impl FnMut(&[X], &mut [Y], &mut [S])) {
        let units = self.filters / self.rank.max(1);
        let states = state.chunks_exact_mut(self.filters.wrapping_mul(self.memory).max(1));
        let rows = x.chunks_exact(self.input.max(1)).zip(y.chunks_exact_mut(units.max(1)));
        rows.zip(states).for_each(|((x, y), state)| f(x, y, state));
    }

    /// Every filter's memory takes its `feature` as the newest; every unit gets the sum over its filters, to which
    /// `accumulate` adds that of a filter.
    #[inline(always)]
    fn units<S, A: Default, Y>(
        &self,
        y: &mut [Y],
        state: &mut [S],
        feature: impl Fn(usize) -> S,
        accumulate: impl Fn(A, usize, &[S]) -> A,
        output: impl Fn(usize, A) -> Y,
    ) {
        let mut memories = state.chunks_exact_mut(self.memory.max(1)).enumerate();
        for (unit, y) in y.iter_mut().enumerate() {
            let sum = memories.by_ref().take(self.rank).fold(A::default(), |sum, (filter, memory)| {
                push(memory, feature(filter));
                accumulate(sum, filter, memory)
            });
            *y = output(unit, sum);
        }
    }

    /// A filter's weights for the input.
    #[inline(always)]
    fn feature_row<'a, T>(&self, weights: &'a [T], filter: usize) -> &'a [T] {
        row(weights, filter.wrapping_mul(self.input), self.input)
    }

    /// A filter's weights for its memory.
    #[inline(always)]
    fn time_row<'a, T>(&self, weights: &'a [T], filter: usize) -> &'a [T] {
        row(weights, filter.wrapping_mul(self.memory), self.memory)
    }
}

/// The newest value comes last, the oldest is forgotten.
#[inline(always)]
fn push<T>(memory: &mut [T], value: T) {
    memory.iter_mut().rev().fold(value, |value, place| core::mem::replace(place, value));
}

vectorized! {
    /// Of floats. `feature` is `[filters, input]`, `time` is `[filters, memory]`; `bias` may be empty.
    pub fn svdf_f32(
        p: &Svdf,
        activation: CellActivation,
        x: &[f32],
        feature: &[f32],
        time: &[f32],
        bias: &[f32],
        y: &mut [f32],
        state: &mut [f32],
    ) {
        p.each_row(x, y, state, |x, y, state| {
            let feature = |filter| dot_f32(x, p.feature_row(feature, filter));
            float_units(p, (time, bias), y, state, feature);
            activation.apply(y);
        });
    }
}

/// Quantization of an SVDF of floats with int8 weights.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SvdfHybrid {
    /// Whether inputs are quantized with a zero point.
    pub asymmetric: bool,
    /// Scale of the weights for the input.
    pub scale: F32,
    /// Activation.
    pub activation: CellActivation,
}

vectorized! {
    /// Of floats, with int8 weights for the input; `quantized` has room for an input row.
    pub fn svdf_hybrid(
        p: &Svdf,
        q: &SvdfHybrid,
        x: &[f32],
        feature: &[i8],
        time: &[f32],
        bias: &[f32],
        y: &mut [f32],
        state: &mut [f32],
        quantized: &mut [i8],
    ) {
        p.each_row(x, y, state, |x, y, state| {
            let quant = quantize_row(q.asymmetric, x, quantized).scaled(q.scale.0);
            let sum = |filter| dot_8(quantized, p.feature_row(feature, filter), quant.offset, 0);
            float_units(p, (time, bias), y, state, |filter| sum(filter) as f32 * quant.scale);
            q.activation.apply(y);
        });
    }
}

#[inline(always)]
fn float_units(
    p: &Svdf,
    (time, bias): (&[f32], &[f32]),
    y: &mut [f32],
    state: &mut [f32],
    feature: impl Fn(usize) -> f32,
) {
    let accumulate = |sum: f32, filter, memory: &[f32]| sum + dot_f32(memory, p.time_row(time, filter));
    p.units(y, state, feature, accumulate, |unit, sum| sum + bias.get(unit).copied().unwrap_or(0.0));
}

/// Quantization of an SVDF of integers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SvdfInteger {
    /// Added to each input: the negated zero point.
    pub input_offset: i16,
    /// From a sum over the input to a feature.
    pub feature: Multiplier,
    /// From a sum over memories to an output.
    pub output: Multiplier,
    /// Added to each output: the zero point.
    pub output_offset: i32,
    /// Zero point of what is remembered.
    pub memory_zero_point: i32,
}

macro_rules! integer {
    ($($name:ident $t:ident;)*) => { $(
        vectorized! {
            /// Of int8, with memories of this type. `bias` may be empty.
            pub fn $name(
                p: &Svdf,
                q: &SvdfInteger,
                x: &[i8],
                feature: &[i8],
                time: &[$t],
                bias: &[i32],
                y: &mut [i8],
                state: &mut [$t],
            ) {
                p.each_row(x, y, state, |x, y, state| {
                    let feature = |filter| {
                        let sum = dot_8(x, p.feature_row(feature, filter), q.input_offset, 0);
                        let feature = q.feature.apply(sum).clamp($t::MIN as i32, $t::MAX as i32);
                        feature.wrapping_add(q.memory_zero_point) as $t
                    };
                    let accumulate = |sum: i32, filter, memory: &[$t]| {
                        let product = |(&m, &w): (&$t, &$t)| (m as i32).wrapping_sub(q.memory_zero_point).wrapping_mul(w as i32);
                        memory.iter().zip(p.time_row(time, filter)).map(product).fold(sum, i32::wrapping_add)
                    };
                    p.units(y, state, feature, accumulate, |unit, sum: i32| {
                        let sum = sum.wrapping_add(bias.get(unit).copied().unwrap_or(0));
                        q.output.apply(sum).wrapping_add(q.output_offset).clamp(i8::MIN as i32, i8::MAX as i32) as i8
                    });
                });
            }
        }
    )* };
}
integer! {
    svdf_i8_i16 i16;
    svdf_i8_i8 i8;
}

#[cfg(test)]
mod tests {
    use super::*;

    const P: Svdf = Svdf { input: 1, filters: 2, memory: 2, rank: 2 };

    #[test]
    fn memories_age() {
        let (mut y, mut state) = ([0.0], [0.0; 4]);
        let mut run = |x: f32| {
            svdf_f32(&P, CellActivation::None, &[x], &[1.0, 2.0], &[1.0, 10.0, 0.0, 1.0], &[0.5], &mut y, &mut state);
            y[0]
        };
        // Filter 0 weighs its new feature by 10 and its old one by 1; filter 1 only its new one, twice the input.
        assert_eq!([run(1.0), run(3.0), run(0.0)], [12.5, 37.5, 3.5]);
        assert_eq!(state, [3.0, 0.0, 6.0, 0.0]);
    }

    #[test]
    fn integer_features_saturate() {
        let one = Multiplier { multiplier: 1 << 30, shift: 1 };
        let q = SvdfInteger { input_offset: 28, feature: one, output: one, output_offset: -1, memory_zero_point: 0 };
        let (mut y, mut state) = ([0], [0; 4]);
        svdf_i8_i8(&P, &q, &[100], &[1, -2], &[0, 1, 0, 1], &[], &mut y, &mut state);
        assert_eq!((y, state), ([-2], [0, 127, 0, -128]));
    }
}
