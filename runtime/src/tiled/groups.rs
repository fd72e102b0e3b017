//! Lines of outputs from strips of quads: the sums of a few outputs in registers.

use super::requantize::{Form, Requantize};
use super::tile::some;
use crate::isa::{Panels, Set, Task, Wide};
use crate::kernel::DepthwiseQuads;

/// A panel of channels of a strip.
#[derive(Clone, Copy)]
pub(super) struct Panel<'a, I: Set> {
    pub(super) isa: I,
    pub(super) p: &'a DepthwiseQuads,
    pub(super) requantize: Requantize<'a>,
    pub(super) strip: &'a [I::Quads],
    /// `[rows][steps][sets][phases][16][4]`.
    pub(super) weights: &'a [[[i8; 32]; 2]],
    /// What sums begin with, of all channels.
    pub(super) bias: &'a [[i32; 8]],
    /// The panel's first output channel.
    pub(super) unit: usize,
}

impl<I: Panels> Panel<'_, I> {
    /// Lines of outputs, each so long, of `V` times eight channels; `taps` is room for the weights.
    pub(super) fn lines<const V: usize>(&self, taps: &mut [I::Quads], line: usize, y: &mut [i8])
    where
        I: Wide<V>,
    {
        let p = self.p;
        match (p.conv.height.filter, p.row.steps, p.row.phases) {
            (3, 1, 2) if V == 2 && p.row.sets == 1 => self.compute::<V, 2, 3>(taps, line, y),
            (3, 1, 1) if V == 2 && p.row.sets == 1 => self.compute::<V, 1, 3>(taps, line, y),
            (_, _, 4) => self.compute::<V, 4, 0>(taps, line, y),
            (_, _, 2) => self.compute::<V, 2, 0>(taps, line, y),
            (_, _, 1) => self.compute::<V, 1, 0>(taps, line, y),
            _ => {}
        }
    }

    fn compute<const V: usize, const F: usize, const ROWS: usize>(
        &self,
        taps: &mut [I::Quads],
        line: usize,
        y: &mut [i8],
    ) where
        I: Wide<V>,
    {
        self.isa.vectorize(Lines::<I, V, F, ROWS> { panel: *self, taps, line, y });
    }
}

/// Lines of groups of `F` outputs by a filter of `ROWS` rows of one quad, whose weights find room in registers; by any where it is 0.
/// All kinds of them in one function take compilers far longer.
struct Lines<'a, I: Set, const V: usize, const F: usize, const ROWS: usize> {
    panel: Panel<'a, I>,
    taps: &'a mut [I::Quads],
    line: usize,
    y: &'a mut [i8],
}

impl<I: Wide<V>, const V: usize, const F: usize, const ROWS: usize> Task for Lines<'_, I, V, F, ROWS> {
    #[inline(always)]
    fn run(self) {
        // Not behind references, where outputs might seem to change them.
        let (p, q) = (*self.panel.p, self.panel.requantize.quant());
        let panel = Panel { p: &p, requantize: self.panel.requantize.with(&q), ..self.panel };
        let outputs = Outputs::of(&panel);
        match ROWS {
            0 => outputs.any::<F>(self.taps, self.line, self.y),
            _ => outputs.known::<F, ROWS>(self.line, self.y),
        }
    }
}

/// How the first `V` times eight channels of a panel are computed.
struct Outputs<'a, I: Wide<V>, const V: usize> {
    panel: &'a Panel<'a, I>,
    start: I::Sums,
    form: Form<I::Floats>,
    /// How many channels there are.
    channels: usize,
}

/// Outputs in a tile.
const TILE: usize = DepthwiseQuads::TILE;

/// Which quads a filter meets.
#[derive(Clone, Copy)]
struct Steps {
    rows: usize,
    /// From the first quad of a row to that of the next.
    down: usize,
    /// Quads of a row, each twice where `shift` is 1, and how far apart they are.
    steps: usize,
    shift: u32,
    between: usize,
    /// From those of a group of outputs to those of the next.
    advance: usize,
}

impl<'a, I: Wide<V>, const V: usize> Outputs<'a, I, V> {
    #[inline(always)]
    fn of(panel: &'a Panel<'a, I>) -> Self {
        let (isa, vector) = (panel.isa, panel.unit / 8);
        let (start, form) = (isa.sums(&some(panel.bias, vector)), panel.requantize.form(isa, vector));
        Outputs { panel, start, form, channels: panel.p.units().saturating_sub(panel.unit).min(V * 8) }
    }

    /// The lines of groups of `F` outputs by a filter of `ROWS` rows of one quad, whose weights find room in registers.
    #[inline(always)]
    fn known<const F: usize, const ROWS: usize>(&self, line: usize, y: &mut [i8]) {
        let Some(weights) = self.panel.weights.as_chunks::<F>().0.first_chunk::<ROWS>() else { return };
        let mut taps = [[self.panel.isa.filters(&[[0; 32]; 2]); F]; ROWS];
        for row in 0..ROWS {
            for phase in 0..F {
                taps[row][phase] = self.panel.isa.filters(&weights[row][phase]);
            }
        }
        self.each::<F>(ROWS, 1, 1, taps.as_flattened(), line, y);
    }

