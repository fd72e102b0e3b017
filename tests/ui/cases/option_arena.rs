litecast::include_model!(mod model = "models/mlp_sine_int8/model.tflite", arena = heap);

fn main() {}
