"""Words and languages."""

from __future__ import annotations

import re

import pytest

from copydesk.analysis.language.detection import detect_language
from copydesk.analysis.language.words import either, find_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It’s a well-known fact.", ["It’s", "a", "well-known", "fact"]),
        ("the workers' rights – 24/7", ["the", "workers", "rights", "24", "7"]),
        ("E\0\0mphasis and snake_case", ["E\0\0mphasis", "and", "snake", "case"]),
        ("Cafe\u0301s in Zu\u0308rich", ["Cafe\u0301s", "in", "Zu\u0308rich"]),
        ("“Naïve”, №5 日本", ["Naïve", "5", "日本"]),
        ("", []),
    ],
)
def test_words(text, words):
    assert [text[word.start : word.end] for word in find_words(text)] == words


DUTCH = "Het bestuur kwam op maandag bijeen en zal over de brug stemmen. "


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The council has met on Monday and it will vote on the bridge in the spring.", "en"),
        ("Der Rat hat am Montag getagt und wird im Frühjahr über die Brücke abstimmen.", "de"),
        ("Le conseil s’est réuni lundi et il votera sur le pont dans les prochains mois.", "fr"),
        ("El consejo se reunió el lunes y votará sobre el puente en los próximos meses.", "es"),
        ("Het bestuur kwam op maandag bijeen en zal in het voorjaar over de brug stemmen.", "nl"),
        ("Rada zebrała się w poniedziałek i na wiosnę będzie głosować nad tym, jak to się stało.", "pl"),
        (DUTCH * 60 + "Soup, fish, bread, the ale. " * 110 + DUTCH * 60, "nl"),
        ("\0" * 9_000 + "Der Rat hat am Montag getagt und wird über die Brücke abstimmen.", "de"),
        ("Совет собрался в понедельник, и весной он будет голосовать о том, быть ли мосту.", "ru"),
        # Its relatives share small words with Russian.
        ("Съветът заседава в понеделник и през пролетта ще гласува за моста, но не е ясно кога.", None),
        ("Рада зібралася в понеділок, і навесні вона буде голосувати за те, чи бути мосту.", "uk"),
        ("Веће се састало у понедељак и на пролеће ће гласати о мосту, али не зна се када.", "sr"),
        ("Kaupunginvaltuusto kokoontui maanantaina.", None),
        ("", None),
        ("42", None),
    ],
)
def test_language(text, language):
    assert detect_language(text) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        # few small words, as in most Finnish prose
        (
            "Valtuusto päätti maanantaina rakentaa joen yli toisen sillan, jota kaupunki on toivonut vuosia. Silta maksaa"
            " neljä miljoonaa ja se on tarkoitus avata ensi kesänä, jos sää ja rahat riittävät. Kaupunki sanoi, että työt"
            " alkavat keväällä.",
            "fi",
        ),
        # as many small words of Slovak as of Czech
        (
            "Zastupitelstvo v pondělí rozhodlo, že přes řeku postaví druhý most, o který město stojí už řadu let. Most"
            " bude stát čtyři miliony a má se otevřít příští léto. Starosta řekl, že práce začnou na jaře.",
            "cs",
        ),
        (
            "Mestské zastupiteľstvo v pondelok rozhodlo, že cez rieku postaví druhý most, o ktorý mesto stojí už celé"
            " roky. Most bude stáť štyri milióny. Starosta povedal, že práce sa začnú na jar.",
            "sk",
        ),
        (
            "Volikogu otsustas esmaspäeval ehitada üle jõe teise silla, mida linn on juba aastaid soovinud. Sild maksab"
            " neli miljonit ja peaks avatama järgmisel suvel, kui ilm ja raha lubavad.",
            "et",
        ),
    ],
)
def test_common_words_tell_where_small_words_do_not(text, language):
    assert detect_language(text) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Совет собрался в понедельник и решил, что мост через реку будет построен, как только вскроется лёд.",
            "ru",
        ),
        (
            "Рада зібралася в понеділок і вирішила, що міст через річку збудують, як тільки на ній зійде лід.",
            "uk",
        ),
        # small words of Russian in languages that are not read; a short text may be in none
        ("Съветът се събра в понеделник и реши, че на реката ще има мост, за да не се чака до лятото.", "bg"),
        (
            "Савет се састао у понедељак и одлучио да се на реци гради мост, а за то ће бити новца до лета.",
            None,
        ),
        (
            "Савет сабраўся ў панядзелак і пастанавіў, што на рацэ будзе мост, а да лета і ў горад за ім пойдзе дарога.",
            "be",
        ),
    ],
)
def test_letters_tell_languages_that_share_their_small_words(text, language):
    assert detect_language(text) == language


def test_a_page_that_is_mostly_menu_is_in_the_language_of_its_long_lines():
    menu = "\n".join(f"Ward{number} Aldermoor Quay Notices" for number in range(300))
    article = "The ferry of the valley is to leave the quay by noon, as it was in the days when the mill was at work."
    assert detect_language(menu) is None
    assert detect_language(f"{menu[:4000]}\n{article}\n{menu[4000:]}") == "en"


def test_either_matches_the_longest_word_and_nothing_if_there_is_none():
    pattern = re.compile(either(["tell", "told", "tells", "so-called", "a"]))
    assert [match.group() for match in pattern.finditer("tells tell told ta so-called")] == [
        "tells", "tell", "told", "a", "so-called",
    ]  # fmt: skip
    assert not re.search(either([]), "anything")
