"""What every form carries unseen: the token against forgery, the key that lets it be done once, and for whom it was written."""

from django.http import HttpRequest
from django.template.backends.utils import csrf_input
from django.utils.html import format_html
from markupsafe import Markup

from wardmote.platform import once


class FormKeys:
    """`{{ csrf_input }}` in a template. Each time that it is written it has a fresh key: two forms of one page are two forms."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def __html__(self) -> str:
        return csrf_input(self.request) + _hidden(once.FIELD, once.fresh()) + self._whose()

    def _whose(self) -> str:
        member = getattr(getattr(self.request, "standing", None), "member", None)
        return _hidden(once.WHOSE, member) if member else Markup()

    def __str__(self) -> str:
        return self.__html__()


def _hidden(name: str, value: object) -> str:
    return format_html('<input type="hidden" name="{}" value="{}" autocomplete="off">', name, value)


def version_input(version: int) -> Markup:
    """The version that an edit form was opened with. See platform/versions.py."""
    return Markup('<input type="hidden" name="version" value="{}" autocomplete="off">').format(version)
