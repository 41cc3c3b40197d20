//! Names of media in running text.

use crate::text::Span;
use aho_corasick::{AhoCorasick, MatchKind};

/// Names of media that a text may mention, so that "told Reuters" is told from "told reporters".
#[derive(Debug, Clone, Default)]
pub struct Gazetteer {
    names: Option<AhoCorasick>,
    ids: Vec<String>,
}

/// One name of a medium in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Medium<'g> {
    /// Where it stands.
    pub span: Span,
    /// The registry's id.
    pub id: &'g str,
}

impl Gazetteer {
    /// Makes one from names (aliases in every script included) and the registry ids they stand for.
    /// Of a name given twice the first id counts.
    pub fn new<'a>(names: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let (patterns, ids): (Vec<&str>, Vec<String>) =
            names.into_iter().filter(|(name, _)| !name.is_empty()).map(|(name, id)| (name, id.to_owned())).unzip();
        // an automaton of plain names cannot fail to build short of running out of memory
        let names = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(patterns).ok();
        Gazetteer { names, ids }
    }

    /// The media named in a text, in order, longest name first, whole words only.
    pub fn media<'g>(&'g self, text: &str) -> Vec<Medium<'g>> {
        let Some(names) = &self.names else { return Vec::new() };
        names
            .find_iter(text)
            .filter(|found| whole_word(text, found.start(), found.end()))
            .filter_map(|found| {
                let id = self.ids.get(found.pattern().as_usize())?;
                Some(Medium { span: Span::new(found.start(), found.end()), id })
            })
            .collect()
    }
}

fn whole_word(text: &str, start: usize, end: usize) -> bool {
    let before = text[..start].chars().next_back();
    let after = text[end..].chars().next();
    !before.is_some_and(|c| c.is_alphanumeric() || c == '-' || c == '_')
        && !after.is_some_and(|c| c.is_alphanumeric() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_names_longest_first() {
        let gazetteer =
            Gazetteer::new([("Interfax", "interfax"), ("Interfax-Ukraine", "interfax-ukraine"), ("AP", "ap"), ("ТАСС", "tass")]);
        let found = |text| gazetteer.media(text).iter().map(|m| m.id).collect::<Vec<_>>();
        assert_eq!(found("Interfax said"), ["interfax"]);
        assert_eq!(found("Interfax-Ukraine said"), ["interfax-ukraine"]);
        assert_eq!(found("MAP, APA, AP’s report"), ["ap"]);
        assert_eq!(found("сообщает ТАСС."), ["tass"]);
        assert!(Gazetteer::default().media("AP").is_empty());
    }
}
