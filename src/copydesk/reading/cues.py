"""Verbs that report what somebody said."""

from __future__ import annotations

SAYING_VERBS: frozenset[str] = frozenset(
    ["say", "says", "said", "saying", "tell", "tells", "told", "telling"]
)
"""Inflected forms, in lower case, that follow or precede a speaker."""

_BASES = [
    "acknowledge",
    "add",
    "admit",
    "advise",
    "affirm",
    "agree",
    "allege",
    "announce",
    "answer",
    "argue",
    "ask",
    "assert",
    "assure",
    "believe",
    "boast",
    "caution",
    "charge",
    "cite",
    "claim",
    "comment",
    "complain",
    "concede",
    "conclude",
    "confess",
    "confirm",
    "contend",
    "counter",
    "criticise",
    "criticize",
    "declare",
    "demand",
    "deny",
    "describe",
    "disclose",
    "emphasise",
    "emphasize",
    "estimate",
    "exclaim",
    "explain",
    "explore",
    "express",
    "hint",
    "imply",
    "inform",
    "insist",
    "joke",
    "lament",
    "maintain",
    "mention",
    "note",
    "object",
    "observe",
    "opine",
    "pledge",
    "point",
    "posit",
    "predict",
    "proclaim",
    "promise",
    "propose",
    "protest",
    "quip",
    "recall",
    "recommend",
    "recount",
    "reiterate",
    "remark",
    "remember",
    "remind",
    "repeat",
    "reply",
    "report",
    "respond",
    "retort",
    "reveal",
    "scoff",
    "shout",
    "signal",
    "speculate",
    "state",
    "stress",
    "suggest",
    "surmise",
    "swear",
    "testify",
    "urge",
    "voice",
    "vow",
    "warn",
    "whisper",
    "wonder",
    "worry",
    "write",
]


def _inflect(base: str) -> list[str]:
    if base.endswith("e"):
        return [base, base + "s", base + "d", base[:-1] + "ing"]
    if base.endswith("y") and base[-2] not in "aeiou":
        return [base, base[:-1] + "ies", base[:-1] + "ied", base + "ing"]
    if base.endswith(("s", "sh", "ch", "x")):
        return [base, base + "es", base + "ed", base + "ing"]
    return [base, base + "s", base + "ed", base + "ing"]


REPORTING_VERBS: frozenset[str] = SAYING_VERBS | frozenset(form for base in _BASES for form in _inflect(base))
"""All forms of verbs that report speech, the plain ones included."""
