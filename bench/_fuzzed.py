"""Ways to look for an input that breaks a target: mutation, coverage (atheris), growth; and to make a found one small.

A target is a function of bytes that raises when a promise is broken. Everything here runs in a process of its own, which notes
the input it is at in a file, so that one which kills the process or never returns is known as well.
"""

from __future__ import annotations

import hashlib
import json
import mmap
import os
import random
import signal
import struct
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

Target = Callable[[bytes], None]
SECONDS = 2.0  # of processor time that one input may take
CAGED_SECONDS = 5.0  # and where the product reads it in the cage, which ends after ten
HANGING = 20.0  # and after which the process that is at it ends
LARGEST = 100_000  # bytes of an input
SMALLISH = 20_000  # and of one that is mutated
LONGEST_UNIT = 80  # of a piece that is repeated until an input is large
FLAG = struct.Struct("II")
PRODUCT = ("ingest", "assistant", "bench", "tests")


class TooSlow(AssertionError):
    """An input that takes longer than any of its size may."""


class Watch:
    """Runs a target on one input after the other, keeps what breaks it and counts."""

    def __init__(self, target: Target, folder: Path, seconds: float = SECONDS) -> None:
        self.target = target
        self.seconds = seconds
        self.folder = folder
        self.runs = 0
        self.slowest = 0.0
        self.largest = 0
        self.known: set[str] = set()
        self._written = time.monotonic()
        with (folder / "at").open("w+b") as file:
            file.truncate(FLAG.size + LARGEST)
            self._at = mmap.mmap(file.fileno(), FLAG.size + LARGEST)

    def run(self, data: bytes, grown: str = "") -> float:
        """The processor time that the target takes; what it raises is kept, once for each place it is raised at."""
        data = data[:LARGEST]
        self._at[FLAG.size : FLAG.size + len(data)] = data
        self._at[: FLAG.size] = FLAG.pack(1, len(data))
        if grown:
            (self.folder / "recipe").write_text(grown)
        signal.setitimer(signal.ITIMER_PROF, HANGING)  # its signal ends the process, even within a library's loop
        began = time.thread_time()
        try:
            self.target(data)
            seconds = time.thread_time() - began
            if seconds > self.seconds:
                raise TooSlow(f"{seconds:.1f} s for {len(data)} bytes")
        except Exception as error:  # noqa: BLE001  what is raised is what is looked for
            self._keep(data, error, grown)
        seconds = time.thread_time() - began
        signal.setitimer(signal.ITIMER_PROF, 0.0)
        self._at[: FLAG.size] = FLAG.pack(0, 0)
        self._count(data, seconds)
        return seconds

    def _keep(self, data: bytes, error: Exception, grown: str) -> None:
        sign = signature(error)
        if sign in self.known:
            return
        self.known.add(sign)
        name = hashlib.sha256(data).hexdigest()[:12]
        (self.folder / f"{name}.in").write_bytes(data)
        told = {"sign": sign, "grown": grown, "trace": "".join(traceback.format_exception(error))[-4000:]}
        (self.folder / f"{name}.json").write_text(json.dumps(told))

    def _count(self, data: bytes, seconds: float) -> None:
        self.runs += 1
        if seconds > self.slowest:
            self.slowest, self.largest = seconds, len(data)
        if time.monotonic() - self._written > 1.0:
            self.count()

    def count(self) -> None:
        """Write down what was counted so far."""
        self._written = time.monotonic()
        counts = {"runs": self.runs, "slowest": self.slowest, "bytes": self.largest}
        new = self.folder / "counts.new"
        new.write_text(json.dumps(counts))
        new.replace(self.folder / "counts")


def at_work(folder: Path) -> tuple[bytes, str] | None:
    """The input that the process of a folder is at, and the recipe of it if it has one; None between two."""
    try:
        noted = (folder / "at").read_bytes()
        recipe = (folder / "recipe").read_text() if (folder / "recipe").exists() else ""
    except OSError:
        return None
    busy, size = FLAG.unpack(noted[: FLAG.size])
    data = noted[FLAG.size : FLAG.size + size]
    if recipe and made_of(json.loads(recipe), json.loads(recipe)["size"]) != data:
        recipe = ""
    return (data, recipe) if busy else None


