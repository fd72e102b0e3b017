//! Layers of 3 x 3 filters, which some levels do by Winograd's algorithm.

use super::*;

fn window(input: usize, padding: usize) -> Window {
    Window { input, output: input + 2 * padding - 2, filter: 3, stride: 1, dilation: 1, padding }
}

fn layer(height: Window, width: Window, channels: usize, units: usize) -> TiledLayer {
    let conv = Conv2d { height, width, channels, filter_channels: channels, group_units: units, units };
    TiledLayer { conv, block: 1, every: 1 }
}

/// Of odd and even extents, up to the channels whose weights are transformed in parts, and of panels that are not full.
fn random_layer(random: &mut Random) -> TiledLayer {
    let mut extent = || window(random.within(5, 13), random.within(0, 2));
    let (height, width) = (extent(), extent());
    let (channels, units) = (4 * random.within(3, 36), random.within(1, 40));
    let p = layer(height, width, channels, units);
    TiledLayer { block: random.within(1, 100), ..p }
}

/// The largest sums there can be, with as many channels as still fit and one quad more.
fn check_extremes<I: Panels>(isa: I, channels: usize, x: i8, w: i8) {
    let (units, mut p) = (3, layer(window(5, 1), window(7, 1), channels, 3));
    let (inputs, weights, outputs) = sizes(&p, 1);
    let (x, w, bias) = (vec![x; inputs], vec![w; weights], vec![77; units]);
    let q = signed(-128, 5, Clamp { min: -128, max: 127 });
    // Sums of up to 2^30 become outputs of up to 2^7.
    let (multiplier, shift) = (vec![1 << 30; units], vec![-22; units]);
    let mut expected = vec![0; outputs];
    conv_2d_i8(&p.conv, &layer_quant(&q), &x, &w, &bias, &multiplier, &shift, &mut expected);
    let rows: Vec<&[i8]> = w.chunks(p.depth(1)).collect();
    let (sums, factors) = (begin(&bias, &rows, &q), factors(&multiplier, &shift));
    let (mut quads, mut y) = (vec![0; prepared(&mut p, 4).max(1 << 19)], vec![0; outputs]);
    let packed = packed(&w, units, p.run(), 4);
    bytes::layer(isa, &p, &q, &x, &packed, &sums, &factors, &mut quads, &mut [], &mut y, &mut |_, _| ());
    assert_eq!(y, expected, "{p:?}");
}

/// Of odd and even extents, of channels in one chunk and several, and of panels that are not full.
fn random_float_layer(random: &mut Random) -> TiledLayer {
    let mut extent = || window(random.within(3, 30), random.within(0, 2));
    let (height, width) = (extent(), extent());
    let p = layer(height, width, 8 * random.within(1, 20), random.within(1, 40));
    TiledLayer { block: random.within(1, 100), ..p }
}

/// What floats can hold, and transforms of it cannot: the layer is done in turn then, and NaN does not come of infinity.
fn check_infinite<I: Panels>(isa: I) {
    for large in [f32::INFINITY, f32::NEG_INFINITY, 2e38] {
        let mut p = layer(window(12, 1), window(12, 1), 16, 16);
        let (inputs, weights, outputs) = sizes(&p, 1);
        let (mut x, w, bias) = (vec![0.0; inputs], vec![1.0; weights], vec![0.0; 16]);
        x[16 * 12 * 6] = large;
        x[16 * 12 * 6 + 16] = large.clamp(-1e38, 1e38);
        let clamp = Clamp { min: F32(f32::NEG_INFINITY), max: F32(f32::INFINITY) };
        let (mut expected, mut y) = (vec![0.0; outputs], vec![0.0; outputs]);
        conv_2d_f32(&p.conv, clamp, &x, &w, &bias, &mut expected);
        let room = p.winograd_floats().unwrap().room();
        let mut lines = vec![0.0; prepared(&mut p, 1).max(room)];
        let (packed, epilogue) = (packed(&w, 16, p.run(), 1), &mut thirds(|y: f32| -y));
        epilogue(0, &mut expected);
        floats::layer(isa, &p, clamp, &x, &packed, &bias, &mut lines, &mut y, epilogue);
        assert_eq!(y, expected, "{large}");
    }
}

