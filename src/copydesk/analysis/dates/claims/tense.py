"""Whether a stretch of English tells of what happened, or of what is planned, possible or told by somebody."""

from __future__ import annotations

import re

from copydesk.support.patterns import compile_later

_IRREGULAR = (
    "ate became began bought broke brought built came chose cut dealt did drew drove dug fed fell felt fled"
    " flew forbade forced forgave fought found froze gave got grew had held hid hit hurt kept knew laid led"
    " left lent let lost made meant met oversaw overthrew overtook paid put quit ran rode rose said sang sank"
    " sat saw sent set shot shut slept slid sold sought spent split spoke sprang spread stole stood struck"
    " stuck sued swept swore taught thought threw told took understood undertook underwent upheld was wed went"
    " were withdrew woke won wore wrote"
)
PAST = compile_later(
    rf"\b(?:{'|'.join(_IRREGULAR.split())}|[a-z]{{2,}}(?<!ne)(?<!spe)ed(?<!need)(?<!indeed))\b"
)
"""A verb in the past tense, or what looks like one."""

_TENTATIVE = (
    r"\b(?:will|won['’]t|would|should|could|(?-i:may)|might|must|shall|can|cannot|scheduled?|due|expect\w*|planned|plans\s+to|planning"
    r"|set\s+(?:to|for)|until|till|slated|upcoming|forecast\w*|projected|projections?|predict\w*|postpon\w*|delay\w*|reschedul\w*"
    r"|extended|effective|deadline|expir\w*|aim(?:s|ed|ing)|promis\w*|pledg\w*|vow\w*|propos\w*"
    r"|hop(?:es?|ed|ing)|intend\w*|if|unless|to\s+be|going\s+to|ahead\s+of"
    r"|starting|beginning|ending|booked|invited|imagin\w*|called\s+for|wanted|lasts|maturing|eligible|anticipat\w*|estimat\w*|designed"
    r"|next)\b"
)
TENTATIVE = compile_later(_TENTATIVE, re.IGNORECASE)
"""Words that speak of plans, deadlines and possibilities."""

PLANNED = compile_later(
    rf"{_TENTATIVE}|\bto\s+(?!the\b|a\b|an\b|his\b|her\b|their\b|its\b)[a-z]+", re.IGNORECASE
)
"""The same, and any infinitive: after one of them a future date is in order."""
