//! From sums of bytes to outputs.

use crate::isa::{Factors, PANEL, Task, Wide, array_of};
use crate::kernel::{Clamp, Multiplier, Requantizer, TiledQuant};

/// Numbers of one panel and of half a panel.
const ALIKE: usize = 3 * (PANEL + PANEL / 2);

/// How the sums of a layer become outputs.
#[derive(Clone, Copy)]
pub(super) struct Requantize<'a> {
    q: &'a TiledQuant,
    /// Of every panel `[3][vectors of the panel][8]`, as [`Requantizer`] says.
    factors: &'a [[i32; 8]],
    /// Whether these are those of one panel and half of one, which all are like.
    pub(super) alike: bool,
}

/// How a panel is requantized, with the numbers of its [`Single`](crate::kernel::Single) where it is one.
#[derive(Clone, Copy)]
pub(super) struct Form<F> {
    numbers: [F; 3],
    requantizer: Requantizer,
}

impl<'a> Requantize<'a> {
    /// Whether outputs are on both sides of the zero point.
    #[inline(always)]
    pub(super) fn is_signed(self) -> bool {
        self.q.is_signed()
    }

    /// Whether outputs are bounded as bytes are.
    #[inline(always)]
    fn saturates(self) -> bool {
        let Clamp { min, max } = self.q.clamp;
        (min, max) == (i8::MIN.into(), i8::MAX.into())
    }

    /// Whether the panel that begins with the channels from `8 * vector`, and has `V` vectors, has the form in single precision that
    /// most have: outputs saturate, and if they are not signed it is one fused product.
    #[inline(always)]
    pub(super) fn is_usual<const V: usize>(self, vector: usize) -> bool {
        let requantizer = Requantizer::of(self.lists::<V>(vector)[2][0][0]);
        self.saturates() && (requantizer == Requantizer::Plain || self.is_signed() && requantizer.is_single())
    }

    /// Whether numbers of so many channels are there.
    #[inline(always)]
    pub(super) fn has(self, units: usize) -> bool {
        self.alike || units.div_ceil(8).saturating_mul(3) <= self.factors.len()
    }

    /// Whether outputs saturate and those of a panel of so many channels are in single precision: with a rest, or without.
    #[inline(always)]
    pub(super) fn is_single(self, panel: usize, units: usize) -> Option<bool> {
        let half = units.saturating_sub(panel * PANEL) <= PANEL / 2;
        let last = if half { self.lists::<1>(2 * panel)[2][0][0] } else { self.lists::<2>(2 * panel)[2][0][0] };
        let requantizer = Requantizer::of(last);
        (self.saturates() && requantizer.is_single()).then_some(requantizer == Requantizer::Single)
    }

    /// Where numbers of a list are, of the channels from one of a panel on, of so many in all.
    #[inline(always)]
    pub(super) fn numbers(self, list: usize, (panel, unit): (usize, usize), units: usize) -> *const i32 {
        let vectors = if units.saturating_sub(panel * PANEL) > PANEL / 2 { 2 } else { 1 };
        let first = if self.alike { if vectors == 2 { 0 } else { 2 } } else { 2 * panel };
        self.factors.as_ptr().wrapping_add(3 * first + vectors * list).cast::<i32>().wrapping_add(unit)
    }

    /// The same with a copy of what is the same for all channels.
    #[inline(always)]
    pub(super) fn with(self, q: &'a TiledQuant) -> Self {
        Requantize { q, ..self }
    }

    /// What is the same for all channels.
    #[inline(always)]
    pub(super) fn quant(self) -> TiledQuant {
        *self.q
    }

    /// `factors` are those of every panel, or of a panel and then of half a panel if all are alike.
    #[inline(always)]
    pub(super) fn new(q: &'a TiledQuant, factors: &'a [i32]) -> Self {
        Requantize { q, factors: factors.as_chunks().0, alike: factors.len() == ALIKE }
    }

    /// What the panel needs that begins with the channels from `8 * vector`, and has `V` vectors.
    #[inline(always)]
    pub(super) fn form<I: Wide<V>, const V: usize>(self, isa: I, vector: usize) -> Form<I::Floats> {
        let [scale, offset, rest] = self.lists::<V>(vector);
        let numbers = [isa.float_bits(scale), isa.float_bits(offset), isa.float_bits(rest)];
        Form { numbers, requantizer: Requantizer::of(rest[0][0]) }
    }

    /// The same of `G` panels.
    #[inline(always)]
    pub(super) fn forms<I: Wide<V>, const V: usize, const G: usize>(
        self,
        isa: I,
        vector: usize,
    ) -> [Form<I::Floats>; G] {
        array_of!(G, |g| self.form(isa, vector + g * V))
    }

