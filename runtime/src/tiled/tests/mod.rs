//! Layers over tiles against the plain kernels, at every level that the machine has.

mod depthwise;
mod hybrid;
mod matmul;
mod row;
mod winograd;
mod words;

extern crate std;
use super::{bytes, floats, offset};
use crate::isa::Panels;
use crate::kernel::*;
use std::vec;
use std::vec::Vec;

/// Numbers that look random (xorshift64).
pub(super) struct Random(pub(super) u64);

impl Random {
    pub(super) fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    pub(super) fn within(&mut self, low: usize, high: usize) -> usize {
        low + self.next() as usize % (high - low + 1)
    }

    pub(super) fn bytes(&mut self, count: usize) -> Vec<i8> {
        (0..count).map(|_| (self.next() >> 24) as i8).collect()
    }

    fn window(&mut self) -> Window {
        let (filter, stride, dilation) = (self.within(1, 4), self.within(1, 3), self.within(1, 2));
        let span = (filter - 1) * dilation + 1;
        let (input, padding) = (self.within(span, span + 7), self.within(0, span - 1));
        let output = (input + 2 * padding - span) / stride + 1;
        Window { input, output, filter, stride, dilation, padding }
    }

    /// Of int8, or of uint8 with any zero point of weights.
    fn quant(&mut self, zero_point: i8, output_offset: i32, clamp: Clamp<i32>) -> TiledQuant {
        let offset = if self.within(0, 1) == 0 { 0 } else { i32::from(self.bytes(1)[0]) };
        match self.within(0, 1) {
            0 => signed(zero_point, output_offset, clamp),
            _ => TiledQuant { unsigned: true, weights_offset: offset, ..signed(zero_point, output_offset, clamp) },
        }
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
        TiledLayer { conv, block: self.within(1, 30), every: 1 }
    }

    /// Of as many patches, elements and channels as matrices want, and some more.
    fn large_layer(&mut self) -> TiledLayer {
        let one = Window { input: 1, output: 1, filter: 1, stride: 1, dilation: 1, padding: 0 };
        let (units, is_pointwise) = (self.within(1, 100), self.within(0, 1) == 0);
        let (height, width, channels) = if is_pointwise {
            let rows = self.within(8, 70);
            (Window { input: rows, output: rows, ..one }, one, self.within(20, 260))
        } else {
            let mut width = self.window();
            width.input += self.within(8, 40);
            let span = (width.filter - 1) * width.dilation + 1;
            width.output = (width.input + 2 * width.padding - span) / width.stride + 1;
            (self.window(), width, [self.within(1, 70), 64][self.within(0, 1)])
        };
        let conv = Conv2d { height, width, channels, filter_channels: channels, group_units: units, units };
        TiledLayer { conv, block: self.within(8, 100), every: 1 }
    }
}

/// `[panels][steps][channels][step]` of `[units][runs][run]`.
fn packed<T: Copy + Default>(weights: &[T], units: usize, run: usize, step: usize) -> Vec<T> {
    let pad = |run: &[T]| {
        let mut run = run.to_vec();
        run.resize(run.len().next_multiple_of(step), T::default());
        run
    };
    let weights: Vec<T> = weights.chunks(run).flat_map(pad).collect();
    let depth = weights.len() / units;
    let (padded, mut packed) = (units.next_multiple_of(8), Vec::new());
    for first in (0..padded).step_by(16) {
        let last = (first + 16).min(padded);
        for k in 0..depth / step {
            for (unit, i) in (first..last).flat_map(|unit| (0..step).map(move |i| (unit, k * step + i))) {
                let there = unit < units && i < depth;
                packed.push(if there { weights[unit * depth + i] } else { T::default() });
            }
        }
    }
    packed
}

