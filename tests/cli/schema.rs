//! `docs/schema/assessment-1.schema.json` against what is written.

use serde_json::{Value, json};

/// Fails when `document` breaks the schema, or has a field that the schema does not describe.
pub fn check(document: &Value) {
    let mut schema: Value = serde_json::from_str(include_str!("../../docs/schema/assessment-1.schema.json")).unwrap();
    for open in [true, false] {
        if !open {
            close(&mut schema);
        }
        let validator = jsonschema::draft202012::new(&schema).unwrap();
        let errors: Vec<String> =
            validator.iter_errors(document).map(|e| format!("{}: {e}", e.instance_path())).take(5).collect();
        assert!(errors.is_empty(), "{errors:#?}");
    }
}

/// Other programs must let added fields pass; here each must be described.
fn close(schema: &mut Value) {
    match schema {
        Value::Object(fields) => {
            fields.values_mut().for_each(close);
            if fields.get("type") == Some(&json!("object")) && fields.contains_key("properties") {
                fields.insert("additionalProperties".to_owned(), json!(false));
            }
        }
        Value::Array(items) => items.iter_mut().for_each(close),
        _ => {}
    }
}

#[test]
fn the_schema_itself_is_one() {
    let schema: Value = serde_json::from_str(include_str!("../../docs/schema/assessment-1.schema.json")).unwrap();
    assert!(jsonschema::meta::is_valid(&schema));
    let mut broken: Value = serde_json::from_str(include_str!("saved/one.json")).unwrap();
    broken["articles"][0]["statements"][0]["kind"] = json!("rumour");
    assert!(!jsonschema::draft202012::new(&schema).unwrap().is_valid(&broken));
}
