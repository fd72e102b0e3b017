litecast::include_model!("models/mlp_sine_int8/model.tflite");

fn main() {}
