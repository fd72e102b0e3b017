//! Where in the arena each piece goes. Finding the least arena is NP-hard (dynamic storage allocation); several greedy orders
//! and a bounded, deterministic search reach the lower bound on nearly all models.

use super::liveness::{Life, Lives, lower_bound};

/// Offsets, and the arena that they need.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Layout {
    /// Offset of each life.
    pub(crate) offsets: Vec<usize>,
    /// Size of the arena.
    pub(crate) bytes: usize,
    /// What no plan can go below.
    pub(crate) lower_bound: usize,
}

/// Alignments to try, best first: a cache line, a vector, then only what the elements need.
const ALIGNMENTS: [usize; 3] = [64, 16, 1];
/// Orders are improved by swapping neighbours in place for at most this many placements of a piece.
const SEARCH_BUDGET: usize = 400_000;
/// Trials per piece: a few pieces have few orders.
const TRIALS: usize = 256;

/// Places all lives. Larger alignments are taken where they cost nothing.
pub(crate) fn place(lives: &Lives) -> Layout {
    let lower_bound = lower_bound(&lives.lives);
    let mut best: Option<Layout> = None;
    for align in ALIGNMENTS {
        let bound = aligned_bound(&lives.lives, align);
        if align > 1 && bound > lower_bound {
            continue;
        }
        let (offsets, bytes) = search(&lives.lives, align, bound);
        if best.as_ref().is_none_or(|best| bytes < best.bytes) {
            best = Some(Layout { offsets, bytes, lower_bound });
        }
        if bytes <= lower_bound {
            break;
        }
    }
    best.unwrap_or_default()
}

/// What no plan with all offsets at multiples of `align` can go below: of pieces alive at one time all but one fill whole
/// multiples.
fn aligned_bound(lives: &[Life], align: usize) -> usize {
    let align = lives.iter().map(|life| life.align).min().unwrap_or(1).max(align);
    let at = |time: usize| {
        let alive = lives.iter().filter(move |life| (life.start..=life.end).contains(&time));
        let (sum, slack) = alive.fold((0, 0), |(sum, slack), life| {
            let whole = life.bytes.next_multiple_of(align);
            (sum + whole, slack.max(whole - life.bytes))
        });
        sum - slack
    };
    // The most is alive when something begins.
    lives.iter().map(|life| at(life.start)).max().unwrap_or(0)
}

type Placement = (Vec<usize>, usize);

/// The best of the greedy orders, improved while it is above the bound and the budget lasts.
fn search(lives: &[Life], align: usize, bound: usize) -> Placement {
    let mut best: Option<(Placement, Vec<usize>)> = None;
    for order in orders(lives) {
        let placement = first_fit(lives, &order, align);
        if best.as_ref().is_none_or(|(known, _)| placement.1 < known.1) {
            best = Some((placement, order));
        }
        if best.as_ref().is_some_and(|((_, bytes), _)| *bytes <= bound) {
            break;
        }
    }
    let (placement, order) = best.unwrap_or_default();
    improve(lives, align, bound, placement, order)
}

fn orders(lives: &[Life]) -> impl Iterator<Item = Vec<usize>> {
    type Key = fn(&Life) -> (usize, usize);
    let keys: [Key; 5] = [
        |life| (usize::MAX - life.bytes, life.start),
        |life| (usize::MAX - life.bytes.saturating_mul(life.end - life.start + 1), life.start),
        |life| (usize::MAX - (life.end - life.start), usize::MAX - life.bytes),
        |life| (life.start, usize::MAX - life.bytes),
        |life| (usize::MAX - life.end, usize::MAX - life.bytes),
    ];
    keys.into_iter().map(move |key| {
        let mut order: Vec<usize> = (0..lives.len()).collect();
        order.sort_by_key(|&i| key(&lives[i]));
        order
    })
}

/// Puts each piece at the lowest free offset among those placed before it.
fn first_fit(lives: &[Life], order: &[usize], align: usize) -> Placement {
    let mut offsets = vec![0; lives.len()];
    let mut placed: Vec<usize> = Vec::new(); // by offset
    let mut arena = 0;
    for &i in order {
        let offset = lowest_gap(lives, &offsets, &placed, i, align);
        offsets[i] = offset;
        arena = arena.max(offset + lives[i].bytes);
        let at = placed.partition_point(|&other| offsets[other] <= offset);
        placed.insert(at, i);
    }
    (offsets, arena)
}

fn lowest_gap(lives: &[Life], offsets: &[usize], placed: &[usize], i: usize, align: usize) -> usize {
    let (life, mut free) = (&lives[i], 0);
    for &other in placed.iter().filter(|&&other| overlap(life, &lives[other])) {
        if free + life.bytes <= offsets[other] {
            break;
        }
        let end = offsets[other] + lives[other].bytes;
        free = free.max(end.next_multiple_of(align.max(life.align)));
    }
    free
}

