//! Dense layers of one row of bytes, whose quads are taken as they are: each meets every panel once or a few times, so that
//! preparing them would take longer than it saves.

use super::bytes::{flip, starts};
use super::requantize::Requantize;
use crate::isa::{PANEL, Panels, Task, Wide, dispatch_panels};
use crate::kernel::TiledQuant;

dispatch_panels! {
    /// A dense layer of one row, of 8 bits: of `x` that many outputs as there is room for. Weights have no zero point; `weights`,
    /// `bias` and `factors` are as for [`tiled_layer_i8`](super::tiled_layer_i8).
    pub fn tiled_row_i8(q: &TiledQuant, x: &[i8], weights: &[i8], bias: &[i32], factors: &[i32], y: &mut [i8]) = layer
}

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
    let (quads, rest) = x.as_chunks::<4>();
    let last = match *rest {
        [] => None,
        [a] => Some([a, 0, 0, 0]),
        [a, b] => Some([a, b, 0, 0]),
        [a, b, c, ..] => Some([a, b, c, 0]),
    };
    let depth = quads.len() + usize::from(last.is_some());
    let (bias, requantize) = (starts(bias)[usize::from(I::ROW_BIASED)], Requantize::new(q, factors));
    let (row, weights) = (Row { isa, flip: q.flip(), quads, last, depth, bias, requantize }, weights.as_chunks().0);
    isa.vectorize(All { row, rest: Rest { vector: 0, weights, y } });
    flip(q, y);
}

/// What all panels meet.
struct Row<'a, I> {
    isa: I,
    flip: i8,
    quads: &'a [[i8; 4]],
    /// What is left of the row, if anything.
    last: Option<[i8; 4]>,
    /// Steps of the weights.
    depth: usize,
    bias: &'a [[i32; 8]],
    requantize: Requantize<'a>,
}

/// Panels that are left, the first of which has the channels from `8 * vector`.
struct Rest<'a, 'y> {
    vector: usize,
    weights: &'a [[i8; 32]],
    y: &'y mut [i8],
}

/// All panels, as many at a time as registers have room for.
struct All<'a, 'y, I> {
    row: Row<'a, I>,
    rest: Rest<'a, 'y>,
}

impl<I: Panels> Task for All<'_, '_, I> {
    #[inline(always)]
    fn run(self) {
        // Numbers that all panels share stay in registers, where vectors are few.
        match I::ROW >= 4 && self.row.requantize.alike {
            true => self.row.panels::<true>(self.rest),
            false => self.row.panels::<false>(self.rest),
        }
    }
}

impl<I: Panels> Row<'_, I> {
    #[inline(always)]
    fn panels<const ALIKE: bool>(&self, mut rest: Rest<'_, '_>) {
        while I::ROW >= 8 && rest.y.len() >= 8 * PANEL {
            rest = self.group::<ALIKE, 2, 8>(rest);
        }
        while I::ROW >= 4 && rest.y.len() >= 4 * PANEL {
            rest = self.group::<ALIKE, 2, 4>(rest);
        }
        while rest.y.len() >= 2 * PANEL {
            rest = self.group::<ALIKE, 2, 2>(rest);
        }
        while rest.y.len() > PANEL / 2 {
            rest = self.group::<ALIKE, 2, 1>(rest);
        }
        if !rest.y.is_empty() {
            self.group::<ALIKE, 1, 1>(rest);
        }
    }
}

impl<I> Row<'_, I> {
    /// `G` panels of `V` times eight channels, or what of them there is room for; gives those that are left.
    #[inline(always)]
    fn group<'a, 'y, const ALIKE: bool, const V: usize, const G: usize>(&self, rest: Rest<'a, 'y>) -> Rest<'a, 'y>
    where
        I: Wide<V>,
    {
        let (weights, later) = rest.weights.split_at(self.depth.wrapping_mul(G * V).min(rest.weights.len()));
        let (y, left) = rest.y.split_at_mut((G * V * 8).min(rest.y.len()));
        if let Some(sums) = self.sums::<V, G>(rest.vector, weights.as_chunks().0) {
            self.put::<ALIKE, V, G>(rest.vector, sums, y);
        }
        Rest { vector: rest.vector + G * V, weights: later, y: left }
    }

    /// The sums of `G` panels, if all is there that they are made of.
    #[inline(always)]
    fn sums<const V: usize, const G: usize>(&self, vector: usize, weights: &[[[i8; 32]; V]]) -> Option<[I::Sums; G]>
    where
        I: Wide<V>,
    {
        let Row { isa, flip, quads, depth, .. } = *self;
        let bias = self.bias.get(vector..)?.as_chunks::<V>().0.first_chunk::<G>()?;
        if weights.len() < depth.saturating_mul(G) {
            return None;
        }
        let mut sums = [isa.sums(&bias[0]); G];
        for g in 1..G {
            sums[g] = isa.sums(&bias[g]);
        }
        // SAFETY: there are `depth` weights of each panel, as many as quads.
        unsafe {
            sums = isa.dot_row(sums, quads, flip, weights.as_ptr(), depth);
            if let Some(last) = &self.last {
                let weights = weights.as_ptr().wrapping_add(quads.len());
                sums = isa.dot_row(sums, core::slice::from_ref(last), flip, weights, depth);
            }
        }
        Some(sums)
    }

    #[inline(always)]
    fn put<const ALIKE: bool, const V: usize, const G: usize>(&self, vector: usize, sums: [I::Sums; G], y: &mut [i8])
    where
        I: Wide<V>,
    {
        let Row { isa, requantize, .. } = *self;
        let forms = if ALIKE { [requantize.form(isa, 0); G] } else { requantize.forms::<I, V, G>(isa, vector) };
        requantize.tile(isa, vector, &forms, &[sums], |_, outputs: [[[i8; 8]; V]; G]| {
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
