//! Look-up, finding, overlays and checks, as tables of rows.

use super::*;
use crate::provenance::class::Provenance;
use std::collections::BTreeSet;

fn shipped() -> Registry {
    Registry::builtin().unwrap()
}

/// The id found, the ids between which nothing decides, or "-".
fn ids(registry: &Registry, query: &str, context: &str, date: Option<&str>) -> String {
    match registry.lookup(query, context, date) {
        Lookup::Found(outlet) => outlet.id.clone(),
        Lookup::Ambiguous(several) => several.iter().map(|o| o.id.as_str()).collect::<Vec<_>>().join("|"),
        Lookup::Unknown => "-".to_owned(),
    }
}

#[test]
fn names_are_found_as_texts_write_them() {
    let registry = shipped();
    let rows = [
        // plain names, case, possessives, quotation marks, articles
        ("TASS", "tass"),
        ("Tass", "tass"),
        ("Tass's", "tass"),
        ("“Der Spiegel”", "der-spiegel"),
        ("Reuters'", "reuters"),
        ("REUTERS", "reuters"),
        ("the AP", "associated-press"),
        ("the Associated Press", "associated-press"),
        ("Agence France-Presse", "agence-france-presse"),
        ("New York Times", "the-new-york-times"),
        ("the New York Times’", "the-new-york-times"),
        ("Barron's", "barrons"),
        ("People’s Daily", "peoples-daily"),
        // describing words around the name
        ("the Belga news agency", "belga"),
        ("Belga news agency", "belga"),
        ("state news agency TASS", "tass"),
        ("the official Xinhua news agency", "xinhua"),
        ("Russian state-affiliated news agency Interfax", "interfax"),
        ("South Korea's Yonhap news agency", "yonhap"),
        ("Anadolu news agency", "anadolu-agency"),
        ("Iran's semi-official Tasnim News Agency", "tasnim"),
        ("newspaper Dagens Næringsliv", "dagens-naeringsliv"),
        ("Spanish sports daily Marca", "-"),
        ("Spanish daily Marca", "marca"),
        ("Vremya television", "-"),
        ("ERT television", "ert"),
        ("Korean Central News Agency (KCNA)", "kcna"),
        ("KCNA (North Korea)", "kcna"),
        ("Radio France Internationale (RFI)", "rfi"),
        // names as the world writes them
        ("Türkiye Today", "turkiye-today"),
        ("Turkiye Today", "turkiye-today"),
        ("Daily Sabah", "daily-sabah"),
        ("Al-Manar", "al-manar"),
        ("Al Manar TV", "al-manar"),
        ("MDR", "mdr"),
        ("the Kathmandu Post", "the-kathmandu-post"),
        ("BleepingComputer", "bleepingcomputer"),
        ("De Tijd", "de-tijd"),
        ("Dagens Naeringsliv", "dagens-naeringsliv"),
        ("Philippine Daily Inquirer", "philippine-daily-inquirer"),
        ("BBC Scotland", "bbc"),
        ("Ukrainian Radio", "suspilne"),
        ("Naver Cafe", "naver-cafe"),
        ("Yedioth Ahronoth", "ynet"),
        ("El Pais", "el-pais"),
        ("ČTK", "ctk"),
        ("Mail & Guardian", "mail-and-guardian"),
        // other scripts
        ("РИА Новости", "ria-novosti"),
        ("新华社", "xinhua"),
        ("연합뉴스", "yonhap"),
        ("Українська правда", "ukrainska-pravda"),
        ("الجزيرة", "al-jazeera"),
        // longer names are not shorter ones
        ("Interfax-Ukraine", "interfax-ukraine"),
        ("Interfax Ukraine", "interfax-ukraine"),
        ("RBC-Ukraine", "rbc-ukraine"),
        ("Sky News Arabia", "sky-news-arabia"),
        ("Novaya Gazeta Europe", "novaya-gazeta-europe"),
        // domains
        ("en.people.cn", "peoples-daily"),
        ("https://www.bbc.co.uk/news/world-1?x=1", "bbc"),
        ("WWW.TASS.COM", "tass"),
        ("interfax.com.ua", "interfax-ukraine"),
        ("en.interfax.com.ua", "interfax-ukraine"),
        ("g1.globo.com", "o-globo"),
        ("24.kg", "24-kg"),
        ("com.ua", "-"),
        ("notbbc.co.uk", "-"),
        // ordinary words and parts of words
        ("ap", "-"),
        ("APEC", "-"),
        ("trend", "-"),
        ("Trend", "trend-news-agency"),
        ("marca", "-"),
        ("x", "-"),
        ("X", "x"),
        ("ria", "-"),
        ("time", "-"),
        ("Tas", "-"),
        ("Tasss", "-"),
        ("state television", "-"),
        ("local media", "-"),
        ("the newspaper", "-"),
        ("Russian", "-"),
        ("", "-"),
        ("  ", "-"),
        ("’s", "-"),
    ];
    for (query, expected) in rows {
        assert_eq!(ids(&registry, query, "", None), expected, "{query}");
    }
}

