//! RESIZE_NEAREST_NEIGHBOR and RESIZE_BILINEAR: images of another size. Which pixels of the input each of the output is made
//! of is worked out here; kernels follow tables.

use super::cx::{self, decode};
use super::movement::{self, Copy, Move, Source, Steps};
use super::{Infer, Operator, Options, stream};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape, Tensor};
use crate::kernel::{self, CopyDim, Resize};
use crate::plan::{Arg, Lower};

#[derive(Clone, Debug, PartialEq)]
pub struct ResizeNearestNeighbor {
    grid: Grid,
}

impl Operator for ResizeNearestNeighbor {
    const TYPES: &'static [DType] = movement::TYPES;
    const REFUSED: &'static str = "a size computed at run time";

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let o = options.table.builtin_options_as_resize_nearest_neighbor_options();
        let grid = o.map(|o| Grid { align_corners: o.align_corners(), half_pixel_centers: o.half_pixel_centers() });
        Ok(ResizeNearestNeighbor { grid: grid.unwrap_or_default() })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        resized(cx)
    }

    fn fold(&self, cx: &Infer<'_>) -> Option<Vec<Vec<u8>>> {
        let (x, y) = (cx.input(0).ok()?, cx.output(0).ok()?);
        let (p, [rows, columns]) = (params(x, y, x.dtype.bytes()), self.indices(x, y));
        let mut bytes = vec![0; y.bytes()];
        let (rows, columns) = (starts(&rows, p.row), starts(&columns, p.pixel));
        kernel::resize_nearest(&p, &rows, &columns, x.data.as_deref()?, &mut bytes);
        Some(vec![bytes])
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let (x, y) = (cx.input(0)?, cx.output(0)?);
        let (p, [rows, columns]) = (params(x, y, x.dtype.bytes()), self.indices(x, y));
        // Where pixels repeat, the table kernel copies a whole row again.
        let steps = |indices: &[usize]| Steps::of(indices).filter(|steps| steps.repeat == 1);
        if let (Some(rows), Some(columns)) = (steps(&rows), steps(&columns)) {
            let copy = regular_copy(x, y, rows, columns);
            return movement::lower(&[Move { from: Source::Input(0), output: 0, copy }], cx);
        }
        let args = [
            Arg::params(&p),
            cx.constant("rows", "u32", le_bytes(&starts(&rows, p.row))),
            cx.constant("columns", "u32", le_bytes(&starts(&columns, p.pixel))),
            cx.read_bytes("x", 0)?,
            cx.write_bytes("y", 0)?,
        ];
        cx.call("resize_nearest", args);
        Ok(())
    }
}

