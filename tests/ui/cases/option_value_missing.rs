litecast::include_model!(mod model = "models/operators/tile_by_input/model.tflite");

fn main() {}
