//! Where the outputs of tiles go.

use super::tile::{Columns, Fixed, Panels};
use core::mem::MaybeUninit;

impl<P: Columns<V>, const V: usize, const G: usize> Panels<'_, P, V, G> {
    /// Stores the outputs of `N` patches from `first`.
    #[inline(always)]
    pub(super) fn put<const N: usize>(&mut self, first: usize, sums: &[[P::Sums; G]; N], of: &Fixed<'_, P, V, G>) {
        self.put_lines::<N, N>(first, N, (1, N), sums, of);
    }

    /// The same of lines of `L` patches, which are `line` patches apart; so many lines and patches of each are stored.
    #[inline(always)]
    pub(super) fn put_lines<const N: usize, const L: usize>(
        &mut self,
        first: usize,
        line: usize,
        (lines, patches): (usize, usize),
        sums: &[[P::Sums; G]; N],
        of: &Fixed<'_, P, V, G>,
    ) {
        let (units, channels, line) = (self.units, G * V * 8, line.wrapping_mul(self.units));
        let place = first.wrapping_mul(units).wrapping_add(self.unit);
        let y = self.y.get_mut(place..).unwrap_or(&mut []);
        let last = (L - 1).checked_mul(units).and_then(|last| last.checked_add((N / L - 1).checked_mul(line)?));
        let end = last.and_then(|last| last.checked_add(channels));
        let mut apart = MaybeUninit::<[[[[P::Y; 8]; V]; G]; N]>::uninit();
        let whole = of.channels == channels && lines == N / L && patches == L;
        let fits = whole && end.is_some_and(|end| end <= y.len());
        // Fewer channels than the panels have are computed elsewhere first.
        let (to, next, far) =
            if fits { (y.as_mut_ptr(), units, line) } else { (apart.as_mut_ptr().cast(), channels, L * channels) };
        self.product.outputs(first, self.vector, &of.scale, sums, |n, outputs| {
            // SAFETY: the last patch ends inside of `y` or `apart`, and arrays of numbers are aligned as numbers are.
            unsafe { *to.wrapping_add(n / L * far + n % L * next).cast::<[[[P::Y; 8]; V]; G]>() = outputs };
        });
        if !fits {
            // SAFETY: `put` has been given all patches.
            let apart = unsafe { apart.assume_init_ref() }.as_flattened().as_flattened().as_flattened();
            for (i, apart) in apart.chunks(L * channels).take(lines).enumerate() {
                let y = y.get_mut(i.wrapping_mul(line)..).unwrap_or(&mut []);
                copy_parts(apart, channels, of.channels, y.chunks_mut(units.max(1)).take(patches));
            }
        }
    }
}

/// The first channels of each patch, of which `from` has as many as tiles have.
#[cold]
#[inline(never)]
fn copy_parts<'y, Y: Copy + 'y>(from: &[Y], step: usize, channels: usize, y: impl Iterator<Item = &'y mut [Y]>) {
    for (from, y) in from.chunks(step.max(1)).zip(y) {
        y.iter_mut().zip(from).take(channels).for_each(|(y, from)| *y = *from);
    }
}
