//! Hybrid layers against the plain kernels.

use super::super::hybrid;
use super::*;

/// Hybrid layers, whose rows are those of patches or images: bit by bit as the plain kernels.
pub(super) fn check<I: Panels>(isa: I, count: usize, layer: fn(&mut Random) -> TiledLayer) {
    let mut random = Random(0x7a5c_11d3_02ab_9e6f);
    for i in 0..count {
        let (mut p, batches, asymmetric) = (layer(&mut random), random.within(1, 3), random.within(0, 1) == 1);
        let is_dense = i % 3 == 0;
        let one = Window { input: 1, output: 1, filter: 1, stride: 1, dilation: 1, padding: 0 };
        if i % 3 < 2 {
            let rows = random.within(1, 40);
            (p.conv.width, p.conv.height) = (one, Window { input: rows, output: rows, ..one });
        }
        let batches = if is_dense { 1 } else { batches };
        let ((inputs, weights, outputs), units) = (sizes(&p, batches), p.conv.units);
        let x: Vec<f32> = random.bytes(inputs).iter().map(|&x| f32::from(x) / 50.0 + 0.3).collect();
        let w = random.bytes(weights);
        let real = |x: i8| f32::from(x) / 7.0;
        let bias: Vec<f32> = random.bytes(units).into_iter().map(real).collect();
        let scale: Vec<f32> = random.bytes(units).into_iter().map(real).collect();
        let hybrid = HybridLayer { asymmetric, clamp: Clamp { min: F32(-900.0), max: F32(2000.0) } };
        let (mut expected, mut y, mut quantized) = (vec![0.0; outputs], vec![0.0; outputs], vec![0; inputs]);
        let h = if is_dense {
            let dense = FullyConnected { depth: p.depth(1), units };
            fully_connected_hybrid(
                &dense,
                &hybrid,
                &x,
                &w,
                &scale,
                &bias,
                &mut quantized[..dense.depth],
                &mut expected,
            );
            TiledHybrid { hybrid, row: dense.depth, in_turn: false }
        } else {
            let image = p.image_size();
            conv_2d_hybrid(&p.conv, &hybrid, &x, &w, &scale, &bias, &mut quantized[..image], &mut expected);
            TiledHybrid { hybrid, row: image, in_turn: asymmetric }
        };

        let depth = p.depth(1);
        let sum = |unit: usize| w[unit * depth..][..depth].iter().map(|&w| i32::from(w)).sum();
        let number = |list: usize, unit: usize| match list {
            _ if unit >= units => 0,
            0 => scale[unit].to_bits() as i32,
            1 => bias[unit].to_bits() as i32,
            _ => sum(unit),
        };
        let (mut quads, mut line_room) = (vec![0; prepared(&mut p, 4)], vec![0; p.band_line()]);
        let (packed, channels) = (packed(&w, units, p.run(), 4), lists(units, number));
        let mut rows = vec![0.0; 2 * inputs.div_ceil(h.row)];
        let mut run = |p: &TiledLayer, y: &mut [f32], epilogue: Epilogue<'_, f32>| {
            let room = (&mut quantized, &mut rows, &mut quads, &mut line_room);
            hybrid::layer(isa, p, &h, &x, &packed, &channels, room.0, room.1, room.2, room.3, y, epilogue);
        };
        run(&p, &mut y, &mut |_, _| ());
        assert_eq!(y, expected, "{p:?} {h:?}");
        let epilogue = &mut thirds(|y: f32| -y);
        run(&p, &mut y, epilogue);
        epilogue(0, &mut y);
        assert_eq!(y, expected, "{p:?} {h:?}");

        if batches == 1 && !is_dense {
            // The same with as many lines between its own.
            let line = p.conv.width.output * units;
            let apart = TiledLayer { block: p.conv.width.output, every: 3, ..p };
            let mut y = vec![0.0; 3 * outputs - 2 * line];
            run(&apart, &mut y, &mut |_, _| ());
            assert!(y.chunks(line).step_by(3).eq(expected.chunks(line)), "{apart:?}");
        }
    }
}