#[test]
fn namesakes_are_told_apart_or_stay_ambiguous() {
    let registry = shipped();
    let rows = [
        ("CNA", "", "catholic-news-agency|cna-singapore|cna-taiwan|cyprus-news-agency"),
        ("CNA", "TAIPEI, Nov. 3 (CNA) The ministry said", "cna-taiwan"),
        ("CNA", "Taiwan's official Central News Agency (CNA) said", "cna-taiwan"),
        ("CNA", "the Singapore broadcaster CNA reported", "cna-singapore"),
        ("CNA", "more on channelnewsasia.com from CNA", "cna-singapore"),
        ("CNA", "NICOSIA (CNA) - Cypriot officials met their Taiwanese guests", "cyprus-news-agency"),
        ("APA", "", "apa-austria|apa-azerbaijan"),
        ("APA", "Vienna prosecutors told APA", "apa-austria"),
        ("APA", "the Azerbaijani agency APA reported from Vienna", "apa-azerbaijan"),
        ("ABC", "", "abc-australia|abc-news-us|abc-spain"),
        ("ABC", "told the ABC in Canberra", "abc-australia"),
        ("ABC", "Spanish newspaper ABC wrote", "abc-spain"),
        ("ABC (Australia)", "", "abc-australia"),
        ("NTV", "Turkish broadcaster NTV reported", "ntv-turkey"),
        ("NTV", "Russia's NTV showed the pictures", "ntv-russia"),
        ("NTV", "Kenya's NTV said", "ntv-kenya"),
        ("RBC", "Moscow business daily RBC", "rbc"),
        ("RBC", "RBC reported from Kyiv", "rbc-ukraine"),
        ("SABA", "", "saba-aden|saba-sanaa"),
        ("Saba", "the Houthi-run Saba news agency", "saba-sanaa"),
        ("Saba", "the internationally recognised government's agency Saba", "saba-aden"),
        ("SABA", "see saba.ye", "saba-sanaa"),
        ("Interfax", "officials in Kyiv said, Interfax reported", "interfax"),
        ("RTS", "Belgrade-based RTS", "rts-serbia"),
        ("RTS", "Swiss public broadcaster RTS", "rts-switzerland"),
        ("NBC", "", "nbc-news"),
        ("NBC", "Windhoek: the Namibian broadcaster NBC", "nbc-namibia"),
        ("the Guardian", "", "the-guardian"),
        ("The Guardian", "a Lagos court, The Guardian of Nigeria reported", "the-guardian-nigeria"),
        ("The Star", "The Star in Nairobi", "the-star-kenya"),
        ("the Post", "The Washington Post first reported it. Officials told the Post", "the-washington-post"),
        ("the Times", "The Los Angeles Times saw the file, and the Times asked", "los-angeles-times"),
        ("El Universal", "Mexican daily El Universal", "el-universal"),
        ("MBC", "Seoul: MBC said", "mbc-korea"),
        ("Turkish NTV", "", "ntv-turkey"),
        ("the Austrian news agency APA", "", "apa-austria"),
    ];
    for (query, context, expected) in rows {
        assert_eq!(ids(&registry, query, context, None), expected, "{query} in {context:?}");
    }
    assert!(ids(&registry, "the Post", "", None).contains('|'), "a short name alone stays open");
    let class = |name| registry.lookup(name, "", None).class();
    assert_eq!(class("the Post"), Some(Provenance::PrivateOutlet), "but whichever it is, its class is known");
    assert_eq!((class("NTV"), class("CNA"), class("Nowhere News")), (None, None, None));
    assert_eq!(class("APA"), None);
}

