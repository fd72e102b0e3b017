litecast::include_model!(mod model = "models/broken/truncated_half.tflite");

fn main() {}
