litecast::include_model!(mod model = "models/custom/scale.tflite", custom = { AcmeScale: a, "AcmeScale": b });

fn main() {}
