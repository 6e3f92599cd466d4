"""Partnerships end on a day, and others stand in their place: nothing is lost, nothing counted twice, nobody sees more."""

import re
import sys
import tomllib
from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
from django.apps import apps
from django.db import DatabaseError, transaction

from tests.accounts.asking import TODAY, asking, at_the_same_moment, day, events, post
from tests.cast import NORTHWICK, SOUTHFOLD
from tests.governance.test_pages import text
from wardmote import cli
from wardmote.accounts import changes as accounts
from wardmote.accounts.models import Grant, Member, Partnership
from wardmote.accounts.states import Role
from wardmote.definitions import BadDefinition, parse
from wardmote.demo import governance as sample
from wardmote.demo.governance.structure import BODIES, GROUPS
from wardmote.governance import changes, models, queries
from wardmote.governance.changes import Clash
from wardmote.governance.changes.carrying import CARRIED, COPIED
from wardmote.governance.changes.groups import Shape
from wardmote.governance.reorganising import Plan
from wardmote.governance.states import ActionState, Capacity, Circle, GroupKind, RiskState, StatutoryRole
from wardmote.platform.refusals import Refused
from wardmote.platform.transaction import Asking, acting_as

BUILT = datetime(2026, 11, 2, 9, tzinfo=UTC)
DAY = date(2026, 11, 9)
AT = datetime(2026, 11, 9, 10, tzinfo=UTC)


def founded(slug: str) -> Partnership:
    return accounts.found_partnership(name=f"{slug.title()} Partnership", slug=slug, districts=(), at=BUILT, by=None)


def planned(before: tuple[str, ...], after: tuple[str, ...], **more) -> dict:
    return {
        "plan": Plan(on=DAY, reason="An order of Parliament", before=before, after=after, **more),
        "text": "the plan",
        "at": AT,
    }


def closed_group(partnership: Partnership, member: Member) -> None:
    """A group whose papers only its members read, with something to do."""
    where = {"partnership": partnership.pk, "at": BUILT, "by": None}
    body = models.Body.objects.filter(partnership=partnership, kind="police").get().pk
    shape = Shape("Inner Circle", GroupKind.PANEL, circle=Circle.GROUP)
    group = changes.found_group(shape=shape, valid_from=date(2026, 4, 1), **where)
    changes.give_seat(
        group=group,
        body=body,
        member=member.pk,
        capacity=Capacity.CHAIR,
        valid_from=date(2026, 4, 1),
        at=BUILT,
        by=None,
    )
    changes.give_action(group=group, text="Quietly", due_on=date(2026, 12, 1), owner=body, at=BUILT, by=None)


def rows(model, partnership: Partnership, **more) -> int:
    return model.objects.filter(partnership=partnership, **more).count()


def seen_by(member: Member, agency: str, partnership: Partnership, model) -> int:
    key = Grant.objects.filter(member=member, agency__slug=agency).values_list("agency", flat=True).first()
    with acting_as(Asking(member.pk, key, partnership.pk)):
        return model.objects.filter(partnership=partnership).count()


def test_every_table_of_governance_says_how_it_is_carried_and_comes_after_what_it_names():
    ours = {one for one in apps.get_app_config("governance").get_models() if not one.__name__.endswith("History")}
    assert ours == set(CARRIED)
    order = [model for model, carry in CARRIED.items() if carry.how is COPIED]
    named = [
        (model.__name__, one.related_model.__name__)
        for place, model in enumerate(order)
        for one in model._meta.concrete_fields
        if one.is_relation and one.related_model in order[place + 1 :]
    ]
    assert named == []


