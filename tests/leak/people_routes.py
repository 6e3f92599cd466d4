"""The registry's second half: routes about colleagues. Names, addresses, credentials and keys of members must be on a page exactly when the oracle says so."""

from collections.abc import Iterable, Iterator
from functools import cache
from uuid import UUID

from tests.leak.colleagues import Colleagues, Reader
from tests.leak.examining import OK, REFUSED, SECRET, WRONG, Ask, Expected, Route
from tests.leak.oracle import Oracle
from tests.leak.world import Asker, Credential, Event, Member

PAGE, FILE, NAMED, LATELY = 50, 1000, 3, 10
SENT = {"nothing": "of use"}  # or a form would take it for not sent
known = cache(Colleagues)


def name(member: Member) -> set[str]:
    return set(SECRET.findall(member.called))


def told(members: Iterable[Member]) -> set[str]:
    """Name, address and key."""
    return {word for member in members for word in (str(member.id), *SECRET.findall(member.called + member.email))}


def names(credentials: Iterable[Credential]) -> set[str]:
    return {word for credential in credentials for word in SECRET.findall(credential.name)}


def everybody(oracle: Oracle, words: set[str] | None) -> Expected:
    """A list of people: judged for each of the world. None: it is refused."""
    objects = len(oracle.world.members)
    return Expected(REFUSED, objects=objects) if words is None else Expected(OK, frozenset(words), objects)


