"""copydesk: a linter for article text.

import copydesk

for finding in copydesk.lint("Paris in the the spring."):
    print(finding.line, finding.column, finding.rule, finding.message)
"""

# “python -m copydesk” imports this while the working folder is still the first in which Python looks for modules. So
# nothing is imported here, neither __future__ nor typing; annotations are quoted.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from copydesk.findings import Finding

__all__ = ["lint"]


def lint(
    text: str,
    *,
    path: str = "<string>",
    preset: str | None = None,
    select: "Iterable[str]" = (),
    ignore: "Iterable[str]" = (),
) -> "list[Finding]":
    """Lint one article, and return what is found, in order of place.

    No file is read and no configuration is looked for; suppressions in the text hold. The first call loads the rules.

    Args:
        text: the article.
        path: names it in findings; its suffix tells the format (".md", ".mdx", ".html"; else plain text).
        preset: "recommended", the default, or "strict" for every rule.
        select: ids and families of the only rules to run; one may be given as it is.
        ignore: ids and families of rules to leave out, likewise.

    Returns:
        Findings: rule, family, severity, message, excerpt, suggestions, and the place as `start` and `end` (offsets in
        code points) and as `line`, `column`, `end_line` and `end_column` (from 1).

    Raises:
        ValueError: there is no such rule, family or preset.
    """
    from copydesk.run.lint_text import lint_text

    return lint_text(text, path, preset, _names(select), _names(ignore))


def _names(given: "Iterable[str]") -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given)
