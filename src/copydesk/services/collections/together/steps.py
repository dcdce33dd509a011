"""Steps: comparing the texts of a collection as functions over plain values, so that an engine can shuffle these.

The same texts, ids and settings give the same findings, however the texts are parted and in whatever order they come;
they are those of `copydesk check` on the same texts as files. Each text has an id of its own. What an engine does:

**Gather.** For each text `steps.gather(CollectionText(…))` returns its `RecordFacts`.

**Copies.**

1. For each text, `steps.hashes(facts.sketch)`; group by kind and hash. `neighbours(ids)` of the sorted ids of a group,
   of which it holds a few, are pairs; count them by pair and kind. With None the first one stands in a crowded group:
   count these by id and kind.
2. For each pair, `may_be_copies(counts, sizes, crowded)` drops most; `size_of(facts.sketch)` is one of the two sizes.
3. Join both sketches: `weigh(one, other)`, the smaller id first. Where the result has `heroes`, join the texts, too,
   and drop the pair if `steps.is_template(weight, one, other)`.
4. Group by `story_of(facts.sketch)`, if it is not empty: `declared_pairs(ids)` weigh DECLARED.
5. `components` of all pairs are the stories; for each one `nearest_by_story` of its weights, then `plans_of_story`.

**Sources.** For each text, `source_ids(id, facts.sketch)` are the ids that its front matter may name. Join the
sketches of those that there are: `sources_in(id, facts.sketch, sketches)` has the plan and the `ids` of its sources. If
these are not None, the text has them in the `sources` of `plans_of_story`. If some are `missing`,
`steps.missing_sources` finds so.

**Compare.** For each plan, join the texts of `plan.keys`: `steps.compare(plan, texts)`.

**Lines.** For each text and for each of two scopes, its `facts.group` and all texts, group by `lines_of(facts.lines)`,
each once. Lines of several texts go back to these: `is_copy(lines, shared)`. Count again, all copies as one
(`documents_with`); the counts go back as `SeenLines`, whose total has every text with lines, even none. Then
`steps.line_flags(facts, of_group, of_all)`.

**Names.** `name_archive.held_names` says how; `steps.name_flags(facts, language, likely, place)` comes last.

**Settle.** For each text, join whatever was found in it; `steps.locate(facts, flags, texts)` makes findings of flags.
Where anything was found, `steps.settled(facts, findings)` are places that are settled. Findings of other texts may mean
these (`places_meant`): join them. `steps.settle(facts, findings, settled)` returns all findings that are shown.

Nothing here reads a file. Facts of another version of copydesk raise `OtherVersion`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from copydesk.analysis.boilerplate.fingerprints import fingerprint
from copydesk.engine.failures import describe_error, not_checked_at
from copydesk.engine.overlaps import MarkedPlace, drop_reported, places_meant, settled_places
from copydesk.findings import STORY_FACTS, Finding, Flag, Related, with_distinct_ids
from copydesk.packs.rule_checks import RuleGate
from copydesk.rules import Rule
from copydesk.services.collections.together.declared_sources import (
    FoundSources,
    declared_sources,
    find_sources,
    missing_sources,
)
from copydesk.services.collections.together.record_documents import RecordDocuments, TextOf, document_of
from copydesk.services.collections.together.record_facts import (
    CollectionText,
    OtherVersion,
    RecordFacts,
    lines_of,
    names_of,
    own_findings,
    pack_facts,
    pack_findings,
    sketch_of,
)
from copydesk.services.in_python.desk import Desk
from copydesk.services.in_python.desk_settings import selector_of
from copydesk.services.in_python.text_work import lint_document, rules_of, settle_findings, unsuppressed
from copydesk.stories.comparison import Unread
from copydesk.stories.comparison import compare as compare_documents
from copydesk.stories.grouping.candidates import (
    SharedCounts,
    hashes_of,
    may_be_copies,
    neighbours,
)
from copydesk.stories.grouping.clustering import DECLARED, components, declared_pairs, nearest_by_story
from copydesk.stories.grouping.name_archive.held_names import JudgedPair, flags_of_name, lone_name, slip_in
from copydesk.stories.grouping.pair_weight import PairWeight, is_template
from copydesk.stories.grouping.pair_weight import weigh as weigh_sketches
from copydesk.stories.grouping.shared_lines import (
    SeenLines,
    documents_with,
    folder_of,
    is_copy,
    line_flags,
)
from copydesk.stories.grouping.sketch import read_sketch
from copydesk.stories.grouping.story_plan import StoryPlan, plans_of_story
from copydesk.support import limits

__all__ = [
    "DECLARED",
    "LINES",
    "NAMES",
    "CollectionSteps",
    "CollectionText",
    "FoundSources",
    "OtherVersion",
    "PairWeight",
    "RecordFacts",
    "SeenLines",
    "SharedCounts",
    "StoryPlan",
    "components",
    "date_of",
    "declared_pairs",
    "documents_with",
    "is_copy",
    "lines_of",
    "may_be_copies",
    "names_of",
    "nearest_by_story",
    "neighbours",
    "places_meant",
    "plans_of_story",
    "size_of",
    "source_ids",
    "sources_in",
    "story_of",
    "weigh",
]

LINES, NAMES = "repeated-line", "name-differs-from-archive"
"""The rules that see all texts, and have steps of their own here."""


def size_of(sketch: bytes) -> int:
    """Return the number of runs of words in a text, given its packed sketch."""
    return len(sketch_of(sketch).runs)


def story_of(sketch: bytes) -> str:
    """Return the key `story` of a text's front matter, given its packed sketch; empty if it has none."""
    return sketch_of(sketch).story or ""


