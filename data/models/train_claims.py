#!/usr/bin/env python3
"""Fits the model of `src/claim/relation.rs`. Standard library only, no randomness: the same input gives the same weights.

usage: train_claims.py EVENTS.csv RELATIONS.csv > claims.csv
Both are written by `cargo run --release --example claim_features`: lines `group,label,` and the features. EVENTS has labels 1 (one event) and 0;
RELATIONS has same, contradict, update, different. `claim-model.md` says what they were."""
import math
import sys

FEATURES = ("less-covered more-covered same-words shared-weight common-covered shared-names other-names nearness numbers-agree numbers-clash "
            "clash-alone toll-clash negation negated-word opposites progress modality other-time parted other-actor all-agrees").split()
LABELS = ["same", "contradict", "update", "different"]


def read(path):
    rows = [line.rstrip("\n").split(",") for line in open(path, encoding="utf-8")]
    return [r[1] for r in rows], [[float(x) for x in r[2:]] for r in rows]


def fit(xs, ys, weights, classes, ridge, rounds):
    """Softmax regression on standardised features by accelerated gradient; gives raw weights, the intercept last, one column a class."""
    n, width = len(xs), len(xs[0])
    mean = [sum(x[j] for x in xs) / n for j in range(width)]
    std = [math.sqrt(sum((x[j] - mean[j]) ** 2 for x in xs) / n) + 1e-6 for j in range(width)]
    rows = [[(x[j] - mean[j]) / std[j] for j in range(width)] + [1.0] for x in xs]
    total = sum(weights)
    # the largest eigenvalue of the weighted Gram matrix bounds the curvature
    v = [1.0] * (width + 1)
    for _ in range(50):
        u = [0.0] * (width + 1)
        for row, w in zip(rows, weights):
            d = sum(p * q for p, q in zip(row, v)) * w / total
            for j, p in enumerate(row):
                u[j] += d * p
        size = math.sqrt(sum(p * p for p in u))
        v = [p / size for p in u]
    step = 1 / (0.5 * size + ridge)
    beta = [[0.0] * classes for _ in range(width + 1)]
    ahead, t = [b[:] for b in beta], 1.0
    for _ in range(rounds):
        gradient = [[ridge * c if j < width else 0.0 for c in ahead[j]] for j in range(width + 1)]
        for row, y, w in zip(rows, ys, weights):
            z = [sum(row[j] * ahead[j][c] for j in range(width + 1)) for c in range(classes)]
            top = max(z)
            e = [math.exp(a - top) for a in z]
            s = sum(e)
            for c in range(classes):
                d = w / total * (e[c] / s - (c == y))
                for j in range(width + 1):
                    gradient[j][c] += d * row[j]
        new = [[a - step * g for a, g in zip(aj, gj)] for aj, gj in zip(ahead, gradient)]
        later = (1 + math.sqrt(1 + 4 * t * t)) / 2
        ahead = [[p + (t - 1) / later * (p - q) for p, q in zip(nj, bj)] for nj, bj in zip(new, beta)]
        beta, t = new, later
    raw = [[b / std[j] for b in beta[j]] for j in range(width)]
    return raw + [[beta[width][c] - sum(raw[j][c] * mean[j] for j in range(width)) for c in range(classes)]]


def main():
    events, ex = read(sys.argv[1])
    relations, rx = read(sys.argv[2])
    one = fit(ex + rx, [int(y == "1") for y in events] + [int(y != "different") for y in relations], [1.0] * len(ex) + [3.0] * len(rx), 2, 1e-3, 120)
    count = [relations.count(c) for c in LABELS]
    balance = [math.sqrt(len(relations) / 4 / n) for n in count]
    four = fit(rx, [LABELS.index(y) for y in relations], [balance[LABELS.index(y)] for y in relations], 4, 0.05, 300)
    print("feature,one_event," + ",".join(LABELS))
    for name, e, r in zip(FEATURES + ["intercept"], one, four):
        print(",".join([name, f"{e[1] - e[0]:.4f}"] + [f"{x:.4f}" for x in r]))


main()
