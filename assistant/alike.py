"""What is said of an outlet whose name passes for another's: two names that look the same are two outlets, and a reader is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.render import isolated
from ingest.alphabets import alphabets, is_disguised, looks
from ingest.hygiene import folded


def look_alikes(shown: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    """In words, each of the outlets shown that looks like another one of the library, or is written to look like one."""
    by_looks = _by_looks(known)
    return tuple(
        dict.fromkeys(told for name in dict.fromkeys(shown) for told in _told(name, by_looks.get(looks(name), ())))
    )


def listed(outlets: Iterable[str]) -> dict[str, str]:
    r"""How outlets are called where one is to be chosen among them: of those that look alike or are disguised, in which letters.

    >>> list(listed(["Courier", "C\u043eurier", "Post"]).values())
    ['Courier (in Latin letters)', 'C\u043eurier (in Latin and Cyrillic letters)', 'Post']
    """
    known = list(outlets)
    by_looks = _by_looks(known)
    return {name: _marked(name) if any(_told(name, by_looks[looks(name)])) else name for name in known}


def _by_looks(known: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name in known:
        found.setdefault(looks(name), []).append(name)
    return found


def _told(name: str, alike: Iterable[str]) -> Iterator[str]:
    twins = sorted({name, *alike}, key=lambda one: (is_disguised(one), not one.isascii(), one))
    if len({folded(one) for one in twins}) > 1:
        told = ", ".join(_marked(one, isolated(one)) for one in twins)
        yield f"{len(twins)} outlets have names that look alike, and are not one: {told}"
    elif is_disguised(name):
        yield f"the name of the outlet {isolated(name)} is made of {_letters(name)}, and may pass for another's"


def _marked(name: str, written: str = "") -> str:
    return f"{written or name} (in {_letters(name)})"


def _letters(name: str) -> str:
    return f"{' and '.join(alphabets(name)) or 'no'} letters" + (", digits" if any(map(str.isdigit, name)) else "")
