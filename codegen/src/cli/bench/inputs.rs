//! What models are timed on.

use crate::cli::entry::Entries;
use crate::cli::io::Io;
use crate::ir::DType;
use crate::kernel::{f32_to_bf16, f32_to_f16};
use crate::plan::Port;
use std::path::Path;

/// The tensors stored beside a model, if there are any that can be read.
pub(super) fn beside(model: &Path) -> Option<Io> {
    Io::open(&model.with_file_name("io.safetensors")).ok()
}

/// All inputs of one run of the entry point that is meant, one after the other, and where they are from: a file that has them, or
/// else the air.
pub(super) fn inputs(entries: &Entries, io: Option<&Io>) -> (Vec<u8>, &'static str) {
    let (of, ports) = (entries.tensors(entries.chosen()), &entries.get(entries.chosen()).inputs);
    let stored = io.and_then(|io| {
        // Of the first run, where there are several.
        let run = (0..io.runs()).find(|run| io.has(of, *run))?;
        if io.fits(of, ports, run) { io.inputs(of, ports, run).ok() } else { None }
    });
    stored.map_or_else(|| (invented(ports), "pseudo-random"), |bytes| (bytes, "io.safetensors"))
}

fn invented(ports: &[Port]) -> Vec<u8> {
    let mut random = Random(0);
    ports.iter().flat_map(|port| made(port.dtype, port.region.bytes, &mut random)).collect()
}

/// Lively values: the whole range of 8- and 16-bit integers, reals in [-1, 1]. Wider integers are indices or sizes in most
/// models, and only zeros are good for all.
fn made(dtype: DType, bytes: usize, random: &mut Random) -> Vec<u8> {
    let mut values = |size: usize, value: &mut dyn FnMut(&mut Random) -> Vec<u8>| -> Vec<u8> {
        (0..bytes / size).flat_map(|_| value(random)).collect()
    };
    match dtype {
        DType::F32 | DType::Complex64 => values(4, &mut |random| random.real().to_le_bytes().to_vec()),
        DType::F64 | DType::Complex128 => values(8, &mut |random| f64::from(random.real()).to_le_bytes().to_vec()),
        DType::F16 => values(2, &mut |random| f32_to_f16(random.real()).to_le_bytes().to_vec()),
        DType::Bf16 => values(2, &mut |random| f32_to_bf16(random.real()).to_le_bytes().to_vec()),
        DType::Bool => values(1, &mut |random| vec![random.byte() & 1]),
        DType::I32 | DType::U32 | DType::I64 | DType::U64 => vec![0; bytes],
        _ => values(1, &mut |random| vec![random.byte()]),
    }
}

/// SplitMix64: the same numbers everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let x = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        x ^ (x >> 31)
    }

    fn byte(&mut self) -> u8 {
        self.next().to_le_bytes()[7]
    }

    /// In [-1, 1].
    fn real(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1 << 23) as f32 - 1.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::Shape;
    use crate::plan::{Buffer, Region};

    fn port(dtype: DType, bytes: usize) -> Port {
        let region = Region { buffer: Buffer::Arena, offset: 0, bytes };
        Port { name: String::new(), dtype, shape: Shape(vec![bytes]), quant: None, region, position: 0, count: None }
    }

    fn of(dtype: DType, bytes: usize) -> Vec<u8> {
        invented(&[port(dtype, bytes)])
    }

    #[test]
    fn values_are_lively_and_the_same_every_time() {
        let bytes = of(DType::I8, 10_000);
        assert_eq!((bytes.len(), &bytes), (10_000, &of(DType::I8, 10_000)));
        assert!((0..=u8::MAX).all(|value| bytes.contains(&value)));
        let reals: Vec<f32> =
            of(DType::F32, 4000).as_chunks::<4>().0.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect();
        assert!(reals.iter().all(|x| (-1.0..=1.0).contains(x)));
        assert!(reals.iter().any(|x| *x < -0.9) && reals.iter().any(|x| *x > 0.9));
        assert!(of(DType::Bool, 100).iter().all(|value| *value <= 1));
        assert!(of(DType::I64, 16).iter().all(|byte| *byte == 0));
    }

    #[test]
    fn inputs_follow_each_other() {
        assert_eq!(invented(&[port(DType::U8, 3), port(DType::F16, 4), port(DType::F64, 16)]).len(), 23);
        assert!(invented(&[]).is_empty());
    }
}