/// Makes a block of patches whole lines where there are bands; gives the steps of scratch memory.
fn prepared(p: &mut TiledLayer, step: usize) -> usize {
    let outputs = p.conv.width.output;
    if p.is_pointwise() {
        return p.block * p.depth(step);
    }
    let lines = p.block.div_ceil(outputs).min(p.conv.height.output);
    p.block = lines * outputs;
    p.band_lines(lines) * p.phases(step) * p.phase(step)
}

/// An epilogue that changes each third output, by its number among all.
fn thirds<T: Copy>(change: fn(T) -> T) -> impl FnMut(usize, &mut [T]) {
    move |at, y| {
        let all = y.iter_mut().zip(at..).filter(|(_, i)| i % 3 == 0);
        all.for_each(|(y, _)| *y = change(*y));
    }
}

fn sizes(p: &TiledLayer, batches: usize) -> (usize, usize, usize) {
    let outputs = batches * p.conv.height.output * p.conv.width.output * p.conv.units;
    let inputs = batches * p.conv.height.input * p.conv.width.input * p.conv.channels;
    (inputs, p.conv.units * p.depth(1), outputs)
}

fn check_bytes<I: Panels>(isa: I, count: usize, layer: fn(&mut Random) -> TiledLayer) {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    for _ in 0..count {
        let (mut p, batches) = (layer(&mut random), random.within(1, 2));
        let ((inputs, weights, outputs), units) = (sizes(&p, batches), p.conv.units);
        let (x, w) = (random.bytes(inputs), random.bytes(weights));
        let zero_point = random.bytes(1)[0];
        let bias: Vec<i32> = (0..units).map(|_| random.next() as i32 >> 14).collect();
        let multiplier: Vec<i32> = (0..units).map(|_| random.next() as i32 & i32::MAX | 1 << 30).collect();
        let largest_shift = if random.within(0, 1) == 0 { -1 } else { 3 };
        let shift: Vec<i8> = (0..units).map(|_| largest_shift - random.within(0, 12) as i8).collect();
        let clamp = Clamp { min: -128 + random.within(0, 40) as i32, max: 127 };
        let output_offset = i32::from(random.bytes(1)[0]);
        let q = random.quant(zero_point, output_offset, clamp);
        let mut expected = vec![0; outputs];
        if q.unsigned {
            let (x, w, mut y) = (unsigned(&x), unsigned(&flipped(&w)), vec![0; outputs]);
            conv_2d_u8(&p.conv, &layer_quant(&q), &x, &w, &bias, &multiplier, &shift, &mut y);
            expected = y.into_iter().map(|y| y as i8).collect();
        } else {
            conv_2d_i8(&p.conv, &layer_quant(&q), &x, &w, &bias, &multiplier, &shift, &mut expected);
        }

        let rows: Vec<&[i8]> = w.chunks(p.depth(1)).collect();
        let sums = begin(&bias, &rows, &q);
        let factors = factors(&multiplier, &shift);
        let ones = packed(&vec![1; 8 * p.depth(1)], 8, p.run(), 4);
        let room = p.winograd_bytes().map_or(0, |tiles| tiles.room());
        let mut quads = vec![0; prepared(&mut p, 4).max(room)];
        let (mut line, mut y) = (vec![0; p.band_line()], vec![0; outputs]);
        let packed = packed(&w, units, p.run(), 4);
        let (mut totals, epilogue) = (vec![0; 8 * p.block], &mut thirds(|y: i8| !y));
        epilogue(0, &mut expected);
        let room = (&mut quads, &mut line, &mut totals);
        offset::layer(isa, &p, &q, &x, &packed, &sums, &factors, &ones, room.0, room.1, room.2, &mut y, epilogue);
        assert_eq!(y, expected, "{p:?}");
        if q.weights_offset == 0 {
            y.fill(0);
            bytes::layer(isa, &p, &q, &x, &packed, &sums, &factors, &mut quads, &mut line, &mut y, epilogue);
            assert_eq!(y, expected, "{p:?}");
        }
    }
}

