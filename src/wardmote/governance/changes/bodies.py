"""Bodies, the parts that they have, and how one follows another."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from wardmote.accounts.states import Standing
from wardmote.audit.changes import record
from wardmote.governance import bodies
from wardmote.governance.changes.handing_on import hand_on
from wardmote.governance.changes.inheriting import Estate, Heirs
from wardmote.governance.changes.writing import Clash, business_of, refuse_strangers
from wardmote.governance.models import Body, BodyPart, GroupShape, PartnershipLink, Seat, Succession
from wardmote.governance.states import Merger, StatutoryRole
from wardmote.platform.refusals import Refused
from wardmote.words import gettext as _


@transaction.atomic
def add_body(
    *, partnership: UUID, name: str, kind: str, role: StatutoryRole, votes: bool, valid_from: date, at: datetime, by: Standing | None,
    short_name: str = "", agency: UUID | None = None, area_code: str = "", source: str = "",
) -> UUID:  # fmt: skip
    """A body takes part in the partnership from a day on: its key. Raises Clash when one of that name does already, or nobody knows the kind."""
    who = business_of(by, partnership)
    refuse_strangers(partnership, agency=agency if by else None)
    if kind not in bodies.kinds():
        raise Clash(_("Choose what kind of body it is."))
    if Body.objects.filter(_on_some_day_from(valid_from), partnership=partnership, name__iexact=name).exists():
        raise Clash(_("A body of that name takes part already."))
    made = Body.objects.create(
        partnership_id=partnership, name=name, short_name=short_name, kind=kind, agency_id=agency, area_code=area_code,
        valid_from=valid_from, recorded_at=at, recorded_by_id=who,
    )  # fmt: skip
    _part(made, role, votes=votes, source=source, valid_from=valid_from, at=at, who=who)
    record("add-body", kind="body", ids=[made.pk], partnership=partnership, facts={"role": role, "votes": votes})
    return made.pk


@transaction.atomic
def give_part(
    *, body: UUID, role: StatutoryRole, votes: bool, valid_from: date, at: datetime, by: Standing | None, source: str = ""
) -> None:  # fmt: skip
    """From a day on the body's role or vote is another; the part that it had ends on that day. Raises Clash for a day before that part began."""
    found = _body(body)
    who = business_of(by, found.partnership_id)
    if found.valid_to is not None and valid_from >= found.valid_to:
        raise Clash(_("{name} takes no part any more on that day.").format(name=found.name))
    last = BodyPart.objects.select_for_update().filter(body=found).order_by("-valid_from").first()
    if last is not None:
        if valid_from <= last.valid_from:
            raise Clash(_("Its present part began on that day or later: choose a later day."))
        last.valid_to = valid_from
        last.save(update_fields=["valid_to"])
    _part(found, role, votes=votes, source=source, valid_from=valid_from, at=at, who=who)
    facts: dict[str, str | int | bool] = {"role": role, "votes": votes}
    record("give-part", kind="body", ids=[found.pk], partnership=found.partnership_id, facts=facts)


@transaction.atomic
def end_body(*, body: UUID, valid_to: date, at: datetime, by: Standing | None) -> None:  # noqa: ARG001 - the same for all changes
    """From a day on the body takes no part: its part and its seats end with it. Nothing is deleted. Raises Clash for a day before it began."""
    found = _body(body)
    business_of(by, found.partnership_id)
    _end(found, valid_to)
    record("end-body", kind="body", ids=[found.pk], partnership=found.partnership_id)


@transaction.atomic
def succeed(
    *, before: Sequence[UUID], after: Sequence[UUID], on: date, reason: str, at: datetime, by: Standing | None, heir: UUID | None = None,
    heirs: Heirs | None = None,
) -> None:  # fmt: skip
    """On a day some bodies end and others stand in their place: several into one, one into several. What the first did stays theirs on file; what they still hold or
    have to do (seats, leads, open actions, risks, answers) goes to the successor, of several to `heir`, or to whom `heirs` says for a thing by its key.

    Raises Clash when a successor is not there on that day, or is one of those that end, or nobody said which of several takes over what is open.
    """
    gone, there = [_body(key) for key in dict.fromkeys(before)], [_body(key) for key in dict.fromkeys(after)]
    partnership = gone[0].partnership_id
    who = business_of(by, partnership)
    if {body.partnership_id for body in (*gone, *there)} != {partnership}:
        raise Refused("run-governance")
    if set(before) & set(after):
        raise Clash(_("A body cannot take its own place."))
    if late := [body.name for body in there if body.valid_from > on or (body.valid_to and body.valid_to <= on)]:
        raise Clash(_("{names}: not there on that day.").format(names=", ".join(late)))
    Succession.objects.bulk_create(
        Succession(partnership_id=partnership, before=old, after=new, on=on, reason=reason, recorded_at=at, recorded_by_id=who)
        for old in gone for new in there
    )  # fmt: skip
    estate = Estate(gone, there, on, at, who, heir, heirs or {})
    hand_on(estate)
    estate.inherit()
    for body in gone:
        _end(body, on)
    record("succeed-body", kind="body", ids=[*before, *after], partnership=partnership, facts={"before": len(gone)})


@transaction.atomic
def link_partnership(
    *, partnership: UUID, kind: Merger, with_name: str, valid_from: date, at: datetime, by: Standing | None,
    with_partnership: UUID | None = None, cluster: str = "", decision: str = "",
) -> None:  # fmt: skip
    """The partnership stands with another from a day on: merged by law or by agreement, inside a wider one, in a county's cluster."""
    who = business_of(by, partnership)
    PartnershipLink.objects.create(
        partnership_id=partnership, kind=kind, with_partnership_id=with_partnership, with_name=with_name, cluster=cluster,
        decision=decision, valid_from=valid_from, recorded_at=at, recorded_by_id=who,
    )  # fmt: skip
    record("link-partnership", kind="partnership", ids=[partnership], partnership=partnership, facts={"merger": kind})


def _body(key: UUID) -> Body:
    found = Body.objects.select_for_update().filter(pk=key).first()
    if found is None:
        raise Refused("run-governance")
    return found


def _part(
    body: Body, role: StatutoryRole, *, votes: bool, source: str, valid_from: date, at: datetime, who: UUID | None
) -> None:
    BodyPart.objects.create(
        partnership_id=body.partnership_id, body=body, role=role, votes=votes, source=source,
        valid_from=valid_from, valid_to=body.valid_to, recorded_at=at, recorded_by_id=who,
    )  # fmt: skip


def _end(body: Body, on: date) -> None:
    if on <= body.valid_from:
        raise Clash(_("{name} cannot end before it began.").format(name=body.name))
    if body.valid_to is not None and on >= body.valid_to:
        raise Clash(_("{name} has ended already, or is about to.").format(name=body.name))
    if GroupShape.objects.filter(_on_some_day_from(on), lead=body).exists():
        raise Clash(_("{name} still leads a group: give the group another lead first.").format(name=body.name))
    for rows in (BodyPart.objects.filter(body=body), Seat.objects.filter(body=body)):
        rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on), valid_from__lt=on).update(valid_to=on)
    body.valid_to = on
    body.save(update_fields=["valid_to"])


def _on_some_day_from(day: date) -> Q:
    return Q(valid_to__isnull=True) | Q(valid_to__gt=day)
