//! Articles made by hand: statements and tags as extraction and tagging would give them.
#![allow(dead_code)]

use corroborate::article::{Article, Published};
use corroborate::attribution::{Attitude, Gap, Kind, Part, SourceRef, Statement};
use corroborate::engine::Extract;
use corroborate::provenance::{Directness, Naming, Provenance, Stake, StatementTags, Tag};
use corroborate::text::{Excerpt, Span};

/// One source of a chain.
#[derive(Debug, Clone)]
pub struct Who {
    pub source: SourceRef,
    pub tag: Tag,
}

pub fn excerpt(text: &str) -> Excerpt {
    Excerpt { span: Span::new(0, text.len()), text: text.to_owned() }
}

pub fn who(name: &str, class: Provenance) -> Who {
    let source = SourceRef {
        name: name.to_owned(),
        mention: Some(excerpt(name)),
        resolved_name: None,
        cue: Some(excerpt("said")),
        scope: Vec::new(),
        part: if class == Provenance::UnattributedReport { Part::Hearsay } else { Part::Speaker },
        described: Vec::new(),
    };
    let tag = Tag {
        provenance: class,
        naming: if class.is_anonymous() { Naming::Anonymous } else { Naming::Named },
        anonymous: class.is_anonymous(),
        directness: Directness::FirstHand,
        stake: None,
        role: None,
        country: None,
        registry_id: None,
        ownership: None,
        editorial_control: None,
        label_in_text: None,
        label_evidence: None,
        label_conflict: false,
        line: None,
        rule: "by-hand".to_owned(),
        evidence: None,
    };
    Who { source, tag }
}

impl Who {
    pub fn id(mut self, id: &str) -> Who {
        self.tag.registry_id = Some(id.to_owned());
        self
    }

    pub fn line(mut self, line: &str) -> Who {
        self.tag.line = Some(line.to_owned());
        self
    }

    pub fn stake(mut self, stake: Stake) -> Who {
        self.tag.stake = Some(stake);
        self
    }

    pub fn carrier(mut self) -> Who {
        self.source.part = Part::Carrier;
        self.source.cue = None;
        self
    }

    pub fn full_name(mut self, name: &str) -> Who {
        self.source.resolved_name = Some(name.to_owned());
        self
    }
}

/// An article under construction.
pub struct Draft {
    pub extract: Extract,
}

pub fn article(id: &str, outlet: Option<(&str, Who)>) -> Draft {
    let mut article = Article::from_text(id, "");
    article.outlet = outlet.as_ref().map(|(name, _)| (*name).to_owned());
    Draft { extract: Extract { article, outlet: outlet.map(|(_, who)| who.tag), statements: Vec::new(), tags: Vec::new() } }
}

impl Draft {
    /// Published at this second.
    pub fn at(mut self, seconds: i64) -> Draft {
        self.extract.article.published = Some(Published { iso: format!("{seconds}"), seconds });
        self
    }

    pub fn says(self, content: &str, chain: &[Who]) -> Draft {
        self.statement(content, chain, |_| {})
    }

    pub fn denies(self, content: &str, chain: &[Who]) -> Draft {
        self.statement(content, chain, |statement| statement.denied = true)
    }

    pub fn statement(mut self, content: &str, chain: &[Who], change: impl Fn(&mut Statement)) -> Draft {
        let text = &mut self.extract.article.text;
        if !text.is_empty() {
            text.push(' ');
        }
        let start = text.len();
        text.push_str(content);
        let span = Span::new(start, text.len());
        let mut statement = Statement {
            number: self.extract.statements.len() + 1,
            content: vec![span.excerpt(text)],
            kind: if chain.is_empty() { Kind::Narration } else { Kind::Indirect },
            attitude: Attitude::Assertion,
            denied: false,
            chain: chain.iter().map(|who| who.source.clone()).collect(),
            hedges: Vec::new(),
            carried_over: false,
            anonymity_reason: None,
            gaps: if self.extract.outlet.is_none() { vec![Gap::OutletNotGiven] } else { Vec::new() },
            found_by: "by-hand".to_owned(),
        };
        change(&mut statement);
        self.extract.statements.push(statement);
        self.extract.tags.push(StatementTags { nodes: chain.iter().map(|who| who.tag.clone()).collect(), anonymity: None });
        self
    }

    pub fn done(self) -> Extract {
        self.extract
    }
}
