"""Registers: entries written and changed as their definition asks, and what became of them."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from wardmote.accounts.states import Standing
from wardmote.audit.changes import record
from wardmote.governance import registers
from wardmote.governance.changes.writing import Clash, business_of, refuse_strangers
from wardmote.governance.models import Entry, EntryStatus
from wardmote.governance.registers import FieldKind, Register
from wardmote.platform import versions
from wardmote.platform.refusals import Refused
from wardmote.words import gettext as _


@transaction.atomic
def add_entry(
    *, partnership: UUID, register: str, values: Mapping[str, Any], at: datetime, by: Standing | None
) -> UUID:  # fmt: skip
    """An entry of a register: its key. `values` are those of the form. Its first status is that of the definition. Raises Clash for what the definition does not allow."""
    who, found = business_of(by, partnership), _register(register)
    made = Entry.objects.create(
        partnership_id=partnership,
        register=register,
        recorded_at=at,
        recorded_by_id=who,
        **_row(found, values, partnership),
    )
    if found.statuses:
        EntryStatus.objects.create(
            partnership_id=partnership, entry=made, status=found.statuses[0].key, valid_from=made.on, recorded_at=at, recorded_by_id=who
        )  # fmt: skip
    record("add-entry", kind="entry", ids=[made.pk], partnership=partnership, facts={"register": register})
    return made.pk


@transaction.atomic
def change_entry(*, entry: UUID, version: int, values: Mapping[str, Any], by: Standing | None) -> None:
    """Write an entry anew, if it still has the version that the form was opened with: else Stale, with what it holds now. What it was before stays in its history."""
    found = _entry(entry)
    business_of(by, found.partnership_id)
    register = _register(found.register)
    row = _row(register, values, found.partnership_id)
    try:
        versions.expect(Entry.objects.filter(pk=entry), version, **row)
    except versions.Stale as stale:
        raise versions.Stale(stale.version, registers.typed(register, stale.theirs["fields"])) from None
    facts: dict[str, str | int | bool] = {"register": found.register}
    record("change-entry", kind="entry", ids=[found.pk], partnership=found.partnership_id, facts=facts)


@transaction.atomic
def give_status(
    *, entry: UUID, status: str, words: str, valid_from: date, at: datetime, by: Standing | None
) -> None:  # fmt: skip
    """From a day on an entry's status is another; the one before ends on that day. Raises Clash for a day before the present one began."""
    found = _entry(entry)
    who = business_of(by, found.partnership_id)
    if _register(found.register).status(status) is None:
        raise Clash(_("Choose a status."))
    last = EntryStatus.objects.select_for_update().filter(entry=found, valid_to=None).first()
    if last is not None:
        if valid_from <= last.valid_from:
            raise Clash(_("Its present status began on that day or later: choose a later day."))
        if last.status == status:
            raise Clash(_("That is its status already."))
        last.valid_to = valid_from
        last.save(update_fields=["valid_to"])
    EntryStatus.objects.create(
        partnership_id=found.partnership_id, entry=found, status=status, words=words, valid_from=valid_from, recorded_at=at,
        recorded_by_id=who,
    )  # fmt: skip
    facts: dict[str, str | int | bool] = {"register": found.register, "status": status}
    record("give-status", kind="entry", ids=[found.pk], partnership=found.partnership_id, facts=facts)


def _register(key: str) -> Register:
    found = registers.table().get(key)
    if found is None:
        raise Refused("run-governance")
    return found


def _entry(key: UUID) -> Entry:
    found = Entry.objects.select_for_update().filter(pk=key).first()
    if found is None:
        raise Refused("run-governance")
    return found


def _row(register: Register, values: Mapping[str, Any], partnership: UUID) -> dict[str, Any]:
    """The columns of an entry. What the definition does not allow is a Clash, a body of another partnership is refused."""
    if lacking := [one.label for one in register.fields if one.required and values.get(one.key) in (None, "")]:
        raise Clash(_("Fill in: {fields}.").format(fields=", ".join(_(label) for label in lacking)))
    if register.years and registers.period_of(values[register.years], values["year_type"]) is None:
        raise Clash(_("Write the period as two years, such as 2017-2020, or as one."))
    for one in register.fields:
        if one.kind is FieldKind.BODY and values.get(one.key):
            refuse_strangers(partnership, body=UUID(str(values[one.key])))
    on, until = registers.reach(register, values)
    if until is not None and until <= on:
        raise Clash(_("It cannot run out before it began."))
    held = registers.stored(register, values)
    words = [text for key, text in held.items() if register.field(key).kind is not FieldKind.BODY]
    return {
        "title": held[register.fields[0].key], "fields": held, "on": on, "until": until, "search": " ".join(words).casefold(),
    }  # fmt: skip
