litecast::include_model!(mod model = "models/broken/cycle_of_two.tflite");

fn main() {}
