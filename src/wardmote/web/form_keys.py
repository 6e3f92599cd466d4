"""What every form carries unseen: the token against forgery, and the key that lets it be done once."""

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
        key = format_html('<input type="hidden" name="{}" value="{}" autocomplete="off">', once.FIELD, once.fresh())
        return csrf_input(self.request) + key

    def __str__(self) -> str:
        return self.__html__()


def version_input(version: int) -> Markup:
    """The version that an edit form was opened with. See platform/versions.py."""
    return Markup('<input type="hidden" name="version" value="{}" autocomplete="off">').format(version)
