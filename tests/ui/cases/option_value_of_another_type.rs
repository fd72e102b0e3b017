litecast::include_model!(mod model = "models/exotic_ops_f32/model.tflite", input_values = { steps: 2.5 });

fn main() {}
