"""Who is who in an article: the full name behind a surname, the person behind an office, and whether one is a she or a he."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from assistant.first_names import pronoun_of
from assistant.named import alike
from assistant.names import is_country_word
from assistant.noun_phrases import CAPITAL, GIVEN, OFFICES, OPENERS, ORGANISATION, PARTICLE, PEOPLE, RANKS, is_person
from assistant.words import STOP_WORDS, is_date_word

_RUN = re.compile(rf"(?<![\w’'-]){CAPITAL}(?:\s(?:{PARTICLE}\s){{0,2}}{CAPITAL})*(?:,?\s(?:Jr|Sr)\b\.?)?")
_WITHIN = re.compile(rf"(?<=[\w,;:] ){CAPITAL}")
_WORD = re.compile(r"[\w’'.-]+")
_BEHIND = re.compile(
    r"(?:,? (?:Jr|Sr)\.?)?,\s(?:who is |now )?(?:(?:an?|the|his|her|its|their)\s)?((?:[\w’'-]+\s?){1,7})"
)
_PRONOUN = re.compile(r"\b(?:(he|his|him|himself)|(she|her|hers|herself))\b")
_SAYS = re.compile(r"\b(?:said|says|told|wrote|is|was|were|are|has|had|have)\b")
_PREPOSED = re.compile(
    r"\b(?:in|on|at|of|to|from|with|near|against|by|for|over|into|between|about|than|like|or|behind|after|before|including)\s(?:[\w’'.-]+\s){0,3}$",
    re.I,
)
_BEFORE = re.compile(r"([\w’'-]+)\.?\s$")
_CONJUNCTIONS = frozenset(
    "and but as while when that because after before if since although though so then where".split()
)
_WOMEN = frozenset(
    "mrs ms miss lady dame queen princess spokeswoman congresswoman chairwoman councilwoman actress mother wife widow daughter sister businesswoman woman duchess baroness grandmother".split()
)
_MEN = frozenset(
    "mr sir lord king prince spokesman congressman chairman councilman actor father husband widower son brother businessman man duke baron grandfather pope".split()
)
MANY = 2  # times that a name must stand behind "the" to be that of a thing
CLEAR = 2  # how many times as often one pronoun must follow a name as the other to be taken for the person's


# The words of a name, where they begin, and the titles before them.
_Part = tuple[tuple[str, ...], int, tuple[str, ...]]


class People:
    """The persons whom an article names, learnt from all of its paragraphs at once."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._count: Counter[str] = Counter()
        self._roles: dict[str, set[str]] = {}
        self._full: dict[str, list[str]] = {}  # full names by each of their first and last words
        self._alone: set[str] = set()  # surnames that stood alone before any full name had them
        self._votes: dict[str, Counter[str]] = {}
        self._pattern: re.Pattern[str] | None = None
        self._things: Counter[str] = Counter()  # what looks like a person's name and stands behind "the"
        self._large: set[str] = set()  # words with a capital within a sentence
        for text in texts:
            self._read(text)
        self._forget_things()

    def _read(self, text: str) -> None:
        for words, start, ranks in _named_in(text):
            name = re.sub(r"[’']s?$", "", " ".join(words))
            if is_person(name) and not re.search(r"\b(?:the|in|at|near) $", text[max(0, start - 6) : start], re.I):
                self._meet(name, text, start, ranks)
            elif len(words) == 1:
                self._alone.add(name)
            elif re.search(r"\bthe $", text[max(0, start - 4) : start], re.I):
                self._things[name] += 1
        self._large.update(_WITHIN.findall(text))

    def _forget_things(self) -> None:
        """Take for no person whatever is called "the Grey Heron" at least once for every two times by the name alone."""
        for name, times in self._things.items():
            if times >= MANY and 0 < self._count[name] <= 2 * times:
                del self._count[name]
                for word in {name.split()[0], _surname(name)}:
                    self._full[word] = [one for one in self._full.get(word, ()) if one != name]

    def _meet(self, name: str, text: str, start: int, ranks: Sequence[str]) -> None:
        first, last = name.split()[0], _surname(name)
        known = next(
            (one for one in self._full.get(last, ()) if one.split()[0] == first and _surname(one) == last), None
        )
        if known is None:
            if last in self._alone and not ranks and last not in self._full and not _role_before(text, start):
                self._count[f"?{last}"] += 1
            self._full.setdefault(last, []).append(name)
            if first != last and (
                first not in self._alone or pronoun_of(name)
            ):  # "Osten" is no first name in "Osten Ferries"
                self._full.setdefault(first, []).append(name)
            known = name
        self._count[known] += 1
        roles = self._roles.setdefault(known, set())
        roles.update(word.casefold().rstrip(".") for word in ranks)
        roles.update(before := _role_before(text, start))
        if before and text[:start].endswith(
            ", "
        ):  # "the governor, Ada Hale, met the minister": the comma behind closes that
            return
        behind = _BEHIND.match(text, start + len(name))
        if behind and not behind[1][:1].isupper() and not _SAYS.search(behind[1]):
            roles.update(word.casefold() for word in _WORD.findall(behind[1]))

    def full(self, name: str) -> str:
        """The full name that an article gives a person, or the words themselves where it gives none."""
        words = name.split()
        if not words:
            return ""
        last = _surname(name)
        found = (
            self._full.get(last, [])
            if len(words) == 1
            else [one for one in self._full.get(last, []) if one.split()[0] == words[0]]
        )
        own = [one for one in found if _surname(one) == last] or found
        if not own or (len(words) == 1 and own[0].endswith(("Jr", "Jr.", "Sr", "Sr."))):
            return name
        return own[0]

    def named(self, name: str, pronoun: str = "") -> str:
        """The person whom a name stands for, "" where it is nobody known; a title's pronoun decides between two of one surname."""
        full = self.full(name)
        if full not in self._count:
            return ""
        if " " not in name:
            same = [one for one in self._full.get(name, []) if _surname(one) == name]
            if pronoun:
                return next((one for one in same if self.pronoun(one) in {pronoun, ""}), full)
            if len(same) > 1:
                ranked = sorted(same, key=lambda one: -self._count[one])
                return ranked[0] if self._count[ranked[0]] > self._count[ranked[1]] else full
        return full

    def is_name(self, word: str) -> bool:
        """Whether a word has a capital within a sentence too, not only where it begins one."""
        return word in self._large

    def is_alone(self, name: str) -> bool:
        """Whether a name of one word stands in the article, as that of a person without a first name does."""
        return name in self._alone

    @staticmethod
    def title(role: str) -> str:
        """Whether the titles in an office are those of a "she" or a "he", "" where they tell neither."""
        return next((one for word in role.split() if (one := _title(word))), "")

    def by_role(self, words: str, focus: str) -> str:
        """The one person who holds an office ("the minister"), or the one in focus who is what many are ("the lawyer"), else ""."""
        tokens = [word.casefold() for word in re.sub(r"[’']s\b", "", words).split()]
        if (
            not 2 <= len(tokens) <= 5
            or not (tokens[0] == "the" or is_country_word(words.split()[0]))
            or not _is_office(tokens[-1])
        ):
            return ""
        tokens = tokens[1:] if tokens[0] == "the" else tokens
        found = [
            name
            for name, roles in self._roles.items()
            if tokens[-1] in roles
            and all(any(word == role or alike(word, role) for role in roles) for word in tokens[:-1])
        ]
        return found[0] if len(found) == 1 and (found[0] == focus or tokens[-1] in OFFICES) else ""

    def pronoun(self, name: str) -> str:
        """Whether a person is a "she" or a "he", "" where the article does not tell."""
        roles = self._roles.get(name, set())
        if roles & _WOMEN or roles & _MEN:
            return "she" if roles & _WOMEN and not roles & _MEN else "he" if not roles & _WOMEN else ""
        if (known := pronoun_of(name)) and " " in name:
            return known
        votes = self._votes.get(name, Counter())
        if votes["he"] >= CLEAR * max(1, votes["she"]):
            return "he"
        return "she" if votes["she"] >= CLEAR * max(1, votes["he"]) else ""

    def learn(self, name: str, pronoun: str, weight: int = 1) -> None:
        """Take a pronoun that stood for a person as a hint at what he or she is."""
        self._votes.setdefault(name, Counter())[pronoun] += weight

    def listen(self, sentence: str) -> None:
        """Learn from a sentence in which one person is named and one pronoun follows."""
        mentions = list(self.mentions(sentence))
        if len({name for name, _, _ in mentions}) != 1:
            return
        name, at, _ = mentions[0]
        found = {"he" if match[1] else "she" for match in _PRONOUN.finditer(sentence, at)}
        if len(found) == 1:
            self.learn(name, found.pop())

    def mentions(self, text: str) -> Iterator[tuple[str, int, int]]:
        """The persons that a text names, by full name or surname, in order, each with its place."""
        for words, start, ranks in _named_in(text):
            end = start + len(" ".join(words))
            name = re.sub(r"[’']s?$", "", " ".join(words))
            title = next((_title(rank) for rank in reversed(ranks) if _title(rank)), "")
            if full := self.named(name, title):
                yield full, start, end

    def subject(self, text: str) -> str:
        """The person whom a sentence is about by its look: the first that opens a clause, alone or behind an office."""
        for name, start, end in self.mentions(text):
            before = _BEFORE.search(text[:start])
            opens = before is None or before[1] in _CONJUNCTIONS or before[1][:1].isupper() or _is_office(before[1])
            if (
                opens
                and not _PREPOSED.search(text[:start])
                and not re.search(r"[’']s?$", text[start:end])
                and not re.match(r"[’']", text[end:])
            ):
                return name
        return ""


