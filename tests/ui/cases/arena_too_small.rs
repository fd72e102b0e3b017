litecast::include_model!(mod model = "models/mlp_sine_int8/model.tflite");

fn main() {
    let mut arena = litecast::Arena::<8>::new();
    model::Model::with_arena(&mut arena).run();
}
