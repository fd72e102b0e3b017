litecast::include_model!(mod model = "models/nowhere.tflite");

fn main() {}
