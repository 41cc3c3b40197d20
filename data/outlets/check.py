#!/usr/bin/env python3
"""Holds `compare` against what was built in, the whole way from the texts.

    check.py BINARY [--seeds N] [--first N] [--resamples N]

For each seed it writes a corpus, compares its outlets and counts: how many 90 % intervals hold the share that was built in, which differences that
hold after Holm's adjustment were built in and which were not, and how far what was read is from what was written."""
import argparse
import json
import subprocess
import tempfile
from collections import Counter
from pathlib import Path

from generate import corpus, truth

FIELDS = ["id", "outlet", "title", "published", "text"]
# measures whose expectation follows from how the corpus is written; `copied` depends on who is on a story too, and is only tested
MEASURES = ["attributed", "own_reporting", "hedged", "anonymous", "anonymous_without_reason", "anonymous_with_reason", "state_media", "relay_depth"]
TESTED = [m for m in MEASURES if m != "anonymous"] + ["copied"]


def compared(binary, reports, resamples, folder):
    file = Path(folder) / "articles.jsonl"
    file.write_text("".join(json.dumps({f: r[f] for f in FIELDS}) + "\n" for r in reports), encoding="utf-8")
    flags = [flag for m in TESTED for flag in ("--measure", m)]
    done = subprocess.run([binary, "compare", file, "--quiet", "--format", "json", "--resamples", str(resamples), *flags], capture_output=True, check=True)
    return json.loads(done.stdout)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("binary")
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--resamples", type=int, default=1000)
    args = parser.parse_args()
    inside, intervals, missed, read, made = Counter(), Counter(), Counter(), Counter(), Counter()
    found, built, false, with_false, copies = Counter(), Counter(), Counter(), 0, Counter()
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(args.first, args.first + args.seeds):
            reports = corpus(seed)
            known = truth(reports, seed)
            result = compared(args.binary, reports, args.resamples, folder)
            for e in result["estimates"]:
                name, want = e["measure"], known["outlets"][e["outlet"]]["expected"].get(e["measure"])
                if name in MEASURES and e["low"] is not None:
                    intervals[name] += 1
                    inside[name] += e["low"] <= want <= e["high"]
                    read[name] += e["estimate"]
                    made[name] += want
            wrong = 0
            for d in result["differences"]:
                a, b = (known["outlets"][d[o]]["expected"][d["measure"]] for o in ("outlet_a", "outlet_b"))
                differs, holds = abs(a - b) > 1e-9, d["p_adjusted"] is not None and d["p_adjusted"] < 0.05
                built[d["measure"]] += differs
                found[d["measure"]] += differs and holds
                false[d["measure"]] += holds and not differs
                wrong += holds and not differs
            with_false += wrong > 0
            copies["made"] += len(known["copies"])
            copies["found"] += sum(o["copied"] for o in result["outlets"])
            print(f"seed {seed}: {sum(found.values())} of {sum(built.values())} found so far, {sum(false.values())} false", flush=True)
    print(f"\n{args.seeds} corpora of 300 articles, {args.resamples} resamples\n")
    print(f"{'measure':26} {'hold':>6} {'of':>6} {'built':>7} {'read':>7}   found / built in, false")
    for name in dict.fromkeys(MEASURES + TESTED):
        count = max(intervals[name], 1)
        figures = f"{inside[name] / count:6.3f} {intervals[name]:6} {made[name] / count:7.3f} {read[name] / count:7.3f}" if intervals[name] else " " * 29
        print(f"{name:26} {figures}   {found[name]} / {built[name]}, {false[name]}")
    print(f"{'all':26} {sum(inside.values()) / sum(intervals.values()):6.3f} {sum(intervals.values()):6}")
    print(f"corpora with a false difference: {with_false} of {args.seeds}; copies made {copies['made']}, found {copies['found']}")


if __name__ == "__main__":
    main()
