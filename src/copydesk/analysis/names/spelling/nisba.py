"""Surnames that are another name with an -i: Maliki of Malik, Baghdadi of Baghdad. Neither is a slip for the other."""

from __future__ import annotations

from copydesk.analysis.names.lexicon import is_forename, is_place_or_people, is_proper
from copydesk.analysis.names.spelling.slips import fold

_STEMS = frozenset(
    """
    abbas abdullah adnan afghan ahmad ahmed akbar alam amin amir anwar ansar aslam ayyub aziz azam bahram bakr basra
    behzad bukhar dawud fadl farid faruq fuad ghazal habib hadad hafez hafiz hakim halab hamad hamid hanaf hanbal
    hanif harun hasan hasem hashem hashim hassan husain husayn husein hussain hussein ibrahim idris imran isfahan
    islam ismail jabir jafar jalal jamal jamil kabir kamal karim kashan kerman khalid khalil khorasan khurasan latif
    mahdi mahmud majid malik mansur masud mirza misr mousav muhammad mohammad mohammed munir murad musa mustafa
    nabil nadim naim najaf naser nasir nasser nizam omar osman qasim qasem rahim rahman rashid rasul razaq rida reza
    sabir sabr sadiq sadr said salah salam saleh salih salim salman samir shafi shahid shaker shakir sharif shams
    suhrawardi sulaiman sulayman suleiman syafi tabriz tahir taleb talib tamim tehran tikrit umar uthman wahhab
    waliyullah yusuf zaman zia
    """.split()
)


def is_nisba(one: str, other: str) -> bool:
    """Whether one of two names is the other, a given name or a place, with an -i."""
    shorter, longer = sorted((one, other), key=lambda name: len(fold(name)))
    stem = fold(shorter)
    if fold(longer) != stem + "i":
        return False
    return stem in _STEMS or is_forename(shorter) or is_place_or_people(shorter) or is_proper(shorter)
