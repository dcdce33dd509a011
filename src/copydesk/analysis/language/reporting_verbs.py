"""Verbs that report what somebody said."""

from __future__ import annotations

SAYING_VERBS: frozenset[str] = frozenset(
    ["say", "says", "said", "saying", "tell", "tells", "told", "telling"]
)
"""Inflected forms, in lower case, that follow or precede a speaker."""

_BASES = """
    accuse acknowledge add admit advise affirm agree allege announce answer argue ask assert assure believe blast boast
    brag call caution charge chide cite claim comment complain concede conclude condemn confess confirm contend continue
    counter criticise criticize crow decide declare decry demand denounce deny describe dismiss disclose dispute dub
    elaborate emphasise emphasize estimate exclaim expect explain explore express fear find gush hint hope imply inform
    insist intone joke label lament maintain marvel mention mock mourn muse mutter note object observe offer opine
    pledge point posit praise preach predict proclaim promise propose protest query question quip rail rant recall
    recommend recount refer reflect reiterate remark remember remind repeat reply report respond retort reveal scoff
    scold shout sigh signal slam snap speculate speak spell sputter state stress suggest summarize surmise tease
    testify thunder tout tweet urge vent voice volunteer vow warn whisper wonder worry yell blog email post
""".split()
_IRREGULAR = """
    say says said saying tell tells told telling write writes wrote written writing swear swears swore sworn swearing
    think thinks thought thinking know knows knew find finds found speak spoke spoken put puts read reads go goes went
    quote quotes quoted quoting made make makes have has
""".split()
_QUIET = frozenset(
    {"make", "makes", "made", "have", "has", "put", "puts", "read", "reads", "go", "goes", "went"}
)


def _inflect(base: str) -> list[str]:
    if base.endswith("e"):
        return [base, base + "s", base + "d", base[:-1] + "ing"]
    if base.endswith("y") and base[-2] not in "aeiou":
        return [base, base[:-1] + "ies", base[:-1] + "ied", base + "ing"]
    if base.endswith(("s", "sh", "ch", "x")):
        return [base, base + "es", base + "ed", base + "ing"]
    doubled = base[-1] if base in ("admit", "brag", "chat", "dub", "quip", "slam", "snap", "refer") else ""
    return [base, base + "s", base + doubled + "ed", base + doubled + "ing"]


REPORTING_VERBS: frozenset[str] = (
    SAYING_VERBS
    | frozenset(form for base in _BASES for form in _inflect(base))
    | (frozenset(_IRREGULAR) - _QUIET)
) - {"speaked", "speaking", "posting", "finded", "expects"}
"""All forms of verbs that report speech, the plain ones included."""

TAG_VERBS: frozenset[str] = frozenset(
    """
    said says told tells added adds wrote writes tweeted explained explains noted notes argued argues warned warns
    claimed claims insisted insists recalled recalls stated states continued replied asked asks admitted
    acknowledged concluded testified
    sagte sagt erklärte meinte betonte fügte schrieb
    dit déclare déclaré explique expliqué ajoute ajouté affirme affirmé assure
    dijo dice afirmó afirma explicó explica aseguró asegura señaló agregó añadió
    disse dice detto spiega spiegato afferma afirmou
    zei zegt aldus
    powiedział powiedziała mówi
    sade säger sa
    """.split()
)
"""Forms that stand in an attribution beside a quotation, in several languages: few of them stand elsewhere so."""
