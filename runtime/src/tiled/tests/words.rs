//! Layers of 16-bit activations against the plain kernels.

use super::super::words;
use super::*;
use crate::isa::Words;

/// 16-bit layers against the definition.
fn check<I: Words>(isa: I) {
    let mut random = Random(0x1f83_d9ab_fb41_bd6b);
    for _ in 0..200 {
        let (mut p, batches) = (random.layer(), random.within(1, 2));
        let ((inputs, weights, outputs), units) = (sizes(&p, batches), p.conv.units);
        let x: Vec<i16> = (0..inputs).map(|_| (random.next() >> 20) as i16).collect();
        let w: Vec<i8> = random.bytes(weights).iter().map(|w| w / 8).collect();
        let bias: Vec<i64> = (0..units).map(|_| i64::from(random.next() as i32 >> 5)).collect();
        let multiplier: Vec<i32> = (0..units).map(|_| random.next() as i32 & i32::MAX | 1 << 30).collect();
        let shift: Vec<i8> = (0..units).map(|_| -3 - random.within(0, 8) as i8).collect();
        let clamp = Clamp { min: -20_000, max: 32_767 };
        let q = LayerQuant { input_offset: 0, weights_offset: 0, output_offset: 0, clamp };
        let mut expected = vec![0; outputs];
        conv_2d_i16(&p.conv, &q, &x, &w, &bias, &multiplier, &shift, &mut expected);

        let factor = |unit: usize| Multiplier { multiplier: multiplier[unit], shift: shift[unit].into() };
        let scale = |unit: usize| f64::from(factor(unit).reduced()) * 0.5f64.powi(15 - i32::from(shift[unit]));
        // A part of the bias as whole outputs.
        let wholes = |unit: usize| i64::from(unit as u32 % 3) - 1;
        let whole = |unit: usize| wholes(unit) << (15 - shift[unit]);
        let mut bias: Vec<i32> = (0..units).map(|unit| (bias[unit] - whole(unit)) as i32).collect();
        let mut offset: Vec<i32> = (0..units).map(|unit| wholes(unit) as i32 * factor(unit).reduced()).collect();
        offset.resize(units.next_multiple_of(8), 0);
        let mut scales: Vec<f64> = (0..units).map(scale).collect();
        bias.resize(units.next_multiple_of(8), 0);
        scales.resize(units.next_multiple_of(8), 0.0);
        let (mut quads, mut line) = (vec![0; prepared(&mut p, 4)], vec![0; p.band_line()]);
        let (packed, mut y) = (packed(&w, units, p.run(), 4), vec![0; outputs]);
        let (room, epilogue) = ((&mut quads, &mut line), &mut thirds(|y: i16| !y));
        epilogue(0, &mut expected);
        words::layer(isa, &p, true, clamp, &x, &packed, &bias, &scales, &offset, room.0, room.1, &mut y, epilogue);
        assert_eq!(y, expected, "{p:?}");
    }
}

#[test]
fn in_plain_rust() {
    check(crate::isa::Portable);
}

#[cfg(target_arch = "x86_64")]
#[test]
fn with_avx2() {
    match crate::isa::Avx2::available() {
        Some(isa) => check(isa),
        None => std::eprintln!("skipped: this processor has no Avx2"),
    }
}

#[cfg(all(target_arch = "aarch64", target_feature = "neon"))]
#[test]
fn with_neon() {
    match crate::isa::Neon::available() {
        Some(isa) => check(isa),
        None => std::eprintln!("skipped: this processor has no Neon"),
    }
}

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
#[test]
fn with_simd128() {
    match crate::isa::Simd128::available() {
        Some(isa) => check(isa),
        None => std::eprintln!("skipped: no Simd128"),
    }
}
