"""Names that pass for others: what a name looks like, whichever alphabet its letters are of. No text is changed by it."""

from __future__ import annotations

import re
import unicodedata

# Letters that look like Latin ones in common type, chosen by eye, as escapes: they could not be told apart here either.
_CYRILLIC = (
    "\u0410\u0412\u0415\u0405\u0406\u0408\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425\u04ae\u051a\u051c\u04c0"
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0455\u0456\u0458\u04bb\u04cf\u0501\u051b\u051d\u043a",
    "ABESIJKMHOPCTYXYQWIaeopcyxsijhldqwk",
)
_GREEK = (
    "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7"
    "\u03b1\u03b3\u03b9\u03ba\u03bd\u03bf\u03c1\u03c5\u03c7\u03f2\u03f3",
    "ABEZHIKMNOPTYXayikvopuxcj",
)
_OTHERS = ("\u0578\u057d\u0585\u0570\u0581\u0131\u0261\u0251", "nuohgiga")  # Armenian, and Latin's own
_LATIN = str.maketrans("".join(one[0] for one in (_CYRILLIC, _GREEK, _OTHERS)), "".join(one[1] for one in (_CYRILLIC, _GREEK, _OTHERS)))  # fmt: skip
_STROKES = str.maketrans("I1|0", "lllO")
_WORD = re.compile(r"[^\W\d_]+")


def looks(name: str) -> str:
    r"""What a name looks like; names that a reader may take for each other look the same.

    >>> looks("C\u043eurier") == looks("Courier"), looks("Morning Bell") == looks("Moming BeIl"), looks("Post") == looks("Past")
    (True, True, False)
    """
    plain = unicodedata.normalize("NFKC", name).translate(_LATIN).translate(_STROKES).casefold()
    return " ".join(plain.split()).replace("rn", "m").replace("vv", "w")


def is_disguised(text: str) -> bool:
    r"""Whether a word of it has letters of several alphabets that all look Latin, as no language writes it.

    >>> is_disguised("C\u043eurier"), is_disguised("Courier \u043e\u043d")
    (True, False)
    """
    words = (word for word in _WORD.findall(text) if not word.isascii())
    return any(
        len(alphabets(word)) > 1 and alphabets(unicodedata.normalize("NFKC", word).translate(_LATIN)) == ["Latin"]
        for word in words
    )


def alphabets(text: str) -> list[str]:
    r"""The alphabets of a text's letters, in order of first use.

    >>> alphabets("\u041eslo")
    ['Cyrillic', 'Latin']
    """
    named = (unicodedata.name(one, "").partition(" ")[0].title() for one in text if one.isalpha())
    return list(dict.fromkeys("Latin" if name == "Fullwidth" else name for name in named if name))


def disguises(title: str, outlet: str) -> tuple[str, ...]:
    """In words, which of an article's names is written to look like another."""
    return tuple(
        f"{what} has words of {' and '.join(alphabets(name))} letters that look alike; it may be meant to pass for another"
        for what, name in (("its title", title), ("its outlet's name", outlet))
        if is_disguised(name)
    )
