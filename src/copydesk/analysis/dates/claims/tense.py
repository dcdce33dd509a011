"""Tense: words that tell of what has happened, and words of what is planned, possible or only said; in English."""

from __future__ import annotations

import re

from copydesk.support.patterns import compile_later, one_of

_IRREGULAR = (
    "ate became began bought broke brought built came chose cut dealt did drew drove dug fed fell felt fled"
    " flew forbade forced forgave fought found froze gave got grew had held hid hit hurt kept knew laid led"
    " left lent let lost made meant met oversaw overthrew overtook paid put quit ran rode rose said sang sank"
    " sat saw sent set shot shut slept slid sold sought spent split spoke sprang spread stole stood struck"
    " stuck sued swept swore taught thought threw told took understood undertook underwent upheld was wed went"
    " were withdrew woke won wore wrote"
).split()
PAST = compile_later(rf"\b(?:{'|'.join(_IRREGULAR)}|[a-z]{{2,}}(?<!ne)(?<!spe)ed(?<!need)(?<!indeed))\b")
"""A verb in the past tense, or what looks like one."""

_MODALS = r"will|won['’]t|would|should|could|(?-i:may)|might|must|shall|can|cannot"
_PLANS = one_of(
    r"scheduled?|due|expect\w*|planned|plans\s+to|planning|set\s+(?:to|for)|slated|upcoming|next",
    r"forecast\w*|projected|projections?|predict\w*|anticipat\w*|estimat\w*|designed|booked|invited",
    r"postpon\w*|delay\w*|reschedul\w*|extended",
)
_LIMITS = (
    r"until|till|effective|deadline|expir\w*|ahead\s+of|starting|beginning|ending|lasts|maturing|eligible"
)
_WISHES = (
    r"aim(?:s|ed|ing)|promis\w*|pledg\w*|vow\w*|propos\w*|hop(?:es?|ed|ing)|intend\w*"
    r"|imagin\w*|called\s+for|wanted|if|unless|to\s+be|going\s+to"
)
_TENTATIVE = rf"\b(?:{_MODALS}|{_PLANS}|{_LIMITS}|{_WISHES})\b"
TENTATIVE = compile_later(_TENTATIVE, re.IGNORECASE)
"""Words that speak of plans, deadlines and possibilities."""

PLANNED = compile_later(
    rf"{_TENTATIVE}|\bto\s+(?!the\b|a\b|an\b|his\b|her\b|their\b|its\b)[a-z]+", re.IGNORECASE
)
"""The same, and any infinitive: after one of them a future date is in order."""
