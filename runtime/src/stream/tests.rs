//! Every instruction set against the plain kernels.

mod gates;
mod pools;
mod resize;

use super::binary::{self, Combine};
use super::plain::at;
use super::{floats, softmax, softmax_8, table};
use crate::isa::Stream;
use crate::kernel::{
    self, Binary, Broadcast, BroadcastDim, Clamp, Dequantize, F32, Integer, LinearSum, List, Multiplier, Pool,
    Quantize, Reduce, ReduceDim, SEGMENTS, Softmax, StreamPrelu, StreamProduct, StreamScale, StreamSquare, SumFixed,
    Unary, Window, segments_result, sum_linear_i8, sum_linear_u8, table_u8,
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

fn check_tables<I: Stream>(isa: I) {
    let mut random = Random(1);
    for round in 0..200 {
        let table: [u8; 256] = random.bytes(256).try_into().unwrap();
        let count = random.within(0, 700);
        // Every byte once, and any.
        let x = if round == 0 { (0..=255).collect() } else { random.bytes(count) };
        let (mut expected, mut apart, mut place) = (vec![0; x.len()], vec![0; x.len()], x.clone());
        table_u8(&table, Unary::Apart(&x, &mut expected));
        table::look_up(isa, &table::Whole(table), Unary::Apart(&x, &mut apart));
        table::look_up(isa, &table::Whole(table), Unary::InPlace(&mut place));
        assert_eq!((&apart, &place), (&expected, &expected));
    }
}

/// Any segments: the table is what they give.
fn check_segments<I: Stream>(isa: I) {
    let mut random = Random(2);
    for round in 0..50 {
        let segments: [u8; SEGMENTS] = random.bytes(SEGMENTS).try_into().unwrap();
        let table = core::array::from_fn(|x| segments_result(&segments, x as u8));
        let count = random.within(0, 700);
        let x = if round == 0 { (0..=255).collect() } else { random.bytes(count) };
        let (mut expected, mut y) = (vec![0; x.len()], vec![0; x.len()]);
        table_u8(&table, Unary::Apart(&x, &mut expected));
        let lines = table::Segmented { table: &table, segments: &segments };
        table::look_up(isa, &lines, Unary::Apart(&x, &mut y));
        assert_eq!(y, expected);
    }
}

/// Dimensions of a broadcast, and the number of elements of each side.
fn broadcast(random: &mut Random) -> (Vec<BroadcastDim>, [usize; 2]) {
    let (mut dims, mut steps) = (Vec::new(), [1, 1]);
    let count = random.within(0, 4);
    for i in 0..count {
        let most = if i < 2 { [5, 70][random.within(0, 1)] } else { 4 };
        let extent = random.within(1, most);
        // Both sides, the left one, the right one.
        let repeated = random.within(0, 2);
        let step = |side: usize| if repeated == side + 1 { 0 } else { steps[side] };
        dims.insert(0, BroadcastDim { count: extent, lhs: step(0), rhs: step(1) });
        (0..2).filter(|side| repeated != side + 1).for_each(|side| steps[side] *= extent);
    }
    (dims, steps)
}

/// All forms of an operator against what it gives for one element of each side.
fn check_binary<T: Copy + Default + PartialEq + core::fmt::Debug>(
    random: &mut Random,
    element: fn(u8) -> T,
    expect: impl Fn(&Broadcast<'_>, &[T], &[T], &mut [T]),
    kernel: impl Fn(&Broadcast<'_>, Binary<'_, T>),
) {
    let broadcast = broadcast(random);
    check_broadcast(random, broadcast, element, expect, kernel);
}

/// The same with these dimensions, and elements of each side.
fn check_broadcast<T: Copy + Default + PartialEq + core::fmt::Debug>(
    random: &mut Random,
    (dims, sizes): (Vec<BroadcastDim>, [usize; 2]),
    element: fn(u8) -> T,
    expect: impl Fn(&Broadcast<'_>, &[T], &[T], &mut [T]),
    kernel: impl Fn(&Broadcast<'_>, Binary<'_, T>),
) {
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

fn check_sums<I: Stream>(isa: I) {
    let mut random = Random(2);
    for _ in 0..300 {
        let clamp = Clamp { min: 0, max: 120 };
        let (lhs, rhs, bias) = (random.within(0, 9000) as i32, random.within(0, 9000) as i32 - 4500, 777);
        let p = LinearSum { lhs, rhs, bias, shift: random.within(10, 14) as u32, clamp };
        let signed = |dims: &Broadcast<'_>, a: &[i8], b: &[i8], y: &mut [i8]| {
            sum_linear_i8(dims, &p, Binary::Apart(a, b, y));
        };
        let unsigned = |dims: &Broadcast<'_>, a: &[u8], b: &[u8], y: &mut [u8]| {
            sum_linear_u8(dims, &p, Binary::Apart(a, b, y));
        };
        check_binary(&mut random, |x| x as i8, signed, |dims, io| binary::combine(isa, dims, &p, io));
        check_binary(&mut random, |x| x, unsigned, |dims, io| binary::combine(isa, dims, &p, io));
    }
}

/// Whether fused sums are rounded as others, as the compiler makes sure.
fn is_settled(p: &StreamProduct) -> bool {
    (-35_000..35_000).all(|product: i32| {
        let x = product as f32;
        let x = x.mul_add(p.scale.0, x.max(p.below.0).min(p.above.0)).clamp(p.clamp.min.0, p.clamp.max.0);
        let y = x.round_ties_even() + (p.whole.0 - StreamProduct::WHOLE);
        p.apply(product) as u8 == y as i32 as u8
    })
}

/// What a product is by its parameters; that those are right is for the compiler to prove.
fn check_products<I: Stream>(isa: I) {
    let (mut random, mut tried) = (Random(3), 0);
    for _ in 0..300 {
        let scale = F32(random.within(1, 4000) as f32 * 1e-6);
        let zero = random.within(0, 20) as f32;
        // Bounds that are those of a byte need no clamping.
        let (zero, max) = if random.within(0, 3) == 0 { (-128.0, 255.0) } else { (zero, 100.0) };
        let p = StreamProduct {
            lhs_offset: -7,
            rhs_offset: random.within(0, 255) as i32 - 128,
            scale,
            above: F32(0.01),
            below: F32(-0.02),
            clamp: Clamp { min: F32(if max > 100.0 { 0.0 } else { -zero }), max: F32(max) },
            whole: F32(StreamProduct::WHOLE + zero),
        };
        if !is_settled(&p) {
            continue;
        }
        tried += 1;
        fn one<T: Integer>(p: StreamProduct) -> impl Fn(T, T) -> T + Copy {
            move |a, b| {
                let product = (a.widen() + p.lhs_offset) * (b.widen() + p.rhs_offset);
                T::narrow(p.apply(product) as i32)
            }
        }
        let other = StreamProduct { whole: F32(p.whole.0.max(StreamProduct::WHOLE)), ..p };
        let signed = |dims: &Broadcast<'_>, a: &[i8], b: &[i8], y: &mut [i8]| {
            Binary::Apart(a, b, y).map(dims, one(p));
        };
        let unsigned = |dims: &Broadcast<'_>, a: &[u8], b: &[u8], y: &mut [u8]| {
            Binary::Apart(a, b, y).map(dims, one(other));
        };
        check_binary(&mut random, |x| x as i8, signed, |dims, io| binary::combine(isa, dims, &p, io));
        check_binary(&mut random, |x| x, unsigned, |dims, io| binary::combine(isa, dims, &other, io));
    }
    assert!(tried > 100, "{tried}");
}

