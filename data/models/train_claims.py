#!/usr/bin/env python3
"""Fits the model of `src/claim/relation.rs`. Standard library only, no randomness: the same input gives the same weights.

usage: train_claims.py EVENTS.csv RELATIONS.csv WRITTEN.csv > claims.csv
All are written by `cargo run --release --example claim_features`: lines `group,label,` and the features. EVENTS has labels 1 (one event) and 0;
RELATIONS and WRITTEN have same, contradict, update, different. `claim-model.md` says what they were."""
import math
import sys

FEATURES = ("less-covered more-covered same-words shared-weight common-covered shared-names other-names nearness numbers-agree numbers-clash "
            "clash-alone toll-clash negation negated-word opposites progress modality other-time parted other-actor all-agrees").split()
LABELS = ["same", "contradict", "update", "different"]
# of the four labels; chosen with whole stories of the real pairs left out, where a third or twice as much makes no difference
RIDGE = 0.0045


def read(path):
    rows = [line.rstrip("\n").split(",") for line in open(path, encoding="utf-8")]
    return [r[1] for r in rows], [[float(x) for x in r[2:]] for r in rows]


def scale(xs):
    """Mean and standard deviation of each column, and the columns by them."""
    mean = [sum(column) / len(xs) for column in zip(*xs)]
    std = [math.sqrt(sum((v - m) ** 2 for v in column) / len(xs)) + 1e-6 for column, m in zip(zip(*xs), mean)]
    return mean, std, lambda rows: [[(v - m) / s for v, m, s in zip(row, mean, std)] for row in rows]


def unscale(beta, mean, std):
    """Weights of the columns as they were, the intercept last."""
    raw = [[b / s for b in row] for row, s in zip(beta, std)]
    return raw + [[last - sum(w[c] * m for w, m in zip(raw, mean)) for c, last in enumerate(beta[-1])]]


def fit(xs, ys, weights, classes, ridge, rounds):
    """Softmax regression by accelerated gradient; gives weights, the intercept last, one column a class."""
    width = len(xs[0])
    rows = [x + [1.0] for x in xs]
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
            z = [sum(p * b[c] for p, b in zip(row, ahead)) for c in range(classes)]
            top = max(z)
            e = [math.exp(a - top) for a in z]
            s = sum(e)
            for c in range(classes):
                d = w / total * (e[c] / s - (c == y))
                for j, p in enumerate(row):
                    gradient[j][c] += d * p
        new = [[a - step * g for a, g in zip(aj, gj)] for aj, gj in zip(ahead, gradient)]
        later = (1 + math.sqrt(1 + 4 * t * t)) / 2
        ahead = [[p + (t - 1) / later * (p - q) for p, q in zip(nj, bj)] for nj, bj in zip(new, beta)]
        beta, t = new, later
    return beta


def balance(labels):
    """Weight of each pair: classes by the inverse root of their number."""
    return [math.sqrt(len(labels) / 4 / labels.count(y)) for y in labels]


def one_event(events, ex, relations, rx):
    mean, std, scaled = scale(ex + rx)
    labels = [int(y == "1") for y in events] + [int(y != "different") for y in relations]
    return unscale(fit(scaled(ex + rx), labels, [1.0] * len(ex) + [3.0] * len(rx), 2, 1e-3, 120), mean, std)


def four_labels(relations, rx, written, wx):
    """From real pairs and from written ones, in which likeness tells the contrary: theirs are hard on purpose. Each weight is a shared part and a part of the one
    kind of pairs alone (H. Daumé III, *Frustratingly easy domain adaptation*, 2007), so that what a number, a denial or a later state tells is learned from both. The
    shared part and that of the real pairs are what is used."""
    mean, std, scaled = scale(rx)
    width = len(mean)
    none = [0.0] * (width + 1)
    rows = [x + x + [1.0] + none for x in scaled(rx)] + [x + none + x + [1.0] for x in scaled(wx)]
    labels = [LABELS.index(y) for y in relations + written]
    beta = fit(rows, labels, balance(relations) + balance(written), 4, RIDGE, 400)
    real = [[a + b for a, b in zip(beta[j], beta[width + j])] for j in range(width)]
    return unscale(real + [[a + b for a, b in zip(beta[-1], beta[2 * width])]], mean, std)


def main():
    events, ex = read(sys.argv[1])
    relations, rx = read(sys.argv[2])
    written, wx = read(sys.argv[3])
    one = one_event(events, ex, relations, rx)
    four = four_labels(relations, rx, written, wx)
    print("feature,one_event," + ",".join(LABELS))
    for name, e, r in zip(FEATURES + ["intercept"], one, four):
        print(",".join([name, f"{e[1] - e[0]:.4f}"] + [f"{x:.4f}" for x in r]))


main()
