"""The log as its readers see it: events with the names that belong to their keys today, and how far it is sealed. Which events somebody may see, row-level security decides."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from uuid import UUID

from wardmote.accounts.models import Agency, Grant, Member, Partnership
from wardmote.accounts.policies import allows, may_manage_members, may_read_log, verbs_in
from wardmote.accounts.queries.membership import person
from wardmote.accounts.states import Standing
from wardmote.audit import anchors, verified
from wardmote.audit import changes as audit
from wardmote.audit import queries as log
from wardmote.audit.models import Event
from wardmote.audit.queries import Entry, Filters, Page
from wardmote.audit.verified import Verified
from wardmote.platform import clock
from wardmote.platform.refusals import Refused

FILE = 1000  # events that one file holds
RECENT = 200  # events that a panel looks through
BEFORE_COMING_IN = frozenset({"open-invitation"})  # done by whoever holds a member's link, when nobody is signed in yet


@dataclass(frozen=True)
class Names:
    """What the keys in some events are called today. A key that is nobody's any more has no name."""

    members: Mapping[UUID, str]
    agencies: Mapping[UUID, str]
    partnerships: Mapping[UUID, str]


@dataclass(frozen=True)
class Told(Entry):
    """An event as far as the asker may know it: of the people in it, the keys that are theirs to see, and how many `others` there are."""

    others: int = 0


@dataclass(frozen=True)
class Integrity:
    """How far the log is sealed and anchored. `open_events`: newer than the last seal, of those that the asker may see."""

    sealed_at: datetime | None
    number: int
    anchored: tuple[int, ...]  # the last seal that each place outside the register knows
    open_events: int
    late: bool
    verified: Verified | None = None  # what `wardmote verify` found the last time


def events(standing: Standing, filters: Filters, *, before: UUID | None) -> Page:
    """A page of the log, for an auditor. That it was read is in the log."""
    may_read_log(standing)
    return _told(standing, log.events(standing.asking, filters, before=before))


def export(standing: Standing, filters: Filters) -> Page:
    """The newest events that fit, for a file. That they were taken away is in the log, with how many."""
    may_read_log(standing)
    page = _told(standing, log.events(standing.asking, filters, size=FILE))
    audit.record("export-log", facts={"count": len(page.entries)})
    return page


def about(standing: Standing, key: UUID, *, before: UUID | None) -> Page:
    """Who looked at a record, for the member whose own it is, for their administrator and for auditors. Else Refused."""
    if key != standing.member and not allows(may_read_log, standing):
        if not allows(may_manage_members, standing):
            raise Refused("see-log-of-record")
        person(standing, key, on=clock.today())
    return _told(standing, log.about(standing.asking, [key], before=before))


def name_of(standing: Standing, key: UUID) -> str:
    """What the member is called whose record `about` told of: '' for one who never had a part in the partnership of the hat worn, and for what is no member."""
    here = standing.hat.partnership if standing.hat else None
    found = Member.objects.filter(pk=key, grants__partnership=here).values_list("name", flat=True).first()
    return found or ""


def looked(standing: Standing, key: UUID, *, most: int) -> list[Entry]:
    """The last times that somebody else than the person themselves saw or changed a member's record, as far as the asker may know."""
    page = _told(standing, log.about(standing.asking, [key], size=RECENT))
    others = (entry for entry in page.entries if entry.member != key and entry.verb not in BEFORE_COMING_IN)
    return list(islice(others, most))


def _told(standing: Standing, page: Page) -> Page:
    """The page with the people of each event that the asker may know of.

    Row-level security gives an event to everybody whose record it is about. Who else it is about is for whoever did it, and for auditors of its partnership.
    """
    theirs = _members_audited(standing) if any(entry.partnership is None for entry in page.entries) else set()
    return Page([_told_of(standing, entry, theirs) for entry in page.entries], page.older)


def _told_of(standing: Standing, entry: Entry, theirs: set[UUID]) -> Told:
    known = set(entry.ids)
    if entry.kind == "member" and entry.member != standing.member and not _audits(standing, entry.partnership):
        known &= (theirs if entry.partnership is None else set()) | _some([standing.member])
    kept = [key for key in entry.ids if key in known]
    return Told(**(vars(entry) | {"ids": kept}), others=len(entry.ids) - len(kept))


def _audits(standing: Standing, partnership: UUID | None) -> bool:
    return partnership is not None and "read-log" in verbs_in(standing, partnership)


def _members_audited(standing: Standing) -> set[UUID]:
    audited = [hat.partnership for hat in standing.beside if _audits(standing, hat.partnership)]
    return set(Grant.objects.filter(partnership__in=audited).values_list("member_id", flat=True)) if audited else set()


def names_in(entries: Iterable[Entry]) -> Names:
    """The names that belong to events that somebody was allowed to read."""
    found = list(entries)
    people = [entry.member for entry in found] + [key for entry in found if entry.kind == "member" for key in entry.ids]
    return Names(
        dict(Member.objects.filter(pk__in=_some(people)).values_list("pk", "name")),
        dict(Agency.objects.filter(pk__in=_some(entry.agency for entry in found)).values_list("pk", "name")),
        dict(Partnership.objects.filter(pk__in=_some(entry.partnership for entry in found)).values_list("pk", "name")),
    )


def _some(keys: Iterable[UUID | None]) -> set[UUID]:
    return {key for key in keys if key is not None}


def readers_people(standing: Standing) -> list[tuple[UUID, str]]:
    """The members whom an auditor may name in a search: everybody who has or had a part in the partnership. Part of reading the log, and recorded with it."""
    may_read_log(standing)
    assert standing.hat
    found = Member.objects.filter(grants__partnership=standing.hat.partnership).distinct()
    return list(found.order_by("name").values_list("pk", "name"))


def integrity(*, now: datetime) -> Integrity:
    """How far the log is sealed and anchored now. Whether anything was altered is for `wardmote verify` to say: it reads all of it."""
    sealed = log.standing()
    newer = Event.objects.filter(transaction_number__gte=str(sealed.open_from)).count()
    anchored = tuple(anchors.last_number(folder) for folder in anchors.folders())
    audit.record("see-seals", facts={"count": newer})
    return Integrity(sealed.sealed_at, sealed.number, anchored, newer, sealed.late(now), verified.last())
