"""Who and what a text names, and where."""

from __future__ import annotations

import pytest

from copydesk.analysis.names.named_entities import Name
from copydesk.document import Document


def names(text: str, path: str = "a.txt") -> dict[str, Name]:
    return {name.name: name for name in Document(text, path).names}


def mentions(text: str, name: str, path: str = "a.txt") -> list[str]:
    return [text[place.start : place.end] for place in names(text, path)[name].mentions]


def test_later_mentions_belong_to_the_person():
    text = "Marta Dellwood runs it. Dellwood said no. “Yes,” says Ms Dellwood. Marta smiled."
    assert mentions(text, "Marta Dellwood") == ["Marta Dellwood", "Dellwood", "Dellwood", "Marta"]


@pytest.mark.parametrize(
    "text",
    [
        "La gente llegó el lunes de Brasil y Ghana para ver el partido en la ciudad. Brasil y Ghana ganaron.",
        "O jogo entre Brasil e Gana foi na segunda, e a gente da cidade não viu o Uruguai e Portugal.",
        "El ministro viajó a Arabia Saudita y Costa Rica, y después a Nueva Zelanda con los demás.",
        "El club invita a todos los socios. Join LinkedIn para ver las fotos. Follow Tolmar en la red.",
        "La société a publié les chiffres sur sa page. Marvik LinkedIn est la page de la société.",
    ],
)
def test_countries_and_calls_are_no_people(text):
    assert not [each.name for each in Document(text, "a.txt").names if each.kind == "person"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Marta Olvera y Juan Pineda dijeron que no iban a volver a la casa.",
            ["Juan Pineda", "Marta Olvera"],
        ),
        ("El libro es de José Olvera y Gasset, que murió en la ciudad.", ["José Olvera y Gasset"]),
        ("Maria Prado e João Lima disseram que não vão voltar para a cidade.", ["João Lima", "Maria Prado"]),
    ],
)
def test_two_people_joined_by_and_are_two(text, found):
    assert sorted(each.name for each in Document(text, "a.txt").names if each.kind == "person") == found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Marta McKay left. McKay smiled, and Rosa DeLuca did.", "Marta McKay"),
        ("The former Harbour Commissioner Leland Okafor resigned.", "Leland Okafor"),
        ("President Bart van der Meulen spoke.", "Bart van der Meulen"),
        ("Yesterday Colm O’Shaughnessy left.", "Colm O’Shaughnessy"),
        ("Mr. John Q. Tarnower Jr. left.", "John Q. Tarnower"),
        ("Ana García Palomar ganó.", "Ana García Palomar"),
        ("Karim al-Sabbagh spoke, and Karim left.", "Karim al-Sabbagh"),
        ("Said Eva Smith-Tarrant, MP: no.", "Eva Smith-Tarrant"),
        ("“It leaks,” said Birgit Solheim, who keeps the light.", "Birgit Solheim"),
        ("It was measured by Surveyor Benedikta Aune, who had come by bus.", "Benedikta Aune"),
        ("Am Freitag hat Hedwig Lohmeyer den Brunnen an der Kirche eröffnet.", "Hedwig Lohmeyer"),
        ("Am Freitag ist Jan Grothe der Ältere nicht an die Brücke gekommen.", "Jan Grothe der Ältere"),
        (
            "Hier soir, la ville a reçu de Jeanne Vautrin la Coupe de la région, et le maire a dit merci à tous.",
            "Jeanne Vautrin",
        ),
    ],
)
def test_names_in_full(text, name):
    assert name in names(text)


def test_a_line_may_break_inside_a_name():
    text = (
        "It was late in the evening, and rain fell on the roof, when Lena\n"
        "Obermatt came in to sing and found that all the lamps in the hall\n"
        "had been put out by the wind, and that nobody had stayed.\n"
    )
    assert mentions(text, "Lena Obermatt") == ["Lena\nObermatt"]


def test_two_paragraphs_make_no_name():
    assert "Leland Okafor" not in names("He met Leland\n\nOkafor left.")


def test_markup_inside_a_name_keeps_its_place():
    text = "*Marta* **Dellwood** runs it. **Dellwood** said no. Then Del*wood* left."
    found = names(text, "a.md")
    assert mentions(text, "Marta Dellwood", "a.md")[1] == "Dellwood"
    (variant,) = found["Marta Dellwood"].variants
    assert [text[place.start : place.end] for place in variant.places] == ["Del*wood"]


def test_somebody_known_by_a_title_alone():
    assert mentions("President Mbekwe spoke. Mbekwe left.", "Mbekwe") == ["Mbekwe", "Mbekwe"]


@pytest.mark.parametrize(
    "text",
    [
        "They met in New York on Monday. The Supreme Court sat in West Lothian.",
        "He left Castle Street for Victoria Station.",
        "In January Wall Street fell.",
    ],
)
def test_places_and_days_are_nobody(text):
    assert not [name for name in Document(text).names if name.kind == "person"]


def test_a_paper_is_nobody():
    assert names("“It fell,” the Aldham Chronicle wrote.")["Aldham Chronicle"].kind == "organisation"


def test_a_body_with_its_acronym():
    text = "The Department of Inland Harbours (DIH) met. DIH voted. The Department of Inland Harbours paid."
    body = names(text)["Department of Inland Harbours"]
    assert body.kind == "organisation"
    assert [text[place.start : place.end] for place in body.mentions] == [
        "Department of Inland Harbours",
        "DIH",
        "DIH",
        "Department of Inland Harbours",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Abgeordnete lobten Jürgen Wallner. Wallner kam spät. Der Waller ist ein Fisch. Wallner ging.",
        "Joan Halden sold it. The mill in Helden burned. Halden wept. Halden left.",
        "DELLWOOD WINS\n\nMarta Dellwood won. Dellwood wept.",
        "Marta Dellwood Wins the Vote in Delwood\n\nDellwood wept. Dellwood said no.",
        "Peter Rowan ran. Rowan won. The Rowans cheered. Rowans all, they wept.",
    ],
)
def test_no_variant(text):
    assert not [variant for name in Document(text).names for variant in name.variants]


def test_the_one_full_mention_may_be_the_slip():
    text = "Marek Dudersky kept it. Dudarsky said no. “Yes,” Dudarsky said. Dudarsky left."
    (variant,) = [variant for name in Document(text).names for variant in name.variants]
    assert (variant.spelling, variant.better) == ("Dudersky", "Dudarsky")


def test_spellings_are_given_with_counts_and_places():
    text = "Marek Dudarsky kept it. Dudarsky said no. Dudersky wept."
    (variant,) = names(text)["Marek Dudarsky"].variants
    assert variant.message.startswith("“Dudersky” (once), but “Dudarsky” (twice): one vowel differs")
    (related,) = variant.related(variant.places[0])
    assert (related.start, related.message) == (6, "spelled “Dudarsky” here")
