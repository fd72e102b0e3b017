litecast::include_model!(mod model = "models/custom/scale.tflite", custom = { AcmeScale: ops::scale });

fn main() {}
