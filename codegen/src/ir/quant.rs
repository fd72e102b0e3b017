//! Affine quantization.

/// `real = scale * (raw - zero_point)`, for the whole tensor or per index of one dimension.
#[derive(Clone, Debug, PartialEq)]
pub struct Quant {
    /// One scale, or one per index along `axis`.
    pub scales: Vec<f32>,
    /// As many as scales.
    pub zero_points: Vec<i32>,
    /// The dimension that several scales belong to.
    pub axis: usize,
}

impl Quant {
    /// Of a whole tensor.
    pub fn tensor(scale: f32, zero_point: i32) -> Self {
        Quant { scales: vec![scale], zero_points: vec![zero_point], axis: 0 }
    }

    /// Whether one scale serves all.
    pub fn is_per_tensor(&self) -> bool {
        self.scales.len() == 1
    }

    /// The first scale.
    pub fn scale(&self) -> f32 {
        self.scales.first().copied().unwrap_or(0.0)
    }

    /// The first zero point.
    pub fn zero_point(&self) -> i32 {
        self.zero_points.first().copied().unwrap_or(0)
    }

    /// The scale of an index along `axis`.
    pub fn scale_of(&self, index: usize) -> f32 {
        self.scales.get(index).copied().unwrap_or(self.scale())
    }
}
