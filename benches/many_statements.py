#!/usr/bin/env python3
"""Writes reports of one invented day as JSON lines: `many_statements.py STATEMENTS > day.jsonl`. The same number gives the same bytes.

Ten sentences a report, a few reports an event; every event has its own town, firm, numbers and outcome, worded differently from report to report."""
import json
import random
import sys

TOWNS = [a + b for a in "Ost Nord Lund Bren Hol Var Kel Mor Stein Alt Fal Grim".split() for b in "mere stad haven burg by feld vik ford".split()]
KINDS = ["bakery", "shipyard", "refinery", "depot", "school", "bridge", "ferry terminal", "hospital", "power plant", "warehouse", "market hall", "museum"]
SAYINGS = ["{n} people were hurt when the {kind} in {town} caught fire", "a fire at the {kind} in {town} injured {n} people",
           "{m} million euros will be paid to repair the {kind} in {town}", "the owner {firm} will put {m} million euros into the {town} {kind}",
           "the {kind} in {town} will stay closed until {day}", "{firm} said the {town} {kind} would reopen on {day}",
           "the mayor of {town} denied that the {kind} had been unsafe", "inspectors of {town} found {n} faults at the {kind} of {firm}",
           "{firm} cut {n} jobs at its {kind} near {town}", "residents of {town} heard {n} explosions near the {kind}"]


def main():
    rng, left, report = random.Random(7), int(sys.argv[1]), 0
    while left > 0:
        event = dict(town=rng.choice(TOWNS) + rng.choice(TOWNS).lower(), kind=rng.choice(KINDS), firm=rng.choice(TOWNS)[:4] + rng.choice(["tec", "lux", "nova", "gas"]),
                     n=rng.randint(3, 400), m=rng.randint(2, 90), day=rng.choice(["Monday", "Tuesday", "Friday", "Sunday"]))
        for _ in range(rng.randint(2, 6)):
            said = [s.format(**event) for s in rng.sample(SAYINGS, min(len(SAYINGS), max(left, 1)))]
            left -= len(said)
            print(json.dumps({"id": f"r{report}", "outlet": f"Outlet {report % 50}", "text": " ".join(s[0].upper() + s[1:] + ", an official said." for s in said)}))
            report += 1
            if left <= 0:
                return


main()
