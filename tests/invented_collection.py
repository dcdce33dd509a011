"""A collection of invented articles for tests: copies with slips, sources, story keys, shared lines, misspelt names."""

from __future__ import annotations

import random

GIVEN = "Tamsin Ilka Piers Odo Marta Jorun Bela Corin Dagny Elske Ferran Gisela Henrik Isolde Joost Katrin".split()
SURNAMES = "Halloway Brandvold Quillmere Ostrander Vanterpool Kestrelly Mardoke Tillinghast Wexforth Averdieck".split()
PLACES = "Orrest Skelby Marvik Altdorf Tarnhow Ulverby Grenholm Wasdale Pontrevin Lindesfar".split()
THINGS = "weir mill ferry harbour bridge library orchard quarry lighthouse tramway".split()
SAYINGS = (
    "We heard the {thing} go before anybody on the other bank had seen a light",
    "Nobody will believe how long this {thing} has waited for a coat of paint",
    "There is no money in the chest, and the {thing} will not mend itself before winter",
    "My grandmother was married beside the {thing}, and her mother before her",
)
SENTENCES = (
    "The {thing} at {place} was closed on {day} after {number} residents complained about the railings.",
    "{given} {surname}, who has kept the {thing} for {years} years, said that the timber had come from {other}.",
    "“{saying},” said {given} {surname} in {place}.",
    "Engineers from {other} measured the foundations twice and found {number} cracks in the northern pillars.",
    "The council of {place} has set aside {money} crowns for the repairs, which begin after the harvest festival.",
    "A committee of {years} neighbours will report to {given} {surname} before the market opens again.",
    "Travellers between {place} and {other} have to use the upper causeway until the inspection is finished.",
    "The first {thing} on this bank burned down in {year}, and the second one was carried away by floodwater.",
    "Schoolchildren painted {number} lanterns, which hang along the promenade whenever the wind allows it.",
    "The {thing} keeper promised that visitors would find everything exactly where their grandparents left it.",
    "Afterwards {surname} walked back to {other}, because the evening carriage had already departed.",
    "Historians believe that the {thing} was planned by a clockmaker who had never visited {place} himself.",
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
        "day": f"{rng.randint(1, 28)} {rng.choice(['March', 'May', 'October'])} {rng.randint(2001, 2019)}",
        "number": rng.randint(13, 990), "years": rng.randint(3, 40), "money": f"{rng.randint(2, 90)},000",
        "year": rng.randint(1700, 1890), "saying": rng.choice(SAYINGS).format(thing=thing),
    }  # fmt: skip
    return [each.format(**values) for each in rng.sample(SENTENCES, rng.randint(6, 10))]


def rewritten(sentences: list[str], rng: random.Random) -> list[str]:
    """Return a copy in which things have been altered: words of a quotation, a number, a letter of a name."""
    kept = rng.sample(sentences, max(4, len(sentences) - rng.randint(0, 3)))
    changes = [("anybody", "somebody"), ("waited", "wanted"), ("winter", "Easter"), ("twice", "thrice"), ("married", "buried"),
               ("20", "21"), ("Halloway", "Haloway"), ("Quillmere", "Quilmere"), ("Ostrander", "Ostrandr"), ("Brandvold", "Brandvald")]  # fmt: skip
    for before, after in rng.sample(changes, 4):
        kept = [each.replace(before, after, 1) for each in kept]
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
