//! Convolutions and dense layers of 16-bit activations and 8-bit weights whose sums do not leave 32 bits.

use super::blocks::{Block, Blocks, Source};
use super::products::{Finish, Sums};
use super::tile::{Layout, some};
use crate::isa::{Panels, Wide, Words, dispatch_words};
use crate::kernel::{Clamp, Epilogue, TiledLayer, half_away, half_up};

dispatch_words! {
    /// A 16-bit layer. `bias` begins the sums of whole vectors; an output is the product of a sum and the channel's `scale`, below
    /// 2^31, rounded once, halves `up` or else away from zero, and the channel's `offset`, within bounds. `quads` and `line` are as for
    /// [`tiled_layer_i8`](super::tiled_layer_i8).
    pub fn tiled_layer_i16(
        p: &TiledLayer, up: bool, clamp: Clamp<i32>, x: &[i16], weights: &[i8], bias: &[i32], scale: &[f64], offset: &[i32],
        quads: &mut [u64], line: &mut [i16], y: &mut [i16], epilogue: Epilogue<'_, i16>,
    ) = layer
}

#[inline(always)]
#[allow(clippy::too_many_arguments)]
pub(super) fn layer<I: Words>(
    isa: I,
    p: &TiledLayer,
    up: bool,
    clamp: Clamp<i32>,
    x: &[i16],
    weights: &[i8],
    bias: &[i32],
    scale: &[f64],
    offset: &[i32],
    quads: &mut [u64],
    line: &mut [i16],
    y: &mut [i16],
    epilogue: Epilogue<'_, i16>,
) {
    let source = Source { isa, p, x, outside: 0, flip: 0, steps: isa.steps(quads), line };
    let (bias, scale, offset) = (bias.as_chunks().0, scale.as_chunks().0, offset.as_chunks().0);
    source.multiply(&mut Rounded { up, clamp, bias, scale, offset }, p.outputs_at_once(), weights, y, epilogue);
}

/// What all blocks share: of each vector of channels what sums begin with, and what becomes of them.
#[derive(Clone, Copy)]
struct Rounded<'a> {
    up: bool,
    clamp: Clamp<i32>,
    bias: &'a [[i32; 8]],
    scale: &'a [[f64; 8]],
    offset: &'a [[i32; 8]],
}

impl<I: Panels> Blocks<I> for Rounded<'_> {
    type Y = i16;
    type Sums<'b>
        = Rounded<'b>
    where
        Self: 'b;

    #[inline(always)]
    fn sums(&mut self, _: I, _: Block, _: Layout, _: &[I::Step]) -> Rounded<'_> {
        *self
    }
}

impl Finish for Rounded<'_> {
    type Y = i16;
}

impl<I: Wide<V>, const V: usize> Sums<I, V> for Rounded<'_> {
    type Scale = ();

    #[inline(always)]
    fn start(self, isa: I, v: usize) -> I::Sums {
        isa.sums(&some(self.bias, v))
    }

    #[inline(always)]
    fn scale(self, _: I, _: usize) {}

    #[inline(always)]
    fn outputs<const G: usize, const N: usize>(
        self,
        isa: I,
        _: usize,
        vector: usize,
        _: &[(); G],
        sums: &[[I::Sums; G]; N],
        mut put: impl FnMut(usize, [[[i16; 8]; V]; G]),
    ) {
        for n in 0..N {
            let mut y = [[[0; 8]; V]; G];
            for g in 0..G {
                let (numbers, v) = (isa.numbers(sums[n][g]), vector + g * V);
                let (scale, offset) = (some::<_, V>(self.scale, v), some::<_, V>(self.offset, v));
                for v in 0..V {
                    for i in 0..8 {
                        let x = f64::from(numbers[v][i]) * scale[v][i];
                        let number = if self.up { half_up(x) } else { half_away(x) };
                        y[g][v][i] = self.clamp.apply(number.wrapping_add(offset[v][i])) as i16;
                    }
                }
            }
            put(n, y);
        }
    }
}
