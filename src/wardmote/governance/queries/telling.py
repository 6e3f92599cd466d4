"""Who is told of a group's meetings."""

from datetime import date
from uuid import UUID

from django.db.models import Q

from wardmote.accounts.models import Grant, Member
from wardmote.accounts.states import Role
from wardmote.accounts.states import Standing as Asker
from wardmote.governance.models import Meeting, Seat
from wardmote.governance.queries.bodies import holds
from wardmote.governance.states import Circle
from wardmote.platform.refusals import Refused

REPRESENTING = (Role.REPRESENTATIVE, Role.CHAIR)  # who speaks for a body without a seat of their own


def told_of(standing: Asker | None, meeting: UUID, on: date) -> list[Member]:  # noqa: ARG001 - rows answer as to whoever asks
    """Members with a seat on the group; and, where everybody in the partnership reads its papers, who represents a body with one."""
    found = Meeting.objects.filter(pk=meeting).first()
    if found is None:
        raise Refused("see-governance")
    seats = Seat.objects.filter(holds(on), group=found.group_id)
    here = Grant.objects.filter(holds(on), partnership=found.partnership_id)
    wanted = Q(pk__in=seats.filter(member__isnull=False).values("member"))
    if found.circle == Circle.PARTNERSHIP:
        agencies = seats.filter(body__agency__isnull=False).values("body__agency")
        wanted |= Q(pk__in=here.filter(agency__in=agencies, role__in=REPRESENTING).values("member"))
    people = Member.objects.filter(wanted, is_active=True, left_at__isnull=True, pk__in=here.values("member"))
    return list(people.order_by("email"))
