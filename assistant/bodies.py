"""The bodies that an article names, and which of them "the group", "the agency" or "the company" is where it is read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from assistant.noun_phrases import RUN

FARTHEST = 90  # characters of a name
NEAR = 3  # sentences back in which a body must have been named for "the group" to be it
MOST = 60  # bodies of an article that are looked at
_KIND = (
    r"(?:group|company|firm|agency|association|organi[sz]ation|union|charity|foundation|coalition|federation|institute|alliance|authority|network|airline|"
    r"commission|committee|council|ministry|department|party|university|non-?profit|think tank|watchdog|trust|club|society)"
)
_APPOSED = re.compile(rf", (?:an?|the|another) (?:[\w’'-]{{1,30}} ){{0,4}}?(?P<kind>{_KIND})\b")
_CALLED_SO = re.compile(rf"\b(?=[A-Z])(?P<kind>(?i:{_KIND}))s?\b(?! [A-Z])")
_NAME = re.compile(rf"(?:\b[Tt]he )?{RUN}(?: (?:of|for|on) (?:the )?{RUN})?$")
_BARE = re.compile(rf"the ({_KIND})")
_ALSO = {"authority": "agency", "commission": "agency"}


class Bodies:
    """The bodies that an article calls a group, an agency, a company …, learnt from all of its paragraphs at once."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._kinds: dict[str, set[str]] = {}
        self._named: dict[str, int] = {}  # the number of the sentence in which each was named last
        self._read = 0  # sentences
        for text in texts:
            for kind, end in islice(_kinds(text), MOST - len(self._kinds)):
                if name := _NAME.search(text[max(0, end - FARTHEST) : end]):
                    plain = re.sub(r"^The ", "the ", name[0])
                    if plain.casefold() not in {kind, f"the {kind}"}:
                        self._kinds.setdefault(plain, set()).update({kind, _ALSO.get(kind, kind)})

    def listen(self, sentence: str) -> None:
        """Note which bodies a sentence names."""
        self._read += 1
        for name in self._kinds:
            if name.removeprefix("the ") in sentence:
                self._named[name] = self._read

    def called(self, words: str) -> str:
        """The one body that is meant with "the group", "" where the words say more, or none or several were named just now.

        >>> bodies = Bodies(["According to the Osten Boat Associations, a trade group, it is over."])
        >>> bodies.listen("According to the Osten Boat Associations, a trade group, it is over.")
        >>> bodies.called("the group"), bodies.called("the company")
        ('the Osten Boat Associations', '')
        """
        bare = _BARE.fullmatch(words)
        if not bare:
            return ""
        near = [name for name, at in self._named.items() if self._read - at <= NEAR and bare[1] in self._kinds[name]]
        if len(near) != 1:
            return ""
        self._named[near[0]] = self._read
        return near[0]


def _kinds(text: str) -> Iterator[tuple[str, int]]:
    """What some bodies of a text are called, each with the place where its name ends."""
    for match in _APPOSED.finditer(text):
        yield match["kind"], match.start()
    for match in _CALLED_SO.finditer(text):
        yield match["kind"].casefold(), match.end()