def source_ids(name: str, sketch: bytes) -> list[str]:
    """Return the ids of the texts that may be sources of a text, given its id and its packed sketch."""
    return [key for source in declared_sources(name, sketch_of(sketch)) for key in source.ids]


def sources_in(name: str, sketch: bytes, sketches: Mapping[str, bytes]) -> FoundSources:
    """Return what a text is held to.

    Args:
        name: its id.
        sketch: its packed sketch.
        sketches: by id, those of the texts among its `source_ids` that the collection has.
    """
    return find_sources(name, sketch_of(sketch), {key: sketch_of(each) for key, each in sketches.items()})


def date_of(sketch: bytes) -> str:
    """Return a text's own date, ISO 8601, given its packed sketch; empty if it is not known."""
    return sketch_of(sketch).date or ""


def weigh(one: bytes, other: bytes) -> PairWeight | None:
    """Return what two texts have in common, given their packed sketches; None if they are no copies."""
    return weigh_sketches(sketch_of(one), sketch_of(other))


class CollectionSteps:
    """The steps that depend on settings. It can be pickled, and is as quick to make as the desk.

    Args:
        desk: with the rules and the format of the texts.
    """

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._settings = desk.__getstate__()

    @property
    def left_out(self) -> list[str]:
        """Return the ids of rules that compare all documents of a run in a way of their own, as plugins may have them.

        They do not run, because nobody can part their work.
        """
        rules = selector_of(self._settings).rules_for(Path("any")).rules
        return [rule.id for rule in rules if rule.scope == "run" and rule.id not in (LINES, NAMES)]

    def gather(self, given: CollectionText) -> RecordFacts:
        """Check one text, and gather what is compared of it. Whatever the text is, no error is raised for it."""
        group = given.group or folder_of(given.id)
        left_out = self.left_out  # which asks all rules

        def gather() -> RecordFacts:
            document = document_of(given, self._settings)
            gate = RuleGate(rule for rule in self._rules(given.id).values() if rule.id not in left_out)
            result = lint_document(document, gate, self._settings, read_sketch)
            by_name = result.facts[document.key].by_name if document.key in result.facts else {}
            packed = [
                pack_facts(by_name[name]) if name in by_name else b"" for name in (STORY_FACTS, LINES, NAMES)
            ]
            findings = pack_findings(result.findings, result.suppressions)
            return RecordFacts(given.id, group, findings, document.language or "", *packed)

        return self.desk.in_time(
            "gather",
            given.id,
            given.format,
            gather,
            lambda reason: RecordFacts(given.id, group, pack_findings(not_checked_at(given.id, reason))),
        )

    def hashes(self, sketch: bytes) -> list[tuple[int, int]]:
        """Return the kinds and hashes by which copies of a text are found, given its packed sketch.

        Hashes are signed and have 64 bits. There are none where the configuration says `copies: false`.
        """
        read = sketch_of(sketch)
        if not (self._settings.config.copies or read.story):
            return []
        return [(int(kind), key) for kind, key in hashes_of(read)]

    def is_template(self, weight: PairWeight, one: CollectionText, other: CollectionText) -> bool:
        """Tell whether two texts are one template filled in twice, and therefore no copies."""
        documents = RecordDocuments({each.id: each for each in (one, other)}.get, self._settings)
        return is_template(weight.heroes, (documents.text(one.id), documents.text(other.id)))

    def compare(self, plan: StoryPlan, text_of: TextOf) -> dict[str, tuple[Finding, ...]]:
        """Make one comparison, and return what is found, by the ids of the texts.

        Args:
            plan: the comparison.
            text_of: returns a text by its id; asked for those in `plan.keys`.
        """
        documents = RecordDocuments(text_of, self._settings)

        def failed(keys: Iterable[str], reason: str) -> dict[str, tuple[Finding, ...]]:
            return {key: not_checked_at(key, reason) for key in keys}

        try:
            with limits.interrupting_as_guest():
                return _by_text(compare_documents(plan, documents).findings)
        except Unread as error:
            return failed([error.key], describe_error(error.error))
        except limits.TooSlow as error:
            return failed(plan.keys, describe_error(error))
        except MemoryError:
            return failed(plan.keys, "there is not enough memory to compare it")

    def missing_sources(self, given: CollectionText, missing: Mapping[str, str]) -> tuple[Finding, ...]:
        """Return the findings for sources that a text declares, as they are written, given the reason for each."""
        return self.desk.in_time(
            "locate",
            given.id,
            given.format,
            lambda: missing_sources(document_of(given, self._settings), missing),
            lambda reason: not_checked_at(given.id, reason),
        )

    def line_flags(
        self, facts: RecordFacts, of_group: SeenLines, of_all: SeenLines
    ) -> list[tuple[str, Flag]]:
        """Return what is flagged of the lines of a text, with the rule's id.

        Args:
            facts: of the text.
            of_group: in how many texts of its source its lines stand; one that stands in this text only may be left
                out.
            of_all: in how many of all texts, likewise.
        """
        rule = self._rules(facts.id).get(LINES)
        if rule is None or not facts.lines:
            return []
        allowed = frozenset(map(fingerprint, rule.options["allow"]))
        least, share = rule.options["least"], rule.options["share"]
        lines = lines_of(facts.lines)
        return [
            (LINES, flag)
            for flag in line_flags(lines, of_group, of_all, least=least, share=share, allowed=allowed)
        ]

    def name_flags(
        self,
        facts: RecordFacts,
        language: str,
        likely: Mapping[str, Sequence[JudgedPair]],
        place: Callable[[str, int], Related | None],
    ) -> list[tuple[str, Flag]]:
        """Return what is flagged of the names in a text, with the rule's id.

        Args:
            facts: of the text.
            language: the one that its names are counted under.
            likely: by the names in it that no other text has, the pairs that are likely slips.
            place: returns where a name stands first in the first text that has it (`held_names.place_of`), by the name
                and the part of it that differs.
        """
        rule = self._rules(facts.id).get(NAMES)
        if rule is None or not likely:
            return []
        names = names_of(facts.names)
        spellings = names.spellings
        chosen = {
            name: pair for name, pairs in likely.items() if (pair := slip_in(spellings, pairs, language))
        }
        flags: list[tuple[str, Flag]] = []
        for person in names.people():
            if pair := chosen.get(person.name):
                lone = lone_name(facts.id, person, pair, place(pair.often, pair.part))
                found = flags_of_name(lone, rule.options["prefer"], rule.options["two_people"])
                flags += ((NAMES, flag) for flag in found)
        return flags

    def options(self, rule: str) -> Mapping[str, Any] | None:
        """Return the options of LINES or NAMES; None if the rule does not run."""
        found = selector_of(self._settings).rules_for(Path("any")).by_id.get(rule)
        return found.options if found else None

    def locate(
        self, facts: RecordFacts, flags: Iterable[tuple[str, Flag]], text_of: TextOf
    ) -> tuple[Finding, ...]:
        """Return the findings for flags of a text; what is reported already is left out.

        Args:
            facts: of the text.
            flags: with the ids of their rules.
            text_of: returns a text by its id; asked for this one, and those that the flags relate to.
        """
        rules = self._rules(facts.id)
        own, _ = own_findings(facts.findings)
        left = drop_reported([(rules[name], flag) for name, flag in flags], own)
        if not left:
            return ()
        return self.desk.in_time(
            "locate",
            facts.id,
            "",
            lambda: RecordDocuments(text_of, self._settings).locate(facts.id, left),
            lambda reason: not_checked_at(facts.id, reason),
        )

    def settled(self, facts: RecordFacts, findings: Iterable[Finding]) -> dict[MarkedPlace, tuple[str, ...]]:
        """Return the places in a text of which others have shown what is right, with what is suggested there.

        Args:
            facts: of the text.
            findings: those of comparing it.
        """
        own, suppressions = own_findings(facts.findings)
        every = with_distinct_ids(sorted((*own, *findings)))
        left = unsuppressed(facts.id, every, suppressions, self._settings, was_compared=True)
        return {place: each.suggestions for place, each in settled_places(left).items()}

    def settle(
        self,
        facts: RecordFacts,
        findings: Iterable[Finding] = (),
        settled: Mapping[MarkedPlace, tuple[str, ...]] = MappingProxyType({}),
    ) -> tuple[Finding, ...]:
        """Return all findings of a text that are shown, sorted.

        Args:
            facts: of the text.
            findings: those of comparing it.
            settled: what `settled` returned of other texts, as far as its findings mean these places.
        """
        own, suppressions = own_findings(facts.findings)
        every = with_distinct_ids(sorted((*own, *findings)))
        return settle_findings(facts.id, every, suppressions, self._settings, settled_elsewhere=settled)

    def _rules(self, name: str) -> Mapping[str, Rule]:
        return rules_of(name, self._settings).by_id


def _by_text(findings: Iterable[Finding]) -> dict[str, tuple[Finding, ...]]:
    found: dict[str, tuple[Finding, ...]] = {}
    for finding in findings:
        found[finding.path] = (*found.get(finding.path, ()), finding)
    return found
