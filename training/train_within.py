#!/usr/bin/env python3
"""Fits the model of `src/claim/within.rs`: how likely two propositions of one story say the same. Standard library only, no randomness.

usage: train_within.py ROWS.csv … [--without SET …] > within.csv
Each ROWS.csv is written by `cargo run --release --example within_features` from the sets of one author: `set,label,` and what is weighed. What counts as one claim, and whether
reports begin alike, differs from author to author, so each author's pairs weigh as much as another's. On stderr: average precision with each eighth of the sets left out."""
import math
import sys

FEATURES = ("less-covered more-covered nearness numbers-agree all-agrees shared-names other-names other-time other-actor opposites numbers-clash told-share told-weight heads one-report source state elsewhen "
            "another-number negated words weight").split()
# against weights of many standard deviations; a tenth or ten times as much ranks the pairs alike
RIDGE = 30.0
FOLDS = 8


def read(paths, without):
    """Set, label, numbers and weight of each pair."""
    authors = [[line.rstrip("\n").split(",") for line in open(path, encoding="utf-8")] for path in paths]
    authors = [[r for r in rows if r[0] not in without] for rows in authors]
    most = max(map(len, authors))
    return [(r[0], int(r[1]), [float(x) for x in r[2:]], most / len(rows)) for rows in authors for r in rows]


def solve(a, b):
    """a x = b by elimination with pivots."""
    n = len(b)
    m = [row[:] + [v] for row, v in zip(a, b)]
    for i in range(n):
        p = max(range(i, n), key=lambda r: abs(m[r][i]))
        m[i], m[p] = m[p], m[i]
        for r in range(i + 1, n):
            f = m[r][i] / m[i][i]
            m[r] = [x - f * y for x, y in zip(m[r], m[i])]
    x = [0.0] * n
    for i in reversed(range(n)):
        x[i] = (m[i][n] - sum(m[i][j] * x[j] for j in range(i + 1, n))) / m[i][i]
    return x


def fit(rows):
    """Logistic regression on standardised columns by Newton's method; gives raw weights, the intercept last."""
    width = len(FEATURES)
    columns = list(zip(*(x for _, _, x, _ in rows)))
    mean = [sum(c) / len(rows) for c in columns]
    std = [math.sqrt(sum((v - m) ** 2 for v in c) / len(rows)) + 1e-6 for c, m in zip(columns, mean)]
    xs = [[(v - m) / s for v, m, s in zip(x, mean, std)] + [1.0] for _, _, x, _ in rows]
    beta = [0.0] * (width + 1)
    for _ in range(8):
        gradient = [-RIDGE * b for b in beta[:-1]] + [0.0]
        curve = [[RIDGE if i == j and i < width else 0.0 for j in range(width + 1)] for i in range(width + 1)]
        for (_, y, _, counts), x in zip(rows, xs):
            p = 1 / (1 + math.exp(-sum(a * b for a, b in zip(x, beta))))
            w = counts * p * (1 - p)
            for i, v in enumerate(x):
                gradient[i] += counts * (y - p) * v
                row, wv = curve[i], w * v
                for j in range(i + 1):
                    row[j] += wv * x[j]
        for i in range(width + 1):
            for j in range(i):
                curve[j][i] = curve[i][j]
        beta = [b + d for b, d in zip(beta, solve(curve, gradient))]
    raw = [b / s for b, s in zip(beta, std)]
    return raw + [beta[-1] - sum(w * m for w, m in zip(raw, mean))]


def score(weights, x):
    return sum(w * v for w, v in zip(weights, x)) + weights[-1]


def average_precision(scored):
    found, total = 0, 0.0
    for rank, (_, label) in enumerate(sorted(scored, key=lambda s: -s[0]), 1):
        found += label
        total += label * found / rank
    return total / max(found, 1)


def main():
    paths = sys.argv[1:]
    without = set()
    if "--without" in paths:
        at = paths.index("--without")
        paths, without = paths[:at], set(paths[at + 1:])
    rows = read(paths, without)
    sets = sorted({row[0] for row in rows})
    scored = {}
    for fold in range(FOLDS):
        held = set(sets[fold::FOLDS])
        weights = fit([row for row in rows if row[0] not in held])
        for name, label, x, _ in rows:
            if name in held:
                scored.setdefault(name, []).append((score(weights, x), label))
    for path in paths:
        own = {line.split(",", 1)[0] for line in open(path, encoding="utf-8")} - without
        pairs = [pair for name in sorted(own) for pair in scored[name]]
        same = sum(label for _, label in pairs)
        print(f"{path}: {len(own)} sets, {len(pairs)} pairs, {same} the same; average precision {average_precision(pairs):.3f}", file=sys.stderr)
    print("feature,weight")
    for name, weight in zip(FEATURES + ["intercept"], fit(rows)):
        print(f"{name},{weight:.4f}")


main()
