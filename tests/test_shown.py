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
