"""Recommendations with their answers, the scrutiny register, and when scrutiny met."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F

from wardmote.accounts.states import Standing
from wardmote.audit.changes import record
from wardmote.governance.models import Action, Matter, Recommendation, RecommendationAnswer, ScrutinyMeeting
from wardmote.governance.queries.actions import PAGE
from wardmote.governance.queries.batches import in_batches
from wardmote.governance.queries.bodies import worn
from wardmote.governance.states import MatterKind, MatterState, OwnedBy, Response, Source
from wardmote.platform.refusals import Refused


@dataclass(frozen=True)
class Said:
    """What one body says to a recommendation. `action` is one that whoever asks may see."""

    key: UUID
    body: str
    agency: UUID | None
    response: Response
    reasons: str
    outcome: str
    action: UUID | None
    action_number: int | None
    answered_on: date | None
    version: int


@dataclass(frozen=True)
class Recommended:
    key: UUID
    number: int
    source: Source
    source_name: str
    made_on: date
    text: str
    addressed_to: OwnedBy
    due_on: date | None
    answers: tuple[Said, ...]

    @property
    def agreed(self) -> int:
        """How many bodies accepted it, whole."""
        return sum(one.response is Response.ACCEPTED for one in self.answers)

    @property
    def waiting(self) -> bool:
        return any(one.response is Response.WAITING for one in self.answers)

    @property
    def answered_on(self) -> date | None:
        """The day of the last answer, once everybody has answered."""
        days = [one.answered_on for one in self.answers if one.answered_on]
        return max(days) if days and not self.waiting else None


@dataclass(frozen=True)
class MatterRead:
    key: UUID
    number: int
    kind: MatterKind
    asked_by: str
    received_on: date
    text: str
    body: str
    by_on: date | None
    due_on: date | None
    state: MatterState
    response: str
    link: str
    answered_on: date | None
    version: int


@dataclass(frozen=True)
class Met:
    """A meeting of scrutiny."""

    committee: str
    held_on: date
    note: str


def recommendations(standing: Standing, *, page: int = 1) -> tuple[list[Recommended], int]:
    """A page of recommendations, the newest first, and how many there are in all."""
    rows = Recommendation.objects.filter(partnership=worn(standing))
    chosen = rows.order_by("-made_on", "-number")[(page - 1) * PAGE : page * PAGE]
    return _recommended(list(chosen)), rows.count()


def recommendations_whole(standing: Standing) -> Iterator[Recommended]:
    """Every recommendation, the newest first; whoever takes them away tells the log."""
    rows = Recommendation.objects.filter(partnership=worn(standing)).order_by("-made_on", "-number")
    return in_batches(rows, lambda some: _recommended(list(some)))


def agreed_of_all(standing: Standing) -> tuple[int, int, int]:
    """Of all answers that were given: how many accept, how many there are, and how many still wait."""
    rows = RecommendationAnswer.objects.filter(partnership=worn(standing))
    given = rows.exclude(response__in=[Response.WAITING, Response.PASSED_ON])
    return (
        given.filter(response=Response.ACCEPTED).count(),
        given.count(),
        rows.filter(response=Response.WAITING).count(),
    )


def recommendation(standing: Standing, key: UUID) -> Recommended:
    """One recommendation. Raises Refused when there is none for whoever asks."""
    rows = list(Recommendation.objects.filter(pk=key, partnership=worn(standing)))
    if not rows:
        raise Refused("see-governance")
    return _recommended(rows)[0]


def said_of(standing: Standing, answer: UUID) -> tuple[Recommended, Said]:
    """One body's answer with its recommendation. Raises Refused when there is none for whoever asks."""
    found = RecommendationAnswer.objects.filter(pk=answer, partnership=worn(standing)).values_list("recommendation")
    if not found:
        raise Refused("see-governance")
    whole = recommendation(standing, found[0][0])
    return whole, next(one for one in whole.answers if one.key == answer)


def _recommended(rows: list[Recommendation]) -> list[Recommended]:
    answers: dict[UUID, list[Said]] = {}
    found = RecommendationAnswer.objects.filter(recommendation__in=rows).select_related("body").order_by("body__name")
    numbers = _numbers([one.action_id for one in found if one.action_id])
    for one in found:
        seen = numbers.get(one.action_id) if one.action_id else None
        said = Said(
            one.pk, one.body.name, one.agency_id, Response(one.response), one.reasons, one.outcome,
            one.action_id if seen else None, seen, one.answered_on, one.version,
        )  # fmt: skip
        answers.setdefault(one.recommendation_id, []).append(said)
    return [
        Recommended(
            row.pk, row.number, Source(row.source), row.source_name, row.made_on, row.text, OwnedBy(row.addressed_to), row.due_on,
            tuple(answers.get(row.pk, ())),
        )
        for row in rows
    ]  # fmt: skip


def _numbers(keys: list[UUID]) -> dict[UUID, int]:
    """The numbers of actions, of those that whoever asks may see."""
    if not keys:
        return {}
    found = dict(Action.objects.filter(pk__in=keys).values_list("pk", "number"))
    record("see-actions", kind="action", ids=list(found))
    return found


def actions_to_choose(standing: Standing) -> list[tuple[UUID, int, str]]:
    """The newest actions that an answer can point at: key, number, text."""
    rows = Action.objects.filter(partnership=worn(standing)).order_by("-number").values_list("pk", "number", "text")
    found = list(rows[:200])
    record("see-actions", kind="action", ids=[key for key, _number, _text in found])
    return found


def matters(standing: Standing, *, page: int = 1) -> tuple[list[MatterRead], int]:
    """A page of the scrutiny register, open ones first and the newest of each, and how many there are in all."""
    rows = Matter.objects.filter(partnership=worn(standing)).select_related("body")
    chosen = rows.order_by(F("answered_on").desc(nulls_first=True), "-received_on", "-number")
    return [_matter(row) for row in chosen[(page - 1) * PAGE : page * PAGE]], rows.count()


def matters_whole(standing: Standing) -> Iterator[MatterRead]:
    """The whole scrutiny register, in its order; whoever takes it away tells the log."""
    rows = Matter.objects.filter(partnership=worn(standing))
    ordered = rows.order_by(F("answered_on").desc(nulls_first=True), "-received_on", "-number")
    return in_batches(ordered, lambda some: [_matter(row) for row in some.select_related("body")])


def matter(standing: Standing, key: UUID) -> MatterRead:
    """One entry of the scrutiny register. Raises Refused when there is none for whoever asks."""
    row = Matter.objects.filter(pk=key, partnership=worn(standing)).select_related("body").first()
    if row is None:
        raise Refused("see-governance")
    return _matter(row)


def scrutiny_meetings(standing: Standing, *, whole: bool = False) -> list[Met]:
    """When scrutiny met, the latest first: a page of it, or the whole list."""
    kept = ScrutinyMeeting.objects.filter(partnership=worn(standing)).order_by("-held_on", "committee")
    rows = kept if whole else kept[:PAGE]
    return [Met(row.committee, row.held_on, row.note) for row in rows]


def _matter(row: Matter) -> MatterRead:
    return MatterRead(
        row.pk, row.number, MatterKind(row.kind), row.asked_by, row.received_on, row.text, row.body.name if row.body else "", row.by_on,
        row.due_on, MatterState(row.state), row.response, row.link, row.answered_on, row.version,
    )  # fmt: skip
