//! PRELU: `x`, or `alpha * x` below 0, with `alpha` repeated over `x`. `kernels/internal/reference/prelu.h`.

use super::{Binary, Broadcast, Clamp, Integer, Multiplier, broadcast};

/// PRELU of floats.
pub fn prelu_f32(dims: &Broadcast<'_>, io: Binary<'_, f32>) {
    io.map(dims, |x, alpha| if x >= 0.0 { x } else { x * alpha });
}

/// Quantization of a PRELU.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Prelu {
    /// The input's zero point.
    pub input_zero_point: i32,
    /// Alpha's zero point.
    pub alpha_zero_point: i32,
    /// The output's zero point.
    pub output_zero_point: i32,
    /// Factor where the input is not negative.
    pub identity: Multiplier,
    /// Factor of the product with alpha.
    pub alpha: Multiplier,
    /// Bounds of an output.
    pub clamp: Clamp<i32>,
}

impl Prelu {
    /// The output for an input and its alpha.
    #[inline(always)]
    pub fn apply(&self, x: i32, alpha: i32) -> i32 {
        let x = x.wrapping_sub(self.input_zero_point);
        let product = x.wrapping_mul(alpha.wrapping_sub(self.alpha_zero_point));
        let y = if x >= 0 { self.identity.apply(x) } else { self.alpha.apply(product) };
        self.clamp.apply(y.wrapping_add(self.output_zero_point))
    }
}

macro_rules! entries {
    ($($name:ident $t:ty;)*) => { $(
        /// PRELU between quantized tensors.
        pub fn $name(dims: &Broadcast<'_>, p: &Prelu, io: Binary<'_, $t>) {
            io.map_long(dims, |x, alpha| <$t>::narrow(p.apply(x.widen(), alpha.widen())));
        }
    )* };
}
entries! {
    prelu_quantized_i8 i8;
    prelu_quantized_u8 u8;
}

/// PRELU between int16 tensors, with an int8 alpha.
pub fn prelu_quantized_i16(dims: &Broadcast<'_>, p: &Prelu, x: &[i16], alpha: &[i8], y: &mut [i16]) {
    broadcast(dims, x, alpha, y, |x, alpha| p.apply(x.into(), alpha.into()) as i16);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::{BroadcastDim, List};

    #[test]
    fn alpha_is_repeated_over_rows() {
        let dims = [BroadcastDim { count: 2, lhs: 2, rhs: 0 }, BroadcastDim { count: 2, lhs: 1, rhs: 1 }];
        let dims = Broadcast { dims: List(&dims) };
        let mut y = [0.0; 4];
        prelu_f32(&dims, Binary::Apart(&[1.0, -1.0, -2.0, 2.0], &[10.0, 0.5], &mut y));
        assert_eq!(y, [1.0, -0.5, -20.0, 2.0]);
        let half = Multiplier { multiplier: 1 << 30, shift: 0 };
        let p = Prelu {
            input_zero_point: 0,
            alpha_zero_point: -1,
            output_zero_point: 5,
            identity: half,
            alpha: half,
            clamp: Clamp { min: -32768, max: 32767 },
        };
        let mut y = [0; 4];
        prelu_quantized_i16(&dims, &p, &[10, -10, -20, 20], &[3, -3], &mut y);
        assert_eq!(y, [10, 15, -35, 15]);
    }
}