def listed(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
    c, hat = known(oracle), known(oracle).worn(asker)
    if hat is None or c.is_("administrator", asker) is None:
        words = {word for member in c.works_in(hat[0]) for word in name(member)} if hat else None
        yield Ask(everybody(oracle, words), "/people")
        return
    for query, found in narrowed(c, hat[0]):
        soon = {word for member in found for word in names(c.running_out(hat[0], member))}
        yield Ask(everybody(oracle, told(found) | soon), "/people", query)


def narrowed(c: Colleagues, partnership: UUID) -> Iterator[tuple[dict[str, str], list[Member]]]:
    """Everybody; those who left; somebody by their name; and somebody of another partnership, who is not found."""
    here = c.ever_in(partnership)
    gone = [member for member in here if c.has_left(partnership, member)]
    yield {}, [member for member in here if member not in gone]
    yield {"state": "left"}, gone
    stranger = next(member for member in c.world.members if member not in here)
    for one in (next(member for member in here if member not in gone), stranger):
        yield {"words": one.called[:9]}, [member for member in here if member is one]


def exported(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
    c, partnership = known(oracle), known(oracle).is_("administrator", asker)
    if partnership is None:
        yield Ask(everybody(oracle, None), "/people/export")
        return
    for query, found in narrowed(c, partnership):
        words = {word for member in found for word in SECRET.findall(member.called + member.email)}
        soon = {word for member in found for word in names(c.running_out(partnership, member))}
        yield Ask(everybody(oracle, words | soon), "/people/export", query)


def some(oracle: Oracle, asker: Asker, path: str = "") -> list[Member]:
    """For an administrator some of theirs and some of others'. For anybody else, who is refused whoever it is, one; and that on every fourth page."""
    c, partnership = known(oracle), known(oracle).is_("administrator", asker)
    start = oracle.world.askers.index(asker)
    turned = [*oracle.world.members[start:], *oracle.world.members[:start]]
    if partnership is None:
        return [] if (start + sum(map(ord, path))) % 4 else turned[:1]
    here = c.ever_in(partnership)
    return [m for m in turned if m in here][:3] + [m for m in turned if m not in here][:2]


def opened(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
    c, partnership = known(oracle), known(oracle).is_("administrator", asker)
    for member in some(oracle, asker):
        expected = Expected(REFUSED)
        if partnership and member in c.ever_in(partnership):
            held, own = c.held(partnership, member), member is asker.member
            rows = [*c.grants(partnership, member.id), *held]
            ends = {str(row.id) for row in rows if not c.over(row) and not own}
            expected = Expected(OK, frozenset(told([member]) | names(held) | ends), len(rows) + 1)
        yield Ask(expected, f"/people/{member.id}", absent="/people/KEY")


def form(path: str, *, sends: bool = True):
    """A page about one person: opened, and sent with nothing in it, which is wrong for whoever may and absent for whoever may not."""

    def asked(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
        c, partnership = known(oracle), known(oracle).is_("administrator", asker)
        for member in some(oracle, asker, path):
            there = partnership is not None and member in c.ever_in(partnership)
            words = frozenset({str(member.id)} | name(member))
            where = {"path": f"/people/{member.id}/{path}", "absent": f"/people/KEY/{path}"}
            yield Ask(Expected(OK, words) if there else Expected(REFUSED), **where)
            if sends or not there:
                yield Ask(Expected(WRONG, words) if there else Expected(REFUSED), **where, query=SENT, post=True)

    return asked


def pressed(path: str):
    """A button: pressed only where it must do nothing, about people of other partnerships and by those who may not."""

    def asked(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
        c, partnership = known(oracle), known(oracle).is_("administrator", asker)
        for member in some(oracle, asker, path):
            if partnership is None or member not in c.ever_in(partnership):
                yield Ask(Expected(REFUSED), f"/people/{member.id}/{path}", absent=f"/people/KEY/{path}", post=True)

    return asked


def ending(path: str):
    """The page where a role or a credential is ended, by the row's own key."""

    def asked(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
        c, partnership = known(oracle), known(oracle).is_("administrator", asker)
        rows = oracle.world.grants if path == "roles" else oracle.world.credentials
        for member in some(oracle, asker, path):
            for row in [row for row in rows if row.member == member.id][:1]:
                more = names([row]) if isinstance(row, Credential) else set()
                words = frozenset({str(member.id)} | name(member) | more)
                there = partnership is not None and row.partnership == partnership
                there = there and member in c.ever_in(row.partnership)
                where = {"path": f"/people/{path}/{row.id}/end", "absent": f"/people/{path}/KEY/end"}
                yield Ask(Expected(OK, words) if there else Expected(REFUSED), **where)
                yield Ask(Expected(WRONG, words) if there else Expected(REFUSED), **where, query=SENT, post=True)

    return asked


def invited(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
    may = known(oracle).is_("administrator", asker)
    yield Ask(Expected(OK if may else REFUSED), "/people/invite")
    yield Ask(Expected(WRONG if may else REFUSED), "/people/invite", SENT, post=True)


ANSWERING = ("manager", "coordinator", "chair", "analyst", "representative", "caseworker", "provider")


def alone(oracle: Oracle, asker: Asker) -> set[str]:
    """What is the only one of its kind opens at once: a recommendation to the agency worn; for whoever runs the business a risk to be reviewed, and what scrutiny asked."""
    c, world, words = known(oracle), oracle.world, set()
    worn = c.worn(asker)
    for partnership in {one for role in ANSWERING for one in c.beside(asker, role)}:
        asked = [one for one in world.recommendations if one.partnership == partnership]
        words |= {str(one.answer) for one in asked if worn and one.agency == worn[1]}
    for partnership in c.beside(asker, "manager") | c.beside(asker, "coordinator"):
        words |= {str(one.id) for one in (*world.risks, *world.matters) if one.partnership == partnership}
    return words


def home(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
    """What waits: for whoever runs the business a review and what scrutiny asked; for whoever answers for the agency worn a recommendation; for an administrator what of their people's runs out, in every partnership that they administer for the agency worn; and what of one's own does."""
    c, words = known(oracle), set()
    for partnership in c.beside(asker, "administrator"):
        for member in c.ever_in(partnership):
            if member is not asker.member and (soon := c.running_out(partnership, member)):
                words |= {str(member.id)} | name(member) | names(soon)
    worn = c.worn(asker)
    for partnership, agency in c.hats(asker):
        if worn and agency == worn[1]:
            words |= names(c.running_out(partnership, asker.member))
    words |= alone(oracle, asker)
    for query in ({}, {"since": "2000-01-01"}):  # after so long it is told how much happened, and nothing by its name
        yield Ask(everybody(oracle, None if c.gone(asker) else words), "/", query)


# The log, which grows while it is examined: what is in it is read by the register's owner, just before a page is.


HELD: dict[str, dict[int, Event]] = {}


def log() -> list[Event]:
    import psycopg

    from wardmote.platform import register

    address = register.at_upkeep(register.urls().owner)
    held = HELD.setdefault(address, {})
    with psycopg.connect(address) as connection:
        newer = "SELECT serial, id, member, partnership, kind, ids FROM audit_event WHERE serial > %s"
        for row in connection.execute(newer, [max(held, default=-1)]):
            held[row[0]] = Event(*row[1:5], tuple(row[5]))
    return list(held.values())


def lines(c: Colleagues, reader: Reader, events: Iterable[Event]) -> set[str]:
    """Whom events name on a page."""
    found: set[str] = set()
    for event in events:
        spoken = reader.spoken_of(event)[:NAMED] if event.kind == "member" else ()
        found |= {word for key in (event.member, *spoken) if key in c.member for word in name(c.member[key])}
    return found


def read(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
    c, partnership = known(oracle), known(oracle).is_("auditor", asker)
    if partnership is None:
        yield Ask(everybody(oracle, None), "/log")
        return
    reader = c.reader(asker)
    offered = {word for member in c.ever_in(partnership) for word in (str(member.id), *name(member))}
    yield Ask(everybody(oracle, offered | lines(c, reader, reader.events(log())[:PAGE])), "/log")


def taken(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
    c, partnership = known(oracle), known(oracle).is_("auditor", asker)
    if partnership is None:
        yield Ask(everybody(oracle, None), "/log/export")
        return
    words, reader = set[str](), c.reader(asker)
    for event in reader.events(log())[:FILE]:
        words |= {str(key) for key in (event.member, *reader.spoken_of(event)) if key in c.keys}
        words |= name(c.member[event.member]) if event.member in c.member else set()
    yield Ask(everybody(oracle, words), "/log/export")


def looked(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
    """Who looked at one's own record, and at some others'."""
    c = known(oracle)
    administered, audits = c.is_("administrator", asker), c.is_("auditor", asker)
    for member in (asker.member, *some(oracle, asker)):
        theirs = administered is not None and member in c.ever_in(administered)
        if c.gone(asker) or not (member is asker.member or audits or theirs):
            yield Ask(Expected(REFUSED), f"/log/about/{member.id}", absent="/log/about/KEY")
            continue
        about = [event for event in c.reader(asker).events(log()) if member.id in event.ids]
        by_key = theirs and not audits and member is not asker.member
        words = lines(c, c.reader(asker), about[: PAGE - by_key])  # to an administrator, opening it is an event
        if member is not asker.member and (theirs or (audits and member in c.ever_in(audits))):
            words |= name(member)  # the page says whose record it is
            words |= {str(member.id)} if theirs else set()  # and leads back to their page
        yield Ask(Expected(OK, frozenset(words), len(about) + 1), f"/log/about/{member.id}")


def account(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
    c, me = known(oracle), asker.member
    if c.gone(asker):
        yield Ask(Expected(REFUSED), "/account")
        return
    parts = {g.partnership for g in oracle.world.grants if g.member == me.id and not oracle.out(asker)}
    about = [event for event in c.reader(asker).events(log()) if me.id in event.ids and event.member != me.id]
    words = {word for partnership in parts for word in names(c.held(partnership, me))}
    yield Ask(
        Expected(OK, frozenset(words | lines(c, c.reader(asker), about[:LATELY])), len(c.world.members)), "/account"
    )


def quiet(path: str, *roles: str):
    """A page that tells of nobody. `roles`: who may open it; without, whoever is in."""

    def asked(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
        c = known(oracle)
        may = (
            any(c.is_(role, asker) for role in roles)
            if roles
            else c.worn(asker)
            if path == "/roles"
            else not c.gone(asker)
        )
        yield Ask(everybody(oracle, set() if may else None), path)

    return asked


PEOPLE = (
    Route("home", home),
    Route("people", listed),
    Route("people-export", exported),
    Route("person", opened),
    Route("invite", invited),
    Route("give-role", form("role")),
    Route("record-credential", form("credential")),
    Route("correct-name", form("name")),
    Route("mark-left", form("left", sends=False)),
    Route("wake-person", pressed("wake")),
    Route("forget-factors", form("second-factor")),
    Route("invite-again", pressed("invite")),
    Route("withdraw-invitation", pressed("withdraw")),
    Route("end-role", ending("roles")),
    Route("end-credential", ending("credentials")),
    Route("partnership", quiet("/partnership", "administrator", "manager")),
    Route("roles", quiet("/roles")),
    Route("drafts", quiet("/drafts")),
    Route("your-sign-in", quiet("/your-sign-in")),
    Route("hats", quiet("/working-as")),
)
LOG = (Route("log", read), Route("log-export", taken), Route("log-about", looked), Route("account", account))
