"""Values in archives."""

from __future__ import annotations

import pytest

from copydesk.support.persistence import packaged
from copydesk.support.persistence.archive import Archive, write_archive

VALUES = {b"one": b"1", b"none": b"", b"many": bytes(range(256)) * 99}


def test_each_value_is_read_as_it_was_written(tmp_path):
    write_archive(tmp_path / "a", VALUES)
    archive = Archive(tmp_path / "a")
    assert {key: archive.get(key) for key in VALUES} == VALUES
    assert archive.get(b"other") is None


def test_an_empty_archive_has_no_values(tmp_path):
    write_archive(tmp_path / "a", {})
    assert Archive(tmp_path / "a").get(b"one") is None


@pytest.mark.parametrize("content", [b"", b"\xff\xff\xff\xff", b"\x01\0\0\0\x01", b"no such thing", None])
def test_what_is_none_is_refused(tmp_path, monkeypatch, content):
    if content is not None:
        packaged.archive_file(tmp_path, "a").write_bytes(content)
    with pytest.raises((OSError, ValueError, TypeError)):
        Archive(packaged.archive_file(tmp_path, "a"))
    monkeypatch.setattr(packaged, "FOLDER", tmp_path)
    assert packaged.archive_in_package("a") is None
