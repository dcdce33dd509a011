"""`python -m bench specimens`: what it counts, and how it reads the reports of other programs."""

from __future__ import annotations

import json

import pytest
from bench import _peer_findings as peers
from bench._peer_findings import Mark
from bench._planted_faults import CHANGED, PLANTED, SEEDS, SPECIMENS
from bench.specimens import COPIES, Fault, count, planted_faults, row

TEXTS = {"a.txt": "One 🔥 line.\nThe hte boat, and hte quay.\n", "b.txt": "“Never.\n"}
FIRST, SECOND = Mark("a.txt", 16, 19), Mark("a.txt", 30, 33)


def test_the_marks_are_where_the_tests_below_say():
    assert {TEXTS[mark.path][mark.start : mark.end] for mark in (FIRST, SECOND)} == {"hte"}


def test_counting():
    faults = [
        Fault("a.txt", "names", ((4, 9),)),
        Fault("a.txt", "names", ((20, 25),)),
        Fault("a.txt", "dates", ((40, 44),)),
        Fault("b.txt", "quotes", ((8, 9), (0, 1))),
    ]
    marks = [
        Mark("a.txt", 8, 12),
        Mark("a.txt", 6, 7),  # the same fault again
        Mark("a.txt", 25, 27),  # right beside a fault
        Mark("b.txt", 40, 44),  # where another file has a fault
        Mark("b.txt", 0, 3),
        Mark("a.txt", 27, 30),
    ]
    counted = count(faults, marks)
    assert counted.planted == {"names": 2, "dates": 1, "quotes": 1}
    assert +counted.marked == {"names": 2, "quotes": 1}
    assert counted.elsewhere == 2
    assert row("it", 2, counted) == "| it | 2 | – | – | 0 of 1 | 2 of 2 | 1 of 1 | – | 3 of 4 | 2 |"


def test_all_that_is_planted_is_counted():
    texts = {name: (SEEDS / name).read_bytes().decode("utf-8") for name in SPECIMENS}
    faults = list(planted_faults(texts))
    assert len(faults) == len(PLANTED) + len(CHANGED)
    assert sum(fault.family == COPIES for fault in faults) == len(CHANGED)
    assert count(faults, []).marked.total() == 0
    everything = [Mark(name, 0, len(text)) for name, text in texts.items()]
    assert count(faults, everything).marked.total() == len(faults)


VALE = {"a.txt": [{"Line": 2, "Span": [5, 7]}, {"Line": 2, "Span": [19, 21]}]}
PROSELINT = {"result": {"file:///tmp/a.txt": {"diagnostics": [{"span": [17, 20]}, {"span": [31, 34]}]}}}
TEXTLINT = [{"filePath": "/tmp/a.txt", "messages": [{"range": [17, 20]}, {"range": [31, 34]}]}]
COPYDESK = [
    {"path": "a.txt", "offset": 16, "end_offset": 19},
    {"path": "a.txt", "offset": 30, "end_offset": 33},
]
TYPOS = [
    {"type": "typo", "path": "./a.txt", "line_num": 2, "byte_offset": 4, "typo": "hte"},
    {"type": "typo", "path": "./a.txt", "line_num": 2, "byte_offset": 18, "typo": "hte"},
    {"type": "typo", "path": "./hte.txt", "byte_offset": 0, "typo": "hte"},  # a file's name
]


@pytest.mark.parametrize(
    ("marks", "report"),
    [
        (peers.copydesk_marks, json.dumps(COPYDESK)),
        (peers.codespell_marks, "a.txt:2: hte ==> the\na.txt:2: hte ==> the\n"),
        (peers.typos_marks, "\n".join(map(json.dumps, TYPOS))),
        (peers.proselint_marks, json.dumps(PROSELINT)),
        (peers.vale_marks, json.dumps(VALE)),
        (peers.textlint_marks, json.dumps(TEXTLINT)),
        (peers.utf16_marks, "a.txt\t17\t20\na.txt\t31\t34\n"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_reports_are_read(marks, report):
    assert list(marks(report, TEXTS)) == [FIRST, SECOND]


def test_a_report_of_lines():
    report = "Linting: 1 file(s)\na.txt:2:5 error MD013/line-length Line length\nb.txt:1 error MD041/first Heading\n"
    marked = [TEXTS[path][start:end] for path, start, end in peers.markdownlint_marks(report, TEXTS)]
    assert marked == ["hte boat, and hte quay.", "“Never."]


def test_what_is_not_installed_is_left_out(tmp_path):
    assert list(peers.finders(tmp_path / "nothing", tmp_path)) == ["copydesk"]
