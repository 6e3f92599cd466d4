"""Duties: claimed as met, evidenced, started by an event, said to fall here or not. What was claimed wrongly is taken back with a reason, and stays on file."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.urls import Resolver404, resolve

from wardmote.accounts.states import Standing
from wardmote.audit.changes import record
from wardmote.governance import duties
from wardmote.governance.changes.writing import Clash, business_of
from wardmote.governance.duties import Duty
from wardmote.governance.models import Claim, DutyScope, Evidence, Occasion
from wardmote.governance.states import EvidenceKind, Rating
from wardmote.platform.clock import LONDON
from wardmote.platform.refusals import Refused
from wardmote.words import gettext as _


@transaction.atomic
def claim_duty(
    *, partnership: UUID, duty: str, rating: Rating, done_on: date, first: date, last: date, at: datetime, by: Standing | None,
    item: str = "", all_took_part: bool = False, words: str = "", occasion: UUID | None = None,
) -> UUID:  # fmt: skip
    """Say that a duty (or a point of its checklist) is met, and for which days, both included: the claim's key. It answers the event that started the clock, if one did.

    Raises Clash for a day to come, a period that ends before it begins, and a duty with a clock that runs from an event when no event is said.
    """
    who, found = business_of(by, partnership), _duty(duty)
    _known_item(found, item)
    if done_on > at.astimezone(LONDON).date():
        raise Clash(_("It cannot have been done on a day to come."))
    if last < first:
        raise Clash(_("The period cannot end before it begins."))
    started = _started(partnership, duty, occasion) if found.clock.from_event else None
    if started and done_on < started.on:
        raise Clash(_("It cannot have been done before the event that started its clock."))
    made = Claim.objects.create(
        partnership_id=partnership, duty=duty, item=item, occasion=started, rating=rating, done_on=done_on, valid_from=first,
        valid_to=last + timedelta(days=1), all_took_part=all_took_part and found.all_take_part, words=words,
        recorded_at=at, recorded_by_id=who,
    )  # fmt: skip
    if started and rating is Rating.IN_PLACE:
        started.closed = True
        started.save(update_fields=["closed"])
    record("claim-duty", kind="duty", ids=[made.pk], partnership=partnership, facts={"duty": duty, "rating": rating})
    return made.pk


@transaction.atomic
def take_back_claim(*, claim: UUID, reason: str, at: datetime, by: Standing | None) -> None:
    """A claim does not hold: it stays on file with the reason, and the event that it answered is open again."""
    found = Claim.objects.select_for_update().filter(pk=claim).first()
    if found is None:
        raise Refused("run-governance")
    business_of(by, found.partnership_id)
    _take_back(found, reason, at)
    if found.occasion_id is not None:
        Occasion.objects.filter(pk=found.occasion_id).update(closed=False)
    record("take-back-claim", kind="duty", ids=[found.pk], partnership=found.partnership_id, facts={"duty": found.duty})


@transaction.atomic
def add_evidence(
    *, partnership: UUID, duty: str, on: date, words: str, at: datetime, by: Standing | None, item: str = "", link: str = ""
) -> UUID:  # fmt: skip
    """Something that shows that a duty was done: its key. `link` is the address of something elsewhere, or of one of our own pages. Raises Clash for an address that is neither."""
    who = business_of(by, partnership)
    _known_item(_duty(duty), item)
    kind, row = _kind(link)
    made = Evidence.objects.create(
        partnership_id=partnership, duty=duty, item=item, on=on, kind=kind, words=words, link=link, row=row,
        recorded_at=at, recorded_by_id=who,
    )  # fmt: skip
    record("add-evidence", kind="duty", ids=[made.pk], partnership=partnership, facts={"duty": duty, "evidence": kind})
    return made.pk


@transaction.atomic
def take_back_evidence(*, evidence: UUID, reason: str, at: datetime, by: Standing | None) -> None:
    """It shows nothing of the kind: it stays on file with the reason, and no claim rests on it."""
    found = Evidence.objects.select_for_update().filter(pk=evidence).first()
    if found is None:
        raise Refused("run-governance")
    business_of(by, found.partnership_id)
    _take_back(found, reason, at)
    facts: dict[str, str | int | bool] = {"duty": found.duty}
    record("take-back-evidence", kind="duty", ids=[found.pk], partnership=found.partnership_id, facts=facts)


@transaction.atomic
def start_clock(*, partnership: UUID, duty: str, on: date, words: str, at: datetime, by: Standing | None) -> UUID:
    """An event starts a duty's clock: its key. Raises Clash for a duty that runs from no event, and for a day to come."""
    who = business_of(by, partnership)
    if not _duty(duty).clock.from_event:
        raise Clash(_("No event starts the clock of this duty."))
    if on > at.astimezone(LONDON).date():
        raise Clash(_("It cannot have happened on a day to come."))
    made = Occasion.objects.create(
        partnership_id=partnership, duty=duty, on=on, words=words, recorded_at=at, recorded_by_id=who
    )
    record("start-clock", kind="duty", ids=[made.pk], partnership=partnership, facts={"duty": duty})
    return made.pk


