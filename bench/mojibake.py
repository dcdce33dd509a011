"""Mojibake: garble sentences in all ways that lose nothing, and count what is found, restored and harmed by fixes.

python -m bench mojibake [tuned|held] [READING …] garbles each sentence of _garbled_sentences.tsv, reads the result as
an article of its own, and fixes it, safely and with --suggested. With names of readings it also prints what was not
restored. The sentences marked `held` were written before the rule and never looked at while it was made. The last
columns are ftfy's, if it is installed.
"""

from __future__ import annotations

import codecs
import html
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import copydesk
from copydesk.document import Document
from copydesk.run.fixes.edits import edits_of

SENTENCES = Path(__file__).with_name("_garbled_sentences.tsv")
SINGLE = (
    "latin-1 cp1252 cp1250 cp1251 cp1253 cp1254 cp1257 iso8859-2 mac_roman cp437 cp850 cp852 cp866 koi8_r cp874 "
    "gb18030 cp932 cp949"
).split()
TWICE = (
    "cp1252+cp1252 latin-1+cp1252 latin-1+latin-1 cp1251+cp1251 cp1250+cp1250 mac_roman+mac_roman cp1252+mac_roman "
    "cp1252+cp1251 cp437+cp437 cp1252+cp1252+cp1252"
).split()
ROUNDS = 10


def _keep_controls(error: UnicodeError) -> tuple[str | bytes, int]:
    """Pass through what a codec leaves undefined as control characters, as browsers do."""
    if isinstance(error, UnicodeDecodeError):
        return "".join(map(chr, error.object[error.start : error.end])), error.end
    if isinstance(error, UnicodeEncodeError):
        return error.object[error.start : error.end].encode("latin-1"), error.end
    raise error


codecs.register_error("bench-controls", _keep_controls)


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


def _one_word(sentence: str) -> str | None:
    words = [word for word in re.findall(r"[^\W\d_]{4,}", sentence) if not word.isascii()]
    word = max(words, key=len, default="")
    garbled = misread(word, "cp1252", "bench-controls") if word else None
    return sentence.replace(word, garbled, 1) if garbled else None


def _one_word_cyrillic(sentence: str) -> str | None:
    words = [word for word in re.findall(r"[^\W\d_]{4,}", sentence) if not word.isascii()]
    word = max(words, key=len, default="")
    garbled = misread(word, "cp1251", "bench-controls") if word else None
    return sentence.replace(word, garbled, 1) if garbled else None


def _entities(sentence: str) -> str | None:
    garbled = misread(sentence, "cp1252", "bench-controls")
    names = html.entities.codepoint2name
    return garbled and "".join(
        c if c.isascii() else f"&{names[ord(c)]};" if ord(c) in names else f"&#{ord(c)};" for c in garbled
    )


def garblings() -> Iterator[tuple[str, str, Callable[[str], str | None], Callable[[str], str]]]:
    """Yield the name of a way, its file's suffix, how it garbles a sentence, and the article around it."""
    for reading in (*SINGLE, *TWICE):
        yield reading, "txt", lambda s, r=reading: misread(s, r), str
    for reading in ("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1257", "cp874", "cp1252+cp1252", "cp1251+cp1251"):
        yield f"{reading} (sloppy)", "txt", lambda s, r=reading: misread(s, r, "bench-controls"), str
    yield "cp1252 in Markdown", "md", lambda s: misread(s, "cp1252", "bench-controls"), lambda s: f"# Title\n\n*{s}*\n"
    yield "cp1251 in HTML", "html", lambda s: misread(s, "cp1251", "bench-controls"), lambda s: f"<p>{s}</p>\n"
    yield "one word, cp1252", "txt", _one_word, str
    yield "one word, cp1251", "txt", _one_word_cyrillic, str
    yield "entities", "html", _entities, lambda s: f"<p>{s}</p>\n"


def fixed(text: str, path: str, *, suggested: bool) -> str:
    """Return a text after `copydesk fix`."""
    for _ in range(ROUNDS):
        edits = edits_of(Document(text, path), copydesk.lint(text, path=path), suggested=suggested)
        for edit in reversed(edits):
            text = text[: edit.start] + edit.text + text[edit.end :]
        if not edits:
            break
    return text


def main(arguments: list[str]) -> int:
    """Print a line for each way of garbling."""
    try:
        from ftfy import fix_encoding
    except ImportError:
        fix_encoding = None
    chosen = {"tuned", "held"} & set(arguments) or {"tuned", "held"}
    shown = set(arguments) - chosen
    sentences = [
        (language, text)
        for language, held, text in (line.split("\t") for line in SENTENCES.read_text("utf-8").splitlines())
        if held in chosen
    ]
    total: Counter[str] = Counter()
    print(f"{'read as':28} texts  found  restored  harmed | suggested: restored  harmed | ftfy restored  harmed")
    for name, suffix, garble, around in garblings():
        if shown and name not in shown:
            continue
        counts: Counter[str] = Counter()
        for language, sentence in sentences:
            if (garbled := garble(sentence)) is None:
                continue
            path, text, right = f"a.{suffix}", around(garbled), around(sentence)
            counts["texts"] += 1
            counts["found"] += any(each.rule == "mojibake" for each in copydesk.lint(text, path=path))
            for suggested in (False, True):
                result = fixed(text, path, suggested=suggested)
                way = "suggested " if suggested else ""
                is_right = html.unescape(result) in (right, fixed(right, path, suggested=suggested))
                counts[f"{way}restored"] += is_right
                counts[f"{way}harmed"] += not is_right and result != text
                if shown and not is_right:
                    print(f"  {language} {way}{'harmed' if result != text else 'left'}\n    {right!r}\n    {text!r}\n    {result!r}")
            if fix_encoding:
                result = html.unescape(fix_encoding(html.unescape(text)))
                counts["ftfy restored"] += result == right
                counts["ftfy harmed"] += result not in (right, html.unescape(text))
        total += counts
        print(_line(name, counts))
    print(_line("all", total))
    return 0


def _line(name: str, counts: Counter[str]) -> str:
    return (
        f"{name:28} {counts['texts']:5} {counts['found']:6} {counts['restored']:9} {counts['harmed']:7} |"
        f" {counts['suggested restored']:19} {counts['suggested harmed']:7} |"
        f" {counts['ftfy restored']:13} {counts['ftfy harmed']:7}"
    )
