//! Dense layers of one row of bytes, whose quads are taken as they are: each meets every panel once or a few times, so that
//! preparing them would take longer than it saves.

use super::bytes::{Bytes, flip};
use super::products::Sums;
use crate::isa::{PANEL, Panels, Task, Wide, dispatch_panels};
use crate::kernel::TiledQuant;

dispatch_panels! {
    /// A dense layer of one row, of 8 bits: of `x` that many outputs as there is room for. Weights have no zero point; `weights`,
    /// `bias` and `factors` are as for [`tiled_layer_i8`](super::tiled_layer_i8).
    pub fn tiled_row_i8(q: &TiledQuant, x: &[i8], weights: &[i8], bias: &[i32], factors: &[i32], y: &mut [i8]) = layer
}

/// All panels, as many at a time as registers have room for.
#[inline(always)]
pub(super) fn layer<I: Panels>(
    isa: I,
    q: &TiledQuant,
    x: &[i8],
    weights: &[i8],
    bias: &[i32],
    factors: &[i32],
    y: &mut [i8],
) {
    let row = Row::of(isa, q, x, Bytes::of::<I>(q, bias, factors));
    let panel = row.depth.wrapping_mul(2).max(1);
    let (mut rest, mut unit) = (weights.as_chunks::<32>().0, 0);
    while unit < y.len() && !rest.is_empty() {
        let whole = (y.len() - unit) / PANEL;
        let joined = |count: usize| I::ROW >= count && whole >= count;
        let count = [8, 4, 2].into_iter().find(|&count| joined(count)).unwrap_or(1);
        let (now, later) = rest.split_at(panel.wrapping_mul(count).min(rest.len()));
        let (vector, weights, y) = (unit / 8, now.as_chunks::<2>().0, y.get_mut(unit..).unwrap_or(&mut []));
        match count {
            8 if I::ROW >= 8 => isa.vectorize(Group::<I, 2, 8, 1> { row: &row, weights, vector, y }),
            4 if I::ROW >= 4 => isa.vectorize(Group::<I, 2, 4, 1> { row: &row, weights, vector, y }),
            2 => isa.vectorize(Group::<I, 2, 2, 2> { row: &row, weights, vector, y }),
            _ if now.len() == panel => isa.vectorize(Group::<I, 2, 1, 4> { row: &row, weights, vector, y }),
            _ => isa.vectorize(Group::<I, 1, 1, 4> { row: &row, weights: now.as_chunks::<1>().0, vector, y }),
        }
        (rest, unit) = (later, unit + count * PANEL);
    }
    flip(q, y);
}

/// What all panels meet.
#[derive(Clone, Copy)]
struct Row<'a, I> {
    isa: I,
    sums: Bytes<'a>,
    flip: i8,
    quads: &'a [[i8; 4]],
    /// What is left of the row, if anything.
    last: Option<[i8; 4]>,
    /// Steps of the weights.
    depth: usize,
}

impl<'a, I> Row<'a, I> {
    #[inline(always)]
    fn of(isa: I, q: &TiledQuant, x: &'a [i8], sums: Bytes<'a>) -> Self {
        let (quads, rest) = x.as_chunks::<4>();
        let last = match *rest {
            [] => None,
            [a] => Some([a, 0, 0, 0]),
            [a, b] => Some([a, b, 0, 0]),
            [a, b, c, ..] => Some([a, b, c, 0]),
        };
        Row { isa, sums, flip: q.flip(), quads, last, depth: quads.len() + usize::from(last.is_some()) }
    }
}

/// `G` panels of `V` times eight channels, the first of which are those from `8 * vector`. Quads are added to `S` sums in turn:
/// where there are few panels, products need not wait for each other.
struct Group<'a, I, const V: usize, const G: usize, const S: usize> {
    row: &'a Row<'a, I>,
    weights: &'a [[[i8; 32]; V]],
    vector: usize,
    y: &'a mut [i8],
}

impl<I: Wide<V>, const V: usize, const G: usize, const S: usize> Task for Group<'_, I, V, G, S> {
    #[inline(always)]
    fn run(self) {
        let Row { isa, sums, quads, last, depth, .. } = *self.row;
        if self.weights.len() < depth.saturating_mul(G) {
            return;
        }
        let mut all = [[isa.sums(&[[0; 8]; V]); G]; S];
        for g in 0..G {
            all[0][g] = sums.start(isa, self.vector + g * V);
        }
        let (several, one) = quads.as_chunks::<S>();
        for (i, quads) in several.iter().enumerate() {
            for s in 0..S {
                // SAFETY: there are `depth` weights of each panel, as many as quads.
                unsafe { self.add(&mut all[s], quads[s], i * S + s) };
            }
        }
        let rest = several.len() * S;
        for (i, quad) in one.iter().enumerate() {
            // SAFETY: as above.
            unsafe { self.add(&mut all[0], *quad, rest + i) };
        }
        if let Some(quad) = last {
            // SAFETY: as above.
            unsafe { self.add(&mut all[0], quad, depth - 1) };
        }
        for s in 1..S {
            for g in 0..G {
                all[0][g] = isa.add_multiple(all[0][g], 1, all[s][g]);
            }
        }
        self.put(all[0]);
    }
}

impl<I: Wide<V>, const V: usize, const G: usize, const S: usize> Group<'_, I, V, G, S> {
    /// Adds the products of a quad, which is number `k`.
    ///
    /// # Safety
    /// There are more weights of each panel.
    #[inline(always)]
    unsafe fn add(&self, sums: &mut [I::Sums; G], quad: [i8; 4], k: usize) {
        let Row { isa, flip, depth, .. } = *self.row;
        let quad = isa.quad_of(quad, flip);
        for g in 0..G {
            // SAFETY: as the caller says.
            let weights = unsafe { self.weights.get_unchecked(g * depth + k) };
            sums[g] = isa.dot(sums[g], quad, isa.weights(weights));
        }
    }

    /// As many outputs as there is room for.
    #[inline(always)]
    fn put(self, all: [I::Sums; G]) {
        let (Row { isa, sums, .. }, vector) = (*self.row, self.vector);
        let mut scale = [sums.scale(isa, vector); G];
        for g in 1..G {
            scale[g] = sums.scale(isa, vector + g * V);
        }
        let y = self.y;
        sums.outputs(isa, 0, vector, &scale, &[all], |_, outputs: [[[i8; 8]; V]; G]| {
            let outputs = outputs.as_flattened().as_flattened();
            match y.get_mut(..outputs.len()) {
                Some(y) => y.copy_from_slice(outputs),
                None => put_some(outputs, y),
            }
        });
    }
}

/// As many as there is room for.
#[cold]
#[inline(never)]
fn put_some(outputs: &[i8], y: &mut [i8]) {
    y.iter_mut().zip(outputs).for_each(|(y, output)| *y = *output);
}
