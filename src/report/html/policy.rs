//! What a browser may do with the page: apply our style, run our script, and nothing else. Both are known by their hashes.

/// The page's content security policy. Nothing may be loaded, sent, framed or submitted, no other script runs, and where the
/// browser knows trusted types, no string becomes markup.
pub const POLICY: &str = concat!(
    "default-src 'none'; style-src 'sha256-OOUCT9kLC7Y8Czd/GmeijHwpCEgSBNVl19PbYyqwPwM='; script-src 'sha256-zUIxuYgcbsbl8sq7xthZec/8yPaWd3n/adEHpFIFPZs='; ",
    "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'"
);

#[cfg(test)]
mod tests {
    use super::POLICY;
    use crate::report::html::{SCRIPT, STYLE};
    use sha2::{Digest as _, Sha256};

    /// Base64 of the SHA-256 of a text, as policies have it.
    fn hash(text: &str) -> String {
        const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let sum = Sha256::digest(text.as_bytes());
        let mut written = String::from("'sha256-");
        for three in sum.chunks(3) {
            let bits = three.iter().fold(0u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
            for at in 0..=three.len() {
                written.push(char::from(LETTERS[(bits >> (18 - 6 * at) & 63) as usize]));
            }
        }
        written + &"=".repeat(3 - sum.len() % 3) + "'"
    }

    #[test]
    fn hashes_are_those_of_other_programs() {
        // printf abc | openssl dgst -sha256 -binary | base64
        assert_eq!(hash("abc"), "'sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0='");
    }

    #[test]
    fn the_policy_knows_style_and_script() {
        for (name, text) in [("style-src", STYLE), ("script-src", SCRIPT)] {
            let want = format!("{name} {};", hash(text));
            assert!(POLICY.contains(&want), "write into POLICY: {want}");
            assert!(!text.contains("</s"), "{name}: would end its own element");
        }
    }

    #[test]
    fn the_policy_allows_nothing_else() {
        assert!(POLICY.starts_with("default-src 'none';"));
        for hole in ["unsafe", "http", "data:", "blob:", "*", "'self'"] {
            assert!(!POLICY.contains(hole), "{hole}");
        }
    }
}