/// Layers in single precision against the definition of the form, with factors that are powers of two, or nearly.
fn check_single<I: Panels>(isa: I) {
    let mut random = Random(0x8c72_af31_04d1_77e5);
    for _ in 0..200 {
        let (depth, units, rows) = (random.within(1, 40), random.within(1, 40), random.within(1, 9));
        let one = Window { input: 1, output: 1, filter: 1, stride: 1, dilation: 1, padding: 0 };
        let height = Window { input: rows, output: rows, ..one };
        let conv = Conv2d { height, width: one, channels: depth, filter_channels: depth, group_units: units, units };
        let p = TiledLayer { conv, block: random.within(1, rows), every: 1 };
        let (x, w) = (random.bytes(rows * depth), random.bytes(units * depth));
        let bias: Vec<i32> = (0..units).map(|_| random.next() as i32 >> 14).collect();
        let output_offset = if random.within(0, 2) == 0 { -128 } else { i32::from(random.bytes(1)[0]) / 2 };
        // Below the zero point or not: offsets have signs or have not.
        let min = if random.within(0, 1) == 0 { output_offset } else { -128 };
        let q = signed(0, output_offset, Clamp { min, max: 127 });
        // Factors of one panel and a half may stand for all that are alike.
        let alike = random.within(0, 2) == 0;
        let mut forms: Vec<Single> = (0..units).map(|_| form(random.next() >> 20)).collect();
        if alike {
            forms = vec![forms[0]; 40];
        }
        let apply = |unit: usize, sum: i32| {
            let y = if q.is_signed() {
                forms[unit].apply::<true>(sum) + output_offset
            } else {
                forms[unit].apply::<false>(sum)
            };
            q.clamp.apply(y) as i8
        };
        let sum = |row: &[i8], unit: usize| {
            let products = row.iter().zip(&w[unit * depth..]).map(|(&x, &w)| i32::from(x) * i32::from(w));
            bias[unit] + products.sum::<i32>()
        };
        let expected: Vec<i8> = x
            .chunks(depth)
            .flat_map(|row| (0..units).map(move |unit| (row, unit)))
            .map(|(row, unit)| apply(unit, sum(row, unit)))
            .collect();
        let bits = |list: usize, unit: usize| match (forms.get(unit), list) {
            (None, _) => 0,
            (Some(form), 0) => form.scale.to_bits() as i32,
            (Some(form), 1) => form.offset.to_bits() as i32,
            (Some(form), _) => form.rest.to_bits() as i32,
        };
        let factors = lists(if alike { 24 } else { units }, bits);
        let sums = begin(&bias, &w.chunks(depth).collect::<Vec<_>>(), &q);
        let (packed, mut quads) = (packed(&w, units, depth, 4), vec![0; p.block * depth.div_ceil(4)]);
        let mut y = vec![0; rows * units];
        bytes::layer(isa, &p, &q, &x, &packed, &sums, &factors, &mut quads, &mut [], &mut y, &mut |_, _| ());
        assert_eq!(y, expected, "{p:?}");
        for (x, y) in x.chunks(depth).zip(y.chunks_mut(units)) {
            y.fill(0);
            crate::tiled::row::layer(isa, &q, x, &packed, &sums, &factors, y);
        }
        assert_eq!(y, expected, "{p:?}");
    }
}

/// A form whose factor is a power of two, or nearly.
fn form(bits: u64) -> Single {
    Single {
        scale: 0.5f32.powi((bits % 10) as i32 + 3),
        // Less than products are apart, and enough to keep them from halves.
        offset: 0.5f32.powi(13),
        rest: if bits.is_multiple_of(2) { 0.0 } else { 0.5f32.powi(34) },
    }
}

/// Of int8.
fn signed(input_zero_point: i8, output_offset: i32, clamp: Clamp<i32>) -> TiledQuant {
    TiledQuant { unsigned: false, input_zero_point, weights_offset: 0, output_offset, clamp }
}

