//! aeq.hadamard_rotation: rows turned by Hadamard matrices. `kernels/hadamard_rotation.cc`.

use super::{F32, Unary, copy_row, each_row_mut};

/// Runs of elements, and what makes the transform of one a rotation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HadamardRotation {
    /// Elements of a run: a power of two.
    pub size: usize,
    /// One over the root of the size.
    pub scale: F32,
}

/// The fast Walsh-Hadamard transform of each run.
pub fn hadamard_rotation(p: &HadamardRotation, io: Unary<'_, f32>) {
    let y = match io {
        Unary::Apart(x, y) => {
            copy_row(x, y);
            y
        }
        Unary::InPlace(y) => y,
    };
    each_row_mut(y, p.size, |run| {
        let mut half = 1;
        while half < run.len() {
            each_row_mut(run, 2 * half, |pair| butterflies(pair, half));
            half *= 2;
        }
        run.iter_mut().for_each(|x| *x *= p.scale.0);
    });
}

/// Sums of both halves in the first, differences in the second.
#[inline(always)]
fn butterflies(pair: &mut [f32], half: usize) {
    let Some((low, high)) = pair.split_at_mut_checked(half) else { return };
    for (a, b) in low.iter_mut().zip(high) {
        (*a, *b) = (*a + *b, *a - *b);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_turned_each_by_itself() {
        let p = HadamardRotation { size: 4, scale: F32(0.5) };
        let (x, mut y) = ([1.0, 2.0, 3.0, 4.0, 2.0, 0.0, 0.0, 0.0], [0.0; 8]);
        hadamard_rotation(&p, Unary::Apart(&x, &mut y));
        assert_eq!(y, [5.0, -1.0, -2.0, 0.0, 1.0, 1.0, 1.0, 1.0]);
        hadamard_rotation(&p, Unary::InPlace(&mut y));
        assert_eq!(y, x);
    }
}
