//! Damage to models that knows their structure: what is written where dimensions, indices, types or options stand is what
//! makes compilers stumble. Shared by the fuzzer and by the tests.

mod bytes;
mod values;
mod walk;

use bytes::Bytes;
pub use bytes::Random;
pub(crate) use values::element_bits;
use walk::{Kind, Map, Site, TensorSite, walk};

/// Changes a few things of a model, which may grow up to `max` bytes.
pub fn mutate(model: &mut Vec<u8>, max: usize, random: &mut Random) {
    for _ in 0..=random.below(4) {
        let map = walk(model);
        match random.below(16) {
            0 => flip(model, random),
            1 => reshape(model, max, &map, random),
            2 => retype(model, &map, random),
            _ => edit(model, max, &map, random),
        }
    }
}

/// Overwrites a byte anywhere.
fn flip(model: &mut [u8], random: &mut Random) {
    let at = random.below(model.len());
    if let Some(byte) = model.get_mut(at) {
        *byte ^= 1 << random.below(8);
    }
}

/// Changes one place: all kinds of places are equally likely, however many there are of each.
fn edit(model: &mut Vec<u8>, max: usize, map: &Map, random: &mut Random) {
    let rank = |kind: Kind| match kind {
        Kind::Operator { .. } => Kind::Operator { old: None },
        Kind::Option { .. } => Kind::Option { width: 0 },
        Kind::Entry { .. } => Kind::Entry { list: 0 },
        other => other,
    };
    let mut kinds: Vec<Kind> = map.sites.iter().map(|site| rank(site.kind)).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let Some(&kind) = random.pick(&kinds) else { return flip(model, random) };
    let sites: Vec<Site> = map.sites.iter().copied().filter(|site| rank(site.kind) == kind).collect();
    if let Some(&site) = random.pick(&sites) {
        edit_site(model, max, map, site, random);
    }
}

fn edit_site(model: &mut Vec<u8>, max: usize, map: &Map, Site { at, kind }: Site, random: &mut Random) {
    let old = Bytes(model).u32(at).unwrap_or(0);
    match kind {
        Kind::Operator { old } => operator(model, at, old, random),
        Kind::Index => write(model, at, &values::index(old, random).to_le_bytes()),
        Kind::TensorIndex => {
            write(model, at, &values::tensor_index(old.cast_signed(), map.tensors.len(), random).to_le_bytes());
        }
        Kind::Axis => write(model, at, &values::axis(random).to_le_bytes()),
        Kind::ElementType => write(model, at, &[values::element_type(random)]),
        Kind::OptionsType => write(model, at, &[values::small(random)]),
        Kind::Option { width: 1 } => write(model, at, &[values::small(random)]),
        Kind::Option { width: 4 } => write(model, at, &values::dim(old.cast_signed(), random).to_le_bytes()),
        Kind::Option { .. } => write(model, at, &i64::from(values::dim(old.cast_signed(), random)).to_le_bytes()),
        Kind::Scale => write(model, at, &values::scale(f32::from_bits(old), random).to_le_bytes()),
        Kind::ZeroPoint => write(model, at, &values::zero_point(random).to_le_bytes()),
        Kind::Dim => write(model, at, &values::dim(old.cast_signed(), random).to_le_bytes()),
        Kind::Data => write(model, at, &values::data(old, random).to_le_bytes()),
        Kind::List => list(model, max, at, map.tensors.len(), random),
        Kind::Buffer => buffer(model, max, at, random),
        Kind::Field => write(model, at, &0u16.to_le_bytes()),
        Kind::Entry { list } => entry(model, map, at, list, random),
    }
}

/// Another builtin operator.
fn operator(model: &mut [u8], at: usize, old: Option<usize>, random: &mut Random) {
    let code = values::operator(random);
    if let Some(old) = old {
        write(model, old, &[code.min(127)]);
    }
    if old != Some(at) {
        write(model, at, &i32::from(code).to_le_bytes());
    }
}

/// A list with numbers added, removed or changed, put at the end of the file.
fn list(model: &mut Vec<u8>, max: usize, at: usize, tensors: usize, random: &mut Random) {
    let Some((start, len)) = Bytes(model).list(at) else { return };
    let old = (0..len.min(64)).filter_map(|i| Bytes(model).u32(start + 4 * i).map(u32::cast_signed));
    let mut numbers: Vec<i32> = old.collect();
    let place = random.below(numbers.len() + 1);
    match random.below(5) {
        0 => numbers.truncate(place),
        1 => numbers.clear(),
        2 if place < numbers.len() => drop(numbers.remove(place)),
        3 => numbers.insert(place, values::dim(1, random)),
        _ => numbers.insert(place, values::tensor_index(0, tensors, random)),
    }
    append(model, max, at, &numbers.iter().flat_map(|number| number.to_le_bytes()).collect::<Vec<_>>(), numbers.len());
}

