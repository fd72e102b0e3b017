//! Shapes: extents known at compile time.

use std::fmt;
use std::ops::Deref;

/// Extents, outermost first; none for a scalar.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Shape(pub Vec<usize>);

impl Shape {
    /// Number of elements. Shapes in a graph have been checked to stay below 2^31; others saturate.
    pub fn elements(&self) -> usize {
        self.0.iter().fold(1, |product, &dim| product.saturating_mul(dim))
    }

    /// The extent `from_end` dimensions before the last; 1 where the rank is less.
    pub fn from_end(&self, from_end: usize) -> usize {
        self.0.iter().rev().nth(from_end).copied().unwrap_or(1)
    }

    /// Steps between neighbours along each dimension, in elements.
    pub fn strides(&self) -> Vec<usize> {
        let mut strides = vec![1usize; self.len()];
        for i in (1..self.len()).rev() {
            strides[i - 1] = strides[i].saturating_mul(self.0[i]);
        }
        strides
    }

    /// With ones in front up to `rank`.
    pub fn padded(&self, rank: usize) -> Vec<usize> {
        let ones = rank.saturating_sub(self.len());
        std::iter::repeat_n(1, ones).chain(self.0.iter().copied()).collect()
    }
}

impl Deref for Shape {
    type Target = [usize];
    fn deref(&self) -> &[usize] {
        &self.0
    }
}

impl<const N: usize> From<[usize; N]> for Shape {
    fn from(dims: [usize; N]) -> Self {
        Shape(dims.to_vec())
    }
}

impl From<Vec<usize>> for Shape {
    fn from(dims: Vec<usize>) -> Self {
        Shape(dims)
    }
}

/// Dimensions that are printed; real models have fewer.
const SHOWN: usize = 12;

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.get(..SHOWN) {
            Some(first) if self.len() > SHOWN => {
                let first = format!("{first:?}");
                write!(f, "{}, … {} dimensions]", first.trim_end_matches(']'), self.len())
            }
            _ => write!(f, "{:?}", self.0),
        }
    }
}
