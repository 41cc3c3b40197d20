use super::*;

fn id(registry: &Registry, query: &str, context: &str, date: Option<&str>) -> String {
    match registry.lookup(query, context, date) {
        Lookup::Found(outlet) => outlet.id.clone(),
        Lookup::Ambiguous(several) => several.iter().map(|o| o.id.as_str()).collect::<Vec<_>>().join("|"),
        Lookup::Unknown => "-".to_owned(),
    }
}

#[test]
fn names_and_domains_are_found() {
    let registry = Registry::builtin().unwrap();
    let rows = [
        ("TASS", "", "tass"),
        ("Tass", "", "tass"),
        ("the Belga news agency", "", "belga"),
        ("state news agency TASS", "", "tass"),
        ("Russian state-affiliated news agency Interfax", "", "interfax"),
        ("ap", "", "-"),
        ("the AP", "", "associated-press"),
        ("en.people.cn", "", "peoples-daily"),
        ("https://www.bbc.co.uk/news/1", "", "bbc"),
        ("APEC", "", "-"),
        ("", "", "-"),
    ];
    for (query, context, expected) in rows {
        assert_eq!(id(&registry, query, context, None), expected, "{query} in {context}");
    }
}

#[test]
fn the_shipped_registry_is_clean() {
    let problems = check(BUILTIN, None);
    let listed: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert!(problems.is_empty(), "{} problems:\n{}", problems.len(), listed.join("\n"));
}
