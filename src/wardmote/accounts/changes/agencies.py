"""Agencies by their names. An agency is a body of the whole installation: of one full name there is one, in however many partnerships it sits."""

import unicodedata
from datetime import datetime
from itertools import count

from django.db import connection
from django.utils.text import slugify

from wardmote.accounts.changes import writing
from wardmote.accounts.models import Agency
from wardmote.accounts.states import AgencyKind, Standing

ONE_NAMER = 7_261_985_003  # an advisory lock of our own
LONGEST = 50  # characters of a slug


def agency_called(*, name: str, kind: AgencyKind, at: datetime, by: Standing | None) -> Agency:
    """The agency of this full name, whichever partnerships it sits in, or a new one. Names differ when more than case, spaces and width of letters does.

    So an administrator who types the name of a body that sits elsewhere gives their guest its hat. That opens nothing elsewhere: rows ask for a role in the very
    partnership that they are of (`rows.in_my_partnerships`), and only its own administrator gives one. Whoever comes for it is on the list of people here.
    """
    with connection.cursor() as cursor:  # two who name one body at once make one: the second waits for the first
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_NAMER])
    sought = folded(name)
    known = next((one for one in Agency.objects.order_by("recorded_at", "pk") if folded(one.name) == sought), None)
    return known or writing.new_agency(name=" ".join(name.split()), slug=_free_slug(name), kind=kind, at=at, by=by)


def folded(name: str) -> str:
    """What two spellings of one name have in common."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _free_slug(name: str) -> str:
    """A short name for addresses that no agency has. A name without a letter of theirs gets one that says nothing."""
    begun = slugify(name)[:LONGEST].strip("-_") or "agency"
    numbered = (f"{begun[: LONGEST - len(str(n)) - 1].rstrip('-_')}-{n}" for n in count(2))
    if not Agency.objects.filter(slug=begun).exists():
        return begun
    return next(slug for slug in numbered if not Agency.objects.filter(slug=slug).exists())
