//! Writes a corpus of invented news reports, to measure with: `cargo run --release --example corpus -- FOLDER ARTICLES [SEED]`.
//!
//! JSON Lines files of a thousand articles of about 4 kB. Each story is a few facts that one to twelve of forty outlets report within three
//! days, each with its own choice and order of sentences; about every fifth report is a shortened copy of one that came before. Names are made
//! of syllables, so that stories differ in what they are about while the sentences are of a few dozen shapes: harder to tell apart than real news.
//! The same numbers give the same bytes.

use serde_json::json;
use std::fmt::Write as _;
use std::path::Path;

const SYLLABLES: &[&str] = &[
    "bel", "tor", "mar", "vin", "sko", "lun", "dra", "fen", "gal", "hol", "jas", "kel", "nor", "ost", "pel", "quin", "rav",
    "sel", "tam", "ulm", "wes", "yor", "zan", "bri",
];
const GIVEN: &[&str] = &[
    "Anna", "Milan", "Ines", "Tomas", "Greta", "Pavel", "Nora", "Henrik", "Lucia", "Aron", "Mira", "Jonas", "Delia", "Oskar",
    "Petra", "Emil",
];
const OWN: &[&str] = &["Courier", "Herald", "Tribune", "Standard", "Gazette"];
const KNOWN: &[&str] =
    &["Reuters", "Associated Press", "BBC News", "TASS", "Xinhua", "The Guardian", "Al Jazeera", "Agence France-Presse"];

/// What happened, to what, and what is counted.
const EVENTS: &[(&str, &str, &str)] = &[
    ("a fire destroyed the warehouse", "warehouse", "firefighters"),
    ("the ferry ran aground", "ferry", "passengers"),
    ("the bridge was closed to lorries", "bridge", "commuters"),
    ("workers walked out of the shipyard", "shipyard", "welders"),
    ("the council approved the budget", "council", "councillors"),
    ("a flood cut the railway", "railway", "travellers"),
    ("the hospital closed its maternity ward", "hospital", "nurses"),
    ("police raided the offices of the port authority", "port", "officers"),
    ("the refinery halted production", "refinery", "engineers"),
    ("the court overturned the conviction", "court", "witnesses"),
    ("negotiators signed a ceasefire", "ceasefire", "soldiers"),
    ("the bank froze its deposits", "bank", "depositors"),
    ("the dam was declared unsafe", "dam", "villagers"),
    ("a pipeline burst under the market", "pipeline", "traders"),
    ("the mine was evacuated", "mine", "miners"),
    ("the university suspended its rector", "university", "students"),
];

/// Sentences: `{P}` place, `{Q}` another, `{E}` event, `{O}` its object, `{C}` whom it concerns, `{N}` a number, `{M}` another, `{A}` and `{B}` speakers by full
/// name, `{a}` and `{b}` by surname, `{F}` a firm, `{W}` a medium, `{D}` a day.
const SENTENCES: &[&str] = &[
    "{A}, the mayor of {P}, said on {D} that {N} {C} had been affected.",
    "\"We were told about the {O} an hour too late,\" {A} told reporters in {P}. \"Nobody will accept that again.\"",
    "A spokesman for {F}, {B}, denied that the company had known of any danger at the {O}.",
    "An official familiar with the inquiry told {W} that {M} inspections had been skipped, on condition of anonymity because the findings are not public.",
    "According to the regional government, the {O} in {P} had been checked {M} times since spring.",
    "The ministry said the cost could reach {N} million crowns.",
    "State television reported, citing the interior ministry, that {N} {C} were questioned on {D}.",
    "{a} said that {b} had promised a report before the end of the month.",
    "Residents of {Q} said they had heard nothing until {D} evening.",
    "{W} reported that {F} had been warned in writing about the {O}.",
    "\"This was never about money,\" {B} said, adding that {F} would pay for repairs in {Q}.",
    "The union called for a public hearing and accused {F} of hiding documents from the {C}.",
    "{F} declined to comment.",
    "Two people with knowledge of the talks said a settlement with the {C} was close.",
    "The road between {P} and {Q} stayed closed on {D}, and {M} buses were sent another way.",
    "Snow had fallen over {Q} for most of the week, and the hills above the {O} were still white.",
    "{b} rejected the criticism and said that {M} engineers had inspected the site on {D}.",
    "In a statement, {F} said it regretted the distress of the {C} and would publish its records.",
    "An opposition lawmaker, {B}, said {a} should resign.",
    "It was not immediately clear who had ordered the {O} to reopen.",
    "Analysts expect the price of insurance in {P} to rise by {M} percent.",
    "A report by the auditor, seen by {W}, puts the damage at {N} million crowns.",
    "{A} wrote on X that {Q} would not be left alone with the consequences.",
    "Police said that {M} people had been detained near the {O} and released on {D}.",
    "The {O} has served {P} for more than {M} decades and employs about {N} people.",
    "Asked whether {F} had been informed, {a} answered that the letters were sent in January.",
    "A nurse who treated the injured said {M} of the {C} had burns.",
    "The prosecutor's office in {Q} confirmed that an investigation into {F} had been opened.",
    "{B} said the figures that {a} gave were wrong and that only {M} {C} were concerned.",
    "Critics say the {O} should have been replaced years ago.",
    "The government believes that the {C} of {Q} will be compensated by summer, {b} said.",
    "Witnesses saw smoke and heard {M} loud cracks before the alarm was raised, local radio reported.",
    "According to data from the statistics office, {N} {C} used the {O} last year.",
    "{F} plans to sell its share in the {O}, people close to the board said.",
    "Rain is forecast for {P} from {D} on, and the river was rising at noon.",
    "\"The order came from {Q},\" a worker who asked not to be named said. \"We only carried it out.\"",
];
const DAYS: &[&str] = &["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// SplitMix64 (Steele, Lea, Flood 2014).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % sides as u64) as usize
    }

    fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.roll(list.len())]
    }

    fn name(&mut self) -> String {
        let word = (0..2 + self.roll(2)).map(|_| self.of(SYLLABLES)).collect::<String>();
        word[..1].to_uppercase() + &word[1..]
    }

    fn person(&mut self) -> String {
        format!("{} {}", self.of(GIVEN), self.name())
    }
}

