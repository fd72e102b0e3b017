litecast::include_model!(mod model = "models/broken/text_file.tflite");

fn main() {}
