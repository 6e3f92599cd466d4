"""The registry's part about meetings: whoever reads a group's papers reads them on every page, and nobody else on any."""

from collections.abc import Iterator

from tests.leak.examining import OK, REFUSED, WRONG, Ask, Expected, Route
from tests.leak.governance_routes import choice, groups, here, known, runs, some, words
from tests.leak.oracle import Oracle
from tests.leak.world import Asker, Group, Meeting

MOVED = "moved"  # led on to a page, which is examined by itself
ANSWERING = ("manager", "coordinator", "chair", "analyst", "representative", "caseworker", "provider")
SENT = {"nothing": "of use"}
TOO_LONG = {"reason": "x" * 400}


def reads(oracle: Oracle, asker: Asker, meeting: Meeting) -> bool:
    """Nobody of the world sits on a group by name: what is the group's is read by whoever runs the business."""
    if here(oracle, asker) != meeting.partnership:
        return False
    return meeting.circle == "partnership" or runs(oracle, asker)


def answers(oracle: Oracle, asker: Asker, meeting: Meeting) -> bool:
    """Whether the asker may answer in writing for the body: for its agency, or running the business."""
    theirs = asker.agency == meeting.agency and any(known(oracle).is_(role, asker) for role in ANSWERING)
    return reads(oracle, asker, meeting) and (theirs or runs(oracle, asker))


def group_of(oracle: Oracle, meeting: Meeting) -> Group:
    return next(group for group in oracle.world.groups if group.id == meeting.group)


def name_of(oracle: Oracle, meeting: Meeting) -> set[str]:
    return words(group_of(oracle, meeting).name)


def readable(oracle: Oracle, asker: Asker) -> list[Meeting]:
    return [meeting for meeting in oracle.world.meetings if reads(oracle, asker, meeting)]


