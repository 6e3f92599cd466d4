"""What bodies that end still hold or owe goes to the bodies in their place: seats, leads of groups, risks and controls, answers that are waited for, matters, entries of registers.

What is past keeps naming the body that it was. Nothing is asked and nothing recorded here: the change that calls does both.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from wardmote.governance import models as m
from wardmote.governance.changes.writing import Clash
from wardmote.governance.queries.open_things import owed_by, reaching
from wardmote.governance.states import Told
from wardmote.platform.keys import new_key
from wardmote.words import gettext as _

Heirs = Mapping[UUID, UUID]  # a thing that is open -> the body that takes it over


@dataclass
class Estate:
    """Bodies that end on a day, those in their place, and who takes over what: `heirs` by the thing, else `heir`."""

    gone: Sequence[m.Body]
    there: Sequence[m.Body]
    on: date
    at: datetime
    who: UUID | None
    heir: UUID | None = None
    heirs: Heirs = field(default_factory=dict)

    def to(self, key: UUID) -> m.Body:
        """Which body takes a thing over. Raises Clash when several could and nobody said which."""
        wanted = self.heirs.get(key) or self.heir
        chosen = (
            self.there if len(self.there) == 1 and wanted is None else [one for one in self.there if one.pk == wanted]
        )
        if not chosen:
            raise Clash(
                _(
                    "There is something to take over, such as a seat or an open action: choose which of the bodies that take its place does."
                )
            )
        return chosen[0]

    def inherit(self) -> None:
        """All but actions, which have a history of their own: see `handing_on`."""
        for owed in list(owed_by([one.pk for one in self.gone], self.on)):
            match owed.row:
                case m.Seat():
                    self._seat(owed.row)
                case m.GroupShape():
                    self._next(owed.row, lead=self.to(owed.key))
                case m.RiskControl():
                    self._next(owed.row, body=self.to(owed.key))
                case m.Risk():
                    self._risk(owed.row)
                case m.RecommendationAnswer() | m.WrittenAnswer():
                    self._answer(owed.row)
                case m.Matter():
                    self._same(owed.row, body=self.to(owed.key))
        self._entries()

    def _same(self, row: Any, **new: Any) -> None:
        """The same row, another body."""
        for name, value in new.items():
            setattr(row, name, value)
        changed = list(new)
        if any(one.name == "version" for one in row._meta.concrete_fields):
            row.version += 1
            changed.append("version")
        row.save(update_fields=changed)

    def _next(self, row: Any, **new: Any) -> None:
        """A dated row: it ends on the day, and the next one begins. One that was still to begin begins so."""
        if row.valid_from >= self.on:
            return self._same(row, **new)
        after = type(row)(**{one.attname: getattr(row, one.attname) for one in row._meta.concrete_fields})
        after.pk, after.valid_from, after.recorded_at, after.recorded_by_id = new_key(), self.on, self.at, self.who
        for name, value in new.items():
            setattr(after, name, value)
        row.valid_to = self.on
        row.save(update_fields=["valid_to"])  # first: one is open at a time
        after.save(force_insert=True)
        return None

    def _seat(self, seat: m.Seat) -> None:
        """Whoever sat there sits on, for the body in its place; a seat without a person is one seat, however many bodies become one."""
        to = self.to(seat.pk)
        same = m.Seat.objects.filter(
            reaching(self.on), group=seat.group_id, body=to, member=seat.member_id, name__iexact=seat.name
        )
        if not same.exists():
            self._next(seat, body=to)

    def _risk(self, risk: m.Risk) -> None:
        was, to = risk.body, self.to(risk.pk)
        self._same(risk, body=to)
        said = _("{name} took the place of {before}, and owns the risk.").format(
            name=to.name, before=was.name if was else ""
        )
        m.RiskNote.objects.create(
            partnership_id=risk.partnership_id, risk=risk, kind=Told.HAPPENED, on=self.on, text=said, recorded_at=self.at, recorded_by_id=self.who
        )  # fmt: skip

    def _answer(self, row: m.RecommendationAnswer | m.WrittenAnswer) -> None:
        """One answer for each body: where the successor has its own to give, its people give the former's as well, under the former's name."""
        to = self.to(row.pk)
        of = (
            {"recommendation": row.recommendation_id}
            if isinstance(row, m.RecommendationAnswer)
            else {"meeting": row.meeting_id}
        )
        if type(row)._default_manager.filter(body=to, **of).exists():
            self._same(row, agency=to.agency)
        else:
            self._same(row, body=to, agency=to.agency)

    def _entries(self) -> None:
        gone = {str(one.pk) for one in self.gone}
        rows = m.Entry.objects.filter(Q(until=None) | Q(until__gt=self.on), partnership=self.gone[0].partnership_id)
        for row in rows:
            if gone & set(row.fields.values()):
                heir = str(self.to(row.pk).pk)
                self._same(row, fields={key: heir if text in gone else text for key, text in row.fields.items()})
