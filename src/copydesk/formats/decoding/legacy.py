"""Telling legacy encodings by the letters they give: a text misread has letters that its language does not use."""

from __future__ import annotations

import re

from copydesk.support.patterns import compile_later

_WESTERN = (
    "àâæçéèêëîïôœùûüÿñ",  # French, and words that English has borrowed
    "äöüßéèà",
    "áéíñóúüçàèòïªº",
    "àèéìíîòóùú",
    "áàâãçéêíóôõúüªº",
    "éëïóöüèáêû",
    "åäöéæøàüèðþýáíóú",
)
_CENTRAL = ("ąćęłńóśźż", "áčďéěíňóřšťúůýžäĺľŕô", "áéíóöőúüű", "ăâîşţ", "čćšžđ")
_TURKISH = ("çğıöşüâîû",)
# The order decides where two encodings give the same letters.
_LATIN = (
    ("windows-1252", "cp1252", _WESTERN),
    ("windows-1250", "cp1250", _CENTRAL),
    ("mac-roman", "mac_roman", _WESTERN),
    ("iso-8859-2", "iso8859-2", _CENTRAL),
    ("windows-1254", "cp1254", _TURKISH),
)
_MARKS = frozenset("“”‘’„‚«»‹›–—…•·\xa0©®™€£§°¿¡½¼¾²³×¢¥±´")
# A letter of which the neighbours are no letters, or a capital behind a small one, shows a misreading.
_MISPLACED = compile_later(
    r"(?<=[a-zß-öø-ÿ])[À-ÖØ-ÞŁŚŻŹĄĘĆŃŠŽŒŘŢŐŰĂĐÿ]|(?<!\w)[ªºïÿßÀ-ÖØ-ÞŁŚŻŹĄĘĆŃŠŽŒŘŢŐŰĂĐ](?![\w’'.])"
    r"|\d[^\W\d_a-zA-Zªº]|[^\W\d_a-zA-Zªº]\d|[a-zA-Z][“„«¿¡£€][a-z]|[¿¡](?!\w)|(?<=[^\W\d_])[±¼¾´¢¥×]|(?<=[a-z])[©®½³·](?=[a-z])"
    r"|[’](?=[^\W\d_])(?<![\w\s“(’]’)"
)
# Codec, the commonest letters of its languages, and the share of all letters beyond ASCII they must make up.
_SCRIPTS = (
    ("windows-1251", "cp1251", "оеаинтсрвліi", 0.5),
    ("koi8-r", "koi8_r", "оеаинтсрвл", 0.5),
    ("iso-8859-5", "iso8859-5", "оеаинтсрвлі", 0.5),
    ("windows-1253", "cp1253", "αοιετσνρςάίό", 0.5),
    ("shift_jis", "cp932", "のにはをたがでとしれさいるなかもすりっんこてあ", 0.2),
    ("euc-jp", "euc_jp", "のにはをたがでとしれさいるなかもすりっんこてあ", 0.2),
    ("gb18030", "gb18030", "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出", 0.1),
    ("big5", "big5", "的一是在不了有和人這中大為上個國我以要他時來用們生到作地於出", 0.1),
    ("euc-kr", "cp949", "이다는을의에가하고한지를은로도기사어자리", 0.2),
)
_LOOKED_AT = 200_000
_BORROWED = 0.03
"""A text of which fewer letters lie beyond ASCII may mix the alphabets of several languages."""


def recognise(data: bytes) -> tuple[str, str] | None:
    """Return the text and the name of its encoding; None if no encoding, or more than one, gives a plausible text.

    `data` is not UTF-8. Single-byte Latin encodings are told by alphabets: every letter beyond ASCII must belong to
    one language, and stand as letters stand. Other scripts are told by how common their commonest letters are.
    """
    sample = data[:_LOOKED_AT]
    letters = len(re.findall(rb"[A-Za-z]", sample))
    high = len(re.findall(rb"[\x80-\xff]", sample))
    if high <= 0.5 * letters:
        for name, codec, alphabets in _LATIN:
            text = _decoded(data, codec)
            if text is not None and _makes_sense(
                text[:_LOOKED_AT], alphabets, mixed=high < _BORROWED * letters
            ):
                return text, name
        return None
    found = [
        (text, name)
        for name, codec, common, share in _SCRIPTS
        if (text := _decoded(data, codec)) is not None and _share(text[:_LOOKED_AT], common) >= share
    ]
    return found[0] if len(found) == 1 else None


def _decoded(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def _makes_sense(text: str, alphabets: tuple[str, ...], *, mixed: bool) -> bool:
    beyond = set(re.findall(r"[^\x00-\x7f]", text)) - _MARKS
    known = ["".join(alphabets)] if mixed else list(alphabets)
    return not _MISPLACED.search(text) and any(
        all(letter in alphabet or letter.lower() in alphabet for letter in beyond) for alphabet in known
    )


def _share(text: str, common: str) -> float:
    letters = re.findall(r"[^\W\d_\x00-\x7f]", text)
    return sum(letter in common for letter in letters) / len(letters) if letters else 0.0
