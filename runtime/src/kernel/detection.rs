//! `TFLite_Detection_PostProcess`: boxes from their distance to anchors, then non-maximum suppression over all classes together
//! (fast) or class by class (regular). `kernels/detection_postprocess.cc`.
//!
//! TFLite compares every pair of boxes; here a candidate is compared with what is selected, in the order of scores, which comes
//! to the same, and only boxes that are looked at are decoded.

use super::boxes::{Corners, corners, intersection_over_union};
use super::heap::{Heap, partial_sort};
use super::{F32, row};

/// How numbers of an input become real.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Affine {
    /// Zero point.
    pub zero_point: i32,
    /// Scale.
    pub scale: F32,
}

/// An element of an input.
trait Real: Copy {
    fn real(self, quant: Affine) -> f32;
}

impl Real for f32 {
    #[inline(always)]
    fn real(self, _: Affine) -> f32 {
        self
    }
}

impl Real for u8 {
    #[inline(always)]
    fn real(self, quant: Affine) -> f32 {
        (self as f32 - quant.zero_point as f32) * quant.scale.0
    }
}

/// Extents and thresholds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Detection {
    /// Numbers of a box; the first four are its centre and its size.
    pub encoding: usize,
    /// Classes, without the background.
    pub classes: usize,
    /// Scores of a box: a background before the classes, if there is one.
    pub columns: usize,
    /// Most boxes that come out.
    pub max_detections: usize,
    /// Classes that each box comes out with (fast).
    pub classes_per_box: usize,
    /// Most boxes of a class (regular).
    pub boxes_per_class: usize,
    /// Least score.
    pub score_threshold: F32,
    /// Overlap above which the lesser of two boxes goes.
    pub iou_threshold: F32,
    /// Divisors of `[y, x, h, w]`.
    pub scale: [F32; 4],
    /// Of the boxes.
    pub boxes: Affine,
    /// Of the scores.
    pub scores: Affine,
    /// Whether of equal classes of a box the first comes first, as in TFLite Micro.
    pub ordered: bool,
}

/// Boxes, their scores by class, and the anchors that boxes are relative to.
struct Inputs<'a, B, S> {
    p: &'a Detection,
    boxes: &'a [B],
    scores: &'a [S],
    anchors: &'a [f32],
}

impl<B: Real, S: Real> Inputs<'_, B, S> {
    fn count(&self) -> usize {
        self.anchors.len() / 4
    }

    /// The score of a class.
    #[inline(always)]
    fn score(&self, index: usize, class: usize) -> f32 {
        let background = self.p.columns - self.p.classes;
        let score = self.scores.get(index * self.p.columns + background + class);
        score.map_or(0.0, |score| score.real(self.p.scores))
    }

    /// The best score; the first of equal ones counts, NaN does not.
    fn best(&self, index: usize) -> (usize, f32) {
        let background = self.p.columns - self.p.classes;
        let scores = row(self.scores, index * self.p.columns + background, self.p.classes);
        let mut best: Option<(usize, f32)> = None;
        for (class, score) in scores.iter().enumerate() {
            let score = score.real(self.p.scores);
            if best.is_none_or(|(_, best)| score > best || best.is_nan()) && !(best.is_some() && score.is_nan()) {
                best = Some((class, score));
            }
        }
        best.unwrap_or_default()
    }

    /// `DecodeCenterSizeBoxes`.
    fn decode(&self, index: usize) -> Corners {
        let encoding = row(self.boxes, index * self.p.encoding, 4);
        let real = |value: B| value.real(self.p.boxes) as f64;
        let [y, x, h, w] = encoding.first_chunk::<4>().map_or([0.0; 4], |encoding| encoding.map(real));
        let anchor = corners(self.anchors, index).map(f64::from);
        let [y_scale, x_scale, h_scale, w_scale] = self.p.scale.map(|scale| scale.0 as f64);
        let y = (y / y_scale * anchor[2] + anchor[0]) as f32;
        let x = (x / x_scale * anchor[3] + anchor[1]) as f32;
        let half_h = (0.5 * libm::exp(h / h_scale) * anchor[2]) as f32;
        let half_w = (0.5 * libm::exp(w / w_scale) * anchor[3]) as f32;
        [y - half_h, x - half_w, y + half_h, x + half_w]
    }

    /// Whether the box overlaps none of `selected`, which stand every `step` boxes, too much.
    #[inline(always)]
    fn is_apart(&self, decoded: Corners, selected: &[f32], step: usize, count: usize) -> bool {
        (0..count).all(|i| {
            let overlap = intersection_over_union(corners(selected, i * step), decoded);
            // NaN is no overlap.
            !matches!(overlap.partial_cmp(&self.p.iou_threshold.0), Some(core::cmp::Ordering::Greater))
        })
    }
}

