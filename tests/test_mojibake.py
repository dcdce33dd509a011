"""Text read in the wrong encoding is put back as it was, or stays as it is; no fix of any rule makes it worse."""

from __future__ import annotations

import pytest
from bench.mojibake import CONTROLS, fixed, misread

import copydesk
from copydesk.document import Document
from copydesk.engine.linter import lint
from copydesk.findings import Flag
from copydesk.rules import rule
from copydesk.run.fixes.edits import edits_of

SENTENCES = {
    "fr": "« C’était l’hôtel où dormait Noé Vidal », dit-elle… Le prix : 12 € par nuit.",
    "de": "„Größe zählt nicht“, sagte Jörn Möß – und schloss die Tür.",
    "pl": "„Żółty dom stoi nad rzeką”, powiedział Łukasz Wątły – i poszedł.",
    "ru": "«Мост откроют в июне», — сказала Ольга Вятлова. Она не знала когда.",
    "el": "«Η γέφυρα θα ανοίξει», είπε η Ελένη Βρανάκη και έφυγε αμέσως.",
    "zh": "镇长林若溪说：“新桥将在六月开放。”工程已经花了三百万元。",
    "en": "“We don’t know,” said Renée Oduya — ‘but it won’t cost £5…’",
}
READINGS = """
latin-1 cp1252 cp1250 cp1251 iso8859-2 mac_roman cp437 cp1252+cp1252 cp1251+cp1251
""".split()


def both_ways(text, path="a.txt", preset="recommended"):
    return {fixed(text, path, suggested=suggested, preset=preset) for suggested in (False, True)}


@pytest.mark.parametrize("language", SENTENCES)
@pytest.mark.parametrize("reading", READINGS)
def test_a_garbled_text_is_put_back_exactly(reading, language):
    text = SENTENCES[language]
    garbled = misread(text, reading, CONTROLS)
    assert garbled is None or both_ways(garbled) == {text}


@pytest.mark.parametrize("language", SENTENCES)
def test_no_strict_rule_spoils_it_either(language):
    text = SENTENCES[language]
    for reading in ("cp1252", "cp1251"):
        assert fixed(misread(text, reading, CONTROLS), "a.txt", suggested=False, preset="strict") in {
            text,
            fixed(text, "a.txt", suggested=False, preset="strict"),
        }


@pytest.mark.parametrize(
    ("garbled", "good"),
    [
        ("câ€™Ã©tait un Ã©tÃ©", "c’était un été"),
        ("Le cafÃ© et le thÃ©, l’été.", "Le café et le thé, l’été."),
        ("Он сказал РџСЂРёРІРµС‚ и ушёл.", "Он сказал Привет и ушёл."),
        ("Tytuł: Ĺ»ĂłĹ‚Ä‡ i żółć", "Tytuł: Żółć i żółć"),
        ("ï»¿The mayor left.", "The mayor left."),
    ],
)
def test_what_is_garbled_in_part_is_put_back(garbled, good):
    assert both_ways(garbled) == {good}


def test_entities_are_put_back_and_markup_stays():
    source = (
        "<p>Le caf&Atilde;&copy; de l&acirc;&euro;&trade;<b>h&Atilde;&acute;tel</b>, voil&Atilde;&nbsp;.</p>"
    )
    assert both_ways(source, "a.html") == {"<p>Le café de l’<b>hôtel</b>, voilà.</p>"}
    apart = "<p>Le caf&Atilde;<b>&copy;</b> est ferm&Atilde;&copy;.</p>"
    assert both_ways(apart, "a.html") == {apart}


@pytest.mark.parametrize(
    "garbled",
    [
        "Die BrĂźcke und der MĂ¤rz.",  # ü in ISO 8859-2, ß in windows-1250
        "".join(map(chr, "町長の森川あかりさんは「新しい橋は六月に開通します」と話した。".encode("cp932"))),
        "Õò³¤ÁÖÈôÏªËµ£º¡°ÐÂÇÅ½«ÔÚÁùÔÂ¿ª·Å¡£¡±¹¤³ÌÒÑ¾\xad»¨ÁËÈý°ÙÍòÔª.",
    ],
)
def test_what_cannot_be_told_is_reported_and_stays(garbled):
    assert any(each.rule == "mojibake" for each in copydesk.lint(garbled, path="a.txt"))
    assert both_ways(garbled) == {garbled}


