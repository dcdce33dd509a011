"""damage/broken-front-matter."""

from __future__ import annotations

import json
from collections.abc import Iterator

from copydesk.analysis.damage.front_matter import (
    Mistake,
    explain_mistake,
    fenced_front_matter,
    unclosed_fence_length,
)
from copydesk.document import Document
from copydesk.findings import Flag, Related
from copydesk.rules import rule
from copydesk.support.patterns import compile_later
from copydesk.support.untrusted.safe_toml import load_toml
from copydesk.support.untrusted.safe_yaml import LONGEST, RepeatedKey, YamlError, load_yaml, repeated_keys

_JSON = compile_later(r"\{[^\S\r\n]*\r?\n\s*\"[\w.-]+\"[ \t]*:")
_KEYS = compile_later(r"(?m)^[ \t-]*([\w.][\w.-]*|\"[^\"\n]+\"|'[^'\n]+')[ \t]*:(?=\s)")


@rule(severity="error")
def broken_front_matter(doc: Document) -> Iterator[Flag]:
    """The front matter cannot be read, or says one thing twice.

    A colon or a quotation mark in a title is often enough, or a closing line of dashes that was lost. The site then
    has no title and no date for the article, and copydesk none of its settings. Of a key that stands twice, most sites
    believe the last and some none.

    Bad: --- ¶ title: The ferry: a story ¶ --- ¶ It was late.
    Good: --- ¶ title: "The ferry: a story" ¶ --- ¶ It was late.
    Good: --- ¶ Between two rules stands prose: a note. ¶ --- ¶ It was late.
    """
    if doc.syntax.is_markup and not doc.syntax.has_front_matter:
        return
    match = fenced_front_matter(doc.source)
    if match is None:
        if doc.syntax.has_front_matter:
            yield from _without_fences(doc)
        return
    at = match.start("body")
    if not doc.meta and (mistake := _mistake(match["body"], match["fence"])):
        line, why = explain_mistake(match["body"], mistake)
        lines = match["body"].splitlines(keepends=True)
        start = at + sum(map(len, lines[:line]))
        text = lines[line].rstrip() if line < len(lines) else ""
        yield Flag(start, start + len(text), f"the front matter cannot be read: {why}")
    elif doc.meta and match["fence"] == "---":
        for key in _repeated_keys(match["body"]):
            message = f"the front matter has “{key.key}” twice, and only one of the two counts"
            before = Related(at + key.first_start, at + key.first_end, "it stands here already")
            yield Flag(at + key.start, at + key.end, message, related=(before,))


def _without_fences(doc: Document) -> Iterator[Flag]:
    """What is wrong with front matter that has no two fences: one is missing, or it is JSON."""
    if fence := unclosed_fence_length(doc.source):
        message = f"the front matter is never closed: a line “{doc.source[:fence]}” is missing behind it"
        yield Flag(0, fence, message)
    elif _JSON.match(doc.source):
        try:
            json.JSONDecoder().raw_decode(doc.source)
        except json.JSONDecodeError as error:
            why = f"{error.msg[:1].lower()}{error.msg[1:]}"
            at = min(error.pos, len(doc.source) - 1)
            yield Flag(at, at + 1, f"the front matter cannot be read: as JSON, {why}")
        except ValueError:  # Python reads no number of more than 4,300 digits
            yield Flag(0, 1, "the front matter cannot be read: a number has too many digits")
        except RecursionError:
            yield Flag(0, 1, "the front matter cannot be read: it is nested too deeply")


def _repeated_keys(body: str) -> list[RepeatedKey]:
    keys = [match[1] for match in _KEYS.finditer(body)]
    return repeated_keys(body) if len(set(keys)) < len(keys) else []


def _mistake(body: str, fence: str) -> Mistake | None:
    """The first mistake as the parser tells it; None if there is none."""
    if len(body) > LONGEST:
        return Mistake(0, f"it has more than {LONGEST:,} characters")
    if fence == "+++":
        try:
            load_toml(body.replace("\r\n", "\n"))
        except ValueError as error:
            return Mistake(0, str(error))
        return None
    try:
        load_yaml(body, as_written=True)
    except YamlError as error:
        return Mistake(error.line or 0, error.problem)
    return None
