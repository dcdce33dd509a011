"""Residue of markup that a reader sees: tags, entities, Markdown, BBCode, wiki syntax, escapes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from copydesk.analysis.damage.markup import program_output
from copydesk.analysis.damage.spaced_marks import looks_like_code
from copydesk.analysis.language.mentioned_words import is_spoken_of
from copydesk.formats.format import Format
from copydesk.formats.parsed import MARKUP, Block
from copydesk.support.patterns import compile_kept, one_of, regex_later

_TAGS = (
    "p|br|div|span|strong|em|b|i|u|s|a|ul|ol|li|h[1-6]|img|blockquote|iframe|script|style|table|tbody|tr|td|th|figure|"
    "figcaption|hr|sup|sub|small|center|font|section|article|ref|cite|strike|del|ins|video|embed|object|input|button|nav"
)
_PAIRED_TAGS = "kbd|mark|abbr|code|tt|var|samp|big|q|dl|dt|dd|acronym|nobr"
"""Tags that are flagged in pairs only, since articles about HTML speak of them one by one."""
_ENTITIES = (
    "amp|nbsp|quot|apos|lt|gt|lsquo|rsquo|ldquo|rdquo|sbquo|bdquo|laquo|raquo|mdash|ndash|hellip|copy|reg|trade|euro|pound|"
    "bull|middot|shy|deg|[aeiounyc](?:acute|grave|circ|uml|tilde|cedil)|[AEIOUNYC](?:acute|grave|circ|uml|tilde|cedil)|szlig"
    "|frac(?:12|14|34)|times|sup[123]|ord[fm]|iexcl|iquest|[ao]elig|oslash|aring|[lr]saquo|(?:thin|en|em)sp|minus|[lr]arr"
)
# Behind these words a value stands in a sentence; before those behind it, too: “opens at undefined and closes”.
_BEFORE_VALUES = (
    "at|by|in|on|from|for|than|with|to|since|until|near|Mr|Mrs|Ms|Dr|[Dd]ear|[Hh]ello|[Hh]i|only|about"
)
_AFTER_VALUES = (
    "and(?! void)|or|at|on|in|to|until|from|is|was|has|said|says|begins?|opens?|closes?|euros?|people"
)
_SHEET_ERRORS = (
    "REF|DIV/0|VALUE|NAME|NUM|NULL|BEZUG|WERT|ZAHL|VALEUR|NOMBRE|NOM|¡REF|¡VALOR|¡DIV/0|RIF|VALORE|VERW|WAARDE|ARG|ADR|"
    "REFERENS|VÆRDI|VERDI"
)
"""What a spreadsheet writes in the place of a value, in several languages."""
_JOOMLA = (
    "loadposition|loadmodule|loadmoduleid|modulepos|mosimage|mospagebreak|gallery|youtube|vimeo|jcomments|phocagallery|"
    "snippet|slider|tab|accordion|readmore|rsform|chronoforms"
)
"""Names of the tags that Joomla's plugins replace: {loadposition news}."""
_ANYWHERE = {
    "an HTML tag": rf"<\0*/?(?P<name>{_TAGS}|(?P<paired>{_PAIRED_TAGS}))(?:[\s\0][^<>]{{0,300}})?\0*/?\0*>(?:\0{{3}})?|<\0*!\0*--.{{0,300}}?--\0*>",  # noqa: E501
    "an HTML entity": rf"&\0*(?:amp;\0*)*(?:{_ENTITIES}|\#\d{{2,6}}|\#[xX][0-9a-fA-F]{{2,6}});"
    r"|&\0*(?:amp;\0*)*(?:nbsp|[lr]squo|[lr]dquo|[mn]dash|hellip|amp|quot|apos)(?![\w;=])"
    r"|(?<![\w?/=&.])&nbsp(?=\p{Ll})|(?<=\p{L})&nbsp(?=\p{Ll})|(?<=\p{L})&(?:[aou]uml|[aeiou](?:acute|grave)|szlig|ccedil|ntilde)(?=\p{Ll})"
    r"|&\#(?:[xX](?:00[a-fA-F]|20)[0-9a-fA-F]{2}|8[12]\d\d|39|160)(?=\p{L}|[\s.,])",
    "BBCode": r"\[/(?:b|i|u|s|url|img|quote|code|color|size|list|font|center|spoiler|email|youtube)\]"
    r"|\[(?:b|i|u|s|quote|code|center|spoiler|list|img|url)\](?=[^\[\]]{0,500}\[/)|\[(?:url|img|quote|color|size|font|email)=[^\]\n]{1,300}\]",
    "a program's placeholder": one_of(
        r"\[object [A-Z]\w{2,30}\]",
        r"(?<![\w$])\$\{[\w.]{1,60}\}",
        r"(?<![\w.])NaN(?=%|:NaN|[ \u00a0]\p{Ll}|[.,;:!?)])",
        rf"(?<=\b(?:{_BEFORE_VALUES}) )(?:undefined|null)(?![\w-])(?=[.,;:!?)]|[ \u00a0](?:{_AFTER_VALUES})\b)",
        rf"(?<=\b(?:of|the|{_BEFORE_VALUES}) )undefined(?=[.,;:!?)]?[\s\0]*(?:\n|\Z))",
        r"(?<=\b(?:[Bb]y|[Dd]ear|[Hh]ello|[Hh]i|[Aa]uthor:) )undefined(?![\w-])",
        r"(?<![\w-])(?:undefined|null)(?=[ \u00a0](?:min|minutes?|hours?|days?|comments?|views?|of undefined)\b)",
        r"(?<![\w%])(?<!\d[ \u00a0])%(?:\d\$)?[sd@](?![\w%])",  # %s
        r"(?<![\w}$\\^_])\{\d\}(?![\w{])",  # {0}
        r"(?<![\w$\\])\$(?:[A-Z]{2,20}_[A-Z_]{2,20}|FIRSTNAME|NAME|YEAR|DATE|TITLE|CITY|AUTHOR|PRICE|AMOUNT|PLACE)(?![\w$])",
        rf"\#(?:{_SHEET_ERRORS})[!?]|\#N/[ABD](?![\w/])",
    ),
    "a character's number": r"\(cid:\d{1,5}\)",
    "a shortcode": rf"\{{/?(?:{_JOOMLA})(?:[ =][^{{}}\n]{{0,100}})?\}}",
    "an escape sequence": r"(?<=[.!?,;:”\"\w ])(?:\\n|\\r\\n|\\r|\\t)(?=[\p{Lu}\s\\\"“]|\Z)(?<!\b[A-Za-z]:\\\w*)|\\u[0-9a-fA-F]{4}|(?<![\w\\$=])\\[\"'](?=\p{L})"  # noqa: E501
    r"|(?<![\w\\$=])\\[“„«‘‚]\0*(?=\s?\p{L})|(?<=[\p{L}.,!?…] ?)\\[\"”“»]\0*(?=[\s\0.,;:!?)]|\Z)"
    r"|(?<=\b[dlnmcsjDLNMCSJ])\\['’](?=\p{L}{2})|(?<=\p{L})\\['’](?=(?:s|t|re|ve|ll)\b)",
    "an e-mail's encoding": r"(?:=E2=80=[0-9A-F]{2}|=C[23]=[89AB][0-9A-F]|(?<=[\p{L}.,;])=20(?=[\s\0]|\Z))+"
    r"|(?<=\p{L})%u20[0-9a-fA-F]{2}",
    "a URL's encoding": r"(?<=\p{L}{2})%20(?=\p{L}{2})",
}
_UNDEFINED = r"(?<![\w-])undefined(?![\w-])"
_UNRENDERED = {
    "a Markdown link": r"!?\[[^\[\]\n]{0,200}\]\((?:https?://|/|\#|mailto:|www\.|\.{1,2}/)[^()\s]*(?:\s+[\"“][^\"”\n]{0,200}[\"”])?\)",
    "Markdown emphasis": r"(?!__(?:init|main|name|file|all|doc|dict|call|str|repr|new|future|builtins)__)"
    r"(?<![\w*])(\*\*|__)(?=[^\s*_])[^*\n]{1,200}?(?<=[^\s*_])\1(?![\w*])",
    "a Markdown heading": r"(?m)^\#{2,6} (?=\p{L})[^\n]{2,}",
    "Markdown that strikes out": r"~~(?=[^\s~])[^~\n]{1,200}(?<=[^\s~])~~",
    "wiki markup": r"\[\[[^\[\]\n]{1,120}\]\]|(?<!')'''(?=\p{L})[^'\n]{1,100}'''(?!')|\{\{(?:cite|citation|lang|main|see also|sfn|efn|quote|citation needed)\b[^{}\n]{0,300}\}\}",  # noqa: E501
}
_CENSORED = "fu?|sh?|bi?|c|cu|d|p|pi|t|tw|n|ni|wh?|cr"
"""How words begin that are written with asterisks: sh**, b**."""
_IN_MARKDOWN = {
    "Markdown emphasis": r"(?<![\w*\\/])\*\*(?=[^\s*_\0])(?![^*\n]*\*\*)"
    rf"|(?<=[^\s*_\0])(?<!\b(?i:{_CENSORED}))\*\*(?![\w*])(?<!\*\*[^*\n]*\*\*)",
}
_TALK_BEFORE = regex_later(
    r"\b(?:the|an?|tags?|elements?|using|use|with|each|every|like|called|of|inside|as|and|or|is|add|put)[\s\0]+[\"'“‘`]?\Z"
)
_TALK_AFTER = regex_later(r"[\s\0\"'”’]*(?:tags?|elements?|attributes?|block|and|or)\b")
_BACK_TICK = regex_later(r"(?<=[\p{L}\p{N})])`(?=[\s.,;:!?)]|\Z)")
_GLUED = regex_later(r"[\p{L}\p{N}.,!?][”\"’»]?\Z")
"""What a tag closes, right before it: “a very small brick”</em>."""
_HALF = regex_later(r"</?\w+")
_EMPTY_PAIR = regex_later(r"<(\w+)\b[^<>]*>\s*(?:(?:…|\.\.\.)\s*)?</\1>")
_ALONE = frozenset(("undefined", "nan", "null", "[object object]", "undefined undefined", "lorem ipsum"))
# What every piece of a kind holds: quick to look for.
_SIGNS = {
    "an HTML tag": ("<",),
    "an HTML entity": ("&",),
    "BBCode": ("[/", "="),
    "a program's placeholder": (
        "[object",
        "${",
        "NaN",
        "undefined",
        "null",
        "%s",
        "%d",
        "%@",
        "$s",
        "{0",
        "{1",
        "$",
        "#",
    ),
    "a character's number": ("(cid:",),
    "a shortcode": ("{",),
    "an escape sequence": ("\\",),
    "an e-mail's encoding": ("=E2", "=C", "=20", "%u20"),
    "a URL's encoding": ("%20",),
    "a Markdown link": ("](",),
    "Markdown emphasis": ("**", "__"),
    "a Markdown heading": ("## ",),
    "Markdown that strikes out": ("~~",),
    "wiki markup": ("[[", "'''", "{{"),
}


