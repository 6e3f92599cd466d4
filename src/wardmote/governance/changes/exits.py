"""Somebody has all that governance keeps of a partnership written down: for them alone, for a reason, and for a few hours."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from wardmote.accounts.states import Standing
from wardmote.audit.changes import record
from wardmote.governance.changes.writing import Clash
from wardmote.governance.models import Exit, ExitPiece
from wardmote.governance.policies import may_in
from wardmote.governance.queries.exits import where_exit_is
from wardmote.governance.states import ExitState
from wardmote.platform.refusals import Refused
from wardmote.words import gettext as _

KEPT = timedelta(hours=4)
VERB = "take-partnership-out"


@transaction.atomic
def ask_for_exit(*, partnership: UUID, reason: str, at: datetime, by: Standing) -> UUID:
    """All that is kept of the partnership is to be written down: the key of what will be the file. One at a time for each member: Clash while there is another."""
    may_in(VERB, by, partnership)
    if by.member is None:
        raise Refused(VERB)
    _refuse_a_second(partnership, at, by)
    try:
        with transaction.atomic():
            made = Exit.objects.create(partnership_id=partnership, member_id=by.member, reason=reason, recorded_at=at)
    except IntegrityError as problem:  # the same person, at the same moment
        raise Clash(_already()) from problem
    record("ask-for-exit", kind="partnership", ids=[partnership], partnership=partnership)
    return made.pk


@transaction.atomic
def keep_exit(
    *, file: UUID, pieces: Iterable[str], lines: int, size: int, sha256: str, at: datetime, by: Standing
) -> None:
    """It is written down: the file is kept, sealed, for whoever asked."""
    found = _asked(file, by)
    for place, data in enumerate(pieces):
        ExitPiece.objects.create(
            partnership_id=found.partnership_id, member_id=found.member_id, file=found, place=place, data=data
        )
    found.state, found.lines, found.size, found.sha256, found.until = ExitState.READY, lines, size, sha256, at + KEPT
    found.save(update_fields=["state", "lines", "size", "sha256", "until"])
    record(
        "take-exit",
        kind="partnership",
        ids=[found.partnership_id],
        partnership=found.partnership_id,
        facts={"count": lines},
    )


@transaction.atomic
def break_off_exit(*, file: UUID, state: ExitState, at: datetime, by: Standing) -> None:  # noqa: ARG001 - the same for all changes
    """It is not written down: it does not fit here, or a defect stopped it."""
    found = _asked(file, by)
    found.state = state
    found.save(update_fields=["state"])
    record(
        "break-off-exit",
        kind="partnership",
        ids=[found.partnership_id],
        partnership=found.partnership_id,
        facts={"state": state},
    )


@transaction.atomic
def forget_exits(*, before: datetime) -> int:
    """Forget files whose time was over before a moment: how many. Who had them written, and why, stays. For the installation itself."""
    over = Exit.objects.filter(state=ExitState.READY, until__lte=before)
    keys = list(over.values_list("pk", flat=True))
    if keys:
        ExitPiece.objects.filter(file__in=keys).delete()
        Exit.objects.filter(pk__in=keys).update(state=ExitState.GONE)
        record("forget-exits", facts={"count": len(keys)})
    return len(keys)


def _refuse_a_second(partnership: UUID, at: datetime, by: Standing) -> None:
    """One that the worker has to do, or a file that can be taken, is in the way of another. What stopped before its end is not: that is noted, and done with."""
    mine = Exit.objects.select_for_update().filter(partnership=partnership, member=by.member)
    if mine.filter(state=ExitState.READY, until__gt=at).exists():
        raise Clash(_("The file that you asked for is ready. Another can be asked for when it is forgotten."))
    one = mine.filter(
        state=ExitState.ASKED
    ).first()  # one at most; locked first and then looked for: a job that is at its end waits for us
    if one is None:
        return
    if where_exit_is(one.pk).somewhere:
        raise Clash(_already())
    one.state = ExitState.BROKEN  # the event of the new one tells of both: it could not be asked for otherwise
    one.save(update_fields=["state"])


def _already() -> str:
    return _("It is being written already: what you asked for the first time is what you will get.")


def _asked(key: UUID, by: Standing) -> Exit:
    found = Exit.objects.select_for_update().filter(pk=key, member=by.member, state=ExitState.ASKED).first()
    if found is None:
        raise Refused(VERB)
    may_in(VERB, by, found.partnership_id)
    return found
