"""Encodings: decode bytes, and name their encoding. Bytes that cannot be decoded with certainty are an error."""

from __future__ import annotations

import codecs
import re

from copydesk.formats.decoding.legacy import recognise
from copydesk.support.patterns import compile_later

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY = {
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"%PDF-": "a PDF document",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\x1f\x8b": "gzip data",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"\x7fELF": "a program",
    b"\x28\xb5\x2f\xfd": "data compressed by Zstandard",
    b"PAR1": "a Parquet table",
    b"ARROW1": "an Arrow table",
}
_OF_COLLECTIONS = frozenset((b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"PAR1", b"ARROW1"))
"""What the files of a collection may begin with."""
_POINTERS = (
    (
        compile_later(
            # The two older addresses are those of the time before its first version.
            r"version https?://(?:git-lfs\.github\.com/spec|hawser\.github\.com/spec|git-media\.io)/v/?\d{1,3}\s*\n"
            r"(?:[\w.-]+ [^\r\n]*\r?\n){0,20}oid (?:sha256:)?[0-9a-f]{64}(?:\s|\Z)"
        ),
        "a pointer of Git LFS stands in the place of the article; fetch it (git lfs pull)",
    ),
    (
        compile_later(r"/annex/objects/[^\s/]+\s*\Z|(?:\.\./)*\.git/annex/objects/\S+\s*\Z"),
        "a pointer of git-annex stands in the place of the article; fetch it (git annex get)",
    ),
    (
        compile_later(r"#\$# git-fat [0-9a-f]{40}\s"),
        "a pointer of git-fat stands in the place of the article; fetch it (git fat pull)",
    ),
)
"""What storage of large files leaves in the place of a file that was not fetched."""
_BEFORE_POINTER = compile_later(r"[\s\ufeff]*")
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]+)"
    rb"|\A(?:[^\n]*\n)?[^\n]{0,80}?\bcoding[:=]\s*([\w.-]+)|@charset\s+[\"']([\w.:-]+)",
    re.IGNORECASE,
)
_DECLARATION_WITHIN = 4_096
_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_NOT_TEXT_CODECS = frozenset(
    ("unicode-escape", "raw-unicode-escape", "idna", "punycode", "utf-7", "undefined")
)
# What the web means by these names (WHATWG Encoding Standard).
_REALLY = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso8859-9": "cp1254",
}
_SPOKEN = {
    "cp1252": "windows-1252",
    "cp1250": "windows-1250",
    "cp1251": "windows-1251",
    "cp1254": "windows-1254",
}


class NotText(ValueError):
    """The bytes are no text that can be read with certainty; the message says why, where, and what to do."""


def decode(data: bytes, path: str = "") -> tuple[str, str]:  # noqa: ARG001 - callers name the file  # noqa: ARG001
    """Return the text without its byte-order mark, and the name of its encoding.

    UTF-8 is tried first; then what the file itself declares; then the legacy encodings that can be told from what
    stands beside their letters and marks.

    Raises:
        NotText: it is binary, UTF-8 with broken bytes in it, in no encoding that can be told, or only tells where the
            article is kept.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _with_mark(data, mark, name), name
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _legacy(data, error)
    if "\0" in text:
        raise NotText(_binary(data))
    _refuse_pointer(text)
    return text, "utf-8"


def _refuse_pointer(text: str) -> None:
    """Raise NotText if a text only tells where the article is kept, also behind what an editor puts before it."""
    begin = _BEFORE_POINTER.match(text)
    at = begin.end() if begin else 0
    if text.startswith(("version http", "/annex/", ".", "#$# git-fat "), at):
        for pointer, what in _POINTERS:
            if pointer.match(text, at):
                raise NotText(f"{what}, or leave it out (exclude)")


def _with_mark(data: bytes, mark: bytes, name: str) -> str:
    try:
        text = data.decode("utf-8-sig" if name == "utf-8" else name)
    except UnicodeDecodeError as error:
        where = _where(data, error.start + (len(mark) if name == "utf-8" else 0))
        raise NotText(
            f"marked as {name.upper()}, but broken at {where}; save it again from its source"
        ) from None
    if "\0" in text:
        raise NotText(_binary(data))
    _refuse_pointer(text)
    return text


def _legacy(data: bytes, error: UnicodeDecodeError) -> tuple[str, str]:
    if b"\0" in data or data.startswith(tuple(_BINARY)):
        raise NotText(_binary(data))
    declared = _declared(data)
    if declared and declared != "utf-8":
        try:
            return data.decode(declared), _SPOKEN.get(declared, declared)
        except UnicodeDecodeError as mistake:
            where = _where(data, mistake.start)
            raise NotText(
                f"declared as {declared}, but no {declared} at {where}; convert it to UTF-8"
            ) from None
    sequences = _SEQUENCE.findall(data)
    stray = len(re.findall(rb"[\x80-\xff]", data)) - sum(map(len, sequences))
    place = f"byte {data[error.start]:#04x} at {_where(data, error.start)}"
    if len(sequences) >= stray or error.reason == "unexpected end of data":
        raise NotText(f"broken UTF-8: {place}; mend that character, or save the file again from its source")
    if recognised := recognise(data):
        return recognised
    raise NotText(
        f"not UTF-8, and in no encoding that can be told for sure: {place}; convert the file to UTF-8"
    )


def _declared(data: bytes) -> str | None:
    """Return the codec that the file names in its first lines; None if it names no known one."""
    match = _DECLARED.search(data, 0, _DECLARATION_WITHIN)
    return browsers_codec(next(filter(None, match.groups())).decode("ascii", "replace")) if match else None


def browsers_codec(name: str) -> str | None:
    """Return the codec that browsers take for an encoding with this name; None if it is none of text."""
    try:
        codec = codecs.lookup(name).name
    except LookupError:
        return None
    return None if codec.replace("_", "-") in _NOT_TEXT_CODECS else _REALLY.get(codec, codec)


def _binary(data: bytes) -> str:
    for signature, kind in _BINARY.items():
        if data.startswith(signature):
            if signature in _OF_COLLECTIONS:
                return f"not text but {kind}; “copydesk scan” reads records, else leave it out (exclude)"
            return f"not text but {kind}; leave it out (exclude)"
    offset = data.index(b"\0")
    half = data[:2_000]
    if 0.3 < half.count(b"\0") / len(half) < 0.6:
        return f"a NUL byte at {_where(data, offset)}: UTF-16 without a byte-order mark; convert it to UTF-8"
    return f"not text: a NUL byte at {_where(data, offset)}; take it out, or leave the file out (exclude)"


def _where(data: bytes, offset: int) -> str:
    line = data.count(b"\n", 0, offset) + 1
    return f"byte offset {offset}, line {line}"
