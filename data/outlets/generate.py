#!/usr/bin/env python3
"""Writes reports of invented outlets that source them in known ways, and what is true of them.

    generate.py [--seed N] [--articles FILE.jsonl] [--truth FILE.json]

300 short reports of 60 stories by 12 outlets, 25 each. How an outlet sources its reports is a row of OUTLETS; each sentence is drawn from it
by itself, so that every share has a known expectation. One story in two is delicate: there unnamed sources and state agencies are nearly
twice as frequent in every outlet, so that sentences of one story are not independent. The truth is computed from OUTLETS alone and knows nothing of
how reports are read. Only the standard library is used, and only `random.random`, whose numbers are the same in every version of Python."""
import argparse
import json
import random
from pathlib import Path

from events import KINDS, SCENES

# body sentences after the lead
SENTENCES = (4, 6)
STORIES = 60

# What an outlet does. `attributed`, `own` and `hedged` are shares of the sentences after the lead; the others of what is attributed.
BASE = dict(attributed=0.81, own=0.05, hedged=0.08, no_reason=0.10, reason=0.06, state=0.05, wire=0.10, copied=0.0, standing=0.0)
OUTLETS = {
    "Ostmere Courier": {},
    "Harbour Sentinel": {},
    "Valley Dispatch": {},
    "Meridian Report": {},
    "Capital Ledger": dict(no_reason=0.60),
    "Torval Standard": dict(reason=0.55),
    "Frontier Voice": dict(state=0.60),
    "Evening Lamp": dict(attributed=0.30),
    "Plain Observer": dict(hedged=0.55),
    "Lund Eyewitness": dict(own=0.42),
    "Fenland Mail": dict(standing=0.5),
    "Tide Daily": dict(copied=0.7),
}
# how much more and less frequent unnamed sources and state agencies are in a delicate story and in any other: the mean is 1
DELICATE = (1.3, 0.7)

TOWNS = "Ostmere Torval Lund-on-Sea Velden Karsk Brannock Millrow Aldmoor Sennet Quarrow Pellin Haverby Norrick Tolland Estrel Wickham-Vale Darrow Innis Corvane Marbeck".split()
FIRMS = "Brightwell Harrow Kestrel Lindqvist Orlo Tamsin Varga Weller Zander Ashcombe".split()
TRADES = ["Freight", "Holdings", "Supply", "Works", "Industries", "Partners"]
STREETS = "Mill Lane,Quay Street,Station Road,Castle Hill,Weaver Street,North Parade,Chapel Row,Orchard Way".split(",")
GIVEN = "Ines Karl Elen Paul Marta Tomas Lioba Anselm Carla Viktor Agnes Hugo Selma Oskar Ruth Emil Nora Felix Irma Jonas".split()
SURNAMES = ("Tarn Reddy Varn Sorrel Vint Holm Hallam Okoro Lasker Fenn Dray Quist Moran Eklund Sobel Trask Ferro Lindt Harker Novak Pryce Ulmer Wendt Yarrow "
            "Zeller Abbot Corrin Dorn Eddis Falk").split()
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
UNNAMED = ["a senior official", "a government official", "two officials", "a person familiar with the matter", "a company insider", "a police source", "a former minister's aide", "an official briefed on the case"]
REASONS = [", who asked not to be named because {},", ", who spoke on condition of anonymity because {},", ", who declined to be named because {},"]
WHY = ["{firm} had forbidden interviews", "papers of {firm} were secret", "{town} is a small place", "a case in {town} was pending", "talks with {firm} went on",
       "the council of {town} had closed its doors", "a contract with {firm} was at stake", "people on {street} know each other"]
AFTER = ["after weeks of warnings", "to the surprise of many", "while the council was away", "in the middle of the holidays", "before most offices opened",
         "for the second time in a decade", "a month before the fair", "with no end in sight"]
PLACES = [" in {town}", " near {firm}", ""]
STANDING = "government spokesman Karl Venn"


class Dice:
    """Draws from one generator that every version of Python has."""

    def __init__(self, seed):
        self.random = random.Random(seed).random

    def one_in(self, choices):
        return choices[int(self.random() * len(choices))]

    def number(self, low, high):
        return low + int(self.random() * (high - low + 1))

    def happens(self, probability):
        return self.random() < probability

    def shuffled(self, things):
        things = list(things)
        for at in range(len(things) - 1, 0, -1):
            other = self.number(0, at)
            things[at], things[other] = things[other], things[at]
        return things


def chosen(text, turn):
    """Makes every choice `[a|b]` of a text; choices do not nest. The next turn takes the next of every choice, so that two reports of one
    fact have different words: reports that share their wording are copies, and copies are only made on purpose."""
    while "[" in text:
        before, rest = text.split("[", 1)
        inside, after = rest.split("]", 1)
        options = inside.split("|")
        text = before + options[turn % len(options)] + after
    return text


