"""Views that look at the transaction around them, and addresses for them."""

from datetime import UTC, datetime
from uuid import UUID

from django.db import connection, transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.urls import include, path

from wardmote.accounts import changes
from wardmote.accounts.doors import allowed_by, public
from wardmote.accounts.models import Agency
from wardmote.accounts.policies import may_enter, may_manage_members, may_see_evidence
from wardmote.accounts.states import AgencyKind
from wardmote.audit.changes import record
from wardmote.engine.errors import WardmoteError
from wardmote.platform.refusals import Refused

NAMES = ("member", "agency", "partnership", "purpose")


def settings_now() -> dict[str, str | None]:
    """What PostgreSQL holds of who is asking."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(f"current_setting('wardmote.{name}', true)" for name in NAMES))
        return dict(zip(NAMES, cursor.fetchone(), strict=True))


def _write() -> None:
    changes.register_agency(
        name="Probe", slug="probe", kind=AgencyKind.OTHER, at=datetime(2026, 1, 1, tzinfo=UTC), by=None
    )


@public
def look(request: HttpRequest) -> HttpResponse:
    return JsonResponse(settings_now())


@public
def write(request: HttpRequest) -> HttpResponse:
    _write()
    return HttpResponse("written")


@public
def write_then_refuse(request: HttpRequest) -> HttpResponse:
    _write()
    raise Refused("probe")


@public
def write_then_break(request: HttpRequest) -> HttpResponse:
    _write()
    raise RuntimeError("a defect")


@public
def write_then_explain(request: HttpRequest) -> HttpResponse:
    _write()
    raise WardmoteError("There is no such month: 2021-13.")


@public
def write_then_fail(request: HttpRequest) -> HttpResponse:
    _write()
    return HttpResponse("no", status=503)


@public
def stream(request: HttpRequest) -> HttpResponse:
    response = StreamingHttpResponse((f"{settings_now()['member']};" for _ in range(2)), content_type="text/csv")
    response["Content-Disposition"] = "attachment"
    return response


@public
def read(request: HttpRequest) -> HttpResponse:
    """What is read here is said by the test to be about people."""
    return HttpResponse(", ".join(agency.name for agency in Agency.objects.all()))


@public
def read_and_record(request: HttpRequest) -> HttpResponse:
    record("see-probe", ids=[agency.pk for agency in Agency.objects.all()])
    return read(request)


@public
def record_and_take_back(request: HttpRequest) -> HttpResponse:
    point = transaction.savepoint()
    record("see-probe")
    transaction.savepoint_rollback(point)
    return read(request)


@public
def read_then_explain(request: HttpRequest) -> HttpResponse:
    read(request)
    raise WardmoteError("There is no such month: 2021-13.")


@allowed_by(may_enter)
def look_for(request: HttpRequest, key: UUID) -> HttpResponse:
    raise Http404


@allowed_by(may_see_evidence)
def why(request: HttpRequest) -> HttpResponse:
    return JsonResponse(settings_now())


@allowed_by(may_see_evidence, purpose="prepare-hearing")
def why_exactly(request: HttpRequest) -> HttpResponse:
    return JsonResponse(settings_now())


@allowed_by(may_manage_members)
def managers_only(request: HttpRequest) -> HttpResponse:
    return HttpResponse("welcome")


def no_door(request: HttpRequest) -> HttpResponse:
    return HttpResponse("forgotten")


VIEWS = (
    look,
    write,
    write_then_refuse,
    write_then_break,
    write_then_explain,
    write_then_fail,
    stream,
    read,
    read_and_record,
    record_and_take_back,
    read_then_explain,
    why,
    why_exactly,
    managers_only,
    no_door,
)
urlpatterns = [path(f"probe/{view.__name__}", view) for view in VIEWS]
urlpatterns += [path("probe/look_for/<uuid:key>", look_for, name="probe-look-for")]
urlpatterns += [path("", include("wardmote.web.urls"))]
handler403, handler404, handler500 = (f"wardmote.web.views.{name}" for name in ("not_here", "not_here", "defect"))
