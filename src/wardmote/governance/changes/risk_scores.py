"""Scales that a partnership chooses, and scores on them."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from wardmote.accounts.states import Standing
from wardmote.audit.changes import record
from wardmote.governance import scales
from wardmote.governance.changes.looked_up import looked_up
from wardmote.governance.changes.writing import Clash, business_of
from wardmote.governance.models import Risk, RiskScale, RiskScoring
from wardmote.governance.states import Scored
from wardmote.words import gettext as _

Pair = tuple[int, int]


@transaction.atomic
def choose_scale(*, partnership: UUID, scale: str, valid_from: date, at: datetime, by: Standing | None) -> UUID:
    """From a day on risks are scored on another scale: its key. What was scored until then keeps the scale that it was scored on. Raises Clash for a day before the present one began."""
    who = business_of(by, partnership)
    chosen = scales.table().scales.get(scale)
    if chosen is None:
        raise Clash(_("Choose a scale."))
    present = RiskScale.objects.select_for_update().filter(partnership=partnership, valid_to__isnull=True).first()
    if present is not None:
        if scales.kept(present.document) == chosen:
            raise Clash(_("That is the present scale."))
        if valid_from <= present.valid_from or RiskScoring.objects.filter(scale=present, on__gte=valid_from).exists():
            raise Clash(_("Risks were scored on the present scale on that day or later: choose a later day."))
        present.valid_to = valid_from
        present.save(update_fields=["valid_to"])
    made = _written(partnership, chosen, valid_from, at=at, who=who)
    record("choose-risk-scale", kind="risk-scale", ids=[made.pk], partnership=partnership, facts={"scale": scale})
    return made.pk


def scale_for(partnership: UUID, on: date, *, at: datetime, who: UUID | None) -> RiskScale:
    """The scale of a day; where none was chosen yet, the usual one is from the first day that needs it."""
    kept = RiskScale.objects.filter(partnership=partnership).order_by("valid_from")
    found = looked_up(("scale", partnership, on), lambda: kept.filter(valid_from__lte=on).last() or kept.first())
    if found is None:
        table = scales.table()
        return _written(partnership, table.scales[table.usual], on, at=at, who=who)
    return found


def new_scoring(
    risk: Risk, scale: RiskScale, kind: Scored, pair: Pair, *, on: date, why: str, at: datetime, who: UUID | None
) -> RiskScoring:
    """A score, to be written by the change. Raises Clash for levels that the scale does not have."""
    if not scales.kept(scale.document).holds(*pair):
        raise Clash(_("The scale has no such level."))
    return RiskScoring(
        partnership_id=risk.partnership_id, risk=risk, scale=scale, kind=kind, likelihood=pair[0], impact=pair[1], on=on, why=why,
        recorded_at=at, recorded_by_id=who,
    )  # fmt: skip


def _written(partnership: UUID, scale: scales.Scale, since: date, *, at: datetime, who: UUID | None) -> RiskScale:
    return RiskScale.objects.create(
        partnership_id=partnership, name=scale.label, document=scales.written(scale), most=scale.most, valid_from=since,
        recorded_at=at, recorded_by_id=who,
    )  # fmt: skip