def test_an_old_encoding_is_a_suggestion_only():
    text = "Мост откроют в июне, сказала Ольга Вятлова, и она не знала когда."
    garbled = text.encode("cp1251").decode("cp1252")
    assert fixed(garbled, "a.txt", suggested=False) == garbled
    assert fixed(garbled, "a.txt", suggested=True) == text


@pytest.mark.parametrize(
    ("line", "is_sure"),
    [
        ("They don?t know.", True),
        ("Now it?s late.", True),
        ("The mayor?s plan.", False),
        ("Two caf?s are shut.", False),
        ("A na?ve plan.", False),
    ],
)
def test_a_question_mark_is_an_apostrophe_only_where_no_accent_may_be_lost(line, is_sure):
    (garbled,) = Document(line).garbled
    assert garbled.was == ("’",)
    assert garbled.is_sure == is_sure


@rule(fixable=True, family="damage")
def small_again(doc):
    """Say of every “the the” that it is one too many."""
    at = doc.text.find("the the")
    yield Flag(at, at + 7, "twice", ("the",))


@pytest.mark.parametrize("garbled", ["dâ€™été", "citÃ , fermée", "Renée â€ left"])
def test_no_rule_offers_a_fix_in_a_garbled_paragraph(garbled):
    in_it, beside_it = f"In the the {garbled}.", f"In the the end.\n\nL’hôtel {garbled}."
    (finding,) = lint(Document(in_it), [small_again]).findings
    assert not finding.suggestions
    assert not finding.fixable
    (finding,) = lint(Document(beside_it), [small_again]).findings
    assert finding.fixable


def test_others_mend_the_text_once_it_is_put_back():
    assert (
        fixed("In the ﬁrst week they met the naÃ¯ve mayor in the cafÃ©.", "a.txt", suggested=False)
        == "In the first week they met the naïve mayor in the café."
    )


def test_boilerplate_is_not_cut_while_it_is_garbled():
    article = (
        "The harbour wall was built by the men of Aldery.\n\n{}\n\nThe mayor spoke of it at length last week."
    )
    for line in ("Â© 2019 Aldery Echo. All rights reserved. CafÃ\ufffd", "Share this article â€ Subscribe"):
        assert article.format(line) in both_ways(article.format(line))


def test_of_a_paragraph_all_or_nothing_is_put_back():
    document = Document("Die BrĂźcke steht seit MĂ¤rz.")
    findings = copydesk.lint(document.source)
    assert len([each for each in findings if len(each.suggestions) == 1]) == 1
    assert not edits_of(document, findings, suggested=True)


@pytest.mark.parametrize(
    "text",
    [
        "À Paris, « É » et « À » ; DÉJÀ® À LA CARTE… CAFÉ” SÃO PAULO, MAÇÔ, AMANHÃ…",
        "LIMBA ROMÂNĂ” și „ROMÂNĂ…”, râs, urâs, Â.",
        "Від ранку. Ні, Зі сходу. Сі Цзіньпін сказав: «Їжак». Вітамін В» і «План Г».",
        "В\xa0этом году США… МОСКВА» — «Группа В», «Я». 30 °В.",
        "Часто ЉУБИЋ, ЊЕГОШ и Ђорђе Џаџић кажу: „Ђак“.",
        "Ölpreis “É”, Ä–Ö, Ä…, É…, Å‚ ÄÖÜ; Ünlü “İş”, DAĞ”, Ş…",
        "«Ήταν», είπε ή… Ώστε; «Βήμα»… ΑΒ» Ί",
        "ภาษาไทย “สะพาน” รก าง อง ลง",
        "他说：“好。”小A没来，B面。",
        "Հայերեն «բարև»։ שלום „עולם” – قال «نعم»…",
        "2√π, a√2, 20 °C, ½·x, 5 µm, x² ≈ 3 · ½ «é»",
        "l’écho «été» —À“É” ’é “à",
        "Tiếng Việt: “Đặng Ứng” ở… ĐÃ, LÀ”",
    ],
)
def test_letters_and_marks_that_languages_have_are_not_garbled(text):
    assert not Document(text).garbled


