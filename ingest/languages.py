"""In which language a text is: what its page declares, held against the text itself. The only file that imports py3langid.

py3langid's probabilities are honest on news: none of 6,313 English articles was taken for another language of this
list (bench/languages.py). Loading it takes about a second, so a question that is plainly English never asks for it.
"""

from __future__ import annotations

import errno
import functools
import re
import tempfile
import threading
from collections.abc import Collection
from contextlib import suppress
from typing import Any

from ingest.disk import room
from ingest.errors import ModelError

# The languages that news is read in here; dialects and creoles of them only cost certainty.
KNOWN = """
af ar az be bg bn bs ca cs da de el en es et eu fa fi fr ga gl he hi hr hu hy id is it ja ka kk ko lt lv mk ms nl no
pl pt ro ru sk sl sq sr sv sw ta th tl tr uk ur uz vi zh
""".split()
# Neighbours that a model takes for each other; between them the page's own word counts.
ALIKE = ({"no", "nb", "nn", "da"}, {"bs", "hr", "sr", "sh", "sl"}, {"id", "ms"}, {"cs", "sk"}, {"gl", "pt", "es"},
         {"bg", "mk"}, {"az", "tr"}, {"zh", "yue", "wuu"}, {"tl", "fil"}, {"he", "iw"})  # fmt: skip
NAMES = {"english": "en", "eng": "en", "german": "de", "deutsch": "de", "deu": "de", "ger": "de", "french": "fr",
         "fra": "fr", "fre": "fr", "spanish": "es", "spa": "es", "russian": "ru", "rus": "ru", "ukrainian": "uk",
         "ukr": "uk", "italian": "it", "ita": "it", "polish": "pl", "pol": "pl"}  # fmt: skip

ENOUGH_WORDS = 8  # of fewer nothing is told: names alone read as any language
CERTAIN, BEYOND_DOUBT = 0.8, 0.98
BEYOND_DOUBT_WORDS = 25
LIKELY = 0.6  # for a question: of 1,733 real English ones two read as another language, one without a plain word
READ_CHARACTERS = 4000
_reading = threading.Lock()
_TAG = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*")
_LETTERS = re.compile(r"[^\W\d_]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_ENGLISH = re.compile(
    r"\b(?:the|what|who|whom|when|where|why|how|which|did|does|were|and|about|tell|from|with)\b", re.I
)


def tag(declared: str) -> str:
    """A declared language as a tag in lower case, "" for what is none.

    >>> tag("en_GB"), tag("Deutsch"), tag("?")
    ('en-gb', 'de', '')
    """
    plain = declared.strip().lower().replace("_", "-")
    plain = NAMES.get(plain, plain)
    return plain if _TAG.fullmatch(plain) and plain not in {"und", "mul", "zxx"} else ""


def family(language: str) -> str:
    """The language without its region: "en" for "en-gb"."""
    return language.partition("-")[0]


def settled(declared: str, text: str) -> tuple[str, tuple[str, ...]]:
    """The language of an article, "" when it cannot be told, and a note where its declaration was wrong.

    >>> settled("en", "Der Hafen wurde am Montag nach dem Sturm geschlossen. " * 3)
    ('de', ("declared as 'en', but the text reads as 'de'",))
    """
    given, count = tag(declared), _size(text)
    if count < ENOUGH_WORDS:
        return given, ()
    found, certainty = detected(text)
    if not given:
        return (found if certainty >= CERTAIN else ""), ()
    if certainty < BEYOND_DOUBT or count < BEYOND_DOUBT_WORDS or _same(family(given), found):
        return given, ()
    return found, (f"declared as {declared.strip()!r}, but the text reads as {found!r}",)


def detected(text: str) -> tuple[str, float]:
    """The language a text reads as, of those known here, and how sure that is: 0 to 1."""
    found, certainty = _identifier().classify(text[:READ_CHARACTERS])
    return str(found), float(certainty)


def is_read(language: str, reads: Collection[str]) -> bool:
    """Whether a model that reads these languages (none named: all) can read a text; an unknown language counts as read."""
    return not reads or not language or family(language) in reads


def is_other_question(text: str, reads: Collection[str]) -> bool:
    """Whether a question is plainly in a language that a model does not read; a few names alone never are."""
    if not reads or ("en" in reads and _ENGLISH.search(text)):
        return False
    letters = _LETTERS.findall(text)
    if letters and "en" in reads and len(_LATIN.findall(text)) < len(letters) / 2:
        return True
    if len(text.split()) < 3:
        return False
    with suppress(ModelError):  # which is not there on a full disk: the question is answered all the same
        found, certainty = detected(text)
        return certainty >= LIKELY and found not in reads
    return False


def _same(one: str, other: str) -> bool:
    return one == other or any({one, other} <= group for group in ALIKE)


def _size(text: str) -> int:
    """How many words a text has; a language written without spaces counts two letters for one."""
    return max(len(text.split()), len(_LETTERS.findall(text)) // 2 if not _LATIN.search(text[:200]) else 0)


def _identifier() -> Any:
    """The model, read once: threads that come meanwhile wait, and do not each unpack it for themselves.

    Raises `ModelError` where there is no room for that.
    """
    with _reading:
        return _read_once()


@functools.cache
def _read_once() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    try:
        identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    except OSError as error:  # it is unpacked into a file
        raise ModelError(
            f"the model that tells languages apart cannot be unpacked in the temporary folder {tempfile.gettempdir()!r}: "
            f"{error.strerror}; {room(error)}{', or name another folder by TMPDIR,' * (error.errno == errno.ENOSPC)} and run the command again"
        ) from error
    identifier.set_languages(KNOWN)
    return identifier
