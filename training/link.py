"""Which source belongs to which cue, and which content: two conditional logits over a few counted features.

    python link.py CORPUS_DIR OUT.json          trains on the annotators' spans

A candidate's features are indices into one weight vector; the program computes the same (`src/attribution/tagger/link.rs`).
"""

import argparse
import json
import pathlib

import torch

import corpus
from spans import spans

REACH = 90  # tokens between the two spans, at most
DISTANCE = [0, 1, 2, 3, 5, 8, 13, 21, 40]
GROUPS = [len(DISTANCE) + 1, 4, 4, 4, 4, 3, 2, 2, 3]
SIZE = 2 * sum(GROUPS) + 1  # the last is "none of them"


def bucket(n, limit):
    return min(n, limit)


class Page:
    """Counts over the tokens of an article, so that what stands between two spans is a difference."""

    def __init__(self, words, gaps, quotes, found):
        self.words, self.quotes = words, quotes
        n = len(words)
        self.sentence, self.paragraph, self.comma = [0] * (n + 1), [0] * (n + 1), [0] * (n + 1)
        for i in range(n):
            ends = words[i] in (".", "!", "?")
            self.sentence[i + 1] = self.sentence[i] + ends
            self.paragraph[i + 1] = self.paragraph[i] + (gaps[i] == 2)
            self.comma[i + 1] = self.comma[i] + (words[i] in (",", "—", "–", "--", ":", ";"))
        self.starts = [[0] * (n + 1) for _ in range(3)]
        for role, a, _ in found:
            self.starts[role][a + 1] += 1
        for counts in self.starts:
            for i in range(n):
                counts[i + 1] += counts[i]

    def features(self, cue, other):
        """Indices for one candidate: what lies between the cue and the other span, on which side."""
        before = other[1] < cue[1]
        a, b = (other[2], cue[1]) if before else (cue[2], other[1])
        b = max(a, b)
        distance = sum(b - a > d for d in DISTANCE)
        # a paragraph break counts when the right span begins after it, so one token further
        right = min(b + 1, len(self.words))
        opens = self.quotes[other[1]] if other[1] < len(self.words) else 0
        values = [
            distance,
            bucket(self.starts[0][b] - self.starts[0][a], 3),
            bucket(self.starts[1][b] - self.starts[1][a], 3),
            bucket(self.starts[2][b] - self.starts[2][a], 3),
            bucket(self.sentence[b] - self.sentence[a], 3),
            bucket(self.paragraph[right] - self.paragraph[a], 2),
            int(self.comma[b] > self.comma[a]),
            int(opens in (1, 2)),
            bucket(other[2] - other[1] - 1, 2),
        ]
        out, base = [], 0 if before else sum(GROUPS)
        for size, value in zip(GROUPS, values):
            out.append(base + value)
            base += size
        return out


def candidates(found, cue, role):
    """Spans of the role within reach, nearest first on both sides; at most six."""
    near = []
    for s in found:
        if s[0] == role:
            gap = cue[1] - s[2] if s[1] < cue[1] else s[1] - cue[2]
            if gap <= REACH:
                near.append((gap, s[1], s))
    return [s for _, _, s in sorted(near)[:6]]


def examples(articles):
    """-> (features of each candidate, index of the right one) for cue → source and content → cue."""
    sources, contents = [], []
    for article in articles:
        text = article["text"]
        tokens = corpus.tokens(text)
        gaps = corpus.breaks(text, tokens)
        quotes = corpus.quote_state(text, tokens, gaps)
        found = spans(corpus.labels(article, tokens))
        page = Page([text[a:b] for a, b in tokens], gaps, quotes, found)
        owner = {}
        at = {}
        for i, (a, b) in enumerate(tokens):
            for c in range(a, b):
                at[c] = i
        for number, attribution in enumerate(article["attributions"]):
            for r, role in enumerate(corpus.ROLES):
                for segment in attribution[role]:
                    for c in range(segment["start"], segment["end"]):
                        if c in at:
                            owner.setdefault((r, at[c]), set()).add(number)
        whose = lambda s: set().union(*(owner.get((s[0], i), set()) for i in range(s[1], s[2])))
        cues = [s for s in found if s[0] == 1]
        for cue in cues:
            mine = whose(cue)
            options = candidates(found, cue, 0)
            right = [k for k, s in enumerate(options) if whose(s) & mine]
            has = any(article["attributions"][n]["source"] for n in mine)
            if right or not has:
                sources.append(([page.features(cue, s) for s in options], right[0] if right else len(options)))
        for content in (s for s in found if s[0] == 2):
            mine = whose(content)
            options = candidates(found, content, 1)
            right = [k for k, s in enumerate(options) if whose(s) & mine]
            if right:
                contents.append(([page.features(s, content) for s in options], right[0]))
    return sources, contents


def fit(rows, none):
    width = 7
    x = torch.zeros(len(rows), width, SIZE)
    mask = torch.zeros(len(rows), width, dtype=torch.bool)
    y = torch.zeros(len(rows), dtype=torch.long)
    for i, (options, right) in enumerate(rows):
        for k, f in enumerate(options):
            x[i, k, f] = 1
            mask[i, k] = True
        x[i, len(options), SIZE - 1] = 1
        mask[i, len(options)] = none
        y[i] = right
    w = torch.zeros(SIZE, requires_grad=True)
    optimiser = torch.optim.LBFGS([w], max_iter=200, line_search_fn="strong_wolfe")

    def closure():
        optimiser.zero_grad()
        loss = torch.nn.functional.cross_entropy((x @ w).masked_fill(~mask, -1e9), y) + 2e-5 * (w**2).sum()
        loss.backward()
        return loss

    optimiser.step(closure)
    with torch.no_grad():
        right = ((x @ w).masked_fill(~mask, -1e9).argmax(1) == y).float().mean().item()
    return [round(v, 4) for v in w.tolist()], right


def score(weights, rows, none):
    good = 0
    for options, right in rows:
        scores = [sum(weights[i] for i in f) for f in options] + ([weights[-1]] if none else [])
        good += bool(scores) and scores.index(max(scores)) == right
    return good / max(1, len(rows))


def attributions(found, page, weights):
    """Spans → [(source or None, cue, [contents])]."""
    links = {}
    for content in (s for s in found if s[0] == 2):
        options = candidates(found, content, 1)
        if options:
            scores = [sum(weights["content"][i] for i in page.features(s, content)) for s in options]
            links.setdefault(options[scores.index(max(scores))], []).append(content)
    out = []
    for cue in (s for s in found if s[0] == 1):
        if cue not in links:
            continue
        options = candidates(found, cue, 0)
        scores = [sum(weights["source"][i] for i in page.features(cue, s)) for s in options] + [weights["source"][-1]]
        best = scores.index(max(scores))
        out.append((options[best] if best < len(options) else None, cue, links[cue]))
    return out


def main():
    args = argparse.ArgumentParser()
    args.add_argument("corpus", type=pathlib.Path)
    args.add_argument("out", type=pathlib.Path)
    args = args.parse_args()
    train = examples(corpus.read(args.corpus / "polnear_train.jsonl"))
    dev = examples(corpus.read(args.corpus / "polnear_dev.jsonl"))
    weights = {}
    for name, rows, held, none in zip(("source", "content"), train, dev, (True, False)):
        weights[name], right = fit(rows, none)
        print(name, len(rows), "right on training", round(right, 4), "development", round(score(weights[name], held, none), 4))
    args.out.write_text(json.dumps(weights))


if __name__ == "__main__":
    main()
