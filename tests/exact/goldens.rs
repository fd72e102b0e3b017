//! Every model through the object-safe trait, as tools run them that know nothing of a model.

use crate::models;
use litecast::Model;
use litecast_tests::Golden;

fn set_inputs(model: &mut dyn Model, golden: &Golden) {
    for i in 0..model.inputs().len() {
        let bytes = golden.bytes(&format!("input{i}"));
        model.input_bytes_mut(i).expect("an input").copy_from_slice(&bytes);
    }
}

fn check_outputs(model: &dyn Model, golden: &Golden) {
    for i in 0..model.outputs().len() {
        golden.check(i, model.output_bytes(i).expect("an output"));
    }
}

fn check(name: &str, model: &mut dyn Model, golden: &Golden) {
    set_inputs(model, golden);
    assert_eq!(model.run(), Ok(()), "{name}");
    check_outputs(model, golden);
}

#[test]
fn every_model_gives_its_goldens() {
    for (name, mut model) in models::all() {
        println!("{name}");
        check(name, &mut *model, &Golden::of(name));
    }
}

#[test]
fn nothing_of_a_run_shows_in_the_next() {
    for (name, mut model) in models::all() {
        println!("{name}");
        for i in 0..model.inputs().len() {
            model.input_bytes_mut(i).expect("an input").fill(0x7f);
        }
        // Some refuse to run on nonsense, which is to change nothing for the next run either.
        let _ = model.run();
        check(name, &mut *model, &Golden::of(name));
        check(name, &mut *model, &Golden::of(name));
    }
}

#[test]
fn open_dimensions_take_the_shape_given() {
    let golden = |name: &str| Golden::open(&litecast_tests::models().join(name), "io_batch3.safetensors");
    check("batch3_f32", &mut models::batch3_f32::Model::new(), &golden("dynamic_batch_f32"));
    check("batch3_int8", &mut models::batch3_int8::Model::new(), &golden("dynamic_batch_int8"));
    assert_eq!(models::batch3_int8::INPUT_SHAPE, [3, 8, 8, 2]);
    assert_eq!(models::batch3_int8::OUTPUT_SHAPE, [3, 2, 4]);
    assert_eq!(models::dynamic_batch_int8::OUTPUT_SHAPE, [1, 2, 4]);
}

#[test]
fn indices_past_the_last_are_nothing() {
    for (name, mut model) in models::all() {
        let (inputs, outputs) = (model.inputs().len(), model.outputs().len());
        assert!(model.input_bytes_mut(inputs).is_none() && model.output_bytes(outputs).is_none(), "{name}");
        let sizes = |model: &mut dyn Model| model.inputs().iter().map(|info| info.bytes).collect::<Vec<_>>();
        let expected = sizes(&mut *model);
        for (i, bytes) in expected.into_iter().enumerate() {
            assert_eq!(model.input_bytes_mut(i).map(|input| input.len()), Some(bytes), "{name}");
        }
    }
}

/// A model that is added to the folder is to be added to the list.
#[test]
fn no_model_is_forgotten() {
    let listed: Vec<&str> = models::all().iter().map(|(name, _)| *name).collect();
    let found: Vec<String> = litecast_tests::cases().iter().map(|dir| litecast_tests::stem(dir)).collect();
    assert_eq!(listed, found);
}
