//! SELECT: of two inputs, the one that a condition says. `kernels/internal/reference/select.h`.

use super::{List, copy_row, row, row_mut};

/// One dimension of a selection: extent, and the steps in elements that it takes in each input (0 where it is repeated). The
/// output is contiguous.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SelectDim {
    /// Extent.
    pub count: usize,
    /// Step in the condition.
    pub condition: usize,
    /// Step in what is taken where the condition holds.
    pub x: usize,
    /// Step in what is taken elsewhere.
    pub y: usize,
}

/// A selection, outermost dimension first. The innermost takes steps of 1 or 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Select<'a> {
    /// The dimensions; none for scalars.
    pub dims: List<'a, SelectDim>,
}

macro_rules! entries {
    ($($name:ident $t:ty;)*) => { $(
        /// Elements of this size, whatever their type.
        pub fn $name(p: &Select<'_>, condition: &[u8], x: &[$t], y: &[$t], output: &mut [$t]) {
            let mut done = 0;
            walk(p.dims.0, [0; 3], &mut |dim, at| {
                select_row(dim, at, condition, x, y, row_mut(output, done, dim.count));
                done += dim.count;
            });
        }
    )* };
}
entries! {
    select_1 u8;
    select_2 u16;
    select_4 u32;
    select_8 u64;
}

/// Calls `f` with the innermost dimension and the offsets in the three inputs of each row, in the output's order.
fn walk(dims: &[SelectDim], at: [usize; 3], f: &mut dyn FnMut(SelectDim, [usize; 3])) {
    match dims {
        [] => f(SelectDim { count: 1, condition: 1, x: 1, y: 1 }, at),
        [inner] => f(*inner, at),
        [dim, rest @ ..] => {
            let [condition, x, y] = at;
            for i in 0..dim.count {
                walk(rest, [condition + i * dim.condition, x + i * dim.x, y + i * dim.y], f);
            }
        }
    }
}

#[inline(always)]
fn select_row<T: Copy>(
    dim: SelectDim,
    [c, x_start, y_start]: [usize; 3],
    condition: &[u8],
    x: &[T],
    y: &[T],
    output: &mut [T],
) {
    // A repeated input is a row of one element.
    let run = |step: usize| if step == 0 { 1 } else { dim.count };
    let (xs, ys) = (row(x, x_start, run(dim.x)), row(y, y_start, run(dim.y)));
    if dim.condition == 0 {
        let holds = condition.get(c).is_some_and(|&condition| condition != 0);
        take_row(if holds { xs } else { ys }, if holds { dim.x } else { dim.y }, output);
        return;
    }
    let outputs = output.iter_mut().zip(row(condition, c, dim.count));
    match (dim.x, dim.y, xs, ys) {
        (0, 0, &[x], &[y]) => outputs.for_each(|(o, &c)| *o = if c != 0 { x } else { y }),
        (0, _, &[x], ys) => outputs.zip(ys).for_each(|((o, &c), &y)| *o = if c != 0 { x } else { y }),
        (_, 0, xs, &[y]) => outputs.zip(xs).for_each(|((o, &c), &x)| *o = if c != 0 { x } else { y }),
        _ => outputs.zip(xs).zip(ys).for_each(|(((o, &c), &x), &y)| *o = if c != 0 { x } else { y }),
    }
}

#[inline(always)]
fn take_row<T: Copy>(x: &[T], step: usize, output: &mut [T]) {
    match (step, x) {
        (0, &[x]) => output.fill(x),
        _ => copy_row(x, output),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All ways of repeating the three inputs of two dimensions, against a naive loop.
    #[test]
    fn every_broadcast() {
        let (condition, x, y) = ([1, 0, 0, 1, 1, 0], [1, 2, 3, 4, 5, 6], [10, 20, 30, 40, 50, 60]);
        for mask in 0..64 {
            let step = |bit: usize, step: usize| if mask >> bit & 1 == 0 { 0 } else { step };
            let inner = [0, 1, 2].map(|n| step(n, 1));
            let outer = [0, 1, 2].map(|n| step(n + 3, if inner[n] == 0 { 1 } else { 3 }));
            let dim = |count, [condition, x, y]: [usize; 3]| SelectDim { count, condition, x, y };
            let dims = [dim(2, outer), dim(3, inner)];
            let mut output = [0; 6];
            select_1(&Select { dims: List(&dims) }, &condition, &x, &y, &mut output);
            for (i, output) in output.into_iter().enumerate() {
                let at = |n: usize| i / 3 * outer[n] + i % 3 * inner[n];
                assert_eq!(output, if condition[at(0)] != 0 { x[at(1)] } else { y[at(2)] }, "{dims:?} {i}");
            }
        }
    }

    #[test]
    fn scalars_have_no_dimensions() {
        let mut output = [0];
        select_8(&Select { dims: List(&[]) }, &[0], &[1], &[2], &mut output);
        assert_eq!(output, [2]);
    }
}
