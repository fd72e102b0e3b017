//! Dense layers of one row.

use super::*;
use crate::tiled::row;

pub(super) fn check<I: Panels>(isa: I) {
    let mut random = Random(0x3c6e_f372_fe94_f82b);
    for _ in 0..200 {
        let (channels, units) = (random.within(1, 80), random.within(1, 150));
        let (x, w) = (random.bytes(channels), random.bytes(units * channels));
        let shift = -(random.within(0, 12) as i8);
        check_layer(isa, &mut random, &x, &w, shift);
    }
    for i in 0..40 {
        let (channels, units) = (random.within(1, 40) * random.within(1, 40), random.within(1, 150));
        // The same everywhere, or now one and now the other: sums are as large as can be.
        let mut ends = |count: usize, kind: usize| -> Vec<i8> {
            let end = |bit: bool| if bit { i8::MIN } else { i8::MAX };
            (0..count).map(|_| end(if kind < 2 { kind == 0 } else { random.next() >> 63 == 0 })).collect()
        };
        let (x, w) = (ends(channels, i % 3), ends(units * channels, i / 3 % 3));
        check_layer(isa, &mut random, &x, &w, -16);
    }
}

/// A layer of any bias and quantization; factors are `2^shift` at most.
fn check_layer<I: Panels>(isa: I, random: &mut Random, x: &[i8], w: &[i8], shift: i8) {
    let (channels, units) = (x.len(), w.len() / x.len());
    let one = Window { input: 1, output: 1, filter: 1, stride: 1, dilation: 1, padding: 0 };
    let conv = Conv2d { height: one, width: one, channels, filter_channels: channels, group_units: units, units };
    let bias: Vec<i32> = (0..units).map(|_| random.next() as i32 >> 14).collect();
    let multiplier: Vec<i32> = (0..units).map(|_| random.next() as i32 & i32::MAX | 1 << 30).collect();
    let shift: Vec<i8> = (0..units).map(|_| (shift + random.within(0, 3) as i8).min(0)).collect();
    let clamp = Clamp { min: -128 + random.within(0, 40) as i32, max: 127 };
    let (zero_point, output_offset) = (random.bytes(1)[0], i32::from(random.bytes(1)[0]));
    let q = random.quant(zero_point, output_offset, clamp);
    let q = TiledQuant { weights_offset: 0, ..q };
    let mut expected = vec![0; units];
    if q.unsigned {
        let (x, w, mut y) = (unsigned(x), unsigned(&flipped(w)), vec![0; units]);
        conv_2d_u8(&conv, &layer_quant(&q), &x, &w, &bias, &multiplier, &shift, &mut y);
        expected = y.into_iter().map(|y| y as i8).collect();
    } else {
        conv_2d_i8(&conv, &layer_quant(&q), x, w, &bias, &multiplier, &shift, &mut expected);
    }
    let sums = begin(&bias, &w.chunks(channels).collect::<Vec<_>>(), &q);
    let (packed, mut y) = (packed(w, units, channels, 4), vec![0; units]);
    row::layer(isa, &q, x, &packed, &sums, &factors(&multiplier, &shift), &mut y);
    assert_eq!(y, expected, "{channels} to {units}");
}
