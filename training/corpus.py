"""Tokens, windows and labels: what the trainer and the program must agree on to the letter.

The program's tokens are made in `src/attribution/tagger/token.rs`; `parity.py` compares the two over a corpus.
"""

import json
import re

# a clitic is a token of its own ("Trump" "'s"), other apostrophes and hyphens between letters join ("O'Brien", "prime-time");
# a stop or comma joins only between letters or digits on both sides ("U.S", "1,200"); everything else that is no blank stands alone,
# a doubled quotation mark ('' or ``) together
CLITIC = r"['’](?:s|re|ve|ll|d|m|t)(?![^\W_])"
WORD = rf"[^\W_]+(?:(?!{CLITIC})[.,'’\-][^\W_]+)*"
TOKEN = re.compile(rf"{CLITIC}|{WORD}|''|``|\S", re.I)

TAGS = ["O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content"]
ROLES = ["source", "cue", "content"]
# in this order a later role wins the token, where the annotation of two attributions overlaps
PAINT = ["content", "source", "cue"]


def read(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def tokens(text):
    """-> [(start, end)] in code points."""
    return [m.span() for m in TOKEN.finditer(text)]


def labels(article, spans):
    """-> one tag index a token; None where the annotators left the passage out."""
    starts = {}
    tags = [0] * len(spans)
    at = [None] * (len(article["text"]) + 1)
    for i, (a, b) in enumerate(spans):
        for c in range(a, b):
            at[c] = i
    for role in PAINT:
        base = 1 + 2 * ROLES.index(role)
        for attribution in article["attributions"]:
            for segment in attribution[role]:
                inside = sorted({at[c] for c in range(segment["start"], segment["end"])} - {None})
                for n, i in enumerate(inside):
                    tags[i] = base + (n > 0)
    for region in article.get("discard") or []:
        for c in range(region["start"], region["end"]):
            if at[c] is not None and tags[at[c]] == 0:
                tags[at[c]] = None
    # an I after something else begins a span
    for i, tag in enumerate(tags):
        if tag and tag % 2 == 0 and (i == 0 or tags[i - 1] not in (tag, tag - 1)):
            tags[i] = tag - 1
    return tags


def breaks(text, spans):
    """-> for each token: 0 follows directly, 1 after a blank, 2 begins a line or paragraph."""
    out = []
    for i, (a, _) in enumerate(spans):
        if i == 0:
            out.append(2)
            continue
        gap = text[spans[i - 1][1] : a]
        out.append(2 if "\n" in gap else 1 if gap else 0)
    return out


def quote_state(text, spans, gaps):
    """-> for each token: 0 outside quotation marks, 1 inside, 2 an opening mark, 3 a closing mark.

    Straight marks alternate; a paragraph ends a quotation unless the next one opens with a mark again."""
    state, inside = [], False
    for i, (a, b) in enumerate(spans):
        if gaps[i] == 2:
            inside = False
        word = text[a:b]
        if word in ("“", "``", "„", "«"):
            inside = True
            state.append(2)
        elif word in ("”", "»"):
            inside = False
            state.append(3)
        elif word in ('"', "''"):
            inside = not inside
            state.append(2 if inside else 3)
        else:
            state.append(1 if inside else 0)
    return state


def windows(gaps, limit):
    """-> [(from, to)] token ranges that begin at a line or paragraph, as long as fits into `limit` tokens."""
    starts = [i for i, g in enumerate(gaps) if g == 2] + [len(gaps)]
    out, begin = [], 0
    for here, after in zip(starts, starts[1:]):
        if after - begin > limit:
            if here > begin:
                out.append((begin, here))
            begin = here
            while after - begin > limit:
                out.append((begin, begin + limit))
                begin += limit
    if begin < len(gaps):
        out.append((begin, len(gaps)))
    return out