/// Near the function in double precision, and the same in both forms and at every place.
fn check_function<I: Stream, F: Combine<f32>>(isa: I, f: F, exact: fn(f64) -> f64, tolerance: f64) {
    // All signs and exponents; infinities, NaN and numbers below the normal ones are among them. Then steps of the middle.
    let patterns = (0..1u32 << 16).map(|i| i << 16 | i.wrapping_mul(0x9e37) & 0xffff).map(f32::from_bits);
    let ends = [0.0, -0.0, f32::INFINITY, f32::NEG_INFINITY, f32::NAN, f32::MIN_POSITIVE, 1e-45, f32::MAX, f32::MIN];
    let middle = (-110_000..110_000).map(|i| i as f32 / 1000.0);
    let x: Vec<f32> = ends.into_iter().chain(patterns).chain(middle).collect();
    let (mut apart, mut place) = (vec![0.0; x.len()], x.clone());
    floats::map(isa, f, Unary::Apart(&x, &mut apart));
    floats::map(isa, f, Unary::InPlace(&mut place));
    let mut last = [x[4], x[x.len() - 1]];
    floats::map(isa, f, Unary::InPlace(&mut last));
    assert!(last[0].is_nan() && last[1] == apart[x.len() - 1]);
    for ((&x, &y), place) in x.iter().zip(&apart).zip(place) {
        let exact = exact(x.into());
        let close = (f64::from(y) - exact).abs() <= tolerance * exact.abs() + f64::from(f32::MIN_POSITIVE);
        // What is too large for a float is infinite.
        let large = f64::from(exact as f32) == f64::from(y);
        assert!(close || large || (exact.is_nan() && y.is_nan()), "{x:e}: {y:e} for {exact:e}");
        assert!(y.to_bits() == place.to_bits() || y.is_nan(), "{x:e}");
    }
}