@pytest.mark.parametrize(
    "text",
    [
        "If UTF-8 is read as Latin-1, é becomes Ã© and ’ becomes â€™ in every line.",
        "On such pages “didnâ€™t” appears instead of “didn’t”.",
        'In the list "cafÃ©" stands where "café" was meant.',
        "A reader sees “â€™” where an apostrophe was.",
        "Der Zeichensatz war falsch: aus ä wurde Ã¤.",
    ],
)
def test_what_a_text_shows_is_not_garbled(text):
    assert not Document(text).garbled


@pytest.mark.parametrize(
    "text",
    [
        "On such pages didnâ€™t appears instead of didn’t.",
        "The name Müller became MÃ¼ller in the list.",
        "She showed us the word “cafÃ©” on the wall.",
    ],
)
def test_what_a_text_may_show_is_reported_and_stays(text):
    assert Document(text).garbled
    assert fixed(text, "a.txt", suggested=False) == text


def test_code_is_not_garbled():
    assert not Document("Call it `cafÃ©` here.\n\n    cafÃ©\n", "a.md").garbled


JAPANESE = "市長は月曜日、橋が五月に開通すると述べた。工事には三百万円がかかったという。"
HUNGARIAN = "A híd nyáron nyílt meg, és a város polgármestere szerint három millióba került."
ICELANDIC = "Brúin verður opnuð í júní, sagði bæjarstjórinn á mánudag. Það kostaði þrjár milljónir."
SPANISH = "La alcaldesa añadió que el puente se abrirá en junio; «será así», según Noé Ibáñez."
RUSSIAN = "В понедельник мэр города сказал, что мост откроют в мае, и что это стоило миллион."


def test_latin_9_is_not_taken_for_windows_1252():
    garbled = misread(JAPANESE, "iso8859-15+iso8859-15", CONTROLS)
    assert fixed(garbled, "a.txt", suggested=False) in (garbled, JAPANESE)
    assert fixed(garbled, "a.txt", suggested=True) == JAPANESE


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        *(
            (text, codec)
            for text in (SENTENCES["de"], "„Tak” – odparła Wątła.")
            for codec in ("cp850", "cp852")
        ),
        *((SENTENCES[language], "cp866") for language in ("fr", "ru")),
        ("The señora and the jefe.", "gb18030"),
    ],
)
def test_what_was_read_in_an_encoding_that_few_programs_take_is_a_suggestion(text, codec):
    garbled = misread(text, codec, CONTROLS)
    assert any(each.rule == "mojibake" for each in copydesk.lint(garbled, path="a.txt"))
    assert fixed(garbled, "a.txt", suggested=False) == garbled
    assert fixed(garbled, "a.txt", suggested=True) == text


SHORT_TEXTS = [
    "Það er gott.",
    "„Tak” – odparła Wątła.",
    "Älgen är på ån.",
    "Öl.",
    "He wrote “no”.",
    "La señora Ibáñez pagó 5 €.",
    "Größe, Äpfel, Öl.",
    "Põhja-Eesti õhk.",
    "Ľúbi ťa.",
    "göl kıyısında",
    "merė Živilė Šaučiūnienė – 300 €…",
    "Chi phí đã vượt quá dự kiến",
]


@pytest.mark.parametrize(
    "codec",
    """
    cp737 cp775 cp852 cp855 cp857 cp860 cp861 cp863 cp865 iso8859-3 iso8859-4 iso8859-7 iso8859-13 iso8859-15
    iso8859-16 mac_latin2 mac_iceland mac_croatian mac_romanian mac_turkish
    """.split(),
)
def test_no_short_text_is_put_back_to_another_or_in_part(codec):
    for text in SHORT_TEXTS:
        if garbled := misread(text, codec, CONTROLS):
            assert fixed(garbled, "a.txt", suggested=False) in (garbled, text)


