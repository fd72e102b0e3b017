//! What operators with broadcasting share: shapes, merged dimensions, and one way from a kernel to a call or to a constant.

use super::cx::{checked_shape, decode};
use super::{Infer, stream};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape, Tensor};
use crate::kernel::{Binary, Broadcast, BroadcastDim, C64, List};
use crate::plan::{Arg, Lower};

/// The shape that all inputs are repeated to (`CalculateShapeForBroadcast`): extents are equal, or 1 and repeated.
pub(crate) fn shape(inputs: &[&Tensor]) -> Result<Shape, Diagnostic> {
    let rank = inputs.iter().map(|input| input.shape.len()).max().unwrap_or(0);
    let extent = |from_end: usize| {
        let mut extents = inputs.iter().map(|input| input.shape.from_end(from_end)).filter(|&extent| extent != 1);
        let first = extents.next().unwrap_or(1);
        extents.all(|extent| extent == first).then_some(first)
    };
    let dims: Option<Vec<usize>> = (0..rank).rev().map(extent).collect();
    let shapes = || inputs.iter().map(|input| input.shape.to_string()).collect::<Vec<_>>().join(" and ");
    checked_shape(dims.ok_or_else(|| Diagnostic::malformed(format!("{} do not broadcast", shapes())))?)
}

/// One dimension of a loop over a broadcast: extent, and the step in each input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Dim<const N: usize> {
    pub(crate) count: usize,
    pub(crate) steps: [usize; N],
}

/// The loops over a broadcast, outermost first; neighbours that run on are merged, so that the innermost step is 0 or 1.
pub(crate) fn dims<const N: usize>(inputs: [&Shape; N], output: &Shape) -> Vec<Dim<N>> {
    if output.elements() == 0 {
        return vec![Dim { count: 0, steps: [1; N] }];
    }
    let strides = inputs.map(|input| input.strides());
    let dim = |(i, &count): (usize, &usize)| {
        let step = |n: usize| match (i + inputs[n].len()).checked_sub(output.len()) {
            Some(axis) if inputs[n][axis] == count => strides[n][axis],
            _ => 0,
        };
        Dim { count, steps: std::array::from_fn(step) }
    };
    let mut merged: Vec<Dim<N>> = Vec::new();
    for dim in output.iter().enumerate().filter(|(_, count)| **count != 1).map(dim) {
        match merged.last_mut() {
            Some(outer) if outer.steps == dim.steps.map(|step| step * dim.count) => {
                *outer = Dim { count: outer.count * dim.count, ..dim };
            }
            _ => merged.push(dim),
        }
    }
    merged
}

/// Checks a binary operator and gives its output's shape.
pub(crate) fn infer(cx: &Infer<'_>, output: DType) -> Result<Shape, Diagnostic> {
    cx.arity(2..=2, 1)?;
    let (lhs, rhs) = (cx.input(0)?, cx.input(1)?);
    rhs.expect_dtype(&[lhs.dtype])?;
    cx.output_is(0, output)?;
    shape(&[lhs, rhs])
}

/// The result of an operator whose inputs are constant.
pub(crate) fn fold(
    cx: &Infer<'_>,
    apply: impl FnOnce(&mut Target<'_, '_>) -> Result<(), Diagnostic>,
) -> Option<Vec<Vec<u8>>> {
    let mut y = Vec::new();
    apply(&mut Target::Value(cx, &mut y)).ok()?;
    Some(vec![y])
}

