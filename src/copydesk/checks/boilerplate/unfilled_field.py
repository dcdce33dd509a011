"""boilerplate/unfilled-field."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule
from copydesk.support.patterns import one_of, regex_later

_FIELD = regex_later(
    r"\{\{\{? ?(?P<name>[\p{L}][\w.]*)(?: ?\|[^{}\n]{1,60})? ?\}?\}\}"
    r"|(?:\[\[|<<|##|(?<![\w%])%)(?P<other>\p{L}[\w.]*(?: [Nn]ame)?)(?:\]\]|>>|##|%(?![\w%]))"
    r"|(?:\[%?|\{|%%?)(?P<with_fallback>\p{L}[\w.]*)(?:\||, ?fallback ?= ?)[\p{L} ]{1,30}(?:%?\]|\}|%%?)"
)
_SIGNS = ("{{", "[[", "<<", "##", "%", "name|", "NAME|", "fallback")
# Names of a reader's data, and of a value that a text may have.
_NAME = (
    r"f_?name|first[_ ]?name|l_?name|last[_ ]?name|full[_ ]?name|vorname|nachname|pr[eé]nom|apellidos?|cognome|sobrenome"
    r"|voornaam|achternaam|förnamn|efternamn|email_?address|salutation"
)
_READER = (
    r"subscriber|recipient|contact|kontakt|kunde|empf[aä]e?nger|abonnent|abonn[eé]|destinataire|cliente|contact[oe]"
    r"|contatto|contato|suscriptor|assinante|iscritto|ontvanger|klant|odbiorca|klient|mottagare|mottaker|modtager"
)
_OF_READER = regex_later(
    one_of(
        rf"(?i)(?:(?:subscriber|contact|recipient|lead|member|customer|user|person)[._])?(?:{_NAME})\Z",
        rf"(?i)(?:{_READER})\.\w+\Z",
        r"(?i)(?:unsubscribe(?:_?(?:url|link))?|view_?in_?browser(?:_?url)?)\Z",
    )
)
_OF_TEXT = regex_later(
    r"(?:\w+_)?(?:count|total|title|date|author|amount|number|name|price|city"
    r"|nombre|nome|nom|anzahl|datum|titel|preis)\Z"
)
_OF_ANYTHING = regex_later(r"\{\{\{? ?\p{Ll}[\p{Ll}\d]*(?:[._]\p{Ll}[\p{Ll}\d]*){0,4} ?\}?\}\}\Z")
_INITIAL = regex_later(r"\{\{ ?\p{Ll}[\w-]{2,20} ?[:|=] ?[\"'“]?\p{Lu}[\"'”]? ?\}\}(?=\p{Ll})")
"""A drop capital that a template was to set: {{dropcap:T}}he."""
_FEW = 3
"""A text with more fields than these is a template itself, or speaks of one."""
_OF_DATE = regex_later(
    r"\| ?(?:date|datetime|time|timeago|strftime|format_?date|date_?format|localized_?date|long_?date)\b"
    r"|\.(?:start|starts|start_?at|starts_?at|end|ends|ends_?at|when|opens|closes|deadline|modified|published)[ |}]"
)
_TEMPLATING = regex_later(
    r"\{%|\{\{-?\s*[.$]|\{\{[<%]|<script\b|(?m:^(?:import|export)\s)|\{\{-?\s*(?:site|page)\."
)
_GREETING = regex_later(r"[\"“„«]\p{L}{2,12}[ ,]{1,2}(?:\p{L}{2,12} )?\Z")
_OF_GREETING = 30
_NEAR = 200
"""How far the words of a sentence are looked for around a field, in code points."""


@rule(places=("body", "heading", "list", "caption"), generality=1, needs=_SIGNS, front_matter="alone")
def unfilled_field(doc: Document) -> Iterator[Flag]:
    """A field for a reader's name, or a template's value, stands where its content should be.

    Mailing systems fill in {{ first_name }}, %FIRSTNAME|there% or [[first_name]] when a letter is sent; on a website nobody
    does. Other values, such as {{ visit_count }}, are flagged within a sentence only, where neither the front matter nor the file defines them and
    nothing else in the file is for a program to fill in. What the text shows or explains is left alone, and what
    generators of websites fill in: {{ page.title }}, {{ .Date }}.

    Bad: Dear {{ subscriber.first_name }}, the ferry sails again.
    Good: The letter begins with `{{ first_name }}`, which the program fills in.
    """
    has_templating = _TEMPLATING.search(doc.source) is not None
    fields = list(_FIELD.finditer(doc.source))
    is_article = not (has_templating or doc.may_call_readers or doc.code) and doc.source.count("{{") <= _FEW
    if is_article:
        for match in _INITIAL.finditer(doc.source):
            if not doc.is_mentioned(*match.span()):
                yield Flag(*match.span(), f"“{match.group()}” was never turned into its letter")
    if any(
        doc.is_mentioned(*match.span())
        for match in fields
        if match["name"] or _OF_READER.match(_name_in(match))
    ):
        return
    for match in fields:
        name = _name_in(match)
        if name.lower() in doc.meta:
            continue
        if _GREETING.search(doc.source, max(0, match.start() - _OF_GREETING), match.start()):
            continue  # “Hello {{ first_name }}” is quoted from a letter
        is_of_reader = _OF_READER.match(name) is not None
        if is_of_reader or (
            match["name"]
            and not has_templating
            and (
                _OF_TEXT.match(name)
                or _OF_DATE.search(match.group())
                or (is_article and _OF_ANYTHING.match(match.group()))
            )
            and _is_in_sentence(doc, *match.span())
        ):
            yield Flag(*match.span(), f"“{match.group()}” was never filled in")


def _name_in(field: regex.Match[str]) -> str:
    return field["name"] or field["other"] or field["with_fallback"]


def _is_in_sentence(doc: Document, start: int, end: int) -> bool:
    """Tell whether words of the same block stand before and behind."""
    block = doc.block_at(start)
    if block is None:
        return False
    before = doc.text[max(block.start, start - _NEAR) : start]
    behind = doc.text[end : min(block.end, end + _NEAR)]
    return len(before.split()) > 1 and len(behind.split()) > 1
