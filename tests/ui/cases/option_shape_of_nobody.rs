litecast::include_model!(mod model = "models/two_io_f32/model.tflite", input_shapes = { picture: [1, 8, 8, 1] });

fn main() {}
