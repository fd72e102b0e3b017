//! From sums of bytes to outputs.

use crate::isa::{Factors, PANEL, Task, Wide, array_of};
use crate::kernel::{Multiplier, Requantizer, TiledQuant};

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

    /// Of each channel of a panel the factors, where they are below one.
    #[inline(always)]
    fn below_one<const V: usize>(self, vector: usize) -> [Factors; V] {
        let [multiplier, round, right] = self.lists::<V>(vector);
        let mut factors = [Factors::default(); V];
        for v in 0..V {
            factors[v] = Factors { multiplier: multiplier[v], round: round[v], right: right[v] };
        }
        factors
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
        let (mut plain, mut single) = (true, true);
        for g in 0..G {
            plain &= form[g].requantizer == Requantizer::Plain;
            single &= form[g].requantizer.is_single();
        }
        if !single {
            let mut y = [[[[0; 8]; V]; G]; N];
            mixed(Mixed { isa, requantize: self, vector, form: *form, sums: *sums, y: &mut y });
            for n in 0..N {
                put(n, y[n]);
            }
        } else if self.q.is_signed() {
            self.singles::<I, true, true, V, G, N>(isa, form, sums, put);
        } else if plain {
            self.singles::<I, false, false, V, G, N>(isa, form, sums, put);
        } else {
            self.singles::<I, false, true, V, G, N>(isa, form, sums, put);
        }
    }

    /// The same in single precision.
    #[inline(always)]
    fn singles<I: Wide<V>, const SIGNED: bool, const REST: bool, const V: usize, const G: usize, const N: usize>(
        self,
        isa: I,
        form: &[Form<I::Floats>; G],
        sums: &[[I::Sums; G]; N],
        mut put: impl FnMut(usize, [[[i8; 8]; V]; G]),
    ) {
        if G == 1 && N.is_multiple_of(4) {
            // Four patches together, as four panels are elsewhere.
            for n in (0..N).step_by(4) {
                let four = [sums[n][0], sums[n + 1][0], sums[n + 2][0], sums[n + 3][0]];
                let four = self.single::<I, SIGNED, REST, V, 4>(isa, &[form[0]; 4], &four);
                for i in 0..4 {
                    put(n + i, [four[i]; G]);
                }
            }
            return;
        }
        for n in 0..N {
            put(n, self.single::<I, SIGNED, REST, V, G>(isa, form, &sums[n]));
        }
    }

    /// Vectors in single precision.
    #[inline(always)]
    fn single<I: Wide<V>, const SIGNED: bool, const REST: bool, const V: usize, const G: usize>(
        self,
        isa: I,
        form: &[Form<I::Floats>; G],
        sums: &[I::Sums; G],
    ) -> [[[i8; 8]; V]; G] {
        let mut numbers = *sums;
        for g in 0..G {
            numbers[g] = isa.round::<SIGNED, REST>(sums[g], &form[g].numbers);
        }
        // Sums have the zero point in them where offsets have no signs.
        isa.narrow(numbers, SIGNED.then_some(self.q.output_offset as i16), self.bounds())
    }

    #[inline(always)]
    fn bounds(self) -> (i8, i8) {
        (self.q.clamp.min as i8, self.q.clamp.max as i8)
    }
}

/// Sums of a tile for some of whose panels single precision will not do.
struct Mixed<'a, I: Wide<V>, const V: usize, const G: usize, const N: usize> {
    isa: I,
    requantize: Requantize<'a>,
    vector: usize,
    form: [Form<I::Floats>; G],
    sums: [[I::Sums; G]; N],
    y: &'a mut [[[[i8; 8]; V]; G]; N],
}

/// Patches that are brought to bytes together.
const FEW: usize = 4;

/// Apart, so that sums for which it does need not be in memory.
#[inline(never)]
fn mixed<I: Wide<V>, const V: usize, const G: usize, const N: usize>(task: Mixed<'_, I, V, G, N>) {
    task.isa.vectorize(task);
}

impl<I: Wide<V>, const V: usize, const G: usize, const N: usize> Task for Mixed<'_, I, V, G, N> {
    #[inline(always)]
    fn run(self) {
        let Mixed { isa, requantize, vector, ref form, ref sums, y } = self;
        let (q, bounds) = (*requantize.q, requantize.bounds());
        for g in 0..G {
            let vector = vector + g * V;
            let Form { numbers: ref form, requantizer } = form[g];
            let scale = isa.scale(&requantize.below_one::<V>(vector));
            // Sums have the zero point in them where offsets have no signs.
            let offset = (q.is_signed() || !requantizer.is_single()).then_some(q.output_offset as i16);
            for first in (0..N).step_by(FEW) {
                let mut numbers = [sums[first][g]; FEW];
                for i in 0..FEW {
                    let sums = sums[(first + i).min(N - 1)][g];
                    numbers[i] = match requantizer {
                        Requantizer::BelowOne => isa.requantize(sums, &scale),
                        Requantizer::Plain | Requantizer::Single if q.is_signed() => {
                            isa.round::<true, true>(sums, form)
                        }
                        Requantizer::Plain | Requantizer::Single => isa.round::<false, true>(sums, form),
                        _ => requantize.exact::<I, V>(isa, requantizer, vector, sums),
                    };
                }
                let few = isa.narrow(numbers, offset, bounds);
                for i in 0..FEW.min(N - first) {
                    y[first + i][g] = few[i];
                }
            }
        }
    }
}

impl Requantize<'_> {
    /// A vector in TFLite's own arithmetic, as it is written.
    #[inline(always)]
    fn exact<I: Wide<V>, const V: usize>(
        self,
        isa: I,
        requantizer: Requantizer,
        vector: usize,
        sums: I::Sums,
    ) -> I::Sums {
        let [first, second, _] = self.lists::<V>(vector);
        if requantizer == Requantizer::Real {
            let bits = |low: i32, high: i32| u64::from(low as u32) | u64::from(high as u32) << 32;
            let real = array_of!(V, |v| array_of!(8, |i| f64::from_bits(bits(first[v][i], second[v][i]))));
            return isa.scale_real(sums, &real);
        }
        // All others do not get here but `General`.
        let mut numbers = isa.numbers(sums);
        for v in 0..V {
            for i in 0..8 {
                numbers[v][i] = Multiplier { multiplier: first[v][i], shift: second[v][i] }.apply(numbers[v][i]);
            }
        }
        isa.sums(&numbers)
    }
}
