//! Which words stand in the bytes of files: by this it is shown that somebody who was erased is nowhere any more.

use super::Files;
use memchr::memmem;

/// A word of lower-case ASCII letters and digits as UTF-8 and as UTF-16 from either end.
fn spellings(word: &str) -> [Vec<u8>; 3] {
    let wide = |bytes_of: fn(u16) -> [u8; 2]| word.encode_utf16().flat_map(bytes_of).collect();
    [
        word.as_bytes().to_vec(),
        wide(u16::to_le_bytes),
        wide(u16::to_be_bytes),
    ]
}

/// The files in which any of the words stands, in whichever case and encoding, each with the word.
pub fn found(files: &Files, words: &[&str]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (name, bytes) in files {
        let bytes = bytes.to_ascii_lowercase();
        for word in words {
            let stands = |spelling: &Vec<u8>| memmem::find(&bytes, spelling).is_some();
            if spellings(word).iter().any(stands) {
                found.push((name.clone(), (*word).to_owned()));
            }
        }
    }
    found
}
