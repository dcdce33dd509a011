"""Deleted boilerplate: what the rest of the text speaks of, or what the article itself says, is not deleted."""

from __future__ import annotations

import pytest

from copydesk import Desk
from copydesk.run.fixes.cutting.own_clauses import has_own_clause

P = "The harbour board met on Tuesday in the old hall and heard the report of the engineer on the bridge."
Q = "Mayor Ruth Amdahl thanked the engineer and said that the repair of the pier would begin in the spring."
FEED = "The post Council backs new bridge appeared first on The Example."
QUIET = "copydesk-disable-next-block quotes: dialect"
DESK = Desk({"files": [{"paths": ["*"], "text": "taken-in"}]})


def is_deleted(name, text):
    return DESK.fix(text, name, suggested=True).text != text


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("en", "Follow us on the ridge to the east, wrote Amdahl in 1811."),
        ("en", "Join us on Thursday, the deacon said."),
        ("en", "All rights reserved, a clerk told them."),
        ("en", "Support our journalism — the publisher begged the hall."),
        ("en", "Like us on Saturday, they walked to the mill."),
        ("en", "Follow us along the wall they built."),
        ("en", "“Follow us!” she whispered."),
        ("de", "Folgen Sie uns am Dienstag, sagte die Pfarrerin."),
        ("fr", "Suivez-nous mardi, dit-elle."),
        ("fr", "Suivez-nous mardi, a-t-il déclaré."),
        ("fr", "Suivez-nous mardi, a déclaré la pasteure."),
        ("es", "Síganos el martes, dijo la alcaldesa."),
        ("it", "Seguiteci martedì, ha detto il parroco."),
        ("pt", "Siga-nos na terça, disse Amdahl."),
        ("nl", "Volg ons dinsdag, zei de dominee."),
        ("sv", "Följ oss på tisdag, sade prästen."),
        ("nb", "Følg oss på tirsdag, sa presten."),
        ("pl", "Obserwuj nasz kanał, powiedział proboszcz."),
        ("cs", "Sledujte náš kanál, řekl farář."),
        ("ru", "Подпишитесь на наш канал, сказал священник."),
        (None, "Volg ons dinsdag, zei de dominee."),
    ],
)
def test_an_attribution_or_a_clause_is_the_articles(code, sentence):
    assert has_own_clause(sentence, code)


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("en", "All rights reserved, unless otherwise stated."),
        ("en", "Subscribe to our newsletter, and never miss a story."),
        ("en", "Like us, comment, share the story, report an error."),
        ("en", "On Tue, Apr 2, 2019 at 8:11 AM, Ruth Amdahl wrote:"),
        ("en", "Sign up for recipes, notes and offers."),
        ("de", "Folgen Sie uns auf Facebook, Instagram und X."),
        ("fr", "Suivez-nous sur Facebook, c'est gratuit !"),
        ("nl", "Volg ons op Facebook, Instagram en X."),
        ("sv", "Följ oss på Facebook, Instagram och X."),
    ],
)
def test_a_page_goes_on_after_its_calls(code, sentence):
    assert not has_own_clause(sentence, code)


def test_such_a_sentence_stays_and_a_headline_behind_a_label_goes():
    for name in ("a.txt", "a.md"):
        assert not is_deleted(name, f"{P}\n\nFollow us on Thursday, said the deacon.\n\n{Q}\n")
        assert is_deleted(name, f"{P}\n\nREAD MORE: Pier to open in May, mayor says\n\n{Q}\n")
    assert not is_deleted("a.txt", f"{P}\n\nFollow us on the ridge to the east.\n\n{Q}\n")
    assert is_deleted("a.txt", f"{P}\n\nFolgen Sie uns auf Facebook und Instagram.\n\n{Q}\n")
    assert not is_deleted("a.html", f"<p>{P}</p>\n<p>All rights reserved, the clerk said.</p>\n<p>{Q}</p>\n")


LINKS = "- [Bridge](https://a.example/1)\n- [Pier](https://a.example/2)\n- [Mill](https://a.example/3)\n"


def test_a_heading_that_is_linked_to_stays():
    text = f"{P} [There](#more-on-this-story)\n\n{Q}\n\n## More on this story\n\n{LINKS}"
    assert "## More" in DESK.fix(text, "a.md", suggested=True).text


@pytest.mark.parametrize(
    "call",
    [
        *("Follow us on Monday.", "Join us on Thursday.", "Like us on Saturday.", "Follow me on Monday."),
        *(
            "Folgt uns nach Aldery.",
            "Suivez-nous lundi.",
            "Suivez-nous dans la vallée.",
            "Síguenos hasta el molino.",
        ),
        *("Seguiteci a Roma.", "Siga-nos na segunda-feira.", "Volg ons maandag.", "Stay tuned.", "Read on."),
    ],
)
def test_a_call_that_names_nothing_of_a_page_stays(call):
    assert not is_deleted("a.txt", f"{P}\n\n{call}\n\n{Q}\n")
    assert not is_deleted("a.html", f"<p>{P}</p>\n<p>{call}</p>\n<p>{Q}</p>\n")


