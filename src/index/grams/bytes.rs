//! Numbers as bytes, seven bits each; all but the last byte have the eighth bit.

/// The bit that says that more follows.
pub const MORE: u8 = 0x80;

/// Appends a number.
pub fn put(out: &mut Vec<u8>, mut number: u64) {
    while number >= u64::from(MORE) {
        out.push(number as u8 | MORE);
        number >>= 7;
    }
    out.push(number as u8);
}

/// Takes a number from the front; none when there is none.
#[inline]
pub fn take(bytes: &mut &[u8]) -> Option<u64> {
    let (first, rest) = bytes.split_first()?;
    *bytes = rest;
    if *first < MORE {
        return Some(u64::from(*first));
    }
    let mut number = u64::from(*first & !MORE);
    for shift in (7..64).step_by(7) {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u64::from(*byte & !MORE) << shift;
        if *byte < MORE {
            return Some(number);
        }
    }
    None
}

/// Reads a number of 8 bytes, little-endian.
pub fn wide(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..at.checked_add(8)?)?.try_into().ok().map(u64::from_le_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back() {
        let numbers = [0, 1, 127, 128, 300, 16_383, 16_384, u64::from(u32::MAX), u64::MAX];
        let mut bytes = Vec::new();
        numbers.iter().for_each(|number| put(&mut bytes, *number));
        let mut rest = bytes.as_slice();
        assert_eq!(numbers.map(|_| take(&mut rest).unwrap()), numbers);
        assert_eq!(take(&mut rest), None);
        assert_eq!(take(&mut &[MORE; 3][..]), None);
        assert_eq!(take(&mut &[0xFF; 20][..]), None);
        assert_eq!((wide(&[1, 0, 0, 0, 0, 0, 0, 0, 2], 0), wide(&[0; 8], 1), wide(&[], usize::MAX)), (Some(1), None, None));
    }
}
