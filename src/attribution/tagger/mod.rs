//! A trained tagger: attributions (source, cue, content) as annotators of US news marked them, for what no rule knows.
//!
//! ```text
//! text → tokens → windows of whole paragraphs → emissions (a small recurrent network) → best tags → spans → links
//! ```
//!
//! In: a text. Out: [`Found`] attributions, not nested: of a chain only the outermost link. The network, its training and its weak spots
//! are described in `docs/method.md` and in the model's card in `data/models`.
//!
//! **What it does not do:** it does not tell saying from believing or wanting, does not resolve who "he" is, and finds no chains.

mod decode;
mod link;
mod matrix;
mod model;
mod network;
mod token;

use crate::text::Span;
use model::Model;
use std::ops::Range;
use std::sync::OnceLock;

/// One attribution as the tagger found it.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// Who; `None` where the text does not say.
    pub source: Option<Span>,
    /// The reporting words.
    pub cue: Span,
    /// What, in the order of the text; never empty.
    pub content: Vec<Span>,
    /// How sure the tagger is of these words as a whole, from 0 to 1: the share that its own best reading has beside the best without
    /// them, not a measured frequency. Without a source, 0.
    pub confidence: f32,
}

/// The trained tagger that the program carries.
#[derive(Debug)]
pub struct Tagger {
    model: Model<'static>,
}

impl Tagger {
    /// The built-in one, read once; `None` only if its file were damaged, which a test rules out.
    pub fn builtin() -> Option<&'static Tagger> {
        static TAGGER: OnceLock<Option<Tagger>> = OnceLock::new();
        TAGGER
            .get_or_init(|| Some(Tagger { model: Model::read(include_bytes!("../../../data/models/attribution.bin"))? }))
            .as_ref()
    }

    /// The attributions of a text, in the order of their cues.
    pub fn find(&self, text: &str) -> Vec<Found> {
        let tokens = token::tokens(text);
        let mut spans = Vec::new();
        let mut leads: Vec<f32> = Vec::with_capacity(tokens.len());
        for window in token::windows(&tokens, self.model.limit) {
            let emissions = network::emissions(&self.model, text, &tokens[window.clone()]);
            let tags = decode::best_tags(&self.model, &emissions);
            leads.extend(tags.iter().map(|(_, lead)| lead));
            spans.extend(decode::spans(tags.iter().map(|(tag, _)| *tag), window.start));
        }
        let bytes = |range: &Range<usize>| tokens[range.start].span.cover(tokens[range.end - 1].span);
        let sure = |range: &Range<usize>| {
            leads[range.clone()].iter().map(|lead| 1.0 / (1.0 + (-lead).exp())).sum::<f32>() / range.len() as f32
        };
        link::link(text, &tokens, &spans, &self.model.links)
            .iter()
            .map(|linked| Found {
                source: linked.source.as_ref().map(bytes),
                cue: bytes(&linked.cue),
                content: linked.content.iter().map(bytes).collect(),
                confidence: sure(&linked.cue) * sure(&linked.content[0]) * linked.source.as_ref().map_or(0.0, sure),
            })
            .collect()
    }
}
