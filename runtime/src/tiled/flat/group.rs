//! The vectors of all lines that have the same channels: what they have in common, and tile by tile.

use super::columns::{Columns, below};
use super::double::Double;
use super::rows::Rows;
use super::sweep::Sweep;
use super::{BYTES, Flat, MOST_TAPS};
use crate::isa::{Lanes, PANEL, Task, array_of};
use crate::kernel::Window;
use core::mem::MaybeUninit;

/// A group to compute, `F` neighbouring outputs of which share quads; such that do are `NEAR` if they are two columns apart from the
/// next such. Taps are `PIECES` runs of bytes, pixels or `WHOLE`.
pub(super) struct Group<'a, L, const F: usize, const NEAR: bool, const PIECES: usize, const WHOLE: bool> {
    pub(super) flat: Flat<'a, L>,
    /// Where its first vector begins, and how far the next one is.
    pub(super) first: usize,
    pub(super) step: usize,
    /// Whether a form has a rest.
    pub(super) rest: bool,
    pub(super) y: &'a mut [i8],
}

impl<L: Lanes, const F: usize, const NEAR: bool, const PIECES: usize, const WHOLE: bool> Task
    for Group<'_, L, F, NEAR, PIECES, WHOLE>
{
    #[inline(always)]
    fn run(self) {
        if !L::EXIST {
            return;
        }
        let Group { flat, first, step, rest, y } = self;
        // Not behind references, where outputs might seem to change them.
        let (p, q) = (*flat.p, flat.requantize.quant());
        let flat = Flat { p: &p, requantize: flat.requantize.with(&q), ..flat };
        let mut room = Room([const { MaybeUninit::uninit() }; MOST_TAPS]);
        let channels = Channels::<L, F>::of(flat, (first, step), rest, &mut room);
        let (steps, height) = (p.row.steps, &p.conv.height);
        let three = height.filter == 3 && height.dilation == 1 && matches!(height.stride, 1 | 2);
        let sweeps = three && steps == 1 && p.conv.width.filter <= 3;
        let double = steps == 2 && height.stride == 1 && height.dilation == 1 && height.output > 1;
        let mut at = first;
        while at < channels.line {
            let left = (channels.line - at).div_ceil(step.max(1));
            let tile = match F {
                1 if sweeps => channels.sweep::<PIECES, WHOLE>(at, y),
                1 if left > 2 => channels.rows::<4, 4, NEAR, PIECES, WHOLE, 0>(at, y),
                1 => channels.rows::<2, 2, NEAR, PIECES, WHOLE, 0>(at, y),
                2 if left > 2 && NEAR && steps == 1 => channels.rows::<2, 4, NEAR, PIECES, WHOLE, 1>(at, y),
                2 if NEAR && steps == 1 => channels.rows::<1, 2, NEAR, PIECES, WHOLE, 1>(at, y),
                2 if left > 2 => channels.rows::<2, 4, NEAR, PIECES, WHOLE, 0>(at, y),
                2 => channels.rows::<1, 2, NEAR, PIECES, WHOLE, 0>(at, y),
                _ if double => channels.double(at, y),
                _ => channels.rows::<1, 4, NEAR, PIECES, WHOLE, 0>(at, y),
            };
            at = at.saturating_add(step.wrapping_mul(tile));
        }
    }
}

/// Weights in the order of sums.
#[repr(C, align(64))]
struct Room<Q>([MaybeUninit<[Q; 4]>; MOST_TAPS]);

/// What a group's vectors have in common.
#[derive(Clone, Copy)]
pub(super) struct Channels<'a, L: Lanes, const F: usize> {
    pub(super) flat: Flat<'a, L>,
    step: usize,
    /// Bytes of a line of outputs, and of the image.
    line: usize,
    input: usize,
    /// From a tap to the next.
    apart: usize,
    /// What pixels outside of the image hold, and the bits that are flipped.
    outside: L::Bytes,
    flips: L::Bytes,
    /// Which fours of bytes of two `WHOLE` runs are taken.
    order: L::Quarter,
    pub(super) height: Window,
    /// `[rows][steps][F]`.
    pub(super) weights: &'a [[L::Quarter; 4]; MOST_TAPS],
    pub(super) start: [L::Quarter; 4],
    form: [[L::Quarter; 3]; 4],
    /// Whether forms have a rest, the third number.
    rest: bool,
}

