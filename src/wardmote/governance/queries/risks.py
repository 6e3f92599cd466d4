"""The risk register as whoever asks may read it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from wardmote.accounts.states import Standing
from wardmote.governance import scales
from wardmote.governance.models import (
    GroupShape,
    Risk,
    RiskCategory,
    RiskControl,
    RiskNote,
    RiskScale,
    RiskScoring,
    Seat,
)
from wardmote.governance.queries.batches import in_batches
from wardmote.governance.queries.bodies import holds, worn
from wardmote.governance.register import Entry, Past, Score
from wardmote.governance.scales import Scale
from wardmote.governance.states import Proximity, RiskState, Scored, Told, Works
from wardmote.platform.refusals import Refused

PAGE = 50
WITH_OWNERS = ("category", "body", "seat__body", "seat__member")


@dataclass(frozen=True)
class Scoring:
    """One score, with the scale that it was made on."""

    kind: Scored
    on: date
    likelihood: int
    impact: int
    why: str
    by: str
    scale: Scale
    scale_key: UUID

    @property
    def score(self) -> int:
        return self.likelihood * self.impact

    @property
    def band(self) -> str:
        return self.scale.band(self.score)


@dataclass(frozen=True)
class RiskSeen:
    """A risk as it stands; `scores` holds the last of each kind."""

    key: UUID
    reference: str
    also_called: str
    category: str
    title: str
    cause: str
    event: str
    effect: str
    owner: str
    body: UUID | None
    seat: UUID | None
    owner_name: str
    proximity: Proximity
    raised_on: date
    review_on: date
    doubted_on: date | None
    state: RiskState
    closed_on: date | None
    version: int
    scores: dict[Scored, Scoring] = field(default_factory=dict)

    @property
    def current(self) -> Scoring | None:
        return self.scores.get(Scored.CURRENT)


@dataclass(frozen=True)
class RiskPage:
    """One page of the register: `matching` of `total` risks."""

    risks: list[RiskSeen]
    matching: int
    total: int
    page: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.matching // PAGE))


@dataclass(frozen=True)
class ControlSeen:
    key: UUID
    text: str
    body: UUID | None
    owner: str
    owner_name: str
    works: Works
    since: date
    until: date | None
    version: int
    risk: UUID


@dataclass(frozen=True)
class RiskEntry:
    kind: Told
    on: date
    text: str
    by: str


def risk_page(
    standing: Standing, *, category: UUID | None = None, body: UUID | None = None, state: RiskState | None = RiskState.OPEN, words: str = "", page: int = 1
) -> RiskPage:  # fmt: skip
    """A page of the register, the highest current score first (as a share of what its scale can reach). `words` are looked for in references, old names and titles."""
    found = _narrowed(standing, category, body, state, words)
    matching, total = found.count(), Risk.objects.filter(partnership=worn(standing)).count()
    page = min(max(1, page), max(1, -(-matching // PAGE)))
    rows = list(_by_score(found)[(page - 1) * PAGE : page * PAGE])
    return RiskPage(_seen(rows), matching, total, page)


def risks_whole(
    standing: Standing, *, category: UUID | None = None, body: UUID | None = None, state: RiskState | None = RiskState.OPEN, words: str = ""
) -> Iterator[RiskSeen]:  # fmt: skip
    """Every risk that fits, the highest current score first; whoever takes them away tells the log."""
    ordered = _by_score(_narrowed(standing, category, body, state, words))
    return in_batches(ordered, lambda some: _seen(list(some.select_related(*WITH_OWNERS))))


def _narrowed(
    standing: Standing, category: UUID | None, body: UUID | None, state: RiskState | None, words: str
) -> QuerySet[Risk]:
    here = Risk.objects.filter(partnership=worn(standing))
    found = here.filter(Q(state=state) if state else Q())
    found = found.filter(Q(category=category) if category else Q()).filter(_owned_by(body))
    if not words:
        return found
    return found.filter(Q(reference__icontains=words) | Q(also_called__icontains=words) | Q(title__icontains=words))


def whole_register(standing: Standing) -> list[RiskSeen]:
    """Every open risk, for the pictures and the document: highest score first."""
    return _seen(list(_by_score(Risk.objects.filter(partnership=worn(standing), state=RiskState.OPEN))))


def risks_named(rows: QuerySet[Risk]) -> list[RiskSeen]:
    """Risks whole, for queries that chose them."""
    return _seen(list(rows.select_related(*WITH_OWNERS)))


def _owned_by(body: UUID | None) -> Q:
    return Q(body=body) | Q(seat__body=body) if body else Q()


def _by_score(rows: QuerySet[Risk]) -> QuerySet[Risk]:
    last = RiskScoring.objects.filter(risk=OuterRef("pk"), kind=Scored.CURRENT).order_by("-on", "-recorded_at")
    share = last.annotate(share=F("likelihood") * F("impact") * 1000 / F("scale__most")).values("share")[:1]
    ordered = rows.annotate(share=Subquery(share)).order_by(
        F("share").desc(nulls_last=True), "category__name", "number"
    )
    return ordered.select_related("category", "body", "seat__body", "seat__member")


def _seen(rows: list[Risk]) -> list[RiskSeen]:
    last: dict[UUID, dict[Scored, Scoring]] = defaultdict(dict)
    for row in _scorings((row.pk for row in rows), last_alone=True):
        last[row[0]][row[1].kind] = row[1]
    return [_risk(row, last[row.pk]) for row in rows]


def _scorings(risks: Iterable[UUID], *, last_alone: bool = False) -> list[tuple[UUID, Scoring]]:
    """Scores in order of time: the last one of a kind is what holds. `last_alone`: no other, in no order; a register that is scored for years would make its pages slow."""
    rows = RiskScoring.objects.filter(risk__in=list(risks)).select_related("recorded_by")
    if last_alone:
        rows = rows.order_by("risk", "kind", "-on", "-recorded_at").distinct("risk", "kind")
    else:
        rows = rows.order_by("on", "recorded_at")
    found = list(rows)
    chosen = RiskScale.objects.filter(pk__in={row.scale_id for row in found})  # each once: its words are many
    kept = {row.pk: scales.kept(row.document) for row in chosen}
    return [
        (
            row.risk_id,
            Scoring(
                Scored(row.kind), row.on, row.likelihood, row.impact, row.why, row.recorded_by.name if row.recorded_by else "",
                kept[row.scale_id], row.scale_id,
            ),
        )
        for row in found
    ]  # fmt: skip


def _risk(row: Risk, scores: dict[Scored, Scoring]) -> RiskSeen:
    return RiskSeen(
        row.pk, row.reference, row.also_called, row.category.name, row.title, row.cause, row.event, row.effect, _owner(row), row.body_id,
        row.seat_id, row.owner, Proximity(row.proximity), row.raised_on, row.review_on, row.doubted_on, RiskState(row.state), row.closed_on,
        row.version, scores,
    )  # fmt: skip


def _owner(row: Risk) -> str:
    seat = row.seat
    person = row.owner or (seat and (seat.member.name if seat.member else seat.name)) or ""
    body = row.body or (seat.body if seat else None)
    return ", ".join(one for one in (person, body.name if body else "") if one)


def risk_seen(standing: Standing, risk: UUID) -> RiskSeen:
    """One risk. Raises Refused when there is none for whoever asks."""
    rows = Risk.objects.filter(pk=risk, partnership=worn(standing)).select_related(
        "category", "body", "seat__body", "seat__member"
    )
    row = rows.first()
    if row is None:
        raise Refused("see-governance")
    return _seen([row])[0]


def scorings_of(standing: Standing, risk: UUID) -> list[Scoring]:
    """How a risk was scored over time, oldest first."""
    return [
        one
        for _key, one in _scorings(
            Risk.objects.filter(pk=risk, partnership=worn(standing)).values_list("pk", flat=True)
        )
    ]


def journal_of(standing: Standing, risk: UUID) -> list[RiskEntry]:
    """What was written down about a risk, oldest first."""
    rows = (
        RiskNote.objects.filter(risk=risk, partnership=worn(standing))
        .select_related("recorded_by")
        .order_by("on", "recorded_at")
    )
    return [
        RiskEntry(Told(row.kind), row.on, row.text, row.recorded_by.name if row.recorded_by else "") for row in rows
    ]


def controls_of(standing: Standing, risk: UUID, on: date) -> list[ControlSeen]:
    """What is done against a risk on a day or is to be, in the order in which it began."""
    rows = RiskControl.objects.filter(risk=risk, partnership=worn(standing)).filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=on)
    )
    return [_control(row) for row in rows.select_related("body").order_by("valid_from", "recorded_at")]


def control_seen(standing: Standing, control: UUID) -> ControlSeen:
    """One control. Raises Refused when there is none for whoever asks."""
    row = RiskControl.objects.filter(pk=control, partnership=worn(standing)).select_related("body").first()
    if row is None:
        raise Refused("see-governance")
    return _control(row)


def _control(row: RiskControl) -> ControlSeen:
    owner = ", ".join(one for one in (row.owner, row.body.name if row.body else "") if one)
    return ControlSeen(
        row.pk,
        row.text,
        row.body_id,
        owner,
        row.owner,
        Works(row.works),
        row.valid_from,
        row.valid_to,
        row.version,
        row.risk_id,
    )


def risk_categories(standing: Standing) -> list[tuple[UUID, str]]:
    """Keys and names of the categories, by name."""
    return list(RiskCategory.objects.filter(partnership=worn(standing)).order_by("name").values_list("pk", "name"))


def scale_on(standing: Standing, on: date) -> tuple[Scale, date | None]:
    """The scale of a day, and since when it was chosen; the usual one where none was."""
    row = RiskScale.objects.filter(holds(on), partnership=worn(standing)).first()
    row = row or RiskScale.objects.filter(partnership=worn(standing)).order_by("valid_from").first()
    if row is None:
        table = scales.table()
        return table.scales[table.usual], None
    return scales.kept(row.document), row.valid_from


def scales_over_time(standing: Standing) -> list[tuple[str, date, date | None]]:
    """The scales that were chosen: name, from, until (half-open). Newest first."""
    rows = RiskScale.objects.filter(partnership=worn(standing)).order_by("-valid_from")
    return [(row.name, row.valid_from, row.valid_to) for row in rows]


def pasts(standing: Standing) -> tuple[list[Past], dict[UUID, RiskSeen]]:
    """What every risk of the register was over time, in the order of references, and what each is now."""
    rows = list(
        Risk.objects.filter(partnership=worn(standing))
        .select_related("category", "body", "seat__body", "seat__member")
        .order_by("category__name", "number")
    )
    keys = [row.pk for row in rows]
    scored: dict[UUID, list[Score]] = defaultdict(list)
    scores = RiskScoring.objects.filter(risk__in=keys, kind=Scored.CURRENT).order_by("on", "recorded_at")
    for key, on, scale, likelihood, impact, why in scores.values_list(
        "risk", "on", "scale", "likelihood", "impact", "why"
    ):
        scored[key].append(Score(on, scale, likelihood, impact, why))
    told: dict[UUID, list[Entry]] = defaultdict(list)
    notes = RiskNote.objects.filter(risk__in=keys).order_by("on", "recorded_at")
    for key, on, kind, text in notes.values_list("risk", "on", "kind", "text"):
        told[key].append(Entry(on, Told(kind), text))
    seen = {one.key: one for one in _seen(rows)}
    return [Past(row.pk, row.raised_on, scored[row.pk], told[row.pk]) for row in rows], seen


def highest_scores(standing: Standing) -> dict[UUID, int]:
    """The highest score that each scale of the partnership can reach."""
    return dict(RiskScale.objects.filter(partnership=worn(standing)).values_list("pk", "most"))


def seats_to_own(standing: Standing, on: date) -> list[tuple[UUID, str]]:
    """Seats of a day that somebody sits on, with whoever does and the group: who may own a risk."""
    rows = Seat.objects.filter(holds(on), partnership=worn(standing)).select_related("member", "body")
    groups = {shape.group_id: shape.name for shape in GroupShape.objects.filter(holds(on), partnership=worn(standing))}
    named = ((row, row.member.name if row.member else row.name) for row in rows)
    return sorted(
        ((row.pk, f"{who}, {groups.get(row.group_id, '')}") for row, who in named if who),
        key=lambda one: one[1].casefold(),
    )


def any_risk(partnership: UUID) -> bool:
    """Whether the partnership has a risk on file: for the installation's command line."""
    return Risk.objects.filter(partnership=partnership).exists()
