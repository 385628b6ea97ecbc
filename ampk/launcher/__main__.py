"""`python -m ampk.launcher up [--port N] [--no-demo]` or `python -m ampk.launcher test [pytest arguments]`."""

import argparse
import sys
from collections.abc import Callable

from ampk.launcher import supervisor, testing, up
from ampk.launcher.problems import Problem, explain


def main(arguments: list[str]) -> int:
    """Run one of the two commands; a foreseen problem ends with a sentence and its remedy."""
    if arguments[:1] == ["test"]:
        return _explained(lambda: testing.run(arguments[1:]))
    parser = argparse.ArgumentParser(prog="./start")
    parser.add_argument("command", choices=["up"], help=argparse.SUPPRESS)
    parser.add_argument("--port", type=int, default=8000, help="port of the web server (default 8000)")
    parser.add_argument("--no-demo", action="store_true", help="start with an empty register")
    chosen = parser.parse_args(arguments)
    return _explained(lambda: up.run(port=chosen.port, demo=not chosen.no_demo))


def _explained(work: Callable[[], int]) -> int:
    try:
        return work()
    except Problem as problem:
        print(f"\n{problem}", file=sys.stderr)
        return 1
    except OSError as error:
        if (problem := explain(error)) is None:
            raise
        print(f"\n{problem}", file=sys.stderr)
        return 1
    except (KeyboardInterrupt, supervisor.Stopped):
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