/// The same for the plain kernels, whose numbers may be unsigned.
fn layer_quant(q: &TiledQuant) -> LayerQuant {
    let more = if q.unsigned { 128 } else { 0 };
    LayerQuant {
        input_offset: -i16::from(q.input_zero_point) - more as i16,
        weights_offset: q.weights_offset as i16 - more as i16,
        output_offset: q.output_offset + more,
        clamp: Clamp { min: q.clamp.min + more, max: q.clamp.max + more },
    }
}

/// The same bits.
fn unsigned(x: &[i8]) -> Vec<u8> {
    x.iter().map(|&x| x as u8).collect()
}

fn flipped(x: &[i8]) -> Vec<i8> {
    x.iter().map(|x| x ^ i8::MIN).collect()
}

/// What sums begin with, for whole vectors: for activations as they are, then for such with 128 more.
fn begin(bias: &[i32], rows: &[&[i8]], q: &TiledQuant) -> Vec<i32> {
    let sum = |row: &[i8]| row.iter().map(|&w| i32::from(w) + q.weights_offset).sum::<i32>();
    let start = |offset: i32| {
        let mut sums: Vec<i32> = bias.iter().zip(rows).map(|(bias, row)| bias - offset * sum(row)).collect();
        sums.resize(bias.len().next_multiple_of(8), 0);
        sums
    };
    let zero_point = i32::from(q.input_zero_point);
    [start(zero_point), start(zero_point + 128)].concat()
}

/// Factors in fixed point: panels all of whose factors are below one have them so.
pub(super) fn factors(multiplier: &[i32], shift: &[i8]) -> Vec<i32> {
    let below_one = |unit: usize| shift[unit / 16 * 16..].iter().take(16).all(|&shift| shift < 0);
    let right = |unit: usize| -i32::from(shift[unit]);
    let of = |list: usize, unit: usize| match (list, unit < shift.len() && below_one(unit)) {
        (2, false) => Requantizer::GENERAL,
        _ if unit >= shift.len() => 0,
        (0, _) => multiplier[unit],
        (1, true) => 1 << (right(unit) - 1),
        (1, false) => i32::from(shift[unit]),
        _ => right(unit),
    };
    lists(shift.len(), of)
}

/// Of every panel three lists of numbers.
fn lists(units: usize, number: impl Fn(usize, usize) -> i32) -> Vec<i32> {
    let mut all = Vec::new();
    for first in (0..units).step_by(16) {
        let panel = first..(first + 16).min(units.next_multiple_of(8));
        all.extend(
            (0..3).flat_map(|list| panel.clone().map(move |unit| (list, unit))).map(|(list, unit)| number(list, unit)),
        );
    }
    all
}

