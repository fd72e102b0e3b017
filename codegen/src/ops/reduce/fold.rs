//! Kernels run while compiling, over constants.

use crate::ops::Infer;
use crate::ops::cx::decode;

/// Elements that constants can be decoded to.
pub(in crate::ops) trait Number: Copy + Default {
    fn decode(data: &[u8]) -> Vec<Self>;
    fn encode(self) -> Vec<u8>;
}

macro_rules! numbers {
    ($($t:ty)*) => { $(
        impl Number for $t {
            fn decode(data: &[u8]) -> Vec<Self> {
                decode(data, <$t>::from_le_bytes).collect()
            }

            fn encode(self) -> Vec<u8> {
                self.to_le_bytes().to_vec()
            }
        }
    )* };
}
numbers!(u8 i32 i64 f32);

/// The bytes of the only output, which `kernel` computes from input 0.
pub(in crate::ops) fn fold<X: Number, Y: Number>(
    cx: &Infer<'_>,
    kernel: impl FnOnce(&[X], &mut [Y]),
) -> Option<Vec<Vec<u8>>> {
    let x = X::decode(cx.input(0).ok()?.data.as_deref()?);
    let mut y = vec![Y::default(); cx.output(0).ok()?.shape.elements()];
    kernel(&x, &mut y);
    Some(vec![y.into_iter().flat_map(Y::encode).collect()])
}
