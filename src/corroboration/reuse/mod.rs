//! Text reuse: whether one report was copied or rewritten from another.
//!
//! In: two texts, each with the media that it credits. Out: a [`Kinship`]: the kind of reuse with its probability, the passages that both have, and the credits.
//!
//! Both texts are taken apart into words that know whether they are quoted and whether they are page furniture. Shared runs of five words and more are found through an
//! index of one text's shingles, the longest first and none overlapping. Outside quotation marks such runs are copying; inside them they may only mean that both were told
//! the same. What was reworded shows in phrases (two content words in a row) and in sentences with their like in the other text.
//!
//! References: P. Clough, R. Gaizauskas, S. Piao, Y. Wilks, *METER: MEasuring TExt Reuse*, ACL 2002 (wholly, partially and non-derived news); M. Wise, *String similarity
//! via greedy string tiling and running Karp-Rabin matching*, 1993 (longest runs first).
//!
//! **What it does not do.** It reads one language, and no pictures; a rewrite that keeps no phrase of its origin looks independent.

mod features;
mod model;
mod passages;
mod text;

use crate::claim::Reading;
use crate::provenance::Provenance;
use features::Features;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use text::{Words, in_both};

/// What two texts have to do with each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reuse {
    /// Half of the shorter one or more stands in the other, word for word.
    Copy,
    /// A passage stands in both; the rest is its own.
    PartialCopy,
    /// Little is word for word, but one reworks the other or both rework a third.
    RewriteSameOrigin,
    /// Only what they quote is the same.
    SharedQuoteOnly,
    /// Nothing but the matter is the same.
    Independent,
}

impl Reuse {
    /// All kinds, the closest first.
    pub const ALL: [Reuse; 5] =
        [Reuse::Copy, Reuse::PartialCopy, Reuse::RewriteSameOrigin, Reuse::SharedQuoteOnly, Reuse::Independent];

    /// The identifier that files use.
    pub fn as_str(self) -> &'static str {
        match self {
            Reuse::Copy => "copy",
            Reuse::PartialCopy => "partial_copy",
            Reuse::RewriteSameOrigin => "rewrite_same_origin",
            Reuse::SharedQuoteOnly => "shared_quote_only",
            Reuse::Independent => "independent",
        }
    }

    /// Whether one text was made from the other, or both from a third.
    pub fn is_derived(self) -> bool {
        self <= Reuse::RewriteSameOrigin
    }
}

impl fmt::Display for Reuse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A run of words that stands in both texts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// As the first text has it.
    pub text: String,
    /// How many words.
    pub words: usize,
    /// It stands inside quotation marks in one of them.
    pub quoted: bool,
}

/// What two texts have in common, and what follows from it.
#[derive(Debug, Clone, PartialEq)]
pub struct Kinship {
    /// The likeliest kind.
    pub reuse: Reuse,
    /// The probability of each kind, in the order of [`Reuse::ALL`].
    pub probabilities: [f64; 5],
    /// The numbers that it rests on, by name; `data/reuse/README.md` says what they are.
    pub features: BTreeMap<&'static str, f64>,
    /// How many sentences of the shorter text's narrative have their like in the other.
    pub sentences: usize,
    /// The shared passages, the longest first.
    pub passages: Vec<Passage>,
    /// Media that both credit.
    pub credits: Vec<String>,
    /// `Some(true)` where the first credits the outlet of the second, `Some(false)` where the second credits that of the first.
    pub credited: Option<bool>,
}

impl Kinship {
    /// The probability that one text was made from the other, or both from a third.
    pub fn p_reuse(&self) -> f64 {
        self.probabilities[..3].iter().sum()
    }

    /// The words that it rests on, as sentences, the most telling first.
    pub fn because(&self) -> Vec<String> {
        const SHOWN: usize = 3;
        let passages = self.passages.iter().take(SHOWN).map(|p| {
            let place = if p.quoted { "in a quotation" } else { "outside quotations" };
            format!("{} words in a row {place}: “{}”", p.words, p.text)
        });
        let credits = self.credits.iter().map(|name| format!("both credit {name}"));
        let credited = self.credited.map(|first| format!("{} credits the other's outlet", if first { "a" } else { "b" }));
        credited.into_iter().chain(credits).chain(passages).collect()
    }
}

/// One text made ready for comparing.
#[derive(Debug, Clone)]
pub struct Text {
    words: Words,
    credits: BTreeSet<String>,
    outlet: Option<String>,
}

impl Text {
    /// Takes an article apart; the media that it credits are those of its chains.
    pub fn of(reading: &Reading<'_>) -> Self {
        let outlet = reading.outlet.and_then(|tag| tag.registry_id.clone()).or_else(|| reading.article.outlet.as_ref().map(name));
        let sources = reading.statements.iter().zip(reading.tags).flat_map(|(s, t)| s.chain.iter().zip(&t.nodes));
        let credits = sources
            .filter(|(_, tag)| tag.provenance.is_channel() && tag.provenance != Provenance::Platform && !tag.anonymous)
            .map(|(source, tag)| tag.registry_id.clone().unwrap_or_else(|| name(super::identity::full_name(source))))
            .filter(|credit| Some(credit) != outlet.as_ref())
            .collect();
        Text { words: Words::of(&reading.article.text), credits, outlet }
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.words.words.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.words.words.is_empty()
    }

