//! Layers with 3 x 3 filters by Winograd's algorithm F(2 x 2, 3 x 3): 16 products for four outputs in place of 36.
//!
//! With inputs `d` (4 x 4), a filter `g` (3 x 3) and outputs `Y` (2 x 2) of a channel, `4 Y = A' [(2 G g 2 G') . (B' d B)] A`, where
//!
//! ```text
//!      1  0 -1  0          2  0  0
//! B' = 0  1  1  0    2 G = 1  1  1    A' = 1  1  1  0
//!      0 -1  1  0          1 -1  1         0  1 -1 -1
//!      0  1  0 -1          0  0  2
//! ```
//!
//! and products are added up over channels before `A` is applied (Winograd 1980; Lavin and Gray, arXiv:1509.09308). No output
//! depends on inputs that its filter does not meet.
//!
//! Inputs of a block of tiles are transformed once for all panels, and the weights of a panel once for all tiles of a block. Then
//! each of the 16 positions is a product of matrices.

// No other set is measured with it.
#[cfg_attr(not(target_arch = "x86_64"), allow(dead_code))]
mod bytes;
mod floats;

pub(super) use bytes::Layer;
pub(super) use floats::layer as layer_of_floats;

/// Numbers that can be added up, vectors of them at a time.
trait Additive: Copy {
    type X: Copy;
    fn plus(self, x: Self::X, y: Self::X) -> Self::X;
    fn minus(self, x: Self::X, y: Self::X) -> Self::X;
}

/// `B' d` of four numbers.
#[inline(always)]
fn inputs<A: Additive>(a: A, d: [A::X; 4]) -> [A::X; 4] {
    [a.minus(d[0], d[2]), a.plus(d[1], d[2]), a.minus(d[2], d[1]), a.minus(d[1], d[3])]
}

/// `2 G g` of three numbers.
#[inline(always)]
fn weights<A: Additive>(a: A, g: [A::X; 3]) -> [A::X; 4] {
    let ends = a.plus(g[0], g[2]);
    [a.plus(g[0], g[0]), a.plus(ends, g[1]), a.minus(ends, g[1]), a.plus(g[2], g[2])]
}

/// `A' m` of four sums.
#[inline(always)]
fn outputs<A: Additive>(a: A, m: [A::X; 4]) -> [A::X; 2] {
    [a.plus(a.plus(m[0], m[1]), m[2]), a.minus(a.minus(m[1], m[2]), m[3])]
}