def test_a_text_that_may_have_been_another_stays():
    garbled = misread(HUNGARIAN, "iso8859-2+iso8859-2", CONTROLS)
    assert fixed(garbled, "a.txt", suggested=False) in (garbled, HUNGARIAN)


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (RUSSIAN, "big5"),
        (ICELANDIC, "cp1254"),
        (HUNGARIAN, "cp775"),
        (HUNGARIAN, "mac_latin2"),
    ],
)
def test_nothing_is_put_back_in_part_where_bytes_are_lost(text, codec):
    garbled = text.encode().decode(codec, "ignore")
    assert fixed(garbled, "a.txt", suggested=False) == garbled


@pytest.mark.parametrize("text", [HUNGARIAN, ICELANDIC, SPANISH])
@pytest.mark.parametrize(
    ("wrote", "reads"),
    [
        ("utf-8", "iso8859-5"),
        ("utf-8", "iso8859-8"),
        ("cp1252", "cp1251"),
        ("cp1252", "iso8859-5"),
        ("cp1252", "cp850"),
    ],
)
def test_no_letter_or_soft_hyphen_is_changed_that_may_be_a_byte_of_another(text, wrote, reads):
    garbled = text.encode(wrote).decode(reads, "ignore")
    assert fixed(garbled, "a.txt", suggested=False, preset="strict") in (garbled, text)


def test_words_of_two_scripts_and_a_soft_hyphen_are_still_mended():
    mixed = "The c\u043euncil met.\n\nIt met t\u043eday.\n"
    assert fixed(mixed, "a.txt", suggested=False) == "The council met.\n\nIt met today.\n"
    text = "The har\xadbour – a café – is open."
    assert fixed(text, "a.txt", suggested=True) == "The harbour – a café – is open."


@pytest.mark.parametrize(
    "text",
    ["A MANHÃ¹ DE SÃO PAULO\n", "AMANHÃ¹: O FIM DO MUNDO\n", "A IRMÃ² FALOU ONTEM COM O AVÔ³ DA IRMÃ¹\n"],
)
def test_a_capital_before_the_number_of_a_note_is_no_garbled_letter(text):
    assert not Document(text).garbled
    assert Document("OÃ¹ est-il ?").garbled


def test_a_paragraph_with_a_garbled_control_is_put_back_wholly_or_not_at_all():
    was = "The mayor didn’t attend, said João Frâncio. He left.\x85She stayed.\n"
    text = "".join(bytes([each]).decode("cp1252", "ignore") or chr(each) for each in was.encode())
    assert fixed(text, "a.txt", suggested=False) == text
    assert fixed(text, "a.txt", suggested=True) == was


FRENCH = "L’été dernier, l’île était déjà vide ; « Où est le phare ? » demanda-t-elle, l’air étonné."
GERMAN = "Die Müllerin fragte: „Können wir die Straße überqueren?“, und für die Kühe öffnete sie das Tor."


@pytest.mark.parametrize(
    "garbled",
    [
        "".join(each for each in FRENCH.encode().decode("latin-1") if not "\x80" <= each < "\xa0"),
        "Она сказала: «Мост ещё не готов», и ушла к реке.".encode().decode("cp1252", "replace"),
        FRENCH.encode().decode("mac_croatian"),
        GERMAN.encode().decode("iso8859-13"),
        GERMAN.encode().decode("iso8859-4"),
        "La niña pasó junto al señor Zuñe, que también volvió mañana.".encode("cp1252").decode("cp1251"),
    ],
)
def test_no_part_is_put_back_where_another_part_cannot_be(garbled):
    """Not even where suggestions are wanted: the rest could no longer be told."""
    desk = copydesk.Desk()
    assert desk.fix(garbled, "a.txt", suggested=True).text == garbled


def test_letters_that_belong_to_common_words_are_no_rest():
    garbled = "À cet âge, lâ€™hiver est long, dit Ã‰mile, et la bÃ¢che attend."
    fixed_text = copydesk.Desk().fix(garbled, "a.txt", suggested=True).text
    assert fixed_text == "À cet âge, l’hiver est long, dit Émile, et la bâche attend."