/// Where the next line of a tile of `N` vectors goes, and which bytes of each.
pub(super) struct Place<const N: usize> {
    to: *mut i8,
    kept: [u64; N],
}

impl<'a, L: Lanes, const F: usize> Channels<'a, L, F> {
    #[inline(always)]
    fn of(flat: Flat<'a, L>, (first, step): (usize, usize), rest: bool, room: &'a mut Room<L::Quarter>) -> Self {
        let (lanes, p, units) = (flat.lanes, flat.p, flat.p.units().max(1));
        // `[k][l]`: four channels, as their panel and the first of them.
        let (mut fours, mut unit) = ([[(0, 0); 4]; 4], first % units);
        for l in 0..4 {
            for fours in &mut fours {
                fours[l] = (unit / PANEL, unit % PANEL);
                unit += 4;
                if unit >= units {
                    unit -= units;
                }
            }
        }
        let (weights, phases, taps) = (flat.weights.as_ptr().cast::<i32>(), p.row.phases.max(1), p.taps());
        let filter = |(panel, unit): (usize, usize)| weights.wrapping_add((panel * taps * PANEL).wrapping_add(unit));
        let filters = array_of!(4, |k| array_of!(4, |l| filter(fours[k][l])));
        let (mut tap, mut phase) = (0usize, 0);
        for room in room.0.iter_mut().take(taps / phases * F) {
            // SAFETY: weights are there for all channels.
            room.write(unsafe {
                array_of!(4, |k| lanes.numbers(array_of!(4, |l| filters[k][l].wrapping_add(tap).cast())))
            });
            phase += 1;
            // Other outputs' weights are left out.
            let next = if phase == F { phases - (F - 1) } else { 1 };
            (tap, phase) = (tap.wrapping_add(next.wrapping_mul(PANEL)), phase % F);
        }
        let mut form = [[lanes.zero(); 3]; 4];
        for list in 0..if rest { 3 } else { 2 } {
            for k in 0..4 {
                let number = |l: usize| flat.requantize.numbers(list, fours[k][l], units).cast();
                // SAFETY: forms are there for all channels.
                form[k][list] = unsafe { lanes.numbers(array_of!(4, |l| number(l))) };
            }
        }
        let bias = flat.bias.as_ptr().cast::<i32>();
        let start = |(panel, unit): (usize, usize)| bias.wrapping_add(panel * PANEL + unit).cast();
        let order = flat.order();
        // SAFETY: so is the bias; weights are vectors of integers, of which only those are read that are there.
        unsafe {
            Channels {
                flat,
                step,
                line: p.conv.width.output.wrapping_mul(p.conv.channels),
                input: p.conv.width.input.wrapping_mul(p.conv.channels),
                apart: flat.apart(),
                outside: lanes.splat(flat.outside),
                flips: lanes.flips(flat.flip),
                order: lanes.numbers(array_of!(4, |l| &raw const order[l])),
                height: p.conv.height,
                weights: &*(&raw const room.0).cast(),
                start: array_of!(4, |k| lanes.numbers(array_of!(4, |l| start(fours[k][l])))),
                form,
                rest,
            }
        }
    }

    /// A vector down the image, which begins at a byte of a line: how many vectors that are.
    #[inline(always)]
    fn sweep<const PIECES: usize, const WHOLE: bool>(&self, at: usize, y: &mut [i8]) -> usize {
        let (of, lanes) = (*self, self.flat.lanes);
        let columns = Columns::of::<L, WHOLE>(&self.flat, at, self.step);
        let (place, row) = (self.place(at, y), self.height.padding.wrapping_neg());
        let weights = array_of!(3, |row| array_of!(4, |k| lanes.kept(self.weights[row][k])));
        // SAFETY: the image is all there, and so are lines of outputs.
        unsafe {
            if self.is_whole::<1, 1, PIECES, WHOLE>(at, &columns) {
                Sweep { of, columns, place, row, weights }.run::<false, WHOLE>();
            } else {
                let columns = columns.masked::<L, WHOLE>(&self.flat);
                Sweep { of, columns, place, row, weights }.run::<true, WHOLE>();
            }
        }
        1
    }

