const PATH: &str = "models/mlp_sine_int8/model.tflite";
litecast::include_model!(mod model = PATH);

fn main() {}
