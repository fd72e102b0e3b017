litecast::include_model!(mod model = "models/mlp_sine_int8/model.tflite");

fn main() {
    let mut arena = model::Memory::new();
    let mut first = model::Model::with_arena(&mut arena);
    let mut second = model::Model::with_arena(&mut arena);
    first.run();
    second.run();
}
