//! Depthwise layers against the plain kernels.

use super::super::{depthwise, direct, strip};
use super::*;

/// Of every panel `[rows][columns][channels]`.
fn filters(w: &[i8], p: &TiledDepthwise) -> Vec<i8> {
    let (taps, units) = (p.conv.height.filter * p.conv.width.filter, p.units());
    let mut packed = Vec::new();
    for first in (0..units).step_by(16) {
        for tap in 0..taps {
            for unit in first..(first + 16).min(units.next_multiple_of(8)) {
                packed.push(if unit < units { w[tap * units + unit] } else { 0 });
            }
        }
    }
    packed
}

/// Of every panel `[rows][steps][sets][phases][16][4]`, of the weights of each pixel of those that are as one. Two sets add up to the
/// weights and an offset.
fn quads(w: &[i8], p: &DepthwiseQuads, offset: i32) -> Vec<i8> {
    let (row, filter, channels) = (&p.row, p.conv.width.filter, p.units() / p.pixels);
    let mut packed = Vec::new();
    for first in (0..p.units()).step_by(16) {
        for place in 0..p.taps() * 64 {
            let (rest, column) = (place / 4, place % 4);
            let (rest, unit) = (rest / 16, first + rest % 16);
            let (rest, phase) = (rest / row.phases, rest % row.phases);
            let (rest, set) = (rest / row.sets, rest % row.sets);
            let (y, step) = (rest / row.steps, rest % row.steps);
            let column = (step * 4 + column).wrapping_sub(phase * p.conv.width.stride * p.pixels);
            let there = unit < p.units() && column < filter;
            let weight = |place: usize| i32::from(w[place]) + offset;
            let weight = if there { weight((y * filter + column) * channels + unit % channels) } else { 0 };
            packed.push(if set == 0 { weight.clamp(-128, 127) } else { weight - weight.clamp(-128, 127) } as i8);
        }
    }
    packed
}

/// Shapes that take ways of their own, then any.
fn layer(i: usize, random: &mut Random) -> DepthwiseConv2d {
    let window = |input: usize, filter: usize, stride: usize, dilation: usize| {
        let padding = (filter - 1) * dilation / 2;
        let span = (filter - 1) * dilation + 1;
        Window { input, output: (input + 2 * padding - span) / stride + 1, filter, stride, dilation, padding }
    };
    let same = |size: usize, filter: usize, stride: usize| [window(size, filter, stride, 1); 2];
    let (windows, channels, multiplier) = match i {
        0..24 => (same(6 + i, 3, 1), 8 + i % 3 * 8, 1),
        24..40 => (same(i - 20, 3, 2), 16 + i % 4 * 6, 1),
        40..56 => (same(i - 30, 5, 1 + i % 3), 24, 1),
        56..64 => (same(i - 50, 7, 1 + i % 2), 40, 1),
        64..72 => ([window(9, 3, 1, 2 + i % 3), window(i - 50, 1 + i % 7, 1, 2)], 19, 1),
        72..80 => ([window(1, 1, 1, 1), window(i - 60, 1 + i - 72, 1, 1)], 33, 1),
        80..88 => ([window(i - 60, 1 + i - 80, 1, 1), window(i - 78, 1, 1, 1)], 16, 1),
        88..100 => ([window(7, 2, 1, 1), window(i - 80, 1 + i % 5, 1 + i % 4, 1)], 8 + 8 * (i % 2), 1),
        _ => {
            let channels = if i % 4 == 1 { 8 * random.within(1, 5) } else { random.within(1, 40) };
            ([random.window(), random.window()], channels, if i.is_multiple_of(4) { random.within(2, 3) } else { 1 })
        }
    };
    DepthwiseConv2d { height: windows[0], width: windows[1], channels, multiplier }
}

