"""Rule, a named check, and the @rule decorator that makes one of a function."""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, NamedTuple

from copydesk.findings import SEVERITIES, Flag

PLACES = ("body", "heading", "list", "quote", "caption", "table", "chrome")
"""The parts of an article. "quote" is a block quotation, "chrome" what HTML itself calls navigation or footer."""

PRESETS = ("recommended", "strict")
"""A rule of the preset "recommended" runs by default; "strict" runs every rule."""

SCOPES = ("document", "story", "run")
"""What a check is given: one document, the facts of one story, or the facts of all documents of a run."""

STORY_FACTS = "(story)"
"""What the facts go by that rules of the scope "story" gather, all of them the same."""

PARAGRAPH_MARK = "¶"
"""Stands for an empty line inside a `Bad:` or `Good:` line of a docstring."""

Check = Callable[..., Iterable[Flag]]


class Range(NamedTuple):
    """The numbers that an option takes, both ends included: the option is annotated with it."""

    least: float
    most: float = math.inf


Count = Annotated[int, Range(1)]
"""The type of an option that counts something."""

Share = Annotated[float, Range(0, 1)]
"""The type of an option that is a part of a whole, or a chance."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A named check.

    Attributes:
        id: names the fault in kebab case, so that "allow <id>" reads well.
        family: the group it belongs to, such as "names".
        check: `(document, **options) -> flags`, or for the wider scopes `(story, **options) -> flags`.
        summary: the fault, in one line.
        why: why it matters, and what the rule does not claim.
        bad, good: texts that the rule must flag, and must not.
        severity: "error", "warning" or "info".
        preset: "recommended" if it runs by default, else "strict".
        options: the settings of the check with their values.
        places: where in an article it looks.
        languages: two-letter codes of those that it is for, if not for all; a text in none that is known counts.
        in_quotations: whether it also looks inside what somebody is quoted as saying.
        in_links: whether it also looks at the words of links.
        own_links: whether it also looks at what leads to pages beside the document only.
        over_prose: whether it also looks at headings that have sentences or a table under them.
        own_under: words, in lower case, of headings under which what it looks for is the article's own.
        fixable: whether its first suggestion is safe to apply without a person's judgement.
        gather: for the scopes "story" and "run", `(document) -> facts`; what it returns must pickle. Rules of the scope
            "story" all gather the same (`stories.sketch.read_sketch`): with it the engine finds the stories.
        scope: what `check` is given.
        generality: where rules of its family flag the same, it gives way to those of which this is less (`overlaps`).
        explains: whether what it flags explains whatever else is found there.
        measured: how often it was right on real text, and on which.
        origin: the file or distribution it comes from.
    """

    id: str
    family: str
    check: Check
    summary: str
    why: str = ""
    bad: tuple[str, ...] = ()
    good: tuple[str, ...] = ()
    severity: str = "warning"
    preset: str = "recommended"
    options: Mapping[str, Any] = field(default_factory=dict)
    places: frozenset[str] = frozenset(PLACES)
    languages: frozenset[str] = frozenset()
    in_quotations: bool = True
    in_links: bool = True
    own_links: bool = True
    over_prose: bool = True
    own_under: tuple[str, ...] = ()
    fixable: bool = False
    gather: Callable[..., Any] | None = None
    scope: str = "document"
    generality: int = 0
    explains: bool = False
    measured: str = ""
    origin: str = ""

    def __post_init__(self) -> None:
        for name, value, allowed in (
            ("severity", self.severity, SEVERITIES),
            ("preset", self.preset, PRESETS),
            ("scope", self.scope, SCOPES),
        ):
            if value not in allowed:
                raise ValueError(
                    f"rule {self.id}: {name} is {value!r}; it must be one of {', '.join(allowed)}"
                )
        if unknown := set(self.places) - set(PLACES):
            raise ValueError(
                f"rule {self.id}: unknown places {sorted(unknown)}; there are {', '.join(PLACES)}"
            )

    @property
    def facts_name(self) -> str:
        """What the facts go by that it gathers."""
        return STORY_FACTS if self.scope == "story" else self.id


def engine_rule(id: str, family: str, severity: str, summary: str, why: str) -> Rule:  # noqa: A002
    """A rule without a check: the engine makes its findings. See Rule for the arguments."""
    return Rule(id, family, lambda _document: (), summary, why, severity=severity)


def rule(
    *,
    severity: str = "warning",
    preset: str = "recommended",
    places: Iterable[str] = PLACES,
    in_quotations: bool = True,
    fixable: bool = False,
    gather: Callable[..., Any] | None = None,
    scope: str = "document",
    generality: int = 0,
    explains: bool = False,
    family: str | None = None,
) -> Callable[[Check], Rule]:
    """Make a Rule of a check.

    The function's name is the rule's id, its folder the family (unless `family` says otherwise), its docstring
    the documentation, its keyword-only arguments the options. See Rule for the arguments.

    Raises:
        ValueError: the docstring is missing, or an argument has a value that Rule does not know.
    """

    def make(check: Check) -> Rule:
        page = _page(check)
        return Rule(
            id=check.__name__.replace("_", "-"),
            family=family or check.__module__.split(".")[-2],
            check=check,
            severity=severity,
            preset=preset,
            options=_options(check),
            places=frozenset(places),
            in_quotations=in_quotations,
            fixable=fixable,
            gather=gather,
            scope=scope,
            generality=generality,
            explains=explains,
            origin=check.__module__,
            **page,
        )

    return make


def _options(check: Check) -> dict[str, Any]:
    parameters = inspect.signature(check).parameters.values()
    return {p.name: p.default for p in parameters if p.kind is inspect.Parameter.KEYWORD_ONLY}


def _page(check: Check) -> dict[str, Any]:
    """A docstring taken apart: its first line, its `Bad:`, `Good:` and `Measured:` lines, and the rest."""
    lines = (inspect.getdoc(check) or "").splitlines()
    if not lines:
        raise ValueError(f"rule {check.__name__}: a rule's docstring is its documentation, and there is none")
    labelled: dict[str, list[str]] = {"Bad": [], "Good": [], "Measured": []}
    rest: list[str] = []
    for line in lines[1:]:
        label, colon, value = line.partition(": ")
        if colon and label in labelled:
            labelled[label].append(value.strip().replace(f" {PARAGRAPH_MARK} ", "\n\n"))
        else:
            rest.append(line)
    return {
        "summary": lines[0],
        "why": "\n".join(rest).strip(),
        "bad": tuple(labelled["Bad"]),
        "good": tuple(labelled["Good"]),
        "measured": " ".join(labelled["Measured"]),
    }
