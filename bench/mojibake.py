"""Mojibake: garble sentences in all ways that lose nothing, and count what is found, restored and harmed by fixes.

python -m bench mojibake [tuned|held] [READING …] garbles each sentence of _garbled_sentences.tsv, reads the result as
an article of its own, and fixes it, safely and with --suggested. With names of readings it also prints what was not
restored. The sentences marked `held` were written before the rule and never looked at while it was made. The last
columns are ftfy's, if it is installed.
"""

from __future__ import annotations

import codecs
import html
import html.entities
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

import copydesk
from copydesk.document import Document
from copydesk.run.fixes.edits import edits_of

try:
    from ftfy import fix_encoding
except ImportError:
    fix_encoding = None

SENTENCES = Path(__file__).with_name("_garbled_sentences.tsv")
SINGLE = (
    "latin-1 cp1252 cp1250 cp1251 cp1253 cp1254 cp1257 iso8859-2 mac_roman cp437 cp850 cp852 cp866 koi8_r cp874 "
    "gb18030 cp932 cp949"
).split()
TWICE = (
    "cp1252+cp1252 latin-1+cp1252 latin-1+latin-1 cp1251+cp1251 cp1250+cp1250 mac_roman+mac_roman cp1252+mac_roman "
    "cp1252+cp1251 cp437+cp437 cp1252+cp1252+cp1252"
).split()
SLOPPY = "cp1252 cp1250 cp1251 cp1253 cp1254 cp1257 cp874 cp1252+cp1252 cp1251+cp1251".split()
ROUNDS = 10
CONTROLS = "bench-controls"


class Way(NamedTuple):
    """A way of garbling: its name, what it does to a sentence, and the article that this stands in."""

    name: str
    garble: Callable[[str], str | None]
    suffix: str = "txt"
    article: str = "{}"


def _keep_controls(error: UnicodeError) -> tuple[str | bytes, int]:
    """Pass through what a codec leaves undefined as control characters, as browsers do."""
    if isinstance(error, UnicodeDecodeError):
        return "".join(map(chr, error.object[error.start : error.end])), error.end
    if isinstance(error, UnicodeEncodeError):
        return error.object[error.start : error.end].encode("latin-1"), error.end
    raise error


codecs.register_error(CONTROLS, _keep_controls)


def misread(text: str, reading: str, errors: str = "strict") -> str | None:
    """Return a text whose UTF-8 was read in another encoding, once or more; None if something would be lost."""
    garbled = text
    try:
        for codec in reading.split("+"):
            before = garbled
            garbled = before.encode().decode(codec, errors)
            if garbled.encode(codec, errors).decode() != before:
                return None
    except UnicodeError:
        return None
    return None if garbled == text else garbled


def _one_word(sentence: str, codec: str) -> str | None:
    """Garble only the longest word that has characters beyond ASCII."""
    words = [word for word in re.findall(r"[^\W\d_]{4,}", sentence) if not word.isascii()]
    word = max(words, key=len, default="")
    garbled = misread(word, codec, CONTROLS) if word else None
    return sentence.replace(word, garbled, 1) if garbled else None


def _entities(sentence: str) -> str | None:
    garbled = misread(sentence, "cp1252", CONTROLS)
    names = html.entities.codepoint2name
    return garbled and "".join(
        c if c.isascii() else f"&{names[ord(c)]};" if ord(c) in names else f"&#{ord(c)};" for c in garbled
    )


def garblings() -> Iterator[Way]:
    """Yield all ways of garbling."""
    for reading in (*SINGLE, *TWICE):
        yield Way(reading, partial(misread, reading=reading))
    for reading in SLOPPY:
        yield Way(f"{reading} (sloppy)", partial(misread, reading=reading, errors=CONTROLS))
    markdown = partial(misread, reading="cp1252", errors=CONTROLS)
    yield Way("cp1252 in Markdown", markdown, "md", "# Title\n\n*{}*\n")
    yield Way("cp1251 in HTML", partial(misread, reading="cp1251", errors=CONTROLS), "html", "<p>{}</p>\n")
    yield Way("one word, cp1252", partial(_one_word, codec="cp1252"))
    yield Way("one word, cp1251", partial(_one_word, codec="cp1251"))
    yield Way("entities", _entities, "html", "<p>{}</p>\n")


def fixed(text: str, path: str, *, suggested: bool, preset: str = "recommended") -> str:
    """Return a text after `copydesk fix`."""
    for _ in range(ROUNDS):
        edits = edits_of(
            Document(text, path), copydesk.lint(text, path=path, preset=preset), suggested=suggested
        )
        for edit in reversed(edits):
            text = text[: edit.start] + edit.text + text[edit.end :]
        if not edits:
            break
    return text


def main(arguments: list[str]) -> int:
    """Print a line for each way of garbling."""
    chosen = {"tuned", "held"} & set(arguments) or {"tuned", "held"}
    shown = set(arguments) - chosen
    rows = (line.split("\t") for line in SENTENCES.read_text("utf-8").splitlines())
    sentences = [text for _, held, text in rows if held in chosen]
    total: Counter[str] = Counter()
    print(
        f"{'read as':28} texts  found  restored  harmed | suggested: restored  harmed | ftfy restored  harmed"
    )
    for way in garblings():
        if not shown or way.name in shown:
            counts = sum((_outcomes(way, sentence, bool(shown)) for sentence in sentences), Counter[str]())
            total += counts
            print(_line(way.name, counts))
    print(_line("all", total))
    return 0


def _outcomes(way: Way, sentence: str, is_shown: bool) -> Counter[str]:
    """Return what becomes of one garbled sentence."""
    counts: Counter[str] = Counter()
    if (garbled := way.garble(sentence)) is None:
        return counts
    path, text, right = f"a.{way.suffix}", way.article.format(garbled), way.article.format(sentence)
    counts["texts"] = 1
    counts["found"] = any(each.rule == "mojibake" for each in copydesk.lint(text, path=path))
    for suggested in (False, True):
        result = fixed(text, path, suggested=suggested)
        kind = "suggested " if suggested else ""
        is_right = html.unescape(result) in (right, fixed(right, path, suggested=suggested))
        counts[f"{kind}restored"] = is_right
        counts[f"{kind}harmed"] = not is_right and result != text
        if is_shown and not is_right:
            print(
                f"  {kind}{'harmed' if result != text else 'left'}",
                *map(repr, (right, text, result)),
                sep="\n    ",
            )
    if fix_encoding:
        decoded = html.unescape(text)
        counts["ftfy restored"] = html.unescape(fix_encoding(decoded)) == right
        counts["ftfy harmed"] = html.unescape(fix_encoding(decoded)) not in (right, decoded)
    return counts


def _line(name: str, counts: Counter[str]) -> str:
    return (
        f"{name:28} {counts['texts']:5} {counts['found']:6} {counts['restored']:9} {counts['harmed']:7} |"
        f" {counts['suggested restored']:19} {counts['suggested harmed']:7} |"
        f" {counts['ftfy restored']:13} {counts['ftfy harmed']:7}"
    )
