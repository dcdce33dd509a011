"""Metadata: read the title, author, dates and language of an HTML page."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

from copydesk.formats.html.tokens import Tag, attributes_of

# Names of <meta> elements, the best first.
_META = {
    "title": ("og:title", "twitter:title", "dc.title", "headline"),
    "author": (
        "author",
        "article:author",
        "dc.creator",
        "byl",
        "sailthru.author",
        "parsely-author",
        "twitter:creator",
    ),
    "date": (
        "article:published_time",
        "datepublished",
        "parsely-pub-date",
        "date",
        "dc.date",
        "dc.date.issued",
        "dcterms.created",
        "pubdate",
        "publishdate",
        "publish-date",
        "og:published_time",
        "sailthru.date",
        "article.published",
        "cxenseparse:recs:publishtime",
    ),
    "modified": (
        "article:modified_time",
        "datemodified",
        "og:updated_time",
        "last-modified",
        "dcterms.modified",
    ),
    "description": ("description", "og:description", "twitter:description"),
    "lang": ("content-language", "language", "dc.language", "og:locale"),
}
_JSON_KEYS = {"headline": "title", "datePublished": "date", "dateModified": "modified"}
_MAX_DEPTH = 6


class PageMeta:
    """Collects a page's metadata from its tags."""

    def __init__(self) -> None:
        self._named: dict[str, str] = {}
        self._json: dict[str, Any] = {}
        self._title = self._lang = self._time = self._itemprop = ""

    def read(self, tag: Tag) -> None:
        """Take note of what a tag tells."""
        if tag.closes:
            return
        match tag.name:
            case "meta":
                attributes = attributes_of(tag)
                for key in ("name", "property", "itemprop", "http-equiv"):
                    if name := attributes.get(key):
                        self._named.setdefault(name.lower(), attributes.get("content", "").strip())
            case "html" if tag.attributes and not self._lang:
                attributes = attributes_of(tag)
                self._lang = attributes.get("lang") or attributes.get("xml:lang") or ""
            case "title" if tag.raw and not self._title:
                self._title = " ".join(unescape(tag.raw).split())
            case "time" if "datetime" in tag.attributes:
                attributes = attributes_of(tag)
                published = (
                    attributes.get("itemprop", "").lower() == "datepublished" or "pubdate" in attributes
                )
                if published and not self._itemprop:
                    self._itemprop = attributes.get("datetime", "")
                self._time = self._time or attributes.get("datetime", "")
            case "script" if "ld+json" in tag.attributes.lower():
                self._read_json(tag.raw or "")

    def finish(self) -> dict[str, Any]:
        """Return the metadata, without unknown values. Dates in ISO 8601 become dates."""
        found: dict[str, Any] = {}
        for key, names in _META.items():
            value = next(filter(None, (self._named.get(name) for name in names)), None)
            if value:
                found[key] = value
        found = {**found, **{key: value for key, value in self._json.items() if key not in found}}
        if self._title:
            found.setdefault("title", self._title)
        if self._lang:
            found["lang"] = self._lang
        if self._itemprop or self._time:
            found.setdefault("date", self._itemprop or self._time)
        for key in ("date", "modified"):
            if isinstance(found.get(key), str):
                found[key] = _date(found[key])
        return found

    def _read_json(self, text: str) -> None:
        try:
            data = json.loads(text.strip().removeprefix("<!--").removesuffix("-->"), strict=False)
        except (ValueError, RecursionError):
            return
        for item in _items(data):
            for key, name in _JSON_KEYS.items():
                if isinstance(value := item.get(key), str) and value.strip():
                    self._json.setdefault(name, value.strip())
            if ("datePublished" in item or "headline" in item) and (author := _names(item.get("author"))):
                self._json.setdefault("author", author)


def _items(data: Any, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    """Yield all objects of a JSON-LD document, the outer before the inner."""
    if depth > _MAX_DEPTH:
        return
    if isinstance(data, Mapping):
        yield data
    values = data.values() if isinstance(data, Mapping) else data if isinstance(data, list) else ()
    for value in values:
        if isinstance(value, Mapping | list):
            yield from _items(value, depth + 1)


def _names(author: Any) -> str:
    authors = author if isinstance(author, list) else [author]
    names = [each.get("name") if isinstance(each, Mapping) else each for each in authors]
    return ", ".join(name for name in names if isinstance(name, str) and name)


def _date(value: str) -> datetime.date | str:
    try:
        moment = datetime.datetime.fromisoformat(value.strip())
    except ValueError:
        return value
    return moment.date() if len(value.strip()) <= len("2025-01-31") else moment
