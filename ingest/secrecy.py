"""What must not be said aloud: keys and passwords are blotted out of whatever is printed, whoever put them there."""

from __future__ import annotations

import os
import re
from pathlib import Path

BLOT = "…"
_USER = re.compile(r"(?<=://)[^\s/?#]*@")
_KEY = re.compile(r"\b(?:sk|pk|rk|gsk|xai|hf|ghp|gho|glpat|xox[abp]|AIza|lsv2)[-_]?[\w-]{14,}")
_BEARER = re.compile(r"\b(bearer|basic)\s+[\w.~+/=-]{8,}", re.I)


def masked(text: str) -> str:
    """The text without names and passwords of addresses, and without what looks like a key.

    >>> masked("https://ann:secret@news.example/a refused sk-0123456789abcdef")
    'https://…@news.example/a refused …'
    """
    text = _USER.sub(f"{BLOT}@", text)
    return _BEARER.sub(rf"\1 {BLOT}", _KEY.sub(BLOT, text))


def open_to_others(file: Path) -> bool:
    """Whether other users of this machine may read or change a file; systems without such permissions say no."""
    return os.name == "posix" and file.is_file() and bool(file.stat().st_mode & 0o077)
