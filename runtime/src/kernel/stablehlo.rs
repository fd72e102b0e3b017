//! STABLEHLO_GATHER and STABLEHLO_SCATTER: blocks whose places are given by indices along any dimensions.
//! `kernels/stablehlo_{gather,scatter}.cc`.

use super::{Coordinate, CopyDim, List, StridedCopy, f16_to_f32, f32_to_f16, strided_copy};
use core::fmt;

/// Blocks that are gathered from the places that indices give.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BlockGather<'a> {
    /// The dimensions that count blocks: steps in the indices, and in bytes of the output.
    pub blocks: List<'a, CopyDim>,
    /// The coordinates of an index: in how many places a block can start, and the bytes from one to the next.
    pub starts: List<'a, Coordinate>,
    /// From one coordinate to the next in the indices.
    pub index_step: usize,
    /// The copy of a block that starts at 0: dimensions in bytes.
    pub dims: List<'a, CopyDim>,
}

fn each_block(dims: &[CopyDim], index: isize, dst: isize, f: &mut impl FnMut(usize, usize)) {
    match dims {
        [] => f(index as usize, dst as usize),
        [dim, rest @ ..] => {
            for i in 0..dim.count as isize {
                let index = index.wrapping_add(i.wrapping_mul(dim.src));
                each_block(rest, index, dst.wrapping_add(i.wrapping_mul(dim.dst)), f);
            }
        }
    }
}

macro_rules! gathers {
    ($($name:ident $index:ty;)*) => { $(
        /// Blocks of `x`; those that start outside are moved inside.
        pub fn $name(p: &BlockGather<'_>, x: &[u8], indices: &[$index], y: &mut [u8]) {
            each_block(p.blocks.0, 0, 0, &mut |at, dst| {
                let index = indices.get(at..).unwrap_or(&[]).iter().step_by(p.index_step.max(1));
                let src = index.zip(p.starts.0).fold(0, |src: usize, (&index, start)| {
                    let last = start.extent.saturating_sub(1);
                    let index = if index < 0 { 0 } else { usize::try_from(index).unwrap_or(last).min(last) };
                    src.wrapping_add(index.wrapping_mul(start.step))
                });
                strided_copy(&StridedCopy { src, dst, dims: p.dims }, x, y);
            });
        }
    )* };
}
gathers! {
    stablehlo_gather_i32 i32;
    stablehlo_gather_i64 i64;
}

/// How an update changes an element.
#[derive(Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Combine {
    Replace,
    Add,
    Multiply,
    Maximum,
    Minimum,
}

impl fmt::Debug for Combine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Combine::Replace => "Combine::Replace",
            Combine::Add => "Combine::Add",
            Combine::Multiply => "Combine::Multiply",
            Combine::Maximum => "Combine::Maximum",
            Combine::Minimum => "Combine::Minimum",
        })
    }
}

/// One dimension of the updates.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScatterDim {
    /// Extent.
    pub count: usize,
    /// From one index to the next, where the dimension counts blocks; else 0.
    pub index: usize,
    /// The dimension of the output that it runs along, where it is one of the block's; else [`SCATTER_RANK`].
    pub axis: usize,
}

/// Blocks of updates to the places that indices give.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BlockScatter<'a> {
    /// Dimensions of the updates.
    pub dims: List<'a, ScatterDim>,
    /// Which dimension of the output each coordinate of an index is of.
    pub coordinates: List<'a, usize>,
    /// From one coordinate to the next in the indices.
    pub index_step: usize,
    /// Dimensions of the output: extent, and elements from one to the next.
    pub axes: List<'a, Coordinate>,
    /// What becomes of an element and its update.
    pub combine: Combine,
}

/// The greatest number of dimensions.
pub const SCATTER_RANK: usize = 8;

/// Where in the updates the next one is: the position in each dimension.
struct Counter([usize; SCATTER_RANK]);

impl Counter {
    #[inline(always)]
    fn advance(&mut self, dims: &[ScatterDim]) {
        for (position, dim) in self.0.iter_mut().zip(dims).rev() {
            *position += 1;
            if *position < dim.count {
                return;
            }
            *position = 0;
        }
    }
}

impl BlockScatter<'_> {
    /// The element of the output that an update is for; none where it lies outside.
    #[inline(always)]
    fn place<I: Copy + Into<i64>>(&self, indices: &[I], counter: &Counter) -> Option<usize> {
        let (mut place, mut at) = ([0i64; SCATTER_RANK], 0usize);
        for (&position, dim) in counter.0.iter().zip(self.dims.0) {
            at = at.wrapping_add(position.wrapping_mul(dim.index));
            if let Some(place) = place.get_mut(dim.axis) {
                *place = position as i64;
            }
        }
        let index = indices.get(at..).unwrap_or(&[]).iter().step_by(self.index_step.max(1));
        for (&index, &axis) in index.zip(self.coordinates.0) {
            if let Some(place) = place.get_mut(axis) {
                *place = place.wrapping_add(index.into());
            }
        }
        let mut element = 0usize;
        for (&place, axis) in place.iter().zip(self.axes.0) {
            let place = usize::try_from(place).ok().filter(|&place| place < axis.extent)?;
            element = element.wrapping_add(place.wrapping_mul(axis.step));
        }
        Some(element)
    }

    /// Update by update, in their order.
    #[inline(always)]
    fn scatter<I: Copy + Into<i64>, T: Copy>(
        &self,
        indices: &[I],
        updates: &[T],
        y: &mut [T],
        f: impl Fn(Combine, T, T) -> T,
    ) {
        let mut counter = Counter([0; SCATTER_RANK]);
        for &update in updates {
            if let Some(y) = self.place(indices, &counter).and_then(|place| y.get_mut(place)) {
                *y = f(self.combine, *y, update);
            }
            counter.advance(self.dims.0);
        }
    }
}

