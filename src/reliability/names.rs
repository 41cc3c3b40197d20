//! Each distinct string gets a number: three strings a claim are looked up, and a run of millions of claims begins with this.

/// The strings so far, one behind the other, and an open table of their numbers.
#[derive(Debug, Default, Clone)]
pub struct Names {
    text: String,
    /// Where each string ends.
    ends: Vec<usize>,
    hashes: Vec<u32>,
    /// A number and one, or 0 where there is none; as many as a power of two.
    slots: Vec<u32>,
}

/// Eight bytes at a time, multiplied and turned.
fn hash(name: &str) -> u32 {
    let add = |hash: u64, word: u64| (hash.rotate_left(5) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let mut words = name.as_bytes().chunks_exact(8);
    let mut hash = name.len() as u64;
    for word in &mut words {
        hash = add(hash, word.iter().rev().fold(0, |sum, &b| sum << 8 | u64::from(b)));
    }
    hash = add(hash, words.remainder().iter().rev().fold(0, |sum, &b| sum << 8 | u64::from(b)));
    // the table takes its place from the low bits, the product mixes into the high ones
    (hash >> 32) as u32 ^ hash as u32
}

impl Names {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    fn name(&self, id: usize) -> &str {
        let start = if id == 0 { 0 } else { self.ends[id - 1] };
        &self.text[start..self.ends[id]]
    }

    /// The number of `name`, a new one where it was not seen before.
    pub fn id(&mut self, name: &str) -> u32 {
        if self.len() * 4 >= self.slots.len() * 3 {
            self.grow();
        }
        let hash = hash(name);
        let mut at = hash as usize & (self.slots.len() - 1);
        while self.slots[at] != 0 {
            let id = self.slots[at] - 1;
            if self.hashes[id as usize] == hash && self.name(id as usize) == name {
                return id;
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
        let id = u32::try_from(self.len()).expect("fewer than 2^32 distinct names fit in memory");
        self.slots[at] = id + 1;
        self.hashes.push(hash);
        self.text.push_str(name);
        self.ends.push(self.text.len());
        id
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(64);
        self.slots.clear();
        self.slots.resize(size, 0);
        for (id, hash) in self.hashes.iter().enumerate() {
            let mut at = *hash as usize & (size - 1);
            while self.slots[at] != 0 {
                at = (at + 1) & (size - 1);
            }
            self.slots[at] = id as u32 + 1;
        }
    }

    /// The names in order, and the new number of each old one. Numbers by name make the result independent of the order of rows.
    pub fn sorted(self) -> (Vec<Box<str>>, Vec<u32>) {
        let mut order: Vec<u32> = (0..self.len() as u32).collect();
        order.sort_unstable_by_key(|&id| self.name(id as usize));
        let mut renumbered = vec![0; order.len()];
        for (new, &old) in order.iter().enumerate() {
            renumbered[old as usize] = new as u32;
        }
        (order.iter().map(|&id| self.name(id as usize).into()).collect(), renumbered)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_string_has_one_number_and_order_is_by_name() {
        let mut names = Names::default();
        let given: Vec<String> = (0..5_000).map(|i| format!("{}é{}", i % 1_000, "x".repeat(i % 1_000 % 19))).collect();
        let ids: Vec<u32> = given.iter().map(|n| names.id(n)).collect();
        assert_eq!((names.len(), names.id(&given[7]), names.id("")), (1_000, ids[1_007], 1_000));
        let (sorted, renumbered) = names.sorted();
        assert!(sorted.is_sorted() && sorted[0].is_empty());
        for (name, id) in given.iter().zip(ids) {
            assert_eq!(sorted[renumbered[id as usize] as usize].as_ref(), name);
        }
    }
}
