"""The registry's part about risks, reports by exception and themes: a partnership's register is its members'; a report is read by its group's circle."""

from collections.abc import Iterator

from tests.leak.examining import OK, REFUSED, WRONG, Ask, Expected, Route
from tests.leak.governance_routes import SENT, bodies, choice, filled_in, groups, here, runs, some, words
from tests.leak.oracle import Oracle
from tests.leak.world import Asker, Group, Risk, Told

QUARTER = "2025-10-01"


def reference(risk: Risk) -> set[str]:
    return words(risk.series)


def named(risk: Risk) -> set[str]:
    """The risk in a list, with the link to it."""
    return words(risk.series, risk.title) | {str(risk.id)}


def of_the_register(path: str, tells):
    """A page of the whole register."""

    def asked(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
        place = here(oracle, asker)
        risks = [risk for risk in oracle.world.risks if risk.partnership == place]
        told = {word for risk in risks for word in tells(oracle, risk)}
        yield Ask(Expected(OK, frozenset(told), len(oracle.world.risks)) if place else Expected(REFUSED), path)

    return asked


def listed(oracle: Oracle, risk: Risk) -> set[str]:
    return named(risk) | {str(risk.category)} | choice(bodies(oracle, risk.partnership))


def opened(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
    place, may = here(oracle, asker), runs(oracle, asker)
    for risk in some(oracle, asker, oracle.world.risks):
        told = words(risk.series, risk.title, risk.control_text, risk.told)
        told |= {str(risk.id), str(risk.control)} if may else set()
        there = Expected(OK, frozenset(told), 3) if risk.partnership == place else Expected(REFUSED)
        yield Ask(there, f"/governance/risks/{risk.id}", absent="/governance/risks/KEY")


def form(rows, path, shows, begins=None):
    """A form about one row: opened, and sent with nothing in it. `begins` is what stands in it until something else is sent."""

    def asked(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
        place, may = here(oracle, asker), runs(oracle, asker)
        for row in some(oracle, asker, rows(oracle)):
            where = {"path": path.format(key=keyed(path, row)), "absent": path.format(key="KEY")}
            there = may and row.partnership == place
            told = frozenset(shows(oracle, row)) if there else frozenset()
            begun = frozenset(begins(row)) if begins and there else frozenset()
            yield Ask(Expected(OK, told | begun) if there else Expected(REFUSED), **where)
            yield Ask(Expected(WRONG, told) if there else Expected(REFUSED), **where, query=SENT, post=True)

    return asked


def keyed(path: str, row) -> str:
    if "/controls/{" in path:
        return row.control
    if "report-lines" in path:
        return row.line
    if "report-duties" in path:
        return row.duty
    if "/themes/" in path:
        return row.theme
    return row.group if "/begin/" in path else row.id


def risks(oracle: Oracle) -> list[Risk]:
    return oracle.world.risks


def reports(oracle: Oracle) -> list[Told]:
    return oracle.world.reports


def about(_oracle: Oracle, risk: Risk) -> set[str]:
    return reference(risk) | {str(risk.id)}


def with_title(_oracle: Oracle, risk: Risk) -> set[str]:
    return named(risk)


def with_bodies(oracle: Oracle, risk: Risk) -> set[str]:
    return about(oracle, risk) | choice(bodies(oracle, risk.partnership))


def owners(oracle: Oracle, partnership) -> set[str]:
    """Who may own a risk: bodies, and whoever sits somewhere."""
    seats = {
        word for group in groups(oracle, partnership) for word in (str(group.seat), *words(group.chair, group.name))
    }
    return choice(bodies(oracle, partnership)) | seats


def described(oracle: Oracle, risk: Risk) -> set[str]:
    return about(oracle, risk) | owners(oracle, risk.partnership)


def of_its_control(oracle: Oracle, risk: Risk) -> set[str]:
    return {str(risk.id)} | choice(bodies(oracle, risk.partnership))


def raised(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
    place, may = here(oracle, asker), runs(oracle, asker)
    told = frozenset(
        owners(oracle, place)
        | {word for one in risks(oracle) if one.partnership == place for word in (str(one.category), *reference(one))}
    )
    yield Ask(Expected(OK, told) if may else Expected(REFUSED), "/governance/risks/add")
    yield Ask(Expected(WRONG, told) if may else Expected(REFUSED), "/governance/risks/add", SENT, post=True)


def group_of(oracle: Oracle, report: Told) -> Group:
    return next(group for group in oracle.world.groups if group.id == report.group)


def reads(oracle: Oracle, asker: Asker, report: Told) -> bool:
    """Nobody of the world sits on a group by name: what is the group's is read by whoever runs the business."""
    return report.partnership == here(oracle, asker) and (report.circle == "partnership" or runs(oracle, asker))


def of_a_quarter(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
    place, may = here(oracle, asker), runs(oracle, asker)
    told: set[str] = set()
    for report in reports(oracle):
        if report.partnership == place:
            told |= words(group_of(oracle, report).name) | ({str(report.duty), str(report.line)} if may else set())
            told |= {str(report.id), *words(report.text)} if reads(oracle, asker, report) else set()
    ending = Expected(OK, frozenset(told), len(reports(oracle))) if place else Expected(REFUSED)
    yield Ask(ending, "/governance/reports", {"quarter": QUARTER})


def one_report(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
    for report in some(oracle, asker, reports(oracle)):
        told = words(group_of(oracle, report).name, report.text, report.theme_name)
        told |= {str(report.line)} if runs(oracle, asker) else set()
        there = Expected(OK, frozenset(told), 2) if reads(oracle, asker, report) else Expected(REFUSED)
        yield Ask(there, f"/governance/reports/{report.id}", absent="/governance/reports/KEY")


def together(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
    """Both groups of a partnership raise its theme: whoever reads both reports is told so."""
    place, may = here(oracle, asker), runs(oracle, asker)
    told: set[str] = set()
    for report in reports(oracle):
        if report.partnership == place:
            told |= words(report.theme_name) | ({str(report.theme)} if may else set())
            told |= {str(report.id), *words(report.text, group_of(oracle, report).name)} if may else set()
    ending = Expected(OK, frozenset(told), len(reports(oracle))) if place else Expected(REFUSED)
    yield Ask(ending, "/governance/themes", {"quarter": QUARTER})


def of_group(oracle: Oracle, report: Told) -> set[str]:
    return words(group_of(oracle, report).name)


def of_report(oracle: Oracle, report: Told) -> set[str]:
    return of_group(oracle, report) | {str(report.id)}


def of_line(oracle: Oracle, report: Told) -> set[str]:
    return {str(report.id), str(report.theme), *words(report.theme_name)} | of_group(oracle, report)


def added_theme(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
    place, may = here(oracle, asker), runs(oracle, asker)
    told = frozenset(
        word for one in reports(oracle) if one.partnership == place for word in (str(one.theme), *words(one.theme_name))
    )
    yield Ask(Expected(OK, told) if may else Expected(REFUSED), "/governance/themes/add")
    yield Ask(Expected(WRONG, told) if may else Expected(REFUSED), "/governance/themes/add", SENT, post=True)


RISKS = (
    Route("risks", of_the_register("/governance/risks", listed)),
    Route("raise-risk", raised),
    Route("add-risk-category", filled_in("/governance/risks/categories/add")),
    Route("risk-pictures", of_the_register("/governance/risks/pictures", lambda _oracle, risk: named(risk))),
    Route(
        "risk-picture",
        of_the_register("/governance/risks/pictures/movement.svg", lambda _oracle, risk: reference(risk)),
    ),
    Route(
        "risk-document",
        of_the_register("/governance/risks/register.docx", lambda _oracle, risk: words(risk.series, risk.title)),
    ),
    Route("compare-risks", of_the_register("/governance/risks/compare", lambda _oracle, _risk: set())),
    Route("risk-scale", of_the_register("/governance/risks/scale", lambda _oracle, _risk: set())),
    Route("choose-risk-scale", filled_in("/governance/risks/scale/choose")),
    Route("risk", opened),
    Route("describe-risk", form(risks, "/governance/risks/{key}/change", described, lambda risk: words(risk.title))),
    Route("score-risk", form(risks, "/governance/risks/{key}/score", with_title)),
    Route("note-on-risk", form(risks, "/governance/risks/{key}/note", about)),
    Route("review-risk", form(risks, "/governance/risks/{key}/review", about)),
    Route("close-risk", form(risks, "/governance/risks/{key}/close", about)),
    Route("reopen-risk", form(risks, "/governance/risks/{key}/reopen", about)),
    Route("add-control", form(risks, "/governance/risks/{key}/controls/add", with_bodies)),
    Route(
        "change-control",
        form(risks, "/governance/controls/{key}/change", of_its_control, lambda risk: words(risk.control_text)),
    ),
    Route("exception-reports", of_a_quarter),
    Route("require-reports", filled_in("/governance/reports/require")),
    Route("begin-report", form(reports, f"/governance/reports/begin/{{key}}/{QUARTER}", of_group)),
    Route("exception-report", one_report),
    Route("write-line", form(reports, "/governance/reports/{key}/write", of_line)),
    Route("hand-in-report", form(reports, "/governance/reports/{key}/hand-in", of_report)),
    Route(
        "change-line",
        form(reports, "/governance/report-lines/{key}/change", of_line, lambda report: words(report.text)),
    ),
    Route(
        "remove-line",
        form(
            reports,
            "/governance/report-lines/{key}/remove",
            lambda oracle, report: {str(report.id), *words(report.text)},
        ),
    ),
    Route(
        "answer-ask",
        form(
            reports,
            "/governance/report-lines/{key}/answer",
            lambda oracle, report: of_report(oracle, report) | words(report.text),
        ),
    ),
    Route("end-reports", form(reports, "/governance/report-duties/{key}/end", of_group)),
    Route("themes", together),
    Route("add-theme", added_theme),
    Route("end-theme", form(reports, "/governance/themes/{key}/end", lambda _oracle, report: words(report.theme_name))),
)
