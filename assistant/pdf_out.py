"""A briefing, or whatever else is laid out like one, as PDF, drawn from its HTML by WeasyPrint: the only file that imports it, and it fetches nothing."""

from __future__ import annotations

import functools
import hashlib
import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from datetime import UTC, datetime
from typing import Any

from assistant.html_out import briefing_html
from assistant.layout import Json
from ingest.errors import DeliveryError, in_a_line


def briefing_pdf(data: Json) -> bytes:
    """The JSON of a briefing as PDF, with links between sentences and sources; the same briefing gives the same bytes.

    Raises `DeliveryError` where WeasyPrint, or the Pango library that it draws with, is not installed.
    """
    return pdf_of(briefing_html(data), _made(data))


def pdf_of(page: str, made: datetime) -> bytes:
    """A standalone page of HTML as PDF, made at a moment; the same page and moment give the same bytes.

    Raises `DeliveryError` where WeasyPrint, or the Pango library that it draws with, is not installed.
    """
    weasyprint = _weasyprint()
    with _quiet():
        document = weasyprint.HTML(string=page, url_fetcher=_refused, media_type="print").render()
        document.metadata.created = document.metadata.modified = made.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        return bytes(document.write_pdf(pdf_identifier=hashlib.sha256(page.encode()).digest()[:16], pdf_tags=True))


@functools.cache
def what_is_missing() -> str:
    """Why no PDF can be made here, in words with what to install; "" where one can.

    Whether Pango is there shows only when WeasyPrint is loaded, which takes half a second, once.
    """
    try:
        _weasyprint()
    except DeliveryError as error:
        return str(error)
    return ""


def _weasyprint() -> Any:
    try:
        with redirect_stdout(io.StringIO()):  # it prints a page of advice where Pango is missing
            import weasyprint
    except ModuleNotFoundError as error:
        raise DeliveryError(
            f"a PDF needs the package {error.name}, which is not installed; run: pip install '.[pdf]'"
        ) from error
    except OSError as error:  # the package is there, a library of the system is not
        raise DeliveryError(
            f"a PDF needs the library Pango, which could not be loaded ({in_a_line(error)[:120]}); "
            "install it (on Debian and Ubuntu: apt install libpango-1.0-0 libpangoft2-1.0-0; on macOS: brew install pango)"
        ) from error
    return weasyprint


def _refused(url: str, *_: object, **__: object) -> Any:
    raise ValueError(f"a briefing loads nothing from outside, not {url!r}")


def _made(data: Json) -> datetime:
    """The end of the day that is told, as the time of the document: no clock is read."""
    ends = data.get("window") or ()
    moment = datetime.fromisoformat(ends[-1]) if ends else datetime.fromisoformat(str(data.get("day") or "1970-01-01"))
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


@contextmanager
def _quiet() -> Iterator[None]:
    """WeasyPrint tells of each style rule that it does not know; a reader of the briefing can do nothing about it."""
    logger = logging.getLogger("weasyprint")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)
