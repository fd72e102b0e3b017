use litecast::custom::{Options, View, ViewMut};

fn scale(_: &Options, _x: View<'_, f32, 2>, _y: ViewMut<'_, f32, 2>) {}

litecast::include_model!(mod model = "models/custom/scale.tflite", custom = { AcmeScale: scale });

fn main() {}
