"""Skeleton: what a file in XML says around its records, such as its language and its namespaces."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from xml.parsers.expat import ParserCreate

from copydesk.formats.decoding.encodings import NotText
from copydesk.formats.news.in_xml.well_formed import fault_of
from copydesk.formats.parsed import Fault

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from copydesk.formats.news.in_xml.splitting import RecordPlace

_STAND_IN = "copydesk-record"
_MOST_DEPTH = 100


class Surroundings(NamedTuple):
    """What holds for a record because of where it stands.

    Attributes:
        namespaces: by prefix; the default one has an empty prefix.
        language: that the file declares, as it is written; empty if it declares none.
        has_outer_rules: whether another file, which is not read, may say what entities mean.
    """

    namespaces: Mapping[str, str]
    language: str = ""
    has_outer_rules: bool = False

    @property
    def opening(self) -> str:
        """Return what must stand before a record for it to be well-formed alone."""
        pairs = ((f":{prefix}" if prefix else "", uri) for prefix, uri in self.namespaces.items())
        attributes = "".join(f" xmlns{prefix}='{_escaped(uri)}'" for prefix, uri in pairs)
        rules = "<!DOCTYPE r SYSTEM '-'>" if self.has_outer_rules else ""
        return f"{rules}<r{attributes}>"


def _escaped(uri: str) -> str:
    return uri.replace("&", "&amp;").replace("<", "&lt;").replace("'", "&apos;")


class Skeleton(NamedTuple):
    """The surroundings of each record, and what is wrong around them, with an offset of the file."""

    around: Sequence[Surroundings]
    fault: Fault | None


def read_skeleton(source: str, records: Sequence[RecordPlace]) -> Skeleton:
    """Read what stands around some records.

    Raises:
        NotText: it declares entities, or is nested too deep.
    """
    pieces, at = [], 0
    for start, end in records:
        pieces.append(source[at:start])
        at = end
    text = f"<{_STAND_IN}/>".join((*pieces, source[at:]))
    reader = _Reader()
    fault = fault_of(reader.parser.Parse, lambda: reader.parser.ErrorByteIndex, text)
    around = reader.around[: len(records)]
    last = around[-1] if around else reader.here()
    around += [last] * (len(records) - len(around))
    if not fault:
        return Skeleton(around, None)
    return Skeleton(around, Fault(_in_file(fault.offset, records), fault.reason))


def _in_file(offset: int, records: Sequence[RecordPlace]) -> int:
    """Return the offset in the file of one in the text that has stand-ins for the records."""
    added = 0
    for start, end in records:
        if offset + added < start:
            break
        added += end - start - len(f"<{_STAND_IN}/>")
        if offset + added < end:
            return start
    return offset + added


class _Reader:
    """The handlers of expat."""

    def __init__(self) -> None:
        self.parser = ParserCreate("utf-8")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._take_text
        self.parser.StartDoctypeDeclHandler = self._take_rules
        self.parser.EntityDeclHandler = self._refuse_entity
        self.around: list[Surroundings] = []
        self._open: list[tuple[str, Surroundings]] = []
        self._top = Surroundings({})
        self._language: list[str] = []

    def here(self) -> Surroundings:
        """Return what holds where the parser is."""
        return self._open[-1][1] if self._open else self._top

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == _STAND_IN:
            self.around.append(self._with_language(self.here()))
        if len(self._open) >= _MOST_DEPTH:
            raise NotText(f"its elements are nested more than {_MOST_DEPTH} deep; no article is")
        here = self.here()
        declared = {
            key.partition(":")[2]: value
            for key, value in attributes.items()
            if key.partition(":")[0] == "xmlns"
        }
        if declared:
            here = here._replace(namespaces={**here.namespaces, **declared})
        if language := attributes.get("xml:lang"):
            here = here._replace(language=language)
        self._open.append((name, here))

    def _with_language(self, here: Surroundings) -> Surroundings:
        told = "".join(self._language).strip()
        return here._replace(language=told) if told and not here.language else here

    def _end(self, _name: str) -> None:
        self._open.pop()

    def _take_text(self, text: str) -> None:
        if self._open[-1][0] in ("language", "dc:language") and len(self._language) < _MOST_DEPTH:
            self._language.append(text)

    def _take_rules(self, _name: str, system: str | None, _public: str | None, _has_inner: int) -> None:
        self._top = self._top._replace(has_outer_rules=system is not None)

    def _refuse_entity(self, name: str, is_parameter: int, value: str | None, *_rest: object) -> None:
        if is_parameter and value is None:  # names a file with further rules, which is not read
            self._top = self._top._replace(has_outer_rules=True)
            return
        line = self.parser.CurrentLineNumber
        raise NotText(
            f"line {line} declares the entity “{name}”, and copydesk expands none; write out what it stands for"
        )
