"""Subject: tell whether a text is about reading letters, and so shows how they are read wrongly."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from copydesk.analysis.block_texts import kept_matches
from copydesk.support.patterns import one_of, regex_later

_RECOGNITION = one_of(
    "optical character recognition",
    "text recognition",
    "(?:text|schrift|handschriften)erkennung",
    "ein(?:ge)?scann?(?:en|t)",
    "num[ée]ris(?:er|ée?s?|ation) (?:les|des|de la|du) (?:pages|journaux|journal|registres)",
    "escane(?:ar|ad[oa]s?|o)",
    "digitali[sz](?:ar|ad[oa]s?|ação|ación) (?:de )?(?:los|las|os|as|do|da|del) (?:periódic|jorna|página|registr)",
    "scansion(?:e|i) (?:dei|delle|del|di) (?:giornal|pagin|registr|libr)",
    "ingescande?",
    r"zeskanowan\w+",
    "in(?:läst|skann(?:ad|ade|at|et|ede))",
    "zeichenerkennung",
    "tekstherkenning",
    "reconnaissance (?:optique|de caractères)",
    "reconocimiento óptico",
    "riconoscimento ottico",
    "reconhecimento [óo]p?tico",
    r"rozpoznawani\w+ (?:tekstu|znaków)",
    "teckenigenkänning",
    "tekstgenkendelse",
    "tegngjenkjenning",
    r"misread(?:s|ings?)?",
    "scan(?:ning)? errors?",
    "scanned (?:pages|newspapers|registers|volumes|issues)",
)
_SCANNING = regex_later(rf"\b(?:OCR|ICR|HTR|(?i:{_RECOGNITION}))\b")
_NEAR_SCANNING = regex_later(
    r"(?i)\b(?:recognition (?:software|program)|transcri(?:be|bed|bing|ption)"
    r"|scan(?:s|ned|ners?|ning|née?s?|nen|nte)?|(?:ein(?:ge)?|ge|in(?:ge)?)scann?\p{L}*|digiti[sz]\p{L}+"
    r"|numéris\p{L}+|digitali[sz]\p{L}+|escan(?:e\p{L}+|áner)|scansion\p{L}+|z?e?skan\p{L}+|ind?(?:scan|skan)n?\p{L}*)\b"
)
"""Words of texts that may show what scanners make of letters."""
_ENCODING = regex_later(
    r"(?i)\b(?:utf-?(?:8|16)|unicode|latin-?1|cp-?1252|windows-1252|iso[- ]8859\S*|mojibake|byte[sn]?|octets?"
    r"|(?:character |text )?encodings?|replacement characters?|zeichensatz|zeichenkodierung|encodage|codificaci[óo]n"
    r"|codifica|codificação|kodowani\w+|tecken(?:kodning|tabell)|tegnkodning|tekencodering)\b"
)
_OFTEN = 2


def speaks_of_scanning(text: str) -> bool:
    """Tell whether a text is about programs that read scanned pages: it names them, or their misreadings, twice."""
    return _names_often(kept_matches(_SCANNING, text))


def touches_scanning(text: str) -> bool:
    """Tell whether a text has a word for scanning at all."""
    return any(kept_matches(_NEAR_SCANNING, text))


def speaks_of_encoding(text: str) -> bool:
    """Tell whether a text is about how characters are stored."""
    return _names_often(kept_matches(_ENCODING, text))


def _names_often(matches: Iterator[object]) -> bool:
    return sum(1 for _ in islice(matches, _OFTEN)) == _OFTEN
