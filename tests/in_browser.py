"""Pages in a real browser: open them, count what is visible, and hold them to WCAG."""

from __future__ import annotations

from contextlib import contextmanager

import pytest

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@contextmanager
def opened(browser, file, **options):
    """The page of a file; what the browser complains of is in its `complaints`."""
    context = browser.new_context(**options)
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda message: page.complaints.append(message.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.goto(file.as_uri())
    yield page
    context.close()


def visible(page, selector):
    return page.locator(f"{selector}:visible").count()


def assert_all_is_there_without_script(browser, page, file):
    with opened(browser, file, java_script_enabled=False) as bare:
        assert visible(bare, ".card") == visible(page, ".card")
        assert visible(bare, "#filters") == 0


def assert_no_link_is_dead(page):
    dead = page.evaluate(
        "[...document.querySelectorAll('a[href^=\"#\"]')].filter(a => !document.getElementById(a.hash.slice(1))).length"
    )
    assert dead == 0


def assert_accessible(browser, file, scheme, width):
    """No rule of axe is broken, whatever is folded, and nothing is wider than the window."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    window = {"width": width, "height": 900}
    with opened(browser, file, color_scheme=scheme, viewport=window, bypass_csp=True) as page:
        for details in page.locator("details").all():
            details.evaluate("element => { element.open = true; }")
        found = axe.Axe().run(page, options={"runOnly": STANDARDS})
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
