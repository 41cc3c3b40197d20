use super::*;

#[test]
fn a_missing_file_is_named() {
    let reader = Reader::new(ReadOptions::default()).expect("good options");
    let told = reader.read(["no/such.txt"]).map(|a| a.expect_err("missing").to_string()).collect::<Vec<_>>();
    assert_eq!(told, ["no/such.txt: there is no such file: check its name and folder"]);
}
