//! One cue with its source and content, as token numbers: what each rule finds, before links are joined into chains.

use super::phrase::{Phrase, View};
use super::statement::{Attitude, Part};
use std::ops::Range;

/// A source within a frame.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// Its noun phrase; `None` where the words of the cue are the source themselves (hearsay).
    pub phrase: Option<Phrase>,
    /// Its reporting words.
    pub cue: Option<Range<usize>>,
    /// What it does.
    pub part: Part,
}

/// Where the content stands relative to the attribution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Source and cue first.
    Before,
    /// Source and cue last, or in the middle: binds what is left of it.
    After,
    /// A participle that goes on from the frame before ("adding that").
    Continued,
    /// The content is the sentence before ("This was reported by …").
    Previous,
    /// The content is the quotation that follows in a paragraph of its own ("The Post reports:").
    Following,
    /// The cue stands inside its content ("is said to", "reportedly").
    Inside,
}

/// One attribution as a rule found it.
#[derive(Debug, Clone, PartialEq)]
pub struct Frame {
    /// The rule, in kebab-case.
    pub rule: &'static str,
    /// Sources, innermost first. Empty for [`Place::Continued`]: those of the frame before.
    pub links: Vec<Link>,
    /// The attribution's own words: source and cue, with the comma or conjunction that sets them apart.
    pub own: Range<usize>,
    /// What is said.
    pub content: Vec<Range<usize>>,
    /// The cue of the innermost source.
    pub cue: Option<Range<usize>>,
    /// Where the content stands.
    pub place: Place,
    /// The source denies the content.
    pub denied: bool,
    /// The kind of attribution.
    pub attitude: Attitude,
    /// The own words of the attributions around it, once it is nested.
    pub around: Vec<Range<usize>>,
}

impl Frame {
    /// The smallest range that holds the frame.
    pub fn extent(&self) -> Range<usize> {
        let start = self.content.iter().map(|r| r.start).chain([self.own.start]).min().unwrap_or(self.own.start);
        let end = self.content.iter().map(|r| r.end).chain([self.own.end]).max().unwrap_or(self.own.end);
        start..end
    }

    /// Whether a content range holds all of `range`.
    pub fn vouches_for(&self, range: &Range<usize>) -> bool {
        self.content.iter().any(|r| r.start <= range.start && range.end <= r.end)
    }
}

/// A clause region of one unit in which rules look.
#[derive(Clone, Copy)]
pub struct Region<'a, 't> {
    /// The tokens.
    pub view: View<'a, 't>,
    /// First token.
    pub lo: usize,
    /// After the last token; closing marks of the sentence are left out.
    pub hi: usize,
}

/// Links of a speaker and the media that carried the words.
pub fn speaker_with(phrase: Phrase, cue: Range<usize>, carriers: Vec<Phrase>) -> Vec<Link> {
    let mut links = vec![Link { phrase: Some(phrase), cue: Some(cue), part: Part::Speaker }];
    links.extend(carriers.into_iter().map(|phrase| Link { phrase: Some(phrase), cue: None, part: Part::Carrier }));
    links
}
