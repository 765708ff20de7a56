"""Every error a user can meet.

    SearchkitError                exit code
    ├── QuerySyntaxError              2   the query cannot be read; knows the place
    ├── UsageError                    2   an option or setting makes no sense
    ├── NotFoundError                 1   no article of that id
    ├── IngestError                   5   a path given by the user cannot be read at all
    ├── IndexUnreadableError          3   no index, or one that cannot be used
    │   ├── NoIndexError              3
    │   ├── IndexVersionError         3   another format version
    │   └── IndexDamagedError         3   a checksum, length or offset is wrong
    ├── StorageError                  3   disk full, read-only, no permission
    └── IndexLockedError              4   another process is writing

The message says in one sentence what is wrong and where; `hint` says what to do next.
"""

from __future__ import annotations


class SearchkitError(Exception):
    """The base of all errors of this package; `exit_code` is what the program ends with."""

    exit_code = 2

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class QuerySyntaxError(SearchkitError):
    """A query that cannot be read.

    `position` and `length` count code points of `query` and cover the mistake; the printer draws a caret there.
    """

    def __init__(self, message: str, query: str, position: int, length: int = 1, hint: str = "") -> None:
        super().__init__(message, hint)
        self.query = query
        self.position = position
        self.length = max(1, length)


class UsageError(SearchkitError):
    """An option, setting or argument makes no sense."""


class NotFoundError(SearchkitError):
    """No article of that id."""

    exit_code = 1


class IngestError(SearchkitError):
    """A path given by the user does not exist or cannot be listed."""

    exit_code = 5


class IndexUnreadableError(SearchkitError):
    """There is no index that can be used."""

    exit_code = 3


class NoIndexError(IndexUnreadableError):
    """The folder holds no index."""


class IndexVersionError(IndexUnreadableError):
    """The index was written by another version of searchkit, or by something else."""


class IndexDamagedError(IndexUnreadableError):
    """A file of the index is missing, cut short or altered."""


class StorageError(SearchkitError):
    """The disk is full, read-only or not ours to write."""

    exit_code = 3


class IndexLockedError(SearchkitError):
    """Another process is writing to the index."""

    exit_code = 4
