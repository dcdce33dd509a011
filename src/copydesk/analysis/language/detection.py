"""Which language a text is in, by its commonest words; None where they do not say."""

from __future__ import annotations

from collections import Counter

from copydesk.formats.parsed import MARKUP
from copydesk.support.patterns import compile_later

STOP_WORDS: dict[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in {
        "en": "the of and to in a is that for it was on are as with his they at be this from have or by one had not but what all were when we there can an your which their said if do will each about how up out them then she many some so these would other into has more her two like him see could no make than been its who now my over did down only way find use may any new after also our",
        "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch man sein wurde sei ihr ihre wenn kann sich unter",
        "fr": "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se le ce il sont avec son aux cette ont ses mais comme ou si leur y dont elle fait être été nous vous ils aussi tout même entre sans sous ces",
        "es": "de la que el en y a los del se las por un para con no una su al lo como más pero sus le ya o este sí porque esta entre cuando muy sin sobre también me hasta hay donde quien desde todo nos durante todos uno les ni contra otros ese eso ante ellos fue son está han",
        "it": "di e il la che in a per un del è una i con le si non da della sono dei al alla nel più anche come ha lo gli dal ma su delle questo ai se nella o ed stato hanno dalla essere degli tra suo sua loro dopo molto era fra quando due sulla cui",
        "pt": "de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem à seu sua ou ser quando muito há nos já está eu também só pelo pela até isso ela entre era depois sem mesmo aos ter seus são",
        "nl": "de van een het en in is dat op te zijn met voor niet aan er om ook als dan maar bij uit nog door over naar heeft hij ze wordt tot worden kan wat deze die meer geen werd al hebben zou onder tegen moet veel jaar zich was haar wel",
        "pl": "i w na z do się nie to że jest o jak po od za co przez dla ale czy tym tak był ma są tego ze jego już które oraz może być pod ich który jej przed także tylko była było",
        "sv": "och i att det som en på är av för med till den har de inte om ett han men var jag sig från vi så kan när år under också efter eller nu sin där vid mot ska skulle kommer ut får finns vara hade alla andra mycket än",
    }.items()
}

_LANGUAGES: dict[str, list[str]] = {}
"""For each common word, the languages that have it."""
for _language, _words in STOP_WORDS.items():
    for _word in _words:
        _LANGUAGES.setdefault(_word, []).append(_language)

_WORD = compile_later(r"[^\W\d_]+")
_SAMPLES, _SAMPLE = 3, 1_500
"""How many stretches of a text are looked at, and how long each is in code points: none of them at either end, since
a page's menu may be in no language at all, and more than one, since a table or a quotation may be in another."""

_LONG = 15
"""A line of more words than this is a long one."""


def detect_language(text: str) -> str | None:
    """The two-letter code of the language whose commonest words make up most of a few stretches of the text.

    Where that is undecided, its long lines alone are asked: on a page that is mostly menu, they are the article.
    None if fewer than a fifth of the words are common ones of any language known here, or if two languages come
    out nearly even.
    """
    text = text.replace(MARKUP, "")
    return _language_of(_stretches(text)) or _language_of(_long_lines(text))


def _stretches(text: str) -> str:
    if len(text) <= _SAMPLES * _SAMPLE:
        return text
    step = len(text) // (_SAMPLES + 1)
    starts = range(step - _SAMPLE // 2, len(text) - step, step)
    return " ".join(text[start : start + _SAMPLE] for start in starts)


def _long_lines(text: str) -> str:
    lines = (line for line in text.splitlines() if len(line.split(" ", _LONG)) > _LONG)
    return " ".join(lines)[: _SAMPLES * _SAMPLE]


def _language_of(text: str) -> str | None:
    words = _WORD.findall(text.lower())
    frequencies = Counter(words)
    counts: Counter[str] = Counter()
    for word in _LANGUAGES.keys() & frequencies.keys():
        for language in _LANGUAGES[word]:
            counts[language] += frequencies[word]
    (best, most), (_, second) = [*counts.most_common(2), ("", 0), ("", 0)][:2]
    return best if words and most >= 0.2 * len(words) and most > 1.2 * second else None
