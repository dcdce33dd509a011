"""Output of programs in prose: values as a program prints them, fields it never filled, signs of its own notation."""

from __future__ import annotations

from copydesk.support.patterns import one_of

_END = r"(?=[\s.,;:!?)”\"]|\Z)"
_QUOTED = r"b?(?:'[^'\[\]\n]{1,60}'|\"[^\"\[\]\n]{1,60}\")"
_VALUE_AFTER = (
    r"(?<=\b(?:[Bb]y|[Dd]ear|[Hh]ello|[Vv]on|[Pp]ar|[Pp]or|[Vv]an|[Aa]v|[Aa]f|[Oo]d|an|à|to|from) )"
)
_DATE_AFTER = r"(?<=\b(?:on|am|le|el|il|op|den|dia|dnia|dne|until|since|from) )"
_STATE = r"(?=[ \u00a0](?:is|was|are|has|will|said|ist|war|hat|est|était|es|era|är|er|on|jest)[ \u00a0])"
_STARTERS = one_of(
    "The|This|That|It|He|She|They|We|In|On|At|A|An|But|And|For|Der|Die|Das|Ein|Eine|Im|Le|La|Les|Un|Une|El|Los|Las",
    "Il|De|Het|Een|Det|Den|En|O|Os|As",
)
_FIELD_WORD = one_of(
    r"_\w|\p{Ll}\p{Lu}|name|title|date|year|author|city|town|price|amount|keyword|company|datum|stadt|titel|jahr|preis",
    "firma|betrag|anzahl|ort|autor|nom|montant|importe|titre|ville|année|prix|nombre|ciudad|fecha|precio|città|nome|titolo|prezzo|anno|cidade|plaats|naam",
    "miasto|nazwa|imię|namn|stad|navn",
)
"""What the name of a field holds; other words in braces are names of programs, and of sets."""
_TAG = "p|br|li|div|strong"

VALUE = "a program's value"
FIELD = "a program's placeholder"
SIGN = "a program's sign"
COMMAND = "a layout program's command"
END = "the end of a piece of code"
TAG_NAME = "the name of an HTML tag"
QUOTING = "a mail program's quotation sign"
ATTRIBUTES = "an attribute of Markdown"

PATTERNS = {
    VALUE: one_of(
        rf"\[{_QUOTED}(?:, ?{_QUOTED}){{1,40}}\](?![\[(])",
        r"(?<![\w'’])b'(?=[^\W\d_]{3})[^'\n]{3,60}'(?!\w)",
        r"\{'\w{1,40}': ?[^{}\n]{1,200}\}",
        rf"(?<=[.!?”\"] |\n|\A)(?:Undefined|Array){_STATE}",
        rf"{_VALUE_AFTER}(?:None|Array|NULL)(?=[.,;:!?)]| \p{{Ll}})(?! of\b)",
        rf"{_DATE_AFTER}Invalid Date(?!\w)",
        r"(?<![\w.,])\d{1,9}[.,]\d{0,12}(?:0{8,14}[1-9]\d?|9{8,14}\d{0,3})(?![\d.,]\d|\d)",
        r"(?<![\w.,])\d(?:[.,]\d{1,6})?E\+\d{2}(?!\w)",
    ),
    FIELD: one_of(
        r"%\([a-z_]\w{0,40}\)[sd](?!\w)",
        r"(?<![\w%])%\{[a-z_]\w{0,40}\}",
        rf"(?<=[\s“\"(«„])\{{(?=\w{{0,30}}{_FIELD_WORD})\p{{Ll}}[\p{{L}}\d_]{{2,30}}\}}{_END}",
        r"\{\w{1,30}, ?(?:plural|select|selectordinal), ?[^{}\n]{1,60}\{",
        r"(?<!\w)X(?:PH|TERM)\d{1,3}X(?!\w)",
        r"(?<!\w)__(?:PH|VAR|TERM|NUM|ENT|TAG)_?\d{1,4}__(?!\w)",
    ),
    SIGN: one_of(
        r"-[LR][RSC]B-",
        r"(?<=\b(?i:do|does|did|is|was|are|were|wo|ca|could|would|should|has|have|had)) n['’]t\b",
        rf"(?<=\s)\#\#\p{{Ll}}{{1,12}}{_END}",
        r"[▁]\p{L}{1,20}|(?<=\p{L})@@ (?=\p{Ll})",
        r"<(?:unk|pad|eos|bos|\|\w{2,20}\|)>|\[(?:UNK|SEP|CLS|PAD)\]",
        r"<0x[0-9A-Fa-f]{2,4}>|<U\+[0-9A-Fa-f]{4,5}>",
        r"(?<![\w])?_x00[0-9A-Fa-f]{2}_",
        r"\\x[0-9a-fA-F]{2}",
        r"(?<=[\p{L}.,!?…”\"»])[¶↵⏎‗](?=[\s.,;]|\Z)",
        rf"(?<=[\p{{L}}.,])~~(?!~){_END}",
        r"(?<=[ \p{L}])\\[1-9](?=[\s.,;:!?)]|\Z)(?<!\b[A-Z]:\\?\w{0,20}\\\d)",
        r"(?<=[\s(])\\\$(?=\d)",
    ),
    COMMAND: one_of(
        r"(?<=[\p{L}.,!?])\\(?:par|pard|line|tab|rquote|lquote|ldblquote|rdblquote|endash|emdash)(?=[\s\d.,;\\]|\Z)",
        r"(?<=\p{L})\\'[0-9a-f]{2}",
        r"\\(?:text(?:it|bf|tt|sc)|emph|cite[tp]?|footnote|underline|section|href)\{[^{}\n]{0,120}\}?",
        r"(?<=\p{L})\\['`^~]\{?[aeioucnAEIOUCN](?![\w}]{0,1}\{)\}?(?=[\s\p{Ll}.,]|\Z)",
    ),
    END: r"(?<=[.!?”\"»] ?)(?:\?>|\*/|-->|%>|\]\]>)(?=[ \t]*(?:\n|\Z))",
    QUOTING: r"(?<=\p{Ll} )>(?=\p{L}\p{Ll})(?![^\n<>]{0,2000}[<>])",
    TAG_NAME: rf"(?<![\w@#./'’-])(?:{_TAG})(?={_STARTERS}[ \u00a0]\p{{Ll}})",
}  # fmt: skip
"""What no author writes, by the kind that a message names."""

UNRENDERED = {ATTRIBUTES: r"(?<=[\p{L}\p{N})\]”\". ])\{: ?[.#\p{Ll}][^{}\n]{0,100}\}"}
"""What Markdown's readers take away, and other formats show."""

SIGNS = {
    VALUE: ("[", "{'", " b'", "Undefined ", "Array", "None", "NULL", "Invalid Date", "0000000", "9999999", "E+"),
    FIELD: ("%(", "{", "XPH", "XTERM", "__"),
    SIGN: ("B-", " n't", " n’t", "##", "▁", "@@ ", "<", "[", "_x00", "\\", "¶", "↵", "⏎", "‗", "~~"),
    COMMAND: ("\\",),
    END: ("?>", "*/", "-->", "%>", "]]>"),
    QUOTING: (" >",),
    TAG_NAME: ("pT", "pI", "pD", "pL", "pE", "brT", "brD", "liT", "gT", "gE"),
    ATTRIBUTES: ("{:",),
}  # fmt: skip
"""What every piece of a kind holds: quick to look for."""

OF_PROGRAMS = frozenset((VALUE, FIELD, SIGN, COMMAND, END))
