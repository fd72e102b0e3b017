litecast::include_model!(mod model = "models/mlp_sine_int8/model.tflite", numerics = exact);

fn main() {}