def signature(error: BaseException) -> str:
    """What tells one fault from another: the kind of error, and the last place of ours that it came through."""
    frames = [
        frame for frame in traceback.extract_tb(error.__traceback__) if Path(frame.filename).parent.name in PRODUCT
    ]
    last = frames[-1] if frames else None
    place = f"{Path(last.filename).name}:{last.name}:{last.line}" if last else "?"
    return f"{type(error).__name__} at {place}"


# Mutation

# One of each kind of character that texts are tripped up by.
ODD = (
    *"\x00\t\n\r\x0b\x0c\x1b\x7f\x85\xa0\xad\u0130\u0131ßſ\u0300\u200b\u200d\u2028\u202e\u2060\u3000\ufeff\ufffd\uffff",
    *"\ud800\udfff\U0001f600\U000e0041١２½²①Ⅻﬁ“”‘’«»„—–…·•",
)


def mutated(data: bytes, chance: random.Random, words: Sequence[bytes], others: Sequence[bytes]) -> bytes:
    """An input a little changed: pieces taken out, doubled, swapped, put in from elsewhere, single bytes altered."""
    changed = data
    for _ in range(chance.choice((1, 1, 1, 2, 3, 6))):
        start, end = _span(changed, chance)
        piece = changed[start:end]
        after = chance.choice(CHANGES)(piece, chance, words, others)
        changed = changed[:start] + after + changed[end:]
        if chance.random() < 0.05:
            lines = changed.split(b"\n")
            chance.shuffle(lines)
            changed = b"\n".join(lines)
    return changed[:SMALLISH]


def _span(data: bytes, chance: random.Random) -> tuple[int, int]:
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + int(chance.expovariate(1 / 12)) + 1)


def _word(_: bytes, chance: random.Random, words: Sequence[bytes], __: Sequence[bytes]) -> bytes:
    return chance.choice(words) if words else b"\x00"


def _elsewhere(piece: bytes, chance: random.Random, _: Sequence[bytes], others: Sequence[bytes]) -> bytes:
    other = chance.choice(others) if others else piece
    return other[slice(*_span(other, chance))]


# What may become of a piece of an input.
CHANGES: tuple[Callable[[bytes, random.Random, Sequence[bytes], Sequence[bytes]], bytes], ...] = (
    lambda *_: b"",
    lambda piece, chance, *_: piece * chance.choice((2, 2, 3, 21)),
    lambda piece, *_: piece.swapcase(),
    lambda piece, chance, *_: bytes([chance.randrange(256)]) + piece[1:],
    lambda piece, chance, *_: chance.choice(ODD).encode("utf-8", "surrogatepass") + piece,
    lambda piece, chance, words, others: _word(piece, chance, words, others) + piece,
    lambda piece, chance, words, others: _elsewhere(piece, chance, words, others) + piece,
    _word,
    _elsewhere,
)


def grown(data: bytes, chance: random.Random) -> dict[str, str]:
    """How to make an input in which one short piece is repeated until it is as large as it may be."""
    start = chance.randrange(len(data) + 1)
    end = min(len(data), start + chance.randrange(1, LONGEST_UNIT))
    with_head, with_tail = chance.choice(((True, True), (True, False), (False, False)))
    return {
        "head": data[:start].decode("latin-1") if with_head else "",
        "unit": data[start:end].decode("latin-1") or " ",
        "tail": data[end:].decode("latin-1") if with_tail else "",
    }


