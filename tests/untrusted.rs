//! Whatever comes from outside is read without a fault, in a memory that its size bounds: what the fuzzers found, and what is very large.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use leadline::untrusted::{Kind, Reader};
use peak_alloc::PeakAlloc;
use std::path::{Path, PathBuf};

#[global_allocator]
static PEAK: PeakAlloc = PeakAlloc;

/// Whatever is read, this much may be taken.
const AT_MOST_BYTES: usize = 4 * 1024 * 1024;
const MEGABYTE: usize = 1024 * 1024;

/// What reading `bytes` takes of memory at most, beyond what is taken already.
fn taken(reader: &mut Reader, kind: Kind, bytes: &[u8]) -> usize {
    let before = PEAK.current_usage();
    PEAK.reset_peak_usage();
    reader.read(kind, bytes);
    PEAK.peak_usage().saturating_sub(before)
}

fn corpus(kind: Kind) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fuzz/corpus")
        .join(kind.name());
    let files = std::fs::read_dir(&folder).unwrap();
    files.map(|file| file.unwrap().path()).collect()
}

/// One test, for memory is counted for the whole process.
#[test]
fn whatever_comes_from_outside_is_read_without_a_fault_and_within_its_memory() {
    let folder = tempfile::tempdir().unwrap();
    let mut reader = Reader::new().with_files_in(folder.path()).unwrap();
    for kind in Kind::ALL {
        let files = corpus(kind);
        assert!(!files.is_empty(), "{kind:?}");
        for file in files {
            let bytes = std::fs::read(&file).unwrap();
            let taken = taken(&mut reader, kind, &bytes);
            let bound = AT_MOST_BYTES + 10 * bytes.len();
            assert!(taken <= bound, "{}: {taken} bytes", file.display());
        }
    }
    for (kind, name, bytes) in large() {
        let taken = taken(&mut reader, kind, &bytes);
        // A row takes as much as two kilobytes, however short it is; there is a limit to their number.
        let rows = bytes.iter().filter(|byte| b"\n{".contains(byte)).count();
        let bound = AT_MOST_BYTES + 10 * bytes.len() + 2_048 * rows.min(1_000_000);
        assert!(
            taken <= bound,
            "{kind:?}, {name}: {taken} bytes for {}",
            bytes.len()
        );
    }
}

/// Texts of ten megabytes of which something could take the program too far.
fn large() -> Vec<(Kind, &'static str, Vec<u8>)> {
    let filled = |text: &str| text.repeat(10 * MEGABYTE / text.len()).into_bytes();
    let after = |head: &str, text: &str| [head.as_bytes(), &filled(text)].concat();
    vec![
        (Kind::Csv, "one cell", after("Customer\n", "a")),
        (Kind::Csv, "an open quote", after("Customer\n\"", "a,\n")),
        (Kind::Csv, "nothing but commas", filled(",")),
        (Kind::Csv, "nothing but line ends", filled("\n")),
        (Kind::Csv, "nothing but quotes", filled("\"")),
        (
            Kind::Csv,
            "combining marks",
            after("Customer\n", "e\u{301}"),
        ),
        (
            Kind::Csv,
            "small rows",
            after("Customer,Overview\n", "Contoso,Move a server\n"),
        ),
        (Kind::Json, "nothing but brackets", filled("[")),
        (Kind::Json, "one text", after("[{\"customer\":\"", "a")),
        (
            Kind::Json,
            "entries without meaning",
            after("[", "{\"customer\":\"A\"},"),
        ),
        (Kind::Dates, "digits", filled("1")),
        (Kind::Dates, "slashes", filled("1/")),
        (Kind::Money, "digits", after("USD ", "9")),
        (Kind::Mail, "one line", filled("a")),
        (Kind::Mail, "line ends", filled("\n")),
        (Kind::Mail, "labels", filled("From: a@b.example\n")),
        (Kind::Mail, "brackets", after("Date: ", "(")),
        // No system hands over more in one word.
        (Kind::CommandLine, "one word", vec![b'a'; MEGABYTE / 8]),
        (Kind::Settings, "brackets", filled("[")),
        (Kind::Settings, "one text", after("{\"own_name\":\"", "a")),
    ]
}
