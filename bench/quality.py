"""Quality on labelled sets against pinned floors: python -m bench.quality [SET...] [--data D] [--keep D] [--allow WHY].

Prints a line a measure: set, measure, figure, of how many, floor, verdict; ends with 1 when a figure is below its floor in
`bench/floors.json`, or when nothing was measured. `--allow WHY` accepts what is below and writes the lower floor with the reason;
`--raise` pins floors anew where the figures are above them. What is measured how: `bench/_sets.py`.

The sets lie in a folder of their own, which is no part of the product: one folder a set with the files that `_sets.py`
names. With `--keep D` their embedded libraries are kept in D/SET for the next run; that of realtimeqa takes an hour to make.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from bench import _floors as floors
from bench._sets import ROOT, SETS

DATA = ROOT.parent / "shared" / "data"


def main(arguments: list[str] | None = None) -> int:
    given = parsed(arguments)
    pinned = floors.read(given.floors)
    lines: list[floors.Line] = []
    lacking = False
    if not given.data.is_dir():
        print(f"no labelled sets: {str(given.data)!r} is no folder; point --data at one with a folder for each set")
    print(f"{'set':12}{'measure':24}{'figure':>8}{'of':>7}{'floor':>8}")
    for name in given.sets or SETS:
        try:
            found = floors.held(name, SETS[name](given.data, given.keep), pinned)
        except FileNotFoundError as error:
            lacking = lacking or bool(given.sets)
            if given.data.is_dir() or name == "sample":
                print(f"{name:12}left out: {error.filename or error} is not there")
            continue
        lines += found
        print("\n".join(floors.table(found)), flush=True)
        for measure in floors.unmeasured(name, found, pinned):
            lacking = True
            print(f"{name:12}{measure:24}has a floor and was not measured")
    return ended(lines, lacking, pinned, given)


def parsed(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", metavar="SET", help=f"of {', '.join(SETS)}; all when none is named")
    parser.add_argument("--data", type=Path, default=DATA, help="the folder that holds the sets")
    parser.add_argument("--keep", "--library", type=Path, metavar="DIR", help="keep the embedded libraries there")
    parser.add_argument("--allow", metavar="WHY", help="accept figures below their floors for this reason")
    parser.add_argument("--raise", dest="raising", action="store_true", help="raise the floors that are passed")
    parser.add_argument("--floors", type=Path, default=floors.FILE, help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if unknown := [name for name in given.sets if name not in SETS]:
        parser.error(f"no set or measurement is called {unknown[0]!r}; the sets are {', '.join(SETS)}")
    if given.allow is not None and not given.allow.strip():
        parser.error("--allow needs the reason in words")
    return given


def ended(lines: list[floors.Line], lacking: bool, pinned: floors.Floors, given: argparse.Namespace) -> int:
    """Say how it ended, write the floors that change, and give the exit code."""
    below = [line for line in lines if line.below]
    new = floors.lowered(pinned, lines, given.allow.strip()) if given.allow else pinned
    new = floors.raised(new, lines) if given.raising else new
    if new != pinned:
        floors.write(new, given.floors)
        print(f"wrote {given.floors.name}")
    if not lines:
        print("nothing was measured, so no floor was checked", file=sys.stderr)
    if below and not given.allow:
        print(f"{len(below)} below the floor; --allow 'WHY' accepts that for a reason", file=sys.stderr)
    return int(not lines or lacking or bool(below and not given.allow))


if __name__ == "__main__":
    sys.exit(main())
