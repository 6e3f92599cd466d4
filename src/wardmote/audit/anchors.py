"""Anchors: the seals written down again outside the register, where its owner does not write.

WARDMOTE_ANCHORS names one folder or several (as PATH does); without it, `anchors` in the home folder. Each gets `anchors.jsonl`, one line for each seal, only ever appended to, and a copy of the public
key. A folder on another machine, or on storage that cannot be overwritten, is what makes a rewritten log show.
"""

import contextlib
import json
import logging
import os
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import fasteners

from wardmote.audit import signing
from wardmote.audit.seals import Seal
from wardmote.engine.errors import WardmoteError
from wardmote.platform import places
from wardmote.words import gettext as _

FILE = "anchors.jsonl"
LINE = 4096  # bytes that no line is longer than
log = logging.getLogger("wardmote.audit")


class NotAnchored(WardmoteError):
    """A folder for anchors could not be written. The seal itself stands, and is anchored there as soon as it can be."""


class AheadOfTheLog(WardmoteError):
    """The anchors know seals that the register has lost: it was put back to an earlier state."""


def folders() -> list[Path]:
    told = os.environ.get("WARDMOTE_ANCHORS")
    return [Path(part) for part in told.split(os.pathsep) if part] if told else [places.home() / "anchors"]


def mailbox() -> str:
    """The address that gets the first anchor of each hour; empty where none is set."""
    return os.environ.get("WARDMOTE_ANCHOR_MAIL", "")


def read(folder: Path) -> list[str]:
    """The whole lines in a folder, oldest first; none when nothing was anchored there yet."""
    return _text(folder).split("\n")[:-1]


def torn(folder: Path) -> str:
    """What stands behind the last whole line: the beginning of one that a power cut tore. The next seal writes it anew. Else nothing."""
    return _text(folder).split("\n")[-1].strip("\0")


def _text(folder: Path) -> str:
    path = folder / FILE
    return path.read_text(errors="replace") if path.exists() else ""


def last_number(folder: Path) -> int:
    """The number of the last seal anchored in a folder, 0 when there is none."""
    path = folder / FILE
    if not path.exists():
        return 0
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 2 * LINE))
        lines = file.read().split(b"\n")[:-1]
    return Seal.from_json(json.loads(lines[-1])).number if lines else 0


def ahead_of(number: int) -> list[Path]:
    """The folders that know of seals above a number. One that cannot be read is passed over here: writing it will say so."""
    found = []
    for folder in folders():
        with contextlib.suppress(OSError, ValueError, KeyError):
            if last_number(folder) > number:
                found.append(folder)
    return found


def catch_up(seals_after: Callable[[int], Sequence[Seal]]) -> None:
    """Append to each folder the seals that it lacks; `seals_after` tells those above a number. Raises NotAnchored after having tried all."""
    failed = []
    for folder in folders():
        try:
            _append(folder, seals_after)
        except (OSError, ValueError, KeyError) as problem:
            log.exception("not anchored in %s", folder)
            failed.append(f"{folder} ({problem})")
    if failed:
        raise NotAnchored(_("the log was sealed, and not anchored in {folders}").format(folders=", ".join(failed)))


def line(seal: Seal) -> str:
    """A seal as its line has it."""
    return json.dumps(seal.as_json(), sort_keys=True)


def set_aside(ahead: Sequence[Path], now: datetime) -> None:
    """Keep the anchors of a state that the register no longer has under another name; the next seal writes them anew from the first."""
    for folder in ahead:
        (folder / FILE).rename(folder / f"anchors-until-{now:%Y%m%dT%H%M%SZ}.jsonl")


def _append(folder: Path, seals_after: Callable[[int], Sequence[Seal]]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with fasteners.InterProcessLock(folder / ".lock"):
        _take_off_a_torn_line(folder / FILE)
        missing = seals_after(last_number(folder))
        with (folder / FILE).open("a") as file:
            for seal in missing:
                file.write(line(seal) + "\n")
            file.flush()
            os.fsync(file.fileno())
        _leave_public_key(folder)


def _take_off_a_torn_line(path: Path) -> None:
    """A line without its end was never finished: its seal stands in the register, and is written again."""
    if not path.exists():
        return
    whole = path.read_bytes().rfind(b"\n") + 1
    if whole < path.stat().st_size:
        log.warning("%s ended in a torn line, which is written anew", path)
        os.truncate(path, whole)


def _leave_public_key(folder: Path) -> None:
    key = signing.own()
    path = folder / f"public-key-{signing.key_name(key.public_key())}.pem"
    if not path.exists():
        path.write_text(signing.public_pem(key))


def said_of_a_log_put_back(folder: Path, number: int) -> str:
    """The sentence for a register that was put back."""
    said = _(
        "{folder} holds anchors up to seal {anchored}, the register only {number}: it was put back to an earlier state. "
        "Nothing is sealed until somebody says that this was meant (wardmote seal --put-back)."
    )
    return said.format(folder=folder, anchored=last_number(folder), number=number)
