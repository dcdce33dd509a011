"""Editor: measure how soon findings show after a key, with python -m bench editor [KILOBYTES].

A real client speaks with a real server over standard input and output, types one character after another into an
article that is made of the seeds, and waits each time for the findings of that very text.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles

from lsprotocol import types as lsp
from pygls import uris
from pygls.lsp.client import LanguageClient

KEYS = 60
GOAL = 0.1
SEEDS = Path(__file__).parent.parent / "seeds"


def main(arguments: list[str]) -> int:
    """Print the seconds from a key to its findings; return 1 if half of them take longer than the goal."""
    size = int(float(arguments[0]) * 1000) if arguments else 10_000
    with tempfile.TemporaryDirectory() as folder:
        first, seconds, processor = asyncio.run(_typed(Path(folder), _article(size)))
    print(f"an article of {size:,} bytes; the first findings after {first:.2f} s")
    print(
        f"after each of {KEYS} keys: median {median(seconds):.3f} s, .95 {quantiles(seconds, n=20)[-1]:.3f} s"
    )
    print(f"processor time of the server for each key: {processor / KEYS:.3f} s")
    return int(median(seconds) > GOAL)


def _article(size: int) -> str:
    texts = (file.read_text("utf-8") for file in sorted(SEEDS.glob("*.txt")))
    return "\n\n".join(texts).encode()[:size].decode("utf-8", "ignore")


async def _typed(folder: Path, text: str) -> tuple[float, list[float], float]:
    client = LanguageClient("bench", "1")
    shown: asyncio.Queue[int | None] = asyncio.Queue()

    @client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    def publish(params: lsp.PublishDiagnosticsParams) -> None:
        shown.put_nowait(params.version)

    await client.start_io(sys.executable, "-m", "copydesk", "server", cwd=folder)
    await client.initialize_async(lsp.InitializeParams(lsp.ClientCapabilities()))
    client.initialized(lsp.InitializedParams())
    uri = uris.from_fs_path(str(folder / "a.txt"))
    started = time.perf_counter()
    opened = lsp.TextDocumentItem(uri or "", "plaintext", 0, text)
    client.text_document_did_open(lsp.DidOpenTextDocumentParams(opened))
    await shown.get()
    first = time.perf_counter() - started
    spent = _processor_seconds(client)
    seconds = []
    for version in range(1, KEYS + 1):
        changed = lsp.TextDocumentContentChangeWholeDocument(
            f"{text}\n\n{'The boats. ' * 8}"[: len(text) + version]
        )
        started = time.perf_counter()
        client.text_document_did_change(
            lsp.DidChangeTextDocumentParams(
                lsp.VersionedTextDocumentIdentifier(version, uri or ""), [changed]
            )
        )
        while await shown.get() != version:
            pass
        seconds.append(time.perf_counter() - started)
    spent = _processor_seconds(client) - spent
    await client.shutdown_async(None)
    client.exit(None)
    await client.stop()
    return first, seconds, spent


def _processor_seconds(client: LanguageClient) -> float:
    """Return the processor time of the server so far; 0 where the system does not tell it in /proc."""
    try:
        fields = Path(f"/proc/{client._server.pid}/stat").read_text().rpartition(")")[2].split()  # type: ignore[union-attr]
        return (int(fields[11]) + int(fields[12])) / 100
    except (OSError, AttributeError):
        return 0.0
