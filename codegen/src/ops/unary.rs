//! Operators that are a function of one element: one way from a function to a call, to a constant, or to a table.

use super::broadcast::Element;
use super::{Infer, Numerics, Operator, Options, quantized, stream, table};
use crate::diag::Diagnostic;
use crate::ir::{DType, Quant, Shape, Tensor};
use crate::kernel::{self, Clamp, Unary};
use crate::plan::{Arg, Lower};

/// An operator with one input and one output of the same shape.
pub(crate) trait Elementwise: Sized {
    const TYPES: &'static [DType];
    const REFUSED: &'static str = "";
    /// Whether the output has another type: then [`map`](Self::map) checks it.
    const CONVERTS: bool = false;

    /// Reads the attributes.
    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic>;

    /// Checks the tensors and gives the function.
    fn map(&self, io: &Io<'_>) -> Result<Map, Diagnostic>;
}

impl<E: Elementwise> Operator for E {
    const TYPES: &'static [DType] = E::TYPES;
    const REFUSED: &'static str = E::REFUSED;

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        E::parse(options)
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(1..=1, 1)?;
        if !E::CONVERTS {
            cx.output_is(0, cx.input(0)?.dtype)?;
        }
        self.map(&Io::of(cx)?)?;
        Ok(vec![cx.input(0)?.shape.clone()])
    }

    fn is_elementwise(&self) -> bool {
        true
    }

    fn fold(&self, cx: &Infer<'_>) -> Option<Vec<Vec<u8>>> {
        self.map(&Io::of(cx).ok()?).ok()?.fold(cx)
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        self.map(&Io::of(&cx.infer())?)?.lower(cx)
    }
}

/// Operators without attributes: name, types, and the function that gives their map.
macro_rules! elementwise {
    ($($(#[$doc:meta])* $name:ident [$($dtype:ident)+] = $map:expr;)+) => { $(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name;

        impl $crate::ops::unary::Elementwise for $name {
            const TYPES: &'static [$crate::ir::DType] = &[$($crate::ir::DType::$dtype),+];

            fn parse(_: &$crate::ops::Options<'_>) -> Result<Self, $crate::diag::Diagnostic> {
                Ok($name)
            }

            fn map(
                &self,
                io: &$crate::ops::unary::Io<'_>,
            ) -> Result<$crate::ops::unary::Map, $crate::diag::Diagnostic> {
                ($map)(io)
            }
        }
    )+ };
}
pub(super) use elementwise;

/// The tensors of such an operator. The output's shape may not be known yet.
pub(crate) struct Io<'a> {
    pub(crate) x: &'a Tensor,
    pub(crate) y: &'a Tensor,
    pub(crate) numerics: Numerics,
}

impl<'a> Io<'a> {
    pub(crate) fn of(cx: &Infer<'a>) -> Result<Self, Diagnostic> {
        Ok(Io { x: cx.input(0)?, y: cx.output(0)?, numerics: cx.numerics() })
    }

    /// Both quantizations.
    pub(crate) fn quants(&self) -> Result<(&'a Quant, &'a Quant), Diagnostic> {
        Ok((self.x.quantized_per_tensor()?, self.y.quantized_per_tensor()?))
    }

    /// Both quantizations; those of 16 bits must have zero points of 0.
    pub(crate) fn symmetric_i16(&self) -> Result<(&'a Quant, &'a Quant), Diagnostic> {
        if self.x.dtype == DType::I16 {
            quantized::symmetric(self.x)?;
        }
        if self.y.dtype == DType::I16 {
            quantized::symmetric(self.y)?;
        }
        self.quants()
    }

    /// The range of the output's type.
    pub(crate) fn range(&self) -> Result<Clamp<i32>, Diagnostic> {
        let (min, max) = self.y.dtype.range().ok_or_else(|| self.unsupported())?;
        Ok(Clamp { min, max })
    }

