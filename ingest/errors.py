"""The errors of the product, one tree; every message says what happened, to what, and what to do next.

BriefingError
├── SourceError      something given to the library could not be read or holds no article
│   └── FetchError       a web address could not be fetched
│       ├── Blocked          the address, or where it leads, is refused: another try changes nothing
│       ├── RobotsDenied     the site asks programs not to read that page
│       ├── TooLarge         there is more of it than is read
│       ├── Deadline         it took too long
│       ├── Unreachable      no connection, or one that broke off
│       ├── Garbled          an answer that is not HTTP or cannot be unpacked
│       └── Busy             the host asked to be left alone for a while
├── LibraryError     the library's folder or file cannot be used
│   ├── LibraryBusy  another process is writing to it
│   └── IndexBroken  the vector index beside it failed; it is built anew, and an exact search answers meanwhile
├── ModelError       an embedding model or chat model cannot be loaded or does not answer
│   └── NotDrawn         an embedding model is of a kind that only sentence-transformers runs
├── DeliveryError    a briefing cannot be drawn in a form, or cannot be sent
├── SettingsError    a setting is unknown or has a value that makes no sense
└── NotFound         an article, conversation or day that was asked for is not there
"""

from ingest.hygiene import clean_line


class BriefingError(Exception):
    """An error whose message can be shown to a user as it is."""


def in_a_line(error: BaseException) -> str:
    r"""The first line of what an error of another library says, its kind where it says nothing.

    >>> in_a_line(OSError("no such model\n(and a page of advice)")), in_a_line(MemoryError())
    ('no such model', 'MemoryError')
    """
    return next(iter(str(error).strip().splitlines()), type(error).__name__)


class SourceError(BriefingError):
    """A source that could not be read, or that holds no article.

    What a library says of a stranger's file often repeats what stands in it; the message is one clean line all the same.
    """

    def __init__(self, message: str) -> None:
        super().__init__(clean_line(message))


class FetchError(SourceError):
    """A web address that could not be fetched; an answer of a server, even "not found", is no error but a response."""


class Blocked(FetchError):
    """An address that is not fetched by policy, or that redirects to such a one."""


class RobotsDenied(FetchError):
    """An address that the site's robots.txt closes to programs."""


class TooLarge(FetchError):
    """An answer with more bytes than are read, packed or unpacked."""


class Deadline(FetchError):
    """An answer that did not come, or was not complete, in the time it is given."""


class Unreachable(FetchError):
    """A server whose name, connection or certificate failed, or that broke off in the middle."""


class Garbled(FetchError):
    """An answer that breaks the rules of HTTP or of its own packing."""


class Busy(FetchError):
    """A host that asked by `Retry-After` to be left alone, for `seconds` more."""

    def __init__(self, message: str, seconds: float) -> None:
        super().__init__(message)
        self.seconds = seconds


class LibraryError(BriefingError):
    """A library that cannot be opened, read or written."""


class LibraryBusy(LibraryError):
    """A library to which another process is writing at the moment; `holder` is its id, "unknown" where it left none."""

    def __init__(self, message: str, holder: str = "unknown") -> None:
        super().__init__(message)
        self.holder = holder


class IndexBroken(LibraryError):
    """A vector index that cannot be read or written; no question fails for it."""


class ModelError(BriefingError):
    """A model that cannot be loaded or does not answer."""


class NotDrawn(ModelError):
    """An embedding model of a kind that is left to sentence-transformers; the message says what it is that is not known."""


class DeliveryError(BriefingError):
    """A briefing that cannot be drawn in the form that was asked for, or that no mail server took."""


class SettingsError(BriefingError):
    """A setting that is unknown or whose value makes no sense."""


class NotFound(BriefingError):
    """Something asked for by name that the library does not hold."""
