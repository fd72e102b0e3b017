litecast::include_model!(mod model = "models/broken/version_unknown.tflite");

fn main() {}