/// The facts of one story.
struct Story {
    slots: Vec<(&'static str, Vec<String>)>,
    event: &'static str,
}

impl Story {
    fn new(dice: &mut Dice) -> Self {
        let (event, object, people) = EVENTS[dice.roll(EVENTS.len())];
        let speakers = [dice.person(), dice.person()];
        let surname = |full: &str| vec![full.rsplit(' ').next().unwrap_or(full).to_owned()];
        let one = |word: &str| vec![word.to_owned()];
        let slots = vec![
            ("{P}", vec![dice.name()]),
            ("{Q}", vec![dice.name()]),
            ("{O}", one(object)),
            ("{C}", one(people)),
            ("{N}", (0..4).map(|_| (20 + dice.roll(900)).to_string()).collect()),
            ("{M}", (0..4).map(|_| (2 + dice.roll(17)).to_string()).collect()),
            ("{a}", surname(&speakers[0])),
            ("{b}", surname(&speakers[1])),
            ("{A}", one(&speakers[0])),
            ("{B}", one(&speakers[1])),
            ("{F}", vec![format!("{} {}", dice.name(), dice.of(&["Holding", "Energy", "Logistics", "Group"]))]),
            ("{W}", one(dice.of(KNOWN))),
            ("{D}", one(dice.of(DAYS))),
        ];
        Story { slots, event }
    }

    /// The sentence as this story has it: the same shape has the same words in each report of it.
    fn tell(&self, shape: usize) -> String {
        let mut sentence = SENTENCES[shape].to_owned();
        for (slot, words) in &self.slots {
            sentence = sentence.replace(slot, &words[shape % words.len()]);
        }
        sentence
    }

    fn report(&self, dice: &mut Dice) -> String {
        let mut shapes: Vec<usize> = (0..SENTENCES.len()).collect();
        for i in (1..shapes.len()).rev() {
            shapes.swap(i, dice.roll(i + 1));
        }
        let place = &self.slots[0].1[0];
        let mut text = format!("{} – {}{} in {place}.", place.to_uppercase(), self.event[..1].to_uppercase(), &self.event[1..]);
        // as many as make about 4 kB: a few shapes are told again of another place, as long reports do
        for (i, shape) in shapes.iter().chain(shapes.iter().take(8 + dice.roll(8))).enumerate() {
            text.push_str(if i % 3 == 2 { "\n\n" } else { " " });
            text.push_str(&self.tell(*shape));
        }
        text
    }
}

/// A copy without some of its paragraphs.
fn cut(text: &str, dice: &mut Dice) -> String {
    let kept: Vec<&str> = text.split("\n\n").enumerate().filter(|(i, _)| *i == 0 || dice.roll(5) > 0).map(|(_, p)| p).collect();
    kept.join("\n\n")
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [folder, articles, ..] = args.as_slice() else { return Err("usage: corpus FOLDER ARTICLES [SEED]".into()) };
    let articles: usize = articles.parse()?;
    let mut dice = Dice(args.get(2).map_or(Ok(1), |seed| seed.parse())?);
    let outlets: Vec<String> = KNOWN
        .iter()
        .map(|k| (*k).to_owned())
        .chain((KNOWN.len()..40).map(|_| format!("{} {}", dice.name(), dice.of(OWN))))
        .collect();
    std::fs::create_dir_all(folder)?;
    let (mut written, mut lines, mut day) = (0, String::new(), 0);
    while written < articles {
        let story = Story::new(&mut dice);
        let mut told: Vec<String> = Vec::new();
        // a year of news, whatever the number of articles
        day += dice.roll(2 * 365 * 7 * 24 / articles.max(1) + 2);
        for _ in 0..(1 + dice.roll(12)).min(articles - written) {
            let copies = !told.is_empty() && dice.roll(5) == 0;
            let text = if copies { cut(&told[dice.roll(told.len())], &mut dice) } else { story.report(&mut dice) };
            let hour = day % (365 * 24) + dice.roll(72);
            let published = jiff::Timestamp::from_second(1_767_225_600 + 3600 * hour as i64)?;
            let line = json!({"id": format!("n{written:06}"), "outlet": dice.of(&outlets.iter().map(String::as_str).collect::<Vec<_>>()),
                "published": published.to_string(), "title": format!("{} in {}", story.event, story.slots[0].1[0]), "text": text});
            writeln!(lines, "{line}")?;
            told.push(text);
            written += 1;
            if written % 1000 == 0 || written == articles {
                std::fs::write(Path::new(folder).join(format!("part-{:04}.jsonl", (written - 1) / 1000)), &lines)?;
                lines.clear();
            }
        }
    }
    Ok(())
}
