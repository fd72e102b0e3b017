//! Every instruction set against the plain kernels.

use super::binary::{self, Byte};
use super::{floats, softmax, table};
use crate::isa::{Isa, Portable};
use crate::kernel::{
    self, Binary, Broadcast, BroadcastDim, Clamp, F32, LinearSum, List, Softmax, StreamProduct, Unary, sum_linear_i8,
    sum_linear_u8, table_u8,
};
extern crate std;
use std::vec;
use std::vec::Vec;

struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }

    fn within(&mut self, from: usize, to: usize) -> usize {
        from + self.next() as usize % (to - from + 1)
    }

    fn bytes(&mut self, count: usize) -> Vec<u8> {
        (0..count).map(|_| self.next() as u8).collect()
    }
}

fn check_tables<I: Isa>(isa: I) {
    let mut random = Random(1);
    for round in 0..200 {
        let table: [u8; 256] = random.bytes(256).try_into().unwrap();
        let count = random.within(0, 700);
        // Every byte once, and any.
        let x = if round == 0 { (0..=255).collect() } else { random.bytes(count) };
        let (mut expected, mut apart, mut place) = (vec![0; x.len()], vec![0; x.len()], x.clone());
        table_u8(&table, Unary::Apart(&x, &mut expected));
        table::look_up(isa, &table, Unary::Apart(&x, &mut apart));
        table::look_up(isa, &table, Unary::InPlace(&mut place));
        assert_eq!((&apart, &place), (&expected, &expected));
    }
}

/// Dimensions of a broadcast, and the number of elements of each side.
fn broadcast(random: &mut Random) -> (Vec<BroadcastDim>, [usize; 2]) {
    let (mut dims, mut steps) = (Vec::new(), [1, 1]);
    let count = random.within(0, 4);
    for i in 0..count {
        let extent = if i == 0 { random.within(1, 70) } else { random.within(1, 4) };
        // Both sides, the left one, the right one.
        let repeated = random.within(0, 2);
        let step = |side: usize| if repeated == side + 1 { 0 } else { steps[side] };
        dims.insert(0, BroadcastDim { count: extent, lhs: step(0), rhs: step(1) });
        (0..2).filter(|side| repeated != side + 1).for_each(|side| steps[side] *= extent);
    }
    (dims, steps)
}

/// All forms of an operator against what it gives for one element of each side.
fn check_binary<T: Byte + PartialEq + core::fmt::Debug>(
    random: &mut Random,
    element: fn(u8) -> T,
    expect: impl Fn(&Broadcast<'_>, &[T], &[T], &mut [T]),
    kernel: impl Fn(&Broadcast<'_>, Binary<'_, T>),
) {
    let (dims, sizes) = broadcast(random);
    let count = dims.iter().map(|dim| dim.count).product();
    let dims = Broadcast { dims: List(&dims) };
    let [lhs, rhs] = sizes.map(|size| random.bytes(size).into_iter().map(element).collect::<Vec<T>>());
    let (mut expected, mut y) = (vec![T::default(); count], vec![T::default(); count]);
    expect(&dims, &lhs, &rhs, &mut expected);
    kernel(&dims, Binary::Apart(&lhs, &rhs, &mut y));
    assert_eq!(y, expected, "{dims:?}");
    if lhs.len() == count {
        let mut y = lhs.clone();
        kernel(&dims, Binary::IntoLhs(&mut y, &rhs));
        assert_eq!(y, expected, "{dims:?}");
    }
    if rhs.len() == count {
        let mut y = rhs.clone();
        kernel(&dims, Binary::IntoRhs(&lhs, &mut y));
        assert_eq!(y, expected, "{dims:?}");
    }
}

fn check_sums<I: Isa>(isa: I) {
    let mut random = Random(2);
    for _ in 0..300 {
        let clamp = Clamp { min: 0, max: 120 };
        let (lhs, rhs, bias) = (random.within(0, 9000) as i32, random.within(0, 9000) as i32 - 4500, 777);
        let p = LinearSum { lhs, rhs, bias, shift: random.within(10, 14) as u32, output_offset: 5, clamp };
        let signed = |dims: &Broadcast<'_>, a: &[i8], b: &[i8], y: &mut [i8]| {
            sum_linear_i8(dims, &p, Binary::Apart(a, b, y));
        };
        let unsigned = |dims: &Broadcast<'_>, a: &[u8], b: &[u8], y: &mut [u8]| {
            sum_linear_u8(dims, &p, Binary::Apart(a, b, y));
        };
        check_binary(&mut random, |x| x as i8, signed, |dims, io| binary::sum(isa, dims, &p, io));
        check_binary(&mut random, |x| x, unsigned, |dims, io| binary::sum(isa, dims, &p, io));
    }
}