def opened(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
    for meeting in some(oracle, asker, oracle.world.meetings):
        where = {"path": f"/governance/meetings/{meeting.id}", "absent": "/governance/meetings/KEY"}
        said = (meeting.place, meeting.item_title, meeting.paper_title, meeting.answer_text, meeting.body.name)
        told = name_of(oracle, meeting) | words(*said) | {str(meeting.group), str(meeting.item), str(meeting.version)}
        told |= {str(meeting.id), str(meeting.paper)} if runs(oracle, asker) else set()
        yield Ask(Expected(OK, frozenset(told), 5) if reads(oracle, asker, meeting) else Expected(REFUSED), **where)


def listed(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
    place, objects = here(oracle, asker), len(oracle.world.meetings)
    told = choice(groups(oracle, place))
    for meeting in readable(oracle, asker):
        told |= {str(meeting.id)} | name_of(oracle, meeting) | words(meeting.place)
    yield Ask(
        Expected(OK, frozenset(told), objects) if place else Expected(REFUSED, objects=objects), "/governance/meetings"
    )


def choosing(path: str, *, only_running: bool, posts: bool):
    """A page with the groups to choose from."""

    def asked(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
        place = here(oracle, asker)
        may = runs(oracle, asker) if only_running else place is not None
        told = frozenset(choice(groups(oracle, place)))
        yield Ask(Expected(OK, told) if may else Expected(REFUSED), path)
        if posts:
            yield Ask(Expected(WRONG, told) if may else Expected(REFUSED), path, SENT, post=True)

    return asked


def about(path: str, key: str, tells, begun=None, *, sent=SENT, may=None):
    """A form about something of a meeting: opened, and sent with nothing of use. `begun` is what stands in it until something else is sent."""

    def asked(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
        for meeting in some(oracle, asker, oracle.world.meetings):
            allowed = may(oracle, asker, meeting) if may else runs(oracle, asker) and reads(oracle, asker, meeting)
            where = {"path": path.format(getattr(meeting, key)), "absent": path.format("KEY")}
            told = frozenset(tells(oracle, meeting)) if allowed else frozenset()
            first = told | frozenset(begun(meeting) if allowed and begun else ())
            yield Ask(Expected(OK, first) if allowed else Expected(REFUSED), **where)
            yield Ask(Expected(WRONG, told) if allowed else Expected(REFUSED), **where, query=sent, post=True)

    return asked


def button(path: str, key: str, tells, *, only_refused: bool = False):
    """A button: it leads back to the meeting. `only_refused`: whoever may would change the world for those who ask after them."""

    def asked(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
        for meeting in some(oracle, asker, oracle.world.meetings):
            allowed = runs(oracle, asker) and reads(oracle, asker, meeting)
            where = {"path": path.format(getattr(meeting, key)), "absent": path.format("KEY")}
            if not (allowed and only_refused):
                yield Ask(
                    Expected(MOVED, frozenset(tells(meeting))) if allowed else Expected(REFUSED),
                    **where,
                    query=SENT,
                    post=True,
                )

    return asked


def taken(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
    for meeting in some(oracle, asker, oracle.world.meetings):
        told = frozenset(words(meeting.paper_text, meeting.paper_name))
        yield Ask(
            Expected(OK, told) if reads(oracle, asker, meeting) else Expected(REFUSED),
            f"/governance/papers/versions/{meeting.version}", absent="/governance/papers/versions/KEY",
        )  # fmt: skip


def series(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
    for meeting in some(oracle, asker, oracle.world.meetings):
        told = name_of(oracle, meeting) | {str(meeting.group)} | words(meeting.series_place)
        told |= {str(meeting.id)} | words(meeting.place) if reads(oracle, asker, meeting) else set()
        told |= {str(meeting.series)} if runs(oracle, asker) else set()
        yield Ask(
            Expected(OK, frozenset(told), 3) if here(oracle, asker) == meeting.partnership else Expected(REFUSED),
            f"/governance/groups/{meeting.group}/series", absent="/governance/groups/KEY/series",
        )  # fmt: skip


def calendar(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
    may = here(oracle, asker) is not None
    yield Ask(Expected(OK) if may else Expected(REFUSED), "/governance/calendar")
    yield Ask(Expected(WRONG) if may else Expected(REFUSED), "/governance/calendar", SENT, post=True)


def ended(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
    yield Ask(
        Expected(MOVED) if here(oracle, asker) else Expected(REFUSED), "/governance/calendar/end", SENT, post=True
    )


def its_name(oracle: Oracle, meeting: Meeting) -> set[str]:
    return name_of(oracle, meeting) | {str(meeting.id)}


def its_point(oracle: Oracle, meeting: Meeting) -> set[str]:
    return its_name(oracle, meeting) | words(meeting.item_title)


def its_paper(oracle: Oracle, meeting: Meeting) -> set[str]:
    return {str(meeting.id), str(meeting.paper), str(meeting.version)} | words(meeting.paper_title, meeting.paper_name)


def its_body(oracle: Oracle, meeting: Meeting) -> set[str]:
    return its_point(oracle, meeting) | words(meeting.body.name)


def its_group(oracle: Oracle, meeting: Meeting) -> set[str]:
    return name_of(oracle, meeting) | {str(meeting.group)}


def place(meeting: Meeting) -> set[str]:
    return words(meeting.place)


def its_place(meeting: Meeting) -> set[str]:
    return words(meeting.series_place)


def key_alone(meeting: Meeting) -> set[str]:
    return {str(meeting.id)}


MEETINGS = (
    Route("meeting", opened),
    Route("meetings", listed),
    Route("plan-meeting", choosing("/governance/meetings/plan", only_running=True, posts=True)),
    Route("ask-in-writing", choosing("/governance/meetings/ask", only_running=True, posts=True)),
    Route("attendance", choosing("/governance/attendance", only_running=False, posts=False)),
    Route("circulate-meeting", about("/governance/meetings/{}/circulate", "id", its_name, sent=TOO_LONG)),
    Route("cancel-meeting", about("/governance/meetings/{}/cancel", "id", its_name)),
    Route("reschedule-meeting", about("/governance/meetings/{}/move", "id", its_name, place)),
    Route("decide-in-writing", about("/governance/meetings/{}/decide", "id", its_point)),
    Route("plan-again", button("/governance/meetings/{}/again", "id", lambda _m: ())),
    Route("add-item", about("/governance/meetings/{}/items/add", "id", its_name)),
    Route("change-item", about("/governance/items/{}/change", "item", its_name, lambda m: words(m.item_title))),
    Route("item-up", button("/governance/items/{}/up", "item", key_alone)),
    Route("item-down", button("/governance/items/{}/down", "item", key_alone)),
    Route("remove-item", button("/governance/items/{}/remove", "item", key_alone)),
    Route("add-paper", about("/governance/items/{}/papers/add", "item", its_point)),
    Route("replace-paper", about("/governance/papers/{}/replace", "paper", its_paper)),
    Route("withdraw-paper", button("/governance/papers/{}/withdraw", "paper", key_alone, only_refused=True)),
    Route("take-paper", taken),
    Route(
        "answer-in-writing",
        about("/governance/written-answers/{}", "answer", its_body, lambda m: words(m.answer_text), may=answers),
    ),
    Route("group-series", series),
    Route("set-up-series", about("/governance/groups/{}/series/add", "group", its_group)),
    Route("plan-series", about("/governance/series/{}/plan", "series", its_group)),
    Route("change-series", about("/governance/series/{}/change", "series", its_group, its_place)),
    Route("end-series", about("/governance/series/{}/end", "series", its_group)),
    Route("meeting-calendar", calendar),
    Route("end-calendar", ended),
)
