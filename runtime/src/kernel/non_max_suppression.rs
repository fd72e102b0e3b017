//! NON_MAX_SUPPRESSION_V4 and _V5: the boxes with the best scores, without those that overlap better ones.
//! `kernels/internal/reference/non_max_suppression.h`.

use super::boxes::{Corners, corners, intersection_over_union, max, min};
use super::heap::Heap;

/// A box of which any two opposite corners were given.
#[inline(always)]
fn upright(boxes: &[f32], index: u32) -> Corners {
    let [y1, x1, y2, x2] = corners(boxes, index as usize);
    [min(y1, y2), min(x1, x2), max(y1, y2), max(x1, x2)]
}

#[inline(always)]
fn overlap(boxes: &[f32], candidate: u32, selected: i32) -> f32 {
    intersection_over_union(upright(boxes, candidate), upright(boxes, selected as u32))
}

#[inline(always)]
fn score(scores: &[f32], index: u32) -> f32 {
    scores.get(index as usize).copied().unwrap_or_default()
}

fn only(values: &[f32]) -> f32 {
    values.first().copied().unwrap_or_default()
}

/// Indices of the best boxes, zeros after them, and their number. A box that is chosen competes once more, as in TFLite: one
/// without area is chosen again and again.
pub fn non_max_suppression_v4(
    boxes: &[f32],
    scores: &[f32],
    iou_threshold: &[f32],
    score_threshold: &[f32],
    queue: &mut [u32],
    indices: &mut [i32],
    count: &mut [i32],
) {
    let (iou_threshold, score_threshold) = (only(iou_threshold), only(score_threshold));
    let less = |a, b| score(scores, a) < score(scores, b);
    let mut queue = Heap::new(queue);
    for (i, &score) in scores.iter().enumerate() {
        if score > score_threshold {
            queue.push(i as u32, less);
        }
    }
    let wanted = queue.len().min(indices.len());
    let mut found = 0;
    while found < wanted {
        let Some(candidate) = queue.pop(less) else { break };
        let mut selected = indices.get(..found).unwrap_or(&[]).iter().rev();
        if selected.any(|&selected| overlap(boxes, candidate, selected) >= iou_threshold) {
            continue;
        }
        if let Some(place) = indices.get_mut(found) {
            *place = candidate as i32;
        }
        found += 1;
        queue.push(candidate, less);
    }
    finish(found, indices, count);
}

fn finish(found: usize, indices: &mut [i32], count: &mut [i32]) {
    indices.iter_mut().skip(found).for_each(|index| *index = 0);
    count.fill(found as i32);
}

/// As [`non_max_suppression_v4`], with scores that fall the more a box overlaps better ones. `scale` is -0.5 by sigma, or 0.
#[allow(clippy::too_many_arguments)]
pub fn non_max_suppression_v5(
    scale: f32,
    boxes: &[f32],
    scores: &[f32],
    iou_threshold: &[f32],
    score_threshold: &[f32],
    queue: &mut [u32],
    current: &mut [f32],
    compared: &mut [u32],
    indices: &mut [i32],
    selected_scores: &mut [f32],
    count: &mut [i32],
) {
    let (iou_threshold, score_threshold) = (only(iou_threshold), only(score_threshold));
    current.iter_mut().zip(scores).for_each(|(current, &score)| *current = score);
    compared.fill(0);
    let mut queue = Heap::new(queue);
    for (i, &given) in scores.iter().enumerate() {
        if given > score_threshold {
            queue.push(i as u32, |a, b| score(scores, a) < score(scores, b));
        }
    }
    let wanted = queue.len().min(indices.len());
    let mut found = 0;
    while found < wanted {
        let Some(candidate) = queue.pop(|a, b| score(current, a) < score(current, b)) else { break };
        let (Some(score_now), Some(begin)) =
            (current.get_mut(candidate as usize), compared.get_mut(candidate as usize))
        else {
            break;
        };
        let original = *score_now;
        let fresh = indices.get(*begin as usize..found).unwrap_or(&[]);
        let suppressed = decay(scale, boxes, candidate, fresh, (iou_threshold, score_threshold), score_now);
        *begin = found as u32;
        let now = *score_now;
        if suppressed {
            continue;
        }
        if now == original {
            if let (Some(index), Some(score)) = (indices.get_mut(found), selected_scores.get_mut(found)) {
                (*index, *score) = (candidate as i32, now);
            }
            found += 1;
        }
        if now > score_threshold {
            queue.push(candidate, |a, b| score(current, a) < score(current, b));
        }
    }
    selected_scores.iter_mut().skip(found).for_each(|score| *score = 0.0);
    finish(found, indices, count);
}

/// Lowers a candidate's score by its overlap with boxes that it has not been compared with; true when it overlaps one too much.
#[inline(always)]
fn decay(
    scale: f32,
    boxes: &[f32],
    candidate: u32,
    selected: &[i32],
    (iou_threshold, score_threshold): (f32, f32),
    score: &mut f32,
) -> bool {
    for &other in selected.iter().rev() {
        let iou = overlap(boxes, candidate, other);
        if iou >= iou_threshold {
            return true;
        }
        if scale != 0.0 {
            *score *= libm::expf(scale * iou * iou);
        }
        if *score <= score_threshold {
            break;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOXES: [f32; 16] = [
        0.0, 0.0, 1.0, 1.0, //
        1.0, 1.0, 0.0, 0.1, // overlaps the first, corners the other way round
        2.0, 2.0, 3.0, 3.0, //
        0.0, 0.0, 1.0, 0.9, //
    ];

    #[test]
    fn overlapping_boxes_go() {
        let (mut indices, mut count) = ([7; 4], [0]);
        let scores = [0.5, 0.9, 0.8, 0.1];
        non_max_suppression_v4(&BOXES, &scores, &[0.5], &[0.2], &mut [0; 4], &mut indices, &mut count);
        assert_eq!((indices, count), ([1, 2, 0, 0], [2]));
        non_max_suppression_v4(&BOXES, &scores, &[1.0], &[0.2], &mut [0; 4], &mut indices, &mut count);
        assert_eq!((indices, count), ([1, 2, 0, 0], [3]));
        non_max_suppression_v4(&BOXES, &scores, &[0.5], &[1.0], &mut [0; 4], &mut indices, &mut count);
        assert_eq!((indices, count), ([0; 4], [0]));
    }

    #[test]
    fn soft_suppression_lowers_scores() {
        let (mut indices, mut scores, mut count) = ([7; 4], [7.0; 4], [0]);
        let given = [0.5, 0.9, 0.8, 0.1];
        let mut run = |scale| {
            let scratch = (&mut [0; 4], &mut [0.0; 4], &mut [0; 4]);
            non_max_suppression_v5(
                scale,
                &BOXES,
                &given,
                &[1.0],
                &[0.0],
                scratch.0,
                scratch.1,
                scratch.2,
                &mut indices,
                &mut scores,
                &mut count,
            );
            (indices, scores, count)
        };
        assert_eq!(run(0.0), ([1, 2, 0, 3], [0.9, 0.8, 0.5, 0.1], [4]));
        let (indices, scores, _) = run(-1.0);
        let lower = 0.5 * libm::expf(-(0.9f32 / 1.0).powi(2));
        assert!(indices == [1, 2, 0, 3] && (scores[2] - lower).abs() < 1e-6, "{indices:?} {scores:?}");
    }
}
