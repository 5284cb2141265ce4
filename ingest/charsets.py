"""The encodings that texts of the web are in, by the names that servers and pages give them.

Python's own table knows more: `punycode` takes hours over a few megabytes, `undefined` raises what nobody expects, `utf-7` and
`unicode_escape` make markup of what was plain text. So a name counts only when it is one of those that browsers know (the WHATWG's
Encoding Standard), and means what it means to them: who says Latin-1 writes Windows-1252.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterable

_READ = {
    "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "cp866", "koi8-r", "koi8-u", "mac-roman", "mac-cyrillic",
    "gb18030", "big5hkscs", "euc_jp", "iso2022_jp", "cp932", "cp949", "cp874", "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255",
    "cp1256", "cp1257", "cp1258", *(f"iso8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)),
}  # fmt: skip
_WIDER = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874", "gb2312": "gb18030", "gbk": "gb18030",
    "big5": "big5hkscs", "euc_kr": "cp949", "shift_jis": "cp932",
}  # fmt: skip


_ALSO_CALLED = {
    "windows-874": "cp874", "windows-31j": "cp932", "x-sjis": "cp932", "windows-949": "cp949", "iso-8859-8-i": "iso8859-8", "x-gbk": "gb18030",
    "x-mac-cyrillic": "mac-cyrillic", "x-mac-roman": "mac-roman",
}  # fmt: skip


def known(name: str) -> str:
    """The name by which Python reads the encoding of a name, "" where no text should be in it.

    >>> known("ISO-8859-1"), known(" Shift_JIS"), known("punycode"), known("x-user-defined")
    ('cp1252', 'cp932', '', '')
    """
    try:
        found = codecs.lookup(_ALSO_CALLED.get(name.strip().lower(), name.strip())).name
    except (LookupError, ValueError):
        return ""
    found = _WIDER.get(found, found)
    return found if found in _READ else ""


def text_of(body: bytes, named: Iterable[str]) -> str | None:
    """The bytes as text: what reads as UTF-8 is that, whatever it is said to be; else in the first of the named encodings that fits.

    None where none fits. Only bytes with a NUL or an escape in them are first read as they are named: so look UTF-16 and ISO-2022-JP.
    """
    declared = [found for name in named if (found := known(name))]
    wide = b"\x00" in body or b"\x1b" in body
    for encoding in [*declared, "utf-8"] if wide else ["utf-8", *declared]:
        try:
            return body.decode(encoding)
        except UnicodeError:
            continue
    return None
