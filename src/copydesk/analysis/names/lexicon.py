"""What is known of words before any article is read: common words, given names, titles, kin, heads of bodies' names."""

from __future__ import annotations

from functools import cache, lru_cache

from copydesk.analysis.language.detection import STOP_WORDS
from copydesk.analysis.language.wordlists import read_list


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(read_list(name).split())


@cache
def function_words() -> frozenset[str]:
    """The commonest words of all languages that `language` knows, in lower case."""
    return frozenset().union(*STOP_WORDS.values())


_LANGUAGE = "en"
"""The language of the list of words."""


def knows_words_of(language: str | None) -> bool:
    """Whether `is_word` can tell the words of a language, given by its two-letter code."""
    return language == _LANGUAGE


@lru_cache(8192)
def is_word(token: str) -> bool:
    """Whether a word is an English one that people also write in lower case, an inflected form included."""
    lower = token.lower()
    words = _listed("words")
    if lower in words or lower in function_words():
        return True
    if lower.endswith("s"):
        return not lower.endswith("ss") and lower[:-1] in words
    return any(
        lower.endswith(ending) and lower[: -len(ending)] in words for ending in ("ed", "d", "ing", "ly")
    )


def begins_word(token: str) -> bool:
    """Whether some English word of more letters begins as a word in lower case does."""
    return any(word.startswith(token) and word != token for word in _listed("words"))


def is_forename(token: str) -> bool:
    """Whether a capitalised word is a given name."""
    return token in _forenames()


def is_given(token: str) -> bool:
    """Whether a word is a given name or an initial."""
    return is_forename(token) or "." in token


@cache
def _forenames() -> frozenset[str]:
    """Those that a census of Americans knows, and those of the rest of the world that it does not, written by hand."""
    return _listed("forenames") | _listed("more_forenames")


@cache
def _propers() -> frozenset[str]:
    return _listed("proper") | CALENDAR | PEOPLES


def is_place_or_people(token: str) -> bool:
    """Whether a word names a people, a well-known place or a time."""
    return token in CALENDAR or token in PEOPLES or token.removesuffix("s") in PEOPLES


def is_proper(token: str) -> bool:
    """Whether a capitalised word is a widely known name of a place, a people, a body or a day."""
    return token in _propers()


def is_acronym(token: str) -> bool:
    """Whether a word is all in capitals but for the s of a plural: MP, MPs."""
    return token.isupper() or (len(token) > 2 and token.endswith("s") and token[:-1].isupper())


CALENDAR = frozenset(
    """
    January February March April May June July August September October November December Jan Feb Mar Apr Jun
    Jul Aug Sept Sep Oct Nov Dec Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Wed Thu Fri
    Sat Sun Christmas Easter Ramadan Thanksgiving Halloween Januar Februar März Mai Juni Juli Oktober Dezember
    Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag
    """.split()
)

PEOPLES = frozenset(
    """
    Afghan African Albanian Algerian American Angolan Arab Arabic Argentine Armenian Asian Australian Austrian
    Bangladeshi Basque Belgian Bolivian Bosnian Brazilian Briton British Bulgarian Burmese Cambodian Canadian
    Catalan Chechen Chilean Chinese Colombian Croatian Cuban Cypriot Czech Danish Dane Dem Dems Democrat
    Democrats Democratic Dutch Ecuadorian Egyptian English Eritrean Estonian Ethiopian European Fijian Filipino
    Finn Finnish French Georgian German Ghanaian Greek Haitian Hispanic Hungarian Icelandic Indian Indonesian
    Iranian Iraqi Irish Islamic Israeli Italian Jamaican Japanese Jewish Jordanian Kashmiri Kenyan Korean
    Kosovar Kurd Kurdish Kuwaiti Latino Latvian Lebanese Liberal Liberian Libyan Lithuanian Malaysian Maltese
    Mexican Moroccan Muslim Nepalese Nigerian Norwegian Ottoman Pakistani Palestinian Peruvian Pole Polish
    Portuguese Republican Republicans Tories Roman Romanian Russian Rwandan Saudi Scot Scottish Scots Serb
    Serbian Shia Shiite Sikh Slovak Slovene Slovenian Somali Soviet Spanish Spaniard Sudanese Sunni Swede
    Swedish Swiss Syrian Taiwanese Tamil Thai Tibetan Tory Tunisian Turk Turkish Ugandan Ukrainian Uzbek
    Venezuelan Vietnamese Welsh Yemeni Zambian Zimbabwean Christian Catholic Protestant Anglican Iran Iraq Oman
    Yemen Kenya Dallas Houston Chad Congo Gaza Basra Mosul London Paris Madrid Berlin Rome Texas Iowa Ohio Leeds
    Lyon Milan
    """.split()
)

HONORIFICS = frozenset(
    """
    Mr Mrs Ms Miss Mx Dr Cllr Prof Professor Sir Dame Lord Lady Baroness Rev Reverend Fr Sr Sra Señor Señora Herr
    Frau Monsieur Madame Mme Mlle Doña Signor Signora Sheikh Rabbi Imam Father Sister Brother Hon Herrn Pan Pani
    Meneer Mevrouw Doctor Mister Aunt Auntie Uncle Madam Mademoiselle Maître Dom Dona Senhor Senhora Dottor Dottoressa
    """.split()
)
"""Words before a surname, without a full stop."""

