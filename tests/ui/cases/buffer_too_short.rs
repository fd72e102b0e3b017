litecast::include_model!(mod model = "models/broken/buffer_too_short.tflite");

fn main() {}