impl ResizeNearestNeighbor {
    /// The row and the column of the input that each of the output is.
    fn indices(&self, x: &Tensor, y: &Tensor) -> [Vec<usize>; 2] {
        [1, 2].map(|axis| self.grid.nearest(x.shape[axis], y.shape[axis]))
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct ResizeBilinear {
    grid: Grid,
}

impl Operator for ResizeBilinear {
    const TYPES: &'static [DType] = &[DType::F32, DType::I8, DType::U8, DType::I16];
    const REFUSED: &'static str =
        "a size computed at run time; a size for which TFLite's kernel reads outside the input";

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let o = options.table.builtin_options_as_resize_bilinear_options();
        let grid = o.map(|o| Grid { align_corners: o.align_corners(), half_pixel_centers: o.half_pixel_centers() });
        let grid = grid.unwrap_or_default();
        if grid.align_corners && grid.half_pixel_centers {
            return Err(Diagnostic::malformed("both align_corners and half_pixel_centers"));
        }
        Ok(ResizeBilinear { grid })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        let (x, shapes) = (cx.input(0)?, resized(cx)?);
        for shape in &shapes {
            if shape[1] == 0 || shape[2] == 0 {
                return Err(Diagnostic::malformed(format!("an image of {} x {}", shape[1], shape[2])));
            }
            self.tables(x, shape)?;
        }
        Ok(shapes)
    }

    fn fold(&self, cx: &Infer<'_>) -> Option<Vec<Vec<u8>>> {
        let (x, y) = (cx.input(0).ok()?, cx.output(0).ok()?);
        let (p, tables, data) = (params(x, y, 1), self.tables(x, &y.shape).ok()?, x.data.as_deref()?);
        Some(vec![tables.fold(&p, x.dtype, data, y.shape.elements())?])
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let (x, y) = (cx.input(0)?, cx.output(0)?);
        let (rows, columns, weights, kernel) = match (self.tables(x, &y.shape)?, x.dtype) {
            (Tables::Float(rows, columns), DType::U8) => {
                (rows.le_bytes(), columns.le_bytes(), "f32", "resize_bilinear_u8")
            }
            (Tables::Float(rows, columns), _) => (rows.le_bytes(), columns.le_bytes(), "f32", "resize_bilinear_f32"),
            (Tables::Integer(rows, columns), DType::I8) => {
                (rows.le_bytes(), columns.le_bytes(), "i16", "resize_bilinear_i8")
            }
            (Tables::Integer(rows, columns), _) => (rows.le_bytes(), columns.le_bytes(), "i16", "resize_bilinear_i16"),
        };
        let p = params(x, y, 1);
        let mut args = vec![
            Arg::params(&p),
            cx.constant("rows", "u32", rows.0),
            cx.constant("row_weights", weights, rows.1),
            cx.constant("columns", "u32", columns.0),
            cx.constant("column_weights", weights, columns.1),
            cx.read("x", 0)?,
        ];
        let in_vectors = stream::kernel(kernel, cx.target());
        if in_vectors != kernel {
            let room = p.output_row.next_multiple_of(BLOCK);
            args.push(cx.scratch("across", weights, room));
            args.push(cx.scratch("lines", x.dtype.element(), 4 * room));
        }
        args.push(cx.write("y", 0)?);
        cx.call(in_vectors, args);
        Ok(())
    }
}

impl ResizeBilinear {
    fn tables(&self, x: &Tensor, y: &Shape) -> Result<Tables, Diagnostic> {
        let spans = [x.shape.from_end(1) * x.shape.from_end(0), x.shape.from_end(0)];
        if matches!(x.dtype, DType::F32 | DType::U8) {
            let axis =
                |axis: usize| Table::new(self.grid.between(x.shape[axis], y[axis]), x.shape[axis], spans[axis - 1]);
            return Ok(Tables::Float(axis(1)?, axis(2)?));
        }
        let axis =
            |axis: usize| Table::new(self.grid.between_fixed(x.shape[axis], y[axis]), x.shape[axis], spans[axis - 1]);
        Ok(Tables::Integer(axis(1)?, axis(2)?))
    }
}

/// Elements that are interpolated at a time in vectors, of which rows in working memory are whole ones.
const BLOCK: usize = 64;

/// Rows and columns of images that litecast takes: tables grow with them.
const EXTENT_LIMIT: usize = 1 << 16;

/// The output's shape: batches and channels stay.
fn resized(cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
    cx.arity(2..=2, 1)?;
    let (x, size) = (cx.input(0)?, cx.input(1)?);
    cx.output_is(0, x.dtype)?;
    x.expect_rank(4..=4)?;
    size.expect_dtype(&[DType::I32])?;
    size.expect_rank(1..=1)?;
    size.expect_elements(2)?;
    let values = cx.ints(1)?;
    let extents: Option<Vec<usize>> = values.iter().map(|&value| usize::try_from(value).ok()).collect();
    let extents = extents.ok_or_else(|| Diagnostic::malformed(format!("size {values:?}")).on(&size.name))?;
    if extents.iter().any(|&extent| extent > EXTENT_LIMIT) {
        return Err(Diagnostic::too_large(format!("an image of {} x {}", extents[0], extents[1])).on(&size.name));
    }
    let shape = cx::checked_shape([&x.shape[..1], &extents, &x.shape[3..]].concat())?;
    if shape.elements() > 0 && x.shape.elements() == 0 {
        return Err(Diagnostic::malformed(format!("shape {} has no pixels", x.shape)).on(&x.name));
    }
    Ok(vec![shape])
}

/// Extents in units of which an element has `size`.
fn params(x: &Tensor, y: &Tensor, size: usize) -> Resize {
    let pixel = x.shape.from_end(0) * size;
    let row = |shape: &Shape| shape.from_end(1) * pixel;
    let image = |shape: &Shape| shape.from_end(2) * row(shape);
    Resize {
        image: image(&x.shape),
        row: row(&x.shape),
        output_image: image(&y.shape),
        output_row: row(&y.shape),
        pixel,
    }
}

/// Where the pixels of the output lie over those of the input.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Grid {
    align_corners: bool,
    half_pixel_centers: bool,
}