#[test]
fn facts_are_those_of_the_day() {
    let registry = shipped();
    let rows = [
        ("VOA", Some("2024-05-01"), Provenance::PublicService),
        ("VOA", Some("2025-03-14T23:00:00Z"), Provenance::PublicService),
        ("VOA", Some("2025-06-01"), Provenance::StateOwned),
        ("TVP", Some("2023-06-01"), Provenance::StateOwned),
        ("TVP", Some("2024-06-01"), Provenance::PublicService),
        ("TVP", None, Provenance::PublicService),
        ("TVP", Some("2010-01-01"), Provenance::StateOwned),
        ("PAP", Some("2023-12-19"), Provenance::StateOwned),
        ("Télam", Some("2026-01-01"), Provenance::StateOwned),
    ];
    for (query, date, expected) in rows {
        let Lookup::Found(outlet) = registry.lookup(query, "", date) else { panic!("{query} is not one outlet") };
        assert_eq!(outlet.class(), expected, "{query} at {date:?}");
    }
    let sana = |date| match registry.lookup("SANA", "", Some(date)) {
        Lookup::Found(outlet) => outlet.valid_from.clone(),
        _ => panic!("SANA is not one outlet"),
    };
    assert_eq!((sana("2024-12-07"), sana("2024-12-08").as_deref()), (None, Some("2024-12-08")));
    assert_eq!(registry.periods("sana").len(), 2);
    assert_eq!(registry.by_id("sana").map(|o| o.control), Some(crate::provenance::Control::Unknown));
}

#[test]
fn classes_and_lines_follow_from_the_row() {
    let registry = shipped();
    let rows = [
        ("tass", Provenance::StateOwned, Some("state:RU")),
        ("sputnik-georgia", Provenance::StateOwned, Some("state:RU")),
        ("anadolu-agency", Provenance::StateOwned, Some("state:TR")),
        ("daily-sabah", Provenance::StateAffiliated, Some("state:TR")),
        ("al-jazeera", Provenance::StateAffiliated, Some("state:QA")),
        ("wen-wei-po", Provenance::StateAffiliated, Some("state:CN")),
        ("peoples-daily", Provenance::PartyOwned, Some("state:CN")),
        ("al-manar", Provenance::PartyOwned, Some("owner:hezbollah")),
        ("brt-northern-cyprus", Provenance::StateOwned, Some("owner:authorities-of-northern-cyprus")),
        ("interfax", Provenance::IndependentWire, Some("owner:interfax-group")),
        ("reuters", Provenance::IndependentWire, None),
        ("efe", Provenance::PublicService, None),
        ("yonhap", Provenance::PublicService, None),
        ("bbc", Provenance::PublicService, None),
        ("de-morgen", Provenance::PrivateOutlet, Some("owner:dpg-media")),
        ("het-laatste-nieuws", Provenance::PrivateOutlet, Some("owner:dpg-media")),
        ("le-soir", Provenance::PrivateOutlet, None),
        ("telegram", Provenance::Platform, None),
        ("rutube", Provenance::Platform, None),
        ("turkiye-today", Provenance::UnknownOutlet, None),
    ];
    for (id, class, line) in rows {
        let outlet = registry.by_id(id).unwrap_or_else(|| panic!("no outlet {id}"));
        assert_eq!((outlet.class(), outlet.line().as_deref()), (class, line), "{id}");
    }
}

