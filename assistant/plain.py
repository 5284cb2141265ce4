"""A model's sentence as plain text: its own marks taken off, and what makes a text unfit to be shown at all.

A reader's browser, mail program or chat window may turn text into links, pictures and formulas. What could become one is
never shown in a model's words; what only might, such as a bare domain or a bracket, where the article says the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from assistant.protocol import ID
from ingest.hygiene import clean_line

# A model's own marks for its sources: they are numbered here, in order of first use.
_MARKERS = re.compile(
    rf"\s*[\[【［(]\s*(?:sources?\s*:?\s*)?{ID}(?:\s*[,;]\s*{ID})*\s*[\])】］]|"
    r"\s*[\[【［]\s*\d{1,3}(?:\s*[,;]\s*\d{1,3})*\s*[\]】］]",
    re.I,
)
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3}|_{1,3})(?=[^\s*_])([^*_]+)(?<=\S)\1(?![\w*])")
_LIST_MARK = re.compile(r"^(?:\d{1,2}[.)]\s+|[\s*_#>•+-]+)(?=\D)")
_UNFIT = re.compile(
    r"\w:\s*//|www\.|\b(?:javascript|vbscript|mailto|xmpp|magnet|view-source)\s*:|"  # addresses
    r"\b(?:data|file)\s*:\s*[\w.]*/|\S@\S+\.\w|\bxn--|\b\d{1,3}(?:\.\d{1,3}){3}\b|%[0-9a-f]{2}|"
    r"\b[\w-]{1,63}[.。][^\W\d_]{2,24}[/?]\w|\]\s*[(\[:]|!\[|\[\^|"  # without a scheme; links, images, notes of Markdown
    r"<\s*[/!?a-z]|&#|&\w{2,8};|&(?:lt|gt|amp|quot|nbsp)\b|"  # tags and entities
    r"[{}`\\|]|\$\$|\*\*|__|~~|==|(?<!\w):[a-z][\w/+-]*(?::|\[)|"  # code, formulas, emphasis, directives and short codes
    rf"[A-Z0-9+/=_-]{{36,}}|\b[0-9a-f]{{24,}}\b|\b{ID}\b",  # what could smuggle something out; ids
    re.I,
)
# What is fit only where an article says it too: domains, brackets and notes, emphasis, schemes, formulas, long keys.
_ODD = re.compile(
    r"[\w-]{1,63}\.[^\W\d_]{2,24}\b|[\[【［〔⟦][^\]】］〕⟧]{0,80}|[\]】］〕⟧]|[⁰-⁹¹²³†‡]|\(\s*\d{1,2}\s*\)|\bsources?\s*:|"
    r"[*_]|\b[a-z][a-z0-9+.-]{1,20}:(?=[^\s\d])|\$(?=[a-z_^(])|(?=[\w+/=-]*\d)(?=[\w+/=-]*[a-z])[\w+/=-]{20,60}",
    re.I,
)


def plain(text: str) -> str:
    """A sentence on one line without a model's own markers, list marks and emphasis.

    >>> plain("- The **toll** is 21 [1] (s4k7d).")
    'The toll is 21.'
    """
    bare = _EMPHASIS.sub(r"\2", _MARKERS.sub("", clean_line(text)).strip(" #>•"))
    return _LIST_MARK.sub("", bare).strip(" *_#>•")


def is_unfit(text: str, told: Iterable[str]) -> bool:
    """Whether a sentence holds an address, markup or code, or what may pass for one and stands in none of the texts `told`.

    >>> is_unfit("See news.example/a", []), is_unfit("Ask News.example.", []), is_unfit("Ask News.example.", ["news.example"])
    (True, True, False)
    """
    known = " ".join(form.lower() for one in told for form in _forms(clean_line(one)))
    return any(
        _UNFIT.search(form) or any(match[0].lower() not in known for match in _ODD.finditer(form))
        for form in _forms(text)
    )


def _forms(text: str) -> tuple[str, str]:
    """A text as it is and as it looks: wide and raised characters made plain ones."""
    return text, unicodedata.normalize("NFKC", text)
