//! Compiles the models.

use litecast_codegen::Build;

fn main() {
    Build::new("../models/mlp_sine_int8/model.tflite").module("sine").compile();
    Build::new("../models/dynamic_batch_int8/model.tflite")
        .module("batch")
        .input_shape("image", &[3, 8, 8, 2])
        .crate_path("crate::engine")
        .compile();
    Build::new("../models/custom/scale.tflite").module("scaled").custom("AcmeScale", "ops::scale").compile();
}
