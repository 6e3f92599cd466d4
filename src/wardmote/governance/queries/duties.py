"""Duties as they stand on a day, with what is on file for each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When, Window
from django.db.models.functions import RowNumber

from wardmote.accounts.states import Standing
from wardmote.governance import duties
from wardmote.governance.claims import Doubt, doubts
from wardmote.governance.duties import Open, Place, Said, Stand
from wardmote.governance.models import BodyPart, Claim, DutyScope, Evidence, Occasion
from wardmote.governance.queries.attending import Span, attended_in
from wardmote.governance.queries.batches import in_batches
from wardmote.governance.queries.bodies import holds, worn
from wardmote.governance.states import EvidenceKind, Rating, StatutoryRole
from wardmote.platform.refusals import Refused
from wardmote.platform.remembered import asked_once

LOOKED_AT = 3  # the newest claims of each point that the calendar looks at
MOST = 50  # rows of a list on the page of one duty


@dataclass(frozen=True)
class Shown:
    """A duty with what speaks against its newest claims."""

    stand: Stand
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True)
class Claimed:
    """A claim in the history of a duty."""

    said: Said
    doubts: tuple[Doubt, ...]
    taken_back_why: str
    taken_back: bool


@dataclass(frozen=True)
class Proof:
    """A piece of evidence. `link` is empty, an address, or that of one of our own pages."""

    key: UUID
    item: str
    on: date
    kind: EvidenceKind
    words: str
    link: str


def place_on(standing: Standing, on: date) -> Place:
    """What kind of partnership the one worn is on a day, as far as its responsible authorities tell."""
    rows = BodyPart.objects.filter(holds(on), partnership=worn(standing), role=StatutoryRole.RESPONSIBLE)
    return duties.place_of(rows.values_list("body__kind", flat=True))


@asked_once
def duties_calendar(standing: Standing, on: date) -> list[Shown]:
    """Every duty that stood on a day, and how it stood by what was done until then: in the table's order."""
    place, reach = place_on(standing, on), _reach(standing, on)
    claims, opened = _newest(standing, on), _opened(standing, on)
    begun = bool(claims or opened)
    stands = [
        duties.stand(
            key, duty, claims.get(key, ()), opened.get(key, ()), today=on, begun=begun,
            falls=reach[key][0] if key in reach else duties.falls_on(duty, place), reason=reach.get(key, (True, ""))[1],
        )
        for key, duty in duties.standing_on(on).items()
    ]  # fmt: skip
    spans = {_span(claim) for one in stands for claim in one.claims[:1] if claim.all_took_part}
    attended = attended_in(standing, spans)
    return [Shown(one, _against(one, one.claims[:1], attended, on)) for one in stands]


@asked_once
def duties_begun(standing: Standing) -> bool:
    """Whether anybody ever claimed that a duty was done, or started a clock: until then nobody keeps the calendar, nothing in it is late, and it calls nobody."""
    here = worn(standing)
    return (
        Claim.objects.filter(partnership=here, taken_back_at=None).exists()
        or Occasion.objects.filter(partnership=here, closed=False).exists()
    )


def duty_on(standing: Standing, key: str, on: date) -> Shown:
    """One duty as it stands. Raises Refused when the table has none of that name on the day."""
    for shown in duties_calendar(standing, on):
        if shown.stand.key == key:
            return shown
    raise Refused("see-governance")


def claims_of(standing: Standing, key: str, on: date) -> list[Claimed]:
    """What was claimed of a duty, newest first, at most MOST; those that were taken back among them."""
    found = _with_evidence(Claim.objects.filter(partnership=worn(standing), duty=key, done_on__lte=on))
    rows = list(found.order_by("-done_on", "-recorded_at")[:MOST])
    said = [_said(row) for row in rows]
    spans = {_span(one) for one in said if one.all_took_part}
    attended = attended_in(standing, spans)
    duty = duties.table()[key]
    standing_ones = [one for one, row in zip(said, rows, strict=True) if row.taken_back_at is None]
    missing = _missing(duties.stand(key, duty, standing_ones, (), falls=True, reason="", today=on))
    return [
        Claimed(one, () if row.taken_back_at else _doubted(one, standing_ones, key, attended, missing, on), row.taken_back_why, bool(row.taken_back_at))
        for one, row in zip(said, rows, strict=True)
    ]  # fmt: skip


def claims_whole(standing: Standing, on: date) -> Iterator[Said]:
    """Every claim that stands on a day, the newest first; whoever takes them away tells the log."""
    rows = Claim.objects.filter(partnership=worn(standing), taken_back_at=None, done_on__lte=on)
    return in_batches(
        rows.order_by("-done_on", "-recorded_at"), lambda some: [_said(row) for row in _with_evidence(some)]
    )


