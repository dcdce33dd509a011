"""A collection of invented articles for tests: copies with slips, sources, story keys, shared lines, misspelt names."""

from __future__ import annotations

import random

GIVEN = "Tamsin Ilka Piers Odo Marta Dagny Henrik Isolde".split()
SURNAMES = "Halloway Brandvold Quillmere Ostrander Vanterpool Kestrelly".split()
PLACES = "Orrest Skelby Marvik Altdorf Tarnhow Ulverby Grenholm Wasdale Pontrevin Lindesfar".split()
THINGS = "weir mill ferry harbour bridge library orchard quarry lighthouse tramway".split()
KINDS = (
    "crooked weathered crowded wooden narrow painted flooded borrowed silent polished copper forgotten splendid drafty"
    " sheltered northern familiar hollow rebuilt modest"
).split()
PEOPLE = (
    "neighbours engineers painters schoolchildren travellers gardeners carpenters historians musicians fishermen bakers"
    " volunteers surveyors clockmakers weavers ferrymen"
).split()
MATTERS = (
    "railings foundations timetable lanterns accounts staircase ropes paintings weathervane floorboards chimneys signposts"
    " cellars windows gutters hinges"
).split()
SAYINGS = (
    "We heard the {kind} {matter} go before anybody among the {people} had seen a light",
    "Nobody will believe how long these {kind} {matter} have waited for the {people} to come",
    "There is no money for {matter}, and the {kind} {thing} will not mend itself before winter",
)
SENTENCES = (
    "The {kind} {thing} at {place} was closed on {day} after {number} {people} complained about {matter}.",
    "{given} {surname}, who keeps the {kind} {matter}, has spoken of {other} {people} for {years} years.",
    "“{saying},” said {given} {surname} in {place}.",
    "{people} from {other} measured {kind} {matter} twice and counted {number} {kind2} ones in {place}.",
    "The council set aside {money} crowns for {kind} {matter}, which {people} from {other} will mend.",
    "A committee of {years} {people} will report to {given} {surname} about {kind} {matter} in {place}.",
    "Between {place} and {other} the {people} have to use {kind} {matter} until {day2}.",
    "The {kind2} {thing} burned down in {year}, together with the {matter} that {people} had praised.",
    "Afterwards {surname} walked back to {other} past {kind} {matter} and some {kind2} {people}.",
)
SHARED = (
    "The {site} is written by volunteers and printed on the second floor of the old customs house.",
    "Become a friend of the {site}",
    "Letters reach our editors in the green box beside the bakery.",
)


def article(rng: random.Random) -> list[str]:
    given, surname = rng.choice(GIVEN), rng.choice(SURNAMES)
    thing, place, other = rng.choice(THINGS), *rng.sample(PLACES, 2)
    values = {
        "given": given, "surname": surname, "thing": thing, "place": place, "other": other,
        "year": rng.randint(1700, 1890),
    }  # fmt: skip

    def filled(sentence: str) -> str:
        kind, kind2 = rng.sample(KINDS, 2)
        month = rng.choice(["March", "May", "October"])
        own = {
            "kind": kind, "kind2": kind2, "people": rng.choice(PEOPLE), "matter": rng.choice(MATTERS),
            "number": rng.randint(13, 990), "years": rng.randint(3, 40), "money": f"{rng.randint(2, 90)},000",
            "day": f"{rng.randint(1, 28)} {month} {rng.randint(2001, 2019)}", "day2": f"{rng.randint(1, 28)} {month} 2021",
        }  # fmt: skip
        saying = rng.choice(SAYINGS).format(**values, **own)
        return sentence.format(**values, **own, saying=saying)

    sentences = [filled(each) for each in rng.sample(SENTENCES, rng.randint(6, 9))]
    return [each[0].upper() + each[1:] for each in sentences]


def rewritten(sentences: list[str], rng: random.Random) -> list[str]:
    """Return a copy in which things were altered: words of a quotation, a number, a name."""
    kept = rng.sample(sentences, max(4, len(sentences) - rng.randint(0, 3)))
    changes = [("anybody", "somebody"), ("waited", "wanted"), ("winter", "Easter"), ("20", "21"), ("crowns", "thalers"),
               ("1", "7")]  # fmt: skip
    for before, after in rng.sample(changes, 4):
        kept = [each.replace(before, after, 1) for each in kept]
    for surname in SURNAMES:
        at = rng.randint(2, len(surname) - 2)
        if rng.random() < 0.3:
            kept = [each.replace(surname, surname[:at] + surname[at + 1 :]) for each in kept]
    return kept


def collection(number: int, seed: int = 7) -> dict[str, str]:
    """Return so many articles in Markdown by their ids, which are paths of files."""
    rng = random.Random(seed)
    texts: dict[str, str] = {}
    known: list[tuple[str, list[str]]] = []
    for count in range(number):
        site = f"site{rng.randint(1, 4)}"
        name = f"{site}/{rng.choice(THINGS)}-{'abcdefghij'[count % 10]}{count}.md"
        front: list[str] = []
        sentences = article(rng)
        kind = rng.random()
        if known and kind < 0.35:
            other, theirs = rng.choice(known)
            sentences = rewritten(theirs, rng)
            if kind < 0.08:
                front.append(f"sources: [{'../' + other if rng.random() < 0.7 else 'missing.md'}]")
        if kind > 0.9:
            front.append(f"story: tale-{rng.randint(1, 5)}")
        if rng.random() < 0.2:
            front.append(f"date: 2024-0{rng.randint(1, 6)}-1{rng.randint(0, 9)}")
        if rng.random() < 0.06:
            sentences.insert(0, "<!-- copydesk-disable-next-block altered-quote, quotes: as it was said -->")
        if rng.random() < 0.1:
            sentences.append("The the lamp was never found.")
        known.append((name, sentences))
        if site != "site4":
            sentences = [*sentences, *(line.format(site=site) for line in SHARED)]
        head = ["---", *front, "---"] if front else []
        texts[name] = "\n".join([*head, "\n\n".join(sentences), ""])
    return texts
