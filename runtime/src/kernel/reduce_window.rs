//! REDUCE_WINDOW: a window moves over a tensor, and what is in it becomes one element. `kernels/stablehlo_reduce_window.cc`.

use super::{List, row};

/// Extent and step of a dimension.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stride {
    /// Extent.
    pub count: usize,
    /// Elements from one to the next.
    pub step: usize,
}

/// The places of a window and the elements in it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ReduceWindow<'a> {
    /// Dimensions of the output but the last, as steps of the window in the input.
    pub outer: List<'a, Stride>,
    /// The last dimension of the output.
    pub inner: Stride,
    /// Dimensions of the window.
    pub window: List<'a, Stride>,
}

/// Calls `f` with each place, in order.
fn each_place(dims: &[Stride], at: usize, f: &mut impl FnMut(usize)) {
    match dims {
        [] => f(at),
        [dim, rest @ ..] => (0..dim.count).for_each(|i| each_place(rest, at.wrapping_add(i.wrapping_mul(dim.step)), f)),
    }
}

/// Whole rows of the output are worked on at once, element by element of the window.
#[inline(always)]
fn reduce_window<T: Copy>(p: &ReduceWindow<'_>, x: &[T], init: &[T], y: &mut [T], f: impl Fn(T, T) -> T + Copy) {
    let Some(&init) = init.first() else { return };
    let mut rows = y.chunks_exact_mut(p.inner.count.max(1));
    each_place(p.outer.0, 0, &mut |at| {
        let Some(y) = rows.next() else { return };
        y.fill(init);
        each_place(p.window.0, at, &mut |at| accumulate(p.inner, x, at, y, f));
    });
}

#[inline(always)]
fn accumulate<T: Copy>(inner: Stride, x: &[T], at: usize, y: &mut [T], f: impl Fn(T, T) -> T) {
    if inner.step == 1 {
        y.iter_mut().zip(row(x, at, inner.count)).for_each(|(y, &x)| *y = f(*y, x));
    } else {
        let x = x.get(at..).unwrap_or(&[]).iter().step_by(inner.step.max(1));
        y.iter_mut().zip(x).for_each(|(y, &x)| *y = f(*y, x));
    }
}

macro_rules! entries {
    ($($name:ident $t:ty, $f:expr;)*) => { $(
        /// From the first value on, in the order of the window's elements.
        pub fn $name(p: &ReduceWindow<'_>, x: &[$t], init: &[$t], y: &mut [$t]) {
            reduce_window(p, x, init, y, $f);
        }
    )* };
}
entries! {
    reduce_window_add_u8 u8, u8::wrapping_add;
    reduce_window_add_u16 u16, u16::wrapping_add;
    reduce_window_add_u32 u32, u32::wrapping_add;
    reduce_window_add_u64 u64, u64::wrapping_add;
    reduce_window_add_f32 f32, |a, b| a + b;
    reduce_window_add_f64 f64, |a, b| a + b;
    reduce_window_mul_u8 u8, u8::wrapping_mul;
    reduce_window_mul_u16 u16, u16::wrapping_mul;
    reduce_window_mul_u32 u32, u32::wrapping_mul;
    reduce_window_mul_u64 u64, u64::wrapping_mul;
    reduce_window_mul_f32 f32, |a, b| a * b;
    reduce_window_mul_f64 f64, |a, b| a * b;
    reduce_window_all_u8 u8, |a, b| (a != 0 && b != 0) as u8;
    reduce_window_all_u16 u16, |a, b| (a != 0 && b != 0) as u16;
    reduce_window_all_u32 u32, |a, b| (a != 0 && b != 0) as u32;
    reduce_window_all_u64 u64, |a, b| (a != 0 && b != 0) as u64;
    reduce_window_any_u8 u8, |a, b| (a != 0 || b != 0) as u8;
    reduce_window_any_u16 u16, |a, b| (a != 0 || b != 0) as u16;
    reduce_window_any_u32 u32, |a, b| (a != 0 || b != 0) as u32;
    reduce_window_any_u64 u64, |a, b| (a != 0 || b != 0) as u64;
}

macro_rules! extremes {
    ($($max:ident $min:ident $t:ty;)*) => { entries! { $(
        $max $t, |a, b| if a >= b { a } else { b };
        $min $t, |a, b| if a <= b { a } else { b };
    )* } };
}
extremes! {
    reduce_window_max_i8 reduce_window_min_i8 i8;
    reduce_window_max_u8 reduce_window_min_u8 u8;
    reduce_window_max_i16 reduce_window_min_i16 i16;
    reduce_window_max_i32 reduce_window_min_i32 i32;
    reduce_window_max_i64 reduce_window_min_i64 i64;
    reduce_window_max_f32 reduce_window_min_f32 f32;
    reduce_window_max_f64 reduce_window_min_f64 f64;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_move_in_two_dimensions() {
        // A window of 2 x 2 with a gap of one column, over 3 x 4.
        let outer = [Stride { count: 2, step: 4 }];
        let window = [Stride { count: 2, step: 4 }, Stride { count: 2, step: 2 }];
        let p = ReduceWindow { outer: List(&outer), inner: Stride { count: 2, step: 1 }, window: List(&window) };
        let x: [u32; 12] = core::array::from_fn(|i| i as u32);
        let mut y = [0; 4];
        reduce_window_add_u32(&p, &x, &[100], &mut y);
        assert_eq!(y, [112, 116, 128, 132]);
    }

    #[test]
    fn nan_is_the_extreme_on_the_right() {
        let p = ReduceWindow {
            outer: List(&[]),
            inner: Stride { count: 1, step: 2 },
            window: List(&[Stride { count: 2, step: 1 }]),
        };
        let mut y = [0.0];
        reduce_window_max_f32(&p, &[1.0, f32::NAN], &[0.0], &mut y);
        assert!(y[0].is_nan());
        reduce_window_max_f32(&p, &[f32::NAN, 1.0], &[0.0], &mut y);
        assert_eq!(y[0], 1.0);
    }
}
