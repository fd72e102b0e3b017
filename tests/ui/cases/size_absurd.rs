litecast::include_model!(mod model = "models/broken/shape_absurd.tflite");

fn main() {}