/// A constant's data with another length.
fn buffer(model: &mut Vec<u8>, max: usize, at: usize, random: &mut Random) {
    let Some((_, len)) = Bytes(model).list(at) else { return };
    let sizes = [0, 1, 4, len / 2, len.saturating_sub(1), len + 1, len + 4, 2 * len];
    let size = random.pick(&sizes).copied().unwrap_or(0);
    resize(model, max, at, size);
}

fn resize(model: &mut Vec<u8>, max: usize, at: usize, size: usize) {
    let Some((start, len)) = Bytes(model).list(at) else { return };
    let old = model.get(start..).map_or(&[][..], |rest| &rest[..len.min(rest.len())]);
    if !old.is_empty() && size <= max {
        let data: Vec<u8> = old.iter().copied().cycle().take(size).collect();
        append(model, max, at, &data, size);
    }
}

/// Puts a list at the end of the file and lets the reference at `at` lead there.
fn append(model: &mut Vec<u8>, max: usize, at: usize, data: &[u8], len: usize) {
    let place = model.len().next_multiple_of(16) + 12;
    let (Ok(offset), Ok(len)) = (u32::try_from(place.saturating_sub(at)), u32::try_from(len)) else { return };
    if place + 4 + data.len() + 8 <= max {
        model.resize(place, 0);
        model.extend_from_slice(&len.to_le_bytes());
        model.extend_from_slice(data);
        model.resize(model.len().next_multiple_of(4), 0);
        write(model, at, &offset.to_le_bytes());
    }
}

/// Lets an entry of a list of tables be that of another, or swaps them.
fn entry(model: &mut [u8], map: &Map, at: usize, list: usize, random: &mut Random) {
    let same = |site: &&Site| site.kind == Kind::Entry { list };
    let others: Vec<usize> = map.sites.iter().filter(same).map(|site| site.at).collect();
    let Some(&other) = random.pick(&others) else { return };
    let (Some(mine), Some(its)) = (Bytes(model).follow(at), Bytes(model).follow(other)) else { return };
    let swap = random.below(2) == 0;
    for (at, target) in [(at, its), (other, mine)].into_iter().take(1 + usize::from(swap)) {
        if let Some(offset) = target.checked_sub(at).and_then(|offset| u32::try_from(offset).ok()) {
            write(model, at, &offset.to_le_bytes());
        }
    }
}

/// Another dimension for a tensor, with as many bytes of data as it then takes.
fn reshape(model: &mut Vec<u8>, max: usize, map: &Map, random: &mut Random) {
    let Some(&TensorSite { shape, kind, data }) = random.pick(&map.tensors) else { return };
    let Some((start, len)) = Bytes(model).list(shape).filter(|(_, len)| *len > 0) else { return };
    let at = start + 4 * random.below(len.min(8));
    let old = Bytes(model).u32(at).unwrap_or(1).cast_signed();
    write(model, at, &values::extent(old, random).to_le_bytes());
    let dims = (0..len.min(16)).filter_map(|i| Bytes(model).u32(start + 4 * i));
    let elements = dims.fold(1usize, |product, dim| product.saturating_mul(dim as usize));
    let element = kind.and_then(|at| model.get(at).copied()).unwrap_or(0);
    if let Some(data) = data {
        resize(model, max, data, elements.saturating_mul(values::element_bits(element)).div_ceil(8));
    }
}

/// Gives all tensors of one type another, of the same size.
fn retype(model: &mut [u8], map: &Map, random: &mut Random) {
    let places: Vec<usize> = map.tensors.iter().filter_map(|tensor| tensor.kind).collect();
    let Some(old) = random.pick(&places).and_then(|&at| model.get(at).copied()) else { return };
    let new = values::element_type(random);
    if values::element_bits(new) != values::element_bits(old) && random.below(4) != 0 {
        return;
    }
    for at in places {
        if model.get(at) == Some(&old) {
            write(model, at, &[new]);
        }
    }
}

fn write(model: &mut [u8], at: usize, bytes: &[u8]) {
    if let Some(place) = at.checked_add(bytes.len()).and_then(|end| model.get_mut(at..end)) {
        place.copy_from_slice(bytes);
    }
}