def evidence_of(standing: Standing, key: str) -> tuple[list[Proof], int]:
    """The evidence of a duty, newest first, at most MOST; and how much there is."""
    rows = Evidence.objects.filter(partnership=worn(standing), duty=key, taken_back_at=None)
    found = [
        Proof(row.pk, row.item, row.on, EvidenceKind(row.kind), row.words, row.link)
        for row in rows.order_by("-on", "-recorded_at")[:MOST]
    ]
    return found, len(found) if len(found) < MOST else rows.count()


def claim_named(standing: Standing, claim: UUID) -> tuple[str, date]:
    """The duty of a claim that stands, and when it was done. Raises Refused when there is none for whoever asks."""
    return _one(Claim.objects.filter(taken_back_at=None), standing, claim, "done_on")


def evidence_named(standing: Standing, evidence: UUID) -> tuple[str, str]:
    """The duty of a piece of evidence that stands, and its words. Raises Refused when there is none for whoever asks."""
    return _one(Evidence.objects.filter(taken_back_at=None), standing, evidence, "words")


def _one(rows: QuerySet, standing: Standing, key: UUID, field: str) -> tuple:  # type: ignore[type-arg]
    found = rows.filter(pk=key, partnership=worn(standing)).values_list("duty", field).first()
    if found is None:
        raise Refused("see-governance")
    return found  # type: ignore[no-any-return]


def _reach(standing: Standing, on: date) -> dict[str, tuple[bool, str]]:
    rows = DutyScope.objects.filter(holds(on), partnership=worn(standing)).values_list("duty", "falls", "reason")
    return {duty: (falls, reason) for duty, falls, reason in rows}


def _newest(standing: Standing, on: date) -> dict[str, list[Said]]:
    """The newest claims of each duty and point that stood on a day, newest first."""
    rows = Claim.objects.filter(partnership=worn(standing), taken_back_at=None, done_on__lte=on)
    each = Window(RowNumber(), partition_by=["duty", "item"], order_by=["-done_on", "-recorded_at"])
    found: dict[str, list[Said]] = {}
    for row in _with_evidence(rows.annotate(place=each).filter(place__lte=LOOKED_AT)).order_by(
        "-done_on", "-recorded_at"
    ):
        found.setdefault(row.duty, []).append(_said(row))
    return found


def _with_evidence(rows: QuerySet[Claim]) -> QuerySet[Claim]:
    """Whether there is evidence for each claim: for a point of a checklist its own or the whole duty's, for the whole any."""
    every = Evidence.objects.filter(partnership=OuterRef("partnership"), duty=OuterRef("duty"), taken_back_at=None)
    own = every.filter(Q(item="") | Q(item=OuterRef("item")))
    inside = Q(on__gte=OuterRef("valid_from"), on__lt=OuterRef("valid_to"))
    then = Case(When(item="", then=Exists(every.filter(inside))), default=Exists(own.filter(inside)))
    ever = Case(When(item="", then=Exists(every)), default=Exists(own))
    return rows.annotate(then=then, ever=ever).select_related("recorded_by")


def _opened(standing: Standing, on: date) -> dict[str, list[Open]]:
    rows = Occasion.objects.filter(partnership=worn(standing), closed=False, on__lte=on).order_by("on", "id")
    found: dict[str, list[Open]] = {}
    for row in rows[: 4 * MOST]:
        found.setdefault(row.duty, []).append(Open(row.pk, row.duty, row.on, row.words))
    return found


def _said(row: Claim) -> Said:
    known: dict[str, bool] = {"evidence_then": row.then, "evidence_ever": row.ever}  # type: ignore[attr-defined]
    return Said(
        row.pk, row.duty, row.item, Rating(row.rating), row.done_on, row.valid_from, row.valid_to, row.all_took_part, row.words,
        by=row.recorded_by.name if row.recorded_by else "", **known,
    )  # fmt: skip


def _span(claim: Said) -> Span:
    return claim.first, claim.end


def _against(stand: Stand, claims: Sequence[Said], attended: dict[Span, tuple], on: date) -> tuple[Doubt, ...]:  # type: ignore[type-arg]
    missing = _missing(stand)
    return tuple(doubt for claim in claims for doubt in _doubted(claim, stand.claims, stand.key, attended, missing, on))


def _missing(stand: Stand) -> int:
    """How many points of the checklist are not said to be in place; none when nobody has begun to go through them."""
    return stand.items - stand.in_place if any(claim.item for claim in stand.claims) else 0


def _doubted(
    claim: Said, all_of_it: Sequence[Said], key: str, attended: dict[Span, tuple], missing: int, on: date,  # type: ignore[type-arg]
) -> tuple[Doubt, ...]:  # fmt: skip
    same = [one for one in all_of_it if one.item == claim.item]
    earlier = [one.done_on for one in same if one.done_on < claim.done_on]
    newest = not any(one.done_on > claim.done_on for one in same)
    there = attended.get(_span(claim), ())
    return tuple(
        doubts(
            claim, duties.table()[key], before=max(earlier, default=None), attended=there,
            missing=missing if newest else 0, newest=newest, today=on,
        )
    )  # fmt: skip
