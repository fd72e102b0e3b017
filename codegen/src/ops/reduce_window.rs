//! REDUCE_WINDOW and STABLEHLO_REDUCE_WINDOW: a window moves over a tensor, and what is in it becomes one element.

use super::cx::{self, list};
use super::dilate::Spread;
use super::movement::{self, Copy};
use super::{Infer, Operator, Options};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape, Tensor};
use crate::kernel::{self, CopyDim, List, Stride};
use crate::plan::{Access, Arg, Lower};
use crate::schema::fb;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Function {
    Add,
    Mul,
    Minimum,
    Maximum,
    All,
    Any,
}

const TYPES: &[DType] =
    &[DType::F32, DType::I8, DType::U8, DType::I16, DType::I32, DType::I64, DType::Bool, DType::F64];
const REFUSED: &str = "inputs or outputs without elements, logical functions of floats";

#[derive(Clone, Debug, PartialEq)]
pub struct ReduceWindow {
    function: Function,
}

impl Operator for ReduceWindow {
    const TYPES: &'static [DType] = TYPES;
    const REFUSED: &'static str = REFUSED;

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let o = options.table.builtin_options_2_as_reduce_window_options();
        let function = match o.map_or(fb::ReduceWindowFunction::UNSUPPORTED, |o| o.reduce_function()) {
            fb::ReduceWindowFunction::ADD => Function::Add,
            fb::ReduceWindowFunction::MUL => Function::Mul,
            fb::ReduceWindowFunction::MINIMUM => Function::Minimum,
            fb::ReduceWindowFunction::MAXIMUM => Function::Maximum,
            fb::ReduceWindowFunction::ALL => Function::All,
            fb::ReduceWindowFunction::ANY => Function::Any,
            other => {
                let message = format!("function {} of a window", other.0);
                return Err(Diagnostic::unsupported(message, "use ADD, MUL, MINIMUM, MAXIMUM, ALL or ANY"));
            }
        };
        Ok(ReduceWindow { function })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(5..=5, 1)?;
        check(cx, self.function)?;
        (2..5).try_for_each(|index| cx.input(index)?.expect(DType::I64, &[cx.input(0)?.shape.len()]))?;
        let x = &cx.input(0)?.shape;
        Ok(vec![self.window(cx)?.output(x)?])
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let window = self.window(&cx.infer())?;
        let (dtype, shape) = (cx.input(0)?.dtype, &cx.input(0)?.shape);
        let (kernel, element) = kernel(self.function, dtype)?;
        let p = window.params(shape, &cx.output(0)?.shape);
        let args = [Arg::params(&p.params()), cx.read_as("x", 0, element)?, cx.read_as("init", 1, element)?];
        let y = cx.write_as("y", 0, element)?;
        cx.call(kernel, args.into_iter().chain([y]));
        Ok(())
    }
}

impl ReduceWindow {
    fn window(&self, cx: &Infer<'_>) -> Result<Window, Diagnostic> {
        Window::new(cx.input(0)?.shape.len(), [&cx.ints(2)?, &cx.ints(3)?, &cx.ints(4)?])
    }
}

/// The same over a tensor whose elements are moved apart and surrounded first.
#[derive(Clone, Debug, PartialEq)]
pub struct StablehloReduceWindow {
    function: Function,
    window_dimensions: Vec<i64>,
    window_strides: Vec<i64>,
    base_dilations: Vec<i64>,
    window_dilations: Vec<i64>,
    padding: Vec<i64>,
}