ROLES = frozenset(
    """
    President Vice Deputy Prime Minister Premier Chancellor Secretary Senator Sen Congressman Congresswoman Rep
    Representative Governor Gov Mayor Councillor Councilman Councilwoman Alderman Commissioner Chairman
    Chairwoman Chair Chief Executive Officer Director Manager Editor Judge Justice Attorney General Gen Colonel
    Col Major Maj Captain Capt Lieutenant Lt Sergeant Sgt Corporal Cpl Private Admiral Commander Cmdr Inspector
    Detective Det Constable Superintendent Sheriff Officer Agent Ambassador King Queen Prince Princess Duke
    Duchess Earl Count Countess Emperor Pope Cardinal Archbishop Bishop Pastor Saint Coach Speaker Leader
    Spokesman Spokeswoman Spokesperson Dictator Foreign Home Defence Defense Treasury Shadow Former Ex Special
    Acting Assistant Senior Junior Lead Head Professor Comrade Chief-of-Staff Ayatollah Marshal Warden Principal
    Magistrate Bundeskanzler Bundeskanzlerin Kanzler Kanzlerin Minister Ministerin Präsident Präsidentin Bürgermeister
    Bürgermeisterin Bundespräsident Innenminister Innenministerin Außenminister Außenministerin Finanzminister
    Ministerpräsident Sprecher Sprecherin Landrat Trainer Trainerin
    Anwalt Anwältin Rechtsanwalt Rechtsanwältin Richter Richterin Professorin Direktor Direktorin Leiter Leiterin
    Chef Chefin Autor Autorin Intendant Intendantin Pfarrer Pfarrerin Lehrer Lehrerin Stadtrat Stadträtin Künstler
    Kollege Kollegin Kollegen Kolleginnen Abgeordneter Abgeordnete Abgeordneten Vorsitzender Vorsitzende Staatssekretär
    Staatssekretärin Bundesminister Bundesministerin Staatsminister Staatsministerin Ministerpräsidentin
    Künstlerin Schauspieler Schauspielerin Regisseur Regisseurin Forscher Forscherin Geschäftsführer Geschäftsführerin
    Président Présidente Ministre Maire
    Wethouder Burgemeester Voorzitter Directeur Woordvoerder Staatssecretaris
    Presidente Presidenta Ministro Ministra Alcalde Alcaldesa Senador Senadora Candidate MP MEP CEO CFO
    """.split()
)
"""Words that stand before a name and are no part of it."""

SUFFIXES = frozenset("Jr Sr II III IV MP MEP QC KC OBE MBE CBE MD PhD Esq Snr Jnr".split())
PARTICLES = frozenset(
    "van von de der den del dei degli della dal di da dos du la le el al bin bint ibn ben ter ten zu zum y Ní Nic Ó "
    "Uí".split()
)

KIN = frozenset(
    """
    brother brothers sister sisters wife husband son sons daughter daughters father mother twin twins cousin
    cousins uncle aunt nephew niece grandson grandfather grandmother granddaughter sibling siblings spouse widow
    widower couple family née nee stepson stepdaughter stepfather stepmother parents half-brother half-sister
    ex-wife ex-husband namesake Bruder Schwester Sohn Tochter Vater Mutter Ehefrau Ehemann Gattin frère soeur
    sœur fils fille père mère épouse mari hermano hermana hijo hija padre madre esposa esposo marido fratello
    sorella figlio figlia moglie marito
    """.split()
)


@cache
def _nicknames() -> dict[str, set[int]]:
    """The groups that each name is in, by number."""
    groups: dict[str, set[int]] = {}
    for number, line in enumerate(read_list("nicknames").splitlines()):
        for name in line.split():
            groups.setdefault(name, set()).add(number)
    return groups


def are_nicknames(first: str, second: str) -> bool:
    """Whether two given names are a full form and a short one of it, such as William and Bill."""
    groups = _nicknames()
    return first in groups and second in groups and not groups[first].isdisjoint(groups[second])


BODY_HEADS = frozenset(
    """
    Academy Administration Agency Alliance Army Assembly Association Authority Bank Board Bureau Cabinet Center
    Centre Centers Centres Church Clinic Club Coalition College Commission Committee Company Confederation
    Conference Congress Consortium Convention Cooperative Corporation Corp Council Court Courts Department
    Directorate Division Enforcement Exchange Executive Federation Force Forces Foundation Front Fund Government
    Group Guard Hospital House Inc Industries Initiative Institute Institution Intelligence Laboratory League
    Legislature Library Limited Ltd Media Ministry Mission Movement Museum Network Office Operation Orchestra
    Organisation Organization Parliament Partners Partnership Party Police Press Program Programme Project
    Registry Reserve School Secretariat Security Senate Service Services Society Station System Team Theater
    Theatre Times Tribunal Trust Union University Utilities Ventures Watch Works Airlines Airways Motors
    Holdings Labs Technologies Systems Solutions Studios Entertainment Pictures Records Post News Journal
    Magazine Network Capital Ministerium Bundesamt Landesamt Behörde Gericht Universität Verband Verein Stiftung
    Partei Gesellschaft GmbH Université Ministère Conseil Commission Agence Assemblée Cour Ministerio
    Universidad Agencia Comisión Tribunal
    """.split()
)
"""Words that make a run of capitalised words the name of a body."""

PLACE_HEADS = frozenset(
    """
    Street St Avenue Ave Road Rd Lane Square Park Bridge River Lake Island Islands Mountain Mountains Hill Hills
    Valley Bay Beach Coast County City Town Village State States Province District Region Kingdom Republic
    Desert Sea Ocean Airport Station Palace Castle Tower Hall Building Stadium Arena Cup Prize Award Awards Act
    Bill Treaty War Day Week Games Open Championship Championships Olympics Trophy Grand Prix Drive Boulevard
    Plaza Mall Hotel Festival Cathedral Straße Platz Allee Rue Location Calle Plaza Avenida
    """.split()
)
"""Words that make a run of capitalised words a place, a law or an event."""
