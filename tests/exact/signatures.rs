//! Files with several signatures: entry points that share weights and variables.

use litecast::{Arena, Model as AnyModel};
use safetensors::SafeTensors;

litecast::include_model!(
    mod learner = "models/signatures/learner/model.tflite",
    input_shapes = { "infer.x": [2, 3] },
);
litecast::include_model!(mod counter = "models/signatures/counter/model.tflite");
litecast::include_model!(mod second = "models/signatures/second/model.tflite");
// A name without an entry point's is that of all.
litecast::include_model!(
    mod twos = "models/signatures/counter/model.tflite",
    input_shapes = { x: [1, 2], "u8.#0": [1, 2] },
);
#[cfg(target_os = "linux")]
litecast::include_model!(
    mod placed = "models/signatures/counter/model.tflite",
    arena = section(".bss.counter"),
);

/// The runs of a model: signature, and goldens of inputs and outputs.
struct Runs(Vec<u8>);

impl Runs {
    fn of(name: &str) -> Self {
        let path = litecast_tests::models().join("signatures").join(name).join("io.safetensors");
        Runs(std::fs::read(path).expect("goldens"))
    }

    fn bytes(&self, key: &str) -> Option<Vec<u8>> {
        let tensors = SafeTensors::deserialize(&self.0).expect("io.safetensors is whole");
        tensors.tensor(key).ok().map(|tensor| tensor.data().to_vec())
    }

    /// The tensor of a signature's input or output in a run.
    fn get(&self, signature: &str, end: &str, run: usize) -> Option<Vec<u8>> {
        self.bytes(&format!("sig.{signature}.{end}@{run}"))
    }

    fn floats(&self, signature: &str, end: &str, run: usize) -> Vec<f32> {
        let bytes = self.get(signature, end, run).unwrap_or_else(|| panic!("{signature}.{end} of run {run}"));
        bytes.as_chunks::<4>().0.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect()
    }

    fn array<const N: usize>(&self, signature: &str, end: &str, run: usize) -> [f32; N] {
        self.floats(signature, end, run).try_into().expect("as many values")
    }
}

fn close(got: &[f32], golden: &[f32]) {
    assert_eq!(got.len(), golden.len());
    let near = |(a, b): (&f32, &f32)| (a - b).abs() <= 1e-4 + 1e-5 * b.abs();
    assert!(got.iter().zip(golden).all(near), "{got:?} where the golden is {golden:?}");
}

/// Infers, trains and reads the weights as the goldens do.
fn learn(model: &mut learner::Model, runs: &Runs) {
    let infer = |model: &mut learner::Model, run| {
        let mut infer = model.infer();
        *infer.input_mut() = runs.array("infer", "input.x", run);
        close(infer.run(), &runs.floats("infer", "output.y", run));
    };
    let train = |model: &mut learner::Model, run| {
        let mut train = model.train();
        *train.input_x_mut() = runs.array("train", "input.x", run);
        *train.input_y_mut() = runs.array("train", "input.y", run);
        let loss: &[f32; 1] = train.run();
        close(loss, &runs.floats("train", "output.loss", run));
    };
    let weights = |model: &mut learner::Model, run| {
        let mut weights = model.weights();
        let outputs: learner::weights::Outputs<'_> = weights.run();
        close(outputs.w, &runs.floats("weights", "output.w", run));
        close(outputs.b, &runs.floats("weights", "output.b", run));
    };
    infer(model, 1);
    weights(model, 2);
    train(model, 3);
    infer(model, 4);
    train(model, 5);
    train(model, 6);
    weights(model, 7);
    let mut restore = model.restore();
    *restore.input_w_mut() = runs.array("restore", "input.w", 8);
    *restore.input_b_mut() = runs.array("restore", "input.b", 8);
    assert_eq!(*restore.run(), [-1.0]);
    assert_eq!((*model.weights().run().w, *model.weights().run().b), ([3.0, 2.0, 1.0], [-1.0]));
    infer(model, 9);
    train(model, 10);
}

#[test]
fn what_one_entry_point_learns_another_knows() {
    let (mut model, runs) = (learner::Model::new(), Runs::of("learner"));
    learn(&mut model, &runs);
    model.reset();
    learn(&mut model, &runs);
    model.train().reset();
    assert_eq!(*model.weights().run().w, [0.5, -0.25, 1.0]);
}

#[test]
fn entry_points_have_modules_of_their_own() {
    assert_eq!((learner::train::INPUT_X_SHAPE, learner::infer::INPUT_SHAPE), ([4, 3], [2, 3]));
    assert_eq!(learner::infer::OUTPUT_SHAPE, [2]);
    assert!(!learner::train::STEPS.is_empty() && learner::STATE_BYTES >= 16);
    assert_eq!(size_of::<learner::Memory>(), learner::ARENA_BYTES.next_multiple_of(align_of::<learner::Memory>()));
    assert_eq!(twos::u8_::INPUT_SHAPE, twos::self_::INPUT_SHAPE);
}

