"""damage/broken-front-matter."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.compiled import compile_later
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule
from copydesk.yamltext import LONGEST, YamlError, load_yaml

# As formats.frontmatter has it: a fence, a key, and a fence.
_FRONT_MATTER = compile_later(
    r"(?P<fence>---|\+\+\+)[^\S\r\n]*\r?\n(?P<body>\s*[\w.\-\"']+[^\S\r\n]*[:=](?:\s(?:.*\n)*?|\n(?:.*\n)*?))(?P=fence)[^\S\r\n]*(?:\r?\n|\Z)"
)


@rule(severity="error")
def broken_front_matter(doc: Document) -> Iterator[Flag]:
    """The front matter cannot be read.

    A colon or a quotation mark in a title is often enough. The site then has no title and no date for the article,
    and copydesk none of its settings.

    Bad: --- ¶ title: The ferry: a story ¶ --- ¶ It was late.
    Good: --- ¶ title: "The ferry: a story" ¶ --- ¶ It was late.
    Good: --- ¶ Between two rules stands prose: a note. ¶ --- ¶ It was late.
    """
    match = _FRONT_MATTER.match(doc.source) if not doc.meta and doc.format != "html" else None
    if match and (mistake := _mistake(match["body"], match["fence"])):
        line, why = mistake
        lines = match["body"].splitlines(keepends=True)
        start = match.start("body") + sum(map(len, lines[:line]))
        text = lines[line].rstrip() if line < len(lines) else ""
        yield Flag(start, start + len(text), f"the front matter cannot be read: {why}")


def _mistake(body: str, fence: str) -> tuple[int, str] | None:
    """The line (from 0) of the first mistake, and what the parser says; None if there is none."""
    if len(body) > LONGEST:
        return 0, f"it has more than {LONGEST:,} characters"
    if fence == "+++":
        import tomllib

        try:
            tomllib.loads(body.replace("\r\n", "\n"))
        except ValueError as error:
            return 0, str(error)
        except RecursionError:
            return 0, "it is nested too deeply"
        return None
    try:
        load_yaml(body, as_written=True)
    except YamlError as error:
        return min(error.line or 0, max(0, len(body.splitlines()) - 1)), error.problem
    return None
