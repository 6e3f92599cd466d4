"""Local government is reorganised: partnerships end on a day, and others stand in their place with all that is open and holds.

`reorganise` is done by the operator in one transaction, after a preview that is the same work undone. Each successor's log gets one event, and each predecessor's. What was done is undone by
another reorganisation alone.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from wardmote.accounts.models import Grant, Partnership, PartnershipArea
from wardmote.audit.changes import record
from wardmote.governance import models as m
from wardmote.governance.changes import naming, passing
from wardmote.governance.changes.carrying import CARRIED, COPIED
from wardmote.governance.changes.copying import Copying
from wardmote.governance.changes.numbering import in_a_row
from wardmote.governance.changes.writing import Clash
from wardmote.governance.queries.open_things import reaching
from wardmote.governance.reorganising import Plan, drafted
from wardmote.governance.states import MeetingState, Side
from wardmote.platform.clock import LONDON
from wardmote.words import gettext as _


@dataclass(frozen=True)
class Passed:
    """What one successor took over from one predecessor: rows by kind."""

    before: str
    after: str
    counts: dict[str, int]


@dataclass(frozen=True)
class Outcome:
    """What a reorganisation does. With `faults` it is not done; `notes` are what somebody should look at afterwards."""

    passed: tuple[Passed, ...]
    roles: int
    stays: dict[str, int]
    notes: tuple[str, ...]
    faults: tuple[str, ...]


def preview(*, plan: Plan, text: str, at: datetime) -> Outcome:
    """What a plan would do: it is done, and undone. Raises Clash for a plan that cannot be done at all."""
    with transaction.atomic():
        found = _done(plan, text, at)
        transaction.set_rollback(True)
    return found


def reorganise(*, plan: Plan, text: str, at: datetime) -> Outcome:
    """Do what a plan says, all of it or nothing. Raises Clash for a plan with faults, and before its day."""
    if plan.on > at.astimezone(LONDON).date():
        raise Clash(_("{day} is still to come: look at the preview until then").format(day=plan.on))
    with transaction.atomic():
        found = _done(plan, text, at)
        if found.faults:
            raise Clash("; ".join(found.faults))
    return found


def _done(plan: Plan, text: str, at: datetime) -> Outcome:
    before, after = _partnerships(plan)
    taken = [take_over(successor=one, before=before, plan=plan, text=text, at=at) for one in after]
    lost = [fault for one in before for fault in _lost(one, plan, {key for copied in taken for key in copied.landed})]
    notes = [note for one in before for note in _unfinished(one)]
    stays = {model.__name__: count for model, count in _staying(before).items() if count}
    roles = m.ProposedRole.objects.filter(partnership__in=after).count()
    passed = tuple(
        Passed(old.slug, new.slug, dict(copied.taken.counts[old.pk]))
        for new, copied in zip(after, taken, strict=True) for old in before
    )  # fmt: skip
    for one in before:
        told = sum((copied.taken.told[one.pk] for copied in taken), Counter[str]())
        pass_on(predecessor=one, after=after, plan=plan, text=text, counts=told, at=at)
    widened = [fault for copied in taken for fault in copied.widened()]
    said = [note for copied in taken for note in copied.taken.notes]
    return Outcome(passed, roles, stays, (*notes, *dict.fromkeys(said)), (*lost, *widened))


@transaction.atomic
def take_over(*, successor: Partnership, before: Sequence[Partnership], plan: Plan, text: str, at: datetime) -> Copying:
    """One partnership takes over what the plan gives it: rows of its own, each with where it came from; the area; and the roles that people had, for its administrator to give or not."""
    copying = Copying(plan, successor, {one.pk for one in before} | {successor.pk}, at)
    for one in before:
        with in_a_row(only_tried=False):
            carried = copying.take_over(one)
        passing.begin_anew(copying, one, plan, at=at)
        handover = _handover(successor, Side.BEFORE, one, plan, text, copying.taken.told[one.pk], at)
        for row in carried:
            row.handover = handover
        m.Carried.objects.bulk_create(carried, batch_size=1000)
        _cover(successor, one, plan, at)
        _propose(successor, one, handover, plan.on)
    if plan.framework in {one.slug for one in before} or len(before) == 1:
        passing.draft_framework(successor, next(one for one in before if plan.framework in {one.slug, ""}), at=at)
    facts: dict[str, str | int | bool] = {
        "before": len(before),
        "rows": sum(sum(one.values()) for one in copying.taken.counts.values()),
    }
    record("take-over", kind="partnership", ids=[one.pk for one in before], partnership=successor.pk, facts=facts)
    return copying


@transaction.atomic
def pass_on(
    *, predecessor: Partnership, after: Sequence[Partnership], plan: Plan, text: str, counts: dict[str, int], at: datetime
) -> None:  # fmt: skip
    """One partnership ends: what is open there is passed on, and all of it is read for ever by whoever could read it."""
    passing.close(predecessor, [one.name for one in after], plan.on, at=at)
    for one in after:
        _handover(predecessor, Side.AFTER, one, plan, text, counts, at)
    _uncover(predecessor, plan.on)
    Partnership.objects.filter(pk=predecessor.pk).update(ended_on=plan.on)
    facts: dict[str, str | int | bool] = {"after": len(after), "rows": sum(counts.values())}
    record("pass-on", kind="partnership", ids=[one.pk for one in after], partnership=predecessor.pk, facts=facts)


def draft_plan(*, on: date, before: Sequence[str], after: Sequence[str]) -> str:
    """A plan to begin with, which names everything that has to be given to one successor or another."""
    found = _found((*before, *after))
    things: dict[str, list[str]] = {}
    for model, carry in CARRIED.items():
        if carry.kind and carry.current:
            for slug in before:
                rows = model._default_manager.filter(carry.current(on), partnership=found[slug].pk).order_by("pk")
                things.setdefault(carry.kind, []).extend(naming.names(model, rows, slug, on).values())
    areas = PartnershipArea.objects.filter(reaching(on), partnership__in=[found[slug].pk for slug in before])
    return drafted(on, before, after, {**things, "district": sorted(areas.values_list("code", flat=True))})


def _partnerships(plan: Plan) -> tuple[list[Partnership], list[Partnership]]:
    found = _found((*plan.before, *plan.after))
    if ended := [one.name for one in found.values() if one.ended_on]:
        raise Clash(_("{names}: ended already.").format(names=", ".join(ended)))
    if plan.framework and plan.framework not in plan.before:
        raise Clash(_("framework: {name} is none of those that end.").format(name=plan.framework))
    return [found[slug] for slug in plan.before], [found[slug] for slug in plan.after]


def _found(slugs: Sequence[str]) -> dict[str, Partnership]:
    # Locked whole: nobody adds a row that names one of them while what is open is counted and copied.
    found = {one.slug: one for one in Partnership.objects.select_for_update().filter(slug__in=slugs)}
    if unknown := [slug for slug in slugs if slug not in found]:
        known = ", ".join(Partnership.objects.order_by("slug").values_list("slug", flat=True))
        said = _("there is no partnership {names}: found it first; there is {known}")
        raise Clash(said.format(names=", ".join(unknown), known=known))
    return found


def _handover(
    here: Partnership, side: Side, other: Partnership, plan: Plan, text: str, counts: dict[str, int], at: datetime
) -> m.Handover:
    made = m.Handover.objects.create(
        partnership=here, side=side, other=other, on=plan.on, reason=plan.reason, counts=dict(counts), recorded_at=at
    )
    m.HandoverPlan.objects.create(partnership=here, handover=made, text=text)
    return made


def _cover(successor: Partnership, before: Partnership, plan: Plan, at: datetime) -> None:
    """The successor covers the districts from the day on, where it does not already."""
    there = set(PartnershipArea.objects.filter(reaching(plan.on), partnership=successor).values_list("code", flat=True))
    for area in PartnershipArea.objects.filter(reaching(plan.on), partnership=before):
        if area.code not in there and successor.slug in plan.heirs("district", area.code):
            PartnershipArea.objects.create(
                partnership=successor, code=area.code, vintage=area.vintage, valid_from=max(area.valid_from, plan.on), valid_to=area.valid_to,
                recorded_at=at,
            )  # fmt: skip


def _uncover(predecessor: Partnership, on: date) -> None:
    """Its districts end with it; those that were still to come stay on file, and never begin to count: the partnership has ended."""
    PartnershipArea.objects.filter(reaching(on), partnership=predecessor, valid_from__lt=on).update(valid_to=on)


def _propose(successor: Partnership, before: Partnership, handover: m.Handover, on: date) -> None:
    """Nobody gets a role by a reorganisation: who had which is proposed to the successor's administrator."""
    held = Grant.objects.filter(Q(valid_to=None) | Q(valid_to__gt=on), partnership=before)
    m.ProposedRole.objects.bulk_create(
        (
            m.ProposedRole(partnership=successor, handover=handover, member_id=member, agency_id=agency, role=role)
            for member, agency, role in held.values_list("member", "agency", "role").distinct()
        ),
        ignore_conflicts=True,
    )


