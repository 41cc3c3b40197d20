use super::*;

#[test]
fn a_page_gives_its_text() {
    let read = article("<title>T</title><article><p>A, he said.</p></article>").expect("a page");
    assert_eq!(read.text, "A, he said.");
}