    /// A function of real numbers between quantized tensors: a table.
    pub(crate) fn table(&self, f: impl Fn(f32) -> f32) -> Result<Map, Diagnostic> {
        if self.x.dtype == DType::I16 {
            let (x, y) = self.symmetric_i16()?;
            return Ok(Map::table_i16(quantized::table_i16(x, y, f)));
        }
        Ok(Map::Table(Box::new(quantized::table(self.x, self.y, f)?)))
    }

    /// A function of raw numbers: a table between bytes, else the kernel that computes it.
    pub(crate) fn raw(&self, f: impl Fn(i32) -> i32, kernel: impl FnOnce() -> Map) -> Map {
        if self.x.dtype.bytes() == 1 && self.y.dtype.bytes() == 1 { self.table_of_raw(f) } else { kernel() }
    }

    /// A function of raw numbers between bytes.
    pub(crate) fn table_of_raw(&self, f: impl Fn(i32) -> i32) -> Map {
        Map::Table(Box::new(quantized::table_of_raw(self.x.dtype, f)))
    }

    /// The message for a type that the operator's list has and a function has not.
    pub(crate) fn unsupported(&self) -> Diagnostic {
        let help = "convert the model with other types around this operator";
        let message = format!("{} to {}", self.x.dtype, self.y.dtype);
        Diagnostic::unsupported(message, help).on(&self.x.name)
    }
}

/// A parameter of a kernel.
pub(crate) enum Param {
    Value(Arg),
    /// A list: its name, the type and the little-endian bytes of its elements.
    List(&'static str, &'static str, Vec<u8>),
}

impl Param {
    /// A struct, by reference.
    pub(crate) fn of(params: &impl std::fmt::Debug) -> Self {
        Param::Value(Arg::params(params))
    }

    /// A list of numbers.
    pub(crate) fn list<T: Element>(name: &'static str, values: &[T]) -> Self {
        Param::List(name, T::NAME, T::encode(values))
    }
}

/// What the elements go through.
pub(crate) enum Map {
    /// Nothing: the bytes stay.
    Same,
    /// A table of bytes.
    Table(Box<[u8; 256]>),
    /// A kernel.
    Kernel(Kernel),
}

pub(crate) struct Kernel {
    name: &'static str,
    params: Vec<Param>,
    /// The Rust types of the elements; one if the kernel can work in place.
    elements: (&'static str, Option<&'static str>),
    run: Run,
}

/// A kernel on the bytes of constants; the number is that of the output's elements.
type Run = Box<dyn Fn(&[u8], usize) -> Vec<u8>>;

/// A kernel over [`Unary`] (`map!(kernel(params) of f32)`) or between types (`map!(kernel(params) from i8 to f32)`): its name
/// is written once, for generated code and for folding.
macro_rules! map {
    ($kernel:ident($($params:expr),*) of $t:ty) => {
        $crate::ops::unary::Map::of::<$t>(
            stringify!($kernel),
            vec![$($crate::ops::unary::Param::of(&$params)),*],
            move |io| $crate::kernel::$kernel($(&$params,)* io),
        )
    };
    ($kernel:ident($($params:expr),*) from $t:ty, to $u:ty) => {
        $crate::ops::unary::Map::between::<$t, $u>(
            stringify!($kernel),
            vec![$($crate::ops::unary::Param::of(&$params)),*],
            move |x, y| $crate::kernel::$kernel($(&$params,)* x, y),
        )
    };
}
pub(super) use map;

