"""Rows of a partnership that ends, written anew for the one in its place. Nothing is asked and nothing recorded here: `reorganising` does both."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from wardmote.accounts.models import Partnership
from wardmote.governance import models as m
from wardmote.governance.changes import naming
from wardmote.governance.changes.carrying import CARRIED, COPIED, Carry
from wardmote.governance.changes.numbering import next_number
from wardmote.governance.queries.open_things import reaching
from wardmote.governance.reorganising import Plan
from wardmote.governance.states import Circle, Leads, StatutoryRole
from wardmote.platform.keys import new_key
from wardmote.words import gettext as _

FILES_AT_ONCE = 4  # in memory: a paper may have ten megabytes
ANCHORED = (m.Series,)  # the first day of a series says on which weekday it meets: it stays
NUMBERED = (m.Action, m.Recommendation, m.Matter)
ROLES = {role: place for place, role in enumerate(StatutoryRole)}


@dataclass
class Taken:
    """What a successor took over: `made` leads from each former row to its own one, `counts` says how many by kind, `joined` how many were one thing with what was there.

    `told` is what may be said of it to everybody: without what a group keeps to itself.
    """

    made: dict[UUID, UUID] = field(default_factory=dict)
    counts: dict[UUID, Counter[str]] = field(
        default_factory=lambda: defaultdict(Counter)
    )  # predecessor -> kind -> rows
    told: dict[UUID, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))  # the same
    joined: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


class Copying:
    """One successor takes over from its predecessors. `names` are the short names of the groups' and others' rows as the plan writes them."""

    def __init__(self, plan: Plan, successor: Partnership, parties: set[UUID], at: datetime) -> None:
        self.parties, self.before = parties, ""  # all who are part of it; the name of the predecessor at work
        self.plan, self.successor, self.at = plan, successor, at
        self.taken = Taken()
        self.groups = naming.groups_of(successor.pk, plan.on)  # name in small letters -> key
        self.own = set(self.groups.values())
        self.landed: set[UUID] = set()  # former rows that the successor has, or needs no more
        self.shapes: dict[UUID, str] = {}  # groups taken over into another: no shape of their own
        self.closed: dict[UUID, set[UUID]] = defaultdict(set)  # group here -> groups there with closed papers
        self.fed: dict[UUID, set[UUID]] = defaultdict(set)  # group here -> groups that came into it
        self.shut: dict[UUID, UUID] = {}  # former rows behind closed doors, and what belongs to them: whose doors

    def take_over(self, predecessor: Partnership) -> list[m.Carried]:
        """Write everything that goes to the successor: where each row came from."""
        self.before = predecessor.name
        found: list[m.Carried] = []
        for model, carry in CARRIED.items():
            if carry.how is COPIED:
                found += self._copied(model, carry, predecessor)
        return found

    def _copied(self, model: type[Any], carry: Carry, predecessor: Partnership) -> list[m.Carried]:
        assert carry.current
        rows = model.objects.filter(carry.current(self.plan.on), partnership=predecessor.pk).order_by("pk")
        known = naming.names(model, rows, predecessor.slug, self.plan.on)
        there = self._there(model, carry)
        fresh, found = [], []
        for row in _read(model, rows):
            if carry.kind and not self._given(row, carry.kind, known[row.pk]):
                continue
            new = self._anew(model, row)
            if new is None:
                continue
            here = (
                self._group(row, new, known[row.pk])
                if model is m.Group
                else there.get(carry.same(new))
                if carry.same
                else None
            )
            if here is None:
                fresh.append(new)
                here = new.pk
            else:
                self._one_with(here, new)
            self.landed.add(row.pk)
            self.taken.made[row.pk] = here
            self._count(row, predecessor.pk)
            found.append(self._from(model, row, here, known[row.pk]))
            if len(fresh) == FILES_AT_ONCE and naming.files_of(model):
                model.objects.bulk_create(fresh)
                fresh.clear()
        model.objects.bulk_create(fresh, batch_size=500)
        return found

    def _count(self, row: Any, predecessor: UUID) -> None:
        kind = type(row).__name__
        self.taken.counts[predecessor][kind] += 1
        doors = self._behind_doors(row)
        if doors:
            self.shut[row.pk] = doors
        else:
            self.taken.told[predecessor][kind] += 1

    def _behind_doors(self, row: Any) -> UUID | None:
        """The group that keeps a row to itself, or what it belongs to. That there is such a group is no secret."""
        if hasattr(row, "circle") and not isinstance(row, m.GroupShape):
            group: UUID = row.group_id
            return group if row.circle == Circle.GROUP else None
        named = (getattr(row, one.attname) for one in row._meta.concrete_fields if one.is_relation)
        return next((self.shut[key] for key in named if key in self.shut), None)

    def _given(self, row: Any, kind: str, name: str) -> bool:
        if isinstance(row, m.Body) and row.valid_to is not None and row.valid_to <= self.plan.on:
            return True  # it ended: where its successor goes, its history is told
        return self.successor.slug in self.plan.heirs(kind, name)

    def _anew(self, model: type[Any], row: Any) -> Any | None:
        """A row of the successor's own, naming its own rows. None when what it belongs to is not taken over."""
        values = {one.attname: getattr(row, one.attname) for one in model._meta.concrete_fields}
        for one in model._meta.concrete_fields:
            if one.is_relation and one.related_model in CARRIED and values[one.attname] is not None:
                values[one.attname] = self.taken.made.get(values[one.attname])
                if values[one.attname] is None and not one.null:
                    return None
        values |= {"id": new_key(), "partnership_id": self.successor.pk}
        for name, fresh in (("version", 1), ("recorded_at", self.at), ("recorded_by_id", None)):
            if name in values and not (
                name == "recorded_at" and model is m.PaperVersion
            ):  # it says whether it came late
                values[name] = fresh
        ends = values.get("valid_to")
        if "valid_from" in values and model not in ANCHORED and (ends is None or ends > self.plan.on):
            values["valid_from"] = max(values["valid_from"], self.plan.on)
        new = model(**values)
        if self._needless(row, new):
            self.landed.add(row.pk)
            return None
        return self._fitted(row, new)

    def _needless(self, row: Any, new: Any) -> bool:
        """What the successor needs no more: the shape of a group that is carried into another, a link between those who become one."""
        if isinstance(new, m.PartnershipLink):
            return new.with_partnership_id in self.parties
        return isinstance(new, m.GroupShape) and row.group_id in self.shapes

    def _fitted(self, row: Any, new: Any) -> Any:
        """What has to be said otherwise in another partnership: numbers, references, names, whom it was given to."""
        if type(new) in NUMBERED:
            new.number = next_number(type(new), self.successor.pk)
        if isinstance(new, m.Entry):
            new.fields = {key: self._named_here(text) for key, text in row.fields.items()}
        if isinstance(new, m.RiskCategory):
            new.last_number = 0
        if isinstance(new, m.ActionAnswer):
            new.member_id = None  # the body answers; it asks one of its people again
        if isinstance(new, (m.Meeting, m.Action, m.ExceptionReport)) and row.circle == Circle.GROUP:
            self.closed[new.group_id].add(row.group_id)
        match new:
            case m.GroupShape():
                self._called(new)
            case m.Risk():
                self._referred_to(new)
            case m.RiskScale():
                self._one_scale(new)
            case m.BoardPart():
                self._one_lead(new)
        return new

    def _named_here(self, text: str) -> str:
        """The key of a body becomes that of the successor's own; other text is as it was."""
        key = _key(text)
        return text if key is None else str(self.taken.made.get(key, ""))

    def _called(self, shape: m.GroupShape) -> None:
        """A group keeps its name. Where the successor has another of that name, it says from where it came."""
        name = self.shapes.get(shape.group_id) or shape.name
        if self.groups.setdefault(name.casefold(), shape.group_id) != shape.group_id:
            name = _("{name} (from {partnership})").format(name=name, partnership=self.before)
            self.taken.notes.append(
                _("The successor has two groups of one name: one is called “{name}”.").format(name=name)
            )
        shape.name = name

    def _referred_to(self, new: m.Risk) -> None:
        """The next reference of its category here; what it was called before stands beside it."""
        series = m.RiskCategory.objects.select_for_update().get(pk=new.category_id)
        series.last_number += 1
        series.save(update_fields=["last_number"])
        before = _("{partnership}: {reference}").format(partnership=self.before, reference=new.reference)
        new.also_called = "; ".join(filter(None, [new.also_called, before]))
        new.number, new.reference = series.last_number, f"{series.name} {series.last_number}"

    def _one_with(self, here: UUID, new: Any) -> None:
        """The successor has that very thing already, of its own or from another predecessor."""
        self.taken.joined[type(new).__name__] += 1
        if isinstance(new, m.BodyPart):
            self._stronger(here, new)

    def _there(self, model: type[Any], carry: Carry) -> dict[Hashable, UUID]:
        """What the successor has before this predecessor comes: prepared for the day, or taken over from another."""
        if carry.same is None:
            return {}
        rows = model.objects.filter(partnership=self.successor.pk)
        if any(one.name == "valid_to" for one in model._meta.concrete_fields) and model not in (m.Body, m.RiskScale):
            rows = rows.filter(reaching(self.plan.on))
        return {carry.same(row): row.pk for row in rows}

    def _group(self, row: Any, new: Any, name: str) -> UUID | None:
        wanted = self.plan.into.get(name, "")
        found = self.groups.get(wanted.casefold()) if wanted else None
        if wanted and found is None:
            self.groups[wanted.casefold()] = new.pk
            self.shapes[new.pk] = wanted  # the first of several gives the shape, under the new name
        if found is not None:
            self.shapes[row.pk] = wanted
        self.fed[found or new.pk].add(row.pk)
        return found

    def _one_scale(self, new: m.RiskScale) -> None:
        """One scale holds at a time. Scores on another stay on theirs, which ended as it came."""
        if (
            new.valid_to is None
            and m.RiskScale.objects.filter(partnership=self.successor.pk, valid_to=None)
            .exclude(name=new.name, most=new.most)
            .exists()
        ):
            new.valid_from, new.valid_to = self.plan.on - timedelta(days=1), self.plan.on
            said = _("Risks of {partnership} are scored on another scale, “{scale}”: score them anew.")
            self.taken.notes.append(said.format(partnership=self.before, scale=new.name))

    def _one_lead(self, new: m.BoardPart) -> None:
        """One board leads on a topic."""
        leading = m.BoardPart.objects.filter(
            reaching(self.plan.on), partnership=self.successor.pk, topic__iexact=new.topic, part=Leads.LEADS
        )
        if new.part == Leads.LEADS and leading.exclude(board__iexact=new.board).exists():
            new.part = Leads.CONTRIBUTES
            said = _("Two boards led on {topic}: {board} of {partnership} contributes, until you say otherwise.")
            self.taken.notes.append(said.format(topic=new.topic, board=new.board, partnership=self.before))

    def _stronger(self, found: UUID, new: m.BodyPart) -> None:
        """One body with two parts: the stronger role, and a vote where it had one. The preview says so."""
        part = m.BodyPart.objects.select_related("body").get(pk=found)
        if (part.role, part.votes) == (new.role, new.votes):
            return
        stronger = min(StatutoryRole(part.role), StatutoryRole(new.role), key=ROLES.__getitem__)
        m.BodyPart.objects.filter(pk=found).update(role=stronger, votes=part.votes or new.votes)
        said = _(
            "{body} had another part in {partnership}: it takes part with the stronger role, and votes if it voted in either."
        )
        self.taken.notes.append(said.format(body=part.body.name, partnership=self.before))

    def _from(self, model: type[Any], row: Any, here: UUID, name: str) -> m.Carried:
        doors = self.shut.get(row.pk)
        return m.Carried(
            partnership_id=self.successor.pk, kind=model.__name__, row=here, came_from=row.pk, known_as=name,
            circle=Circle.GROUP if doors else Circle.PARTNERSHIP, group_id=self.taken.made[doors] if doors else None,
        )  # fmt: skip

    def widened(self) -> list[str]:
        """Groups that would read behind their closed doors what another group wrote behind its own."""
        found = [here for here, closed in self.closed.items() if len(self.fed[here]) > 1 or here in self.own]
        return [] if self.plan.shared else [
            _("{n} groups become one, and some of what they wrote is read by their own members alone: write shared = true if all members may read it, or carry them apart.")
            .format(n=len(self.fed[here]))
            for here in found
        ]  # fmt: skip


def _read(model: type[Any], rows: QuerySet[Any]) -> Iterable[Any]:
    """The rows, each after those that it names; files a few at a time, for together they may be larger than the machine."""
    return rows.iterator(chunk_size=FILES_AT_ONCE) if naming.files_of(model) else parents_first(model, list(rows))


def parents_first(model: type[Any], rows: list[Any]) -> Iterable[Any]:
    """Rows that name others of their own table come after them."""
    own = [one.attname for one in model._meta.concrete_fields if one.is_relation and one.related_model is model]
    waiting = {row.pk: row for row in rows}
    while own and waiting:
        ready = [row for row in waiting.values() if not any(getattr(row, name) in waiting for name in own)]
        for row in ready or list(waiting.values()):
            del waiting[row.pk]
            yield row
    yield from waiting.values()


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
