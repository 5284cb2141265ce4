"""The errors of the product, one tree; every message says what happened, to what, and what to do next.

BriefingError
├── SourceError      something given to the library could not be read or holds no article
├── LibraryError     the library's folder or file cannot be used
│   └── LibraryBusy  another process is writing to it
├── ModelError       an embedding model or chat model cannot be loaded or does not answer
├── SettingsError    a setting is unknown or has a value that makes no sense
└── NotFound         an article, conversation or day that was asked for is not there
"""


class BriefingError(Exception):
    """An error whose message can be shown to a user as it is."""


class SourceError(BriefingError):
    """A source that could not be read, or that holds no article."""


class LibraryError(BriefingError):
    """A library that cannot be opened, read or written."""


class LibraryBusy(LibraryError):
    """A library to which another process is writing at the moment."""


class ModelError(BriefingError):
    """A model that cannot be loaded or does not answer."""


class SettingsError(BriefingError):
    """A setting that is unknown or whose value makes no sense."""


class NotFound(BriefingError):
    """Something asked for by name that the library does not hold."""