macro_rules! scatters {
    ($($i32:ident $i64:ident $t:ty, $add:expr, $multiply:expr, $value:expr;)*) => { $(
        scatters! { @ $i32 i32, $t, $add, $multiply, $value }
        scatters! { @ $i64 i64, $t, $add, $multiply, $value }
    )* };
    (@ $name:ident $index:ty, $t:ty, $add:expr, $multiply:expr, $value:expr) => {
        /// Changes the elements of `y` that updates are for; updates outside are left out.
        pub fn $name(p: &BlockScatter<'_>, indices: &[$index], updates: &[$t], y: &mut [$t]) {
            p.scatter(indices, updates, y, |combine, a, b| match combine {
                Combine::Replace => b,
                Combine::Add => $add(a, b),
                Combine::Multiply => $multiply(a, b),
                Combine::Maximum => if $value(a) < $value(b) { b } else { a },
                Combine::Minimum => if $value(b) < $value(a) { b } else { a },
            });
        }
    };
}

#[inline(always)]
fn add_f16(a: u16, b: u16) -> u16 {
    f32_to_f16(f16_to_f32(a) + f16_to_f32(b))
}

#[inline(always)]
fn multiply_f16(a: u16, b: u16) -> u16 {
    f32_to_f16(f16_to_f32(a) * f16_to_f32(b))
}

use core::convert::identity as same;
use core::ops::{Add, Mul};

scatters! {
    stablehlo_scatter_i8_i32 stablehlo_scatter_i8_i64 i8, i8::wrapping_add, i8::wrapping_mul, same::<i8>;
    stablehlo_scatter_u8_i32 stablehlo_scatter_u8_i64 u8, u8::wrapping_add, u8::wrapping_mul, same::<u8>;
    stablehlo_scatter_i16_i32 stablehlo_scatter_i16_i64 i16, i16::wrapping_add, i16::wrapping_mul, same::<i16>;
    stablehlo_scatter_u16_i32 stablehlo_scatter_u16_i64 u16, u16::wrapping_add, u16::wrapping_mul, same::<u16>;
    stablehlo_scatter_i32_i32 stablehlo_scatter_i32_i64 i32, i32::wrapping_add, i32::wrapping_mul, same::<i32>;
    stablehlo_scatter_u32_i32 stablehlo_scatter_u32_i64 u32, u32::wrapping_add, u32::wrapping_mul, same::<u32>;
    stablehlo_scatter_i64_i32 stablehlo_scatter_i64_i64 i64, i64::wrapping_add, i64::wrapping_mul, same::<i64>;
    stablehlo_scatter_u64_i32 stablehlo_scatter_u64_i64 u64, u64::wrapping_add, u64::wrapping_mul, same::<u64>;
    stablehlo_scatter_f32_i32 stablehlo_scatter_f32_i64 f32, f32::add, f32::mul, same::<f32>;
    stablehlo_scatter_f64_i32 stablehlo_scatter_f64_i64 f64, f64::add, f64::mul, same::<f64>;
    stablehlo_scatter_f16_i32 stablehlo_scatter_f16_i64 u16, add_f16, multiply_f16, f16_to_f32;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_moved_inside() {
        // Columns of 2 x 3, one byte an element; the index is the first column of two.
        let blocks = [CopyDim { count: 3, src: 1, dst: 4 }];
        let dims = [CopyDim { count: 2, src: 3, dst: 2 }, CopyDim { count: 2, src: 1, dst: 1 }];
        let starts = [Coordinate { extent: 2, step: 1 }];
        let p = BlockGather { blocks: List(&blocks), starts: List(&starts), index_step: 1, dims: List(&dims) };
        let mut y = [0; 12];
        stablehlo_gather_i32(&p, &[1, 2, 3, 4, 5, 6], &[-5, 1, 7], &mut y);
        assert_eq!(y, [1, 2, 4, 5, 2, 3, 5, 6, 2, 3, 5, 6]);
    }

    fn scatter(combine: Combine, indices: &[i64], updates: &[i8]) -> [i8; 4] {
        // Runs of two elements, each with one coordinate.
        let dims = [ScatterDim { count: 2, index: 1, axis: SCATTER_RANK }, ScatterDim { count: 2, index: 0, axis: 0 }];
        let axes = [Coordinate { extent: 4, step: 1 }];
        let (dims, coordinates, axes) = (List(&dims[..]), List(&[0][..]), List(&axes[..]));
        let mut y = [10, 20, 30, 40];
        stablehlo_scatter_i8_i64(
            &BlockScatter { dims, coordinates, index_step: 1, axes, combine },
            indices,
            updates,
            &mut y,
        );
        y
    }

    #[test]
    fn updates_outside_are_left_out() {
        assert_eq!(scatter(Combine::Replace, &[0, 3], &[1, 2, 3, 4]), [1, 2, 30, 3]);
        assert_eq!(scatter(Combine::Replace, &[-1, 1], &[1, 2, 3, 4]), [2, 3, 4, 40]);
        assert_eq!(scatter(Combine::Add, &[1, 1], &[1, 2, 3, 4]), [10, 24, 36, 40]);
        assert_eq!(scatter(Combine::Maximum, &[1, i64::MAX], &[21, 2, 3, 4]), [10, 21, 30, 40]);
        assert_eq!(scatter(Combine::Minimum, &[2, i64::MIN], &[21, 50, 3, 4]), [10, 20, 21, 40]);
        assert_eq!(scatter(Combine::Multiply, &[0, 2], &[2, 2, 8, 1]), [20, 40, -16, 40]);
    }
}