    /// Of each channel of a panel the factors, where they are below one, with the zero point if outputs are not below it.
    #[inline(always)]
    fn below_one<const V: usize>(self, vector: usize) -> [Factors; V] {
        let [multiplier, round, right] = self.lists::<V>(vector);
        let (mut factors, offset) = ([Factors::default(); V], self.later());
        for v in 0..V {
            let round = array_of!(8, |i| round[v][i].wrapping_add(offset.wrapping_shl(right[v][i] as u32)));
            factors[v] = Factors { multiplier: multiplier[v], round, right: right[v] };
        }
        factors
    }

    /// What is still to be added to numbers in fixed point, whose sums do not have the zero point in them, where none is added to all.
    #[inline(always)]
    fn later(self) -> i32 {
        if self.is_signed() { 0 } else { self.q.output_offset }
    }

    /// The three lists of a panel.
    #[inline(always)]
    fn lists<const V: usize>(self, vector: usize) -> [&'a [[i32; 8]; V]; 3] {
        let first = if self.alike { if V == 2 { 0 } else { 2 } } else { vector };
        let lists = self.factors.get(3 * first..).unwrap_or(&[]).as_chunks::<V>().0;
        match lists {
            [first, second, third, ..] => [first, second, third],
            _ => [&[[0; 8]; V]; 3],
        }
    }

    /// Outputs of a tile: of `N` patches by `G` panels, the first of which begins with the channels from `8 * vector`.
    #[inline(always)]
    pub(super) fn tile<I: Wide<V>, const V: usize, const G: usize, const N: usize>(
        self,
        isa: I,
        vector: usize,
        form: &[Form<I::Floats>; G],
        sums: &[[I::Sums; G]; N],
        mut put: impl FnMut(usize, [[[i8; 8]; V]; G]),
    ) {
        // Bytes saturate at their own bounds, which are nearly always those of outputs.
        let (mut plain, mut single) = (true, self.saturates());
        for g in 0..G {
            plain &= form[g].requantizer == Requantizer::Plain;
            single &= form[g].requantizer.is_single();
        }
        if !single {
            // Copies are in memory, so that sums need not be there elsewhere.
            let (form, sums, mut y) = (*form, *sums, [[[[0; 8]; V]; G]; N]);
            mixed(Mixed { isa, requantize: self, vector, form: &form, sums: &sums, y: &mut y });
            for n in 0..N {
                put(n, y[n]);
            }
        } else if self.is_signed() {
            self.singles::<I, true, true, V, G, N>(isa, form, sums, put);
        } else if plain {
            self.singles::<I, false, false, V, G, N>(isa, form, sums, put);
        } else {
            self.singles::<I, false, true, V, G, N>(isa, form, sums, put);
        }
    }

    /// The same in single precision, of panels which all have such forms and outputs that saturate: signed if outputs are on both
    /// sides of the zero point, with a rest if not all are plain.
    #[inline(always)]
    pub(super) fn singles<
        I: Wide<V>,
        const SIGNED: bool,
        const REST: bool,
        const V: usize,
        const G: usize,
        const N: usize,
    >(
        self,
        isa: I,
        form: &[Form<I::Floats>; G],
        sums: &[[I::Sums; G]; N],
        put: impl FnMut(usize, [[[i8; 8]; V]; G]),
    ) {
        let mut numbers = *sums;
        for n in 0..N {
            for g in 0..G {
                numbers[n][g] = isa.round::<SIGNED, REST>(sums[n][g], &form[g].numbers);
            }
        }
        self.narrow::<I, SIGNED, false, V, G, N>(isa, &numbers, put);
    }

    /// Numbers as bytes, those of four patches together where there is one panel, as of four panels elsewhere. The zero point is in
    /// them already if outputs are not on both sides of it.
    #[inline(always)]
    fn narrow<I: Wide<V>, const SIGNED: bool, const BOUNDED: bool, const V: usize, const G: usize, const N: usize>(
        self,
        isa: I,
        numbers: &[[I::Sums; G]; N],
        mut put: impl FnMut(usize, [[[i8; 8]; V]; G]),
    ) {
        let Clamp { min, max } = self.q.clamp;
        let bounds = if BOUNDED { (min as i8, max as i8) } else { (i8::MIN, i8::MAX) };
        let offset = SIGNED.then_some(self.q.output_offset as i16);
        if G > 1 {
            for n in 0..N {
                put(n, isa.narrow(numbers[n], offset, bounds));
            }
            return;
        }
        let (fours, twos) = (N / 4 * 4, N / 2 * 2);
        for n in (0..fours).step_by(4) {
            let four = [numbers[n][0], numbers[n + 1][0], numbers[n + 2][0], numbers[n + 3][0]];
            let four = isa.narrow(four, offset, bounds);
            for i in 0..4 {
                put(n + i, [four[i]; G]);
            }
        }
        if fours < twos {
            let two = isa.narrow([numbers[fours][0], numbers[twos - 1][0]], offset, bounds);
            put(fours, [two[0]; G]);
            put(fours + 1, [two[1]; G]);
        }
        if twos < N {
            put(twos, isa.narrow(numbers[twos], offset, bounds));
        }
    }
}

