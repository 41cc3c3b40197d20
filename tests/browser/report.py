"""The HTML report as a reader meets it: opened from disk in a browser, clicked through, filtered, printed, and fed hostile articles.

    report.py COMMAND CHROMIUM [--shots DIR]
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile

from chromium import Chromium

ROOT = pathlib.Path(__file__).resolve().parents[2]
EXAMPLES = sorted((ROOT / "data/examples").glob("*.txt")) + [ROOT / "data/examples/strait-talks.html", ROOT / "data/examples/depot-fire.jsonl"]


def write(command, target, *inputs):
    subprocess.run([command, "score", "--quiet", "--format", "html", "-o", target, *inputs], check=True)
    return pathlib.Path(target)


def shown(browser, selector):
    """The ids of what a selector finds and a reader can see."""
    return browser.js(f"[...document.querySelectorAll({json.dumps(selector)})].filter(e => e.checkVisibility()).map(e => e.id)")


def settled(browser, hash_):
    """Waits for an address and for what the page makes of it: that comes in a turn of its own."""
    browser.until(f"location.hash === '{hash_}'")
    browser.js("new Promise(done => setTimeout(done, 50))")


def clean(browser, page):
    assert browser.errors == [], browser.errors
    assert browser.dialogs == [], browser.dialogs
    assert browser.requests == [page.as_uri()], browser.requests


def first_look(browser, page):
    browser.open(page.as_uri())
    assert shown(browser, ".view") == ["a1"], "the first article, and nothing else"
    assert shown(browser, ".ev") == []
    marks = browser.js("document.querySelectorAll('#a1 .tag').length")
    assert marks == browser.js("document.querySelectorAll('#a1 .ev').length") > 5
    # no label without words, no mark without a line of its own
    assert browser.js("[...document.querySelectorAll('.tag')].every(t => /s\\d+ \\S+/.test(t.textContent))")
    assert browser.js("[...document.querySelectorAll('.st')].every(s => getComputedStyle(s).backgroundImage !== 'none')")
    clean(browser, page)


def click_opens_evidence(browser, page):
    browser.open(page.as_uri())
    mark = "#a1 .st[data-s='a1s2']"
    browser.mouse(mark, click=True)
    settled(browser, "#a1s2")
    assert shown(browser, ".ev") == ["a1s2"]
    rows = browser.js("[...document.querySelectorAll('#a1s2 .fall tbody tr')].map(r => [...r.cells].map(c => c.textContent))")
    assert len(rows) > 2 and rows[0][0].startswith("before any evidence") and rows[-1][0] == "estimate"
    # the column adds up, to the last digit shown
    total = round(float(rows[0][2]) * 100)
    for row in rows[1:-1]:
        total += round(float(row[1]) * 100)
        assert total == round(float(row[2]) * 100), row
    assert rows[-1][2] == rows[-2][2]
    # one click on a part shows the words it came from
    words = browser.js("document.querySelector('#a1s2 .fall a.to').hash.slice(1)")
    browser.mouse("#a1s2 .fall a.to", click=True)
    browser.until(f"document.getElementById('{words}').matches('.flash')")
    assert shown(browser, ".ev") == ["a1s2"], "the evidence stays open"
    browser.key("Escape")
    settled(browser, "#a1t2")
    assert shown(browser, ".ev") == []
    assert browser.js("document.activeElement.id") == "a1t2", "back where the reader was"
    browser.js("history.go(-2)")  # past the words, to the evidence
    browser.until("document.querySelector('#a1s2').checkVisibility()")
    clean(browser, page)


def keyboard_is_enough(browser, page):
    browser.open(page.as_uri())
    for _ in range(200):
        browser.key("Tab")
        if browser.js("document.activeElement.matches('.text .tag')"):
            break
    assert browser.js("document.activeElement.id") == "a1t1"
    assert browser.js("!document.getElementById('peek').hidden"), "focus shows the chain"
    assert browser.js("document.activeElement.getAttribute('aria-describedby')") == "a1s1c"
    browser.key("Enter")
    browser.until("document.activeElement.id === 'a1s1'")
    browser.key("Tab")
    browser.until("document.activeElement.closest('#a1s1') !== null && document.activeElement.id !== 'a1s1'")
    browser.key("Escape")
    browser.until("document.activeElement.id === 'a1t1'")
    clean(browser, page)


def hover_shows_the_chain(browser, page):
    browser.open(page.as_uri())
    for at in ("#a1 .st[data-s='a1s2']", "#a1t4"):
        browser.mouse(at, click=False)
        browser.until("!document.getElementById('peek').hidden")
        said = browser.js("document.getElementById('peek').textContent")
        assert "Is it so?" in said and "(" in said, said
        box = browser.js("(() => { const b = document.getElementById('peek').getBoundingClientRect(); return [b.left, b.right, innerWidth]; })()")
        assert 0 <= box[0] and box[1] <= box[2], box
    browser.key("Escape")
    browser.until("document.getElementById('peek').hidden")
    clean(browser, page)


def filters_work(browser, page):
    browser.open(page.as_uri())
    browser.js("document.getElementById('filter').open = true")
    everything = browser.js("document.querySelectorAll('.ev').length")
    count = "document.getElementById('count').textContent"
    left = "document.querySelectorAll('.ev:not(.off)').length"
    browser.js("document.getElementById('none').click()")
    assert browser.js(count) == f"0 of {everything} statements" and browser.js(left) == 0
    box = ".filter input[value='anonymous_official']"
    browser.js(f"document.querySelector(\"{box}\").click()")
    want = browser.js("document.querySelectorAll(\".ev[data-class='anonymous_official']\").length")
    assert 0 < want == browser.js(left)
    assert browser.js("[...document.querySelectorAll('.tag:not(.off)')].every(t => t.textContent.includes('unnamed official'))")
    browser.js("document.querySelector('.filter [type=reset]').click()")
    browser.until(f"{left} === {everything}")
    for field, value, keeps in [
        ("naming", "no-reason", "e => e.dataset.naming === 'no-reason'"),
        ("naming", "unnamed", "e => e.dataset.naming.endsWith('reason')"),
        ("level", "low", "e => e.dataset.level === 'low'"),
        ("from", "0.6", "e => e.dataset.estimate >= 0.6"),
        ("to", "0.5", "e => e.dataset.estimate <= 0.5"),
    ]:
        browser.js(f"(() => {{ const f = document.querySelector('.filter [name={field}]'); f.value = '{value}'; f.dispatchEvent(new Event('input', {{bubbles: true}})); }})()")
        want = browser.js(f"[...document.querySelectorAll('.ev')].filter({keeps}).length")
        assert want == browser.js(left), (field, value)
        browser.js("document.querySelector('.filter [type=reset]').click()")
        browser.until(f"{left} === {everything}")
    clean(browser, page)


def views_change(browser, page):
    browser.open(page.as_uri())
    for target in ("claims", "outlets", "about", "a2"):
        browser.js(f"document.querySelector('.top a[href=\"#{target}\"]').click()")
        settled(browser, f"#{target}")
        assert shown(browser, ".view") == [target]
        assert browser.js("document.querySelectorAll('.top [aria-current]').length") == 1
    # from a claim to the statement that asserts it, and to an entry of the registry
    link = browser.js("document.querySelector('.claim .tree a').hash.slice(1)")
    browser.js(f"location.hash = '{link}'")
    browser.until(f"document.getElementById('{link}').checkVisibility()")
    assert shown(browser, ".view") == [link.split("s")[0]]
    browser.js("location.hash = 'all'")
    browser.until("document.querySelectorAll('.view[hidden]').length === 0")
    assert len(shown(browser, ".ev")) == browser.js("document.querySelectorAll('.ev').length")
    clean(browser, page)


def links_lead_somewhere(browser, page):
    browser.open(page.as_uri())
    assert browser.js("[...document.querySelectorAll('[href]')].filter(a => !a.getAttribute('href').startsWith('#')).length") == 0
    lost = browser.js("[...document.querySelectorAll('a')].map(a => a.hash.slice(1)).filter(id => id !== 'all' && !document.getElementById(id))")
    assert lost == [], lost[:5]
    twice = browser.js("(() => { const ids = [...document.querySelectorAll('[id]')].map(e => e.id); return ids.filter((id, at) => ids.indexOf(id) !== at); })()")
    assert twice == [], twice[:5]
    described = browser.js("[...document.querySelectorAll('[aria-describedby], [aria-labelledby]')].map(e => e.getAttribute('aria-describedby') || e.getAttribute('aria-labelledby')).filter(id => !document.getElementById(id))")
    assert described == [], described[:5]


def narrow_and_readable(browser, page):
    browser.size(360, 740)
    for hash_ in ("", "#a1s2", "#claims", "#outlets", "#about"):
        browser.open(page.as_uri() + hash_)
        width = browser.js("document.documentElement.scrollWidth")
        assert width <= 360, f"{hash_}: {width} wide"
    browser.open(page.as_uri() + "#a1s2")
    box = browser.js("(() => { const b = document.getElementById('a1s2').getBoundingClientRect(); return [b.top, b.bottom, innerHeight]; })()")
    assert box[0] > 100 and box[1] <= box[2] + 1, f"a sheet below the text: {box}"
    mark = browser.js("document.getElementById('a1t2').getBoundingClientRect().bottom")
    assert mark < box[0], "the statement stays in sight above its evidence"
    browser.size(1280, 900)


CONTRAST = """(() => {
  const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const rgb = (colour, on) => { canvas.fillStyle = on; canvas.fillRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3); };
  const css = (c) => `rgb(${c[0]},${c[1]},${c[2]})`;
  const lum = (c) => { const [r, g, b] = c.map(v => { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; }); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const behind = (e) => { const up = []; for (let p = e; p; p = p.parentElement) up.unshift(getComputedStyle(p).backgroundColor); return css(up.reduce((on, c) => rgb(c, css(on)), [255, 255, 255])); };
  let worst = [99, ''];
  for (const e of document.querySelectorAll('p, li, dt, dd, th, td, small, a, b, span, label, summary, h2, h3, h4, h5, q, code')) {
    if (!e.checkVisibility() || ![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;
    const on = behind(e); const ink = rgb(getComputedStyle(e).color, on);
    const [a, b] = [lum(ink), lum(rgb(on, on))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < worst[0]) worst = [ratio, e.outerHTML.slice(0, 120)];
  }
  return worst; })()"""


def light_and_dark(browser, page):
    for scheme in ("light", "dark"):
        browser.media(scheme=scheme)
        browser.open(page.as_uri() + "#all")
        browser.js("document.querySelectorAll('details').forEach(d => d.open = true)")
        ratio, where = browser.js(CONTRAST)
        # WCAG 2.2, level AA, for text of usual size
        assert ratio >= 4.5, f"{scheme}: contrast {ratio:.2f} at {where}"
        ground = browser.js("getComputedStyle(document.documentElement).backgroundColor")
        dark = sum(int(v) for v in re.findall(r"\d+", ground)[:3]) < 200
        assert dark == (scheme == "dark"), ground
    browser.media()


def prints(browser, page):
    browser.open(page.as_uri())
    browser.media(media="print")
    assert shown(browser, ".view") == ["a1"], "what is on the screen is printed"
    statements = browser.js("document.querySelectorAll('#a1 .ev').length")
    assert len(shown(browser, ".ev")) == statements, "with the evidence of every statement"
    assert shown(browser, ".top, #peek, .hint") == []
    browser.media()
    pdf = browser.pdf()
    pages = len(re.findall(rb"/Type\s*/Page\b", pdf))
    assert pdf.startswith(b"%PDF") and 1 <= pages <= 30, pages
    return pdf


def readable_without_the_script(browser, page):
    browser.call("Emulation.setScriptExecutionDisabled", value=True)
    browser.call("Page.navigate", url=page.as_uri())
    browser.until("document.readyState === 'complete'")
    assert len(shown(browser, ".view")) == browser.js("document.querySelectorAll('.view').length")
    assert len(shown(browser, ".ev")) == browser.js("document.querySelectorAll('.ev').length")
    assert shown(browser, ".script") == []
    browser.call("Emulation.setScriptExecutionDisabled", value=False)


def hostile_input_is_inert(browser, page):
    browser.open(page.as_uri())
    for hash_ in ("#a1", "#a2", "#a3", "#claims", "#outlets", "#about", "#all"):
        browser.js(f"location.hash = '{hash_}'")
    browser.js("document.querySelectorAll('*').forEach(e => { e.dispatchEvent(new Event('mouseover', {bubbles: true})); e.dispatchEvent(new Event('focus')); })")
    browser.js("document.querySelectorAll('button, summary').forEach(e => e.click())")
    assert browser.js("window.pwned") is None
    assert browser.js("[...document.scripts].length") == 1
    assert browser.js("document.querySelectorAll('style').length") == 1
    assert browser.js("document.querySelectorAll('img, iframe, object, embed, base, link, video, audio, [src], [style]:not(#peek), [srcdoc]').length") == 0
    handlers = "[...document.querySelectorAll('*')].flatMap(e => e.getAttributeNames()).filter(n => n.startsWith('on') || n === 'autofocus')"
    assert browser.js(handlers) == []
    assert browser.js("document.title").startswith("3 reports"), browser.js("document.title")
    text = browser.js("document.querySelector('#a1 .text').textContent")
    assert "<script>window.pwned=4</script>" in text and "\u202e" not in text
    clean(browser, page)
    # and were there a hole, the policy would stop what came through it
    browser.js("(() => { try { const s = document.createElement('script'); s.text = 'window.pwned = 99'; document.body.append(s); } catch {} })()")
    browser.js("(() => { try { document.body.setAttribute('onclick', 'window.pwned = 98'); document.body.click(); } catch {} })()")
    browser.js("fetch('https://evil.example/').catch(() => 0)")
    assert browser.js("window.pwned") is None
    assert any("Content Security Policy" in e for e in browser.errors), browser.errors


def shots(browser, page, folder):
    folder.mkdir(parents=True, exist_ok=True)
    for name, size, scheme, hash_ in [
        ("light", (1280, 900), "light", ""), ("light-evidence", (1280, 900), "light", "#a1s2"), ("dark-evidence", (1280, 900), "dark", "#a1s2"),
        ("narrow", (390, 844), "light", ""), ("narrow-evidence", (390, 844), "light", "#a1s2"), ("claims", (1280, 900), "light", "#claims"),
        ("claims-dark", (1280, 900), "dark", "#claims"), ("outlets", (1280, 900), "light", "#outlets"), ("outlets-dark", (1280, 900), "dark", "#outlets"),
        ("narrow-claims", (390, 844), "light", "#claims"), ("about", (1280, 900), "light", "#about"), ("narrow-outlets", (390, 844), "dark", "#outlets"),
    ]:
        browser.size(*size)
        browser.media(scheme=scheme)
        browser.open(page.as_uri() + hash_)
        browser.shot(folder / f"{name}.png")
    browser.size(1280, 900)
    browser.media()
    browser.open(page.as_uri())
    browser.js("document.getElementById('filter').open = true")
    browser.shot(folder / "filter.png")
    browser.js("document.getElementById('filter').open = false")
    browser.mouse("#a1 .st[data-s='a1s2']", click=False)
    browser.shot(folder / "hover.png")


def main():
    command, binary = sys.argv[1:3]
    with tempfile.TemporaryDirectory() as folder:
        page = write(command, f"{folder}/report.html", *EXAMPLES)
        hostile = write(command, f"{folder}/hostile.html", pathlib.Path(__file__).with_name("hostile.jsonl"))
        browser = Chromium(binary)
        try:
            browser.size(1280, 900)
            checks = [first_look, click_opens_evidence, keyboard_is_enough, hover_shows_the_chain, filters_work, views_change,
                      links_lead_somewhere, narrow_and_readable, light_and_dark, prints, readable_without_the_script]
            for check in checks:
                check(browser, page)
                print(f"browser: {check.__name__.replace('_', ' ')}: passed", flush=True)
            for check in (links_lead_somewhere, hostile_input_is_inert):
                check(browser, hostile)
                print(f"browser: {check.__name__.replace('_', ' ')} (hostile articles): passed", flush=True)
            if "--shots" in sys.argv:
                target = pathlib.Path(sys.argv[sys.argv.index("--shots") + 1])
                shots(browser, page, target)
                browser.open(page.as_uri())
                (target / "print.pdf").write_bytes(browser.pdf())
        finally:
            browser.close()


if __name__ == "__main__":
    main()