pub(super) fn check<I: Panels>(isa: I) {
    let mut random = Random(0x0139_408d_cbbf_7a44);
    for i in 0..400 {
        let (p, batches) = (layer(i, &mut random), random.within(1, 2));
        let pairs = p.channels * p.multiplier == 8 && p.multiplier == 1 && p.width.stride == 1 && p.width.dilation == 1;
        let pixels = if pairs { 2 } else { 1 };
        let q = random.quant(random.0 as i8, (random.0 >> 8) as i8 as i32, Clamp { min: -100, max: 120 });
        let row = QuadRow::of(&p, pixels, if q.weights_offset == 0 { 1 } else { 2 });
        let bytes = DepthwiseQuads { conv: p, pixels, lines: random.within(1, 4), row };
        let tiled = TiledDepthwise { conv: p, lines: bytes.lines };
        let (c, taps) = (tiled.units(), p.height.filter * p.width.filter);
        let x = random.bytes(batches * p.height.input * p.width.input * p.channels);
        let w = random.bytes(taps * c);
        let outputs = batches * p.height.output * p.width.output * c;
        let rows: Vec<Vec<i8>> =
            (0..c * pixels).map(|unit| w.iter().skip(unit % c).step_by(c).copied().collect()).collect();

        let bias: Vec<i32> = (0..c).map(|_| random.next() as i32 >> 16).collect();
        let multiplier: Vec<i32> = (0..c).map(|_| random.next() as i32 & i32::MAX | 1 << 30).collect();
        let largest_shift = if random.within(0, 1) == 0 { -1 } else { 3 };
        let shift: Vec<i8> = (0..c).map(|_| largest_shift - random.within(0, 12) as i8).collect();
        let mut expected = vec![0; outputs];
        if q.unsigned {
            let (x, w, mut y) = (unsigned(&x), unsigned(&flipped(&w)), vec![0; outputs]);
            depthwise_conv_2d_u8(&p, &layer_quant(&q), &x, &w, &bias, &multiplier, &shift, &mut y);
            expected = y.into_iter().map(|y| y as i8).collect();
        } else {
            depthwise_conv_2d_i8(&p, &layer_quant(&q), &x, &w, &bias, &multiplier, &shift, &mut expected);
        }
        let rows: Vec<&[i8]> = rows.iter().map(Vec::as_slice).collect();
        let sums = begin(&bias.repeat(pixels), &rows, &q);
        let factors = factors(&multiplier.repeat(pixels), &shift.repeat(pixels));
        let (mut room, mut y) = (vec![0; (bytes.taps() + bytes.room()) * 16 + 7], vec![0; outputs]);
        depthwise::layer(isa, &bytes, &q, &x, &quads(&w, &bytes, q.weights_offset), &sums, &factors, &mut room, &mut y);
        assert_eq!(y, expected, "{bytes:?}");

        let reals = |x: &[i8]| x.iter().map(|&x| f32::from(x) / 64.0).collect::<Vec<_>>();
        let (x, packed, w) = (reals(&x), reals(&filters(&w, &tiled)), reals(&w));
        let clamp = Clamp { min: F32(-9.0), max: F32(20.0) };
        let mut bias: Vec<f32> = bias.iter().map(|&bias| bias as f32 / 4096.0).collect();
        let (mut expected, mut y, mut room) = (vec![0.0; outputs], vec![0.0; outputs], vec![0.0; tiled.strip() * 16]);
        depthwise_conv_2d_f32(&p, clamp, &x, &w, &bias, &mut expected);
        bias.resize(c.next_multiple_of(8), 0.0);
        strip::floats(isa, &tiled, clamp, &x, &packed, &bias, &mut room, &mut y);
        let close = |(a, b): (&f32, &f32)| (a - b).abs() <= 1e-4 * (1.0 + b.abs());
        assert!(y.iter().zip(&expected).all(close), "{p:?}");
        if p.is_direct() {
            y.fill(f32::NAN);
            direct::layer(isa, &p, clamp, &x, &packed, &bias, &mut y);
            assert!(y.iter().zip(&expected).all(close), "{p:?}");
        }
    }
}

/// A layer of three rows, of few or of many lines, or of any.
fn few_rows(i: usize, random: &mut Random) -> DepthwiseConv2d {
    let mut window = |input: usize, filter: usize, stride: usize, dilation: usize| {
        let (padding, span) = (random.within(0, 2), (filter - 1) * dilation + 1);
        let input = input.max(span);
        Window { input, output: (input + 2 * padding - span) / stride + 1, filter, stride, dilation, padding }
    };
    let (rows, columns) = if i.is_multiple_of(3) { (1 + i / 3 % 5, 1 + i / 6 % 9) } else { (3, 1 + i / 2 % 4) };
    let height = window(if i.is_multiple_of(5) { 30 + i / 3 % 66 } else { 1 + i % 12 }, rows, 1 + i % 2, 1);
    let width = window(1 + i % 17, columns, 1 + i / 3 % 4, 1 + usize::from(i.is_multiple_of(7)));
    let channels = match i % 4 {
        0 => random.within(14, 56),
        1 => 4 << random.within(0, 4),
        2 => 64 * random.within(1, 3),
        _ => 4 * random.within(2, 60),
    };
    DepthwiseConv2d { height, width, channels, multiplier: 1 }
}

