//! Inputs and outputs recorded from the reference kernels.

use safetensors::SafeTensors;
use serde_json::Value;
use std::path::Path;

/// The tensors of an `io.safetensors`, and the tolerances beside it.
pub struct Golden {
    bytes: Vec<u8>,
    tolerances: Vec<Tolerance>,
}

/// How far an output may be from its golden: not at all, or as `close` says.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Tolerance {
    atol: f64,
    rtol: f64,
}

impl Golden {
    /// Of the case in `dir`, from its file `io`.
    pub fn open(dir: &Path, io: &str) -> Self {
        let read = |path: &Path| std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let meta: Value = serde_json::from_slice(&read(&dir.join("meta.json"))).expect("meta.json is JSON");
        let list = meta["tolerance"].as_array().expect("meta.json has tolerances");
        Golden { bytes: read(&dir.join(io)), tolerances: list.iter().map(Tolerance::parse).collect() }
    }

    /// Of a model in `tests/models`.
    pub fn of(name: &str) -> Self {
        Self::open(&crate::models().join(name), "io.safetensors")
    }

    /// The bytes of a tensor.
    pub fn bytes(&self, key: &str) -> Vec<u8> {
        let tensors = SafeTensors::deserialize(&self.bytes).expect("io.safetensors is whole");
        tensors.tensor(key).unwrap_or_else(|error| panic!("{key}: {error}")).data().to_vec()
    }

    /// A tensor of int8.
    pub fn i8<const N: usize>(&self, key: &str) -> [i8; N] {
        let values: Vec<i8> = self.bytes(key).iter().map(|byte| byte.cast_signed()).collect();
        values.try_into().unwrap_or_else(|values: Vec<i8>| panic!("{key} has {} values, not {N}", values.len()))
    }

    /// A tensor of float32.
    pub fn f32<const N: usize>(&self, key: &str) -> [f32; N] {
        let values = floats(&self.bytes(key));
        values.try_into().unwrap_or_else(|values: Vec<f32>| panic!("{key} has {} values, not {N}", values.len()))
    }

    /// Panics unless output `index` is what its golden and tolerance ask for.
    pub fn check(&self, index: usize, got: &[u8]) {
        let golden = self.bytes(&format!("output{index}"));
        let Tolerance { atol, rtol } = self.tolerances[index];
        if atol == 0.0 && rtol == 0.0 {
            assert_eq!(got, golden, "output {index} is not byte for byte its golden");
            return;
        }
        assert_eq!(got.len(), golden.len(), "size of output {index}");
        for (i, (got, golden)) in floats(got).into_iter().zip(floats(&golden)).enumerate() {
            let limit = atol + rtol * f64::from(golden.abs());
            let off = f64::from((got - golden).abs());
            assert!(off <= limit, "output {index}, element {i}: {got} where the golden is {golden}");
        }
    }
}

impl Tolerance {
    fn parse(value: &Value) -> Self {
        let number = |key: &str| value[key].as_f64().unwrap_or(0.0);
        match value["kind"].as_str() {
            Some("exact") => Tolerance { atol: 0.0, rtol: 0.0 },
            Some("close") => Tolerance { atol: number("atol"), rtol: number("rtol") },
            other => panic!("tolerance of kind {other:?}"),
        }
    }
}

fn floats(bytes: &[u8]) -> Vec<f32> {
    bytes.as_chunks::<4>().0.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect()
}