/// Outputs are nearer to the exact ones than sums in turn, which come to 1e-6 of the largest here.
fn check_precision<I: Panels>(isa: I) {
    let mut random = Random(0x1f83_d9ab_fb41_bd6b);
    let (channels, units) = (128, 16);
    let mut p = layer(window(14, 1), window(14, 1), channels, units);
    let (inputs, weights, outputs) = sizes(&p, 1);
    // Sums of four numbers that look random, as of a bell.
    let mut reals = |count: usize| -> Vec<f32> {
        let mut real = || (0..4).map(|_| (random.next() >> 40) as f32 / 8388608.0 - 1.0).sum::<f32>();
        (0..count).map(|_| real()).collect()
    };
    let (x, w, bias) = (reals(inputs), reals(weights), vec![0.0; units]);
    let clamp = Clamp { min: F32(f32::NEG_INFINITY), max: F32(f32::INFINITY) };
    let mut lines = vec![0.0; prepared(&mut p, 1).max(p.winograd_floats().unwrap().room())];
    let mut y = vec![0.0; outputs];
    let packed = packed(&w, units, p.run(), 1);
    floats::layer(isa, &p, clamp, &x, &packed, &bias, &mut lines, &mut y, &mut |_, _| ());
    let exact = |pixel: usize, unit: usize| -> f64 {
        let taps = (0..9).filter_map(|tap| {
            let (row, column) = ((pixel / 14 + tap / 3).checked_sub(1)?, (pixel % 14 + tap % 3).checked_sub(1)?);
            (row < 14 && column < 14).then_some((tap, row * 14 + column))
        });
        taps.flat_map(|(tap, at)| (0..channels).map(move |c| (at * channels + c, (unit * 9 + tap) * channels + c)))
            .map(|(x_at, w_at)| f64::from(x[x_at]) * f64::from(w[w_at]))
            .sum()
    };
    let expected: Vec<f64> = (0..outputs).map(|i| exact(i / units, i % units)).collect();
    let largest = expected.iter().fold(0.0, |most: f64, y| most.max(y.abs()));
    let apart = y.iter().zip(&expected).fold(0.0, |most: f64, (&y, exact)| most.max((f64::from(y) - exact).abs()));
    assert!(apart <= 7e-7 * largest, "{apart} of {largest}");
}

pub(super) fn check<I: Panels>(isa: I) {
    check_precision(isa);
    check_floats(isa, 100, random_float_layer);
    check_infinite(isa);
    check_bytes(isa, 60, random_layer);
    for (x, w) in [(-128, -128), (-128, 127), (127, -128), (127, 127)] {
        check_extremes(isa, 3640, x, w);
        check_extremes(isa, 3644, x, w);
        check_extremes(isa, 64, x, w);
    }
}

#[test]
fn layers_are_done_where_sums_fit() {
    let of = |channels| layer(window(5, 1), window(7, 1), channels, 3).winograd_bytes();
    assert!(of(12).is_none() && of(18).is_none() && of(3644).is_none());
    assert_eq!(of(3640), Some(WinogradBytes { columns: 4, rows: 3, quads: 910 }));
    // One tile in two would be outside.
    assert!(layer(window(3, 0), window(40, 0), 64, 64).winograd_bytes().is_none());
}

#[test]
fn blocks_fit_the_room_that_is_asked_for() {
    for (input, channels, rows) in [(56, 64, 1), (28, 128, 2), (14, 256, 4), (7, 512, 4), (32, 16, 2), (100, 512, 0)] {
        let tiles = layer(window(input, 1), window(input, 1), channels, 1).winograd_bytes().unwrap();
        assert_eq!((tiles.rows_at_once(tiles.room()), tiles.rows_at_once(0)), (rows, 0), "{tiles:?}");
    }
}

#[test]
fn float_layers_are_done_where_transforms_are_worth_while() {
    let of = |input, channels, units| layer(window(input, 1), window(input, 1), channels, units).winograd_floats();
    assert!(of(14, 12, 16).is_none() && of(3, 64, 16).is_none() && of(8, 8, 8).is_none());
    for (input, channels, rows) in [(56, 64, 2), (28, 128, 4), (14, 256, 4), (7, 512, 4), (32, 16, 2), (9, 40, 5)] {
        let tiles = of(input, channels, 64).unwrap();
        assert_eq!((tiles.rows_at_once(tiles.room()), tiles.rows_at_once(0)), (rows, 0), "{tiles:?}");
    }
    let strided = Window { stride: 2, ..window(14, 1) };
    assert!(layer(strided, window(14, 1), 64, 64).winograd_floats().is_none());
}