#[test]
fn names_are_found_in_running_text() {
    let registry = shipped();
    let rows: &[(&str, &[&str])] = &[
        ("The minister told Reuters that Tass was wrong.", &["Reuters", "Tass"]),
        ("“Interfax-Ukraine” and Interfax’s editors", &["Interfax-Ukraine", "Interfax"]),
        ("APEC leaders met in the Aprils, snap!", &[]),
        ("the Hill reported; they climbed a Hill", &["Hill"]),
        ("the guardian of the temple, the Guardian said", &["Guardian"]),
        ("He wrote on X, formerly Twitter", &["X, formerly Twitter"]),
        ("a petra dish, a time to trend", &[]),
        ("ANSA e dpa: così", &["ANSA", "dpa"]),
        ("TURKIYE TODAY and Türkiye Today and Turkiye Today", &["TURKIYE TODAY", "Türkiye Today", "Turkiye Today"]),
        ("据新华社报道", &["新华社"]),
        ("연합뉴스는 전했다", &["연합뉴스"]),
        ("ТАСС сообщил", &["ТАСС"]),
        ("24.kg news agency", &["24.kg news agency"]),
        ("the Kathmandu Post, Daily Sabah", &["Kathmandu Post", "Daily Sabah"]),
        ("", &[]),
        ("é", &[]),
    ];
    for (text, expected) in rows {
        let found: Vec<&str> = registry.find(text).iter().map(|hit| hit.span.of(text)).collect();
        assert_eq!(found, *expected, "{text}");
    }
    let hits = registry.find("said Xinhua");
    assert_eq!(hits.first().and_then(|hit| registry.outlet_of(*hit)).map(|o| o.id.as_str()), Some("xinhua"));
}

#[test]
fn every_name_and_domain_leads_to_its_outlet() {
    let registry = shipped();
    for outlet in registry.outlets() {
        let date = outlet.valid_to.as_deref().or(outlet.valid_from.as_deref());
        let context = outlet.country.as_deref().and_then(country_name).unwrap_or("");
        let names = outlet.all_names().chain(outlet.short_names.iter().map(String::as_str));
        for name in names.chain(outlet.domains.iter().map(String::as_str)) {
            let reached = match registry.lookup(name, context, date) {
                Lookup::Found(found) => vec![found],
                Lookup::Ambiguous(several) => several,
                Lookup::Unknown => vec![],
            };
            assert!(reached.iter().any(|o| o.id == outlet.id), "{name} does not lead to {}", outlet.id);
        }
    }
}

#[test]
fn the_shipped_registry_is_clean() {
    let listed: Vec<String> = check_builtin().iter().map(ToString::to_string).collect();
    assert!(listed.is_empty(), "{} problems:\n{}", listed.len(), listed.join("\n"));
    let registry = shipped();
    assert_eq!(csv(registry.outlets()), BUILTIN, "written anew, the file is the same byte for byte");
    let outlets: BTreeSet<&str> = registry.outlets().iter().map(|o| o.id.as_str()).collect();
    let countries: BTreeSet<&str> = registry.outlets().iter().filter_map(|o| o.country.as_deref()).collect();
    assert!(outlets.len() >= 900 && countries.len() >= 120, "{} outlets of {} countries", outlets.len(), countries.len());
    assert!(registry.outlets().iter().all(|o| o.evidence.len() > 20), "evidence says something");
}

const HEAD: &str = "id,name,kind,ownership,control,evidence_kind,evidence,checked_on,country,domains,action,reason";