_OF_PROGRAMS = program_output.OF_PROGRAMS | {"an escape sequence"}
"""Kinds of which an article about programs speaks."""


class Residue(NamedTuple):
    """A piece of markup left over: offsets in code points, its kind, and what it stands for ("" if there is no telling)."""  # noqa: E501

    start: int
    end: int
    kind: str
    suggestion: str

    @property
    def is_of_program(self) -> bool:
        """Tell whether an article about programs may speak of it."""
        return self.kind in _OF_PROGRAMS


def find_residue(
    text: str, blocks: Sequence[Block], syntax: Format, *, is_english: bool = True
) -> Iterator[Residue]:
    """The markup that is left in the prose of a document of this format; “undefined” is a word in English only."""
    if not is_english and "undefined" in text:
        for match in _matches(_UNDEFINED, text, blocks):
            yield Residue(*match.span(), "a program's placeholder", "")
    characters = set(text)  # which tell faster than a search that a sign is absent
    own = _IN_MARKDOWN if syntax.has_markdown else {**_UNRENDERED, **program_output.UNRENDERED}
    for patterns, signs in (({**_ANYWHERE, **own}, _SIGNS), (program_output.PATTERNS, {})):
        for kind, pattern in patterns.items():
            wanted = signs.get(kind) or program_output.SIGNS[kind]
            if any(characters.issuperset(sign) and sign in text for sign in wanted):
                for match in _matches(pattern, text, blocks):
                    yield Residue(*match.span(), kind, _meaning(kind, match.group(), syntax))
    if syntax.has_markdown:
        yield from _lone_back_ticks(text, blocks)
    for block in blocks:
        if (
            block.place == "body"
            and block.end - block.start <= 20
            and text[block.start : block.end].strip().lower() in _ALONE
        ):
            yield Residue(block.start, block.end, "a program's placeholder", "")