    /// The lines of groups of `F` outputs.
    #[inline(always)]
    fn any<const F: usize>(&self, taps: &mut [I::Quads], line: usize, y: &mut [i8]) {
        let (p, weights) = (self.panel.p, self.panel.weights);
        if weights.len() < p.taps() || taps.len() < p.taps() {
            return;
        }
        taps.iter_mut().zip(weights).for_each(|(taps, w)| *taps = self.panel.isa.filters(w));
        self.each::<F>(p.conv.height.filter, p.row.steps, p.row.sets, taps, line, y);
    }

    /// The lines, with `F` weights for each row and step of the filter.
    #[inline(always)]
    fn each<const F: usize>(
        &self,
        rows: usize,
        steps: usize,
        sets: usize,
        taps: &[I::Quads],
        line: usize,
        y: &mut [i8],
    ) {
        let Panel { p, unit, .. } = *self.panel;
        let (height, row, units) = (&p.conv.height, &p.row, p.units());
        let down = height.dilation.wrapping_mul(row.len);
        let of = Steps {
            rows,
            down,
            steps: steps.wrapping_mul(sets),
            shift: u32::from(sets == 2),
            between: row.between,
            advance: row.advance,
        };
        let down_line = height.stride.wrapping_mul(row.len);
        // Outputs of whole panels are stored where they belong: those of so many tiles, of which the last may have fewer.
        let outputs = line / units.max(1);
        let direct = match self.channels == V * 8 && unit.saturating_add(V * 8) <= units {
            true if line.is_multiple_of(units) => usize::MAX,
            true => outputs / TILE,
            false => 0,
        };
        let Some(reach) = p.reach() else { return };
        let mut strip = self.panel.strip;
        for y in y.chunks_exact_mut(line.max(1)) {
            if reach > strip.len() {
                return;
            }
            let (mut at, mut quad) = (unit, strip.as_ptr());
            for tile in 0..row.groups.div_ceil(TILE / F) {
                // SAFETY: all quads that the line's tiles meet are there, and all weights.
                let sums = unsafe { self.sums::<F>(of, taps, quad) };
                if tile < direct {
                    let count = outputs.saturating_sub(tile * TILE);
                    // SAFETY: so many outputs from here on are in the line.
                    unsafe { self.put(&sums, y.as_mut_ptr().wrapping_add(at), units, count) };
                } else {
                    let mut apart = [[[0; 8]; V]; TILE];
                    // SAFETY: there is room for all.
                    unsafe { self.put(&sums, apart.as_mut_ptr().cast(), V * 8, TILE) };
                    part(y, at, units, self.channels, apart.as_flattened().as_flattened());
                }
                at = at.wrapping_add(units.wrapping_mul(TILE));
                quad = quad.wrapping_add(of.advance.wrapping_mul(TILE / F));
            }
            strip = strip.get(down_line..).unwrap_or(&[]);
        }
    }

    /// The sums of a tile of outputs, in groups of `F`, the first of which begins at a quad.
    ///
    /// # Safety
    /// There are quads and weights for them.
    #[inline(always)]
    unsafe fn sums<const F: usize>(&self, of: Steps, taps: &[I::Quads], quad: *const I::Quads) -> [[I::Sums; 1]; TILE] {
        let mut sums = [[self.start]; TILE];
        for row in 0..of.rows {
            for step in 0..of.steps {
                let (tap, quad) = (
                    (row * of.steps + step) * F,
                    quad.wrapping_add(row * of.down + step.wrapping_shr(of.shift) * of.between),
                );
                for n in 0..TILE {
                    // SAFETY: as the caller says.
                    let (x, w) = unsafe { (&*quad.wrapping_add(n / F * of.advance), taps.get_unchecked(tap + n % F)) };
                    sums[n] = [self.panel.isa.dot_each(sums[n][0], x, w)];
                }
            }
        }
        sums
    }

    /// Stores the first outputs of a tile, each so far from the one before it.
    ///
    /// # Safety
    /// There is room for them.
    #[inline(always)]
    unsafe fn put(&self, sums: &[[I::Sums; 1]; TILE], to: *mut i8, next: usize, count: usize) {
        let Panel { isa, requantize, unit, .. } = *self.panel;
        requantize.tile(isa, unit / 8, &[self.form], sums, |n, [outputs]: [[[i8; 8]; V]; 1]| {
            if n < count {
                // SAFETY: as the caller says.
                unsafe { *to.wrapping_add(n.wrapping_mul(next)).cast() = outputs };
            }
        });
    }
}

/// Copies outputs of pixels, the first of which is at a place in a line: as many as there are channels, and as the line goes on.
#[inline(never)]
fn part(y: &mut [i8], at: usize, units: usize, channels: usize, outputs: &[i8]) {
    let y = y.get_mut(at..).unwrap_or(&mut []);
    for (y, outputs) in y.chunks_mut(units.max(1)).zip(outputs.chunks_exact((outputs.len() / TILE).max(1))) {
        match (y.first_chunk_mut::<16>(), outputs.first_chunk::<16>()) {
            (Some(y), Some(outputs)) if channels == 16 => *y = *outputs,
            _ => y.iter_mut().zip(outputs).take(channels).for_each(|(y, output)| *y = *output),
        }
    }
}
