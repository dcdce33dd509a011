"""Hostile inputs: much of everything."""

# ruff: noqa: D103 - each case is described by its name

from __future__ import annotations

from pathlib import Path

from bench.hostile.cases import SENTENCE, case, write


@case
def fifty_megabytes(folder: Path) -> None:
    write(folder, "a.txt", (SENTENCE * 5 + "\n\n") * 105_000)


@case
def ten_megabytes_of_articles(folder: Path) -> None:
    write(folder, "a.txt", ((SENTENCE * 5 + "\n\n") * 20_000))


@case
def a_line_of_ten_megabytes(folder: Path) -> None:
    write(folder, "a.txt", SENTENCE * 100_000)


@case
def a_line_of_ten_megabytes_in_markdown(folder: Path) -> None:
    write(folder, "a.md", SENTENCE * 100_000)


@case
def a_word_of_ten_megabytes(folder: Path) -> None:
    write(folder, "a.txt", "a" * 9_900_000)


@case
def nine_megabytes_without_a_space(folder: Path) -> None:
    write(folder, "a.txt", SENTENCE.replace(" ", "") * 110_000)


@case
def a_million_quotation_marks(folder: Path) -> None:
    write(folder, "a.txt", "“" * 1_000_000)


@case
def half_a_million_pairs_of_quotation_marks(folder: Path) -> None:
    write(folder, "a.txt", "“a” " * 500_000)


@case
def a_hundred_thousand_short_files(folder: Path) -> None:
    for number in range(100_000):
        if number % 1000 == 0:
            (folder / str(number)).mkdir()
        write(folder, f"{number // 1000 * 1000}/{number}.txt", "A short text.\n")


@case
def twenty_thousand_articles(folder: Path) -> None:
    for number in range(20_000):
        write(folder, f"{number}.txt", f"Report {number}\n\n" + SENTENCE * 10)


for mark in (
    "“",
    '"',
    "'",
    "(",
    "[",
    "*",
    "_",
    "`",
    ">",
    "<",
    "{{",
    "{%",
    "[a](",
    "![",
    "&",
    "\n",
    " ",
    "-",
    "#",
    "|",
    "\u0301",
    "\u200b",
    ". ",
    "Mr. ",
    "May ",
    "1/",
    "Vint ",
):
    for suffix in ("txt", "md", "html"):

        def repeated(folder: Path, mark: str = mark, suffix: str = suffix) -> None:
            write(folder, f"a.{suffix}", (mark * 300_000)[:300_000])

        repeated.__name__ = f"{mark!r} 300,000 times in {suffix}"
        case(repeated)


@case
def a_hundred_thousand_capitalised_names(folder: Path) -> None:
    letters = "abcdefghij"
    names = ("".join(letters[int(digit)] for digit in f"{number:05}") for number in range(100_000))
    write(folder, "a.txt", "".join(f"Mara V{name} said so. " for name in names))


@case
def many_different_dates(folder: Path) -> None:
    write(
        folder, "a.txt", "".join(f"It was on {day % 31} May {1900 + day % 150}. " for day in range(100_000))
    )


@case
def many_faults_of_words_in_one_paragraph(folder: Path) -> None:
    write(folder, "a.txt", "It consistof brick ofthe town. members left. The <b>board said said. " * 3_000)


@case
def one_quotation_many_times(folder: Path) -> None:
    write(folder, "a.txt", "“We use less than before, said Mara Vint, but they use more,” she said. " * 3_000)


@case
def many_unclosed_quotes(folder: Path) -> None:
    write(folder, "a.txt", "“He said so and went. \n\n" * 100_000)


@case
def many_boilerplate_lines(folder: Path) -> None:
    write(
        folder, "a.txt", "Share this:\n\nRead more: Another story\n\nSubscribe to our newsletter\n\n" * 20_000
    )


@case
def the_same_word_a_million_times(folder: Path) -> None:
    write(folder, "a.txt", "the " * 1_000_000)