impl Operator for StablehloReduceWindow {
    const TYPES: &'static [DType] = TYPES;
    const REFUSED: &'static str = REFUSED;

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let o = options.table.builtin_options_2_as_stablehlo_reduce_window_options();
        let o = o.ok_or_else(|| Diagnostic::malformed("no window"))?;
        let window_dimensions = list(o.window_dimensions());
        let rank = window_dimensions.len();
        // What is left out is one step, or no padding.
        let or = |list: Vec<i64>, default: i64, len: usize| if list.is_empty() { vec![default; len] } else { list };
        Ok(StablehloReduceWindow {
            function: function(&options.kinds(o.body_subgraph_index())?)?,
            window_strides: or(list(o.window_strides()), 1, rank),
            base_dilations: or(list(o.base_dilations()), 1, rank),
            window_dilations: or(list(o.window_dilations()), 1, rank),
            padding: or(list(o.padding()), 0, rank.saturating_mul(2)),
            window_dimensions,
        })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(2..=2, 1)?;
        check(cx, self.function)?;
        let x = cx.input(0)?;
        Ok(vec![self.window(x)?.output(&self.spread(x)?.shape(x)?)?])
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let x = cx.input(0)?;
        let (kernel, element) = kernel(self.function, x.dtype)?;
        let spread = self.spread(x)?;
        let shape = spread.shape(x)?;
        let p = self.window(x)?.params(&shape, &cx.output(0)?.shape);
        let whole = Copy::whole(x.shape.elements());
        let (background, elements) = (spread.background(), spread.elements(&x.shape));
        let x = if background.is_empty() && elements == whole {
            cx.read_as("x", 0, element)?
        } else {
            self.prepare(cx, element, shape.elements(), [background, vec![elements]])?
        };
        let args = [Arg::params(&p.params()), x, cx.read_as("init", 1, element)?, cx.write_as("y", 0, element)?];
        cx.call(kernel, args);
        Ok(())
    }
}

impl StablehloReduceWindow {
    fn window(&self, x: &Tensor) -> Result<Window, Diagnostic> {
        Window::new(x.shape.len(), [&self.window_dimensions, &self.window_strides, &self.window_dilations])
    }

    fn spread(&self, x: &Tensor) -> Result<Spread, Diagnostic> {
        let (rank, pairs) = (x.shape.len(), self.padding.as_chunks::<2>().0);
        if self.base_dilations.len() != rank || self.padding.len() != 2 * rank {
            let message = format!("a window of {} dimensions where there are {rank}", self.window_dimensions.len());
            return Err(Diagnostic::malformed(message).on(&x.name));
        }
        Spread::new(x, self.base_dilations.iter().zip(pairs).map(|(&step, &[low, high])| (step, low, high)))
    }

    /// The input as the window meets it, in working memory of `len` elements.
    fn prepare(
        &self,
        cx: &mut Lower<'_>,
        element: &'static str,
        len: usize,
        copies: [Vec<Copy>; 2],
    ) -> Result<Arg, Diagnostic> {
        let dtype = cx.input(0)?.dtype;
        let [background, elements] = copies.map(|copies| Vec::from_iter(copies.into_iter().filter(|x| !x.is_empty())));
        let memory = cx.scratch_for(background.len() + elements.len() + 1, element, len);
        let copy = movement::sized(dtype, movement::STRIDED_COPIES);
        let steps = background.iter().map(|copy| (1, copy)).chain(elements.iter().map(|copy| (0, copy)));
        for (input, step) in steps {
            let y = Lower::shared(memory, "y", dtype.bits_element(), len, Access::Write);
            let args = [Arg::params(&step.params()), cx.read_bits("x", input)?, y];
            cx.call(copy, args);
        }
        Ok(Lower::shared(memory, "x", element, len, Access::Read))
    }
}

fn check(cx: &Infer<'_>, function: Function) -> Result<(), Diagnostic> {
    let (x, init) = (cx.input(0)?, cx.input(1)?);
    x.expect_dtype(TYPES)?;
    x.expect_rank(1..=6)?;
    cx.output_is(0, x.dtype)?;
    init.expect_dtype(&[x.dtype])?;
    init.expect_elements(1)?;
    kernel(function, x.dtype).map(|_| ()).map_err(|problem| problem.on(&x.name))
}

/// The function that the subgraph computes: TFLite looks at its one operator.
fn function(kinds: &[fb::BuiltinOperator]) -> Result<Function, Diagnostic> {
    use fb::BuiltinOperator as B;
    match kinds {
        [B::ADD | B::STABLEHLO_ADD] => Ok(Function::Add),
        [B::MUL | B::STABLEHLO_MULTIPLY] => Ok(Function::Mul),
        [B::MAXIMUM | B::STABLEHLO_MAXIMUM] => Ok(Function::Maximum),
        [B::MINIMUM | B::STABLEHLO_MINIMUM] => Ok(Function::Minimum),
        [B::LOGICAL_AND | B::STABLEHLO_AND] => Ok(Function::All),
        [B::LOGICAL_OR | B::STABLEHLO_OR] => Ok(Function::Any),
        _ => {
            let help = "TFLite takes one addition, multiplication, maximum, minimum, logical and, or logical or";
            Err(Diagnostic::unsupported("a window that the subgraph reduces in another way", help))
        }
    }
}