/// What comes out: zeros after the last detection.
struct Outputs<'a> {
    boxes: &'a mut [f32],
    classes: &'a mut [f32],
    scores: &'a mut [f32],
    count: &'a mut [f32],
}

impl Outputs<'_> {
    fn clear(&mut self) {
        self.boxes.fill(0.0);
        self.classes.fill(0.0);
        self.scores.fill(0.0);
    }

    fn set_box(&mut self, at: usize, decoded: Corners) {
        set_corners(self.boxes, at, decoded);
    }

    fn set(&mut self, at: usize, class: usize, score: f32) {
        if let (Some(c), Some(s)) = (self.classes.get_mut(at), self.scores.get_mut(at)) {
            (*c, *s) = (class as f32, score);
        }
    }
}

fn set_corners(boxes: &mut [f32], at: usize, decoded: Corners) {
    if let Some(place) = boxes.get_mut(at * 4..).and_then(|rest| rest.first_chunk_mut()) {
        *place = decoded;
    }
}

fn at(values: &[f32], index: u32) -> f32 {
    values.get(index as usize).copied().unwrap_or_default()
}

/// Higher scores come first, and of equal ones the first box.
fn later(scores: &[f32], a: u32, b: u32) -> bool {
    let (x, y) = (at(scores, a), at(scores, b));
    x < y || (x == y && a > b)
}

/// Every box takes part once, with its best class.
#[inline(always)]
fn fast<B: Real, S: Real>(
    inputs: &Inputs<'_, B, S>,
    best: &mut [f32],
    queue: &mut [u32],
    order: &mut [u32],
    y: &mut Outputs<'_>,
) {
    let p = inputs.p;
    y.clear();
    for (i, best) in best.iter_mut().enumerate().take(inputs.count()) {
        *best = inputs.best(i).1;
    }
    let mut queue = Heap::new(queue);
    for (i, &score) in best.iter().enumerate() {
        if score >= p.score_threshold.0 {
            queue.push(i as u32, |a, b| later(best, a, b));
        }
    }
    let mut found = 0;
    while found < p.max_detections {
        let Some(candidate) = queue.pop(|a, b| later(best, a, b)) else { break };
        let candidate = candidate as usize;
        let decoded = inputs.decode(candidate);
        if inputs.is_apart(decoded, y.boxes, p.classes_per_box, found) {
            write_classes(inputs, candidate, found * p.classes_per_box, decoded, order, y);
            found += 1;
        }
    }
    y.count.fill(found as f32);
}

/// The box with each of its best classes.
fn write_classes<B: Real, S: Real>(
    inputs: &Inputs<'_, B, S>,
    index: usize,
    place: usize,
    decoded: Corners,
    order: &mut [u32],
    y: &mut Outputs<'_>,
) {
    let p = inputs.p;
    let count = p.classes_per_box.min(p.classes);
    if count == 1 {
        let (class, score) = inputs.best(index);
        y.set_box(place, decoded);
        y.set(place, class, score);
        return;
    }
    order.iter_mut().enumerate().for_each(|(i, class)| *class = i as u32);
    partial_sort(order, count, |a, b| {
        let (x, y) = (inputs.score(index, a as usize), inputs.score(index, b as usize));
        x > y || (p.ordered && x == y && a < b)
    });
    for (i, &class) in order.iter().enumerate().take(count) {
        y.set_box(place + i, decoded);
        y.set(place + i, class as usize, inputs.score(index, class as usize));
    }
}

