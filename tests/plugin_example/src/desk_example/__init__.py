"""A plugin for copydesk that uses each of its hooks once."""

from pathlib import Path

from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.formats.parsed import Block, Parsed
from copydesk.hookspecs import hookimpl
from copydesk.rules import rule


@rule(severity="info", family="example")
def shouted_word(doc, *, min_length=4):
    """A word is written in capitals throughout.

    Bad: This is VERY loud.
    Good: This is quiet.
    """
    for word in doc.words:
        text = doc.text[word.start : word.end]
        if len(text) >= min_length and text.isupper():
            yield Flag(*word, f"“{text}” is shouted")


@hookimpl
def copydesk_rules():
    return [shouted_word]


@hookimpl
def copydesk_packs():
    return [Path(__file__).parent / "packs"]


@hookimpl
def copydesk_read(path, data):
    """Subtitles: the numbers and times between the lines are markup."""
    if not path.endswith(".srt"):
        return None
    source = data.decode()
    text, blocks, offset = "", [], 0
    for line in source.splitlines(keepends=True):
        spoken = line.strip() and not line[0].isdigit()
        text += line if spoken else "\0" * (len(line) - 1) + "\n"
        if spoken:
            blocks.append(Block(offset, offset + len(line.rstrip())))
        offset += len(line)
    return Document(source, path, "subtitles", parsed=Parsed(text, tuple(blocks), {}))


@hookimpl
def copydesk_reporters():
    return {"count": lambda report, stream: stream.write(f"{len(report.findings)} findings\n")}
