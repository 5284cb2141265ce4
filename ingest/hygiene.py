"""Characters that may be stored or read: text without controls, invisible marks and look-alike spaces."""

from __future__ import annotations

import re
import unicodedata

_LINE_BREAKS = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
_SPACES = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# Controls but tab and newline, surrogates, bidirectional controls, zero-width marks, soft hyphens, tag characters,
# variation selectors, interlinear marks and non-characters: none of them is a word anybody wrote to be read.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\ud800-\udfff"
    "\U000e0000-\U000e0fff]"
)
_BY_NUMBER = re.compile(r"&#(?:[xX](?P<hex>[0-9a-fA-F]{1,40})|(?P<plain>\d{1,40}));?")


def clean(text: str) -> str:
    r"""The text in NFC with plain spaces and line breaks, and nothing invisible in it; cleaning twice changes nothing.

    >>> clean("Ferry\u200b toll\u00a0rises\r\nto 14")
    'Ferry toll rises\nto 14'
    """
    text = _LINE_BREAKS.sub("\n", text)
    text = _SPACES.sub(" ", text)
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text))


def clean_line(text: str) -> str:
    """The text on one line, cleaned, its spaces reduced to single ones."""
    return " ".join(clean(text).split())


def folded(text: str) -> str:
    """The text as it is compared where spacing and case make no difference."""
    return " ".join(text.split()).casefold()


def with_characters(text: str) -> str:
    r"""The text with a REPLACEMENT CHARACTER for each number that is no character of XML, a space for tabs down and new pages.

    Parsers break on such a number. As HTML has it; where nothing stood for it, what is left on both sides could make another one.

    >>> print(ascii(with_characters("&#xD800;&#233;&#xD&#0FFF;&#11;")))
    '\ufffd&#233;&#xD\ufffdFFF; '
    """
    return _BY_NUMBER.sub(_legal, text)


def _legal(reference: re.Match[str]) -> str:
    number = int(reference["hex"], 16) if reference["hex"] else int(reference["plain"])
    legal = (
        number in {9, 10, 13} or 32 <= number <= 0xD7FF or 0xE000 <= number <= 0xFFFD or 0x10000 <= number <= 0x10FFFF
    )
    return reference[0] if legal else " " if number in {11, 12} else "\ufffd"