/// Layers some of whose panels have forms in single precision, against the definition.
pub(super) fn check_single<I: Panels>(isa: I) {
    let mut random = Random(0x51f7_20cb_9d3e_a861);
    for i in 0..400 {
        let (p, batches) = (few_rows(i, &mut random), random.within(1, 2));
        let (c, [min, max]) = (p.channels, [-128, 127]);
        let output_offset = if i % 5 < 2 { min } else { i32::from(random.bytes(1)[0]) / 2 };
        let clamp = Clamp { min: [min, output_offset][i % 2], max: [max, output_offset + 60][usize::from(i % 7 == 0)] };
        let q = TiledQuant { unsigned: i % 3 == 0, output_offset, clamp, ..signed(random.0 as i8, 0, clamp) };
        let bytes = DepthwiseQuads { conv: p, pixels: 1, lines: random.within(1, 4), row: QuadRow::of(&p, 1, 1) };
        let (x, w) = (batches * p.height.input * p.width.input * c, p.height.filter * p.width.filter * c);
        let (x, w) = (random.bytes(x), random.bytes(w));
        let bias: Vec<i32> = (0..c).map(|_| random.next() as i32 >> 16).collect();
        // Panels in fixed point, in single precision without a rest, and with one.
        let least = if i.is_multiple_of(4) { 0 } else { 1 };
        let kinds: Vec<usize> = (0..c.div_ceil(16)).map(|_| random.within(least, 3)).collect();
        let rest = |unit: usize, rest: f32| match kinds[unit / 16] {
            0..3 => 0.0,
            _ if rest == 0.0 => -0.0,
            _ => rest,
        };
        let forms = (0..c).map(|unit| (unit, form(random.next() >> 20)));
        let forms: Vec<Single> = forms.map(|(unit, form)| Single { rest: rest(unit, form.rest), ..form }).collect();
        let multiplier = Multiplier { multiplier: 1 << 30, shift: -6 };
        let result = |unit: usize, sum: i32| match (kinds[unit / 16] == 0, q.is_signed()) {
            (true, _) => multiplier.apply(sum) + output_offset,
            (false, true) => forms[unit].apply::<true>(sum) + output_offset,
            (false, false) => forms[unit].apply::<false>(sum),
        };
        let number = |list: usize, unit: usize| match (forms.get(unit), list) {
            (None, _) => 0,
            (_, list) if kinds[unit / 16] == 0 => [multiplier.multiplier, multiplier.shift, Requantizer::GENERAL][list],
            (Some(form), list) => [form.scale, form.offset, form.rest][list].to_bits() as i32,
        };
        let sum = |image: &[i8], [oy, ox]: [usize; 2], unit: usize| {
            let mut sum = bias[unit];
            for (tap, w) in w.iter().skip(unit).step_by(c).enumerate() {
                let iy = (oy * p.height.stride + tap / p.width.filter).wrapping_sub(p.height.padding);
                let ix = (ox * p.width.stride + tap % p.width.filter * p.width.dilation).wrapping_sub(p.width.padding);
                if iy < p.height.input && ix < p.width.input {
                    let x = image[(iy * p.width.input + ix) * c + unit] ^ q.flip();
                    sum += (i32::from(x) - i32::from(q.input_zero_point)) * i32::from(*w);
                }
            }
            sum
        };
        let mut expected = Vec::new();
        for image in x.chunks(p.height.input * p.width.input * c) {
            for place in 0..p.height.output * p.width.output {
                let place = [place / p.width.output, place % p.width.output];
                let outputs = (0..c).map(|unit| q.clamp.apply(result(unit, sum(image, place, unit))) as i8 ^ q.flip());
                expected.extend(outputs);
            }
        }
        let rows: Vec<Vec<i8>> = (0..c).map(|unit| w.iter().skip(unit).step_by(c).copied().collect()).collect();
        let sums = begin(&bias, &rows.iter().map(Vec::as_slice).collect::<Vec<_>>(), &q);
        let (mut room, mut y) = (vec![0; (bytes.taps() + bytes.room()) * 16 + 7], vec![0; expected.len()]);
        let factors = lists(c, number);
        depthwise::layer(isa, &bytes, &q, &x, &quads(&w, &bytes, 0), &sums, &factors, &mut room, &mut y);
        assert_eq!(y, expected, "{bytes:?} {q:?} {kinds:?}");
    }
}
