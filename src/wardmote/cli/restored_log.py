"""The log in a register that was restored: its chain, its seals, and the anchors as far as it goes."""

import json
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

from wardmote.engine.errors import WardmoteError
from wardmote.words import gettext as _


def verified(secrets: Path | None) -> str:
    """What was found, in a sentence; for the register that this process talks to now. Raises WardmoteError when anything was altered.

    The key is that of the folder of secrets which opened the backup, else this installation's own. Anchors are read where this installation keeps them, up to the restored log's last
    seal: what came later is not part of the backup.
    """
    from wardmote.audit import anchors, signing, verifying
    from wardmote.platform import register

    public = _signer(secrets).public_key()
    with closing(register.keeper_connection()) as connection:
        row = connection.execute("SELECT to_regclass('public.audit_seal')").fetchone()
        if row == (None,):
            return _("there was none yet")
        found = connection.execute("SELECT coalesce(max(number), 0) FROM audit_seal").fetchone()
        connection.rollback()
        assert found is not None
        with tempfile.TemporaryDirectory() as scratch:
            folders = _up_to(int(found[0]), anchors.folders(), Path(scratch))
            verdict = verifying.verify(connection, keys={signing.key_name(public): public}, anchors=folders)
    if verdict.altered:
        raise WardmoteError("; ".join(finding.sentence for finding in verdict.findings[:3]))
    said = _("{sealed} events sealed in {seals} seals, {newer} newer; {anchors} folders of anchors agree")
    return said.format(sealed=verdict.sealed, seals=verdict.seals, newer=verdict.open_events, anchors=len(folders))


def _signer(secrets: Path | None) -> Any:
    """The key that signed: of the folder of secrets, else this installation's own."""
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    from wardmote.audit import signing

    kept = secrets / signing.FILE if secrets is not None else None
    return (
        load_pem_private_key(kept.read_bytes(), password=None) if kept is not None and kept.is_file() else signing.own()
    )


def _up_to(number: int, folders: list[Path], scratch: Path) -> list[Path]:
    """Copies of the anchors without the lines that came after."""
    from wardmote.audit import anchors

    made = []
    for index, folder in enumerate(folders):
        lines = [line for line in anchors.read(folder) if json.loads(line)["number"] <= number]
        if lines:
            copy = scratch / str(index)
            copy.mkdir()
            (copy / anchors.FILE).write_text("".join(f"{line}\n" for line in lines))
            made.append(copy)
    return made
