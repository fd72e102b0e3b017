//! Heaps of numbers that stand for elements, as GNU's C++ library arranges them: TFLite's order of equal elements follows from
//! it.

/// A heap in the first `len` places; `less` says which of two elements is further from the root.
pub(super) struct Heap<'a> {
    items: &'a mut [u32],
    len: usize,
}

impl<'a> Heap<'a> {
    /// An empty heap that can hold as many elements as there are places.
    pub(super) fn new(items: &'a mut [u32]) -> Self {
        Heap { items, len: 0 }
    }

    pub(super) fn len(&self) -> usize {
        self.len
    }

    #[inline(always)]
    fn get(&self, at: usize) -> u32 {
        self.items.get(at).copied().unwrap_or_default()
    }

    #[inline(always)]
    fn set(&mut self, at: usize, item: u32) {
        if let Some(place) = self.items.get_mut(at) {
            *place = item;
        }
    }

    /// `push_heap`. An element without a place is dropped.
    #[inline(always)]
    pub(super) fn push(&mut self, item: u32, less: impl Fn(u32, u32) -> bool) {
        if self.len < self.items.len() {
            self.len += 1;
            self.rise(self.len - 1, 0, item, less);
        }
    }

    /// `pop_heap`: the root.
    #[inline(always)]
    pub(super) fn pop(&mut self, less: impl Fn(u32, u32) -> bool) -> Option<u32> {
        let last = self.len.checked_sub(1)?;
        let (root, item) = (self.get(0), self.get(last));
        self.len = last;
        if last > 0 {
            self.sink(0, item, less);
        }
        Some(root)
    }

    /// `__push_heap`.
    #[inline(always)]
    fn rise(&mut self, mut hole: usize, top: usize, item: u32, less: impl Fn(u32, u32) -> bool) {
        while hole > top {
            let parent = (hole - 1) / 2;
            if !less(self.get(parent), item) {
                break;
            }
            self.set(hole, self.get(parent));
            hole = parent;
        }
        self.set(hole, item);
    }

    /// `__adjust_heap`: down to the bottom, always to the child that is closer to the root, then up again.
    #[inline(always)]
    fn sink(&mut self, top: usize, item: u32, less: impl Fn(u32, u32) -> bool) {
        let mut hole = top;
        loop {
            let right = 2 * hole + 2;
            if right > self.len {
                break;
            }
            let alone = right == self.len;
            let child = right - usize::from(alone || less(self.get(right), self.get(right - 1)));
            self.set(hole, self.get(child));
            hole = child;
        }
        self.rise(hole, top, item, less);
    }
}

/// `partial_sort`: the first `count` elements of all in order, the least first.
pub(super) fn partial_sort(items: &mut [u32], count: usize, less: impl Fn(u32, u32) -> bool + Copy) {
    let Some((chosen, rest)) = items.split_at_mut_checked(count) else { return };
    let mut heap = Heap { len: count, items: chosen };
    for parent in (0..count / 2).rev() {
        heap.sink(parent, heap.get(parent), less);
    }
    for &mut item in rest {
        if less(item, heap.get(0)) {
            heap.sink(0, item, less);
        }
    }
    while heap.len > 1 {
        let last = heap.len - 1;
        if let Some(root) = heap.pop(less) {
            heap.set(last, root);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pops_in_order() {
        let (mut items, mut seed) = ([0; 64], 1u32);
        let mut heap = Heap::new(&mut items);
        for _ in 0..64 {
            seed = seed.wrapping_mul(1664525).wrapping_add(1013904223);
            heap.push(seed >> 26, |a, b| a < b);
        }
        let mut last = u32::MAX;
        while let Some(item) = heap.pop(|a, b| a < b) {
            assert!(item <= last);
            last = item;
        }
    }

    /// As `std::priority_queue` with `libstdc++`.
    #[test]
    fn equal_elements_leave_in_the_order_of_the_reference() {
        let mut items = [0; 6];
        let mut heap = Heap::new(&mut items);
        (0..6).for_each(|item| heap.push(item, |_, _| false));
        let order: [u32; 6] = core::array::from_fn(|_| heap.pop(|_, _| false).unwrap());
        assert_eq!(order, [0, 2, 5, 4, 1, 3]);
    }

    #[test]
    fn sorts_a_part() {
        let mut items = [5, 3, 9, 1, 7, 2, 8];
        partial_sort(&mut items, 3, |a, b| a < b);
        assert_eq!(items[..3], [1, 2, 3]);
        let scores = [3, 1, 3, 2, 3, 3, 1, 0];
        let mut items = [0, 1, 2, 3, 4, 5, 6, 7];
        partial_sort(&mut items, 3, |a, b| scores[a as usize] > scores[b as usize]);
        assert_eq!(items[..3], [4, 0, 2]);
        partial_sort(&mut items, 9, |a, b| a < b);
        partial_sort(&mut items, 0, |a, b| a < b);
    }
}
