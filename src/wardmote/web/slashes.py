"""The last slash of an address, for whoever leaves it out."""

from django.http import HttpRequest, HttpResponsePermanentRedirect
from django.middleware.common import CommonMiddleware
from django.urls import is_valid_path

HEALTH = "/healthz"


class LastSlash(CommonMiddleware):
    """Django's CommonMiddleware, which sends a reader from `/evidence` on to `/evidence/`, for good.

    Only somebody who reads: a form that is sent to the wrong address is not sent on, because what it carries would be
    lost. A visitor is sent on too, and from there to sign-in: no answer depends on what there is behind the address.

    It is also where a host that the site does not answer to is refused. The health page answers there too: who watches asks by the machine's address,
    and nothing in the answer follows from the name.
    """

    def process_request(self, request: HttpRequest) -> HttpResponsePermanentRedirect | None:
        return None if request.path_info == HEALTH else super().process_request(request)

    def should_redirect_with_slash(self, request: HttpRequest) -> bool:
        path = request.path_info
        if request.method not in {"GET", "HEAD"} or path.endswith("/") or is_valid_path(path):
            return False
        return bool(is_valid_path(f"{path}/"))