def _lost(predecessor: Partnership, plan: Plan, landed: set[UUID]) -> list[str]:
    """What holds or is open and nobody takes over: a plan with such a thing is not done."""
    faults = []
    for model, carry in CARRIED.items():
        if carry.how is not COPIED or carry.current is None:
            continue
        open_there = model._default_manager.filter(carry.current(plan.on), partnership=predecessor)
        left_out = [key for key in open_there.values_list("pk", flat=True) if key not in landed]
        rows = model._default_manager.filter(pk__in=left_out).defer(*naming.files_of(model))
        if rows and carry.kind:
            known = ", ".join(sorted(naming.names(model, rows, predecessor.slug, plan.on).values())[:10])
            faults.append(
                _("{n} of kind {kind} are given to nobody: {names}").format(n=len(rows), kind=carry.kind, names=known)
            )
        elif rows:
            said = _(
                "{n} rows of {model} in {slug} would go nowhere: what they name is given to somebody else, or to nobody"
            )
            faults.append(said.format(n=len(rows), model=model.__name__, slug=predecessor.slug))
    districts = PartnershipArea.objects.filter(reaching(plan.on), partnership=predecessor).values_list(
        "code", flat=True
    )
    lost = [code for code in districts if not plan.heirs("district", code)]
    return [*faults, *([_("districts given to nobody: {codes}").format(codes=", ".join(lost))] if lost else [])]


def _unfinished(predecessor: Partnership) -> list[str]:
    """What nobody can finish there any more."""
    held = m.Meeting.objects.filter(partnership=predecessor, state=MeetingState.HELD).count()
    said = _(
        "{n} meetings of {partnership} were held, and their minutes are not approved: approve them before, or they stay drafts."
    )
    return [said.format(n=held, partnership=predecessor.name)] if held else []


def _staying(before: Sequence[Partnership]) -> Counter[type]:
    found: Counter[type] = Counter()
    for model in CARRIED:
        found[model] = model._default_manager.filter(partnership__in=before).count()
    return found


__all__ = ["Outcome", "Passed", "draft_plan", "pass_on", "preview", "reorganise", "take_over"]