/// The kernel, and its elements' type. Booleans are added and compared as the bytes that they are.
fn kernel(function: Function, dtype: DType) -> Result<(&'static str, &'static str), Diagnostic> {
    let (signed, bits) = (if dtype == DType::Bool { "i8" } else { dtype.element() }, dtype.bits_element());
    let wrapping = if matches!(dtype, DType::F32 | DType::F64) { dtype.element() } else { bits };
    let (name, element) = match function {
        Function::Add => ("add", wrapping),
        Function::Mul => ("mul", wrapping),
        Function::Minimum => ("min", signed),
        Function::Maximum => ("max", signed),
        Function::All | Function::Any if wrapping != bits => {
            let help = "reduce booleans, or compare the floats with 0 first";
            return Err(Diagnostic::unsupported(format!("a logical function of {dtype}"), help));
        }
        Function::All => ("all", bits),
        Function::Any => ("any", bits),
    };
    let find = |&&(found, kind, _): &&(&str, &str, &str)| (found, kind) == (name, element);
    let entry = KERNELS.iter().find(find);
    entry.map(|(_, element, kernel)| (*kernel, *element)).ok_or_else(|| Diagnostic::malformed(format!("{dtype}")))
}

macro_rules! kernels {
    ($($function:ident $element:ident $kernel:ident;)*) => {
        const KERNELS: &[(&str, &str, &str)] =
            &[$((stringify!($function), stringify!($element), stringify!($kernel)),)*];
    };
}
kernels! {
    add u8 reduce_window_add_u8;
    add u16 reduce_window_add_u16;
    add u32 reduce_window_add_u32;
    add u64 reduce_window_add_u64;
    add f32 reduce_window_add_f32;
    add f64 reduce_window_add_f64;
    mul u8 reduce_window_mul_u8;
    mul u16 reduce_window_mul_u16;
    mul u32 reduce_window_mul_u32;
    mul u64 reduce_window_mul_u64;
    mul f32 reduce_window_mul_f32;
    mul f64 reduce_window_mul_f64;
    max i8 reduce_window_max_i8;
    max u8 reduce_window_max_u8;
    max i16 reduce_window_max_i16;
    max i32 reduce_window_max_i32;
    max i64 reduce_window_max_i64;
    max f32 reduce_window_max_f32;
    max f64 reduce_window_max_f64;
    min i8 reduce_window_min_i8;
    min u8 reduce_window_min_u8;
    min i16 reduce_window_min_i16;
    min i32 reduce_window_min_i32;
    min i64 reduce_window_min_i64;
    min f32 reduce_window_min_f32;
    min f64 reduce_window_min_f64;
    all u8 reduce_window_all_u8;
    all u16 reduce_window_all_u16;
    all u32 reduce_window_all_u32;
    all u64 reduce_window_all_u64;
    any u8 reduce_window_any_u8;
    any u16 reduce_window_any_u16;
    any u32 reduce_window_any_u32;
    any u64 reduce_window_any_u64;
}

/// Sizes, steps and gaps of a window.
struct Window {
    dims: Vec<[usize; 3]>,
}

impl Window {
    fn new(rank: usize, [sizes, strides, dilations]: [&[i64]; 3]) -> Result<Self, Diagnostic> {
        let positive = |&value: &i64| i32::try_from(value).ok().filter(|&value| value > 0).map(|value| value as usize);
        let dims = sizes.iter().zip(strides).zip(dilations);
        let dims =
            dims.map(|((size, stride), dilation)| Some([positive(size)?, positive(stride)?, positive(dilation)?]));
        let dims: Option<Vec<[usize; 3]>> = dims.collect();
        let whole = [sizes, strides, dilations].iter().all(|list| list.len() == rank);
        let problem = || {
            let message =
                format!("a window of {sizes:?}, strides {strides:?} and dilations {dilations:?} in {rank} dimensions");
            Diagnostic::malformed(message)
        };
        Ok(Window { dims: dims.filter(|_| whole).ok_or_else(problem)? })
    }