fn check_functions<I: Stream>(isa: I) {
    let unit = f64::from(f32::EPSILON) / 2.0;
    check_function(isa, floats::Exp, libm::exp, 3.0 * unit);
    check_function(isa, floats::Logistic, |x| 1.0 / (1.0 + libm::exp(-x)), 5.0 * unit);
    check_function(isa, floats::Tanh, libm::tanh, 6.0 * unit);
    check_function(isa, floats::Elu, |x| if x < 0.0 { libm::expm1(x) } else { x }, 4.0 * unit);
    check_swish(isa);
    check_plain(isa, floats::Gelu, kernel::gelu);
    check_plain(isa, floats::GeluTanh, kernel::gelu_tanh);
    check_plain(isa, floats::HardSwish, kernel::hard_swish);
}

/// The very product of a number and its logistic function.
fn check_swish<I: Stream>(isa: I) {
    let x: Vec<f32> = (-110_003..110_000).map(|i| i as f32 / 1000.0).collect();
    let (mut gate, mut y) = (vec![0.0; x.len()], x.clone());
    floats::map(isa, floats::Logistic, Unary::Apart(&x, &mut gate));
    floats::map(isa, floats::Swish, Unary::InPlace(&mut y));
    assert!(x.iter().zip(gate).zip(y).all(|((x, gate), y)| x * gate == y));
}

/// What plain arithmetic gives.
fn check_plain<I: Stream, F: Combine<f32>>(isa: I, f: F, plain: fn(f32) -> f32) {
    let x: Vec<f32> = (-1003..1000).map(|i| i as f32 / 50.0).collect();
    let mut y = vec![0.0; x.len()];
    floats::map(isa, f, Unary::Apart(&x, &mut y));
    assert!(x.iter().zip(y).all(|(&x, y)| plain(x) == y));
}

fn check_softmax<I: Stream>(isa: I) {
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

/// The very results of plain arithmetic.
fn check_floats<I: Stream>(isa: I) {
    let (mut random, clamp) = (Random(5), Clamp { min: F32(-90.0), max: F32(80.0) });
    for _ in 0..300 {
        let element = |x: u8| f32::from(x) - 127.3;
        let (plus, minus) = (binary::Add(clamp), binary::Sub(clamp));
        let sum = |dims: &Broadcast<'_>, a: &[f32], b: &[f32], y: &mut [f32]| {
            kernel::add_f32(dims, &clamp, Binary::Apart(a, b, y));
        };
        let difference = |dims: &Broadcast<'_>, a: &[f32], b: &[f32], y: &mut [f32]| {
            kernel::sub_f32(dims, &clamp, Binary::Apart(a, b, y));
        };
        check_binary(&mut random, element, sum, |dims, io| binary::combine(isa, dims, &plus, io));
        check_binary(&mut random, element, difference, |dims, io| binary::combine(isa, dims, &minus, io));
    }
}

/// What the plain kernels give, over images of any number of channels.
fn check_pools<I: Stream>(isa: I) {
    let mut random = Random(6);
    for _ in 0..60 {
        let (channels, side) = (random.within(1, 150), random.within(3, 6));
        let window =
            Window { input: side, output: side.div_ceil(2), filter: 3, stride: 2, dilation: 1, padding: side & 1 };
        let p = Pool { height: window, width: window, channels, clamp: Clamp { min: -100, max: 110 } };
        let x: Vec<i8> = random.bytes(side * side * channels).into_iter().map(|x| x as i8).collect();
        let outputs = window.output * window.output * channels;
        let (mut expected, mut y) = (vec![0; outputs], vec![0; outputs]);
        kernel::average_pool_i8(&p, &x, &mut expected);
        at::stream_average_pool_i8(isa, &p, &x, &mut y);
        assert_eq!(y, expected);
        kernel::max_pool_i8(&p, &x, &mut expected);
        at::stream_max_pool_i8(isa, &p, &x, &mut y);
        assert_eq!(y, expected);
        let reduced = [ReduceDim { count: side * side, stride: channels }];
        let p = Reduce { kept: List(&[]), reduced: List(&reduced), inner: channels, inner_reduced: false };
        let scale = Multiplier { multiplier: 1_518_500_250, shift: -3 };
        let sum = SumFixed { offset: 900, scale, zero_point: -3, clamp: Clamp { min: -128, max: 127 } };
        let (mut expected, mut y) = (vec![0; channels], vec![0; channels]);
        kernel::sum_fixed_i8(&p, &sum, &x, &mut expected);
        at::stream_sum_fixed_i8(isa, &p, &sum, &x, &mut y);
        assert_eq!(y, expected);
    }
}

