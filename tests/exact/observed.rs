//! Watching a run, step by step.

use crate::models::{cnn_int8, mlp_sine_int8};
use litecast::{Observer, StepInfo};
use litecast_tests::Golden;

/// Everything that an observer is told.
#[derive(Default)]
struct Record {
    before: Vec<StepInfo>,
    after: Vec<(StepInfo, Vec<u8>)>,
}

impl Observer for Record {
    fn before(&mut self, step: &StepInfo) {
        self.before.push(*step);
    }

    fn after(&mut self, step: &StepInfo, output: &[u8]) {
        self.after.push((*step, output.to_vec()));
    }
}

#[test]
fn every_step_is_told_before_and_after() {
    let golden = Golden::of("mlp_sine_int8");
    let (mut model, mut record) = (mlp_sine_int8::Model::new(), Record::default());
    *model.input_mut() = golden.i8("input0");
    assert_eq!(*model.run_observed(&mut record), golden.i8("output0"));
    assert_eq!(record.before, mlp_sine_int8::STEPS);
    let after: Vec<StepInfo> = record.after.iter().map(|(step, _)| *step).collect();
    assert_eq!(after, mlp_sine_int8::STEPS);
    let (last, output) = record.after.last().expect("a step");
    assert_eq!((last.name, last.operator, last.shape), ("FULLY_CONNECTED", 2, &[16, 1][..]));
    assert_eq!(*output, golden.bytes("output0"));
}

#[test]
fn steps_know_their_operators_and_their_work() {
    let names: Vec<&str> = cnn_int8::STEPS.iter().map(|step| step.name).collect();
    assert_eq!(names.first().copied(), Some("CONV_2D"));
    assert_eq!(names.last().copied(), Some("SOFTMAX"));
    let operators: Vec<usize> = cnn_int8::STEPS.iter().map(|step| step.operator).collect();
    assert!(operators.is_sorted());
    assert!(cnn_int8::STEPS.iter().filter(|step| step.name.ends_with("CONV_2D")).all(|step| step.macs > 0));
}
