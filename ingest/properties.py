"""What the properties of a document say of it, kept only where a person will have said it, not a program."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from ingest.dates import normalised

FIRST_YEAR = 1993  # an earlier date is a clock that was never set
MOST_DAYS_OF_WORK = timedelta(days=31)
_NO_TITLE = re.compile(
    r"untitled.*|microsoft \w+ - .*|(?:word document|document|print|slide|powerpoint presentation|about:blank).{0,3}|"
    r".*\.(?:docx?|odt|rtf|txt|pdf|indd|qxd|tex|html?|pages|pptx?|xlsx?)|\W*",
    re.I,
)
_NO_AUTHOR = re.compile(
    r"(?:admin\w*|user|owner|root|unknown|author|guest|python-docx|microsoft.*|windows.*|\W*)|.*[\\/@].*", re.I
)


def sensible_title(given: str) -> str:
    """The title unless it is a file's name or a program's stopgap, else "".

    >>> sensible_title("Microsoft Word - quay_v3.doc"), sensible_title("Quay closed until June")
    ('', 'Quay closed until June')
    """
    return "" if _NO_TITLE.fullmatch(given) else given


def sensible_author(given: str) -> str:
    """The author unless it is an account or a program, else ""."""
    return "" if _NO_AUTHOR.fullmatch(given) else given[:200]


def sensible_date(created: str, modified: str = "") -> str:
    """When a document was made, as ISO 8601; "" when that says nothing of its text: a template's date, a clock not set.

    >>> sensible_date("2026-03-10T07:30:00Z", "2026-03-10T09:00:00Z"), sensible_date("2013-12-23", "2026-03-10")
    ('2026-03-10T07:30:00+00:00', '')
    """
    made, saved = normalised(created), normalised(modified)
    if not made or datetime.fromisoformat(made).year < FIRST_YEAR:
        return ""
    if saved and _plain(saved) - _plain(made) > MOST_DAYS_OF_WORK:
        return ""
    return made


def _plain(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=None)