impl Map {
    /// A kernel that can work in place. Use [`map!`].
    pub(crate) fn of<T: Element>(name: &'static str, params: Vec<Param>, f: impl Fn(Unary<'_, T>) + 'static) -> Self {
        let run = move |x: &[u8], _| {
            let mut values = T::decode(x);
            f(Unary::InPlace(&mut values));
            T::encode(&values)
        };
        Map::Kernel(Kernel { name, params, elements: (T::NAME, None), run: Box::new(run) })
    }

    /// A kernel between two types of elements. Use [`map!`].
    pub(crate) fn between<T: Element, U: Element>(
        name: &'static str,
        params: Vec<Param>,
        f: impl Fn(&[T], &mut [U]) + 'static,
    ) -> Self {
        let run = move |x: &[u8], count| {
            let mut values = vec![U::default(); count];
            f(&T::decode(x), &mut values);
            U::encode(&values)
        };
        Map::Kernel(Kernel { name, params, elements: (T::NAME, Some(U::NAME)), run: Box::new(run) })
    }

    fn table_i16(table: Box<[i16; 513]>) -> Self {
        let params = vec![Param::list("table", &table[..])];
        Map::of("table_i16", params, move |io| kernel::table_i16(&table, io))
    }

    /// The output for a constant input.
    pub(crate) fn fold(&self, cx: &Infer<'_>) -> Option<Vec<Vec<u8>>> {
        let (x, y) = (cx.input(0).ok()?.data.as_deref()?, cx.output(0).ok()?);
        Some(vec![self.run(x, y.element_count())])
    }

    /// The output of constant bytes: `count` elements.
    pub(super) fn run(&self, x: &[u8], count: usize) -> Vec<u8> {
        match self {
            Map::Same => x.to_vec(),
            Map::Table(table) => x.iter().map(|x| table[usize::from(*x)]).collect(),
            Map::Kernel(kernel) => (kernel.run)(x, count),
        }
    }

    /// The call.
    pub(crate) fn lower(self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        match self {
            Map::Same => cx.alias(0, 0),
            Map::Table(table) => table::look_up(cx, &table[..]),
            Map::Kernel(kernel) => kernel.lower(cx),
        }
    }
}

impl Kernel {
    fn lower(self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let mut args: Vec<Arg> = Vec::new();
        for param in self.params {
            args.push(match param {
                Param::Value(arg) => arg,
                Param::List(name, element, data) => cx.constant(name, element, data),
            });
        }
        match self.elements {
            (element, None) => args.push(cx.unary_as(0, 0, element)?),
            (from, Some(to)) => args.extend([cx.read_as("x", 0, from)?, cx.write_as("y", 0, to)?]),
        }
        cx.call(stream::kernel(self.name, cx.target()), args);
        Ok(())
    }
}

#[cfg(test)]
pub(super) mod testing {
    use super::*;

    /// A tensor without a shape.
    pub(crate) fn tensor(dtype: DType, quant: Option<(f32, i32)>) -> Tensor {
        let quant = quant.map(|(scale, zero_point)| Quant::tensor(scale, zero_point));
        Tensor { name: "t".into(), dtype, shape: Shape::default(), quant, data: None }
    }

    /// What an operator makes of elements.
    pub(crate) fn run<T: Element, U: Element>(
        op: &impl Elementwise,
        (x, y): (&Tensor, &Tensor),
        values: &[T],
    ) -> Result<Vec<U>, Diagnostic> {
        run_as(op, (x, y), values, Numerics::Litert)
    }

    /// The same under either arithmetic.
    pub(crate) fn run_as<T: Element, U: Element>(
        op: &impl Elementwise,
        (x, y): (&Tensor, &Tensor),
        values: &[T],
        numerics: Numerics,
    ) -> Result<Vec<U>, Diagnostic> {
        let bytes = T::encode(values);
        Ok(U::decode(&op.map(&Io { x, y, numerics })?.run(&bytes, values.len())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_become_tables_and_wider_numbers_kernels() {
        let name = |dtype| {
            let tensor = testing::tensor(dtype, Some((0.5, 0)));
            let io = Io { x: &tensor, y: &tensor, numerics: Numerics::Litert };
            match io.raw(|x| x, || map!(neg_i16() of i16)) {
                Map::Kernel(kernel) => kernel.name,
                Map::Table(_) => "table",
                Map::Same => "",
            }
        };
        assert_eq!((name(DType::U8), name(DType::I16)), ("table", "neg_i16"));
    }
}
