"""Hostile inputs: rules of a plugin that fail in every way."""

from __future__ import annotations

from pathlib import Path

from bench.hostile.cases import SENTENCE, case, write

PLUGIN = """
import time, os, sys
from copydesk.findings import Flag, Related
from copydesk.hookspecs import hookimpl
from copydesk.rules import rule

@rule(family="hostile")
def hostile_rule(doc):
    \"\"\"A hostile rule.

    Bad: x
    \"\"\"
    {body}

@hookimpl
def copydesk_rules():
    return [hostile_rule]
"""


def plugin(name: str, body: str, files: int = 1) -> None:
    """A case with a plugin."""

    def make(folder: Path) -> list[str]:
        write(folder, "hostile_plugin.py", PLUGIN.format(body=body))
        for number in range(files):
            write(folder, f"a{number}.txt", SENTENCE)
        return ["--plugin", "hostile_plugin", "--jobs", "2", "."]

    make.__name__ = f"a rule that {name}"
    case(make)


for name, body in {
    "raises": "raise OSError('no\\nno')",
    "raises with a long message": "raise ValueError('x' * 10_000_000)",
    "raises SystemExit": "sys.exit(0)",
    "raises KeyboardInterrupt": "raise KeyboardInterrupt",
    "recurses": "f = lambda: f()\n    f()",
    "hangs": "while True: pass",
    "hangs and catches everything it can": "while True:\n        try: time.sleep(60)\n        except Exception: pass",
    "yields without end": "while True: yield Flag(0, 1, 'x')",
    "yields texts": "yield 'x'",
    "yields nothing but None": "return None",
    "yields a place outside": "yield Flag(0, 10**9, 'x')",
    "yields a place turned round": "yield Flag(5, 1, 'x')",
    "yields a negative place": "yield Flag(-5, -1, 'x')",
    "yields places that are no numbers": "yield Flag('a', None, 'x')",
    "yields a message that is no text": "yield Flag(0, 1, b'x')",
    "yields a message of many lines": "yield Flag(0, 1, 'x\\n::error::injected\\r\\x1b[31m\\u2028')",
    "yields a lone surrogate": "yield Flag(0, 1, 'x\\ud800')",
    "yields suggestions that are no texts": "yield Flag(0, 1, 'x', (1,))",
    "yields a related place outside": "yield Flag(0, 1, 'x', (), (Related(0, 10**9, 'y'),))",
}.items():
    plugin(name, body)
plugin("ends its process", "os._exit(3)\n    yield", files=200)
plugin(
    "is killed", "os.kill(os.getpid(), 9) if doc.path.endswith('7.txt') else None\n    return ()", files=200
)
plugin(
    "blocks all signals and hangs",
    "import signal\n    signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 32)) if doc.path == 'a7.txt' else None\n"
    "    time.sleep(600 if doc.path == 'a7.txt' else 0)\n    return ()",
    files=100,
)
