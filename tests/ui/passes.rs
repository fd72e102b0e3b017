//! A model that compiles, with every option at once.
litecast::include_model!(
    pub(crate) mod sine = "models/mlp_sine_int8/model.tflite",
    numerics = tflm,
    input_shapes = { x: [4, 1] },
    arena = section(".bss.sine"),
    crate = litecast,
);

fn main() {
    let mut model = sine::Model::take().expect("the first");
    assert!(sine::Model::take().is_none());
    model.set_input_f32(&[0.0, 1.0, 2.0, 3.0]);
    let _: &[i8; 4] = model.run();
}
