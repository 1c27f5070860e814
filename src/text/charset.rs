//! Sets of characters that answer at the price of one look into a table.

/// A set of characters: one bit for each of the basic plane. All beyond it count as members, so a set may only say
/// which characters need a closer look.
#[derive(Clone, Debug)]
pub(super) struct CharSet(Vec<u64>);

impl CharSet {
    /// No character of the basic plane.
    pub fn new() -> CharSet {
        CharSet(vec![0; 1024])
    }

    /// Adds a character.
    pub fn insert(&mut self, c: char) {
        if let Some(word) = self.0.get_mut(c as usize >> 6) {
            *word |= 1 << (c as usize & 63);
        }
    }

    /// Takes a character out; one beyond the basic plane stays.
    pub fn remove(&mut self, c: char) {
        if let Some(word) = self.0.get_mut(c as usize >> 6) {
            *word &= !(1 << (c as usize & 63));
        }
    }

    /// Whether the character is a member.
    #[inline]
    pub fn contains(&self, c: char) -> bool {
        self.0.get(c as usize >> 6).is_none_or(|word| word >> (c as usize & 63) & 1 == 1)
    }
}

impl FromIterator<char> for CharSet {
    fn from_iter<I: IntoIterator<Item = char>>(chars: I) -> CharSet {
        let mut set = CharSet::new();
        chars.into_iter().for_each(|c| set.insert(c));
        set
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_those_put_in_and_all_beyond_the_basic_plane() {
        let mut set: CharSet = "一龥\u{FFFD}a".chars().collect();
        assert!(['一', '龥', '\u{FFFD}', 'a', '𠮷'].iter().all(|c| set.contains(*c)));
        assert!(['二', 'b', '\0', '\u{FFFF}'].iter().all(|c| !set.contains(*c)));
        set.remove('一');
        assert!(!set.contains('一'));
    }
}
