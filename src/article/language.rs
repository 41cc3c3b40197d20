//! Which language a text is in: as declared, else as recognised from enough of it.

use whatlang::Lang;

/// Below this many bytes recognition is a guess.
const ENOUGH: usize = 200;
/// Above this many, more text changes nothing.
const PLENTY: usize = 2_000;

/// ISO 639-3 codes of the languages that are recognised, and their ISO 639-1 codes.
#[rustfmt::skip]
const CODES: [(&str, &str); 71] = [
    ("afr", "af"), ("aka", "ak"), ("amh", "am"), ("ara", "ar"), ("aze", "az"), ("bel", "be"), ("ben", "bn"),
    ("bul", "bg"), ("cat", "ca"), ("ces", "cs"), ("cmn", "zh"), ("cym", "cy"), ("dan", "da"), ("deu", "de"),
    ("ell", "el"), ("eng", "en"), ("epo", "eo"), ("est", "et"), ("fin", "fi"), ("fra", "fr"), ("guj", "gu"),
    ("heb", "he"), ("hin", "hi"), ("hrv", "hr"), ("hun", "hu"), ("hye", "hy"), ("ind", "id"), ("ita", "it"),
    ("jav", "jv"), ("jpn", "ja"), ("kan", "kn"), ("kat", "ka"), ("khm", "km"), ("kor", "ko"), ("lat", "la"),
    ("lav", "lv"), ("lit", "lt"), ("mal", "ml"), ("mar", "mr"), ("mkd", "mk"), ("mya", "my"), ("nep", "ne"),
    ("nld", "nl"), ("nob", "nb"), ("ori", "or"), ("pan", "pa"), ("pes", "fa"), ("pol", "pl"), ("por", "pt"),
    ("ron", "ro"), ("rus", "ru"), ("sin", "si"), ("slk", "sk"), ("slv", "sl"), ("sna", "sn"), ("spa", "es"),
    ("srp", "sr"), ("swe", "sv"), ("tam", "ta"), ("tel", "te"), ("tgl", "tl"), ("tha", "th"), ("tuk", "tk"),
    ("tur", "tr"), ("ukr", "uk"), ("urd", "ur"), ("uzb", "uz"), ("vie", "vi"), ("yid", "yi"), ("zho", "zh"),
    ("zul", "zu"),
];

fn short(code: &str) -> Option<&'static str> {
    CODES.iter().find(|(long, _)| *long == code).map(|(_, short)| *short)
}

/// A declared language (`en-GB`, `eng`, `English`) as ISO 639-1.
pub(super) fn declared(tag: &str) -> Option<String> {
    let lower = tag.trim().to_ascii_lowercase();
    let primary = lower.split(['-', '_', ',', ';', ' ']).next().unwrap_or_default();
    if primary.len() == 2 && primary.bytes().all(|b| b.is_ascii_alphabetic()) {
        return Some(primary.to_owned());
    }
    if let Some(code) = short(primary) {
        return Some(code.to_owned());
    }
    let named = Lang::all().iter().find(|l| l.eng_name().eq_ignore_ascii_case(&lower) || l.name().to_lowercase() == lower)?;
    short(named.code()).map(str::to_owned)
}

/// The language of a text, where there is enough of it to be sure.
pub(super) fn recognise(text: &str) -> Option<String> {
    let text = text.trim();
    if text.len() < ENOUGH {
        return None;
    }
    let info = whatlang::detect(&text[..super::boundary(text, PLENTY)])?;
    info.is_reliable().then(|| short(info.lang().code())).flatten().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_that_is_recognised_has_a_short_code() {
        for language in Lang::all() {
            assert!(short(language.code()).is_some(), "{}", language.code());
        }
        assert!(CODES.is_sorted());
    }

    #[test]
    fn declared_languages() {
        let rows = [
            ("en", Some("en")),
            ("en-GB", Some("en")),
            ("EN_us", Some("en")),
            ("eng", Some("en")),
            ("English", Some("en")),
            ("Deutsch", Some("de")),
            ("pt-BR", Some("pt")),
            ("x-default", None),
            ("", None),
            ("12", None),
        ];
        for (tag, expected) in rows {
            assert_eq!(declared(tag).as_deref(), expected, "{tag:?}");
        }
    }

    #[test]
    fn recognised_languages() {
        let english = "The harbour master said on Monday that the two barges had drifted for six hours before anybody in the \
                       control room noticed, and that an inquiry into the broken mooring lines would begin next week. Nobody was \
                       hurt, he added, although the crew of a passing tug had to cut two of the ropes with an axe.";
        let dutch = "De havenmeester zei maandag dat de twee schepen zes uur lang hadden rondgedreven voordat iemand in de \
                     controlekamer het merkte, en dat er volgende week een onderzoek naar de gebroken trossen begint. \
                     Volgens hem raakte niemand gewond.";
        assert_eq!(recognise(english).as_deref(), Some("en"));
        assert_eq!(recognise(dutch).as_deref(), Some("nl"));
        assert_eq!(recognise("Too short to tell."), None);
        assert_eq!(recognise(&"1234 5678 ".repeat(40)), None);
    }
}
