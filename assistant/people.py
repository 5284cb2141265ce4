"""Who is who in an article: the full name behind a surname, the person behind an office, and whether one is a she or a he."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from assistant.first_names import pronoun_of
from assistant.name_runs import named_in
from assistant.named import alike
from assistant.names import is_country_word
from assistant.noun_phrases import CAPITAL, OFFICES, PEOPLE, RANKS, is_person
from assistant.words import STOP_WORDS

_WITHIN = re.compile(
    rf"(?<=[\w,;:] )(?:(?<!\b[Tt]he )|(?!\S*[’']s\b)){CAPITAL}"
)  # but "the Mint's" is no name of its own
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
_SUBORDINATING = _CONJUNCTIONS - {"and", "but", "so", "then"}
_COURTESY = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Lady|Lord)\.?\s$")
_OPENS_MAIN = re.compile(r",\s(?:[\w’'.-]+\s)?$")
_WOMEN = frozenset(
    "mrs ms miss lady dame queen princess spokeswoman congresswoman chairwoman councilwoman actress mother wife widow daughter sister businesswoman woman duchess baroness grandmother".split()
)
_MEN = frozenset(
    "mr sir lord king prince spokesman congressman chairman councilman actor father husband widower son brother businessman man duke baron grandfather pope".split()
)
_COURTESIES = frozenset("mr mrs ms miss sir lady lord dame dr".split())
# Behind these a single capitalised word is a person's surname; "General Motors" and "Captain Cook Bridge" are none.
_TITLED = _COURTESIES | frozenset(
    "president senator sen governor gov mayor minister chancellor premier secretary congressman congresswoman rep judge justice sheriff prof professor".split()
)
MANY = 2  # times that a name must stand behind "the" to be that of a thing
TITLED = 2  # times that a single word must stand behind a title to be a person's name
CLEAR = 2  # how many times as often one pronoun must follow a name as the other to be taken for the person's


class People:
    """The persons whom an article names, learnt from all of its paragraphs at once."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._count: Counter[str] = Counter()
        self._roles: dict[str, set[str]] = {}
        self._full: dict[str, list[str]] = {}  # full names by each of their first and last words
        self._alone: set[str] = set()  # surnames that stood alone before any full name had them
        self._titles: dict[str, list[str]] = {}  # those of surnames that stand behind a title and without a first name
        self._votes: dict[str, Counter[str]] = {}
        self._pattern: re.Pattern[str] | None = None
        self._things: Counter[str] = Counter()  # what looks like a person's name and stands behind "the"
        self._placed: Counter[str] = Counter()  # what looks like a person's name and stands behind "in"
        self._large: set[str] = set()  # words with a capital within a sentence
        for text in texts:
            self._read(text)
        self._forget_things()
        self._forget_places()
        self._meet_titled()

    def _read(self, text: str) -> None:
        for words, start, ranks in named_in(text):
            name = re.sub(r"[’']s?$", "", " ".join(words))
            before = re.search(r"\b(?:the|(in|at|near)) $", text[max(0, start - 6) : start], re.I)
            if is_person(name) and not before:
                self._meet(name, text, start, ranks)
            elif is_person(name) and before and before[1] and not pronoun_of(name):
                self._placed[name] += 1
            elif len(words) == 1:
                self._alone.add(name)
                if ranks and (title := ranks[-1].casefold().rstrip(".")) in _TITLED:
                    self._titles.setdefault(name, []).append(title)
            elif re.search(r"\bthe $", text[max(0, start - 4) : start], re.I):
                self._things[name] += 1
        self._large.update(_WITHIN.findall(text))

    def _meet_titled(self) -> None:
        """Take those for persons who are only ever named as "Mr Hale" and "Hale"."""
        for name, titles in self._titles.items():
            if len(titles) >= TITLED and name not in self._full:
                self._full[name] = [name]
                self._count[name] += len(titles)
                self._roles.setdefault(name, set()).update(titles)

    def _forget_places(self) -> None:
        """Take for no person whatever lies "in Port Aldo" as often as it stands otherwise, and whose last word never stands alone."""
        for name, times in self._placed.items():
            if 0 < self._count[name] <= times and not self._roles.get(name) and _surname(name) not in self._alone:
                self._forget(name)

    def _forget_things(self) -> None:
        """Take for no person whatever is called "the Grey Heron" at least once for every two times by the name alone."""
        for name, times in self._things.items():
            if times >= MANY and 0 < self._count[name] <= 2 * times:
                self._forget(name)

    def _forget(self, name: str) -> None:
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
        if not own or (len(words) == 1 and _is_junior(own[0]) and self._is_other(name, own[0])):
            return name
        return own[0]

    def _is_other(self, surname: str, junior: str) -> bool:
        """Whether a surname that stands alone is not that of a "Tomas Hale Jr.", but of whoever was called so before or holds an office."""
        offices = set(self._titles.get(surname, ())) - _COURTESIES
        return bool(self._count[f"?{surname}"]) or not offices <= self._roles.get(junior, set())

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
        found = [name for name in found if " " in name] or found
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
        for words, start, ranks in named_in(text):
            end = start + len(" ".join(words))
            name = re.sub(r"[’']s?$", "", " ".join(words))
            title = next((_title(rank) for rank in reversed(ranks) if _title(rank)), "")
            if full := self.named(name, title):
                yield full, start, end

    def subject(self, text: str) -> str:
        """The person whom a sentence is about by its look: the first that opens a clause, alone or behind an office.

        One behind a comma comes before one of a subordinate clause ("On the day that Orr resigned, Hale laughed").
        """
        subordinate = ""
        for name, start, end in self.mentions(text):
            before = _BEFORE.search(_COURTESY.sub("", text[:start]))
            opens = before is None or before[1] in _CONJUNCTIONS or before[1][:1].isupper() or _is_office(before[1])
            if (
                opens
                and not _PREPOSED.search(text[:start])
                and not re.search(r"[’']s?$", text[start:end])
                and not re.match(r"[’']", text[end:])
            ):
                is_main = before is None or before[1] not in _SUBORDINATING
                if is_main and (not subordinate or _OPENS_MAIN.search(text[:start])):
                    return name
                subordinate = subordinate or name
        return subordinate


def _is_office(word: str) -> bool:
    return word in RANKS or bool(re.fullmatch(PEOPLE, word))


def _title(rank: str) -> str:
    plain = rank.casefold().rstrip(".")
    return "she" if plain in {"mrs", "ms", "miss", "lady", "dame"} else "he" if plain in {"mr", "sir", "lord"} else ""


def _is_junior(name: str) -> bool:
    return name.rstrip(".").endswith(("Jr", "Sr"))


def _surname(name: str) -> str:
    words = [word for word in name.split() if word not in {"Jr", "Jr.", "Sr", "Sr."}]
    return words[-1].rstrip(",") if words else name


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
