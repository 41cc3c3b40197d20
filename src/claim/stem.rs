//! Bringing the forms of a word together.

use crate::text::WordMap;
use std::sync::LazyLock;

/// Forms that no ending betrays, with the form that stands for them.
const IRREGULAR: &[(&str, &str)] = &[
    ("ate", "eat"),
    ("became", "become"),
    ("began", "begin"),
    ("begun", "begin"),
    ("bought", "buy"),
    ("broke", "break"),
    ("broken", "break"),
    ("brought", "bring"),
    ("built", "build"),
    ("burnt", "burn"),
    ("came", "come"),
    ("caught", "catch"),
    ("children", "child"),
    ("chose", "choose"),
    ("chosen", "choose"),
    ("dealt", "deal"),
    ("died", "die"),
    ("dies", "die"),
    ("drawn", "draw"),
    ("drew", "draw"),
    ("driven", "drive"),
    ("drove", "drive"),
    ("dying", "die"),
    ("fallen", "fall"),
    ("feet", "foot"),
    ("fell", "fall"),
    ("felt", "feel"),
    ("fled", "flee"),
    ("flew", "fly"),
    ("flown", "fly"),
    ("fought", "fight"),
    ("found", "find"),
    ("froze", "freeze"),
    ("frozen", "freeze"),
    ("gave", "give"),
    ("given", "give"),
    ("goes", "go"),
    ("gone", "go"),
    ("got", "get"),
    ("gotten", "get"),
    ("grew", "grow"),
    ("grown", "grow"),
    ("heard", "hear"),
    ("held", "hold"),
    ("hid", "hide"),
    ("hidden", "hide"),
    ("kept", "keep"),
    ("knew", "know"),
    ("known", "know"),
    ("laid", "lay"),
    ("led", "lead"),
    ("left", "leave"),
    ("lied", "lie"),
    ("lost", "lose"),
    ("lying", "lie"),
    ("made", "make"),
    ("meant", "mean"),
    ("men", "man"),
    ("met", "meet"),
    ("paid", "pay"),
    ("people", "person"),
    ("ran", "run"),
    ("rang", "ring"),
    ("risen", "rise"),
    ("rose", "rise"),
    ("sank", "sink"),
    ("saw", "see"),
    ("seen", "see"),
    ("sent", "send"),
    ("shook", "shake"),
    ("shot", "shoot"),
    ("shown", "show"),
    ("slept", "sleep"),
    ("sold", "sell"),
    ("sought", "seek"),
    ("spent", "spend"),
    ("spoke", "speak"),
    ("spoken", "speak"),
    ("stole", "steal"),
    ("stolen", "steal"),
    ("stood", "stand"),
    ("strode", "stride"),
    ("struck", "strike"),
    ("sunk", "sink"),
    ("swore", "swear"),
    ("taken", "take"),
    ("taught", "teach"),
    ("thieves", "thief"),
    ("thought", "think"),
    ("threw", "throw"),
    ("thrown", "throw"),
    ("told", "tell"),
    ("took", "take"),
    ("went", "go"),
    ("withdrew", "withdraw"),
    ("wives", "wife"),
    ("woke", "wake"),
    ("women", "woman"),
    ("won", "win"),
    ("wore", "wear"),
    ("wounded", "wound"),
    ("written", "write"),
    ("wrote", "write"),
];

/// The same for looking up.
static FORMS: LazyLock<WordMap<&str, &str>> = LazyLock::new(|| IRREGULAR.iter().copied().collect());

/// Whether a lower-case word looks like a past form: in the table of irregular ones, or with the regular ending.
pub(super) fn is_past(word: &str) -> bool {
    const OTHERS: &[&str] = &[
        "breed", "children", "dies", "feet", "greed", "hundred", "indeed", "left", "lying", "men", "naked", "people", "proceed",
        "sacred", "speed", "thieves", "united", "wives", "women",
    ];
    ((word.len() > 4 && word.ends_with("ed")) || FORMS.contains_key(word)) && !OTHERS.contains(&word)
}

/// The form under which a lower-case word is compared: irregular forms by table, else without `-s`, `-ed`, `-ing`, `-ly` and a last `e`.
///
/// Light on purpose: two words that only look alike should stay apart ("university" and "universe" do). Words with a digit stay as they are.
pub(super) fn stem(word: &str) -> String {
    if word.len() < 3 || !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return word.to_owned();
    }
    if let Some(base) = FORMS.get(word) {
        return bare((*base).to_owned());
    }
    // "servicemen", "policewomen"
    if let Some(base) = word.strip_suffix("men").filter(|_| word.len() > 6 && !matches!(word, "specimen" | "regimen" | "abdomen"))
    {
        return bare(format!("{base}man"));
    }
    // what no ending of the list ends with
    if !word.ends_with(['s', 'd', 'g', 'y']) {
        return bare(word.to_owned());
    }
    for (ending, instead) in
        [("sses", "ss"), ("ies", "y"), ("ied", "y"), ("ing", ""), ("edly", ""), ("ed", ""), ("ly", ""), ("es", "e"), ("s", "")]
    {
        let Some(start) = word.strip_suffix(ending) else { continue };
        let kept = start.len() >= 3 || (start.len() == 2 && ending == "s");
        let vowel = start.contains(['a', 'e', 'i', 'o', 'u', 'y']);
        let inner_s = ending == "s" && start.ends_with(['s', 'u', 'i']);
        if kept && vowel && !inner_s {
            let mut stem = undoubled(start, ending).to_owned();
            stem.push_str(instead);
            return bare(stem);
        }
    }
    bare(word.to_owned())
}

/// "stopp" of "stopped" is "stop"; "fall" of "falling" stays.
fn undoubled<'a>(start: &'a str, ending: &str) -> &'a str {
    let bytes = start.as_bytes();
    let doubled = bytes.len() > 3 && bytes[bytes.len() - 1] == bytes[bytes.len() - 2];
    if matches!(ending, "ing" | "ed") && doubled && !start.ends_with(['l', 's', 'z']) { &start[..start.len() - 1] } else { start }
}

fn bare(mut word: String) -> String {
    if word.len() > 3 && word.ends_with('e') {
        word.pop();
    }
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted() {
        assert!(IRREGULAR.is_sorted_by(|a, b| a.0 < b.0));
    }

    #[test]
    fn forms_of_a_word_meet() {
        let same = [
            ("rises", "rising"),
            ("rose", "rise"),
            ("stopped", "stops"),
            ("falling", "fell"),
            ("wounded", "wounds"),
            ("merges", "merging"),
            ("companies", "company"),
            ("sailors", "sailor"),
            ("died", "dying"),
            ("closed", "closing"),
        ];
        for (a, b) in same {
            assert_eq!(stem(a), stem(b), "{a} / {b}");
        }
        let apart = [("university", "universe"), ("thing", "th"), ("red", "r"), ("crisis", "cris")];
        for (a, b) in apart {
            assert_ne!(stem(a), stem(b), "{a} / {b}");
        }
        assert_eq!(stem("ios7"), "ios7");
        assert_eq!(stem("élan"), "élan");
    }
}