@pytest.mark.parametrize(
    "call",
    [
        *(
            "Follow us on Twitter.",
            "Follow us on X.",
            "Folgen Sie uns auf Facebook.",
            "Suivez-nous sur Instagram.",
        ),
        *(
            "Síguenos en WhatsApp.",
            "Seguici su Telegram.",
            "Volg ons op Facebook.",
            "Subscribe to our newsletter.",
        ),
        *("Abonnieren Sie unseren Newsletter.", "Iscriviti alla newsletter.", "Follow us"),
    ],
)
def test_a_call_that_names_what_only_a_page_has_goes(call):
    assert is_deleted("a.txt", f"{P}\n\n{call}\n\n{Q}\n")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", f"{P}\n\n<!-- {QUIET} -->\n\n{FEED}\n\n{Q}\n"),
        ("a.mdx", f"{P}\n\n{{/* {QUIET} */}}\n\n{FEED}\n\n{Q}\n"),
        ("a.rst", f"{P}\n\n.. {QUIET}\n\n{FEED}\n\n{Q}\n"),
        ("a.html", f"<p>{P}</p>\n<!-- {QUIET} -->\n<p>{FEED}</p>\n<p>{Q}</p>\n"),
        ("a.html", f"<p>{P}</p>\n<p><!-- {QUIET} -->{FEED}</p>\n<p>{Q}</p>\n"),
        ("a.rst", f"{P} See x_.\n\n.. _x:\n\n{FEED}\n\n{Q}\n"),
        ("a.rst", f"{P}\n\n.. class:: note\n\n{FEED}\n\n{Q}\n"),
        ("a.md", f"{P}\n\n{FEED}\n{{: .note}}\n\n{Q}\n"),
        ("a.md", f"{P}\n\n{{: #x}}\n{FEED}\n\n{Q}\n"),
        ("a.md", f'{P} [There](#x).\n\n<p id="x">{FEED}</p>\n\n{Q}\n'),
        ("a.html", f'<p>{P} <a href="#x">There</a></p><p id="x">{FEED}</p><p>{Q}</p>'),
        ("a.html", f'<p>{P}</p><div aria-labelledby="a\nx">{Q}</div><p ID="x">{FEED}</p>'),
        ("a.html", f'<p>{P}</p><p id="x">{FEED}</p><table><tr><td headers="a x">{Q}</td></tr></table>'),
        ("a.html", f'<p>{P}</p><button popovertarget="x">{Q}</button><p id=x>{FEED}</p>'),
        ("a.html", f'<p>{P}</p><a data-target="#x">{Q}</a><p id="x">{FEED}</p>'),
        ("a.html", f'<p>{P}</p><script>document.getElementById("x").hidden=1</script><p id="x">{FEED}</p>'),
        ("a.html", f'<p>{P}</p><a href="#caf%C3%A9">{Q}</a><p id="café">{FEED}</p>'),
        ("a.html", f'<p>{P}</p><a href="#caf&eacute;">{Q}</a><p id="café">{FEED}</p>'),
        ("a.md", f"{P} [[#^x]]\n\n{FEED} ^x\n\n{Q}\n"),
        ("a.md", f"{P}\n\n1. Open the door.\n2. {FEED}\n3. Close it.\n"),
        ("a.md", f"{P}\n\n1. Open the door.\n\n1. {FEED}\n\n1. Close it.\n"),
        ("a.md", f"{P}\n\n> 1. Open the door.\n> 2. {FEED}\n> 3. Close it.\n"),
        ("a.html", f"<p>{P}</p><ol><li>Open it</li><li>{FEED}</li><li>Close it</li></ol><p>{Q}</p>"),
    ],
)
def test_what_something_speaks_of_stays(name, text):
    assert not is_deleted(name, text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", f"{P}\n\n{FEED}\n\n<!-- {QUIET} -->\n\n{Q}\n"),
        ("a.rst", f"{P}\n\n{FEED}\n\n.. {QUIET}\n\n{Q}\n"),
        ("a.html", f'<p>{P} <a href="#xy">There</a></p><p id="x">{FEED}</p><p>{Q}</p>'),
        ("a.html", f'<p>{P}</p><div aria-labelledby="a xy">{Q}</div><p id="x">{FEED}</p>'),
        ("a.md", f"{P}\n\n1. Open the door.\n2. {FEED}\n\n{Q}\n"),
        ("a.md", f"{P}\n\n- Open the door.\n- {FEED}\n- Close it.\n\n{Q}\n"),
        ("a.html", f"<p>{P}</p><ol><li>Open it</li><li>{FEED}</li></ol><p>{Q}</p>"),
        ("a.html", f"<p>{P}</p><ul><li>Open it</li><li>{FEED}</li><li>Close it</li></ul><p>{Q}</p>"),
    ],
)
def test_what_nothing_speaks_of_goes(name, text):
    assert is_deleted(name, text)
