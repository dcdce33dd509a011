"""Rules: Rule, a named check; Where, the places that it holds for; and @rule, which makes a rule of a function."""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

from copydesk.findings import SEVERITIES, STORY_FACTS, Flag

if TYPE_CHECKING:
    from copydesk.document import Document

PLACES = ("body", "heading", "list", "quote", "caption", "table", "chrome")
"""The parts of an article. "quote" is a block quotation, "chrome" what HTML itself calls navigation or footer."""

PRESETS = ("recommended", "strict")
"""A rule of the preset "recommended" runs by default; "strict" runs every rule."""

SCOPES = ("document", "story", "run")
"""What a check is given: one document, the facts of one story, or the facts of all documents of a run."""

FRONT_MATTER = ("alone", "with-article")
"""How a rule reads the texts in front matter, such as the title: by themselves, or together with the article, because
it compares what stands there with what stands here."""

PARAGRAPH_MARK = "¶"
"""Stands for an empty line inside a `Bad:` or `Good:` line of a docstring."""

NO_DOCSTRINGS = (
    "Python was told to drop docstrings (-OO, PYTHONOPTIMIZE=2), and they are what describes the rules;"
    " run copydesk without that"
)

PLUGIN_FILE = "copydesk_plugin_"
"""How the name of a module begins that --plugin has loaded from a file; the file's stem, “@” and a hash of its path
follow.
"""

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
class Where:
    """The documents and the places in them in which a rule searches.

    Attributes:
        places: the parts of an article, out of `PLACES`.
        languages: two-letter codes of the languages that it is for; empty if it is for all.
        unknown_language: whether a document whose language is not known counts as written in one of `languages`.
        in_quotations: whether it also applies inside quotations.
        in_mentions: whether it also applies to what the text shows, explains or talks about.
        in_links: whether it also applies to the words of links.
        in_letters: whether it also applies to texts that begin as a letter to somebody.
        own_links: whether it also applies to the words of relative links.
        over_prose: whether it also applies to headings with sentences or a table under them.
        date_lines: whether it also applies to the line under the headline that gives the article's own date.
        own_under: words, in lower case, of headings under which a match is the article's own text, or of the classes
            and ids of the elements that it is in.
        own_text: whether one match is enough whoever wrote the article. Else, in an article that the site may have
            written itself, there must be several kinds of leftovers (see `Document.kinds_of_leftovers`).
        pages_only: whether only a page has such a line, if it leads nowhere: an author's own call has a link. It then
            counts as two kinds.
        front_matter: how it reads the title and the other texts in front matter, one of `FRONT_MATTER`; empty if it
            has nothing to say of them, as most rules about sentences and pages.
    """

    places: frozenset[str] = frozenset(PLACES)
    languages: frozenset[str] = frozenset()
    unknown_language: bool = True
    in_quotations: bool = True
    in_mentions: bool = True
    in_links: bool = True
    in_letters: bool = True
    own_links: bool = True
    over_prose: bool = True
    date_lines: bool = True
    own_under: tuple[str, ...] = ()
    own_text: bool = True
    pages_only: bool = False
    front_matter: str = ""

    def reads(self, document: Document) -> bool:
        """Tell whether the rule is for the document's language."""
        if not self.languages:
            return True
        language = document.language
        return self.unknown_language if language is None else language in self.languages

    def holds(self, document: Document, flag: Flag) -> bool:
        """Tell whether the rule is for this document, and for the place of this flag in it."""
        start, end = flag.start, flag.end
        return (
            document.place(start) in self.places
            and self.reads(document)
            and (self.in_quotations or not document.is_quoted(start))
            and (self.in_mentions or not document.is_mentioned(start, end))
            and (self.in_links or not document.is_linked(start, end))
            and (self.in_letters or not document.is_letter)
            and (self.own_links or not document.leads_nearby(start, end))
            and (self.over_prose or not document.heads_prose(start))
            and (self.date_lines or not document.is_date_line(start))
            and not (self.own_under and self._is_under_own_heading(document, start))
        )

    def _is_under_own_heading(self, document: Document, offset: int) -> bool:
        block = document.block_at(offset)
        names = " ".join((document.section_at(offset).lower(), *(block.hints if block else ())))
        return any(word in names for word in self.own_under)


