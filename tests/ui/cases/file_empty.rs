litecast::include_model!(mod model = "models/broken/empty.tflite");

fn main() {}
