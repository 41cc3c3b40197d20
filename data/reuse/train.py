#!/usr/bin/env python3
"""Fits data/reuse/weights.csv: four logistic regressions in a row, on one or two features each.

usage: train.py GOLD.jsonl FEATURES.jsonl [-o weights.csv]
GOLD has lines {"id","label","unsure","a":{"text"},"b":{"text"}}; FEATURES is what `corroborate relate PAIRS.jsonl --features` prints.
Slopes: Newton's method with a ridge of RIDGE; unsure labels count half. Constants: then moved, step by step, to the best macro F1.
Printed: F1 by class with each story left out, and on the pairs fitted. Python 3, standard library; same input, same output."""
import collections, csv, json, math, re, sys

KINDS = ["copy", "partial_copy", "rewrite_same_origin", "shared_quote_only", "independent"]
STEPS = [("copy", ["narrative"]), ("partial_copy", ["told"]), ("rewrite_same_origin", ["alike", "credit"]), ("shared_quote_only", ["quote"])]
RIDGE = 0.01


def stories(gold):
    """Pairs whose texts share names that few pairs have are one story."""
    names = [set(re.findall(r"(?<=[a-z,] )[A-Z][a-z]+\w*", r["a"]["text"] + " " + r["b"]["text"])) for r in gold]
    spread = collections.Counter(n for s in names for n in s)
    names = [{n for n in s if spread[n] <= 8} for s in names]
    root = list(range(len(gold)))
    for i in range(len(gold)):
        for j in range(i):
            fewer = min(len(names[i]), len(names[j]))
            if fewer >= 3 and len(names[i] & names[j]) > .3 * fewer:
                a, b = root[i], root[j]
                root = [a if r == b else r for r in root]
    return root


def newton(rows, yes, weight):
    """Logistic regression; the last column is the constant and has no ridge."""
    d = len(rows[0]); w = [0.0] * d
    for _ in range(15):
        m = [[(RIDGE if i == j and i < d - 1 else 1e-6 * (i == j)) for j in range(d)] + [-RIDGE * w[i] * (i < d - 1)] for i in range(d)]
        for x, t, c in zip(rows, yes, weight):
            p = 1 / (1 + math.exp(-max(-30, min(30, sum(a * b for a, b in zip(w, x))))))
            for i in range(d):
                m[i][d] += c * (t - p) * x[i]
                for j in range(d): m[i][j] += c * p * (1 - p) * x[i] * x[j]
        for i in range(d):
            for r in range(d):
                if r != i:
                    f = m[r][i] / m[i][i]
                    for k in range(i, d + 1): m[r][k] -= f * m[i][k]
        w = [w[i] + m[i][d] / m[i][i] for i in range(d)]
    return w


def kind(model, f):
    """The likeliest kind."""
    left, best = 1.0, (0.0, 4)
    for k, ((_, names), w) in enumerate(zip(STEPS, model)):
        p = 1 / (1 + math.exp(-sum(a * b for a, b in zip(w, [f[n] for n in names] + [1.0]))))
        best = best if best[0] >= left * p else (left * p, k)
        left *= 1 - p
    return best[1] if best[0] >= left else 4


def f1(gold, found):
    return [2 * sum(g == k == p for g, p in zip(gold, found)) / max(1, gold.count(k) + found.count(k)) for k in range(5)]


def fit(rows):
    model, left = [], rows
    for k, (_, names) in enumerate(STEPS):
        model.append(newton([[f[n] for n in names] + [1.0] for f, _, _ in left], [y == k for _, y, _ in left], [c for _, _, c in left]))
        left = [r for r in left if r[1] != k]
    gold = [y for _, y, _ in rows]
    for _ in range(2):
        for w in model:
            start, best = w[-1], None
            for move in sorted((m / 4 for m in range(-8, 9)), key=abs):
                w[-1] = start + move
                score = sum(f1(gold, [kind(model, f) for f, _, _ in rows]))
                if best is None or score > best[0] + 1e-9: best = (score, move)
            w[-1] = start + best[1]
    return model


def show(title, scores): print(f"{title:24} macro F1 {sum(scores) / 5:.3f}   " + "  ".join(f"{k} {s:.2f}" for k, s in zip(KINDS, scores)))


def main():
    args = [a for a in sys.argv[1:]]; out = args.pop(args.index("-o") + 1) if "-o" in args else None
    args = [a for a in args if a != "-o"]
    gold = [json.loads(l) for l in open(args[0], encoding="utf-8")]
    features = {r["id"]: r["features"] for r in map(json.loads, open(args[1], encoding="utf-8"))}
    rows = [(features[r["id"]], KINDS.index(r["label"]), .5 if r.get("unsure") else 1.0) for r in gold]; group = stories(gold); labels = [y for _, y, _ in rows]
    found = [None] * len(rows)
    for g in sorted(set(group)):
        model = fit([r for r, s in zip(rows, group) if s != g])
        for i, s in enumerate(group):
            if s == g: found[i] = kind(model, rows[i][0])
    show(f"{len(set(group))} stories left out", f1(labels, found))
    model = fit(rows); show("fitted", f1(labels, [kind(model, f) for f, _, _ in rows]))
    lines = [("step", "feature", "weight")] + [(k, n, f"{v:.3f}") for (k, names), w in zip(STEPS, model) for n, v in zip(names + ["constant"], w)]
    target = open(out, "w", newline="") if out else sys.stdout
    csv.writer(target, lineterminator="\n").writerows(lines)


if __name__ == "__main__": main()