    /// All lines of a tile of `N` vectors in `G` groups of `F`, by filters of so many quads a row, or of any where that is 0.
    #[inline(always)]
    fn rows<
        const G: usize,
        const N: usize,
        const NEAR: bool,
        const PIECES: usize,
        const WHOLE: bool,
        const STEPS: usize,
    >(
        &self,
        at: usize,
        y: &mut [i8],
    ) -> usize {
        let columns = Columns::of::<L, WHOLE>(&self.flat, at, self.step.wrapping_mul(F));
        let place = self.place(at, y);
        // SAFETY: the image is all there, and so are lines of outputs.
        unsafe {
            if self.is_whole::<G, N, PIECES, WHOLE>(at, &columns) {
                Rows::<L, F, G, N, PIECES, STEPS> { of: self, columns, place }.run::<false, NEAR, WHOLE>();
            } else {
                let columns = columns.masked::<L, WHOLE>(&self.flat);
                Rows::<L, F, G, N, PIECES, STEPS> { of: self, columns, place }.run::<true, NEAR, WHOLE>();
            }
        }
        N
    }

    /// The same of four vectors that share quads, two lines at a time.
    #[inline(always)]
    fn double(&self, at: usize, y: &mut [i8]) -> usize {
        let columns = Columns::of::<L, false>(&self.flat, at, 0);
        let place = self.place(at, y);
        // SAFETY: the image is all there, and so are lines of outputs.
        unsafe {
            if self.is_whole::<1, F, 1, false>(at, &columns) {
                Double { of: self, columns, place }.run::<false>();
            } else {
                let columns = columns.masked::<L, false>(&self.flat);
                Double { of: self, columns, place }.run::<true>();
            }
        }
        F
    }

    /// Whether no byte of a tile is beside the image or behind the line.
    #[inline(always)]
    fn is_whole<const G: usize, const N: usize, const PIECES: usize, const WHOLE: bool>(
        &self,
        at: usize,
        columns: &Columns<G, PIECES>,
    ) -> bool {
        let end = self.step.wrapping_mul(N - 1).wrapping_add(at).wrapping_add(BYTES);
        (PIECES == 1 || WHOLE) && end <= self.line && columns.are_inside(&self.flat)
    }

    /// Where the first line of a tile goes.
    #[inline(always)]
    fn place<const N: usize>(&self, at: usize, y: &mut [i8]) -> Place<N> {
        let left = |n: usize| self.line.saturating_sub(at.wrapping_add(self.step.wrapping_mul(n)));
        Place { to: y.as_mut_ptr().wrapping_add(at), kept: array_of!(N, |n| below(left(n))) }
    }

    /// Where a row of the image is.
    #[inline(always)]
    pub(super) fn row(&self, row: usize) -> *const i8 {
        self.flat.x.as_ptr().wrapping_add(row.wrapping_mul(self.input))
    }

    /// Pairs of two columns.
    #[inline(always)]
    pub(super) fn beside(&self, x: L::Bytes, y: L::Bytes) -> [L::Bytes; 2] {
        [self.flat.lanes.pairs::<false>(x, y), self.flat.lanes.pairs::<true>(x, y)]
    }

    /// Quads of two pairs of columns.
    #[inline(always)]
    pub(super) fn quads(&self, x: [L::Bytes; 2], y: [L::Bytes; 2]) -> [L::Quarter; 4] {
        let ([a, b], [c, d]) = (self.flat.lanes.quads(x[0], y[0]), self.flat.lanes.quads(x[1], y[1]));
        [a, b, c, d]
    }

    /// A pixel beside the image.
    #[inline(always)]
    pub(super) fn border(&self) -> L::Bytes {
        self.flat.lanes.flip(self.outside, self.flips)
    }

    /// Quads of a row beside the image.
    #[inline(always)]
    pub(super) fn outside(&self) -> [L::Quarter; 4] {
        self.quads([self.border(); 2], [self.border(); 2])
    }

    /// Two columns of a row.
    ///
    /// # Safety
    /// All that is not masked is there.
    #[inline(always)]
    pub(super) unsafe fn pair<const G: usize, const PIECES: usize, const MASKED: bool, const WHOLE: bool>(
        &self,
        columns: &Columns<G, PIECES>,
        row: *const i8,
        (g, tap): (usize, usize),
    ) -> [L::Bytes; 2] {
        // SAFETY: as the caller says.
        unsafe {
            let first = self.column::<G, PIECES, MASKED, WHOLE>(columns, row, (g, tap));
            self.beside(first, self.column::<G, PIECES, MASKED, WHOLE>(columns, row, (g, tap + 1)))
        }
    }

