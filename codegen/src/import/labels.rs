//! Class names: a list that the metadata attaches to an output, in the ZIP archive at the end of the model.
//!
//! The metadata is read rather than guessed from file names: archives also hold vocabularies, and lists of later outputs.

use super::archive;
use crate::schema::{self, fb};

/// The names of the first output that has any; none when there is no readable list, since names never change a result.
pub(super) fn read(bytes: &[u8], model: &fb::Model<'_>) -> Vec<String> {
    let text = match schema::metadata(bytes, model) {
        Some(metadata) => named(&metadata).and_then(|name| archive::read(bytes, |entry| entry == name)),
        None => archive::read(bytes, looks_like_labels),
    };
    text.and_then(|bytes| String::from_utf8(bytes).ok()).map_or_else(Vec::new, |text| lines(&text))
}

/// Models from before the metadata have nothing but the file.
fn looks_like_labels(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.contains("label") && name.ends_with(".txt")
}

fn named<'a>(metadata: &fb::ModelMetadata<'a>) -> Option<&'a str> {
    let subgraph = metadata.subgraph_metadata()?.iter().next()?;
    subgraph.output_tensor_metadata()?.iter().find_map(|output| label_file(&output))
}

/// Of translated lists the one without a locale, or else the first, as the format has it.
fn label_file<'a>(output: &fb::TensorMetadata<'a>) -> Option<&'a str> {
    let kinds = [fb::AssociatedFileType::TENSOR_AXIS_LABELS, fb::AssociatedFileType::TENSOR_VALUE_LABELS];
    let lists: Vec<_> = output.associated_files()?.iter().filter(|file| kinds.contains(&file.type_())).collect();
    let plain = lists.iter().find(|file| file.locale().is_none_or(str::is_empty));
    plain.or(lists.first()).and_then(|file| file.name())
}

/// One name a line. Empty lines keep their place, so that indices stay right; those at the end are none.
fn lines(text: &str) -> Vec<String> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    text.trim_end_matches(['\n', '\r']).lines().map(|line| line.trim().to_string()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use flatbuffers::{FlatBufferBuilder, ForwardsUOffset, Vector, WIPOffset};

    const AXIS: fb::AssociatedFileType = fb::AssociatedFileType::TENSOR_AXIS_LABELS;
    const VALUES: fb::AssociatedFileType = fb::AssociatedFileType::TENSOR_VALUE_LABELS;
    const VOCABULARY: fb::AssociatedFileType = fb::AssociatedFileType::VOCABULARY;

    type Listed<'a> = (&'a str, fb::AssociatedFileType, &'a str);

    /// A table whose only field is a vector of tables.
    fn parent<'a>(b: &mut FlatBufferBuilder<'a>, slot: u16, children: &[Done<'a>]) -> Done<'a> {
        let children: WIPOffset<Vector<'_, ForwardsUOffset<_>>> = b.create_vector(children);
        let start = b.start_table();
        b.push_slot_always(slot, children);
        b.end_table(start)
    }

    type Done<'a> = WIPOffset<flatbuffers::TableFinishedWIPOffset>;

    fn entry<'a>(b: &mut FlatBufferBuilder<'a>, (name, kind, locale): &Listed<'_>) -> Done<'a> {
        let (name, locale) = (b.create_string(name), b.create_string(locale));
        let start = b.start_table();
        b.push_slot_always(fb::AssociatedFile::VT_NAME, name);
        b.push_slot_always(fb::AssociatedFile::VT_TYPE_, *kind);
        b.push_slot_always(fb::AssociatedFile::VT_LOCALE, locale);
        b.end_table(start)
    }

    fn chosen(outputs: &[&[Listed<'_>]]) -> Option<String> {
        let mut b = FlatBufferBuilder::new();
        let mut tensors = Vec::new();
        for files in outputs {
            let files: Vec<_> = files.iter().map(|file| entry(&mut b, file)).collect();
            tensors.push(parent(&mut b, fb::TensorMetadata::VT_ASSOCIATED_FILES, &files));
        }
        let subgraph = parent(&mut b, fb::SubGraphMetadata::VT_OUTPUT_TENSOR_METADATA, &tensors);
        let root = parent(&mut b, fb::ModelMetadata::VT_SUBGRAPH_METADATA, &[subgraph]);
        b.finish(root, Some("M001"));
        let metadata = flatbuffers::root::<fb::ModelMetadata<'_>>(b.finished_data()).unwrap();
        named(&metadata).map(str::to_string)
    }

    #[test]
    fn labels_come_before_vocabularies_and_translations() {
        assert_eq!(chosen(&[&[("vocab.txt", VOCABULARY, ""), ("labels.txt", AXIS, "")]]).unwrap(), "labels.txt");
        assert_eq!(chosen(&[&[("fr.txt", AXIS, "fr"), ("plain.txt", AXIS, "")]]).unwrap(), "plain.txt");
        assert_eq!(chosen(&[&[("fr.txt", AXIS, "fr"), ("de.txt", AXIS, "de")]]).unwrap(), "fr.txt");
    }

    #[test]
    fn a_detector_names_the_values_of_a_later_output() {
        assert_eq!(chosen(&[&[], &[("map.txt", VALUES, "")]]).unwrap(), "map.txt");
        assert_eq!(chosen(&[&[], &[]]), None);
    }

    #[test]
    fn lines_keep_their_index() {
        assert_eq!(lines("\u{feff}cat\r\n\r\ndog \r\n\n"), ["cat", "", "dog"]);
        assert!(lines("\r\n").is_empty());
    }
}
