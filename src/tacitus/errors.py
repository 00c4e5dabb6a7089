"""Everything that Tacitus raises. An outcome is a value (Skipped, Found without a value); an error means a person must act.

TacitusError
├── InputError        an input cannot be read at all: no such file, a folder without reports, a wrong option
├── TableError        a rule table is wrong: the row is named
├── ModelError        the encoder's files are missing or do not fit
├── LedgerError       the ledger cannot be opened, is locked, full, damaged, or of another version
└── OutputError       the output cannot be written
"""


class TacitusError(Exception):
    """The message is one line: what, where, what to do."""


class InputError(TacitusError):
    """An input cannot be read at all."""


class TableError(TacitusError):
    """A rule table is wrong."""


class ModelError(TacitusError):
    """The encoder or the gazetteer is missing or does not fit this version."""


class OutputError(TacitusError):
    """The output cannot be written."""


class LedgerError(TacitusError):
    """The ledger cannot be opened, read or written."""
