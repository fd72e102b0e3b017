litecast::include_model!(mod model = "models/broken/operators_unknown.tflite");

fn main() {}
