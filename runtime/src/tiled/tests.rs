//! Layers over tiles against the plain kernels, at every level that the machine has.

extern crate std;
use super::{bytes, floats};
use crate::isa::{Isa, Portable};
use crate::kernel::*;
use std::vec;
use std::vec::Vec;

/// Numbers that look random (xorshift64).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn within(&mut self, low: usize, high: usize) -> usize {
        low + self.next() as usize % (high - low + 1)
    }

    fn bytes(&mut self, count: usize) -> Vec<i8> {
        (0..count).map(|_| (self.next() >> 24) as i8).collect()
    }

    fn window(&mut self) -> Window {
        let (filter, stride, dilation) = (self.within(1, 4), self.within(1, 3), self.within(1, 2));
        let span = (filter - 1) * dilation + 1;
        let (input, padding) = (self.within(span, span + 7), self.within(0, span - 1));
        let output = (input + 2 * padding - span) / stride + 1;
        Window { input, output, filter, stride, dilation, padding }
    }

    fn layer(&mut self) -> TiledLayer {
        let (channels, units) = (self.within(1, 20), self.within(1, 40));
        let conv = Conv2d {
            height: self.window(),
            width: self.window(),
            channels,
            filter_channels: channels,
            group_units: units,
            units,
        };
        TiledLayer { conv, batches: self.within(1, 2), block: self.within(1, 30) }
    }
}

/// `[panels][steps][channels][step]` of `[units][depth]`.
fn packed<T: Copy + Default>(weights: &[T], units: usize, step: usize) -> Vec<T> {
    let depth = weights.len() / units;
    let (padded, mut packed) = (units.next_multiple_of(8), Vec::new());
    for first in (0..padded).step_by(16) {
        let last = (first + 16).min(padded);
        for k in 0..depth.div_ceil(step) {
            for (unit, i) in (first..last).flat_map(|unit| (0..step).map(move |i| (unit, k * step + i))) {
                let there = unit < units && i < depth;
                packed.push(if there { weights[unit * depth + i] } else { T::default() });
            }
        }
    }
    packed
}

fn sizes(p: &TiledLayer) -> (usize, usize, usize) {
    let outputs = p.batches * p.conv.height.output * p.conv.width.output * p.conv.units;
    let inputs = p.batches * p.conv.height.input * p.conv.width.input * p.conv.channels;
    (inputs, p.conv.units * p.depth(), outputs)
}

fn check_bytes<I: Isa>(isa: I) {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    for _ in 0..300 {
        let p = random.layer();
        let ((inputs, weights, outputs), units) = (sizes(&p), p.conv.units);
        let (x, w) = (random.bytes(inputs), random.bytes(weights));
        let zero_point = random.bytes(1)[0];
        let bias: Vec<i32> = (0..units).map(|_| random.next() as i32 >> 14).collect();
        let multiplier: Vec<i32> = (0..units).map(|_| random.next() as i32 & i32::MAX | 1 << 30).collect();
        let largest_shift = if random.within(0, 1) == 0 { -1 } else { 3 };
        let shift: Vec<i8> = (0..units).map(|_| largest_shift - random.within(0, 12) as i8).collect();
        let clamp = Clamp { min: -128 + random.within(0, 40) as i32, max: 127 };
        let output_offset = i32::from(random.bytes(1)[0]);
        let q = LayerQuant { input_offset: -i16::from(zero_point), weights_offset: 0, output_offset, clamp };
        let mut expected = vec![0; outputs];
        conv_2d_i8(&p.conv, &q, &x, &w, &bias, &multiplier, &shift, &mut expected);

        let mut sums: Vec<i32> = (0..units)
            .map(|unit| {
                let row = &w[unit * p.depth()..][..p.depth()];
                bias[unit] - i32::from(zero_point) * row.iter().map(|&w| i32::from(w)).sum::<i32>()
            })
            .collect();
        sums.resize(units.next_multiple_of(8), 0);
        let lists = |lists: &[&dyn Fn(usize) -> i32]| -> Vec<i32> {
            let vectors = (0..units).step_by(8).flat_map(|first| lists.iter().map(move |list| (first, list)));
            vectors
                .flat_map(|(first, list)| (first..first + 8).map(|unit| if unit < units { list(unit) } else { 0 }))
                .collect()
        };
        let below_one = shift.iter().all(|&shift| shift < 0);
        let right = |unit: usize| -i32::from(shift[unit]);
        let round = |unit: usize| 1 << (right(unit) - 1);
        let factors = if below_one {
            lists(&[&|unit| multiplier[unit], &round, &right])
        } else {
            lists(&[&|unit| multiplier[unit], &|unit| i32::from(shift[unit])])
        };
        let q = TiledQuant { input_zero_point: zero_point, output_offset, clamp };
        let mut quads = vec![0; p.block * p.depth().div_ceil(4)];
        let (mut patch, mut y) = (vec![0; p.depth()], vec![0; outputs]);
        let packed = packed(&w, units, 4);
        if below_one {
            bytes::fixed(isa, &p, &q, &x, &packed, &sums, &factors, &mut quads, &mut patch, &mut y);
        } else {
            bytes::general(isa, &p, &q, &x, &packed, &sums, &factors, &mut quads, &mut patch, &mut y);
        }
        assert_eq!(y, expected, "{p:?}");
    }
}

fn check_floats<I: Isa>(isa: I) {
    let mut random = Random(0x2545_f491_4f6c_dd1d);
    for _ in 0..200 {
        let p = random.layer();
        let ((inputs, weights, outputs), units) = (sizes(&p), p.conv.units);
        let mut reals = |count: usize| random.bytes(count).iter().map(|&x| f32::from(x) / 64.0).collect::<Vec<_>>();
        let (x, w, mut bias) = (reals(inputs), reals(weights), reals(units));
        let clamp = Clamp { min: F32(-50.0), max: F32(70.0) };
        let (mut expected, mut y) = (vec![0.0; outputs], vec![0.0; outputs]);
        conv_2d_f32(&p.conv, clamp, &x, &w, &bias, &mut expected);
        bias.resize(units.next_multiple_of(8), 0.0);
        let mut patches = vec![0.0; p.block * p.depth()];
        floats::layer(isa, &p, clamp, &x, &packed(&w, units, 1), &bias, &mut patches, &mut y);
        let close = |(a, b): (&f32, &f32)| (a - b).abs() <= 1e-4 * (1.0 + b.abs());
        assert!(y.iter().zip(&expected).all(close), "{p:?}");
    }
}

#[test]
fn in_plain_rust() {
    check_bytes(Portable);
    check_floats(Portable);
}

#[test]
#[cfg(target_arch = "x86_64")]
fn with_avx2() {
    let Some(isa) = crate::isa::Avx2::detect() else {
        std::eprintln!("skipped: this processor has no AVX2");
        return;
    };
    check_bytes(isa);
    check_floats(isa);
}
