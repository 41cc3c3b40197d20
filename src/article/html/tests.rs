use super::*;

fn text_of(html: &str) -> String {
    article(html).expect("a page").text
}

#[test]
fn small_pages() {
    let rows = [
        ("", ""),
        ("<html></html>", ""),
        ("<nav><a href=/>Home</a></nav>", ""),
        ("<article><p>A, he said.</p></article>", "A, he said."),
        ("<article><h1>T</h1><h2>S</h2><p>A.<p>B.<ul><li>C<li>D</ul></article>", "S\nA.\nB.\nC\nD"),
        (
            "<article><header><p>x</header><p>A.<figure><figcaption>f</figcaption></figure><p>B.<footer>x</footer></article>",
            "A.\nB.",
        ),
        ("<p>The mill stands idle, its owner says.", "The mill stands idle, its owner says."),
        ("<p>The mill</p><div>stands</div>", "The mill"),
        (
            "<article><h1>T</h1><p>By Ann Lee<p>12 May 2026<p>Updated 3 hours ago<p>A, he said.</article>",
            "By Ann Lee\nA, he said.",
        ),
        ("<article><h1>T</h1><p>By Monday the river had risen, he said.</article>", "By Monday the river had risen, he said."),
        ("<article><h1>T</h1><p>Published figures show no rise.<p>A.</article>", "Published figures show no rise.\nA."),
        ("just some words of a mail, which somebody wrote", "just some words of a mail, which somebody wrote"),
    ];
    for (html, expected) in rows {
        assert_eq!(text_of(html), expected, "{html}");
    }
}

#[test]
fn linked_data_help_only_where_the_page_has_no_text() {
    let data = |body: &str| {
        format!(
            "<script type=application/ld+json>{{\"@type\":\"NewsArticle\",\"articleBody\":\"{body}\"}}</script><article><p>Seen on the page, she said.</p></article>"
        )
    };
    assert_eq!(text_of(&data("Another text, not much longer, from the data.")), "Seen on the page, she said.");
    let long = "A whole sentence that the page does not show. ".repeat(4);
    assert_eq!(text_of(&data(&long)), long.trim());
    assert_eq!(text_of(&data(&format!("<p>{long}</p><p>Second.</p>"))), format!("{}\nSecond.", long.trim()));
}

#[test]
fn forms_and_scripts_do_not_hide_what_follows() {
    let html =
        "<article><script>var a = '</p>';</script><p>One, he said.</p><form><p>mail</p></form><p>Two, she said.</p></article>";
    assert_eq!(text_of(html), "One, he said.\nTwo, she said.");
}
