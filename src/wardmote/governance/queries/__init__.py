"""Every read of governance. The first argument is who asks; row-level security says which rows there are."""

from wardmote.governance.queries.area import Covered, area_on, covered, link_of, others_here
from wardmote.governance.queries.bodies import (
    BodyOnDay,
    LinkOnDay,
    bodies_on,
    body_named,
    links_on,
    successions,
    with_bodies,
)
from wardmote.governance.queries.meetings import Item, MeetingLine, MeetingRead, lines, meeting_for, named_on
from wardmote.governance.queries.structure import (
    GroupOnDay,
    SeatOnDay,
    days_of_change,
    group_on,
    groups_on,
    seat_of,
    seats_of,
    shapes_of,
)

__all__ = [
    "BodyOnDay",
    "Covered",
    "GroupOnDay",
    "Item",
    "LinkOnDay",
    "MeetingLine",
    "MeetingRead",
    "SeatOnDay",
    "area_on",
    "bodies_on",
    "body_named",
    "covered",
    "days_of_change",
    "group_on",
    "groups_on",
    "lines",
    "link_of",
    "links_on",
    "meeting_for",
    "named_on",
    "others_here",
    "seat_of",
    "seats_of",
    "shapes_of",
    "successions",
    "with_bodies",
]