    fn output(&self, x: &Shape) -> Result<Shape, Diagnostic> {
        let extent = |(&extent, &[size, stride, dilation]): (&usize, &[usize; 3])| {
            let window = (size - 1).saturating_mul(dilation).saturating_add(1);
            extent.checked_sub(window).map(|room| room / stride + 1)
        };
        let extents: Option<Vec<usize>> = x.iter().zip(&self.dims).map(extent).collect();
        let help = "make the window smaller, or the input larger";
        let problem = || Diagnostic::unsupported(format!("a window that does not fit into {x}"), help);
        cx::checked_shape(extents.ok_or_else(problem)?)
    }

    fn params(&self, x: &Shape, y: &Shape) -> Strides {
        let (from, to) = (x.strides(), y.strides());
        let steps = from.iter().zip(&self.dims).zip(y.iter().zip(&to));
        let output = steps.map(|((&src, &[_, stride, _]), (&count, &dst))| dim(count, src * stride, dst));
        let sizes = Shape(self.dims.iter().map(|&[size, ..]| size).collect());
        let elements = from.iter().zip(&self.dims).zip(sizes.strides());
        let window = elements.map(|((&src, &[size, _, dilation]), dst)| dim(size, src * dilation, dst));
        let mut outer = strides(output);
        let inner = outer.pop().unwrap_or(Stride { count: 1, step: 1 });
        Strides { outer, inner, window: strides(window) }
    }
}

fn dim(count: usize, src: usize, dst: usize) -> CopyDim {
    CopyDim { count, src: src as isize, dst: dst as isize }
}

/// The steps in the input, of dimensions that are merged where they run on.
fn strides(dims: impl Iterator<Item = CopyDim>) -> Vec<Stride> {
    let merged = Copy::new(0, 0, dims);
    merged.params().dims.0.iter().map(|dim| Stride { count: dim.count, step: dim.src as usize }).collect()
}

struct Strides {
    outer: Vec<Stride>,
    inner: Stride,
    window: Vec<Stride>,
}

impl Strides {
    fn params(&self) -> kernel::ReduceWindow<'_> {
        kernel::ReduceWindow { outer: List(&self.outer), inner: self.inner, window: List(&self.window) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Op;
    use super::super::testing::{apply, constant, variable};
    use super::*;

    fn shape(window: &[i64], strides: &[i64], dilations: &[i64]) -> Result<Vec<usize>, String> {
        let list = |values: &[i64]| constant(DType::I64, &[values.len()], values);
        let x = [variable(DType::F32, &[6, 7]), variable(DType::F32, &[])];
        let inputs: Vec<Tensor> = x.into_iter().chain([window, strides, dilations].map(list)).collect();
        let op = Op::ReduceWindow(ReduceWindow { function: Function::Add });
        apply(op, &inputs, &[DType::F32]).map(|y| y[0].shape.0.clone())
    }

    #[test]
    fn windows_lie_inside() {
        assert_eq!(shape(&[2, 3], &[2, 1], &[1, 2]), Ok(vec![3, 3]));
        assert!(shape(&[7, 1], &[1, 1], &[1, 1]).is_err());
        assert!(shape(&[0, 1], &[1, 1], &[1, 1]).is_err());
        assert!(shape(&[1, 1], &[0, 1], &[1, 1]).is_err());
        assert!(shape(&[1], &[1], &[1]).is_err());
    }

    #[test]
    fn every_type_has_its_kernel() {
        for &dtype in TYPES {
            for function in [Function::Add, Function::Mul, Function::Minimum, Function::Maximum] {
                assert!(kernel(function, dtype).is_ok(), "{function:?} of {dtype}");
            }
            let float = matches!(dtype, DType::F32 | DType::F64);
            assert_eq!(kernel(Function::All, dtype).is_err(), float);
            assert_eq!(kernel(Function::Any, dtype).is_err(), float);
        }
    }
}
