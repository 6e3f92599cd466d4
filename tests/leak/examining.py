"""The examination: ask as everybody, on every route and of every row, and compare with the oracle.

A route is put into the registry (`ROUTES`) as `Route(name, ask)`: `ask` yields, for one asker, what to ask and what the oracle expects. `Expected.told` is every word and key of
the world that the answer may carry; the whole answer, headers included, is searched for all of them, so that what leaks in an unexpected place is seen as well.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from tests.leak.oracle import Oracle
from tests.leak.world import Asker, World

SECRET = re.compile(r"zq[0-9a-f]{10}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
PASSING = re.compile(  # tokens, keys, the minute that stands on paper
    rb"[A-Za-z0-9]{64}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|(?<= saw it on )[^<]+"
)

OK, WRONG, REFUSED = "answered", "wrong", "refused"


@dataclass(frozen=True)
class Expected:
    """What the oracle says of one request: how it ends, what of the world it tells, and how many objects are judged by it."""

    ending: str
    told: frozenset[str] = frozenset()
    objects: int = 1
    number: int | None = None
    text: str | None = None


@dataclass(frozen=True)
class Ask:
    """One request. `absent`: the same request about something that does not exist, whose answer a refusal must equal."""

    expected: Expected
    path: str
    query: dict[str, str] = field(default_factory=dict)
    post: bool = False
    absent: str = ""


Asking = Callable[[Oracle, Asker], Iterable[Ask]]


@dataclass(frozen=True)
class Route:
    """A route of the site (by its name in the addresses; a job or command by its own) and the questions it is asked."""

    name: str
    ask: Asking


@dataclass
class Report:
    """What came of it."""

    checks: int = 0
    disagreements: list[str] = field(default_factory=list)

    def judge(self, right: bool, objects: int, said: str) -> None:
        self.checks += objects
        if not right:
            self.disagreements.append(said)

    def __str__(self) -> str:
        return f"leak: {self.checks:,} checks, {len(self.disagreements):,} disagreements"


class Secrets:
    """Every word and key of a world that somebody may be told, or not."""

    def __init__(self, world: World) -> None:
        self.world = world

    def all(self) -> frozenset[str]:
        papers = " ".join(word for kept in self.world.papers for word in kept.secrets())
        return frozenset((*self._secrets(), *SECRET.findall(papers)))

    def keys(self) -> set[UUID]:
        return {UUID(word) for word in self.all() if "-" in word}

    def _secrets(self) -> Iterator[str]:
        for case in self.world.cases:
            yield from (str(case.id), str(case.address), *SECRET.findall(case.title + case.address_text))
        for note in self.world.notes:
            yield from (str(note.id), *SECRET.findall(note.text + note.paper_name + note.paper))
        for member in self.world.members:
            yield from (str(member.id), *SECRET.findall(member.called + member.email))
        for grant in self.world.grants:
            yield str(grant.id)
        for credential in self.world.credentials:
            yield from (str(credential.id), *SECRET.findall(credential.name))
        yield from self._secrets_of_governance()

    def _secrets_of_governance(self) -> Iterator[str]:
        for body in self.world.bodies:
            yield from (str(body.id), str(body.part), *SECRET.findall(body.name))
        for link in self.world.links:
            yield from (str(link.id), *SECRET.findall(link.name))
        for group in self.world.groups:
            said = f"{group.name} {group.purpose} {group.chair}"
            yield from (str(group.id), str(group.shape), str(group.seat), *SECRET.findall(said))
        for one in self.world.minuted:
            said = f"{one.minute} {one.decision_text} {one.interest_text}"
            yield from (str(one.decision), str(one.interest), *SECRET.findall(said))
        for meeting in self.world.meetings:
            yield from map(
                str,
                (
                    meeting.id,
                    meeting.item,
                    meeting.paper,
                    meeting.version,
                    meeting.content,
                    meeting.answer,
                    meeting.series,
                ),
            )
            said = (
                meeting.place,
                meeting.item_title,
                meeting.paper_title,
                meeting.paper_name,
                meeting.paper_text,
                meeting.answer_text,
            )
            yield from SECRET.findall(" ".join((*said, meeting.series_place)))

        for one in self.world.took:
            yield from (
                str(one.id),
                str(one.proposal),
                *SECRET.findall(f"{one.reason} {one.known_as} {one.plan_text} {one.shut_as}"),
            )
        yield from self._secrets_of_actions()
        yield from self._secrets_of_risks()

    def _secrets_of_risks(self) -> Iterator[str]:
        for risk in self.world.risks:
            said = f"{risk.series} {risk.title} {risk.control_text} {risk.told}"
            yield from (str(risk.id), str(risk.category), str(risk.scale), str(risk.control), *SECRET.findall(said))
        for told in self.world.reports:
            keys = (told.id, told.duty, told.line, told.theme)
            yield from (*map(str, keys), *SECRET.findall(f"{told.text} {told.theme_name}"))

    def _secrets_of_actions(self) -> Iterator[str]:
        for action in self.world.actions:
            yield from (str(action.id), str(action.answer), *SECRET.findall(f"{action.text} {action.said}"))
        for one in self.world.recommendations:
            yield from (str(one.id), str(one.answer), *SECRET.findall(f"{one.source} {one.text} {one.reasons}"))
        for matter in self.world.matters:
            said = f"{matter.asked_by} {matter.text} {matter.committee}"
            yield from (str(matter.id), str(matter.meeting), *SECRET.findall(said))


class Examiner:
    """Asks as everybody. `client_for` signs somebody in, `routes` are what is asked."""

    def __init__(self, world: World, client_for: Callable[[Any], Any], report: Report | None = None) -> None:
        from wardmote.accounts.models import Member

        self.world, self.oracle, self.client_for = world, Oracle(world), client_for
        self.report = report or Report()
        self.members = {member.pk: member for member in Member.objects.all()}
        self.secrets = Secrets(world).all()

    def routes(self, routes: Iterable[Route], askers: Iterable[Asker]) -> None:
        """Every question of every route, by every asker."""
        routes = list(routes)
        for asker in askers:
            client = self.signed_in(asker)
            missing: dict[str, bytes] = {}
            for route in routes:
                for ask in route.ask(self.oracle, asker):
                    self.question(route, asker, client, ask, missing)

    def signed_in(self, asker: Asker) -> Any:
        from wardmote.accounts.signin import HAT

        client = self.client_for(self.members[asker.member.id])
        client.raise_request_exception = False
        session = client.session
        session[HAT] = asker.hat
        session.save()
        return client

    def question(self, route: Route, asker: Asker, client: Any, ask: Ask, missing: dict[str, bytes]) -> None:
        response = sent(client, ask, ask.path)
        told = frozenset(SECRET.findall(whole(response))) & self.secrets
        if response.status_code == 302:  # the door says where the visitor wanted to go, in the visitor's own words
            told -= set(SECRET.findall(f"{ask.path} {ask.query}"))
        told -= oneself(asker)  # every page says who is signed in
        expected, about = ask.expected, f"{route.name} by {asker}: {ask.path}"
        judge = self.report.judge
        judge(told == (wanted := expected.told - oneself(asker)), expected.objects, f"{about} told {told ^ wanted}")
        judge(ending(response) == expected.ending, 1, f"{about} ended {response.status_code}, not {expected.ending}")
        if expected.number is not None:
            found = [int(number) for number in re.findall(rb"\b\d+\b", response.content)]
            judge(found == [expected.number], 1, f"{about} counted {found}, not {expected.number}")
        if expected.text is not None:
            judge(response.content.decode(errors="replace") == expected.text, 1, f"{about} said {response.content!r}")
        if ask.absent and expected.ending == REFUSED:
            form = ask.absent.replace("KEY", "")
            if form not in missing:
                missing[form] = alike(sent(client, ask, ask.absent.replace("KEY", str(uuid4()))))
            judge(alike(response) == missing[form], 1, f"{about} is unlike what is absent")

    def work(self, name: str, told: Iterable[str], expected: Iterable[str], objects: int) -> None:
        """What a job or a command told of the world."""
        told, expected = set(told), set(expected)
        self.report.judge(told == expected, objects, f"{name} told {told ^ expected}")


def oneself(asker: Asker) -> frozenset[str]:
    """What whoever asks is called."""
    who = asker.member
    return frozenset({str(who.id), *SECRET.findall(who.called + who.email)})


def sent(client: Any, ask: Ask, path: str) -> Any:
    if ask.post:
        return client.post(path, ask.query, headers={"X-Once": str(uuid4())})
    return client.get(path, ask.query)


def whole(response: Any) -> str:
    """All that the visitor is told."""
    return text_of(response) + "\n".join(f"{name}: {value}" for name, value in response.headers.items())


def text_of(response: Any) -> str:
    """The body of an answer; of a document for Word all that is in its file."""
    if "wordprocessingml" not in response.headers.get("Content-Type", ""):
        return response.content.decode(errors="replace")
    with zipfile.ZipFile(io.BytesIO(response.content)) as packed:
        return "".join(packed.read(name).decode(errors="replace") for name in packed.namelist())


def ending(response: Any) -> str:
    """How a request ended. Whoever is no longer signed in is refused by being sent to the door."""
    if response.status_code in {302, 404}:
        return REFUSED if response.status_code == 404 or "/sign-in" in response.headers["Location"] else "moved"
    return {200: OK, 400: WRONG}.get(response.status_code, str(response.status_code))


def alike(response: Any) -> bytes:
    """A response without what differs from one moment to the next: tokens, the key that was asked for, the length."""
    headers = sorted((name, value) for name, value in response.headers.items() if name != "Content-Length")
    text = b"%d\n%s\n%s" % (response.status_code, repr(headers).encode(), response.content)
    return PASSING.sub(b"...", text)
