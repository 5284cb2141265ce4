"""In what condition a part of the product is on this machine, as it was found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Condition:
    """What was found of a part, in words with what would mend it; `repaired` where it was mended just now."""

    words: str
    ok: bool = True
    repaired: bool = False
    details: Mapping[str, Any] = field(default_factory=dict)

    def finding(self, part: str) -> Json:
        """The finding as other programs read it, under the name of the part."""
        return {"part": part, "ok": self.ok, "state": self.words, "repaired": self.repaired, **self.details}
