//! What a user writes: named, typed accessors, raw and in real numbers.

use crate::models::{
    exotic_fixed, exotic_ops_f32, mlp_sine_f32, mlp_sine_int8, passthrough_f32, passthrough_int8, two_io_f32,
    two_io_int8,
};
use litecast::{DType, Error, Model as AnyModel, Quant};
use litecast_tests::Golden;

fn bytes(values: &[f32]) -> Vec<u8> {
    values.iter().flat_map(|value| value.to_le_bytes()).collect()
}

fn raw(values: &[i8]) -> Vec<u8> {
    values.iter().map(|value| value.cast_unsigned()).collect()
}

#[test]
fn one_input_and_one_output() {
    let golden = Golden::of("mlp_sine_int8");
    let mut model = mlp_sine_int8::Model::new();
    *model.input_mut() = golden.i8("input0");
    let output: &[i8; 16] = model.run();
    assert_eq!(*output, golden.i8("output0"));
    assert_eq!(*model.output(), golden.i8("output0"));
}

#[test]
fn real_numbers_on_both_sides_of_a_quantized_model() {
    let golden = Golden::of("mlp_sine_int8");
    let quant: Quant = mlp_sine_int8::INPUT_QUANT;
    assert_eq!((quant.scale, quant.zero_point), (mlp_sine_int8::INPUT_SCALE, mlp_sine_int8::INPUT_ZERO_POINT));
    let inputs: [i8; 16] = golden.i8("input0");
    let mut model = mlp_sine_int8::Model::new();
    model.set_input_f32(&inputs.map(|raw| quant.dequantize(raw.into())));
    assert_eq!(*model.input_mut(), inputs);
    model.run();
    let outputs: [i8; 16] = golden.i8("output0");
    let expected = outputs.map(|raw| mlp_sine_int8::OUTPUT_QUANT.dequantize(raw.into()));
    assert!(model.output_f32().eq(expected));
    assert_eq!(model.output_f32().len(), 16);
}

#[test]
fn what_the_sine_model_says_of_itself() {
    let model = mlp_sine_f32::Model::default();
    assert_eq!((mlp_sine_f32::INPUT_SHAPE, mlp_sine_f32::OUTPUT_SHAPE), ([16, 1], [16, 1]));
    let [input] = AnyModel::inputs(&model) else { panic!("one input") };
    assert_eq!((input.name, input.dtype, input.shape, input.bytes), ("x", DType::F32, &[16, 1][..], 64));
    assert_eq!(input.quant, None);
    assert_eq!(AnyModel::outputs(&model)[0].name, "y");
    let quantized = mlp_sine_int8::Model::new();
    assert_eq!(AnyModel::inputs(&quantized)[0].quant, Some(mlp_sine_int8::INPUT_QUANT));
    assert_eq!(mlp_sine_f32::LABELS, [""; 0]);
}

#[test]
fn inputs_with_values_are_no_inputs() {
    let golden = Golden::of("exotic_ops_f32");
    let mut model = exotic_fixed::Model::new();
    assert_eq!(AnyModel::inputs(&model).iter().map(|info| info.name).collect::<Vec<_>>(), ["x"]);
    *model.input_mut() = golden.f32("input1");
    let exotic_fixed::Outputs { .. } = model.run();
    golden.check(0, AnyModel::output_bytes(&model, 0).expect("an output"));
    golden.check(1, AnyModel::output_bytes(&model, 1).expect("an output"));
}

#[test]
fn several_inputs_and_outputs_have_the_names_of_the_signature() {
    let golden = Golden::of("two_io_f32");
    let mut model = two_io_f32::Model::new();
    *model.input_image_mut() = golden.f32("input0");
    *model.input_gain_mut() = golden.f32("input1");
    let outputs: two_io_f32::Outputs<'_> = model.run();
    let (scores, features): (&[f32; 5], &[f32; 8]) = (outputs.scores, outputs.features);
    golden.check(0, &bytes(scores));
    golden.check(1, &bytes(features));
}

#[test]
fn several_quantized_inputs_in_real_numbers() {
    let golden = Golden::of("two_io_int8");
    let mut model = two_io_int8::Model::new();
    let (image, gain): ([i8; 64], [i8; 1]) = (golden.i8("input0"), golden.i8("input1"));
    model.set_input_image_f32(&image.map(|raw| two_io_int8::INPUT_IMAGE_QUANT.dequantize(raw.into())));
    model.set_input_gain_f32(&gain.map(|raw| two_io_int8::INPUT_GAIN_QUANT.dequantize(raw.into())));
    let outputs = model.run();
    golden.check(0, &raw(outputs.scores));
    golden.check(1, &raw(outputs.features));
    let scores: [i8; 5] = golden.i8("output0");
    let expected = scores.map(|raw| two_io_int8::OUTPUT_SCORES_QUANT.dequantize(raw.into()));
    assert!(model.output_scores_f32().eq(expected));
}

#[test]
fn an_output_may_be_an_input_a_constant_or_read_inside() {
    let golden = Golden::of("passthrough_f32");
    let mut model = passthrough_f32::Model::new();
    let image: [f32; 72] = golden.f32("input0");
    *model.input_mut() = image;
    let outputs = model.run();
    assert_eq!(*outputs.a_same, image);
    golden.check(1, &bytes(outputs.c_hidden));
    golden.check(2, &bytes(outputs.b_table));
    golden.check(3, &bytes(outputs.d_scores));
    // The constant is there before any run.
    golden.check(2, &bytes(passthrough_f32::Model::new().output_b_table()));
}

#[test]
fn outputs_that_are_read_inside_survive_the_run() {
    let golden = Golden::of("passthrough_int8");
    let mut model = passthrough_int8::Model::new();
    *model.input_mut() = golden.i8("input0");
    let outputs = model.run();
    golden.check(0, &raw(outputs.a_same));
    golden.check(1, &raw(outputs.c_hidden));
    golden.check(3, &raw(outputs.d_scores));
}

/// GATHER meets an index that does not exist: an error, and the model is as good as before.
#[test]
fn a_run_that_can_fail_says_so() {
    let golden = Golden::of("exotic_ops_f32");
    let mut model = exotic_ops_f32::Model::new();
    for wrong in [1000, -1] {
        *model.input_index_mut() = [0, wrong];
        let error = model.run().expect_err("an error");
        assert_eq!(error, Error::IndexOutOfRange { operator: 0 });
        assert!(error.to_string().starts_with("operator #0: an index lies outside"));
        assert_eq!(AnyModel::run(&mut model), Err(error));
    }
    for i in 0..3 {
        let bytes = golden.bytes(&format!("input{i}"));
        model.input_bytes_mut(i).expect("an input").copy_from_slice(&bytes);
    }
    let outputs = model.run().expect("a run");
    golden.check(1, &bytes(outputs.values));
}

#[test]
fn real_numbers_beyond_the_range_saturate() {
    let mut model = mlp_sine_int8::Model::new();
    let mut values = [0.0; 16];
    values[..4].copy_from_slice(&[1e30, -1e30, f32::INFINITY, f32::NAN]);
    model.set_input_f32(&values);
    let zero_point = i8::try_from(mlp_sine_int8::INPUT_ZERO_POINT).expect("an int8");
    assert_eq!(model.input_mut()[..5], [127, -128, 127, zero_point, zero_point]);
}
