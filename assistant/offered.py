"""The models that an Ollama server has, asked for only when a reader wants the list.

The server is semi-trusted: nothing of its errors is repeated, and a name that does not look like one is passed over.
"""

from __future__ import annotations

import re

from ingest.errors import ModelError

SECONDS = 5.0  # the server runs on this machine or near it
MOST = 200
_NAME = re.compile(r"[\w./-]{1,120}(?::[\w.-]{1,80})?")


def ollama_models() -> list[str]:
    """The names of the server's models, in order of the alphabet; raises `ModelError` when it cannot be asked."""
    try:
        from ollama import Client
    except ImportError as error:
        raise ModelError(
            "to ask Ollama a package is needed that is not installed: pip install 'cited-briefing[ollama]'"
        ) from error
    try:
        listed = Client(timeout=SECONDS, follow_redirects=False).list().models
    except Exception as error:
        raise ModelError(_told(error)) from error
    return sorted({one.model for one in listed if one.model and _NAME.fullmatch(one.model)})[:MOST]


def _told(error: Exception) -> str:
    status = getattr(error, "status_code", None)
    if isinstance(status, int) and status > 0:
        return f"Ollama's server does not give its list ({status})"
    if isinstance(error, ConnectionError) or "Connect" in type(error).__name__:
        return "Ollama's server does not run at its address: start it, or set OLLAMA_HOST to where it runs"
    return f"Ollama's server gives no list that can be read ({type(error).__name__})"
