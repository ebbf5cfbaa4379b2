//! Records: how SQLite writes a row into bytes, read back strictly, so that what is no row is not taken for one.

/// A value of a row.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Value {
    Null,
    Integer(i64),
    Real(f64),
    /// As it stands in the file: it may be no UTF-8 any more.
    Text(Vec<u8>),
    Blob(Vec<u8>),
    /// Its place is known, its content lost with the pages it went on.
    Lost,
}

/// A number of variable length at `at`, and where the next thing stands.
pub(super) fn varint(bytes: &[u8], at: usize) -> Option<(u64, usize)> {
    let mut value = 0_u64;
    for index in 0..8 {
        let byte = *bytes.get(at + index)?;
        value = (value << 7) | u64::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            return Some((value, at + index + 1));
        }
    }
    let last = *bytes.get(at + 8)?;
    Some(((value << 8) | u64::from(last), at + 9))
}

/// The same number where SQLite means one with a sign.
#[allow(clippy::cast_possible_wrap, reason = "SQLite writes it so")]
pub(super) const fn signed(value: u64) -> i64 {
    value as i64
}

/// Reads a record of `total` bytes of which `payload` is what is there: all, or less where pages it went on are lost. `None` when lengths and
/// types do not agree to the byte.
pub(super) fn read(payload: &[u8], total: usize) -> Option<Vec<Value>> {
    let (header, mut at) = varint(payload, 0)?;
    let header = usize::try_from(header).ok()?;
    if header < at || header > total || header > payload.len() {
        return None;
    }
    let mut types = Vec::new();
    let mut end = header;
    while at < header {
        let (code, next) = varint(payload, at)?;
        end = end.checked_add(length_of(code)?)?;
        types.push(code);
        at = next;
    }
    if at != header || end != total {
        return None;
    }
    let mut values = Vec::with_capacity(types.len());
    let mut from = header;
    for code in types {
        let length = length_of(code)?;
        values.push(value(code, payload, from, length));
        from += length;
    }
    Some(values)
}

fn length_of(code: u64) -> Option<usize> {
    Some(match code {
        0 | 8 | 9 => 0,
        1..=4 => usize::try_from(code).ok()?,
        5 => 6,
        6 | 7 => 8,
        10 | 11 => return None,
        _ => usize::try_from((code - 12) / 2).ok()?,
    })
}

fn value(code: u64, payload: &[u8], from: usize, length: usize) -> Value {
    let Some(bytes) = payload.get(from..from + length) else {
        return Value::Lost;
    };
    match code {
        0 => Value::Null,
        8 => Value::Integer(0),
        9 => Value::Integer(1),
        1..=6 => Value::Integer(integer(bytes)),
        7 => Value::Real(f64::from_bits(integer(bytes).cast_unsigned())),
        code if code % 2 == 0 => Value::Blob(bytes.to_vec()),
        _ => Value::Text(bytes.to_vec()),
    }
}

fn integer(bytes: &[u8]) -> i64 {
    let is_negative = bytes.first().is_some_and(|first| first & 0x80 != 0);
    bytes
        .iter()
        .fold(if is_negative { -1 } else { 0 }, |value, byte| {
            (value << 8) | i64::from(*byte)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_every_length_are_read() {
        assert_eq!(varint(&[0x7f], 0), Some((127, 1)));
        assert_eq!(varint(&[0x81, 0x00], 0), Some((128, 2)));
        assert_eq!(varint(&[0xff; 9], 0), Some((u64::MAX, 9)));
        assert_eq!(varint(&[0xff; 8], 0), None);
    }

    #[test]
    fn a_record_is_read_only_when_its_lengths_agree() {
        let record = [4, 1, 0, 17, 0xfe, b'h', b'i'];
        let values = vec![Value::Integer(-2), Value::Null, Value::Text(b"hi".to_vec())];
        assert_eq!(read(&record, 7), Some(values));
        assert_eq!(read(&record, 8), None);
        assert_eq!(read(&[4, 1, 0, 10, 0xfe, b'h', b'i'], 7), None);
    }

    #[test]
    fn what_is_lost_of_a_record_leaves_the_rest() {
        let record = [3, 1, 17, 5];
        assert_eq!(read(&record, 6), Some(vec![Value::Integer(5), Value::Lost]));
    }
}