/// Boxes compete within each class; the best of all classes come out.
#[inline(always)]
fn regular<B: Real, S: Real>(
    inputs: &Inputs<'_, B, S>,
    column: &mut [f32],
    queue: &mut [u32],
    selected: &mut [f32],
    chosen: &mut [u32],
    y: &mut Outputs<'_>,
) {
    let p = inputs.p;
    y.clear();
    let mut total = 0;
    for class in 0..p.classes {
        column.iter_mut().enumerate().for_each(|(i, score)| *score = inputs.score(i, class));
        let mut queue = Heap::new(queue);
        for (i, &score) in column.iter().enumerate() {
            if score >= p.score_threshold.0 {
                queue.push(i as u32, |a, b| later(column, a, b));
            }
        }
        let mut found = 0;
        while found < p.boxes_per_class {
            let Some(candidate) = queue.pop(|a, b| later(column, a, b)) else { break };
            let score = at(column, candidate);
            // Those that follow are no better.
            if total == p.max_detections && !y.scores.get(total - 1).is_some_and(|&last| last < score) {
                break;
            }
            let decoded = inputs.decode(candidate as usize);
            if inputs.is_apart(decoded, selected, 1, found) {
                set_corners(selected, found, decoded);
                found += 1;
                total = insert(total, p.max_detections, (candidate, class, score), chosen, y);
            }
        }
    }
    for (i, &index) in chosen.iter().enumerate().take(total) {
        y.set_box(i, inputs.decode(index as usize));
    }
    y.count.fill(total as f32);
}

/// Puts a detection behind those that score as well; the last goes when there are too many. Gives their number.
fn insert(
    total: usize,
    limit: usize,
    (index, class, score): (u32, usize, f32),
    chosen: &mut [u32],
    y: &mut Outputs<'_>,
) -> usize {
    let total = (total + 1).min(limit);
    let mut place = total.saturating_sub(1);
    while place > 0 && at(y.scores, place as u32 - 1) < score {
        let before = place - 1;
        y.set(place, at(y.classes, before as u32) as usize, at(y.scores, before as u32));
        if let Some(&index) = chosen.get(before)
            && let Some(to) = chosen.get_mut(place)
        {
            *to = index;
        }
        place = before;
    }
    y.set(place, class, score);
    if let Some(to) = chosen.get_mut(place) {
        *to = index;
    }
    total
}

macro_rules! entries {
    ($($fast:ident $regular:ident $b:ty, $s:ty;)*) => { $(
        /// The best boxes, each with its best classes; zeros after them. `order` has a place for each class if boxes have
        /// several.
        #[allow(clippy::too_many_arguments)]
        pub fn $fast(
            p: &Detection,
            boxes: &[$b],
            scores: &[$s],
            anchors: &[f32],
            best: &mut [f32],
            queue: &mut [u32],
            order: &mut [u32],
            y_boxes: &mut [f32],
            y_classes: &mut [f32],
            y_scores: &mut [f32],
            count: &mut [f32],
        ) {
            let mut y = Outputs { boxes: y_boxes, classes: y_classes, scores: y_scores, count };
            fast(&Inputs { p, boxes, scores, anchors }, best, queue, order, &mut y);
        }
        /// The best boxes of all classes; zeros after them.
        #[allow(clippy::too_many_arguments)]
        pub fn $regular(
            p: &Detection,
            boxes: &[$b],
            scores: &[$s],
            anchors: &[f32],
            column: &mut [f32],
            queue: &mut [u32],
            selected: &mut [f32],
            chosen: &mut [u32],
            y_boxes: &mut [f32],
            y_classes: &mut [f32],
            y_scores: &mut [f32],
            count: &mut [f32],
        ) {
            let mut y = Outputs { boxes: y_boxes, classes: y_classes, scores: y_scores, count };
            regular(&Inputs { p, boxes, scores, anchors }, column, queue, selected, chosen, &mut y);
        }
    )* };
}
entries! {
    detect_fast_f32_f32 detect_regular_f32_f32 f32, f32;
    detect_fast_f32_u8 detect_regular_f32_u8 f32, u8;
    detect_fast_u8_f32 detect_regular_u8_f32 u8, f32;
    detect_fast_u8_u8 detect_regular_u8_u8 u8, u8;
}

