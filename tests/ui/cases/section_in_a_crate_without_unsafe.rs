#![forbid(unsafe_code)]
litecast::include_model!(mod model = "models/mlp_sine_int8/model.tflite", arena = section(".bss.model"));

fn main() {}