def _lone_back_ticks(text: str, blocks: Sequence[Block]) -> Iterator[Residue]:
    """The back-ticks that stand behind a word and are the only one of their paragraph: code has two."""
    for block in blocks if "`" in text else ():
        at = text.find("`", block.start, block.end)
        if at < 0 or text.find("`", at + 1, block.end) >= 0:
            continue
        if _BACK_TICK.match(text, at) and not looks_like_code(text, block.start, block.end):
            yield Residue(at, at + 1, "a back-tick", "")


def _matches(pattern: str, text: str, blocks: Sequence[Block]) -> Iterator[regex.Match[str]]:
    compiled = compile_kept(pattern)
    for block in blocks:
        talk: _Talk | None = None
        for match in compiled.finditer(text, block.start, block.end):
            if is_spoken_of(text, *match.span()):
                continue
            if "name" in compiled.groupindex and match["name"]:
                talk = talk or _Talk(text, block)
                if talk.is_of(match):
                    continue
            yield match


class _Talk:
    """What one block says of tags."""

    def __init__(self, text: str, block: Block) -> None:
        self._text = text
        self._block = block
        words = text[block.start : block.end].replace(MARKUP, "")
        self._has_empty_pair = _EMPTY_PAIR.search(words) is not None
        self._halves = frozenset(_HALF.findall(words))

    def is_of(self, tag: regex.Match[str]) -> bool:
        """Whether a sentence speaks of a tag: “the <b> tag”. One with its other half in the block does its work."""
        if self._has_empty_pair:
            return True
        closes = tag.group().replace(MARKUP, "").startswith("</")
        if f"<{'' if closes else '/'}{tag['name']}" in self._halves:
            return False
        if tag["paired"]:
            return True
        if closes and _GLUED.search(self._text, max(self._block.start, tag.start() - 2), tag.start()):
            return _TALK_AFTER.match(self._text, tag.end(), self._block.end) is not None and (
                self._text[tag.end() : tag.end() + 1] in "\"'”’"
            )
        before = _TALK_BEFORE.search(self._text, max(self._block.start, tag.start() - 30), tag.start())
        return before is not None or _TALK_AFTER.match(self._text, tag.end(), self._block.end) is not None


def _meaning(kind: str, found: str, syntax: Format) -> str:
    if kind == "an HTML entity" and not syntax.has_entities:
        from html import unescape  # two thousand names, for a text that has an entity

        meaning = unescape(unescape(found.replace(MARKUP, "")))
        return "" if meaning in "<>" or len(meaning) != 1 else meaning
    return ""
