"""Command line: python -m bench NAME [ARGUMENT …] runs one measurement; without a name it lists them."""

from __future__ import annotations

import pkgutil
import sys
from importlib import import_module

import bench


def main() -> int:
    """Run the measurement named first on the command line, and return the exit status of its `main(arguments)`."""
    names = sorted(
        module.name for module in pkgutil.iter_modules(bench.__path__) if not module.name.startswith("_")
    )
    name, *arguments = sys.argv[1:] or [""]
    if name not in names:
        print(
            "usage: python -m bench NAME [ARGUMENT …], with NAME one of", *names, sep="\n  ", file=sys.stderr
        )
        return 2
    status: int = import_module(f"bench.{name}").main(arguments)
    return status


if __name__ == "__main__":
    sys.exit(main())
