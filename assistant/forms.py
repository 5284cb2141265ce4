"""What a briefing can go out as: one table of forms, each drawn from the JSON that is kept."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import datetime

from assistant.feed_out import Kept, briefings_atom, briefings_json_feed
from assistant.html_out import briefing_html
from assistant.layout import Json
from assistant.mail_out import briefing_eml
from assistant.markdown_out import briefing_markdown
from assistant.pdf_out import briefing_pdf
from assistant.text_out import briefing_text
from ingest.errors import SettingsError

Drawn = str | bytes
FEEDS: dict[str, Callable[[Iterable[Kept], str], Drawn]] = {"atom": briefings_atom, "jsonfeed": briefings_json_feed}
PAGES: dict[str, Callable[[Json], Drawn]] = {
    "md": briefing_markdown, "html": briefing_html, "text": briefing_text, "pdf": briefing_pdf,
    "json": lambda data: json.dumps(data, ensure_ascii=False) + "\n",
}  # fmt: skip
FORMS = (*PAGES, *FEEDS, "email")


def drawn(
    form: str, kept: Iterable[Kept], *, sender: str = "", recipients: tuple[str, ...] = (), library: str = ""
) -> bytes:
    """Kept briefings in a form: a feed of all, else the last of them; raises `SettingsError` for a form that there is not.

    `sender` and `recipients` are an e-mail's; `library` tells one library's feed from another's.
    """
    if form not in FORMS:
        raise SettingsError(f"{form!r} is no format; use one of {', '.join(FORMS)}")
    briefings = list(kept)
    if form in FEEDS:
        made = FEEDS[form](briefings, library)
    elif form == "email":
        moment, data = briefings[-1]
        made = briefing_eml(data, datetime.fromisoformat(moment), sender=sender, recipients=recipients)
    else:
        made = PAGES[form](briefings[-1][1])
    return made.encode() if isinstance(made, str) else made