fn overlap(a: &Life, b: &Life) -> bool {
    a.start <= b.end && b.start <= a.end
}

/// Moves pieces that reach the top of the arena earlier in the order, keeping what does not make it worse.
fn improve(lives: &[Life], align: usize, bound: usize, mut best: Placement, mut order: Vec<usize>) -> Placement {
    let mut random = 0x9e37_79b9_7f4a_7c15u64;
    let rounds = (SEARCH_BUDGET / (lives.len() * lives.len()).max(1)).min(TRIALS * lives.len());
    for _ in 0..rounds {
        if best.1 <= bound {
            break;
        }
        let mut trial = order.clone();
        perturb(lives, &best, &mut trial, &mut random);
        let placement = first_fit(lives, &trial, align);
        if placement.1 <= best.1 {
            (best, order) = (placement, trial);
        }
    }
    best
}

/// Takes a piece at the top, or any other now and then, to a random earlier place.
fn perturb(lives: &[Life], (offsets, bytes): &Placement, order: &mut Vec<usize>, random: &mut u64) {
    let tops: Vec<usize> =
        (0..order.len()).filter(|&at| offsets[order[at]] + lives[order[at]].bytes == *bytes).collect();
    let from = match tops.get(next(random) % tops.len().max(1)) {
        Some(&top) if !next(random).is_multiple_of(4) => top,
        _ => next(random) % order.len(),
    };
    let piece = order.remove(from);
    order.insert(next(random) % (from + 1), piece);
}

/// xorshift64: the same sequence everywhere.
fn next(state: &mut u64) -> usize {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    (*state >> 33) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn life(bytes: usize, start: usize, end: usize) -> Life {
        Life { bytes, align: 1, start, end }
    }

    fn check(lives: Vec<Life>) -> Layout {
        let layout = place(&Lives { scratches: lives.len(), of_storage: vec![], lives: lives.clone() });
        for (i, a) in lives.iter().enumerate() {
            for (j, b) in lives.iter().enumerate().take(i) {
                let apart = layout.offsets[i] + a.bytes <= layout.offsets[j]
                    || layout.offsets[j] + b.bytes <= layout.offsets[i];
                assert!(apart || a.bytes == 0 || b.bytes == 0 || !overlap(a, b), "{i} and {j} overlap");
            }
        }
        layout
    }

    #[test]
    fn a_chain_needs_its_two_largest_neighbours() {
        let layout = check(vec![life(100, 0, 1), life(50, 1, 2), life(70, 2, 3), life(10, 3, 4)]);
        assert_eq!((layout.bytes, layout.lower_bound), (150, 150));
    }

    #[test]
    fn a_residual_stays_alive() {
        let layout = check(vec![life(64, 0, 4), life(64, 1, 2), life(128, 2, 3), life(64, 3, 4), life(64, 4, 5)]);
        assert_eq!(layout.bytes, layout.lower_bound);
    }

    fn any_life() -> impl Strategy<Value = Life> {
        let bytes = prop_oneof![Just(0), 1..64usize, 1..5000usize];
        (bytes, 0..4u32, 0..40usize, 0..12usize).prop_map(|(bytes, align, start, length)| {
            let align = 1 << align;
            Life { bytes: bytes / align * align, align, start, end: start + length }
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn random_lives_are_apart_aligned_and_inside(lives in proptest::collection::vec(any_life(), 0..24)) {
            let layout = check(lives.clone());
            let total: usize = lives.iter().map(|life| life.bytes.next_multiple_of(8)).sum();
            prop_assert!((layout.lower_bound..=total).contains(&layout.bytes));
            for (life, offset) in lives.iter().zip(&layout.offsets) {
                prop_assert_eq!(offset % life.align, 0);
                prop_assert!(offset + life.bytes <= layout.bytes);
            }
        }
    }

    #[test]
    fn large_alignment_is_taken_only_where_it_is_free() {
        assert_eq!(
            check(vec![life(128, 0, 1), life(100, 1, 2)]).offsets.iter().map(|offset| offset % 64).max(),
            Some(0)
        );
        let layout = check(vec![life(100, 0, 1), life(100, 1, 2), life(28, 0, 2)]);
        assert_eq!(layout.bytes, 228);
        assert_eq!(aligned_bound(&[life(100, 0, 1), life(100, 1, 2)], 64), 228);
    }

    #[test]
    fn nothing_needs_nothing() {
        assert_eq!(check(vec![]).bytes, 0);
    }
}