@transaction.atomic
def set_reach(
    *, partnership: UUID, duty: str, falls: bool, reason: str, valid_from: date, at: datetime, by: Standing | None
) -> None:  # fmt: skip
    """From a day on a duty falls on this partnership, or does not, whatever the table makes of its kind. Raises Clash for a day that what was said last does not reach."""
    who = business_of(by, partnership)
    _duty(duty)
    last = DutyScope.objects.select_for_update().filter(partnership=partnership, duty=duty, valid_to=None).first()
    if last is not None:
        if valid_from <= last.valid_from:
            raise Clash(_("What was said last holds from that day or later: choose a later day."))
        last.valid_to = valid_from
        last.save(update_fields=["valid_to"])
    DutyScope.objects.create(
        partnership_id=partnership, duty=duty, falls=falls, reason=reason, valid_from=valid_from, recorded_at=at,
        recorded_by_id=who,
    )  # fmt: skip
    record("set-reach", kind="duty", ids=[], partnership=partnership, facts={"duty": duty, "falls": falls})


def _duty(key: str) -> Duty:
    found = duties.table().get(key)
    if found is None:
        raise Refused("run-governance")
    return found


def _known_item(duty: Duty, item: str) -> None:
    if item and item not in {one.key for one in duty.checklist}:
        raise Clash(_("Choose a point of the checklist."))


def _started(partnership: UUID, duty: str, occasion: UUID | None) -> Occasion:
    rows = Occasion.objects.select_for_update().filter(partnership=partnership, duty=duty, closed=False)
    found = rows.filter(pk=occasion).first() if occasion else None
    if found is None:
        raise Clash(_("Choose the event that it answers."))
    return found


def _take_back(found: Claim | Evidence, reason: str, at: datetime) -> None:
    if found.taken_back_at is not None:
        raise Clash(_("It was taken back already."))
    found.taken_back_at, found.taken_back_why = at, reason
    found.save(update_fields=["taken_back_at", "taken_back_why"])


def _kind(link: str) -> tuple[EvidenceKind, UUID | None]:
    """What an address leads to; one of our own pages is told by its address, and by the key in it."""
    if not link:
        return EvidenceKind.NOTE, None
    if link.startswith(("https://", "http://")):
        return EvidenceKind.LINK, None
    try:
        if not link.startswith("/") or link.startswith("//"):
            raise Resolver404
        keys = resolve(link.partition("?")[0]).kwargs.values()
    except Resolver404:
        raise Clash(
            _("Write a whole address that begins with https://, or that of a page here that begins with /.")
        ) from None
    return EvidenceKind.PAGE, next((key for key in keys if isinstance(key, UUID)), None)
