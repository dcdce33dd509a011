"""Languages that are not read are told from those next to them, and those that are read are left as they are."""

from __future__ import annotations

import pytest

from copydesk.analysis.language.detection import STOP_WORDS, detect_language, is_in_unread_language
from copydesk.document import Document

UNREAD = {
    "ca": "El mercat tornarà a obrir les portes diumenge, però els veïns es queixen que encara no hi ha llocs.",
    "gl": "A parroquia celebrou onte a súa romaría; choveu pola mañá, pero ás doce xa había unha chea de xente.",
    "is": "Sundlaugin var opnuð aftur eftir tveggja ára lokun, og það hefur tekið lengri tíma en áætlað var.",
    "fo": "Nýggja ferjan kom mikukvøldið, og tað var ein stórur dagur fyri bygdina, segði hann, sum eisini bíðaði.",
    "sl": "V soboto so odprli novo knjižnico, ki so jo gradili tri leta, in zdaj imamo prostor, kjer se lahko učimo.",
    "hr": "Nakon osam mjeseci most je otvoren, a radovi su završeni prije roka i koštali su manje nego što se očekivalo.",
    "be": "У панядзелак пасля двух гадоў рамонту бібліятэка зноў адчынілася, і цяпер у дзяцей ёсць свая зала.",
    "bg": "Библиотеката отвори врати след две години ремонт, а децата вече имат своя зала, каза кметът, който е доволен.",
    "lt": "Po dvejų metų biblioteka vėl atvėrė duris, o vaikai dabar turi savo salę, sakė direktorė, kad jau yra šilčiau.",
    "lb": "No zwee Joer huet d'Bibliothéik hir Dieren nees opgemaach, an d'Kanner hunn elo hiren eegene Sall.",
    "af": "Ná twee jaar het die biblioteek weer sy deure oopgemaak, en die kinders het nou hulle eie saal, het sy gesê.",
    "sco": "Efter twa year the leebrary opent its doors again, an the bairns hae nou a haa o their ain, said the auld wife.",
    "tr": "İki yıllık onarımdan sonra kütüphane kapılarını yeniden açtı ve çocuklar için artık daha sıcak bir salon var.",
}
READ = {
    "en": "The wee bairn in auld Greenock said that it was cold, and they were not sure of the way from the harbour.",
    "es": "La maestra de Vilafosca y los niños de Amb la Gent cantaron en la plaza, pero no llovió hasta el domingo.",
    "de": "Der Briefträger von Oberlengg sagte, dass er noch nie so viel Post hatte; das Dorf ist nicht groß.",
    "nb": "Ho sa at dei ikkje hadde vore der, men at det var ein fin dag på fjellet, og at alle kom heim til slutt.",
    "it": "Il sindaco di Boscoverde ha detto che la biblioteca sarà aperta anche la domenica, e che non costerà nulla.",
}


@pytest.mark.parametrize("code", UNREAD)
def test_a_language_that_is_not_read_is_told(code):
    assert detect_language(UNREAD[code]) == code
    assert code not in STOP_WORDS


@pytest.mark.parametrize("code", READ)
def test_a_language_that_is_read_stays_told(code):
    assert detect_language(READ[code]) == code
    assert not is_in_unread_language(READ[code], code)


def test_a_passage_is_told_by_itself():
    words = "Aquest estiu hem anat a la platja amb els avis"
    doc = Document(
        f"La maestra escribió en el cuaderno de los niños: «{words}». Después lo borró con la mano.\n",
        "article.md",
    )
    at = doc.text.index(words)
    assert doc.language == "es"
    assert doc.is_in_unread_language(at)
    assert not doc.is_in_unread_language(doc.text.index("Después"))


def test_a_few_words_tell_nothing():
    assert detect_language("git checkout") is None
    assert not is_in_unread_language("msgs any uri", "en")
