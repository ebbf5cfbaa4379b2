//! From a file's bytes to its text, whatever program wrote it.

use encoding_rs::{Encoding, SHIFT_JIS, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// How a file's text is encoded.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FileEncoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, low byte first, as Excel's "Unicode text".
    Utf16LittleEndian,
    /// UTF-16, high byte first.
    Utf16BigEndian,
    /// CP932, as Excel in Japan writes CSV.
    ShiftJis,
}

/// Why a file's bytes are no text.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NotText {
    /// An Excel workbook, or another file of the same zipped kind.
    #[error("this is a workbook, not a text file; save it as CSV first")]
    Workbook,
    /// Neither UTF-8, UTF-16 nor `Shift_JIS`.
    #[error("this is not a text file in UTF-8, UTF-16 or Shift_JIS")]
    Unreadable,
}

const BOM_UTF8: &[u8] = &[0xEF, 0xBB, 0xBF];
const BOM_UTF16_LE: &[u8] = &[0xFF, 0xFE];
const BOM_UTF16_BE: &[u8] = &[0xFE, 0xFF];
/// The beginnings of ZIP archives (xlsx) and of the old compound files (xls).
const WORKBOOKS: [&[u8]; 2] = [&[b'P', b'K', 3, 4], &[0xD0, 0xCF, 0x11, 0xE0]];
/// So much of the file tells UTF-16 without a byte order mark.
const PROBE_BYTES: usize = 4096;

/// Decodes a text file; borrows where the bytes are UTF-8 already.
///
/// # Errors
/// When the bytes are no text. Nothing is replaced by guesswork: one byte that does not fit refuses the file.
pub fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, FileEncoding), NotText> {
    if WORKBOOKS.iter().any(|start| bytes.starts_with(start)) {
        return Err(NotText::Workbook);
    }
    if let Some(rest) = bytes.strip_prefix(BOM_UTF8) {
        let text = std::str::from_utf8(rest).map_err(|_| NotText::Unreadable)?;
        return Ok((Cow::Borrowed(text), FileEncoding::Utf8));
    }
    if let Some(rest) = bytes.strip_prefix(BOM_UTF16_LE) {
        return decode_as(rest, UTF_16LE, FileEncoding::Utf16LittleEndian);
    }
    if let Some(rest) = bytes.strip_prefix(BOM_UTF16_BE) {
        return decode_as(rest, UTF_16BE, FileEncoding::Utf16BigEndian);
    }
    if let Some(found) = utf16_without_mark(bytes) {
        let encoding = match found {
            FileEncoding::Utf16BigEndian => UTF_16BE,
            _ => UTF_16LE,
        };
        return decode_as(bytes, encoding, found);
    }
    if bytes.contains(&0) {
        return Err(NotText::Unreadable);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok((Cow::Borrowed(text), FileEncoding::Utf8)),
        Err(_) => decode_as(bytes, SHIFT_JIS, FileEncoding::ShiftJis),
    }
}

fn decode_as<'a>(
    bytes: &'a [u8],
    encoding: &'static Encoding,
    found: FileEncoding,
) -> Result<(Cow<'a, str>, FileEncoding), NotText> {
    let text = encoding
        .decode_without_bom_handling_and_without_replacement(bytes)
        .ok_or(NotText::Unreadable)?;
    let is_rubbish = text
        .chars()
        .take(PROBE_BYTES)
        .any(|c| c.is_control() && !matches!(c, '\t' | '\r' | '\n' | '\u{b}' | '\u{c}' | '\u{1a}'));
    if is_rubbish {
        return Err(NotText::Unreadable);
    }
    Ok((text, found))
}

/// UTF-16 shows in its zero bytes: the delimiters, digits and line ends of any table have one, always on the same side.
fn utf16_without_mark(bytes: &[u8]) -> Option<FileEncoding> {
    if !bytes.len().is_multiple_of(2) {
        return None;
    }
    let probe = bytes.get(..PROBE_BYTES).unwrap_or(bytes);
    let (mut first_zero, mut second_zero) = (0_usize, 0_usize);
    for pair in probe.chunks_exact(2) {
        match pair {
            [0, 0] => return None,
            [0, _] => first_zero += 1,
            [_, 0] => second_zero += 1,
            _ => {}
        }
    }
    if second_zero > 4 * first_zero {
        Some(FileEncoding::Utf16LittleEndian)
    } else if first_zero > 4 * second_zero {
        Some(FileEncoding::Utf16BigEndian)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str, bytes_of: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes_of).collect()
    }

    #[test]
    fn every_encoding_gives_the_same_text() {
        let text = "顧客名,国\r\n株式会社コントソ 髙橋①,日本\r\n";
        let marked = |mark: &[u8], rest: Vec<u8>| [mark, &rest].concat();
        let (shift_jis, _, _) = SHIFT_JIS.encode(text);
        for (bytes, encoding) in [
            (text.as_bytes().to_vec(), FileEncoding::Utf8),
            (
                marked(BOM_UTF8, text.as_bytes().to_vec()),
                FileEncoding::Utf8,
            ),
            (
                marked(BOM_UTF16_LE, utf16(text, u16::to_le_bytes)),
                FileEncoding::Utf16LittleEndian,
            ),
            (
                marked(BOM_UTF16_BE, utf16(text, u16::to_be_bytes)),
                FileEncoding::Utf16BigEndian,
            ),
            (
                utf16(text, u16::to_le_bytes),
                FileEncoding::Utf16LittleEndian,
            ),
            (utf16(text, u16::to_be_bytes), FileEncoding::Utf16BigEndian),
            (shift_jis.into_owned(), FileEncoding::ShiftJis),
        ] {
            let (decoded, found) = decode(&bytes).unwrap();
            assert_eq!((decoded.as_ref(), found), (text, encoding));
        }
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert_eq!(
            decode(b"PK\x03\x04\x14\0\x06\0").unwrap_err(),
            NotText::Workbook
        );
        for bytes in [
            &b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..],
            b"a,b\n\xff\xff\xff\n",
            b"\xEF\xBB\xBFa,\xff\n",
            b"\x81\x01\x02\x83\x90\x04",
            b"a\0b,c\0\0d",
        ] {
            assert_eq!(decode(bytes).unwrap_err(), NotText::Unreadable, "{bytes:?}");
        }
    }
}
