litecast::include_model!(mod model = "models/exotic_ops_f32/model.tflite");

fn main() {}
