"""Every address has a door. This walks them all, so that a page without one is found on the day it is written."""

import re

from django.urls import URLPattern, URLResolver, get_resolver, reverse

# Frozen: a page becomes public here, in the open, or not at all.
PUBLIC = {
    "sign-in", "openid_connect_login", "openid_connect_callback", "forgotten-password", "choose-password", "invitation", "accessibility", "privacy", "security-txt", "health", "calendar-feed",
}  # fmt: skip


def patterns(urls) -> list[URLPattern]:
    found = []
    for entry in urls:
        found += patterns(entry.url_patterns) if isinstance(entry, URLResolver) else [entry]
    return found


def doorless(urls) -> list[str]:
    """Addresses whose view neither is public nor asks a policy."""
    return [
        str(p.pattern)
        for p in patterns(urls)
        if getattr(p.callback, "login_required", True) and not hasattr(p.callback, "policy")
    ]


def address(pattern: URLPattern) -> str:
    """An address that the pattern takes, whatever it wants to know."""
    samples = {"uuid": "01a202c0-e621-7b49-9b36-c9da3b0b92e7", "int": 1, "slug": "x", "str": "x", "path": "x"}
    kinds = {
        name: type(c).__name__.removesuffix("Converter").lower().replace("string", "str")
        for name, c in pattern.pattern.converters.items()
    }
    return reverse(pattern.name, kwargs={name: samples.get(kind, "x") for name, kind in kinds.items()})


def test_every_page_is_public_or_asks_a_policy():
    assert doorless(get_resolver().url_patterns) == []


def test_a_page_without_a_door_is_found(settings):
    settings.ROOT_URLCONF = "tests.platform.probe"
    assert doorless(get_resolver().url_patterns) == ["probe/no_door"]


def test_the_public_pages_are_the_ones_that_were_decided():
    found = {p.name for p in patterns(get_resolver().url_patterns) if not getattr(p.callback, "login_required", True)}
    assert found == PUBLIC


def test_every_page_has_a_name():
    assert [str(p.pattern) for p in patterns(get_resolver().url_patterns) if not p.name] == []


def test_every_other_page_sends_a_visitor_to_sign_in(client_for):
    visitor = client_for(None)
    for pattern in patterns(get_resolver().url_patterns):
        if pattern.name not in PUBLIC:
            answer = visitor.get(address(pattern))
            assert answer.status_code == 302, pattern.name
            assert answer.url.startswith("/sign-in?next="), pattern.name


def test_a_page_behind_a_policy_refuses_those_whom_the_policy_refuses(client_for, cast, settings):
    settings.ROOT_URLCONF = "tests.platform.probe"
    codes = {
        who: client_for(getattr(cast, who)).get("/probe/managers_only").status_code
        for who in ("administrator", "reader", "nobody")
    }
    assert codes == {"administrator": 200, "reader": 404, "nobody": 404}


def test_public_pages_answer_a_visitor(client_for):
    visitor, dead = (
        client_for(None),
        {
            "openid_connect_login",
            "openid_connect_callback",
            "choose-password",
            "invitation",
            "security-txt",
            "calendar-feed",
        },
    )  # a link that nobody was sent; a contact that nobody set
    for pattern in patterns(get_resolver().url_patterns):
        if pattern.name in PUBLIC:
            assert visitor.get(address(pattern)).status_code == (404 if pattern.name in dead else 200), pattern.name


ASKED_AGAIN = {
    "add-app", "replace-app", "add-passkey", "remove-factor", "fresh-codes", "new-password", "forget-factors", "invite", "give-role", "end-role",
    "record-credential", "end-credential", "mark-left", "wake-person", "people-export", "log-export", "give-proposed-role", "exits", "exit-file",
}  # fmt: skip


def test_the_pages_that_ask_for_the_second_factor_again_are_the_ones_that_were_decided():
    found = {p.name for p in patterns(get_resolver().url_patterns) if getattr(p.callback, "recently_proved", False)}
    assert found == ASKED_AGAIN


def test_no_two_pages_share_an_address():
    """The second of two would never be reached: whoever asks for it gets the first, or nothing."""
    shapes: dict[str, list[str]] = {}
    for pattern in patterns(get_resolver().url_patterns):
        kinds = {name: type(c).__name__ for name, c in pattern.pattern.converters.items()}
        shape = re.sub(r"<(?:\w+:)?(\w+)>", lambda found: f"<{kinds[found[1]]}>", str(pattern.pattern))  # noqa: B023
        shapes.setdefault(shape, []).append(pattern.name)
    assert {shape: names for shape, names in shapes.items() if len(names) > 1} == {}
