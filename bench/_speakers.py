"""Speakers of direct quotations against gold."""

from __future__ import annotations

from typing import Any


def report(articles: list[dict[str, Any]]) -> None:
    """Print how many gold sources are found."""


def report_deleted(articles: list[dict[str, Any]], rules: dict[str, Any]) -> None:
    """Print how many deleted speakers are found."""
