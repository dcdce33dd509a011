"""Where a date is asked for its source: in articles that something shows to be taken in or rewritten."""

from __future__ import annotations

import copydesk

DATED = "Two clerks copied the boarding files to private drives on May 2, 2024. Nobody objected."


def rules(text: str, **options: object) -> set[str]:
    return {finding.rule for finding in copydesk.lint(text, **options)}


def test_a_leftover_shows_that_an_article_was_taken_in():
    text = f"Certainly! Here is a rewritten version of the article:\n\n{DATED}\n"
    assert "unsupported-date" in rules(text)
    assert rules(text, select=["unsupported-date"]) == {"unsupported-date"}


def test_a_reporters_own_text_is_not_asked():
    assert not rules(f"The board met again.\n\n{DATED}\n")
    assert "unsupported-date" not in rules(
        f"The board met again, and it remains to be seen why.\n\n{DATED}\n"
    )


def test_one_leftover_in_a_site_s_own_article_shows_nothing():
    head = "---\ntitle: The files\ndate: 2025-06-10\n---\n"
    shared = "Share this article on Facebook\n\n"
    assert "unsupported-date" not in rules(f"{head}{DATED}\n\n{shared}", path="post.md")
