litecast::include_model!(mod model = "models/signatures/refused/two_initialisers.tflite");

fn main() {}