#[test]
fn overlays_add_override_and_withdraw() {
    let row = |text: &str| overlay::lay(shipped(), &format!("{HEAD}\n{text}\n"), Path::new("mine.csv"));
    let added =
        row("salt-gazette,Salt Gazette,newspaper,independent,independent,own,the editor says so,2026-01-02,IS,salt-gazette.is,,")
            .unwrap();
    assert_eq!(ids(&added, "the Salt Gazette", "", None), "salt-gazette");
    assert_eq!(ids(&added, "news.salt-gazette.is", "", None), "salt-gazette");
    assert_eq!(added.outlets().len(), shipped().outlets().len() + 1);
    assert!(added.version().starts_with(shipped().version()) && added.version().contains("mine.csv+"), "{}", added.version());

    let changed =
        row("tvp,TVP,broadcaster,unknown,unknown,own,we do not say,2026-01-02,PL,tvp.pl,override,not our call").unwrap();
    assert_eq!(changed.periods("tvp").len(), 1, "all periods are replaced");
    assert_eq!(changed.by_id("tvp").map(Outlet::class), Some(Provenance::UnknownOutlet));

    let gone = row("tass,,,,,,,,,,withdraw,out of scope").unwrap();
    assert_eq!(ids(&gone, "TASS", "", None), "-");

    let bad = [
        ("tass,TASS,wire,unknown,unknown,own,x,2026-01-02,RU,,,", "mine.csv:2: overriding \"tass\" needs a reason"),
        (
            "tass,TASS,wire,unknown,unknown,own,x,2026-01-02,RU,,add,y",
            "mine.csv:2: \"tass\" is in the registry already; use action override and give a reason, or another id",
        ),
        (
            "salt,,,,,,,,,,withdraw,x",
            "mine.csv:2: \"salt\" is not in the registry, so there is nothing to change; use action add, or correct the id",
        ),
        ("tass,,,,,,,,,,withdraw,", "mine.csv:2: withdrawing \"tass\" needs a reason"),
        (
            "salt,Salt,wire,own,unknown,own,x,2026-01-02,RU,,,",
            "mine.csv:2: ownership \"own\" is none of state_owned, state_affiliated, public_service, party, independent, unknown",
        ),
        (
            "salt,Salt,wire,unknown,unknown,own,x,2026-01-02,RU,,drop,",
            "mine.csv:2: action \"drop\" is none of add, override, withdraw",
        ),
    ];
    for (text, expected) in bad {
        assert_eq!(row(text).err().map(|e| e.to_string()).as_deref(), Some(expected), "{text}");
    }
    let missing = shipped().overlay(Path::new("no-such-file.csv")).err().map(|e| e.to_string()).unwrap_or_default();
    assert!(missing.starts_with("no-such-file.csv: cannot read the registry file"), "{missing}");
}

