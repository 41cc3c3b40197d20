//! What the article's own words call a medium.
//!
//! Only words that stand with this mention count. "News agency", "newspaper", a nationality or "largest" say nothing about who owns it.

use super::class::Provenance;
use super::lexicon::{MEDIA, SPEAKERS, Sort};
use super::words::{Word, words};
use crate::text::Span;

/// A class that the text gives, and the words that give it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Label {
    /// The class; `IndependentWire` also stands for an independent outlet that is no agency.
    pub class: Provenance,
    /// The words.
    pub span: Span,
}

/// Reads the label in a phrase that begins at `at` in the article.
///
/// `with_name` says that the phrase ends or begins at the medium's name, so that an adjective alone ("official Karv") counts.
pub(super) fn label(phrase: &str, at: usize, with_name: bool) -> Option<Label> {
    let all = words(phrase);
    let hits = MEDIA.hits(&all);
    let mut found = hits.iter().find(|h| h.entry.sort == Sort::Label).and_then(|h| Some((h.entry.class?, h.from, h.to)));
    if found.is_none() {
        found = run_by(&all);
    }
    if found.is_none() {
        let noun = hits.iter().rfind(|h| h.entry.sort == Sort::Medium || h.entry.sort == Sort::Platform).map(|h| h.to);
        found = hits.iter().find(|h| h.entry.sort == Sort::Adjective).and_then(|h| {
            let before_noun = noun.is_some_and(|n| n > h.to);
            let state_alone = all[h.from].lower == "state" && !before_noun;
            (before_noun || (with_name && !state_alone)).then_some((
                h.entry.class?,
                h.from,
                noun.filter(|n| *n > h.to).unwrap_or(h.to),
            ))
        });
    }
    let (class, from, to) = found?;
    if negated(&all[..from]) {
        return None;
    }
    Some(Label { class, span: Span::new(at + all[from].start, at + all[to - 1].end) })
}

fn negated(before: &[Word<'_>]) -> bool {
    before.last().is_some_and(|w| {
        matches!(w.lower.as_ref(), "not" | "non" | "formerly" | "once" | "previously" | "former" | "neither" | "nor")
    })
}

/// "Front-run", "pro-Front": a known group before the hyphen, or after "pro-".
fn run_by(all: &[Word<'_>]) -> Option<(Provenance, usize, usize)> {
    all.iter().enumerate().find_map(|(i, word)| {
        let (prefix, ending) = word.text.rsplit_once(['-', '‑'])?;
        let strong =
            matches!(ending, "run" | "owned" | "controlled" | "operated" | "linked" | "affiliated" | "aligned" | "backed");
        let group = if strong { prefix } else { word.text.strip_prefix("pro-").or_else(|| word.text.strip_prefix("Pro-"))? };
        let named = words(group);
        let class = SPEAKERS.hits(&named).first().filter(|h| h.from == 0 && h.entry.sort == Sort::Actor)?.entry.class?;
        matches!(class, Provenance::Military | Provenance::Politician).then_some((Provenance::PartyOwned, i, i + 1))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use Provenance::*;

    #[test]
    fn only_words_of_ownership_label() {
        let rows: [(&str, Option<(Provenance, &str)>); 16] = [
            ("state-run Karv Radio", Some((StateOwned, "state-run"))),
            ("the official Karv news agency", Some((StateOwned, "official Karv news agency"))),
            ("Karvistan's official news agency", Some((StateOwned, "official news agency"))),
            ("the official Karv", Some((StateOwned, "official"))),
            ("Karvistani state television", Some((StateOwned, "state television"))),
            ("the semi-official Karv agency", Some((StateAffiliated, "semi-official"))),
            ("the pro-government daily Karv", Some((StateAffiliated, "pro-government"))),
            ("Hezbollah-run Karv television", Some((PartyOwned, "Hezbollah-run"))),
            ("a channel run by the opposition Broad Front", Some((PartyOwned, "run by the opposition"))),
            ("public broadcaster Karv", Some((PublicService, "public broadcaster"))),
            ("the independent agency Karv", Some((IndependentWire, "independent agency"))),
            ("Karvistan's private news agency Karv", Some((IndependentWire, "private news agency"))),
            ("the Karvistani news agency Karv", None),
            ("the country's largest newspaper, Karv", None),
            ("the conservative daily Karv", None),
            ("Karv, the Madrid sports daily", None),
        ];
        for (phrase, expected) in rows {
            let found = label(phrase, 0, true).map(|l| (l.class, l.span.of(phrase)));
            assert_eq!(found, expected, "{phrase}");
        }
    }
}
