litecast::include_model!(mod model = "models/mlp_sine_int8/model.tflite");

fn main() {
    *model::Model::new().input_mut() = [0i8; 15];
}
