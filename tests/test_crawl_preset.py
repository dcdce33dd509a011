"""The preset “crawl”: few rules, with a prefilter of their own, and the findings that they have anywhere else."""

from __future__ import annotations

import json

import pytest

from copydesk import Desk
from copydesk.__main__ import main
from copydesk.config.rule_sources.presets import CRAWL, crawl_rules
from copydesk.document import Document
from copydesk.packs.rule_checks import rule_check_of
from copydesk.services.in_python.text_work import rules_of

TEXTS = {
    "pier.txt": "Read more: The ferry is late\n\nThe the pier at Orrest burned down in 1904. Nobody was hurt.\n\n"
    "Photo: Tamsin Halloway\n\nShare this article\n\nSubscribe to our newsletter\n\n© 2024 Orrest Courier. All rights reserved.",
    "brücke.txt": "Die die Brücke in Veldsand wurde 1904 gebaut, und sie steht noch heute.\n\nArtikel teilen\n\n"
    "Sie ist â€žschÃ¶nâ€œ, sagt die Leiterin des Museums.\n\nLesen Sie auch: Der Fährmann",
    "chapelle.txt": "La chapelle de Dunmarra a été ﬁnie en en 1904..\n\nPartager sur Facebook\n\nLire aussi : Le bac",
    "reply.txt": "Sure! Here is a revised version of your article:\n\nThe mill at Orrest is old.\n\n"
    "I hope this helps! Let me know if you need anything else.",
    "right.txt": "Ines Okonedo keeps the weir. “It is older than the mill,” she said on Monday.",
    "link.txt": "The [the the mill](https://orrest.example) is old. ![Share this article](mill.png)",
    "none.txt": "",
}


def found_by(desk):
    return {name: desk.check(text, name).to_dict() for name, text in TEXTS.items()}


def test_the_rules_are_recommended_and_compare_nothing():
    rules = Desk().rules
    assert {rules[name].preset for name in crawl_rules()} == {"recommended"}
    assert not any(rules[name].compares or rules[name].where.languages for name in crawl_rules())


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_the_findings_are_those_of_the_same_rules_anywhere(form, tmp_path, monkeypatch, capsys):
    crawl = found_by(Desk(preset=CRAWL, format=form))
    assert crawl == found_by(Desk(select=crawl_rules(), format=form))
    rules = {each["rule"] for checked in crawl.values() for each in checked["findings"]}
    assert rules >= {"doubled-word", "mojibake", "ligature", "image-credit", "related-teaser"}
    for name, text in TEXTS.items():
        (tmp_path / name).with_suffix({"text": ".txt", "markdown": ".md"}[form]).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    for choice in (["--preset", CRAWL], ["--select", ",".join(crawl_rules())]):
        main(["check", ".", "--isolated", "--no-cache", "--output-format", "json", *choice])
        of_files = json.loads(capsys.readouterr().out)
        assert sorted(
            (each["path"].partition(".")[0], each["rule"], each["offset"]) for each in of_files
        ) == sorted(
            (name.partition(".")[0], each["rule"], each["offset"])
            for name, checked in crawl.items()
            for each in checked["findings"]
        )


def test_few_rules_have_a_prefilter_of_their_own_that_tells_the_same():
    few, all_rules = (
        {rule.id: rule_check_of(rule) for rule in rules_of("a", desk._settings).gate.rules}
        for desk in (Desk(preset=CRAWL), Desk(preset="strict"))
    )
    checks = {name: check for name, check in few.items() if check}
    narrow = {check.prefilter for check in checks.values()}
    whole = {all_rules[name].prefilter for name in checks}
    assert len(narrow) == len(whole) == 1
    assert narrow.isdisjoint(whole)
    for name, check in checks.items():
        assert check.owners == all_rules[name].owners
    (narrow,), (whole,) = narrow, whole
    owners = {owner for check in checks.values() for owner in check.owners}
    for name, text in TEXTS.items():
        document = Document(text, name, "text")
        assert document.once(narrow.concerned) == document.once(whole.concerned) & owners
        for owner in owners:
            assert sorted(narrow.numbers(document, owner)) == sorted(whole.numbers(document, owner))
            for number in range(len(document.blocks)):
                passage = document.block_texts[number]
                assert sorted(narrow.patterns_in(passage, owner)) == sorted(whole.patterns_in(passage, owner))


def test_rules_that_find_nothing_are_not_called():
    gate = rules_of("a", Desk(preset=CRAWL, format="text")._settings).gate
    called = gate.concerned(Document(TEXTS["right.txt"], "a", "text"))
    assert not any(rule_check_of(rule) for rule in called)
