"""A folder that takes long to fill, filled once for all processes that run tests."""

from __future__ import annotations

import os
import time

PATIENCE = 600
"""Seconds to wait for the process that fills it."""


def shared_folder(tmp_path_factory, name, fill):
    """The folder of this name; `fill` is called with it by whichever process is the first to ask."""
    top = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        top = top.parent  # the folder of each worker is in that of all
    folder, is_filled = top / name, top / f"{name}.filled"
    try:
        folder.mkdir()
    except FileExistsError:
        end = time.monotonic() + PATIENCE
        while not is_filled.exists() and time.monotonic() < end:
            time.sleep(0.1)
        return folder
    try:
        fill(folder)
    finally:
        is_filled.touch()
    return folder
