"""The risk register: what may happen is written down, scored, controlled, reviewed and closed. Nothing is deleted, and no reference is given twice."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from wardmote.accounts.states import Standing
from wardmote.audit.changes import record
from wardmote.governance.changes.risk_scores import Pair, new_scoring, scale_for
from wardmote.governance.changes.writing import Clash, business_of, refuse_strangers
from wardmote.governance.models import Risk, RiskCategory, RiskControl, RiskNote, RiskScoring, Seat
from wardmote.governance.states import Proximity, RiskState, Scored, Told, Works
from wardmote.platform import versions
from wardmote.platform.clock import LONDON
from wardmote.platform.refusals import Refused
from wardmote.words import gettext as _


@dataclass(frozen=True)
class Description:
    """What a risk is. `body` and `seat` are keys; the owner is a body, a seat, a name, or several of these."""

    title: str
    cause: str = ""
    event: str = ""
    effect: str = ""
    body: UUID | None = None
    seat: UUID | None = None
    owner: str = ""
    proximity: Proximity = Proximity.YEAR
    also_called: str = ""

    @property
    def columns(self) -> dict[str, object]:
        found = asdict(self)
        return {"body_id": found.pop("body"), "seat_id": found.pop("seat")} | found


@transaction.atomic
def add_risk_category(*, partnership: UUID, name: str, at: datetime, by: Standing | None, purpose: str = "") -> UUID:
    """A category with its own series of references: its key. Raises Clash when its name says the same as another's: one thing has one series."""
    who = business_of(by, partnership)
    names = RiskCategory.objects.select_for_update().filter(partnership=partnership).values_list("name", flat=True)
    if (same := next((one for one in names if _says_the_same(one, name)), None)) is not None:
        said = _(
            "There is the series “{name}” already, and nobody could tell “{other} 4” from “{name} 4”. Use it, or choose a name that is not part of it."
        )
        raise Clash(said.format(name=same, other=name))
    made = RiskCategory.objects.create(
        partnership_id=partnership, name=name, purpose=purpose, recorded_at=at, recorded_by_id=who
    )
    record("add-risk-category", kind="risk-category", ids=[made.pk], partnership=partnership)
    return made.pk


@transaction.atomic
def raise_risk(
    *, category: UUID, risk: Description, scores: Mapping[Scored, Pair], raised_on: date, review_on: date, at: datetime, by: Standing | None
) -> UUID:  # fmt: skip
    """A risk enters the register under the next reference of its category: its key. `scores` are likelihood and impact; the current ones must be among them."""
    series = RiskCategory.objects.select_for_update().filter(pk=category).first()
    if series is None:
        raise Refused("run-governance")
    who = business_of(by, series.partnership_id)
    _owned_here(series.partnership_id, risk)
    if Scored.CURRENT not in scores:
        raise Clash(_("Say how likely it is now, and how bad it would be."))
    _after(review_on, raised_on)
    series.last_number += 1
    series.save(update_fields=["last_number"])
    made = Risk.objects.create(
        partnership_id=series.partnership_id, category=series, number=series.last_number, reference=f"{series.name} {series.last_number}",
        raised_on=raised_on, review_on=review_on, recorded_at=at, recorded_by_id=who, **risk.columns,
    )  # fmt: skip
    scale = scale_for(series.partnership_id, raised_on, at=at, who=who)
    RiskScoring.objects.bulk_create(
        new_scoring(made, scale, kind, pair, on=raised_on, why="", at=at, who=who) for kind, pair in scores.items()
    )
    _record("raise-risk", made)
    return made.pk


@transaction.atomic
def describe_risk(*, risk: UUID, version: int, to: Description, at: datetime, by: Standing | None) -> None:  # noqa: ARG001 - the same for all changes
    """The risk's words, owner or nearness are others. Raises Stale when somebody was quicker."""
    found = _open(risk)
    business_of(by, found.partnership_id)
    _owned_here(found.partnership_id, to)
    versions.expect(Risk.objects.filter(pk=risk), version, **to.columns)
    _record("describe-risk", found)