/// Variable tensors belong to a subgraph: two signatures of one share them. Names that Rust or `Model` has for itself get a `_`.
#[test]
fn signatures_of_one_subgraph_share_its_variable_tensors() {
    let (mut model, runs) = (counter::Model::default(), Runs::of("counter"));
    *model.self_().input_mut() = runs.array("self", "input.x", 1);
    assert_eq!(model.self_().run()[..], runs.floats("self", "output.y", 1));
    *model.u8_().input_mut() = runs.array("u8", "input.left", 2);
    assert_eq!(model.u8_().run()[..], runs.floats("u8", "output.right", 2));
    *model.reset_().input_mut() = runs.array("reset", "input.x", 3);
    assert_eq!(model.reset_().run()[..], runs.floats("reset", "output.y", 3));
    *model.self_().input_mut() = runs.array("self", "input.x", 4);
    assert_eq!(model.self_().run()[..], runs.floats("self", "output.y", 4));
}

#[test]
fn tools_know_each_entry_point_as_a_model() {
    fn run(model: &mut dyn AnyModel, runs: &Runs, key: &str, number: usize) {
        for i in 0..model.inputs().len() {
            let name = format!("input.{}", model.inputs()[i].name);
            let bytes = runs.get(key, &name, number).expect("an input");
            model.input_bytes_mut(i).expect("an input").copy_from_slice(&bytes);
        }
        model.run().expect("a run");
        for i in 0..model.outputs().len() {
            let name = format!("output.{}", model.outputs()[i].name);
            assert_eq!(model.output_bytes(i), runs.get(key, &name, number).as_deref());
        }
    }
    let (mut model, runs) = (counter::Model::new(), Runs::of("counter"));
    for _ in 0..2 {
        run(&mut model.self_(), &runs, "self", 1);
        run(&mut model.u8_(), &runs, "u8", 2);
        run(&mut model.reset_(), &runs, "reset", 3);
        run(&mut model.self_(), &runs, "self", 4);
        AnyModel::reset(&mut model.u8_());
    }
}

#[test]
fn memory_and_variables_may_be_lent_or_one_entry_point_s_alone() {
    let (mut arena, mut state) = (Arena::<{ counter::ARENA_BYTES }>::new(), counter::State::new());
    for expected in [[1.0, 2.0], [2.0, 4.0]] {
        let mut model = counter::Model::from_parts(&mut arena, &mut state);
        *model.self_().input_mut() = [1.0, 2.0];
        assert_eq!(*model.self_().run(), expected);
    }
    let mut alone = counter::u8_::Model::from_parts(&mut arena, &mut state);
    *alone.input_mut() = [1.0, 2.0];
    assert_eq!(*alone.run(), [3.0, 6.0]);
    let mut boxed = counter::Model::in_memory(counter::Memory::boxed());
    *boxed.reset_().input_mut() = [1.0, 2.0];
    assert_eq!(*boxed.reset_().run(), [10.0, 20.0]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_static_arena_is_taken_once() {
    let mut model = placed::Model::take().expect("the first");
    *model.self_().input_mut() = [3.0, 4.0];
    assert_eq!(*model.self_().run(), [3.0, 4.0]);
    assert!(placed::Model::take().is_none());
}

/// Functions are found from the module around the model's, however deep the code lies that calls them.
mod functions {
    use litecast::custom::{Options, View, ViewMut};

    fn double(_: &Options, x: View<'_, i32, 1>, y: ViewMut<'_, i32, 1>) {
        x.data.iter().zip(y.data).for_each(|(x, y)| *y = 2 * x);
    }

    mod above {
        litecast::include_model!(
            pub(super) mod of_super = "models/signatures/functions.tflite",
            custom = { AcmeDouble: super::double },
        );
    }

    litecast::include_model!(mod plain = "models/signatures/functions.tflite", custom = { AcmeDouble: double });
    litecast::include_model!(mod of_self = "models/signatures/functions.tflite", custom = { AcmeDouble: self::double });

    #[test]
    fn compute_in_every_entry_point() {
        macro_rules! check {
            ($model:expr) => {
                let mut model = $model;
                *model.once().input_mut() = [1, -3];
                assert_eq!(*model.once().run(), [2, -6]);
                *model.twice().input_mut() = [1, -3];
                assert_eq!(*model.twice().run(), [4, -12]);
            };
        }
        check!(plain::Model::new());
        check!(of_self::Model::new());
        check!(above::of_super::Model::new());
    }
}

/// One signature is the model, whichever subgraph it is, and all is as if it were the first.
#[test]
fn the_only_signature_is_another_subgraph() {
    let mut model = second::Model::new();
    *model.input_mut() = [1, -2];
    assert_eq!(*model.run(), [101, 198]);
    assert_eq!(AnyModel::inputs(&model)[0].name, "number");
}
