"""damage/legacy-encoding."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.analysis.damage.encoding.declared_encoding import declared_in_page, declared_in_xml, is_unicode
from copydesk.document import Document
from copydesk.findings import Flag, is_inside
from copydesk.rules import rule


@rule()
def legacy_encoding(doc: Document) -> Iterator[Flag]:
    """The file is not in UTF-8, or says of itself that it is not.

    It was read in the encoding that it declares or that its letters show. Other programs may read it otherwise,
    and then its accents and quotation marks break: save it as UTF-8. A page in UTF-8 that declares another encoding
    breaks in browsers, and so does a feed in UTF-8 in readers of feeds. XML that declares the encoding that it is in
    can be read by every program, and is not reported.

    Bad: <meta charset="iso-8859-1"> The café is open.
    Good: <meta charset="utf-8"> The café is open.
    """
    if doc.part > 1:  # the first document speaks for its file
        return
    whole = doc.file_text.text
    in_xml = declared_in_xml(whole)
    if in_xml:
        if doc.encoding == "utf-8" and not is_unicode(in_xml[1]) and not whole.isascii():
            yield Flag(0, 0, f"the file is UTF-8, and declares {in_xml[1]}")
        return
    if doc.encoding != "utf-8":
        yield Flag(0, 0, f"the file is not UTF-8; it was read as {doc.encoding}")
        return
    declared = None if doc.source.isascii() else declared_in_page(doc.source)
    if declared and not is_unicode(declared[1]) and not is_inside(doc.code, declared.start(1)):
        yield Flag(*declared.span(1), f"the file is UTF-8, and declares {declared[1]}")