@transaction.atomic
def score_risk(
    *, risk: UUID, scores: Mapping[Scored, Pair], on: date, why: str, at: datetime, by: Standing | None
) -> None:
    """The risk is scored anew on a day; what is as it was is not written again. Raises Clash without a reason, without any change, or for a day before the last score."""
    found = _open(risk)
    who = business_of(by, found.partnership_id)
    if not why.strip():
        raise Clash(_("Say why the score changes."))
    scale = scale_for(found.partnership_id, on, at=at, who=who)
    last = _last_scores(found)
    others = {
        kind: pair
        for kind, pair in scores.items()
        if (one := last.get(kind)) is None or (one.scale_id, one.likelihood, one.impact) != (scale.pk, *pair)
    }
    if not others:
        raise Clash(_("These are the scores that it has: nothing changes. Write down a review instead."))
    if any(on < one.on for one in last.values()):
        raise Clash(_("It was scored on a later day already: choose that day or a later one."))
    _before(on, at)
    RiskScoring.objects.bulk_create(
        new_scoring(found, scale, kind, pair, on=on, why=why, at=at, who=who) for kind, pair in others.items()
    )
    _record("score-risk", found)


@transaction.atomic
def note_on_risk(*, risk: UUID, on: date, text: str, against: bool, at: datetime, by: Standing | None) -> None:
    """What happened since the risk was written. `against`: it contradicts the risk, which is shown as to be reviewed until somebody does."""
    found = _risk(risk)
    who = business_of(by, found.partnership_id)
    _before(on, at)
    _tell(found, Told.AGAINST if against else Told.HAPPENED, on, text, at=at, who=who)
    if against and found.state == RiskState.OPEN and found.doubted_on is None:
        found.doubted_on = on
        found.save(update_fields=["doubted_on"])
    _record("note-on-risk", found)


@transaction.atomic
def review_risk(*, risk: UUID, on: date, review_on: date, text: str, at: datetime, by: Standing | None) -> None:
    """Somebody looked at the risk as it stands; `review_on` is the day of the next review."""
    found = _open(risk)
    who = business_of(by, found.partnership_id)
    _before(on, at)
    _after(review_on, on)
    _tell(found, Told.REVIEWED, on, text, at=at, who=who)
    found.review_on, found.doubted_on = review_on, None
    found.save(update_fields=["review_on", "doubted_on"])
    _record("review-risk", found)


@transaction.atomic
def close_risk(*, risk: UUID, on: date, why: str, at: datetime, by: Standing | None) -> None:
    """The risk leaves the register on a day, for a reason; it stays on file with its reference."""
    found = _open(risk)
    who = business_of(by, found.partnership_id)
    _before(on, at)
    _not_before_its_turns(found, on)
    _tell(found, Told.CLOSED, on, why, at=at, who=who)
    found.state, found.closed_on, found.doubted_on = RiskState.CLOSED, on, None
    found.save(update_fields=["state", "closed_on", "doubted_on"])
    _record("close-risk", found)


@transaction.atomic
def reopen_risk(*, risk: UUID, on: date, review_on: date, why: str, at: datetime, by: Standing | None) -> None:
    """The risk is back under the reference that it had."""
    found = _risk(risk)
    who = business_of(by, found.partnership_id)
    if found.state == RiskState.OPEN:
        raise Clash(_("It is open."))
    _before(on, at)
    _after(review_on, on)
    _not_before_its_turns(found, on)
    _tell(found, Told.REOPENED, on, why, at=at, who=who)
    found.state, found.closed_on, found.review_on = RiskState.OPEN, None, review_on
    found.save(update_fields=["state", "closed_on", "review_on"])
    _record("reopen-risk", found)


