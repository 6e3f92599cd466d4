"""The complete exit of a partnership for whoever asks for it on a page: done by the worker, packed, and kept sealed. It holds what they may read."""

import hashlib
import shutil
import tempfile
import zipfile
from collections.abc import Generator, Iterator
from pathlib import Path
from uuid import UUID

from wardmote.accounts.jobs import job
from wardmote.accounts.states import Standing
from wardmote.governance.changes.exits import break_off_exit, keep_exit
from wardmote.governance.changes.writing import worn
from wardmote.governance.extracts.leaving import write_down
from wardmote.governance.policies import may_take_partnership_out
from wardmote.governance.queries.exits import short_name
from wardmote.governance.queries.leaving import at_one_moment, partnership_called
from wardmote.governance.states import ExitState
from wardmote.platform import clock, places
from wardmote.platform.refusals import Refused
from wardmote.words import gettext as _

LARGEST = 100 * 1024 * 1024  # of the packed file: what is larger is handed over by the command
PIECE = 512 * 1024
FOLDER = "exits"


def left_out() -> str:
    """What the file does not hold, in words for whoever gets it."""
    return _("Not in it: accounts, roles and how people sign in; the log; evidence and publications; and what is other members’ own, which are the addresses of their calendars, their wishes about letters, and roles proposed after a reorganisation. The operator’s command hands those tables over as well, accounts and the log apart.")  # fmt: skip


@job(policy=may_take_partnership_out, patient=True, around=at_one_moment)
def write_exit(by: Standing, *, file: UUID) -> Generator[None, Standing, str]:
    """Write everything down, pack it and seal it: in one part, so that all of it is as it was at one moment."""
    try:
        with _aside() as packed:
            lines = _packed(by, packed)
            if packed.stat().st_size > LARGEST:
                break_off_exit(file=file, state=ExitState.TOO_LARGE, at=clock.now(), by=by)
                return "too large"
            with packed.open("rb") as opened:
                digest = hashlib.file_digest(opened, "sha256").hexdigest()
            keep_exit(
                file=file,
                pieces=_pieces(packed),
                lines=lines,
                size=packed.stat().st_size,
                sha256=digest,
                at=clock.now(),
                by=by,
            )
            return f"{lines} rows"
    except Refused:
        raise
    except Exception:
        break_off_exit(file=file, state=ExitState.BROKEN, at=clock.now(), by=by)
        yield
        raise


class _aside:  # noqa: N801 - reads as the statement it is in
    """A place for the file while it is packed, which nobody else looks into. What a worker that was killed left behind goes first."""

    def __enter__(self) -> Path:
        base = places.home() / FOLDER
        shutil.rmtree(base, ignore_errors=True)
        base.mkdir(parents=True, mode=0o700)
        self.folder = Path(tempfile.mkdtemp(dir=base))
        return self.folder / "exit.zip"

    def __exit__(self, *_problem: object) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


def _packed(by: Standing, packed: Path) -> int:
    """How many rows there are in it."""
    slug, folder = short_name(by), packed.with_name("written")
    folder.mkdir(mode=0o700)
    _key, name = partnership_called(slug)
    done = write_down(folder, worn(by), slug, name, on=clock.today(), lacking=left_out())
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            archive.write(path, f"{slug}/{path.relative_to(folder).as_posix()}")
    shutil.rmtree(folder)
    return done.count


def _pieces(packed: Path) -> Iterator[str]:
    with packed.open("rb") as opened:
        while piece := opened.read(PIECE):
            yield piece.decode("latin-1")
