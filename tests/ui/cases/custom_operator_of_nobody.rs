fn scale() {}

litecast::include_model!(mod model = "models/custom/scale.tflite", custom = { AcmeScales: scale });

fn main() {
    scale();
}