def made_of(recipe: dict[str, str], size: int = LARGEST) -> bytes:
    """The input that a recipe of `grown` names."""
    head, unit, tail = (recipe[name].encode("latin-1") for name in ("head", "unit", "tail"))
    return (head + unit * max(1, (size - len(head) - len(tail)) // len(unit)) + tail)[:size]


def mutate(watch: Watch, seeds: Sequence[bytes], words: Sequence[bytes], seconds: float) -> None:
    """Run changed inputs for so many seconds."""
    chance, ends = random.Random(), time.monotonic() + seconds
    pool = list(seeds)
    for data in pool:
        watch.run(data)
    while time.monotonic() < ends:
        data = mutated(chance.choice(pool), chance, words, seeds)
        watch.run(data)
        if len(pool) < 400 and chance.random() < 0.02:  # without coverage nothing says which change leads further
            pool.append(data)
    watch.count()


def grow(watch: Watch, seeds: Sequence[bytes], words: Sequence[bytes], seconds: float) -> None:
    """Run inputs of one piece repeated: first a quarter as large, then whole where time might grow with the square.

    The words of the format come first, each alone and behind a sound input.
    """
    chance, ends = random.Random(), time.monotonic() + seconds
    swept = [(head, word + gap) for word in words for gap in (b"", b" ") for head in (b"", chance.choice(seeds))]
    chance.shuffle(swept)
    while time.monotonic() < ends:
        if swept:
            head, unit = swept.pop()
            recipe = {"head": head.decode("latin-1"), "unit": unit.decode("latin-1"), "tail": ""}
        else:
            start = chance.choice(seeds)
            recipe = grown(mutated(start, chance, words, seeds) if chance.random() < 0.5 else start, chance)
        for size, quick in ((LARGEST // 4, watch.seconds / 16), (LARGEST, watch.seconds)):
            if watch.run(made_of(recipe, size), json.dumps({**recipe, "size": size})) < quick:
                break
    watch.count()


def cover(watch: Watch, corpus: Path, seeds: Sequence[bytes], words: Sequence[bytes], seconds: float) -> None:
    """Let atheris look for inputs that reach new places of the program; it ends the process by itself."""
    import atheris

    for data in seeds:
        (corpus / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)
    tokens = watch.folder / "words"
    tokens.write_text("".join(f'"{_escaped(word)}"\n' for word in words if 0 < len(word) < 60))

    def changed(data: bytes, most: int, seed: int) -> bytes:
        chance = random.Random(seed)
        if chance.random() < 0.5:
            return bytes(atheris.Mutate(data, most))
        return mutated(data, chance, words, seeds)[:most]

    options = [
        str(corpus), f"-max_total_time={int(seconds)}", f"-max_len={SMALLISH}", "-print_final_stats=1", "-timeout=600",
        "-rss_limit_mb=0", "-detect_leaks=0", f"-artifact_prefix={watch.folder}/", f"-dict={tokens}", "-len_control=10",
    ]  # fmt: skip
    atheris.Setup([sys.argv[0], *options], lambda data: void(watch.run(data)), custom_mutator=changed)
    atheris.Fuzz()


def _escaped(word: bytes) -> str:
    return "".join(f"\\x{byte:02x}" for byte in word)


def void(_: object) -> None:
    """Nothing: libFuzzer reads a number that is given back."""


# Making small


def smaller(data: bytes, breaks: Callable[[bytes], bool], seconds: float = 30.0) -> bytes:
    """The shortest input found that still breaks: pieces are left out, large ones first (Zeller's ddmin)."""
    ends, size = time.monotonic() + seconds, max(1, len(data) // 2)
    while size and time.monotonic() < ends:
        at, before = 0, len(data)
        while at < len(data) and time.monotonic() < ends:
            less = data[:at] + data[at + size :]
            if breaks(less):
                data = less
            else:
                at += size
        if len(data) == before or size > len(data):
            size //= 2
    return data


def breaking(target: Target, sign: str) -> Callable[[bytes], bool]:
    """Whether an input breaks a target in the same place."""

    def breaks(data: bytes) -> bool:
        try:
            target(data)
        except Exception as error:  # noqa: BLE001
            return signature(error) == sign
        return False

    return breaks


# The kept inputs


def kept(folder: Path) -> Iterable[tuple[Path, bytes]]:
    """The inputs of a folder of the corpus; a `.grown` file is a recipe."""
    for path in sorted(folder.glob("*")):
        if path.suffix == ".grown":
            recipe = json.loads(path.read_text())
            yield path, made_of(recipe, int(recipe["size"]))
        elif path.is_file():
            yield path, path.read_bytes()


def limited(megabytes: int) -> None:
    """Limit the address space of this process, where the system can."""
    if sys.platform != "linux":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.environ.setdefault("OMP_NUM_THREADS", "1")