#[test]
fn checks_name_every_inconsistency() {
    let head = "id,name,aliases,kind,ownership,control,evidence_kind,evidence,checked_on,country,domains,valid_from,valid_to,hints,exact,primary,contested";
    let tail = "newspaper,independent,independent,own,seen,2026-01-02";
    let rows: &[(&str, &[&str])] = &[
        (&format!("a,A One,,{tail},IS,,,,,,,"), &[]),
        (
            "a,A One,,newspaper,independent,independent,own,,2026-01-02,IS,,,,,,,",
            &["2: there is no evidence; say where the facts come from and what was found there"],
        ),
        (
            "a,A One,,newspaper,independent,independent,own,seen,,IS,,,,,,,",
            &["2: checked_on is empty; give the day (YYYY-MM-DD) on which the facts were last checked"],
        ),
        (
            "a,A One,,news,independent,independent,own,seen,2026-01-02,IS,,,,,,,",
            &["2: kind \"news\" is none of wire, newspaper, broadcaster, magazine, digital, photo_agency, platform"],
        ),
        (&format!("A_1,A One,,{tail},IS,,,,,,,"), &["2: id \"A_1\" is not in kebab-case (a-z, 0-9, single hyphens)"]),
        (
            &format!("a,A One,,{tail},UK,,,,,,,"),
            &["2: country \"UK\" is no ISO 3166-1 alpha-2 code of data/registry/countries.csv"],
        ),
        (&format!("a,A One,,{tail},IS,,2026-02-30,,,,,"), &["2: valid_from \"2026-02-30\" is no date; write YYYY-MM-DD"]),
        (&format!("a,A One,,{tail},IS,,2026-03-02,2026-01-01,,,,"), &["2: valid_from 2026-03-02 is after valid_to 2026-01-01"]),
        (&format!("a,A One,A One,{tail},IS,,,,,,,"), &["2: name \"A One\" stands twice"]),
        (&format!("a,A One,!!,{tail},IS,,,,,,,"), &["2: name \"!!\" has no letter or digit"]),
        (
            &format!("a,A One,,{tail},IS,www.One.is,,,,,,"),
            &["2: domain \"www.One.is\" is not a bare lower-case host under a public suffix"],
        ),
        (
            &format!("a,A One,,{tail},IS,co.uk,,,,,,"),
            &["2: domain \"co.uk\" is not a bare lower-case host under a public suffix"],
        ),
        (&format!("a,A One,,{tail},IS,,,,,B,,"), &["2: exact \"B\" is none of the row's names"]),
        (
            "a,A One,,newspaper,state_owned,controlled,own,seen,2026-01-02,,,,,,,,",
            &["2: state_owned without a country: say which state"],
        ),
        (
            "a,A One,,platform,party,controlled,own,seen,2026-01-02,IS,,,,,,,",
            &["2: a platform cannot be party: its class is platform whoever owns it; use unknown"],
        ),
        (
            "a,A One,,newspaper,independent,contested,own,seen,2026-01-02,IS,,,,,,,",
            &["2: control is contested, but column contested does not give both sides"],
        ),
        ("a,A One", &["2: 2 cells where the header has 17; quote cells that hold commas"]),
        (
            &format!("a,A One,,{tail},IS,,,,,,,\na,A Two,,{tail},IS,,,,,,,"),
            &["3: id \"a\" is used in line 2 already; two rows of one id need periods that do not overlap"],
        ),
        (&format!("a,A One,,{tail},IS,,,2026-01-01,,,,\na,A One,,{tail},IS,,2026-01-02,,,,,"), &[]),
        (
            &format!("a,A One,,{tail},IS,,,2026-01-02,,,,\na,A One,,{tail},IS,,2026-01-02,,,,,"),
            &["3: id \"a\" is used in line 2 already; two rows of one id need periods that do not overlap"],
        ),
        (
            &format!("a,A One,,{tail},IS,,,,,,,\nb,a one,,{tail},IS,,,,,,,"),
            &[
                "3: name \"a one\" is claimed by \"a\" (line 2) too, and nothing tells them apart; give hints, or mark it primary for one",
            ],
        ),
        (&format!("a,A One,,{tail},IS,,,,,,,\nb,a one,,{tail},NO,,,,,,,"), &[]),
        (&format!("a,A One,,{tail},IS,,,,north,,,\nb,a one,,{tail},IS,,,,south,,,"), &[]),
        (&format!("a,A One,,{tail},IS,,,,,,A One,\nb,a one,,{tail},IS,,,,,,,"), &[]),
        (
            &format!("a,A One,,{tail},IS,,,,,,A One,\nb,a one,,{tail},IS,,,,,,a one,"),
            &["3: name \"a one\" is primary for \"a\" too; only one can have it"],
        ),
        (
            &format!("a,A One,,{tail},IS,one.is,,,,,,\nb,B Two,,{tail},IS,one.is,,,,,,"),
            &["3: domain \"one.is\" is claimed by \"a\" (line 2) too; a domain has one outlet"],
        ),
        (
            &format!("b,B Two,,{tail},IS,,,,,,,\na,A One,,{tail},IS,,,,,,,"),
            &["3: id \"a\" stands after \"b\"; sort the rows by id, then valid_from"],
        ),
    ];
    for (text, expected) in rows {
        let found: Vec<String> = check(&format!("{head}\n{text}\n"), None).iter().map(ToString::to_string).collect();
        assert_eq!(found, *expected, "{text}");
    }
    let whole = [
        ("name\nA\n", "1: there is no column \"id\"; the first line must name the columns"),
        ("id,id\n", "1: column \"id\" stands twice"),
        ("", "1: there is no column \"id\"; the first line must name the columns"),
    ];
    for (text, expected) in whole {
        assert_eq!(check(text, None).first().map(ToString::to_string).as_deref(), Some(expected), "{text:?}");
    }
    assert!(check("id,colour\n", None)[0].what.starts_with("column \"colour\" is not known"));
}

#[test]
fn unknown_names_get_suggestions() {
    let registry = shipped();
    let rows =
        [("Routers", "reuters"), ("Interfx", "interfax"), ("Guardain", "the-guardian"), ("Kathmandu", "the-kathmandu-post")];
    for (query, expected) in rows {
        assert!(registry.suggest(query).iter().any(|o| o.id == expected), "{query}");
    }
    assert!(registry.suggest("").is_empty());
    assert!(registry.suggest("qqqqqqqqqqqqqqqqqq").is_empty());
}