/// Two neighbouring indices of the input, and the distance from the first.
type Between<W> = (i64, i64, W);

impl Grid {
    /// `GetNearestNeighbor` for every index of the output.
    fn nearest(self, input: usize, output: usize) -> Vec<usize> {
        let scale = if self.align_corners && output > 1 {
            (input as f32 - 1.0) / (output as f32 - 1.0)
        } else {
            input as f32 / output as f32
        };
        let center = if self.half_pixel_centers { 0.5 } else { 0.0 };
        let index = |at: usize| {
            let real = (at as f32 + center) * scale;
            let whole = if self.align_corners { libm::roundf(real) } else { libm::floorf(real) };
            (whole as usize).min(input.saturating_sub(1))
        };
        (0..output).map(index).collect()
    }

    /// `ComputeInterpolationValues` for every index of the output.
    fn between(self, input: usize, output: usize) -> Vec<Between<f32>> {
        let aligned = self.align_corners && output > 1;
        let scale = if aligned { (input as f32 - 1.0) / (output as f32 - 1.0) } else { input as f32 / output as f32 };
        let entry = |at: usize| {
            let at = at as f32;
            let real = if self.half_pixel_centers { (at + 0.5) * scale - 0.5 } else { at * scale };
            let lower = (libm::floorf(real) as i64).max(0);
            (lower, (libm::ceilf(real) as i64).min(input as i64 - 1), real - lower as f32)
        };
        (0..output).map(entry).collect()
    }

    /// `ComputeInterpolationValuesInteger` for every index of the output: distances in 1/1024.
    fn between_fixed(self, input: usize, output: usize) -> Vec<Between<i16>> {
        let (from, to) = (input as i64, output as i64);
        let (from, to) = if self.align_corners && to > 1 { (from - 1, to - 1) } else { (from, to) };
        let scale = (1024 * from + to / 2) / to.max(1);
        let entry = |at: usize| {
            let at = at as i64;
            let real = if self.half_pixel_centers { at * scale + scale / 2 - 512 } else { at * scale };
            let lower = (real / 1024).max(0);
            (lower, ((real + 1023) / 1024).min(input as i64 - 1), (real - 1024 * lower) as i16)
        };
        (0..output).map(entry).collect()
    }
}

fn regular_copy(x: &Tensor, y: &Tensor, rows: Steps, columns: Steps) -> Copy {
    let (src, dst) = (x.shape.strides(), y.shape.strides());
    let batch = CopyDim { count: x.shape[0], src: src[0] as isize, dst: dst[0] as isize };
    let channel = CopyDim { count: x.shape[3], src: 1, dst: 1 };
    let [row, same_row] = rows.dims(src[1], dst[1]);
    let [column, same_column] = columns.dims(src[2], dst[2]);
    Copy::new(rows.start * src[1] + columns.start * src[2], 0, [batch, row, same_row, column, same_column, channel])
}

/// The tables of both axes.
enum Tables {
    Float(Table<f32>, Table<f32>),
    Integer(Table<i16>, Table<i16>),
}

/// What kernels read of one axis.
struct Table<W> {
    /// Pairs of starting elements.
    ends: Vec<u32>,
    weights: Vec<W>,
}

