"""An engine for tests: it does what Spark or datatrove would, with dictionaries, and shuffles everything it can.

It follows the docstring of `services.collections.together.steps` step by step.
"""

from __future__ import annotations

import pickle
import random
from collections import Counter, defaultdict

from copydesk.services.collections.together import steps as together
from copydesk.services.collections.together.record_facts import names_of
from copydesk.stories.grouping.name_archive.attestations import commonest
from copydesk.stories.grouping.name_archive.held_names import JudgedPair, NamedArticle, place_of
from copydesk.stories.grouping.name_archive.lone_spellings import Bearers, borne_words, is_slip, word_places
from copydesk.stories.grouping.name_archive.near_names import GIVEN, SURNAME, near_in_group, words_but


class Engine:
    def __init__(self, desk, texts, seed):
        self.random = random.Random(seed)
        self.steps = pickle.loads(pickle.dumps(together.CollectionSteps(desk)))
        self.texts = {each.id: each for each in self.shuffled(texts)}
        gathered = pickle.loads(pickle.dumps([self.steps.gather(each) for each in self.texts.values()]))
        self.facts = {each.id: each for each in self.shuffled(gathered)}
        self.found = defaultdict(list)

    def shuffled(self, values):
        values = list(values)
        self.random.shuffle(values)
        return values

    def grouped(self, pairs):
        groups = defaultdict(list)
        for key, value in self.shuffled(pairs):
            groups[key].append(value)
        return self.shuffled(groups.items())

    def run(self):
        held = self.sources()
        plans = [*held, *self.copies()]
        for plan in self.shuffled(plans):
            for name, found in self.steps.compare(
                plan, {key: self.texts[key] for key in plan.keys}.get
            ).items():
                self.found[name] += found
        for facts, flags in self.shuffled([*self.lines(), *self.names()]):
            self.found[facts.id] += self.steps.locate(facts, flags, self.texts.get)
        settled = {}
        for name, found in self.shuffled(self.found.items()):
            settled |= self.steps.settled(self.facts[name], found)
        return sorted(finding for name in self.shuffled(self.facts) for finding in self.settle(name, settled))

    def settle(self, name, settled):
        found = self.found.get(name, [])
        meant = {place for finding in found for place in together.places_meant(finding)}
        places = {place: settled[place] for place in meant if place in settled}
        return self.steps.settle(self.facts[name], found, places)

    def sketches(self):
        return {name: facts.sketch for name, facts in self.facts.items() if facts.sketch}

    def sources(self):
        sketches, self.sources_of, plans = self.sketches(), {}, []
        for name, sketch in sketches.items():
            ids = together.source_ids(name, sketch)
            found = together.sources_in(name, sketch, {key: sketches[key] for key in ids if key in sketches})
            if found.missing:
                self.found[name] += self.steps.missing_sources(self.texts[name], found.missing)
            if found.ids is not None:
                self.sources_of[name] = found.ids
            if found.plan:
                plans.append(found.plan)
        return plans

    def copies(self):
        sketches = self.sketches()
        hashes = self.grouped(
            (key, name) for name, sketch in sketches.items() for key in self.steps.hashes(sketch)
        )
        counted, crowded = defaultdict(Counter), defaultdict(Counter)
        for (kind, _), names in hashes:
            for name, other in together.neighbours(sorted(names)):
                if other is None:
                    crowded[name][kind] += 1
                else:
                    counted[name, other][kind] += 1
        weights = {}
        for pair, counts in self.shuffled(counted.items()):
            sizes = tuple(together.size_of(sketches[name]) for name in pair)
            more = tuple(self.counts(crowded[name]) for name in pair)
            if together.may_be_copies(self.counts(counts), sizes, more):
                weight = together.weigh(*(sketches[name] for name in pair))
                if weight and not (
                    weight.heroes and self.steps.is_template(weight, *(self.texts[name] for name in pair))
                ):
                    weights[pair] = weight.weight
        keys = ((together.story_of(sketch), name) for name, sketch in sketches.items())
        for _, names in self.grouped(pair for pair in keys if pair[0]):
            weights |= dict.fromkeys(together.declared_pairs(sorted(names)), together.DECLARED)
        dates = {name: together.date_of(sketch) for name, sketch in sketches.items()}
        for story in together.nearest_by_story(dict(self.shuffled(weights.items()))):
            yield from together.plans_of_story(story, {name: dates[name] for name in story}, self.sources_of)

    @staticmethod
    def counts(counter):
        return together.SharedCounts(*(counter[kind] for kind in range(3)))

    def lines(self):
        having = {name: facts for name, facts in self.facts.items() if facts.lines}
        scopes = {name: (("all",), ("source", facts.group)) for name, facts in having.items()}
        rows = [
            ((scope, line), name)
            for name, facts in having.items()
            for scope in scopes[name]
            for line in set(together.lines_of(facts.lines).prints)
        ]
        shared = defaultdict(set)
        for (scope, line), names in self.grouped(rows):
            if len(names) > 1:
                for name in names:
                    shared[scope, name].add(line)
        copies = {
            (scope, name): together.is_copy(together.lines_of(having[name].lines), lines)
            for (scope, name), lines in shared.items()
        }
        counts = defaultdict(dict)
        for (scope, line), names in self.grouped(rows):
            if len(names) > 1:
                in_copy = [copies[scope, name] for name in names]
                counts[scope][line] = together.documents_with(in_copy.count(False), in_copy=any(in_copy))
        totals = Counter(scope for name in having for scope in scopes[name])
        for name, facts in having.items():
            of_all, of_source = (together.SeenLines(counts[scope], totals[scope]) for scope in scopes[name])
            yield facts, self.steps.line_flags(facts, of_source, of_all)

    def names(self):
        having = {name: names_of(facts.names) for name, facts in self.facts.items() if facts.names}
        main = commonest(Counter(each.language for each in having.values()))
        language = {name: each.language or main for name, each in having.items()}
        spelled = self.grouped(
            ((language[name], person), name) for name, each in having.items() for person in each.spellings
        )
        counts = {key: len(names) for key, names in spelled}
        alone = {key: names[0] for key, names in spelled if len(names) == 1}
        first = defaultdict(list)
        for (_, person), names in spelled:
            first[person] += names
        parts = self.grouped(
            ((code, part, words_but(part, person)), person)
            for code, person in counts
            for part in (GIVEN, SURNAME)
        )
        bearers = Counter((code, *place) for code, person in counts for place in word_places(person))
        likely = defaultdict(lambda: defaultdict(list))
        for (code, part, _), people in parts:
            known = {person: counts[code, person] for person in people}
            doubted = {person for person in people if (code, person) in alone}
            for pair in near_in_group(
                known, part, code, self.steps.options(together.NAMES)["least"], doubted
            ):
                borne = Bearers(*(bearers[code, part, word] for part, word in borne_words(pair)))
                if is_slip(pair, borne, code):
                    likely[alone[code, pair.rare]][pair.rare].append(JudgedPair(pair, borne))

        def place(person, part):
            name = min(first[person])
            return place_of(NamedArticle(name, having[name]), person, part)

        for name, pairs in likely.items():
            yield self.facts[name], self.steps.name_flags(self.facts[name], language[name], pairs, place)
