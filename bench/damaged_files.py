"""What becomes of a library whose SQLite file was damaged: every kind is detected, healed or refused in words, and no answer is wrong.

python -m bench.damaged_files [--articles 60] [--only WORD] [--seed 1]

For each kind a fresh copy of one library is damaged. Then questions whose answers are known are asked, `check` and
`check --repair` are run, and the questions are asked again. An answer is right when the paragraph is found that has it, not found when others
are, refused when a line says why there is none, wrong when it has words that were never stored, and a trace is none. Articles lost are
those of the sound library that are not there after the repair; untold those of them that nothing named, unless the file is refused whole.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sqlite3
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assistant import rescue, settings, wholeness
from assistant.assistant import Assistant
from ingest import languages
from ingest.errors import BriefingError
from ingest.library import Library
from ingest.pipeline import ingest

ROOT = Path(__file__).resolve().parent.parent
TESTS = ROOT / "tests"
FILE, PAGE = "library.sqlite", 4096


@dataclass(frozen=True, slots=True)
class Known:
    """A sound library, its articles, and what it answers."""

    folder: Path
    killed: Path  # the same, left by a process that was killed: the log holds what came last
    other: Path  # another library, killed as well
    articles: list[str]
    killed_articles: list[str]
    answers: dict[str, str]
    texts: set[str]  # of all paragraphs


Json = dict[str, Any]
KINDS_OF_ANSWER = ("right", "not found", "refused", "wrong", "trace")
OF_A_LOG = ("log cut by half", "log: garbage within", "log: garbage", "-shm removed", "-shm garbage")
Damage = Callable[[Path, Known, random.Random], None]


def flipped(count: int) -> Damage:
    def damage(folder: Path, _: Known, chance: random.Random) -> None:
        data = bytearray((folder / FILE).read_bytes())
        for _ in range(count):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        (folder / FILE).write_bytes(data)

    return damage


def cut(share: float) -> Damage:
    def damage(folder: Path, _: Known, __: random.Random) -> None:
        data = (folder / FILE).read_bytes()
        (folder / FILE).write_bytes(data[: int(len(data) * share)])

    return damage


def zeroed(first: int, length: int) -> Damage:
    def damage(folder: Path, _: Known, __: random.Random) -> None:
        overwritten(folder, first, bytes(length))

    return damage


def page_zeroed(folder: Path, _: Known, chance: random.Random) -> None:
    overwritten(folder, chance.randrange(1, (folder / FILE).stat().st_size // PAGE) * PAGE, bytes(PAGE))


def overwritten(folder: Path, start: int, data: bytes) -> None:
    with (folder / FILE).open("r+b") as file:
        file.seek(start)
        file.write(data)


def tree_damaged(name: str) -> Damage:
    """The first page of a table or index is overwritten with noise."""

    def damage(folder: Path, _: Known, chance: random.Random) -> None:
        connection = sqlite3.connect(folder / FILE)
        (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (name,)).fetchone()
        connection.close()
        overwritten(folder, (root - 1) * PAGE, chance.randbytes(PAGE))

    return damage


def altered(statement: str) -> Damage:
    def damage(folder: Path, _: Known, __: random.Random) -> None:
        connection = sqlite3.connect(folder / FILE, isolation_level=None)
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(statement)
        connection.close()

    return damage


def log(change: Callable[[bytes, random.Random], bytes]) -> Damage:
    def damage(folder: Path, known: Known, chance: random.Random) -> None:
        shutil.copytree(known.killed, folder, dirs_exist_ok=True)
        file = folder / f"{FILE}-wal"
        file.write_bytes(change(file.read_bytes(), chance))

    return damage


def garbage_in_the_middle(data: bytes, chance: random.Random) -> bytes:
    middle = len(data) // 2
    return data[:middle] + chance.randbytes(200) + data[middle + 200 :]


def shared(content: bytes | None) -> Damage:
    def damage(folder: Path, known: Known, _: random.Random) -> None:
        shutil.copytree(known.killed, folder, dirs_exist_ok=True)
        file = folder / f"{FILE}-shm"
        file.unlink(missing_ok=True)
        if content is not None:
            file.write_bytes(content)

    return damage


def log_of_another(folder: Path, known: Known, _: random.Random) -> None:
    shutil.copyfile(known.other / f"{FILE}-wal", folder / f"{FILE}-wal")


def a_folder(folder: Path, _: Known, __: random.Random) -> None:
    (folder / FILE).unlink()
    (folder / FILE).mkdir()


def of_another_program(folder: Path, _: Known, __: random.Random) -> None:
    (folder / FILE).unlink()
    connection = sqlite3.connect(folder / FILE)
    connection.execute("CREATE TABLE notes (text)")
    connection.close()


def no_database(folder: Path, _: Known, chance: random.Random) -> None:
    (folder / FILE).write_bytes(b"%PDF-1.7\n" + chance.randbytes(50_000))


KINDS: dict[str, Damage] = {
    "1 bit flipped": flipped(1), "20 bits flipped": flipped(20), "200 bits flipped": flipped(200), "cut by half": cut(0.5), "cut to nothing": cut(0),
    "cut by a tenth": cut(0.9), "header zeroed": zeroed(0, 100), "first page zeroed": zeroed(0, PAGE), "a page zeroed": page_zeroed,
    "log cut by half": log(lambda data, _: data[: len(data) // 2]), "log: garbage within": log(garbage_in_the_middle),
    "log: garbage": log(lambda data, chance: chance.randbytes(len(data))), "log of another library": log_of_another,
    "-shm removed": shared(None), "-shm garbage": shared(b"\xa5" * 32_768),
    "index page damaged": tree_damaged("versions_by_content"), "articles damaged": tree_damaged("articles"),
    "versions damaged": tree_damaged("versions"), "paragraphs damaged": tree_damaged("paragraphs"), "chunks damaged": tree_damaged("chunks"),
    "searched words damaged": tree_damaged("paragraphs_fts_data"), "searched words emptied": altered("DELETE FROM paragraphs_fts_data"),
    "searched texts gone": altered("DELETE FROM paragraphs_fts_content"),
    "letters within a text": altered("UPDATE paragraphs SET text = replace(text, 'barges', 'bargee')"),
    "letters of a searched text": altered("UPDATE paragraphs_fts_content SET c0 = replace(c0, 'barges', 'bargee')"),
    "small letters made great": altered("UPDATE paragraphs SET text = upper(text) WHERE id % 7 = 0"),
    "texts gone": altered("DELETE FROM paragraphs WHERE id % 5 = 0"), "chunks gone": altered("DELETE FROM chunks WHERE id % 5 = 0"),
    "vectors damaged": altered("UPDATE embeddings SET vector = substr(vector, 2) WHERE chunk_id % 5 = 0"),
    "vectors of noise": altered("UPDATE embeddings SET vector = randomblob(length(vector)) WHERE chunk_id % 5 = 0"),
    "a folder instead": a_folder, "another program's file": of_another_program, "no database": no_database,
}  # fmt: skip


def rows(count: int, place: str) -> str:
    """Articles of which each has words that no other has."""
    return "\n".join(
        json.dumps({
            "id": f"{place}{number}", "title": f"Harbour notes {number}", "source": "Post", "published": f"2026-03-{1 + number % 28:02}",
            "paragraphs": [
                f"Warden {place}{number}x{part} of {place} counted {number + part} barges beside pier {number * 7 + part} on Monday. "
                + f"Nobody but clerk {place}{number}y{part} had kept the ledger of {place} in that winter. " * 6
                for part in range(6)
            ],
        })
        for number in range(count)
    )  # fmt: skip


def stored(folder: Path, articles: Path, *, killed: Path | None = None) -> None:
    """Put articles into a library; what a process that was killed then would leave behind is copied to `killed`."""
    from fakes import FakeEmbedder

    with closing(Library.open(folder, create=True)) as library, library.writing():
        assert {one.outcome for one in ingest([str(articles)], library, FakeEmbedder)} == {"added"}
        if killed is not None:
            shutil.copytree(folder, killed)


def opened(folder: Path) -> Assistant:
    from fakes import FakeEmbedder

    return Assistant.open(settings.load(library=folder), embedder=FakeEmbedder())


def asked(folder: Path, questions: Iterable[str]) -> Json:
    """What a library answers: the texts found for each question, or the line that says why there are none."""
    with closing(opened(folder)) as assistant:
        answers: list[list[str] | str] = []
        for question in questions:
            try:
                answers.append([hit.paragraph.text for hit in assistant.search(question, 3)])
            except BriefingError as error:
                answers.append(str(error))
        return {"answers": answers, "articles": [one.id for one in assistant.articles()]}


def looked(folder: Path, *, repair: bool) -> Json:
    """What is said of a library's file, and with `repair` done to it; the index, which is derived, is left out."""
    saved = [one["state"] for one in rescue.rescued(folder, datetime.now(UTC))] if repair else []
    with closing(opened(folder)) as assistant:
        found = [look(assistant, repair=repair) for look in (wholeness.file, wholeness.words, wholeness.embeddings)]
    return {"told": [*saved, *(one.words for one in found if one.repaired or not one.ok)]}


