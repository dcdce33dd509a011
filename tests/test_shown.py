"""What an article about faults shows is none; the same fault outside of it still is."""

from __future__ import annotations

import pytest

import copydesk

OCR = """\
What the scanner made of the Dorn Gazette

By Ada Brook

Eleven volunteers correct what the software read in the scanned volumes of the Gazette, a page at a time.

“The the mayor and tbe council,” it read in one of them. The typeface is to blame, and the damp.

Three of the misreadings hang at the door of the library, and here they are:

- The fire brigade came at l2 and and left.
- Continued on page 4

The work goes on until the the second scanner comes.

The volunteers are paid in coffee, and one of them in cake.
"""
NEWSLETTER = """\
„Hallo [Vorname]“: was in Dorns Briefen steht

Von Ada Brook

Ada Brook hat in ihrem Postfach alle Newsletter aufgehoben, die sie seit 2019 bekommen hat, auch den kürzesten.

„Hallo [Vorname], wir vermissen Sie“, schrieb ein Gärtner aus Dorn. Den Platzhalter hatte der Absender vergessen.

Auf der Rückseite der Nachrichten notiert sie, wie lange das Abmelden dauert. Ein Absender brauchte neun Tage.

Sie grüßt [Nachname] von der Bank bis heute jeden Morgen, wenn er an ihrem Garten vorbeikommt.

Die Mühle in Dorn verschickt keine Briefe. Wer etwas wissen will, geht hin und fragt den Müller selbst.

Im Herbst will sie das Ganze binden lassen, in drei Bänden.
"""


def found(text, rule):
    return [finding.excerpt for finding in copydesk.lint(text, select=[rule])]


def test_words_are_doubled_only_where_nothing_is_shown():
    assert found(OCR, "doubled-word") == ["the the"]


def test_a_line_of_an_example_belongs_to_the_article():
    assert found(OCR, "printed-page") == []
    assert found("Continued on page 4\n\nThe ferry sails at noon.", "printed-page") == ["Continued on page 4"]


def test_a_field_is_filled_in_nowhere_but_in_what_is_shown():
    assert found(NEWSLETTER, "template-residue") == ["[Nachname]"]


@pytest.mark.parametrize("text", [OCR, NEWSLETTER])
def test_in_another_article_all_is_found(text):
    other = text
    for word in (
        "scanne",
        "volunteer",
        "software",
        "misread",
        "typeface",
        "Newsletter",
        "Postfach",
        "Platzhalter",
    ):
        other = other.replace(word, "bread")
    for word in ("Nachricht", "Absender", "Abmeld"):
        other = other.replace(word, "Brot")
    rule = "doubled-word" if text is OCR else "template-residue"
    assert len(found(other, rule)) > len(found(text, rule))


def test_a_space_before_a_comma_is_nobodys_example():
    text = (
        "# How characters are encoded\n\nThe encoding of a page tells which characters its bytes are. In Unicode each "
        "character has a number, and a font has a glyph for it. Mojibake is what the wrong encoding makes.\n\n"
        "These are the words that a reader should know:\n\n- A glyph , as typesetters call it, is a picture of a sign.\n"
    )
    assert "stray-space" in {each.rule for each in copydesk.lint(text, path="a.md")}


SIGN = (
    "Ada Brook sells bread in Dorn, and her shop has stood beside the mill since the flood of 1954.\n\n"
    "On its door hung a sign that nobody had read through, {quote}. A neighbour took it down in May, and the shop has "
    "been without one since.\n"
)


@pytest.mark.parametrize(
    ("quote", "rule"),
    [
        ("“Closed for the the summer”", "doubled-word"),
        ("“Open again from [DATE OF OPENING]”", "placeholder"),
        ("“Back on 31 June 2024”", "impossible-date"),
    ],
)
def test_what_can_be_read_on_a_sign_is_nobodys_slip(quote, rule):
    assert found(SIGN.format(quote=quote), rule) == []
    spoken = SIGN.replace("On its door hung a sign that nobody had read through, {quote}.", "It is {quote}.")
    assert found(spoken.format(quote=quote.strip("“”")), rule)


def test_what_a_speaker_says_under_a_sign_is_checked():
    text = SIGN.format(quote="and “we will open when the the flood is gone,” Ada Brook told the mayor")
    assert found(text, "doubled-word") == ["the the"]


def test_a_placeholder_in_a_block_quotation_is_what_the_text_speaks_of():
    text = (
        "# A letter to the mill\n\nThe mill wrote to its neighbours in May, and the letter began like this:\n\n"
        "> Dear friends of [NAME OF MILL], we open soon.\n\n"
        "Most of them asked when the bread of [NAME OF MILL] would be sold, and for how much.\n"
    )
    assert [each.rule for each in copydesk.lint(text, path="a.md", select=["placeholder"])] == []


def test_a_label_over_a_paragraph_that_takes_it_up_is_a_heading():
    text = (
        "The chess club of Dorn met on Monday to count its boards, and found that two of them had no queen left.\n\n"
        "Website\n\n"
        "{first} Rashid Okafor, the son of the treasurer, after the old one had shown the same picture of an empty hall "
        "for nine years and nobody had liked to say so.\n"
    )
    assert found(text.format(first="Our website was made anew by"), "comment-form") == []
    assert found(text.format(first="The hall was painted anew by"), "comment-form") == ["Website"]


LEDGERS = """\
The clerk who was always wrong

The ledgers of Dorn hold more mistakes than any others in the valley, and the archive keeps every one of them.

The clerk, Piet Harrow, wrote that the ferry sank on 31 April 1702. Nobody ever put the error right.

Three wrong entries hang over the desk of the archive:

- “The widow was born in 1702 and died in 1783 at the age of 181.”
- “Paid to Anselm Gyll, smith.”

Anselm Gill, the smith of Dorn, was paid twice. Anselm Gill signed with a cross. He laughed and and drank.
"""


def test_an_article_about_mistakes_shows_names_and_dates_too():
    assert found(LEDGERS, "impossible-date") == found(LEDGERS, "impossible-life") == []
    assert found(LEDGERS, "name-variant") == []
    assert found(LEDGERS, "doubled-word") == ["and and"]


@pytest.mark.parametrize("rule", ["impossible-date", "name-variant"])
def test_in_an_article_about_a_ferry_they_are_slips(rule):
    text = LEDGERS.replace("mistakes", "names").replace("wrong", "late").replace("error", "bill")
    assert found(text, rule)


def test_many_short_quotations_show_what_few_words_speak_of():
    quoted = "She has “Cool Drings”, “Mutton Chaps”, “Tale Coming”, “Fresh Egs” and “No Parking Ever” in her notebook."
    text = (
        "The boards of Vellmark\n\nA walk past the boards of Vellmark, where each has an error or a typo that she"
        f" likes.\n\n{quoted}\n\nThe best is “Salad of the the Sea” on the pier.\n"
    )
    assert found(text, "doubled-word") == []
    assert found(text.replace(quoted, "She has a notebook."), "doubled-word") == ["the the"]


def test_lines_that_are_set_in_are_what_an_article_shows():
    text = (
        "What the bogus messages say\n\nThe town of Dorn has had four hundred bogus messages about parking since the"
        " spring, says Ada Brook of the council.\n\nThe texts all look the same, and the senders of such scams are never"
        " found.\n\n    Do not reply to this message. Unsubscribe? Text STOP.\n\nShe tells all who ask her to delete such"
        " a message and to ring the council before they pay for anything at all.\n"
    )
    assert found(text, "email-residue") == []
    assert found(text.replace("    Do", "Do"), "email-residue") != []
