litecast::include_model!(mod model = "models/broken/zip_header.tflite");

fn main() {}
