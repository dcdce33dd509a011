"""Hostile inputs: deep nesting, and what never ends."""

# ruff: noqa: D103 - each case is described by its name

from __future__ import annotations

from pathlib import Path

from bench.hostile.cases import case, write


@case
def markdown_quotes_ten_thousand_deep(folder: Path) -> None:
    write(folder, "a.md", ">" * 10_000 + " deep\n")


@case
def markdown_lists_a_thousand_deep(folder: Path) -> None:
    write(folder, "a.md", "".join("  " * depth + "- item\n" for depth in range(1_000)))


@case
def markdown_emphasis_fifty_thousand_deep(folder: Path) -> None:
    write(folder, "a.md", "*a **b " * 50_000 + "c" + " b** a*" * 50_000)


@case
def html_a_hundred_thousand_deep(folder: Path) -> None:
    write(folder, "a.html", "<div><p><b>" * 100_000 + "deep")


@case
def html_without_end_tags(folder: Path) -> None:
    write(folder, "a.html", "<p><i><form><a href='x'>text " * 50_000)


@case
def html_with_one_endless_attribute(folder: Path) -> None:
    write(folder, "a.html", "<p title='" + "x" * 5_000_000)


@case
def html_with_many_unfinished_tags(folder: Path) -> None:
    write(folder, "a.html", "<a <b <!-- <![CDATA[ <script " * 100_000)


@case
def templates_that_do_not_close(folder: Path) -> None:
    write(folder, "a.md", "{{ a {% b {# c {{< d " * 50_000)


@case
def rst_table_of_six_thousand_columns(folder: Path) -> None:
    line = "+" + "-+" * 6_000 + "\n"
    write(folder, "a.rst", line + ("|" + " |" * 6_000 + "\n" + line) * 10)


@case
def rst_table_of_corners(folder: Path) -> None:
    write(folder, "a.rst", "+" * 6_000 + "\n" + ("|" * 5_999 + "+\n") * 200 + "+" * 6_000 + "\n")


@case
def rst_table_of_empty_cells(folder: Path) -> None:
    border = "= " * 30_000 + "\n"
    write(folder, "a.rst", border + "a\n" * 30_000 + border)
