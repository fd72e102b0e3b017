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
    bytes::layer(isa, &p, &q, &x, &packed, &sums, &factors, &mut quads, &mut [], &mut y);
    assert_eq!(y, expected, "{p:?}");
}

pub(super) fn check<I: Panels>(isa: I) {
    check_bytes(isa, 60, random_layer);
    for (x, w) in [(-128, -128), (-128, 127), (127, -128), (127, 127)] {
        check_extremes(isa, 3640, x, w);
        check_extremes(isa, 3644, x, w);
        check_extremes(isa, 64, x, w);
    }
}

#[test]
fn layers_are_done_where_sums_fit() {
    let of = |channels| layer(window(5, 1), window(7, 1), channels, 3).winograd();
    assert!(of(12).is_none() && of(18).is_none() && of(3644).is_none());
    assert_eq!(of(3640), Some(WinogradTiles { columns: 4, rows: 3, quads: 910 }));
    // One tile in two would be outside.
    assert!(layer(window(3, 0), window(40, 0), 64, 64).winograd().is_none());
}

#[test]
fn blocks_fit_the_room_that_is_asked_for() {
    for (input, channels, rows) in [(56, 64, 1), (28, 128, 2), (14, 256, 4), (7, 512, 4), (32, 16, 2), (100, 512, 0)] {
        let tiles = layer(window(input, 1), window(input, 1), channels, 1).winograd().unwrap();
        assert_eq!((tiles.rows_at_once(tiles.room()), tiles.rows_at_once(0)), (rows, 0), "{tiles:?}");
    }
}
