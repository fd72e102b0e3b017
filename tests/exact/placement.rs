//! Where a model's memory is: in the model, lent to it, shared by several, in a `static`.

use crate::models::{mlp_sine_f32, mlp_sine_int8};
use litecast::{Arena, largest_arena};
use litecast_tests::Golden;
use std::sync::Mutex;

#[test]
fn a_model_lives_in_a_static() {
    static MODEL: Mutex<mlp_sine_int8::Model> = Mutex::new(mlp_sine_int8::Model::new());
    let golden = Golden::of("mlp_sine_int8");
    let mut model = MODEL.lock().expect("not poisoned");
    *model.input_mut() = golden.i8("input0");
    assert_eq!(*model.run(), golden.i8("output0"));
}

#[test]
fn memory_is_lent() {
    let golden = Golden::of("mlp_sine_int8");
    let mut arena = Arena::<{ mlp_sine_int8::ARENA_BYTES }>::new();
    let mut model = mlp_sine_int8::Model::with_arena(&mut arena);
    *model.input_mut() = golden.i8("input0");
    assert_eq!(*model.run(), golden.i8("output0"));
}

#[test]
fn memory_is_on_the_heap() {
    let golden = Golden::of("mlp_sine_int8");
    let mut model = mlp_sine_int8::Model::in_memory(mlp_sine_int8::Memory::boxed());
    *model.input_mut() = golden.i8("input0");
    assert_eq!(*model.run(), golden.i8("output0"));
}

#[test]
fn two_models_take_turns_in_one_arena() {
    const BYTES: usize = largest_arena(&[mlp_sine_int8::ARENA_BYTES, mlp_sine_f32::ARENA_BYTES]);
    let (quantized, float) = (Golden::of("mlp_sine_int8"), Golden::of("mlp_sine_f32"));
    let mut arena = Arena::<BYTES>::new();
    for _ in 0..2 {
        let mut model = mlp_sine_int8::Model::with_arena(&mut arena);
        *model.input_mut() = quantized.i8("input0");
        assert_eq!(*model.run(), quantized.i8("output0"));
        let mut model = mlp_sine_f32::Model::with_arena(&mut arena);
        *model.input_mut() = float.f32("input0");
        let output: Vec<u8> = model.run().iter().flat_map(|value| value.to_le_bytes()).collect();
        float.check(0, &output);
    }
}

#[test]
fn a_copy_goes_its_own_way() {
    let golden = Golden::of("mlp_sine_int8");
    let mut model = mlp_sine_int8::Model::new();
    *model.input_mut() = golden.i8("input0");
    let mut copy = model.clone();
    model.input_mut().fill(0);
    model.run();
    assert_eq!(*copy.run(), golden.i8("output0"));
}

#[test]
fn memory_is_what_the_constant_says_and_starts_as_zeros() {
    let size = size_of::<mlp_sine_int8::Model>();
    assert!((mlp_sine_int8::ARENA_BYTES..mlp_sine_int8::ARENA_BYTES + 64).contains(&size), "{size}");
    assert_eq!(*mlp_sine_int8::Model::new().input_mut(), [0; 16]);
    assert_eq!(size_of::<mlp_sine_int8::Model<&mut mlp_sine_int8::Memory>>(), size_of::<usize>());
}