def dealt(facts, hands, dice):
    """Facts for each report: no fact goes to more than two, and then in other words."""
    deck = [(fact, turn) for turn in (0, 1) for fact in dice.shuffled(facts)]
    sizes = [dice.number(*SENTENCES) for _ in range(hands)]
    dealt = []
    for size in sizes:
        hand, rest = [], []
        for card in deck:
            is_new = len(hand) < size and all(card[0] != other[0] for other in hand)
            (hand if is_new else rest).append(card)
        dealt.append(hand)
        deck = rest
    return dealt


def story(number, kind, dice):
    """What all reports of one story have in common."""
    day = number * 90 // STORIES
    month, date = day // 28 + 1, day % 28 + 1
    words = dict(town=TOWNS[number % len(TOWNS)], firm=f"{dice.one_in(FIRMS)} {dice.one_in(TRADES)}", street=dice.one_in(STREETS), day=DAYS[(number * 5) % 7])
    people = dice.shuffled(SURNAMES)[:4]
    headline, lead, office, science, scenes, facts = KINDS[kind]
    named = [f"{dice.one_in(GIVEN)} {surname}" for surname in people]
    sources = [
        f"{office} {named[0]}",
        f"{office} {named[0]}",
        f"Mayor {named[1]}",
        f"{named[2]}, a spokesperson for {words['firm']}",
        f"{named[3]}, a professor of {science}",
        f"the {words['town']} audit office",
    ]
    for text in (headline, lead, *scenes, *facts):
        for size in [part.split("}")[0] for part in text.split("{n")[1:]]:
            about = int(size)
            words.setdefault(f"n{size}", dice.number(max(3, about * 2 // 3), about * 4 // 3))
    return dict(number=number, kind=kind, words=words, sources=sources, date=f"2026-{month:02}-{date:02}", facts=facts, scenes=scenes, headline=headline, lead=lead, after=dice.shuffled(AFTER))


def capital(text):
    return text[0].upper() + text[1:]


def hedged(fact, dice):
    """The fact with one weakening word."""
    for verb in (" had ", " was ", " were "):
        if verb in fact:
            return fact.replace(verb, verb + dice.one_in(["apparently ", "seemingly "]), 1)
    raise ValueError(f"no verb to weaken in: {fact}")


def said(fact, source, relay, unnamed, dice):
    """One attributed sentence; `relay` is the agency that was told. A source with a comma stands before its verb."""
    to = f" told {relay} that " if relay else dice.one_in([" said that ", " said on {day} that ", " said that "])
    if "," in source and not unnamed:
        return capital(f"{source},{to}{fact}.") if not source.endswith(",") else capital(f"{source}{to}{fact}.")
    if "," in source or dice.happens(0.5):
        return capital(f"{source}{to}{fact}.")
    if relay:
        return capital(f"{fact}, {source} told {relay}.")
    return capital(dice.one_in([f"{fact}, {source} said.", f"according to {source}, {fact}."]))


def again(source, known):
    """A person by surname alone, once the report has the whole name."""
    person = source.split(",")[0].split()
    if source.startswith("the ") or source not in known:
        known.add(source)
        return source
    return "the spokesman" if source == STANDING else person[-1]


def report(story, outlet, hand, hour, delicate, dice):
    """One report, and what each of its sentences was made to be."""
    does = {**BASE, **OUTLETS[outlet]}
    factor = DELICATE[0] if delicate else DELICATE[1]
    attributed, own = does["attributed"], does["own"]
    # of sentences that are neither a scene nor the outlet's own voice
    share = attributed / (attributed - own)
    scenes = dice.shuffled([*story["scenes"], *SCENES])
    lead, place = chosen(story["lead"], hour).rstrip("."), story["after"][hour]
    lead = f"{lead}, {place}." if hour in (0, 1, 4) else f"{capital(place)}, {lead[0].lower()}{lead[1:]}."
    known, unnamed = set(), dice.shuffled(UNNAMED)
    lines, made = [lead], [dict(kind="voice", hedged=False)]
    for fact, turn in hand:
        fact = chosen(fact, turn)
        if dice.happens(own):
            lines.append(f"This newspaper's reporter saw {scenes.pop()}{dice.one_in(PLACES)}.")
            made.append(dict(kind="own", hedged=False))
            continue
        weak = dice.happens(does["hedged"] / (1 - own))
        fact = hedged(fact, dice) if weak else fact
        if not dice.happens((attributed - own) / (1 - own)):
            lines.append(capital(fact) + ".")
            made.append(dict(kind="voice", hedged=weak))
            continue
        roll, no_reason, reason = dice.random(), does["no_reason"] * share * factor, does["reason"] * share * factor
        if roll < no_reason + reason:
            kind = "no_reason" if roll < no_reason else "reason"
            source = unnamed.pop() + ("" if kind == "no_reason" else dice.one_in(REASONS).format(dice.one_in(WHY)))
        else:
            kind = "named"
            source = STANDING if dice.happens(does["standing"]) else dice.one_in(story["sources"])
        roll, state, wire = dice.random(), does["state"] * share * factor, does["wire"] * share
        relay = "state" if roll < state else "wire" if roll < state + wire else None
        agency = {"state": "the state news agency Norvik", "wire": "the independent news agency Sable", None: None}[relay]
        lines.append(said(fact, again(source, known) if kind == "named" else source, agency, kind != "named", dice))
        made.append(dict(kind=kind, relay=relay, hedged=weak, source=source))
    # what stands behind an attributed sentence, in the same tense and paragraph, may be read as said by its source: own voice opens a paragraph
    gaps = ["", *("\n\n" if made[at]["kind"] in ("voice", "own") or made[at - 1]["kind"] == "own" or at % 2 else " " for at in range(1, len(lines)))]
    text = "".join(gap + line.format(**story["words"]) for line, gap in zip(lines, gaps))
    return dict(text=text, title=story["headline"].format(**story["words"]), made=made, copy_of=None)


def copied(first, dice):
    """A report taken from another: word for word, at most without its last paragraph."""
    parts = first["text"].split("\n\n")
    kept = parts[:-1] if len(parts) > 3 and dice.happens(0.5) else parts
    sentences = sum(part.count(". ") + 1 for part in kept)
    return dict(text="\n\n".join(kept), title=first["title"], made=first["made"][:sentences], copy_of=first["id"])


def corpus(seed):
    """All reports in the order of publication."""
    dice = Dice(seed)
    kinds = [kind for _ in range(3) for kind in dice.shuffled(KINDS)]
    delicate = dice.shuffled([True, False] * (STORIES // 2))
    reports = []
    for number in range(STORIES):
        if number % 12 == 0:
            order = dice.shuffled(OUTLETS)
        here = story(number, kinds[number], dice)
        # a cyclic design: in twelve stories every outlet has five reports
        outlets = dice.shuffled(order[(number + step) % 12] for step in (0, 1, 3, 5, 8))
        # who copies comes after whom it copies
        outlets.sort(key=lambda name: bool(OUTLETS[name].get("copied")))
        hands = dealt(here["facts"], len(outlets), dice)
        told = []
        for hour, outlet in enumerate(outlets):
            is_copy = told and dice.happens({**BASE, **OUTLETS[outlet]}["copied"])
            made = copied(told[0], dice) if is_copy else report(here, outlet, hands[hour], hour, delicate[number], dice)
            made.update(id=f"s{number + 1:02}-{outlet.split()[0].lower()}", outlet=outlet, published=f"{here['date']}T{8 + 2 * hour:02}:00:00Z", story=number + 1)
            told.append(made)
        reports += told
    return reports


def truth(reports, seed):
    """What was built in: for every outlet the expectation of each measure, and what this corpus happens to hold."""
    mean = sum(SENTENCES) / 2
    outlets = {}
    for name, changes in OUTLETS.items():
        does = {**BASE, **changes}
        body = mean / (mean + 1)
        expected = {
            "attributed": does["attributed"] * body,
            "own_reporting": does["own"] * body,
            "hedged": does["hedged"] * body,
            "anonymous": does["no_reason"] + does["reason"],
            "anonymous_without_reason": does["no_reason"],
            "anonymous_with_reason": does["reason"],
            "state_media": does["state"],
            "relay_depth": does["state"] + does["wire"],
            "copied": does["copied"],
        }
        own = [r for r in reports if r["outlet"] == name and not r["copy_of"]]
        made = [sentence for r in own for sentence in r["made"]]
        count = lambda test: sum(1 for sentence in made if test(sentence))
        outlets[name] = dict(
            expected={key: round(value, 6) for key, value in expected.items()},
            made=dict(
                articles=len(own),
                statements=len(made),
                attributed=count(lambda s: s["kind"] != "voice"),
                own_reporting=count(lambda s: s["kind"] == "own"),
                hedged=count(lambda s: s["hedged"]),
                anonymous_without_reason=count(lambda s: s["kind"] == "no_reason"),
                anonymous_with_reason=count(lambda s: s["kind"] == "reason"),
                state_media=count(lambda s: s.get("relay") == "state"),
                wire=count(lambda s: s.get("relay") == "wire"),
            ),
        )
    return dict(
        seed=seed,
        outlets=outlets,
        copies={r["id"]: r["copy_of"] for r in reports if r["copy_of"]},
        stories={r["id"]: r["story"] for r in reports},
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seed", type=int, default=1)
    here = Path(__file__).parent
    parser.add_argument("--articles", type=Path, default=here / "articles.jsonl")
    parser.add_argument("--truth", type=Path, default=here / "truth.json")
    args = parser.parse_args()
    reports = corpus(args.seed)
    fields = ["id", "outlet", "title", "published", "text"]
    args.articles.write_text("".join(json.dumps({f: r[f] for f in fields}) + "\n" for r in reports), encoding="utf-8")
    args.truth.write_text(json.dumps(truth(reports, args.seed), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