/// Sums of a tile whose outputs have bounds of their own, or for some of whose panels single precision will not do.
struct Mixed<'a, I: Wide<V>, const V: usize, const G: usize, const N: usize> {
    isa: I,
    requantize: Requantize<'a>,
    vector: usize,
    form: &'a [Form<I::Floats>; G],
    sums: &'a [[I::Sums; G]; N],
    y: &'a mut [[[[i8; 8]; V]; G]; N],
}

/// Apart, as it is rare.
#[inline(never)]
fn mixed<I: Wide<V>, const V: usize, const G: usize, const N: usize>(task: Mixed<'_, I, V, G, N>) {
    task.isa.vectorize(task);
}

impl<I: Wide<V>, const V: usize, const G: usize, const N: usize> Task for Mixed<'_, I, V, G, N> {
    #[inline(always)]
    fn run(self) {
        let Mixed { isa, requantize, vector, form, sums, y } = self;
        for g in 0..G {
            let (form, vector, mut panel) = (&form[g], vector + g * V, [sums[0][g]; N]);
            for n in 1..N {
                panel[n] = sums[n][g];
            }
            let put = |n: usize, [outputs]: [[[i8; 8]; V]; 1]| y[n][g] = outputs;
            if requantize.is_signed() {
                requantize.panel::<I, true, V, N>(isa, vector, form, panel, put);
            } else {
                requantize.panel::<I, false, V, N>(isa, vector, form, panel, put);
            }
        }
    }
}

/// A vector in TFLite's own arithmetic.
struct Written<'a, I: Wide<V>, const V: usize> {
    isa: I,
    requantize: Requantize<'a>,
    requantizer: Requantizer,
    vector: usize,
    sums: &'a mut [[i32; 8]; V],
}

/// Apart, so that no others' sums are in memory either.
#[inline(never)]
fn written<I: Wide<V>, const V: usize>(task: Written<'_, I, V>) {
    task.isa.vectorize(task);
}

impl<I: Wide<V>, const V: usize> Task for Written<'_, I, V> {
    #[inline(always)]
    fn run(self) {
        let Written { isa, requantize, requantizer, vector, sums } = self;
        *sums = requantize.as_written(isa, requantizer, vector, isa.sums(sums));
    }
}

impl Requantize<'_> {
    /// Outputs of a panel in its own arithmetic.
    #[inline(always)]
    fn panel<I: Wide<V>, const SIGNED: bool, const V: usize, const N: usize>(
        self,
        isa: I,
        vector: usize,
        form: &Form<I::Floats>,
        sums: [I::Sums; N],
        put: impl FnMut(usize, [[[i8; 8]; V]; 1]),
    ) {
        let mut numbers = array_of!(N, |n| [sums[n]]);
        match form.requantizer {
            Requantizer::Plain | Requantizer::Single => {
                for n in 0..N {
                    numbers[n] = [isa.round::<SIGNED, true>(sums[n], &form.numbers)];
                }
            }
            Requantizer::BelowOne => {
                let scale = isa.scale(&self.below_one::<V>(vector));
                for n in 0..N {
                    numbers[n] = [isa.requantize::<SIGNED>(sums[n], &scale)];
                }
            }
            requantizer => {
                for n in 0..N {
                    let mut sums = isa.numbers(sums[n]);
                    written(Written { isa, requantize: self, requantizer, vector, sums: &mut sums });
                    numbers[n] = [isa.sums(&sums)];
                }
            }
        }
        self.narrow::<I, SIGNED, true, V, 1, N>(isa, &numbers, put);
    }

    /// A vector in TFLite's own arithmetic, as it is written.
    #[inline(always)]
    fn as_written<I: Wide<V>, const V: usize>(
        self,
        isa: I,
        requantizer: Requantizer,
        vector: usize,
        sums: I::Sums,
    ) -> [[i32; 8]; V] {
        let ([first, second, _], later) = (self.lists::<V>(vector), self.later());
        let mut numbers = [[0; 8]; V];
        if requantizer == Requantizer::Real {
            let bits = |low: i32, high: i32| u64::from(low as u32) | u64::from(high as u32) << 32;
            let real = array_of!(V, |v| array_of!(8, |i| f64::from_bits(bits(first[v][i], second[v][i]))));
            numbers = isa.numbers(isa.scale_real(sums, &real));
        } else {
            // All others do not get here but `General`.
            let sums = isa.numbers(sums);
            for v in 0..V {
                for i in 0..8 {
                    numbers[v][i] = Multiplier { multiplier: first[v][i], shift: second[v][i] }.apply(sums[v][i]);
                }
            }
        }
        for v in 0..V {
            for i in 0..8 {
                numbers[v][i] = numbers[v][i].saturating_add(later);
            }
        }
        numbers
    }
}
