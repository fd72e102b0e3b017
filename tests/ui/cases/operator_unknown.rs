litecast::include_model!(mod model = "models/broken/operator_unknown.tflite");

fn main() {}