def test_two_partnerships_become_one_with_all_that_is_open_and_both_are_read_as_before(cast, client_for):
    for slug in ("southfold", "northwick"):
        sample.build(slug, at=BUILT)
    for partnership in (cast.southfold, cast.northwick):
        closed_group(partnership, cast.outsider if partnership == cast.northwick else cast.manager)
    both, olds = founded("both"), (cast.southfold, cast.northwick)
    merger = planned(("southfold", "northwick"), ("both",))

    # what would be done is shown, and nothing is: a plan that opens closed doors stands in its own way
    together = {f"{slug}: Inner Circle": "Inner Circle" for slug in ("southfold", "northwick")}
    widening = changes.preview(**planned(("southfold", "northwick"), ("both",), into=together))
    assert ["read by their own members alone" in fault for fault in widening.faults] == [True]
    with pytest.raises(Clash, match="read by their own members alone"):
        changes.reorganise(**planned(("southfold", "northwick"), ("both",), into=together))
    foreseen = changes.preview(**merger)
    assert (foreseen.faults, rows(models.Body, both), rows(models.Handover, both)) == ((), 0, 0)
    with pytest.raises(Clash, match="still to come"):
        changes.reorganise(**merger | {"at": BUILT})
    was = {model: [rows(model, old) for old in olds] for model in CARRIED}
    unanswered = [rows(models.Action, old, state=ActionState.OPEN) for old in olds]
    risks = [rows(models.Risk, old, state=RiskState.OPEN) for old in olds]

    done = changes.reorganise(**merger)
    assert done.passed == foreseen.passed
    assert min(unanswered) > 1

    # every kind that the sample has went over, and what is open is open once
    empty = {model.__name__ for model, carry in CARRIED.items() if carry.how is COPIED and not rows(model, both)}
    assert empty <= {"PartnershipLink", "WrittenAnswer", "DutyScope"}, empty
    assert rows(models.Action, both, state=ActionState.OPEN) == sum(unanswered)
    assert [rows(models.Action, old, state=ActionState.OPEN) for old in olds] == [0, 0]
    assert [rows(models.Action, old, state=ActionState.PASSED_ON) for old in olds] == unanswered
    assert rows(models.Risk, both) == sum(risks)
    assert sorted(models.Action.objects.filter(partnership=both).values_list("number", flat=True)) == list(
        range(1, sum(unanswered) + 1)
    )
    # bodies of one kind and name are one body, with those in whose place they stand; groups of one name are told apart
    assert rows(models.Body, both) == len(BODIES)
    names = list(models.GroupShape.objects.filter(partnership=both).values_list("name", flat=True))
    assert len(names) == len(set(names)) == 2 * (len(GROUPS) + 1)
    shut = models.Carried.objects.filter(partnership=both, circle=Circle.GROUP).values_list(
        "kind", "group__shapes__name"
    )
    assert {kind for kind, _name in shut} >= {"Action", "ActionAnswer"}
    assert {name.partition(" (")[0] for _kind, name in shut} == {"Inner Circle"}
    # nothing of theirs was moved or deleted: more stands there only where it says what became of it
    now = {model: [rows(model, old) for old in olds] for model in CARRIED}
    assert {model.__name__ for model in CARRIED if now[model] != was[model]} == {
        "ActionEntry",
        "Handover",
        "HandoverPlan",
        "Notice",
        "RiskNote",
    }
    assert events("take-over")[0]["partnership"] == both.pk
    assert {one["partnership"] for one in events("pass-on")} == {one.pk for one in olds}
    assert len(events("take-over")) == 1

    # read as before, and written no more
    manager, outsider = client_for(cast.manager), client_for(cast.outsider)
    held = models.Minutes.objects.filter(partnership=cast.southfold).values_list("meeting", flat=True)
    pages = [
        "/governance",
        "/governance/bodies",
        "/governance/actions?state=ended",
        "/governance/risks",
        "/governance/duties",
        "/governance/partnership",
    ]
    for page in (
        *pages,
        "/governance/partnership/handovers",
        *(f"/governance/meetings/{key}/minutes" for key in held[:1]),
    ):
        answer = manager.get(page)
        assert (page, answer.status_code) == (page, 200)
        assert "This partnership has ended" in answer.content.decode()
    assert "South Ribble Borough Council" in manager.get("/governance/bodies").content.decode()
    assert "Both Partnership stands in its place" in manager.get("/governance/partnership/handovers").content.decode()
    assert manager.get("/governance/bodies/add").status_code == 404
    with pytest.raises(Refused):
        changes.end_group(
            group=models.Group.objects.filter(partnership=cast.southfold)[0].pk,
            valid_to=DAY,
            at=AT,
            by=cast.standing(cast.manager),
        )
    assert "Add a body" not in manager.get("/governance/bodies").content.decode()
    passed = models.Action.objects.filter(partnership=cast.southfold, state=ActionState.PASSED_ON)[0]
    assert "Passed on to Both Partnership." in manager.get(f"/governance/actions/{passed.pk}").content.decode()

    # nobody sees the successor by having been in one of them; a role there is an administrator's to give
    for model in (
        models.Body,
        models.Action,
        models.ActionAnswer,
        models.Risk,
        models.Meeting,
        models.Carried,
        models.Handover,
        models.ProposedRole,
    ):
        for member, agency in ((cast.manager, "southfold-council"), (cast.outsider, "northwick-council")):
            assert seen_by(member, agency, both, model) == 0, model.__name__
    assert rows(Grant, both) == 0
    action = models.Action.objects.filter(partnership=both)[0]
    assert {one.get(f"/governance/actions/{action.pk}").status_code for one in (manager, outsider)} == {404}
    held_before = {(one.email, str(one.role)) for one in (*SOUTHFOLD.members, *NORTHWICK.members)}
    proposed = models.ProposedRole.objects.filter(partnership=both)
    assert set(proposed.values_list("member__email", "role")) == held_before

    # the administrator of the successor gives and leaves
    accounts.grant(
        member=cast.administrator, agency=proposed.get(member=cast.administrator).agency, partnership=both, role=Role.ADMINISTRATOR,
        valid_from=DAY, at=AT, by=None,
    )  # fmt: skip
    keeper = client_for(cast.administrator)
    hat = next(one for one in cast.standing(cast.administrator, on=TODAY).hats if one.partnership == both.pk)
    post(keeper, "/working-as", hat=hat.key)
    page = keeper.get("/governance/partnership/roles").content.decode()
    assert "Another administrator settles your own." in page
    assert page.count("Give it") == proposed.count() - 1
    one, other = proposed.get(member=cast.manager), proposed.get(member=cast.reader)
    assert post(keeper, f"/governance/partnership/roles/{one.pk}/give").status_code == 302
    assert post(keeper, f"/governance/partnership/roles/{other.pk}/leave").status_code == 302
    assert post(keeper, f"/governance/partnership/roles/{other.pk}/give").status_code == 404  # it is settled
    own = proposed.get(member=cast.administrator)
    assert post(keeper, f"/governance/partnership/roles/{own.pk}/give").status_code == 404
    assert rows(Grant, both) == 2
    assert events("settle-role")[0]["partnership"] == both.pk
    hat = next(one for one in cast.standing(cast.manager, on=TODAY).hats if one.partnership == both.pk)
    post(manager, "/working-as", hat=hat.key)
    page = text(manager.get("/governance/partnership/handovers"))
    assert "stands in the place of Northwick Community Safety Partnership" in page
    assert "An order of Parliament" in page
    assert re.search(r'<th scope="row"[^>]*><a [^>]*>Action \d+</a></th>', page)
    carried = models.Carried.objects.get(partnership=both, row=action.pk)
    assert f"Taken over from {carried.handover.other.name}, where it was action" in text(
        manager.get(f"/governance/actions/{action.pk}")
    )
    ended = models.Body.objects.filter(partnership=both, kind="crc").get()
    assert "From 26 June 2021 in its place:" in text(manager.get(f"/governance/bodies/{ended.pk}"))
    assert "This partnership has ended" not in page

    # what a group keeps to itself is not told by where it came from, nor counted
    accounts.grant(
        member=cast.reader, agency=proposed.get(member=cast.reader).agency, partnership=both, role=Role.SCRUTINY, valid_from=DAY, at=AT, by=None
    )  # fmt: skip
    shut = set(models.Action.objects.filter(partnership=both, circle=Circle.GROUP).values_list("pk", flat=True))
    open_to_all = rows(models.Action, both) - len(shut)
    assert len(shut) == 2
    listed = {}
    for member in (cast.manager, cast.reader):
        standing = cast.standing(member, on=TODAY)
        hat = next(one for one in standing.hats if one.partnership == both.pk)
        with asking(standing.wearing(hat)) as by:
            found, total = [], queries.came_from(by, page=1)[1]
            for number in range(1, -(-total // 50) + 1):
                found += [row.row for row in queries.came_from(by, page=number)[0]]
            listed[member] = set(found)
            assert len(found) == total
            assert sum(one.counts["Action"] for one in queries.handovers(by)) == open_to_all
    assert listed[cast.manager] - listed[cast.reader] == shut


def test_one_partnership_is_split_by_a_plan_that_names_everything_and_what_nobody_gets_stops_it(
    cast, monkeypatch, capsys, tmp_path
):
    """The plan is printed, changed and tried as an operator does it, and done."""
    sample.build("southfold", at=BUILT)
    east, west = founded("east"), founded("west")
    file = tmp_path / "split.toml"

    def command(*words: str) -> str:
        monkeypatch.setattr(sys, "argv", ["wardmote", "partnership", *words])
        with suppress(SystemExit):
            cli.main()
        found = capsys.readouterr()
        return found.out + found.err

    drafted = command("plan", "--on", str(DAY), "--before", "southfold", "--after", "east", "--after", "west")
    assert {"give"} < set(tomllib.loads(drafted))
    assert '"southfold: Genga Group" = ["east"]' in drafted
    text = drafted.replace('reason = ""', 'reason = "An order"').replace(
        '"southfold: Genga Group" = ["east"]', '"southfold: Genga Group" = ["west"]'
    )
    text = re.sub(
        r"(?s)(\[give.body\].*?)\n\n", lambda found: found[1].replace('["east"]', '["east", "west"]') + "\n\n", text
    )
    both_get = models.Risk.objects.filter(partnership=cast.southfold, state=RiskState.OPEN).order_by("pk")[0].reference
    text = text.replace(f'"southfold: {both_get}" = ["east"]', f'"southfold: {both_get}" = ["east", "west"]')

    file.write_text(
        text.replace('[give.group]\n"*" = ["east"]', "[give.group]").replace(
            '"southfold: Bright Sparx Task Group" = ["east"]', ""
        )
    )
    said = command("reorganise", str(file), "--go")
    assert "are given to nobody: southfold: Bright Sparx Task Group" in said
    assert rows(models.Body, east) + rows(models.Handover, cast.southfold) == 0

    file.write_text(text)
    assert "Nothing was done: add --go to do it." in command("reorganise", str(file))
    assert rows(models.Body, east) == 0
    said = command("reorganise", str(file), "--go")
    assert "Done." in said, said
    assert list(models.GroupShape.objects.filter(partnership=west).values_list("name", "parent")) == [
        ("Genga Group", None)
    ]
    assert rows(models.Group, east) == len(GROUPS) - 1
    assert rows(models.Body, east) == rows(models.Body, west) == len(BODIES)
    assert [rows(models.Risk, one) for one in (east, west)] == [
        rows(models.Risk, cast.southfold, state=RiskState.CLOSED, closed_on=DAY),
        1,
    ]
    assert [one.also_called for one in models.Risk.objects.filter(partnership=west)] == [
        f"{cast.southfold.name}: {both_get}"
    ]
    assert rows(models.Handover, cast.southfold) == 2
    assert set(cast.southfold.areas.values_list("code", "valid_to")) == {("E07000126", DAY), ("E07000118", DAY)}
    assert set(east.areas.values_list("code", flat=True)) == {"E07000126", "E07000118"}
    assert "ended already" in command("reorganise", str(file), "--go")
    assert Partnership.objects.get(slug="southfold").ended_on == DAY


def test_a_plan_that_means_nothing_is_refused_before_anything_is_read():
    for more, said in (
        ({"after": ("a",)}, "nothing its own successor"),
        ({"before": ("a", "c"), "after": ("b", "d")}, "never both at once"),
        ({"give": {"hat": {"x": ("b",)}}}, "give: hat"),
        ({"give": {"group": {"x": ("z",)}}}, "no successor"),
        ({"reason": ""}, "say what ends"),
        ({"befor": ()}, "befor"),
    ):
        with pytest.raises(BadDefinition, match=said):
            parse({"on": DAY, "reason": "x", "before": ("a",), "after": ("b",)} | more, Plan, where="plan.toml")


WRITTEN_ON = {
    "calendarfeed",
    "carried",
    "exit",
    "exitpiece",
    "handover",
    "handoverplan",
    "letterwish",
    "proposedrole",
    "sought",
}  # one’s own, or what tells of the end itself


def test_every_table_of_governance_is_held_to_the_end_of_its_partnership(database, as_owner):
    ours = {
        one
        for one in apps.get_app_config("governance").get_models()
        if not one.__name__.endswith("History") and one._meta.model_name not in WRITTEN_ON
    }
    held = "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'ongoing'"
    assert {name.strip('"') for (name,) in as_owner.execute(held).fetchall()} == {one._meta.db_table for one in ours}


def test_who_writes_at_the_moment_of_a_reorganisation_waits_and_is_refused_with_a_sentence(cast, client_for, as_owner):
    sample.build("southfold", at=BUILT)
    founded("heir")
    manager, group = client_for(cast.manager), models.GroupShape.objects.filter(partnership=cast.southfold).first()
    body = models.Body.objects.filter(partnership=cast.southfold).first()
    before = rows(models.Action, cast.southfold)
    sent = {"text": "One more", "owner": str(body.pk), "group": str(group.group_id)} | day(TODAY, "due_on")
    plan = planned(("southfold",), ("heir",))

    def written():
        return post(manager, "/governance/actions/give", **sent)

    _done, answer = at_the_same_moment(
        as_owner, lambda: changes.reorganise(**plan), written, asking=Asking(origin="command")
    )
    assert answer.status_code == 400
    assert "This partnership has just ended, and nothing more is written in it." in text(answer)
    assert "One more" in text(answer), "what was typed is not lost"
    assert rows(models.Action, cast.southfold) == before
    # Nor by any other way, whoever writes: a row changed, added, taken away.
    found = models.Action.objects.filter(partnership=cast.southfold)
    for change in (
        lambda: found.update(text="x"),
        lambda: changes.add_body(partnership=cast.southfold.pk, name="x", kind="fire", role=StatutoryRole.INVITED, votes=False, valid_from=DAY, at=AT, by=None),
        lambda: models.Seat.objects.filter(partnership=cast.southfold).update(name="x"),
    ):  # fmt: skip
        with pytest.raises(DatabaseError, match="the partnership has ended"), transaction.atomic():
            change()
    assert models.Action.objects.filter(partnership__slug="heir").update(text="x"), "in its place it goes on"