@transaction.atomic
def add_control(
    *, risk: UUID, text: str, works: Works, valid_from: date, at: datetime, by: Standing | None, body: UUID | None = None, owner: str = ""
) -> UUID:  # fmt: skip
    """Something is done against the risk from a day on: the control's key."""
    found = _open(risk)
    who = business_of(by, found.partnership_id)
    refuse_strangers(found.partnership_id, body=body)
    made = RiskControl.objects.create(
        partnership_id=found.partnership_id, risk=found, text=text, works=works, body_id=body, owner=owner, valid_from=valid_from,
        recorded_at=at, recorded_by_id=who,
    )  # fmt: skip
    _record("add-control", found)
    return made.pk


@transaction.atomic
def change_control(
    *, control: UUID, version: int, text: str, works: Works, at: datetime, by: Standing | None, body: UUID | None = None, owner: str = "",  # noqa: ARG001 - the same for all changes
    valid_to: date | None = None,
) -> None:  # fmt: skip
    """The control is another, works otherwise, or ends on a day (`valid_to`, half-open). Raises Stale when somebody was quicker."""
    found = RiskControl.objects.select_for_update().filter(pk=control).select_related("risk").first()
    if found is None:
        raise Refused("run-governance")
    business_of(by, found.partnership_id)
    refuse_strangers(found.partnership_id, body=body)
    if valid_to is not None and valid_to <= found.valid_from:
        raise Clash(_("A control cannot end before it began."))
    new = {"text": text, "works": works, "body_id": body, "owner": owner, "valid_to": valid_to}
    versions.expect(RiskControl.objects.filter(pk=control), version, **new)
    _record("change-control", found.risk)


def _says_the_same(one: str, other: str) -> bool:
    """Whether two series could be taken for each other: the words of one are all in the other."""
    a, b = (
        {word for word in re.findall(r"\w+", name.casefold()) if word not in {"risk", "risks", "and", "the"}}
        for name in (one, other)
    )
    return a <= b or b <= a


def _risk(key: UUID) -> Risk:
    found = Risk.objects.select_for_update().filter(pk=key).first()
    if found is None:
        raise Refused("run-governance")
    return found


def _open(key: UUID) -> Risk:
    found = _risk(key)
    if found.state != RiskState.OPEN:
        raise Clash(_("It is closed: open it again first."))
    return found


def _owned_here(partnership: UUID, risk: Description) -> None:
    refuse_strangers(partnership, body=risk.body)
    if risk.seat is not None and not Seat.objects.filter(pk=risk.seat, partnership=partnership).exists():
        raise Refused("run-governance")
    if risk.body is None and risk.seat is None and not risk.owner:
        raise Clash(_("Say who owns the risk: a body, a seat or a name."))


def _after(review_on: date, day: date) -> None:
    if review_on <= day:
        raise Clash(_("The next review comes after that day: choose a later one."))


def _before(on: date, at: datetime) -> None:
    if on > at.astimezone(LONDON).date():
        raise Clash(_("That day is still to come."))


def _not_before_its_turns(risk: Risk, on: date) -> None:
    turns = RiskNote.objects.filter(risk=risk, kind__in=[Told.CLOSED, Told.REOPENED], on__gt=on)
    if on < risk.raised_on or turns.exists():
        raise Clash(_("Something was written down for a later day already: choose that day or a later one."))


def _last_scores(risk: Risk) -> dict[str, RiskScoring]:
    return {one.kind: one for one in RiskScoring.objects.filter(risk=risk).order_by("on", "recorded_at")}


def _tell(risk: Risk, kind: Told, on: date, text: str, *, at: datetime, who: UUID | None) -> None:
    RiskNote.objects.create(
        partnership_id=risk.partnership_id, risk=risk, kind=kind, on=on, text=text, recorded_at=at, recorded_by_id=who
    )


def _record(verb: str, risk: Risk) -> None:
    record(verb, kind="risk", ids=[risk.pk], partnership=risk.partnership_id)
