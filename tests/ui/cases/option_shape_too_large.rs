litecast::include_model!(mod model = "models/mlp_sine_int8/model.tflite", input_shapes = { 0: [99999, 99999] });

fn main() {}
