"""Scores: how a match ended, told first and told again."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import regex

from copydesk.findings import Span
from copydesk.support.patterns import one_of, regex_later

_SCORE = regex_later(r"(?<![\p{L}\d:.,/–‑-])(\d{1,3})[-–‑:](\d{1,3})(?![\d:/–‑]|[.,]\d|-\d)")
_SCORE_AGAIN = r"(?P<score>\d{1,3}[-–‑:]\d{1,3})"
_WON = one_of(
    "beat|beaten|defeated|edged|thrashed|downed|overcame|won|lost|drew|saw off",
    "besiegt|schlug|schlägt|gewann|gewinnt|gewonnen|verlor|verliert|bezwang|setzte sich|unterlag",
    "battu|bat|gagné|remporté|s'est imposé|s’est imposé|perdu",
    "venció|vence|ganó|gana|derrotó|derrota|perdió|empató",
    "batte|battuto|vince|vinto|ha superato|perso|pareggiato",
    "venceu|derrotou|bateu|perdeu|ganhou",
    "versloeg|verslaat|verloor|wint",
    "besegrade|slog|vann|slo|vandt|besejrede|vant",
    "pokonał|pokonała|wygrał|wygrała|przegrał|zremisował",
)
_RESULT = regex_later(rf"(?<!\p{{L}}){_WON}(?!\p{{L}})[^.!?;\n\d]{{0,60}}\Z")
_NAME = r"\p{Lu}[\p{L}.'’-]*(?: \p{L}[\p{L}.'’-]*){0,3}"
_BETWEEN_NAMES = regex_later(rf"(?:\A|[\n\0:] ?){_NAME} \Z")
"""What stands before the score of a headline, “Harlow Vale 3-2 Brackley Town”; a name stands behind it, too."""
_HEADLINE = regex_later(rf"\A[\s\0]*(?P<told>{_NAME} \d{{1,2}},? {_NAME} \d{{1,2}})[\s\0]*\n")
"""“Harlow Vale 3 Brackley Town 2”"""
_AGAIN = regex_later(
    one_of(
        rf"(?<!\p{{L}})(?:[Tt]he|[Tt]his) {_SCORE_AGAIN} (?:home |away |cup |derby )?"
        r"(?:win|victory|defeat|loss|draw|success|triumph|result|scoreline)\b",
        rf"(?<!\p{{L}})[Aa]n? {_SCORE_AGAIN} (?:win|victory|defeat|loss|draw) like (?:this|that)\b",
        rf"(?<!\p{{L}})(?:[Dd]er|[Dd]en|[Dd]em|[Dd]as|[Dd]ie|[Dd]ieser|[Dd]iesem) {_SCORE_AGAIN}-"
        r"(?:Sieg|Erfolg|Heimsieg|Auswärtssieg|Niederlage|Heimniederlage|Unentschieden)\b",
        r"(?<!\p{L})(?:[Ll]a|[Ll]e|[Cc]ette|[Cc]e) (?:victoire|défaite|succès|nul) "
        rf"(?:\(|par |sur le score de )?{_SCORE_AGAIN}",
        rf"(?<!\p{{L}})(?:[Ll]a|[Ee]l|[Ee]sta|[Ee]ste) (?:victoria|triunfo|derrota|empate)"
        rf"(?: por)? (?:\()?{_SCORE_AGAIN}",
        rf"(?<!\p{{L}})(?:[Ll]a|[Ii]l|[Qq]uesta|[Qq]uesto) (?:vittoria|successo|sconfitta|pareggio)"
        rf"(?: per)? (?:\()?{_SCORE_AGAIN}",
        rf"(?<!\p{{L}})(?:[AaOo]|[Ee]sta|[Ee]ste) (?:vitória|triunfo|derrota|empate)(?: por)? (?:\()?{_SCORE_AGAIN}",
        rf"(?<!\p{{L}})[Dd]e {_SCORE_AGAIN}[- ](?:overwinning|zege|nederlaag|winst)\b",
        rf"(?<!\p{{L}})(?:{_SCORE_AGAIN}-(?:segern|förlusten|seieren|tapet|sejren|nederlaget)\b)",
        rf"(?<!\p{{L}})(?:[Ww]ygrana|[Zz]wycięstwo|[Pp]orażka|[Tt]a wygrana) {_SCORE_AGAIN}",
    )
)
_OTHER_MATCH = regex_later(
    "(?i)(?<!\\p{L})"
    + one_of(
        "last|previous|earlier|first leg|second leg|second game|season|reverse|ago|year|if|had|would",
        "nightcap|opener|doubleheader|double-header|other|elsewhere|while",
        "half-time|first half|aggregate|reserves|women|under-\\d+|u\\d\\d",
        "letzten?|vorigen?|hinspiel|saison|vorjahr|halbzeit",
        "dernière?|précédente?|aller|mi-temps",
        "temporada|pasad[ao]|anterior|ida|descanso",
        "stagione|scors[ao]|andata|precedente|passad[ao]",
        "vorige|vorig|seizoen|förra|säsong\\w*|forrige|sidste|sezon\\w*|poprzedni\\w*",
    )
    + "(?!\\p{L})"
)
_OPPONENT = regex_later(
    "\\s*\\)?\\s*"
    + one_of(
        "over|against|between|for|by|at|to|in|on|gegen|bei|beim|in der|contre|face à|à|chez",
        "ante|contra|frente a|sobre|en|su|contro|a|sul|tegen|op|bij",
        "mot|borte|hjemme|mod|nad|z|przeciw",
    )
    + " (?:(?:the|den|die|das|der|le|la|el|il|o) )?\\p{Lu}"
)
_MOST = 8
"""An article with more scores tells of several matches."""


def told_again_wrong(text: str, sentence_at: Callable[[int], Span]) -> Iterator[tuple[Span, Span]]:
    """Yield each score of “the win” that is not the one that the article has told, and the one that it has."""
    again = list(_AGAIN.finditer(text)) if _SCORE.search(text) else ()
    if not again:
        return
    scores = list(_SCORE.finditer(text))
    if len(scores) > _MOST:
        return
    headline = _HEADLINE.match(text)
    results = [Span(*headline.span("told"))] if headline else []
    results += [
        Span(*each.span()) for each in scores if _is_result(text, each, sentence_at(each.start()).start)
    ]
    if len({_both(text[slice(*each)]) for each in results}) != 1:
        return
    first = results[0]
    for match in again:
        start, end = match.span("score")
        sentence = sentence_at(start)
        told = _both(match["score"])
        if start < first.end or told == _both(text[slice(*first)]):
            continue
        if sum(_both(each.group()) == told for each in scores) > 1:
            continue
        if _OTHER_MATCH.search(text, *sentence) or _OPPONENT.match(text, match.end()):
            continue
        yield Span(start, end), first


def _is_result(text: str, score: regex.Match[str], start: int) -> bool:
    """Tell whether a verb says that a match ended with a score, or two names stand around it in a headline."""
    if _RESULT.search(text, start, score.start()):
        return True
    line = text.rfind("\n", 0, score.start()) + 1
    is_headed = _BETWEEN_NAMES.search(text, line, score.start()) is not None
    return is_headed and text[score.end() : score.end() + 2].strip().isupper()


def _both(score: str) -> frozenset[str]:
    """Return the two numbers of a score, whichever side they are told from."""
    return frozenset("".join(each if each.isdigit() else " " for each in score).split())
