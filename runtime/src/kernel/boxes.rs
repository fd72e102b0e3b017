//! What operators on boxes share.

/// Least and greatest coordinates: `[y_min, x_min, y_max, x_max]`.
pub(super) type Corners = [f32; 4];

/// Box `index` of a list.
#[inline(always)]
pub(super) fn corners(boxes: &[f32], index: usize) -> Corners {
    let corners = index.checked_mul(4).and_then(|at| boxes.get(at..)).and_then(|rest| rest.first_chunk());
    corners.copied().unwrap_or_default()
}

/// `std::max`.
#[inline(always)]
pub(super) fn max(a: f32, b: f32) -> f32 {
    if a < b { b } else { a }
}

/// `std::min`.
#[inline(always)]
pub(super) fn min(a: f32, b: f32) -> f32 {
    if b < a { b } else { a }
}

/// The area that two boxes share, as a part of the area that either covers (`ComputeIntersectionOverUnion`).
#[inline(always)]
pub(super) fn intersection_over_union(i: Corners, j: Corners) -> f32 {
    let area = |[y_min, x_min, y_max, x_max]: Corners| (y_max - y_min) * (x_max - x_min);
    let (area_i, area_j) = (area(i), area(j));
    if area_i <= 0.0 || area_j <= 0.0 {
        return 0.0;
    }
    let [y_min, x_min] = [max(i[0], j[0]), max(i[1], j[1])];
    let [y_max, x_max] = [min(i[2], j[2]), min(i[3], j[3])];
    let both = max(y_max - y_min, 0.0) * max(x_max - x_min, 0.0);
    both / (area_i + area_j - both)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shared_areas() {
        let unit = [0.0, 0.0, 1.0, 1.0];
        assert_eq!(intersection_over_union(unit, unit), 1.0);
        assert_eq!(intersection_over_union(unit, [0.0, 0.5, 1.0, 1.5]), 0.5 / 1.5);
        assert_eq!(intersection_over_union(unit, [2.0, 2.0, 3.0, 3.0]), 0.0);
        assert_eq!(intersection_over_union(unit, [0.5, 0.0, 0.5, 1.0]), 0.0);
        assert_eq!(corners(&[1.0, 2.0], 0), [0.0; 4]);
    }
}
