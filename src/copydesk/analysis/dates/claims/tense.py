"""Tense: words that tell of what has happened, and words of what is planned, possible or only said; in English."""

from __future__ import annotations

import re

from copydesk.analysis.language.languages import language_data
from copydesk.analysis.language.words import either
from copydesk.support.patterns import compile_later, one_of

PAST = compile_later(
    rf"\b(?:{either(language_data('en').irregular_pasts)}|[a-z]{{2,}}(?<!ne)(?<!spe)ed(?<!need)(?<!indeed))\b"
)
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
