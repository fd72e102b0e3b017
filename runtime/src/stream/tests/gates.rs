//! Products with gates.

use super::super::gate::gate;
use super::{Random, check_broadcast};
use crate::isa::Stream;
use crate::kernel::{Binary, Broadcast, BroadcastDim, Clamp, F32, StreamGate};
extern crate std;
use std::vec;
use std::vec::Vec;

/// Whether fused sums are rounded as others, as the compiler makes sure.
fn is_settled(p: &StreamGate) -> bool {
    let (zero, clamp) = (f32::from(p.output_zero_point), p.clamp);
    (i8::MIN..=i8::MAX).all(|gate| {
        let factor = p.factor(gate);
        (i8::MIN..=i8::MAX).all(|x| {
            let number = (i32::from(x) - p.zero_point) as f32;
            let once = number.mul_add(factor, number.max(p.below.0).min(p.above.0)).round_ties_even() + zero;
            p.apply(factor, x) == once.clamp(clamp.min.into(), clamp.max.into()) as i8
        })
    })
}

/// Rows that share gates, on either side, some of several images; their elements.
fn broadcast(random: &mut Random) -> (Vec<BroadcastDim>, [usize; 2]) {
    let count = [1, 7, 8, 24, 32, 63, 64, 96, 144, 340, 672, 1023, 1024, 1152, 2100][random.within(0, 14)];
    let (images, rows) = (random.within(1, 2), random.within(2, 40));
    let all = [
        BroadcastDim { count: images, lhs: rows * count, rhs: count },
        BroadcastDim { count: rows, lhs: count, rhs: 0 },
        BroadcastDim { count, lhs: 1, rhs: 1 },
    ];
    let (left, sizes) = (random.within(0, 1) == 1, [images * rows * count, images * count]);
    let turned = |dim: &BroadcastDim| BroadcastDim { lhs: dim.rhs, rhs: dim.lhs, ..*dim };
    let dims = all.iter().skip(usize::from(images == 1)).map(|dim| if left { turned(dim) } else { *dim });
    (dims.collect(), if left { [sizes[1], sizes[0]] } else { sizes })
}

fn expected<T: Copy>(dims: &Broadcast<'_>, [a, b]: [&[T]; 2], y: &mut [T], f: impl Fn(T, T) -> T + Copy) {
    // Only the row is repeated.
    let left = dims.dims.0.iter().any(|dim| dim.lhs == 0);
    Binary::Apart(a, b, y).map(dims, |a, b| if left { f(b, a) } else { f(a, b) });
}

/// What a product is by its parameters; that those are right is for the compiler to prove.
pub(super) fn check<I: Stream>(isa: I) {
    let (mut random, mut tried) = (Random(5), 0);
    for _ in 0..150 {
        let byte = |random: &mut Random| random.within(0, 255) as i32 - 128;
        let (zero, bounded) = (byte(&mut random), random.within(0, 1) == 0);
        let (min, max) = if bounded { (zero.min(100), zero.max(110)) } else { (-128, 127) };
        let p = StreamGate {
            zero_point: byte(&mut random),
            gate_zero_point: byte(&mut random),
            scale: F32(random.within(1, 4000) as f32 * 3e-6),
            above: F32(0.003),
            below: F32(-0.004),
            output_zero_point: zero as i16,
            clamp: Clamp { min: min as i8, max: max as i8 },
        };
        if !is_settled(&p) {
            continue;
        }
        tried += 1;
        let signed = |x: i8, gate: i8| p.apply(p.factor(gate), x);
        let unsigned = |x: u8, gate: u8| signed((x ^ 128) as i8, (gate ^ 128) as i8) as u8 ^ 128;
        let dims = broadcast(&mut random);
        let expect = |dims: &Broadcast<'_>, a: &[i8], b: &[i8], y: &mut [i8]| expected(dims, [a, b], y, signed);
        check_broadcast(&mut random, dims, |x| x as i8, expect, |dims, io| gate(isa, dims, &p, io));
        let dims = broadcast(&mut random);
        let expect = |dims: &Broadcast<'_>, a: &[u8], b: &[u8], y: &mut [u8]| expected(dims, [a, b], y, unsigned);
        check_broadcast(&mut random, dims, |x| x, expect, |dims, io| gate(isa, dims, &p, io));
    }
    assert!(tried > 50, "{tried}");
}

#[test]
fn other_broadcasts_leave_outputs_as_they_were() {
    let (one, clamp) = (F32(1.0), Clamp { min: i8::MIN, max: i8::MAX });
    let p = StreamGate {
        zero_point: 0,
        gate_zero_point: 0,
        scale: one,
        above: one,
        below: one,
        output_zero_point: 0,
        clamp,
    };
    let mut y = vec![3i8; 4];
    let dims = [BroadcastDim { count: 4, lhs: 1, rhs: 1 }];
    gate(
        crate::isa::Portable,
        &Broadcast { dims: crate::kernel::List(&dims) },
        &p,
        Binary::Apart(&[1; 4], &[1; 4], &mut y),
    );
    assert_eq!(y, [3; 4]);
}
