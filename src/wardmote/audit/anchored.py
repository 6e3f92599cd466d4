"""The anchors of a folder, compared with the seals in the register."""

import json
from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from wardmote.audit import anchors
from wardmote.audit.findings import Fault, Finding, Verdict
from wardmote.audit.seals import Seal
from wardmote.platform import clock
from wardmote.words import gettext as _

ON_ITS_WAY = timedelta(minutes=2)  # a seal as young as this may not have reached the folder yet


def compare_anchors(
    folder: Path, seals: Sequence[Seal], keys: Mapping[str, Ed25519PublicKey], verdict: Verdict
) -> None:
    """Look for seals that the folder knows and the register does not, or otherwise; and for lines that were altered or taken away."""
    known = {seal.number: seal for seal in seals}
    anchored: dict[int, Seal] = {}
    for line, text in enumerate(anchors.read(folder), 1):
        try:
            found = Seal.from_json(json.loads(text))
        except (ValueError, KeyError, TypeError):
            verdict.find(
                Finding(Fault.ANCHORS, detail=_("{folder}, line {line} is none").format(folder=folder, line=line))
            )
            continue
        if found.number != line:
            verdict.find(
                Finding(
                    Fault.ANCHORS, seal=found.number, detail=_("{folder}, line {line}").format(folder=folder, line=line)
                )
            )
        anchored[found.number] = found
        _compare(found, known.get(found.number), folder, keys, verdict)
    verdict.anchored[str(folder)] = max(anchored, default=0)
    torn = _torn(folder, known, verdict)
    _look_for_the_end(folder, anchored, {number: seal for number, seal in known.items() if number not in torn}, verdict)


def _torn(folder: Path, known: Mapping[int, Seal], verdict: Verdict) -> set[int]:
    """Seals whose line a power cut tore while it was written: that is no alteration, when it begins as it has to. The next seal writes it anew."""
    begun = anchors.torn(folder)
    number = verdict.anchored[str(folder)] + 1
    if not begun:
        return set()
    if number not in known or not anchors.line(known[number]).startswith(begun):
        said = _("{folder} ends in a line that is none").format(folder=folder)
        verdict.find(Finding(Fault.ANCHORS, detail=said))
        return set()
    verdict.torn.append(str(folder))
    return {number} | {one for one in known if one > number and known[one].at == known[number].at}


def _compare(
    found: Seal, sealed: Seal | None, folder: Path, keys: Mapping[str, Ed25519PublicKey], verdict: Verdict
) -> None:
    if not found.holds(dict(keys)):
        fault = Fault.SIGNATURE if found.key in keys else Fault.KEY
        verdict.find(
            Finding(fault, seal=found.number, at=found.at, detail=_("anchor in {folder}").format(folder=folder))
        )
    elif sealed and found.payload != sealed.payload:
        verdict.find(
            Finding(
                Fault.REWRITTEN,
                found.last,
                seal=found.number,
                at=found.at,
                detail=_("anchored in {folder}").format(folder=folder),
            )
        )


def _look_for_the_end(folder: Path, anchored: Mapping[int, Seal], known: Mapping[int, Seal], verdict: Verdict) -> None:
    lost = sorted(anchored.keys() - known.keys())
    if lost:
        first, last = anchored[lost[0]], anchored[lost[-1]]
        verdict.find(
            Finding(
                Fault.TRUNCATED,
                first.first,
                last=last.last,
                seal=lost[0],
                at=first.at,
                detail=_("anchored in {folder}").format(folder=folder),
            )
        )
    young = clock.now() - ON_ITS_WAY
    missing = sorted(number for number, seal in known.items() if number not in anchored and seal.at < young)
    if missing:
        said = _("{folder} lacks {n} from seal {first} on").format(folder=folder, n=len(missing), first=missing[0])
        verdict.find(Finding(Fault.ANCHORS, seal=missing[0], at=known[missing[0]].at, detail=said))