/// What the plain kernels give.
fn check_quantization<I: Stream>(isa: I) {
    let mut random = Random(7);
    for count in 0..200 {
        let x: Vec<f32> = random.bytes(count).iter().map(|&x| (f32::from(x) - 120.0) / 4.0).collect();
        let p = Quantize { scale: F32(0.25), zero_point: 7, clamp: Clamp { min: -128, max: 127 } };
        let (mut expected, mut y) = (vec![0; count], vec![0; count]);
        kernel::quantize_i8(&p, &x, &mut expected);
        at::stream_quantize_i8(isa, &p, &x, &mut y);
        assert_eq!(y, expected);
        let (p, mut back, mut x) = (Dequantize { scale: F32(0.3), zero_point: 7 }, vec![0.0; count], x);
        kernel::dequantize_i8(&p, &y, &mut back);
        at::stream_dequantize_i8(isa, &p, &y, &mut x);
        assert_eq!(x, back);
    }
}

/// Rows of any length, of which a part is equal: sums of all sizes.
fn check_softmax_8<I: Stream>(isa: I) {
    let (mut random, table) = (Random(8), core::array::from_fn(|d| kernel::exp_of_negative(-(d as i32) << 20)));
    for depth in (1..150).chain([700, 9000]) {
        let any = random.within(1, 255);
        let x: Vec<i8> = random.bytes(3 * depth).into_iter().map(|x| (x as usize % any) as i8).collect();
        let (mut expected, mut y) = (vec![0; x.len()], vec![0; x.len()]);
        kernel::softmax_i8(depth, &table, &x, &mut expected);
        softmax_8::signed(isa, depth, &table, &x, &mut y);
        assert_eq!(y, expected, "{depth}");
    }
}

/// What the forms give for one pair of elements.
fn check_forms<I: Stream>(isa: I) {
    let (mut random, clamp) = (Random(9), Clamp { min: F32(-120.0), max: F32(100.0) });
    let whole = F32(StreamProduct::WHOLE + 3.0);
    let product = |scale: f32, rhs_offset: i32| {
        let (above, below) = (F32(0.01), F32(-0.01));
        StreamProduct { lhs_offset: 5, rhs_offset, scale: F32(scale), above, below, clamp, whole }
    };
    let prelu = StreamPrelu { identity: product(0.7, 0), alpha: product(0.013, -9) };
    let scale = |factor: i32| StreamScale { factor, zero: 3 * factor, above: 1 << 15, below: (1 << 15) + 700 };
    let square =
        StreamSquare { sides: [scale(1 << 21), scale(1_234_567)], scale: F32(3e-5), above: F32(0.002), clamp, whole };
    let plain = |f: &dyn Fn(i32, i32) -> u32, dims: &Broadcast<'_>, a: &[i8], b: &[i8], y: &mut [i8]| {
        Binary::Apart(a, b, y).map(dims, |a: i8, b: i8| f(a.into(), b.into()) as i8);
    };
    for _ in 0..100 {
        let expected = |dims: &Broadcast<'_>, a: &[i8], b: &[i8], y: &mut [i8]| {
            plain(&|x, alpha| prelu.apply(x, alpha), dims, a, b, y);
        };
        check_binary(&mut random, |x| x as i8, expected, |dims, io| binary::combine(isa, dims, &prelu, io));
        let expected = |dims: &Broadcast<'_>, a: &[i8], b: &[i8], y: &mut [i8]| {
            plain(&|a, b| square.apply(square.sides[0].apply(a) - square.sides[1].apply(b)), dims, a, b, y);
        };
        check_binary(&mut random, |x| x as i8, expected, |dims, io| binary::combine(isa, dims, &square, io));
        let expected = |dims: &Broadcast<'_>, a: &[f32], b: &[f32], y: &mut [f32]| {
            kernel::prelu_f32(dims, Binary::Apart(a, b, y));
        };
        let element = |x: u8| f32::from(x) - 127.3;
        check_binary(&mut random, element, expected, |dims, io| binary::combine(isa, dims, &binary::Prelu, io));
    }
}

fn check<I: Stream>(isa: I) {
    check_softmax_8(isa);
    check_forms(isa);
    check_floats(isa);
    check_pools(isa);
    check_quantization(isa);
    check_functions(isa);
    check_softmax(isa);
    check_tables(isa);
    check_segments(isa);
    check_sums(isa);
    check_products(isa);
    gates::check(isa);
    resize::check(isa);
}

#[test]
fn products_are_normal_or_zeros_of_their_sign() {
    let least = f32::MIN_POSITIVE;
    let y = [least, -least, least / 2.0, -least / 2.0, 0.0, -0.0, f32::INFINITY, -3.5].map(binary::normal);
    let expected = [least, -least, 0.0, -0.0, 0.0, -0.0, f32::INFINITY, -3.5];
    assert_eq!(y.map(f32::to_bits), expected.map(f32::to_bits));
    assert!(binary::normal(f32::NAN).is_nan());
}

crate::isa::at_levels!();
#[cfg(target_arch = "x86_64")]
crate::isa::at_levels! { with_avx512: Avx512, with_avx512_vbmi: Avx512Vbmi }