    /// Numbers by which texts that share something find each other: `most` of its phrases, always the same ones wherever a phrase occurs.
    ///
    /// The smallest of all hashes (a bottom-k sketch): what two texts share is as likely to be kept in both as anything else.
    pub(super) fn keys(&self, most: usize) -> Vec<u64> {
        let hashed: BTreeSet<u64> = self.words.phrases.iter().map(|(a, b)| passages::shingle(&[*a, *b])).collect();
        hashed.into_iter().take(most).collect()
    }

    /// Words of the text that the other lacks: what only it has.
    pub(super) fn own_details(&self, other: &Text) -> usize {
        self.words.details.len() - in_both(&self.words.details, &other.words.details)
    }
}

/// One spelling for a name, so that "the Sun" and "The Sun" are one.
fn name(name: impl AsRef<str>) -> String {
    let words = crate::claim::words(name.as_ref());
    words.iter().map(String::as_str).filter(|w| !matches!(*w, "the" | "newspaper" | "agency")).collect::<Vec<_>>().join(" ")
}

/// Compares two texts. Which of them comes first changes nothing but in whose words the passages are given and whose credit is whose.
pub fn compare(a: &Text, b: &Text, a_text: &str) -> Kinship {
    let features = Features::of(a, b);
    let probabilities = model::probabilities(&features.values);
    let likeliest = (0..5).fold(0, |best, i| if probabilities[i] > probabilities[best] { i } else { best });
    let mut passages: Vec<Passage> = features
        .runs
        .iter()
        .map(|run| {
            let words = &a.words.words[run.a..run.a + run.length];
            let quoted = (0..run.length).filter(|i| words[*i].quoted || b.words.words[run.b + i].quoted).count() * 2 > run.length;
            let (start, end) = (words[0].span.start(), words[run.length - 1].span.end());
            Passage { text: shortened(&a_text[start..end]), words: run.length, quoted }
        })
        .collect();
    passages.sort_by(|x, y| (y.words, &x.text).cmp(&(x.words, &y.text)));
    Kinship {
        reuse: Reuse::ALL[likeliest],
        probabilities,
        features: features::NAMES.into_iter().zip(features.values).collect(),
        sentences: features.alike,
        passages,
        credits: features.credits,
        credited: features.credited,
    }
}

/// The first words of a passage, on one line.
fn shortened(text: &str) -> String {
    const MOST: usize = 20;
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.len() <= MOST { words.join(" ") } else { format!("{} …", words[..MOST].join(" ")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Invented reports of one event.
    const WIRE: &str = "A ferry carrying 212 people ran aground off the island of Holm on Sunday night, and rescuers brought everybody ashore, \
        the coastguard said. The Aurora hit rocks half a mile from the harbour shortly before ten o'clock. Two passengers were treated for broken \
        bones in the hospital at Lund. “We heard a bang and then the lights went out,” said a passenger, Mara Holt. The operator has been warned \
        twice this year about the state of its radar, according to the port authority. An inquiry begins on Tuesday.";
    const REWRITE: &str = "Rescuers brought all 212 people ashore after the ferry Aurora ran aground off Holm on Sunday night. The ship hit rocks half a \
        mile from the harbour. Two passengers were treated for broken bones at a hospital in Lund. The operator had been warned twice this year \
        about its radar. The inquiry will begin on Tuesday.";
    const QUOTES: &str = "Mara Holt was on her way home from a wedding. “We heard a bang and then the lights went out,” she told this newspaper in her \
        kitchen. Nobody gave her a blanket until midnight, and her suitcase is still aboard. Her brother waited on the quay with soup.";
    const OTHER: &str = "Shares of the shipping company Norrline fell nine per cent in Oslo when trading opened. Analysts expect the insurer to pay for \
        most of the damage. The company runs eleven ships, and its debt is due next spring.";

    fn text(text: &str) -> Text {
        Text { words: Words::of(text), credits: BTreeSet::new(), outlet: None }
    }

    #[test]
    fn five_kinds_are_told_apart() {
        let cut = WIRE.split(" An inquiry").next().expect("there");
        let partial = format!("{OTHER} {}", &WIRE[WIRE.find("The Aurora").expect("there")..WIRE.find("“We").expect("there")]);
        for (a, b, want) in [
            (WIRE, WIRE, Reuse::Copy),
            (WIRE, cut, Reuse::Copy),
            (WIRE, partial.as_str(), Reuse::PartialCopy),
            (WIRE, REWRITE, Reuse::RewriteSameOrigin),
            (WIRE, QUOTES, Reuse::SharedQuoteOnly),
            (WIRE, OTHER, Reuse::Independent),
            (WIRE, "", Reuse::Independent),
            ("", "", Reuse::Independent),
        ] {
            let there = compare(&text(a), &text(b), a);
            let back = compare(&text(b), &text(a), b);
            assert_eq!(
                (there.reuse, there.probabilities),
                (want, back.probabilities),
                "{a:.40} / {b:.40} {:?}",
                there.probabilities
            );
        }
    }

    #[test]
    fn passages_say_where_they_stand() {
        let kinship = compare(&text(WIRE), &text(QUOTES), WIRE);
        assert_eq!(kinship.passages[0].text, "We heard a bang and then the lights went out");
        assert!(kinship.because()[0].starts_with("10 words in a row in a quotation"), "{:?}", kinship.because());
    }

    #[test]
    fn a_shared_credit_makes_a_rewrite_likelier() {
        let credit = |words: &str| Text { credits: BTreeSet::from(["harbour radio".to_owned()]), ..text(words) };
        let plain = compare(&text(WIRE), &text(REWRITE), WIRE).p_reuse();
        assert!(compare(&credit(WIRE), &credit(REWRITE), WIRE).p_reuse() > plain);
    }
}