def _is_office(word: str) -> bool:
    return word in RANKS or bool(re.fullmatch(PEOPLE, word))


def _title(rank: str) -> str:
    plain = rank.casefold().rstrip(".")
    return "she" if plain in {"mrs", "ms", "miss", "lady", "dame"} else "he" if plain in {"mr", "sir", "lord"} else ""


def _surname(name: str) -> str:
    words = [word for word in name.split() if word not in {"Jr", "Jr.", "Sr", "Sr."}]
    return words[-1].rstrip(",") if words else name


def _named_in(text: str) -> list[_Part]:
    """The names in the runs of capitalised words of a text."""
    runs = ((match.start(), _parts(match[0])) for match in _RUN.finditer(text))
    return [(words, begin + start, ranks) for begin, parts in runs for words, start, ranks in parts]


@functools.lru_cache(maxsize=20_000)
def _parts(run: str) -> tuple[_Part, ...]:
    """The names in a run of capitalised words, those behind a title or an organisation's word apart."""
    found: list[_Part] = []
    words: list[str] = []
    ranks: list[str] = []
    start = 0
    for match in re.finditer(r"[^\s,]+,?", run):
        word = match[0].rstrip(",")
        plain = word.casefold().rstrip(".")
        opens = match.start() == 0 and (plain in STOP_WORDS or plain in OPENERS)
        given = plain in GIVEN and not words and match.end() < len(run)
        land = not words and is_country_word(word) and run.count(" ", match.end()) >= 2
        if opens or land or plain in RANKS or (plain in ORGANISATION and not given) or is_date_word(plain):
            if words:
                found.append((tuple(words), start, tuple(ranks)))
            words, ranks = [], [*ranks, word] if plain in RANKS else []
            continue
        if not words:
            start = match.start()
        words.append(word)
        if re.search(r"[’']s?$", word):
            found.append((tuple(words), start, tuple(ranks)))
            words, ranks = [], []
    if words:
        found.append((tuple(words), start, tuple(ranks)))
    return tuple(found)


def _role_before(text: str, start: int) -> set[str]:
    """The words of the office that stands before a name, "the Estian foreign minister, Ada Hale" as "the lawyer Ada Hale"."""
    before = re.search(r"((?:[\w’'-]+\s){0,5}[\w’'-]+),?\s$", text[max(0, start - 70) : start])
    if not before:
        return set()
    words: list[str] = []
    for word in reversed(before[1].split()):
        plain = re.sub(r"[’']s$", "", word).casefold()
        if plain in STOP_WORDS and plain not in {"of", "for"}:
            break
        words.append(plain)
    if not words or not (
        _is_office(words[0]) or (re.search(r"\w+ of [A-Z]", before[1]) and any(map(_is_office, words)))
    ):
        return set()
    return set(words)