/// What a kernel's application to inputs 0 and 1 is to become.
pub(crate) enum Target<'t, 'a> {
    /// A call at run time.
    Call(&'t mut Lower<'a>),
    /// The output's bytes.
    Value(&'t Infer<'a>, &'t mut Vec<u8>),
}

/// Applies a kernel over [`Binary`]: its name is written once, for generated code and for folding.
macro_rules! binary {
    ($target:expr, $kernel:ident $(, $params:expr)?) => {
        $target.binary(
            stringify!($kernel),
            vec![$($crate::plan::Arg::params(&$params))?],
            |dims, io| $crate::kernel::$kernel(dims, $(&$params,)? io),
        )
    };
}
pub(crate) use binary;

/// Applies a kernel whose output has another element type than its inputs.
macro_rules! mixed {
    ($target:expr, $kernel:ident $(, $params:expr)?) => {
        $target.mixed(
            stringify!($kernel),
            vec![$($crate::plan::Arg::params(&$params))?],
            |dims, lhs, rhs, y| $crate::kernel::$kernel(dims, $(&$params,)? lhs, rhs, y),
        )
    };
}
pub(crate) use mixed;

impl<'a> Target<'_, 'a> {
    /// The operator's tensors.
    pub(crate) fn infer(&self) -> Infer<'a> {
        match self {
            Target::Call(cx) => cx.infer(),
            Target::Value(cx, _) => Infer { ..**cx },
        }
    }

    /// A kernel of one element type. Use [`binary!`].
    pub(crate) fn binary<T: Element>(
        &mut self,
        kernel: &'static str,
        params: Vec<Arg>,
        f: impl Fn(&Broadcast<'_>, Binary<'_, T>),
    ) -> Result<(), Diagnostic> {
        let apart = |dims: &Broadcast<'_>, lhs: &[T], rhs: &[T], y: &mut [T]| f(dims, Binary::Apart(lhs, rhs, y));
        self.apply(kernel, params, apart, |cx| Ok(vec![cx.binary(T::NAME)?]))
    }

    /// A kernel of two element types. Use [`mixed!`].
    pub(crate) fn mixed<T: Element, R: Element, U: Element>(
        &mut self,
        kernel: &'static str,
        params: Vec<Arg>,
        f: impl Fn(&Broadcast<'_>, &[T], &[R], &mut [U]),
    ) -> Result<(), Diagnostic> {
        let io = |cx: &mut Lower<'a>| Ok(vec![cx.read("lhs", 0)?, cx.read_as("rhs", 1, R::NAME)?, cx.write("y", 0)?]);
        self.apply(kernel, params, f, io)
    }

    /// A kernel over [`Binary`] that only runs: what is folded is given to another one.
    pub(crate) fn call(&mut self, kernel: &'static str, params: Arg, element: &'static str) -> Result<(), Diagnostic> {
        let dims = binary_dims(&self.infer())?;
        let dims = Arg::params(&Broadcast { dims: List(&dims) });
        if let Target::Call(cx) = self {
            let io = cx.binary(element)?;
            cx.call(kernel, [dims, params, io]);
        }
        Ok(())
    }

    /// Whether a call is wanted, on a processor with vectors.
    pub(crate) fn has_vectors(&self) -> bool {
        matches!(self, Target::Call(cx) if cx.target().has_vectors())
    }

    fn apply<T: Element, R: Element, U: Element>(
        &mut self,
        kernel: &'static str,
        params: Vec<Arg>,
        f: impl Fn(&Broadcast<'_>, &[T], &[R], &mut [U]),
        io: impl FnOnce(&mut Lower<'a>) -> Result<Vec<Arg>, Diagnostic>,
    ) -> Result<(), Diagnostic> {
        let infer = self.infer();
        match self {
            Target::Value(_, y) => **y = value(&infer, f)?,
            Target::Call(cx) => {
                let dims = binary_dims(&infer)?;
                let dims = Arg::params(&Broadcast { dims: List(&dims) });
                let io = io(cx)?;
                cx.call(stream::kernel(kernel, cx.target()), [dims].into_iter().chain(params).chain(io));
            }
        }
        Ok(())
    }
}

pub(super) fn binary_dims(cx: &Infer<'_>) -> Result<Vec<BroadcastDim>, Diagnostic> {
    let dims = dims([&cx.input(0)?.shape, &cx.input(1)?.shape], &cx.output(0)?.shape);
    Ok(dims.iter().map(|dim| BroadcastDim { count: dim.count, lhs: dim.steps[0], rhs: dim.steps[1] }).collect())
}

fn value<T: Element, R: Element, U: Element>(
    cx: &Infer<'_>,
    f: impl Fn(&Broadcast<'_>, &[T], &[R], &mut [U]),
) -> Result<Vec<u8>, Diagnostic> {
    let (lhs, rhs) = (T::decode(cx.constant(0)?.1), R::decode(cx.constant(1)?.1));
    let mut y = vec![U::default(); cx.output(0)?.shape.elements()];
    f(&Broadcast { dims: List(&binary_dims(cx)?) }, &lhs, &rhs, &mut y);
    Ok(U::encode(&y))
}

/// Numbers as tensors hold them.
pub(crate) trait Element: Copy + Default {
    /// Its Rust type's name.
    const NAME: &'static str;
    /// From little-endian bytes.
    fn decode(bytes: &[u8]) -> Vec<Self>;
    /// To little-endian bytes.
    fn encode(values: &[Self]) -> Vec<u8>;
}

macro_rules! element {
    ($($t:ty)*) => { $(
        impl Element for $t {
            const NAME: &'static str = stringify!($t);
            fn decode(bytes: &[u8]) -> Vec<Self> {
                decode(bytes, <$t>::from_le_bytes).collect()
            }
            fn encode(values: &[Self]) -> Vec<u8> {
                values.iter().flat_map(|value| value.to_le_bytes()).collect()
            }
        }
    )* };
}
element!(i8 u8 i16 u16 i32 u32 i64 u64 f32 f64);

impl Element for C64 {
    const NAME: &'static str = "C64";
    fn decode(bytes: &[u8]) -> Vec<Self> {
        f32::decode(bytes).as_chunks().0.to_vec()
    }
    fn encode(values: &[Self]) -> Vec<u8> {
        f32::encode(values.as_flattened())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tensor(shape: &[usize]) -> Tensor {
        let shape = Shape(shape.to_vec());
        Tensor { name: String::new(), dtype: DType::F32, shape, quant: None, data: None }
    }

    fn broadcast(lhs: &[usize], rhs: &[usize]) -> Option<Vec<usize>> {
        shape(&[&tensor(lhs), &tensor(rhs)]).ok().map(|shape| shape.0)
    }

    #[test]
    fn extents_are_equal_or_one() {
        assert_eq!(broadcast(&[2, 1, 3], &[4, 1]), Some(vec![2, 4, 3]));
        assert_eq!(broadcast(&[], &[0, 1]), Some(vec![0, 1]));
        assert_eq!(broadcast(&[1, 0], &[3, 1]), Some(vec![3, 0]));
        assert_eq!(broadcast(&[2, 3], &[2]), None);
        assert_eq!(broadcast(&[0], &[2]), None);
    }

    fn merged(lhs: &[usize], rhs: &[usize]) -> Vec<(usize, usize, usize)> {
        let (lhs, rhs) = (Shape(lhs.to_vec()), Shape(rhs.to_vec()));
        let output = Shape(broadcast(&lhs, &rhs).unwrap());
        dims([&lhs, &rhs], &output).iter().map(|dim| (dim.count, dim.steps[0], dim.steps[1])).collect()
    }

    #[test]
    fn dimensions_that_run_on_merge() {
        assert_eq!(merged(&[2, 3, 4], &[2, 3, 4]), [(24, 1, 1)]);
        assert_eq!(merged(&[1, 3, 1, 4], &[4]), [(3, 4, 0), (4, 1, 1)]);
        assert_eq!(merged(&[2, 3, 4], &[1]), [(24, 1, 0)]);
        assert_eq!(merged(&[2, 3, 4, 5], &[2, 1, 1, 5]), [(2, 60, 5), (12, 5, 0), (5, 1, 1)]);
        assert_eq!(merged(&[2, 3, 1], &[4]), [(6, 1, 0), (4, 0, 1)]);
        assert_eq!(merged(&[1], &[]), []);
        assert_eq!(merged(&[0, 3], &[3]), [(0, 1, 1)]);
    }
}