impl<W> Table<W> {
    /// `span`: elements from one index to the next.
    fn new(entries: Vec<Between<W>>, extent: usize, span: usize) -> Result<Self, Diagnostic> {
        let mut table = Table { ends: Vec::new(), weights: Vec::new() };
        for (lower, upper, weight) in entries {
            let inside = |index: i64| usize::try_from(index).ok().filter(|&index| index < extent);
            let (Some(lower), Some(upper)) = (inside(lower), inside(upper)) else {
                let help = "resize in two steps, or to a smaller size";
                return Err(Diagnostic::unsupported("a size for which TFLite's kernel reads outside the input", help));
            };
            table.ends.extend([lower * span, upper * span].map(|start| start as u32));
            table.weights.push(weight);
        }
        Ok(table)
    }
}

impl Table<f32> {
    fn le_bytes(&self) -> (Vec<u8>, Vec<u8>) {
        (le_bytes(&self.ends), self.weights.iter().flat_map(|weight| weight.to_le_bytes()).collect())
    }
}

impl Table<i16> {
    fn le_bytes(&self) -> (Vec<u8>, Vec<u8>) {
        (le_bytes(&self.ends), self.weights.iter().flat_map(|weight| weight.to_le_bytes()).collect())
    }
}

impl Tables {
    fn fold(&self, p: &Resize, dtype: DType, data: &[u8], count: usize) -> Option<Vec<u8>> {
        macro_rules! run {
            ($kernel:ident $t:ty, $rows:ident, $columns:ident) => {{
                let x: Vec<$t> = decode(data, <$t>::from_le_bytes).collect();
                let mut y = vec![<$t>::default(); count];
                kernel::$kernel(p, &$rows.ends, &$rows.weights, &$columns.ends, &$columns.weights, &x, &mut y);
                Some(y.iter().flat_map(|y| y.to_le_bytes()).collect())
            }};
        }
        match (self, dtype) {
            (Tables::Float(rows, columns), DType::F32) => run!(resize_bilinear_f32 f32, rows, columns),
            (Tables::Float(rows, columns), DType::U8) => run!(resize_bilinear_u8 u8, rows, columns),
            (Tables::Integer(rows, columns), DType::I8) => run!(resize_bilinear_i8 i8, rows, columns),
            (Tables::Integer(rows, columns), DType::I16) => run!(resize_bilinear_i16 i16, rows, columns),
            _ => None,
        }
    }
}

/// Indices as the elements that they begin at.
fn starts(indices: &[usize], span: usize) -> Vec<u32> {
    indices.iter().map(|index| (index * span) as u32).collect()
}

fn le_bytes(values: &[u32]) -> Vec<u8> {
    values.iter().flat_map(|value| value.to_le_bytes()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Grid = Grid { align_corners: false, half_pixel_centers: false };
    const ALIGNED: Grid = Grid { align_corners: true, half_pixel_centers: false };
    const CENTERED: Grid = Grid { align_corners: false, half_pixel_centers: true };

    #[test]
    fn nearest_indices() {
        assert_eq!(PLAIN.nearest(3, 6), [0, 0, 1, 1, 2, 2]);
        assert_eq!(ALIGNED.nearest(3, 5), [0, 1, 1, 2, 2]); // halves round away from zero
        assert_eq!(CENTERED.nearest(4, 2), [1, 3]);
        assert_eq!(ALIGNED.nearest(5, 1), [0]);
    }

    #[test]
    fn centers_before_the_first_pixel_have_negative_distances() {
        assert_eq!(CENTERED.between(2, 4)[0], (0, 0, -0.25));
        assert_eq!(CENTERED.between_fixed(2, 4)[..2], [(0, 0, -256), (0, 1, 256)]);
    }

    #[test]
    fn rounded_scales_may_run_off_the_input() {
        assert!(Table::new(PLAIN.between_fixed(3, 400), 3, 1).is_err());
        assert!(Table::new(PLAIN.between_fixed(3, 60), 3, 1).is_ok());
    }
}
