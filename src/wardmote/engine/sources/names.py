"""What a file's name says it is: its source, force and month."""

import re
from dataclasses import dataclass
from difflib import get_close_matches

from wardmote.definitions import keys
from wardmote.engine.errors import BadFile, BadPeriod
from wardmote.engine.periods import Month
from wardmote.engine.sources.definition import KIND, described, forces
from wardmote.words import gettext as _


@dataclass(frozen=True, order=True)
class Named:
    """What a published file is about. Sorts by source, force and month."""

    source: str
    force: str
    month: Month


def _suffixes() -> dict[str, str]:
    return {described(key).suffix: key for key in keys(KIND)}


def _force(slug: str, label: str) -> str:
    if slug in forces():
        return slug
    close = get_close_matches(slug, forces(), n=3)
    hint = (
        _("Close to it: {names}.").format(names=", ".join(close)) if close else _("Forces are written as lancashire.")
    )
    raise BadFile(_("{file}: no police force is named '{slug}'. {hint}").format(file=label, slug=slug, hint=hint))


def named(name: str, label: str) -> Named:
    """Read a file's name, such as ``2021-05-lancashire-street.csv``. `label` names the file in messages.

    Raises BadFile when the name is of another form, its month is none, or its force is not known.
    """
    suffixes = _suffixes()
    found = re.fullmatch(rf"(\d{{4}}-\d{{2}})-([a-z-]+?)-({'|'.join(suffixes)})\.csv(\.gz)?", name, re.IGNORECASE)
    if not found:
        raise BadFile(
            _("{file}: a file is named YYYY-MM-force-kind.csv, such as 2021-05-lancashire-street.csv (kinds: {kinds})")
            .format(file=label, kinds=", ".join(sorted(suffixes)))
        )  # fmt: skip
    try:
        month = Month.parse(found[1])
    except BadPeriod as problem:
        raise BadFile(f"{label}: {problem}") from problem
    return Named(suffixes[found[3].lower()], _force(found[2].lower(), label), month)