fn check_dense<I: Panels>(isa: I) {
    let mut random = Random(0x5851_f42d_4c95_7f2d);
    let one = Window { input: 1, output: 1, filter: 1, stride: 1, dilation: 1, padding: 0 };
    for _ in 0..200 {
        let (depth, units, rows) = (random.within(1, 70), random.within(1, 40), random.within(1, 9));
        let height = Window { input: rows, output: rows, ..one };
        let conv = Conv2d { height, width: one, channels: depth, filter_channels: depth, group_units: units, units };
        let p = TiledLayer { conv, block: random.within(1, rows), every: 1 };
        let (x, w) = (random.bytes(rows * depth), random.bytes(units * depth));
        let zero_point = random.bytes(1)[0];
        let bias: Vec<i32> = (0..units).map(|_| random.next() as i32 >> 12).collect();
        // Powers of two among others: halves are met.
        let real = |bits: u64| {
            if bits.is_multiple_of(3) { 0.5f64.powi((bits % 14) as i32) } else { (bits >> 40) as f64 / 1e9 }
        };
        let scale: Vec<f64> = (0..units).map(|_| real(random.next() >> 1)).collect();
        let (clamp, output_offset) = (Clamp { min: -128, max: 127 }, i32::from(random.bytes(1)[0]));
        let q = signed(zero_point, output_offset, clamp);
        let (mut expected, mut y) = (vec![0; rows * units], vec![0; rows * units]);
        fully_connected_real_i8(
            &FullyConnected { depth, units },
            &layer_quant(&q),
            &x,
            &w,
            &bias,
            &scale,
            &mut expected,
        );

        let sums = begin(&bias, &w.chunks(depth).collect::<Vec<_>>(), &q);
        let number = |list: usize, unit: usize| match (list, scale.get(unit).map_or(0, |scale| scale.to_bits())) {
            (0, bits) => bits as i32,
            (1, bits) => (bits >> 32) as i32,
            _ => Requantizer::REAL,
        };
        let factors = lists(units, number);
        let (packed, mut quads) = (packed(&w, units, depth, 4), vec![0; p.block * depth.div_ceil(4)]);
        bytes::layer(isa, &p, &q, &x, &packed, &sums, &factors, &mut quads, &mut [], &mut y, &mut |_, _| ());
        assert_eq!(y, expected, "{p:?}");
    }
}

fn check_floats<I: Panels>(isa: I, count: usize, layer: fn(&mut Random) -> TiledLayer) {
    let mut random = Random(0x2545_f491_4f6c_dd1d);
    for _ in 0..count {
        let (mut p, batches) = (layer(&mut random), random.within(1, 2));
        let ((inputs, weights, outputs), units) = (sizes(&p, batches), p.conv.units);
        let mut reals = |count: usize| random.bytes(count).iter().map(|&x| f32::from(x) / 64.0).collect::<Vec<_>>();
        let (mut x, w, mut bias) = (reals(inputs), reals(weights), reals(units));
        // What is no number must not get to patches beside it.
        x[random.within(0, inputs - 1)] = [f32::NAN, 1.0][random.within(0, 1)];
        let clamp = Clamp { min: F32(-50.0), max: F32(70.0) };
        let (mut expected, mut y) = (vec![0.0; outputs], vec![0.0; outputs]);
        conv_2d_f32(&p.conv, clamp, &x, &w, &bias, &mut expected);
        bias.resize(units.next_multiple_of(8), 0.0);
        let room = p.winograd_floats().map_or(0, |tiles| tiles.room());
        let mut lines = vec![0.0; prepared(&mut p, 1).max(room)];
        let (packed, epilogue) = (packed(&w, units, p.run(), 1), &mut thirds(|y: f32| -y));
        epilogue(0, &mut expected);
        floats::layer(isa, &p, clamp, &x, &packed, &bias, &mut lines, &mut y, epilogue);
        let close = |(a, b): (&f32, &f32)| (a - b).abs() <= 1e-4 * (1.0 + b.abs()) || a.is_nan() && b.is_nan();
        assert!(y.iter().zip(&expected).all(close), "{p:?}");
    }
}

fn check<I: Panels>(isa: I) {
    check_bytes(isa, 300, Random::layer);
    check_bytes(isa, 60, Random::large_layer);
    hybrid::check(isa, 300, Random::layer);
    hybrid::check(isa, 60, Random::large_layer);
    check_single(isa);
    check_floats(isa, 300, Random::layer);
    check_floats(isa, 60, Random::large_layer);
    check_dense(isa);
    row::check(isa);
    winograd::check(isa);
    depthwise::check(isa);
    depthwise::check_single(isa);
}

crate::isa::at_levels!();
#[cfg(target_arch = "x86_64")]
crate::isa::at_levels! { with_avx_vnni: AvxVnni, with_avx512: Avx512, with_amx: Amx }
#[cfg(all(target_arch = "aarch64", target_feature = "neon"))]
crate::isa::at_levels! { with_i8mm: I8mm }
