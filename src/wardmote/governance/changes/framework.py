"""The framework: its document written, changed and adopted; and who leads on what across boards."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from wardmote.accounts.models import Partnership
from wardmote.accounts.states import Standing
from wardmote.audit.changes import record
from wardmote.governance.changes.writing import Clash, business_of
from wardmote.governance.models import BoardPart, Framework, Meeting
from wardmote.governance.states import Leads, MeetingState
from wardmote.platform import versions
from wardmote.platform.clock import LONDON
from wardmote.platform.refusals import Refused
from wardmote.words import gettext as _


@transaction.atomic
def draft_framework(
    *, partnership: UUID, title: str, text: str, link: str, what_changed: str, at: datetime, by: Standing | None
) -> UUID:  # fmt: skip
    """A new version of the framework document, not adopted yet: its key. Raises Clash while another draft is open."""
    who = business_of(by, partnership)
    Partnership.objects.select_for_update(no_key=True).get(pk=partnership)  # one after another: the numbers follow
    there = Framework.objects.filter(partnership=partnership)
    if there.filter(adopted_on=None).exists():
        raise Clash(_("A draft is open already: change that one, or adopt it first."))
    _said_somewhere(text, link)
    made = Framework.objects.create(
        partnership_id=partnership, number=(there.aggregate(last=Max("number"))["last"] or 0) + 1, title=title, text=text, link=link,
        what_changed=what_changed, recorded_at=at, recorded_by_id=who,
    )  # fmt: skip
    record("draft-framework", kind="framework", ids=[made.pk], partnership=partnership, facts={"number": made.number})
    return made.pk


@transaction.atomic
def change_framework(
    *, framework: UUID, version: int, title: str, text: str, link: str, what_changed: str, by: Standing | None
) -> None:  # fmt: skip
    """Change the draft, if it still has the version that the form was opened with: else Stale. Raises Clash once it is adopted."""
    found = _draft(framework, by)
    _said_somewhere(text, link)
    new = {"title": title, "text": text, "link": link, "what_changed": what_changed}
    versions.expect(Framework.objects.filter(pk=framework), version, **new)
    record("change-framework", kind="framework", ids=[found.pk], partnership=found.partnership_id)


@transaction.atomic
def adopt_framework(*, framework: UUID, on: date, where: str, at: datetime, by: Standing | None) -> None:
    """The draft holds from a day on, and is changed no more. A single meeting on that day is the one that adopted it. Raises Clash for a day to come, and one not after the last version's."""
    found = _draft(framework, by)
    if on > at.astimezone(LONDON).date():
        raise Clash(_("It cannot have been adopted on a day to come."))
    if Framework.objects.filter(partnership=found.partnership_id, adopted_on__gte=on).exists():
        raise Clash(_("Another version was adopted on that day or later: choose a later day."))
    meetings = Meeting.objects.filter(partnership=found.partnership_id, starts_at__date=on).exclude(
        state=MeetingState.CANCELLED
    )[:2]
    found.adopted_on, found.adopted_at = on, where
    found.meeting = meetings[0] if len(meetings) == 1 else None
    found.save(update_fields=["adopted_on", "adopted_at", "meeting"])
    record("adopt-framework", kind="framework", ids=[found.pk], partnership=found.partnership_id)


@transaction.atomic
def give_board_part(
    *, partnership: UUID, topic: str, board: str, part: Leads | None, valid_from: date, at: datetime, by: Standing | None
) -> None:  # fmt: skip
    """From a day on a board leads, contributes or is informed on a topic; with None it has no part in it. Raises Clash when that changes nothing, or another board leads already."""
    who = business_of(by, partnership)
    Partnership.objects.select_for_update(no_key=True).get(pk=partnership)  # two leads at once would be seen by neither
    open_ones = BoardPart.objects.filter(partnership=partnership, topic__iexact=topic, valid_to=None)
    others = open_ones.exclude(board__iexact=board)
    if part is Leads.LEADS and (leading := others.filter(part=Leads.LEADS).values_list("board", flat=True).first()):
        raise Clash(_("{board} leads on it: give that board another part first.").format(board=leading))
    last = open_ones.filter(board__iexact=board).first()
    if part == (last.part if last else None):
        raise Clash(_("That is its part already."))
    if last is not None:
        _end(last, valid_from)
        topic, board = last.topic, last.board
    if part is not None:
        known = open_ones.values_list("topic", flat=True).first()
        BoardPart.objects.create(
            partnership_id=partnership, topic=known or topic, board=board, part=part, valid_from=valid_from, recorded_at=at,
            recorded_by_id=who,
        )  # fmt: skip
    record("give-board-part", kind="framework", ids=[], partnership=partnership, facts={"part": part or ""})


def _end(last: BoardPart, on: date) -> None:
    if on <= last.valid_from:
        raise Clash(_("Its present part began on that day or later: choose a later day."))
    last.valid_to = on
    last.save(update_fields=["valid_to"])


def _draft(key: UUID, by: Standing | None) -> Framework:
    found = Framework.objects.select_for_update().filter(pk=key).first()
    if found is None:
        raise Refused("run-governance")
    business_of(by, found.partnership_id)
    if found.adopted_on is not None:
        raise Clash(_("This version was adopted, and stands as it is: write a new version."))
    return found


def _said_somewhere(text: str, link: str) -> None:
    if not text and not link:
        raise Clash(_("Write the document here, or say where it lies."))
