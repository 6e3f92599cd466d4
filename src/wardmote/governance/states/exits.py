"""How far the complete exit of a partnership is. No row of a table is touched here."""

from enum import StrEnum


class ExitState(StrEnum):
    """ASKED: the worker has it to do. READY: the file may be taken, for a while. TOO_LARGE: it does not fit here; the command writes it. BROKEN: a defect stopped it. GONE: the file is forgotten."""

    ASKED = "asked"
    READY = "ready"
    TOO_LARGE = "too-large"
    BROKEN = "broken"
    GONE = "gone"
