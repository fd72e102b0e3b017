litecast::include_model!(mod model = "models/signatures/learner/model.tflite");

fn main() {
    let mut model = model::Model::new();
    let mut infer = model.infer();
    let mut weights = model.weights();
    infer.run();
    weights.run();
}
