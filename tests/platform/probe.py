"""Views that look at the transaction around them, and addresses for them."""

from datetime import UTC, datetime

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.urls import include, path

from wardmote.accounts import changes
from wardmote.accounts.doors import allowed_by, public
from wardmote.accounts.policies import may_manage_members
from wardmote.accounts.states import AgencyKind
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
    managers_only,
    no_door,
)
urlpatterns = [path(f"probe/{view.__name__}", view) for view in VIEWS]
urlpatterns += [path("", include("wardmote.web.urls"))]
handler403, handler404, handler500 = (f"wardmote.web.views.{name}" for name in ("not_here", "not_here", "defect"))
