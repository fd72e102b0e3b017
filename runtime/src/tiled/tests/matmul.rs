//! Products of matrices in panels against the plain kernels, at every level that the machine has.

extern crate std;
use super::super::matmul;
use super::{Random, factors};
use crate::isa::Panels;
use crate::kernel::*;
use std::vec;
use std::vec::Vec;

/// Matrices of any extents that lie in any way, of which some batches share the right one.
fn random(random: &mut Random) -> (TiledMatMul<'static>, [usize; 3]) {
    let more = random.within(1, 3);
    let [rows, columns, depth] = [30, 70, 75].map(|most| random.within(1, most * more));
    let [l, r] = [rows * depth, depth * columns];
    let (outer, inner) = (random.within(1, 3), random.within(1, 3));
    let shares = random.within(0, 2) == 0;
    let rhs = [if shares { r } else { inner * r }, if shares { 0 } else { r }];
    let batches = vec![
        BroadcastDim { count: outer, lhs: inner * l, rhs: rhs[0] },
        BroadcastDim { count: inner, lhs: l, rhs: rhs[1] },
    ];
    let [left_by_columns, right_by_columns] = [0, 0].map(|_| random.within(0, 1) == 1);
    let matmul = BatchMatMul { batches: List(batches.leak()), rows, columns, depth, left_by_columns, right_by_columns };
    let p = TiledMatMul { matmul, block: random.within(1, rows) };
    let products = outer * inner;
    (p, [products * l, products * r, products * rows * columns])
}

fn check_bytes<I: Panels>(isa: I) {
    let mut random_numbers = Random(0x7c15_9e37_79b9_4a7f);
    for i in 0..200 {
        let (p, [left, right, outputs]) = random(&mut random_numbers);
        let [x, w] = [random_numbers.bytes(left), random_numbers.bytes(right)];
        let points = random_numbers.bytes(3);
        // Ends, and the zero that lets rows be.
        let [left_zero, right_zero] = if i % 4 == 0 { [-128, 0] } else { [points[0], points[1]] };
        let multiplier = random_numbers.next() as i32 & i32::MAX | 1 << 30;
        let shift = if i % 3 == 0 { 1 } else { -2 - random_numbers.within(0, 8) as i32 };
        let (output_offset, clamp) = (points[2].into(), Clamp { min: -120, max: 127 });
        let [left_offset, right_offset] = [left_zero, right_zero].map(|point: i8| -i16::from(point));
        let factor = Multiplier { multiplier, shift };
        let plain = BatchMatMulQuant { left_offset, right_offset, factor, output_offset, clamp };
        let m = &p.matmul;
        let (mut expected, mut y) = (vec![0; outputs], vec![0; outputs]);
        let (mut gathered, mut sums) = (vec![0; m.depth], vec![0; m.columns]);
        batch_matmul_i8(m, &plain, &x, &w, &mut expected, &mut gathered, &mut sums);

        let quant =
            TiledQuant { unsigned: false, input_zero_point: left_zero, weights_offset: 0, output_offset, clamp };
        let q = TiledMatMulQuant { quant, right_zero_point: right_zero, start: 0 };
        let (steps, columns) = (m.depth.div_ceil(4), m.columns.next_multiple_of(8));
        let factors = factors(&[multiplier; 24], &[shift as i8; 24]);
        let (mut panels, mut bias) = (vec![1; (columns + 8) * steps * 4], vec![1; columns]);
        let (mut quads, mut sums) = (vec![1; p.block * steps], vec![1; 8 * p.block]);
        let mut gathered = vec![0; p.block * m.depth];
        matmul::bytes(
            isa,
            &p,
            &q,
            &x,
            &w,
            &factors,
            &mut panels,
            &mut bias,
            &mut quads,
            &mut sums,
            &mut gathered,
            &mut y,
        );
        assert_eq!(y, expected, "{p:?} {q:?}");
    }
}

fn check_floats<I: Panels>(isa: I) {
    let mut random_numbers = Random(0x1d25_45f4_914f_6cdd);
    for _ in 0..200 {
        let (p, [left, right, outputs]) = random(&mut random_numbers);
        let mut reals =
            |count: usize| random_numbers.bytes(count).iter().map(|&x| f32::from(x) / 64.0).collect::<Vec<_>>();
        let (x, w, m) = (reals(left), reals(right), &p.matmul);
        let (mut expected, mut y, mut gathered) = (vec![0.0; outputs], vec![0.0; outputs], vec![0.0; m.depth]);
        batch_matmul_f32(m, &x, &w, &mut expected, &mut gathered);
        let mut panels = vec![f32::NAN; m.columns.next_multiple_of(8) * m.depth];
        let mut gathered = vec![f32::NAN; p.block * m.depth];
        matmul::floats(isa, &p, &x, &w, &mut panels, &mut gathered, &mut y);
        let close = |(a, b): (&f32, &f32)| (a - b).abs() <= 1e-4 * (1.0 + b.abs());
        assert!(y.iter().zip(&expected).all(close), "{p:?}");
    }
}

fn check<I: Panels>(isa: I) {
    check_bytes(isa);
    check_floats(isa);
}

crate::isa::at_levels!();
#[cfg(target_arch = "x86_64")]
crate::isa::at_levels! { with_avx_vnni: AvxVnni, with_avx512: Avx512, with_amx: Amx }
#[cfg(all(target_arch = "aarch64", target_feature = "neon"))]
crate::isa::at_levels! { with_i8mm: I8mm }
