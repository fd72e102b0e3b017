litecast::include_model!(mod model = "models/signatures/learner/model.tflite");

fn main() {
    let mut model = model::Model::new();
    let (mut infer, mut weights) = (model.infer(), model.weights());
    let y = infer.run();
    weights.run();
    assert_eq!(y, &[0.0]);
}
