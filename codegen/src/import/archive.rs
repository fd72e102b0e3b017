//! The ZIP archive that may follow a model in its file: labels and other files that the metadata speaks of.

use miniz_oxide::inflate::decompress_to_vec_with_limit;
use rawzip::{CompressionMethod, ZipArchive, ZipSliceArchive};

/// Files of an archive that unpack to more are not lists of names.
const LIMIT: usize = 4 << 20;

/// The first file whose name is `wanted`, unpacked; `None` when there is no archive, no such file, or damage.
pub(super) fn read(bytes: &[u8], wanted: impl Fn(&str) -> bool) -> Option<Vec<u8>> {
    let archive: ZipSliceArchive<&[u8]> = ZipArchive::from_slice(bytes).ok()?;
    let named = |name: &[u8]| std::str::from_utf8(name).is_ok_and(&wanted);
    let entry = archive.entries().map_while(Result::ok).find(|entry| named(entry.file_path().as_bytes()))?;
    let (size, crc) = (entry.uncompressed_size_hint(), entry.crc32());
    let size = usize::try_from(size).ok().filter(|size| *size <= LIMIT)?;
    let packed = archive.get_entry(entry.wayfinder()).ok()?;
    let unpacked = match entry.compression_method() {
        CompressionMethod::STORE => packed.data().get(..size)?.to_vec(),
        // Grows to the stated size and no further, whatever the data unpack to.
        CompressionMethod::DEFLATE => decompress_to_vec_with_limit(packed.data(), size).ok()?,
        _ => return None,
    };
    (unpacked.len() == size && rawzip::crc32(&unpacked) == crc).then_some(unpacked)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    /// An archive behind `prefix`, its offsets counted from the start of the file or of the archive.
    fn archive(prefix: &[u8], files: &[(&str, &[u8], CompressionMethod)], from_file: bool) -> Vec<u8> {
        let mut bytes = if from_file { prefix.to_vec() } else { Vec::new() };
        let mut writer = rawzip::ZipArchiveWriter::builder().with_offset(bytes.len() as u64).build(&mut bytes);
        for (name, data, method) in files {
            let (mut entry, config) = writer.new_file(name).compression_method(*method).start().unwrap();
            let packed = if *method == CompressionMethod::DEFLATE {
                miniz_oxide::deflate::compress_to_vec(data, 6)
            } else {
                data.to_vec()
            };
            let mut summed = config.wrap(std::io::sink());
            summed.write_all(data).unwrap();
            let (_, descriptor) = summed.finish().unwrap();
            entry.write_all(&packed).unwrap();
            entry.finish(descriptor).unwrap();
        }
        writer.finish().unwrap();
        if from_file { bytes } else { [prefix, &bytes].concat() }
    }

    fn sample(from_file: bool) -> Vec<u8> {
        let files: [(&str, &[u8], _); 2] =
            [("a.txt", b"cat\ndog\n", CompressionMethod::STORE), ("b.txt", &[b'x'; 900], CompressionMethod::DEFLATE)];
        archive(b"a model of 21 bytes..", &files, from_file)
    }

    #[test]
    fn stored_and_deflated_files_behind_a_model() {
        for from_file in [true, false] {
            let bytes = sample(from_file);
            assert_eq!(read(&bytes, |name| name == "a.txt").unwrap(), b"cat\ndog\n");
            assert_eq!(read(&bytes, |name| name == "b.txt").unwrap(), [b'x'; 900]);
            assert_eq!(read(&bytes, |name| name == "c.txt"), None);
        }
        assert_eq!(read(b"a model", |_| true), None);
    }

    #[test]
    fn a_bomb_is_left_packed() {
        let huge = vec![0; LIMIT + 1];
        let bytes = archive(b"", &[("labels.txt", &huge, CompressionMethod::DEFLATE)], true);
        assert!(bytes.len() < 10_000);
        assert_eq!(read(&bytes, |_| true), None);
    }

    #[test]
    fn damage_gives_nothing_or_the_right_bytes() {
        let whole = sample(true);
        let check = |bytes: &[u8]| {
            let found = read(bytes, |name| name == "b.txt");
            assert!(found.is_none_or(|found| found == [b'x'; 900]));
        };
        (0..whole.len()).for_each(|len| check(&whole[..len]));
        for at in 0..whole.len() {
            for value in [0, 1, 0x7f, 0x80, 0xff, whole[at] ^ 1] {
                let mut damaged = whole.clone();
                damaged[at] = value;
                check(&damaged);
            }
        }
    }
}