    /// A column of a row.
    ///
    /// # Safety
    /// As of [`pair`](Self::pair).
    #[inline(always)]
    pub(super) unsafe fn column<const G: usize, const PIECES: usize, const MASKED: bool, const WHOLE: bool>(
        &self,
        columns: &Columns<G, PIECES>,
        row: *const i8,
        (g, tap): (usize, usize),
    ) -> L::Bytes {
        let lanes = self.flat.lanes;
        let row = row.wrapping_add(self.apart.wrapping_mul(tap));
        // SAFETY: as the caller says; there are masks for all taps.
        unsafe {
            let (there, mut runs) = (columns.there[g].get_unchecked(tap), [self.outside; PIECES]);
            for piece in 0..PIECES {
                let from = row.wrapping_add(columns.first[g][piece]);
                let others = if WHOLE || piece == 0 { self.outside } else { runs[piece - 1] };
                runs[piece] = if MASKED { lanes.load_some(there[piece], from, others) } else { lanes.load(from) };
            }
            let last = runs[PIECES - 1];
            lanes.flip(if WHOLE { lanes.ordered(runs[0], last, self.order) } else { last }, self.flips)
        }
    }

    /// Half of the channels' numbers as words, from quarter `first` on.
    #[inline(always)]
    pub(super) fn words(&self, first: usize, sums: [L::Quarter; 2]) -> L::Bytes {
        match (self.flat.requantize.is_signed(), self.rest) {
            (false, false) => self.words_as::<false, false>(first, sums),
            (true, false) => self.words_as::<true, false>(first, sums),
            (false, true) => self.words_as::<false, true>(first, sums),
            (true, true) => self.words_as::<true, true>(first, sums),
        }
    }

    /// The same by the form that channels have.
    #[inline(always)]
    fn words_as<const SIGNED: bool, const REST: bool>(&self, first: usize, sums: [L::Quarter; 2]) -> L::Bytes {
        let lanes = self.flat.lanes;
        let offset = SIGNED.then_some(self.flat.requantize.quant().output_offset as i16);
        lanes.words(array_of!(2, |k| lanes.round::<SIGNED, REST>(sums[k], &self.form[first + k])), offset)
    }

    /// Makes a line of outputs of sums, and stores it.
    ///
    /// # Safety
    /// There is room for the bytes that are kept.
    #[inline(always)]
    pub(super) unsafe fn put<const MASKED: bool, const N: usize>(
        &self,
        sums: &[[L::Quarter; 4]; N],
        place: &mut Place<N>,
    ) {
        // SAFETY: as the caller says.
        unsafe {
            match (self.flat.requantize.is_signed(), self.rest) {
                (false, false) => self.put_as::<false, false, MASKED, N>(sums, place),
                (true, false) => self.put_as::<true, false, MASKED, N>(sums, place),
                (false, true) => self.put_as::<false, true, MASKED, N>(sums, place),
                (true, true) => self.put_as::<true, true, MASKED, N>(sums, place),
            }
        }
    }

    /// The same by the form that channels have.
    ///
    /// # Safety
    /// As of [`put`](Self::put).
    #[inline(always)]
    unsafe fn put_as<const SIGNED: bool, const REST: bool, const MASKED: bool, const N: usize>(
        &self,
        sums: &[[L::Quarter; 4]; N],
        place: &mut Place<N>,
    ) {
        let outputs = array_of!(N, |n| {
            let [a, b, c, d] = sums[n];
            let words = [self.words_as::<SIGNED, REST>(0, [a, b]), self.words_as::<SIGNED, REST>(2, [c, d])];
            self.flat.lanes.narrow(words)
        });
        // SAFETY: as the caller says.
        unsafe { self.store::<MASKED, N>(&outputs, place) };
    }

    /// Stores a line of outputs, as many bytes of each vector as are kept.
    ///
    /// # Safety
    /// As of [`put`](Self::put).
    #[inline(always)]
    pub(super) unsafe fn store<const MASKED: bool, const N: usize>(
        &self,
        outputs: &[L::Bytes; N],
        place: &mut Place<N>,
    ) {
        for n in 0..N {
            let to = place.to.wrapping_add(self.step.wrapping_mul(n));
            // SAFETY: as the caller says.
            unsafe {
                if MASKED {
                    self.flat.lanes.store_some(place.kept[n], outputs[n], to);
                } else {
                    self.flat.lanes.store(outputs[n], to);
                }
            }
        }
        place.to = place.to.wrapping_add(self.line);
    }
}