/// What a product is by its parameters; that those are right is for the compiler to prove.
fn check_products<I: Isa>(isa: I) {
    let mut random = Random(3);
    for _ in 0..300 {
        let scale = F32(random.within(1, 4000) as f32 * 1e-6);
        let zero = random.within(0, 20) as f32;
        let p = StreamProduct {
            lhs_offset: -7,
            rhs_offset: random.within(0, 255) as i32 - 128,
            scale,
            above: F32(0.01),
            below: F32(-0.02),
            clamp: Clamp { min: F32(-zero), max: F32(100.0) },
            whole: F32(StreamProduct::WHOLE + zero),
        };
        fn one<T: Byte>(p: StreamProduct) -> impl Fn(T, T) -> T {
            move |a, b| {
                let product = (a.widen() + p.lhs_offset) * (b.widen() + p.rhs_offset);
                T::narrow(p.apply(product) as i32)
            }
        }
        let signed = |dims: &Broadcast<'_>, a: &[i8], b: &[i8], y: &mut [i8]| {
            Binary::Apart(a, b, y).map(dims, |a, b| one(p)(a, b));
        };
        let unsigned = |dims: &Broadcast<'_>, a: &[u8], b: &[u8], y: &mut [u8]| {
            Binary::Apart(a, b, y).map(dims, |a, b| one(p)(a, b));
        };
        check_binary(&mut random, |x| x as i8, signed, |dims, io| binary::product(isa, dims, &p, io));
        check_binary(&mut random, |x| x, unsigned, |dims, io| binary::product(isa, dims, &p, io));
    }
}

/// The bits that the plain function gives, in both forms.
fn check_function<I: Isa, F: floats::Function>(isa: I, f: F, plain: fn(f32) -> f32) {
    // All signs and exponents; infinities, NaN and numbers below the normal ones are among them.
    let patterns = (0..1u32 << 16).map(|i| i << 16 | i.wrapping_mul(0x9e37) & 0xffff);
    let x: Vec<f32> = patterns.chain([0, 1 << 31, 0x7f80_0000, 0xff80_0000, 1]).map(f32::from_bits).collect();
    let expected: Vec<u32> = x.iter().map(|&x| plain(x).to_bits()).collect();
    let same = |y: &[f32]| {
        let nan = |y: f32, bits: u32| y.is_nan() && f32::from_bits(bits).is_nan();
        y.iter().zip(&expected).all(|(y, bits)| y.to_bits() == *bits || nan(*y, *bits))
    };
    let (mut apart, mut place) = (vec![0.0; x.len()], x.clone());
    floats::map(isa, f, Unary::Apart(&x, &mut apart));
    floats::map(isa, f, Unary::InPlace(&mut place));
    assert!(same(&apart) && same(&place));
}

fn check_functions<I: Isa>(isa: I) {
    check_function(isa, floats::Elu, kernel::elu);
    check_function(isa, floats::Exp, kernel::exp);
    check_function(isa, floats::Gelu, kernel::gelu);
    check_function(isa, floats::GeluTanh, kernel::gelu_tanh);
    check_function(isa, floats::HardSwish, kernel::hard_swish);
    check_function(isa, floats::Logistic, kernel::logistic);
    check_function(isa, floats::Tanh, kernel::tanh);
}

fn check_softmax<I: Isa>(isa: I) {
    let mut random = Random(4);
    for _ in 0..100 {
        let (depth, rows) = (random.within(1, 90), random.within(0, 3));
        let x: Vec<f32> = random.bytes(depth * rows).iter().map(|&x| f32::from(x) / 16.0 - 8.0).collect();
        let (p, mut expected, mut y) = (Softmax { depth, beta: F32(0.7) }, x.clone(), vec![0.0; x.len()]);
        kernel::softmax_f32(&p, Unary::InPlace(&mut expected));
        softmax::softmax(isa, &p, Unary::Apart(&x, &mut y));
        assert!(y.iter().zip(&expected).all(|(a, b)| (a - b).abs() <= 2e-6 * b), "{depth}");
    }
}

fn check<I: Isa>(isa: I) {
    check_functions(isa);
    check_softmax(isa);
    check_tables(isa);
    check_sums(isa);
    check_products(isa);
}

#[test]
fn in_plain_rust() {
    check(Portable);
}

#[test]
#[cfg(target_arch = "x86_64")]
fn with_avx2() {
    match crate::isa::Avx2::detect() {
        Some(isa) => check(isa),
        None => std::eprintln!("skipped: this processor has no AVX2"),
    }
}
