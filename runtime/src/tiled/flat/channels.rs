//! What vectors of the same channels have in common, and what becomes of their taps and sums.

use super::columns::Columns;
use super::{Flat, MOST_TAPS};
use crate::isa::{Lanes, PANEL, array_of};
use crate::kernel::Window;
use core::mem::MaybeUninit;

/// Weights in the order of sums.
#[repr(C, align(64))]
pub(super) struct Room<Q>([MaybeUninit<[Q; 4]>; MOST_TAPS]);

impl<Q> Room<Q> {
    #[inline(always)]
    pub(super) fn new() -> Self {
        Room([const { MaybeUninit::uninit() }; MOST_TAPS])
    }
}

/// What a group's vectors have in common.
#[derive(Clone, Copy)]
pub(super) struct Channels<'a, L: Lanes, const F: usize> {
    pub(super) flat: Flat<'a, L>,
    /// From a vector to the next.
    pub(super) step: usize,
    /// Bytes of a line of outputs, and of the image.
    pub(super) line: usize,
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
    pub(super) weights: &'a [MaybeUninit<[L::Quarter; 4]>; MOST_TAPS],
    pub(super) start: [L::Quarter; 4],
    form: [[L::Quarter; 3]; 4],
    /// Whether forms have a rest, the third number.
    rest: bool,
}

/// Where the next line of a tile of `N` vectors goes, and which bytes of each.
pub(super) struct Place<const N: usize> {
    pub(super) to: *mut i8,
    pub(super) kept: [u64; N],
}

impl<'a, L: Lanes, const F: usize> Channels<'a, L, F> {
    #[inline(always)]
    pub(super) fn of(
        flat: Flat<'a, L>,
        (first, step): (usize, usize),
        rest: bool,
        room: &'a mut Room<L::Quarter>,
    ) -> Self {
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
        // SAFETY: so is the bias.
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
                weights: &room.0,
                start: array_of!(4, |k| lanes.numbers(array_of!(4, |l| start(fours[k][l])))),
                form,
                rest,
            }
        }
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
