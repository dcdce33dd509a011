"""Readability never asks the network for anything."""

from __future__ import annotations

import socket
from typing import get_args

import pytest

from copydesk.analysis.language.readability import Measure, score


@pytest.fixture
def no_network(monkeypatch):
    def refuse(*_arguments, **_options):
        raise AssertionError("something asked the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.parametrize("measure", get_args(Measure))
def test_hard_text_scores_higher_and_offline(measure, no_network):
    easy = score("The cat sat on the mat. It was warm there.", measure)
    hard = score(
        "Interdepartmental responsibilities necessitated comprehensive documentation regardless.", measure
    )
    assert hard > easy
