//! Names for contents: the same content has the same name on every machine and with every version of the compiler.

use serde::Serialize;
use std::io::{self, Write};

/// FNV-1a with 64 bits (Fowler, Noll, Vo) over the JSON of values. It tells versions apart; it is no protection against forgery.
pub struct Fingerprint(u64);

impl Default for Fingerprint {
    fn default() -> Self {
        Fingerprint(0xcbf2_9ce4_8422_2325)
    }
}

impl Fingerprint {
    /// Adds a value.
    pub fn add(&mut self, value: &impl Serialize) {
        serde_json::to_writer(self, value).expect("values of ours are JSON, and hashing takes every byte");
    }

    /// Twelve hexadecimal digits.
    pub fn finish(self) -> String {
        format!("{:012x}", self.0 & 0xffff_ffff_ffff)
    }
}

/// The fingerprint of one value.
pub fn fingerprint(value: &impl Serialize) -> String {
    let mut hash = Fingerprint::default();
    hash.add(value);
    hash.finish()
}

impl Write for Fingerprint {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_the_published_one() {
        // test vectors of draft-eastlake-fnv: "" and "foobar"
        for (bytes, want) in [(&b""[..], 0xcbf2_9ce4_8422_2325), (b"foobar", 0x8594_4171_f739_67e8)] {
            let mut hash = Fingerprint::default();
            hash.write_all(bytes).expect("takes every byte");
            assert_eq!(hash.0, want);
        }
    }
}
