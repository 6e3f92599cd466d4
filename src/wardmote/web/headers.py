"""Headers that Django has no setting for: what browsers are told to refuse, and where a visitor comes from when proxies stand between."""

from collections.abc import Callable
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

UNUSED = (
    "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen", "geolocation", "gyroscope",
    "magnetometer", "microphone", "midi", "payment", "screen-wake-lock", "usb", "xr-spatial-tracking",
)  # fmt: skip
PERMISSIONS = ", ".join(f"{feature}=()" for feature in UNUSED) + ", clipboard-write=(self)"


class TrueAddress:
    """The visitor's own address behind `settings.PROXIES` proxies of ours, each of which appends whom it heard to X-Forwarded-For.

    What stands further left in that header was written by the visitor and is not believed. With no proxy the header is ignored.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        heard = [address.strip() for address in request.headers.get("X-Forwarded-For", "").split(",")]
        if 0 < settings.PROXIES <= len(heard) and (address := _address(heard[-settings.PROXIES])):
            request.META["REMOTE_ADDR"] = address
        return self.get_response(request)


def _address(text: str) -> str:
    try:
        return str(ip_address(text))
    except ValueError:
        return ""


class BrowserLimits:
    """Take from pages what they do not need: devices, being embedded elsewhere, being kept by caches between us and the reader."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response