@dataclass(frozen=True, slots=True)
class Rule:
    """A named check.

    Attributes:
        id: names the fault in kebab case, so that "disable <id>" reads well.
        family: the group it belongs to, such as "names".
        check: `(document, **options) -> flags`, or for the wider scopes `(story, **options) -> flags`.
        summary: the fault, in one line.
        why: why it matters, and what the rule does not claim.
        bad, good: texts that the rule must flag, and must not.
        severity: "error", "warning" or "info".
        preset: "recommended" if it runs by default, else "strict".
        options: the settings of the check with their values.
        where: the documents and the places in them in which it searches.
        needs: texts of which one stands in a document, as it is written there, if the rule has anything to say of it;
            empty if that cannot be told. Where none stands the rule is not called, nor its module imported.
        fixable: whether its first suggestion is safe to apply without a person's judgement.
        gather: for the scope "run", `(document) -> facts`; what it returns must pickle. The results of a file are kept
            between runs only if the facts consist of None, bool, int, float, str, bytes, list, tuple, set, frozenset
            and dict; else the file is checked in each run. Rules of the scope "story" need none: what they compare is
            gathered by the engine.
        scope: what `check` is given.
        generality: where rules of its family flag the same, it gives way to those of which this is less (`overlaps`).
        explains: whether what it flags explains whatever else is found there.
        measured: how often it was right on real text, and on which.
        origin: the file or distribution it comes from.
        extra: the extra of copydesk that brings the library it needs; empty if it needs none.
        example_format: the format that `bad` and `good` are written in; empty for plain text.
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
    where: Where = Where()
    needs: tuple[str, ...] = ()
    fixable: bool = False
    gather: Callable[..., Any] | None = None
    scope: str = "document"
    generality: int = 0
    explains: bool = False
    measured: str = ""
    origin: str = ""
    extra: str = ""
    example_format: str = ""

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
        if self.scope == "run" and self.gather is None:
            raise ValueError(f"rule {self.id}: the scope “run” needs gather=, which says what is compared")
        if self.where.front_matter not in ("", *FRONT_MATTER):
            raise ValueError(
                f"rule {self.id}: front_matter is {self.where.front_matter!r}; it must be one of"
                f" {', '.join(FRONT_MATTER)}, or empty"
            )
        if unknown := self.where.places - set(PLACES):
            raise ValueError(
                f"rule {self.id}: unknown places {sorted(unknown)}; there are {', '.join(PLACES)}"
            )

    @property
    def compares(self) -> bool:
        """Tell whether its check is given the facts of several documents instead of one document."""
        return self.scope != "document"

    @property
    def facts_name(self) -> str:
        """Return the name of the facts that it compares."""
        return STORY_FACTS if self.scope == "story" else self.id


_FUNCTIONS = ("check", "gather")


def simple_fields(rule: Rule) -> dict[str, Any]:
    """Return the attributes of a rule except its functions, as simple types; defaults are left out."""
    changed = _changed_fields(rule)
    for name in _FUNCTIONS:
        changed.pop(name, None)
    return {**changed, "where": _changed_fields(rule.where)}


def _changed_fields(value: Rule | Where) -> dict[str, Any]:
    return {
        each.name: given for each in fields(value) if (given := getattr(value, each.name)) != each.default
    }


def rule_of(simple: Mapping[str, Any], **functions: Any) -> Rule:
    """Return the rule with these attributes, as `simple_fields` returns them, and functions.

    Lists become tuples: no attribute of a rule is a list, and formats for data have no tuples.
    """
    given = _as_tuples(simple)
    given["options"] = _as_tuples(given.get("options", {}))
    given["where"] = where_of(given["where"])
    return Rule(**given, **functions)


def where_of(simple: Mapping[str, Any]) -> Where:
    """Return the Where with these attributes, as `simple_fields` returns them."""
    return Where(**_as_tuples(simple))


def _as_tuples(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _as_tuple(value) for name, value in values.items()}


def _as_tuple(value: Any) -> Any:
    return tuple(map(_as_tuple, value)) if isinstance(value, list) else value


def engine_rule(id: str, family: str, severity: str, summary: str, why: str) -> Rule:  # noqa: A002
    """Return a rule without a check: the engine makes its findings. See Rule for the arguments."""
    return Rule(id, family, lambda _document: (), summary, why, severity=severity)


def rule(
    *,
    severity: str = "warning",
    preset: str = "recommended",
    places: Iterable[str] = PLACES,
    languages: Iterable[str] = (),
    unknown_language: bool = True,
    in_quotations: bool = True,
    in_mentions: bool = True,
    in_links: bool = True,
    in_letters: bool = True,
    own_links: bool = True,
    over_prose: bool = True,
    date_lines: bool = True,
    own_under: Iterable[str] = (),
    own_text: bool = True,
    pages_only: bool = False,
    front_matter: str = "",
    needs: Iterable[str] = (),
    fixable: bool = False,
    gather: Callable[..., Any] | None = None,
    scope: str = "document",
    generality: int = 0,
    explains: bool = False,
    extra: str = "",
    family: str | None = None,
) -> Callable[[Check], Rule]:
    """Make a Rule of a check.

    The function's name is the rule's id, its folder the family (of a single file its name, unless `family` says
    otherwise), its docstring the documentation, its keyword-only arguments the options. See Rule and Where for the
    arguments.

    Raises:
        ValueError: the docstring is missing, or an argument has a value that Rule does not know.
    """
    where = Where(
        places=frozenset(places),
        languages=frozenset(languages),
        unknown_language=unknown_language,
        in_quotations=in_quotations,
        in_mentions=in_mentions,
        in_links=in_links,
        in_letters=in_letters,
        own_links=own_links,
        over_prose=over_prose,
        date_lines=date_lines,
        own_under=tuple(own_under),
        own_text=own_text,
        pages_only=pages_only,
        front_matter=front_matter,
    )

    def make(check: Check) -> Rule:
        page = _page(check)
        return Rule(
            id=check.__name__.replace("_", "-"),
            family=family or _folder_of(check.__module__),
            check=check,
            severity=severity,
            preset=preset,
            options=_options(check),
            where=where,
            needs=tuple(needs),
            fixable=fixable,
            gather=gather,
            scope=scope,
            generality=generality,
            explains=explains,
            origin=check.__module__,
            extra=extra,
            **page,
        )

    return make


def _folder_of(module: str) -> str:
    """Return the name of the folder that a module lies in; of a module in none, the module's own name."""
    above, _, name = module.rpartition(".")
    return above.rpartition(".")[2] or name.removeprefix(PLUGIN_FILE).partition("@")[0].replace("_", "-")


def _options(check: Check) -> dict[str, Any]:
    return dict(getattr(inspect.unwrap(check), "__kwdefaults__", None) or {})


def _page(check: Check) -> dict[str, Any]:
    """Return the parts of a docstring: its first line, its `Bad:`, `Good:` and `Measured:` lines, and the rest."""
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