def in_words(step: Callable[[], Json]) -> Json:
    """What a step gives; the line in which it was refused, or its trace."""
    try:
        return step()
    except BriefingError as error:
        return {"refused": str(error)}
    except Exception:  # noqa: BLE001  whatever it is, it is counted
        return {"trace": " | ".join(traceback.format_exc().strip().splitlines()[-5:])}


def prepared(place: Path, count: int) -> Known:
    """The sound library, the killed one and another one, and what the sound one answers."""
    for name, number, town in (("a", count, "Ondrel"), ("b", 4, "Tarnwick"), ("c", count // 2 + 8, "Velsund")):
        (place / f"{name}.jsonl").write_text(rows(number, town), encoding="utf-8")
    stored(place / "sound", place / "a.jsonl")
    stored(Path(shutil.copytree(place / "sound", place / "going on")), place / "b.jsonl", killed=place / "killed")
    stored(place / "another", place / "c.jsonl", killed=place / "other")
    questions = [f"Which barges did warden Ondrel{number}x{number % 6} count?" for number in range(0, count, 3)]
    sound = asked(place / "sound", questions)
    killed = asked(Path(shutil.copytree(place / "killed", place / "read")), [])
    texts = {
        text
        for town in ("a", "b")
        for line in (place / f"{town}.jsonl").read_text().splitlines()
        for text in json.loads(line)["paragraphs"]
    }
    answers = {one: found[0] for one, found in zip(questions, sound["answers"], strict=True)}
    return Known(
        place / "sound",
        place / "killed",
        place / "other",
        sound["articles"],
        killed["articles"],
        answers,
        {" ".join(one.split()) for one in texts},
    )


def tally(known: Known, said: Json) -> dict[str, int]:
    """How many of the known questions were answered rightly, not, refused in words, answered wrongly, or ended in a trace."""
    counts = dict.fromkeys(KINDS_OF_ANSWER, 0)
    if "answers" not in said:
        counts["trace" if "trace" in said else "refused"] = len(known.answers)
        return counts
    for wanted, answer in zip(known.answers.values(), said["answers"], strict=True):
        if isinstance(answer, str):
            counts["refused"] += 1
        elif set(answer) - known.texts:
            counts["wrong"] += 1
        else:
            counts["right" if answer and answer[0] == wanted else "not found"] += 1
    return counts


def measured(name: str, known: Known, place: Path, seed: int) -> Json:
    """One kind of damage: what was answered before and after repair, and what that says."""
    folder = place / "damaged"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(known.folder, folder)
    KINDS[name](folder, known, random.Random(seed))
    questions = list(known.answers)
    before = in_words(lambda: asked(folder, questions))
    check, repair = (in_words(lambda mend=mend: looked(folder, repair=mend)) for mend in (False, True))
    after = in_words(lambda: asked(folder, questions))
    words = json.dumps([before, check, repair])
    were = known.killed_articles if name in OF_A_LOG else known.articles
    lost = [one for one in were if one not in after.get("articles", ())]
    return {
        "before": tally(known, before), "after": tally(known, after), "lost": len(lost),
        "told": bool(check.get("told") or "refused" in check), "kept": any("damaged" in one.name for one in folder.iterdir()),
        "silent": [one for one in lost if one not in words and "articles" in after], "steps": (before, check, repair, after),
    }  # fmt: skip


def shown(counts: dict[str, int]) -> str:
    return "/".join(str(counts[name]) for name in KINDS_OF_ANSWER)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=60, help="articles of the library that is damaged (default 60)")
    parser.add_argument("--only", default="", help="only kinds that have this in their name")
    parser.add_argument("--seed", type=int, default=1, help="where chance strikes")
    parser.add_argument("--words", action="store_true", help="also print what was said")
    options = parser.parse_args()
    sys.path.insert(0, str(TESTS))
    languages.detected = lambda _: ("en", 1.0)  # its model would take most of the time
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        known = prepared(place, options.articles)
        print(f"{options.articles} articles, {len(known.answers)} questions; {'/'.join(KINDS_OF_ANSWER)}")
        for kind in KINDS:
            if options.only in kind:
                found = measured(kind, known, place, options.seed)
                print(
                    f"{kind:28} before {shown(found['before']):14} check tells {'yes' if found['told'] else 'no ':3}  after repair "
                    f"{shown(found['after']):14} articles lost {found['lost']:2}, untold {len(found['silent']):2}, old file kept {'yes' if found['kept'] else 'no'}",
                    flush=True,
                )
                if options.words:
                    for step in found["steps"]:
                        print("   ", {key: value for key, value in step.items() if key not in {"answers", "articles"}})


if __name__ == "__main__":
    main()