#[cfg(test)]
mod tests {
    use super::*;

    const NONE: Affine = Affine { zero_point: 0, scale: F32(1.0) };
    const P: Detection = Detection {
        encoding: 4,
        classes: 2,
        columns: 3,
        max_detections: 2,
        classes_per_box: 2,
        boxes_per_class: 2,
        score_threshold: F32(0.2),
        iou_threshold: F32(0.5),
        scale: [F32(10.0), F32(10.0), F32(5.0), F32(5.0)],
        boxes: NONE,
        scores: NONE,
        ordered: false,
    };
    /// Three boxes at their anchors; the first two are one.
    const ANCHORS: [f32; 12] = [0.5, 0.5, 1.0, 1.0, 0.5, 0.5, 1.0, 1.0, 2.0, 2.0, 1.0, 1.0];
    const SCORES: [f32; 9] = [0.9, 0.3, 0.8, 0.9, 0.7, 0.1, 0.9, 0.25, 0.3];

    #[test]
    fn fast_selects_each_box_once() {
        let (mut boxes, mut classes, mut scores, mut count) = ([9.0; 16], [9.0; 4], [9.0; 4], [9.0]);
        detect_fast_f32_f32(
            &P,
            &[0.0; 12],
            &SCORES,
            &ANCHORS,
            &mut [0.0; 3],
            &mut [0; 3],
            &mut [0; 2],
            &mut boxes,
            &mut classes,
            &mut scores,
            &mut count,
        );
        assert_eq!((classes, scores, count), ([1.0, 0.0, 1.0, 0.0], [0.8, 0.3, 0.3, 0.25], [2.0]));
        assert_eq!(boxes[..8], [0.0, 0.0, 1.0, 1.0, 0.0, 0.0, 1.0, 1.0]);
        assert_eq!(boxes[8..12], [1.5, 1.5, 2.5, 2.5]);
    }

    #[test]
    fn regular_selects_by_class() {
        let run = |p: &Detection| {
            let (mut boxes, mut classes, mut scores, mut count) = ([9.0; 12], [9.0; 3], [9.0; 3], [9.0]);
            detect_regular_f32_f32(
                p,
                &[0.0; 12],
                &SCORES,
                &ANCHORS,
                &mut [0.0; 3],
                &mut [0; 3],
                &mut [0.0; 8],
                &mut [0; 3],
                &mut boxes,
                &mut classes,
                &mut scores,
                &mut count,
            );
            (classes, scores, count, boxes[4])
        };
        // Of class 0 boxes 1 and 2, of class 1 boxes 0 and 2.
        assert_eq!(run(&P), ([1.0, 0.0, 0.0], [0.8, 0.7, 0.0], [2.0], 0.0));
        assert_eq!(run(&Detection { max_detections: 3, ..P }), ([1.0, 0.0, 1.0], [0.8, 0.7, 0.3], [3.0], 0.0));
    }

    #[test]
    fn quantized_inputs_are_made_real() {
        let (mut boxes, mut classes, mut scores, mut count) = ([9.0; 8], [9.0; 2], [9.0; 2], [9.0]);
        let p = Detection {
            columns: 2,
            classes_per_box: 1,
            boxes: Affine { zero_point: 128, scale: F32(0.5) },
            scores: Affine { zero_point: 10, scale: F32(0.25) },
            ..P
        };
        detect_fast_u8_u8(
            &p,
            &[128, 148, 128, 128],
            &[11, 12],
            &ANCHORS[..4],
            &mut [0.0],
            &mut [0],
            &mut [],
            &mut boxes,
            &mut classes,
            &mut scores,
            &mut count,
        );
        assert_eq!((classes, count), ([1.0, 0.0], [1.0]));
        assert_eq!((boxes[..4].to_vec(), scores), ([0.0, 1.0, 1.0, 2.0].to_vec(), [0.5, 0.0]));
    }
}
