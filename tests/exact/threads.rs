//! Models that are split for several threads.

use litecast::{Alone, Pool, Threads};
use litecast_tests::Golden;

const BATCH: usize = 2048;

litecast::include_model!(
    mod floats = "models/dynamic_batch_f32/model.tflite",
    input_shapes = { image: [2048, 8, 8, 2] },
    threads = 3,
);
litecast::include_model!(
    mod bytes = "models/dynamic_batch_int8/model.tflite",
    input_shapes = { 0: [2048, 8, 8, 2] },
    threads = 3,
);

/// The images of a golden over and over, and what each of them gives.
fn repeated<const X: usize, const Y: usize>(golden: &Golden) -> (Vec<u8>, Vec<u8>) {
    let (x, y) = (golden.bytes("input0"), golden.bytes("output0"));
    (x.iter().copied().cycle().take(BATCH * X).collect(), y.iter().copied().cycle().take(BATCH * Y).collect())
}

/// On one thread, on more than there are parts, and on as many.
fn check(model: &mut dyn litecast::Model, x: &[u8], y: &[u8]) {
    let threads = [1, 2, 4].map(|count| Threads::new(count).expect("threads"));
    let pools: [&dyn Pool; 4] = [&Alone, &threads[0], &threads[1], &threads[2]];
    for pool in pools {
        model.input_bytes_mut(0).expect("an input").copy_from_slice(x);
        model.run_on(pool).expect("a run");
        assert_eq!(model.output_bytes(0).expect("an output"), y);
    }
}

#[test]
fn bytes_are_the_same_on_any_pool() {
    let (x, y) = repeated::<128, 8>(&Golden::of("dynamic_batch_int8"));
    check(&mut bytes::Model::in_memory(bytes::Memory::boxed()), &x, &y);
}

#[test]
fn floats_are_those_of_one_thread() {
    let mut model = floats::Model::in_memory(floats::Memory::boxed());
    let (x, _) = repeated::<512, 32>(&Golden::of("dynamic_batch_f32"));
    litecast::Model::input_bytes_mut(&mut model, 0).expect("an input").copy_from_slice(&x);
    let y = litecast::rt::bytes(model.run()).to_vec();
    check(&mut model, &x, &y);
}
