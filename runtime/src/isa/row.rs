//! Products of one row.

use super::Wide;

/// As [`Wide::dot_row`], quad by quad. Where there are few panels, quads are added to several sums in turn, so that products need not
/// wait for each other.
///
/// # Safety
/// As there.
#[inline(always)]
pub(super) unsafe fn in_quads<I: Wide<V>, const V: usize, const G: usize>(
    isa: I,
    sums: [I::Sums; G],
    quads: &[[i8; 4]],
    flip: i8,
    weights: *const [[i8; 32]; V],
    depth: usize,
) -> [I::Sums; G] {
    let turns = (I::ROW / G).max(1);
    let mut all = [[isa.sums(&[[0; 8]; V]); G]; 8];
    all[0] = sums;
    // Plain Rust grows too large if it is unrolled.
    let piece = if I::ROW < 4 { I::ROW } else { 8 };
    let several = quads.chunks_exact(piece);
    let (few, done) = (several.remainder(), quads.len() - several.remainder().len());
    for (i, quads) in several.enumerate() {
        for (k, quad) in quads.iter().enumerate() {
            let quad = isa.quad_of(*quad, flip);
            for g in 0..G {
                // SAFETY: as the caller says.
                let weights = unsafe { &*weights.add(g * depth + i * piece + k) };
                all[k % turns][g] = isa.dot(all[k % turns][g], quad, isa.weights(weights));
            }
        }
    }
    for (i, quad) in few.iter().enumerate() {
        let quad = isa.quad_of(*quad, flip);
        for g in 0..G {
            // SAFETY: as the caller says.
            let weights = unsafe { &*weights.add(g * depth + done + i) };
            all[0][g] = isa.dot(all[0][g], quad, isa.weights(weights));
        }
    }
    // Small rows have nothing in the others.
    if done > 0 {
        for s in 1..turns {
            for g in 0..G {
                all[0][g] = isa.add_multiple(all[0][g], 1, all[s][g]);
            }
        }
    }
    all[0]
}
