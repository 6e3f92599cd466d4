"""The navigation of governance: few entries, each page found from it, and every page knows where it belongs."""

from django.urls import reverse

from wardmote.governance import urls
from wardmote.governance.navigation import BELOW, SECTIONS, navigation, page_of


def test_every_address_of_governance_belongs_to_one_page_of_the_navigation_and_no_page_is_in_two_sections():
    """A page that somebody adds below another address is missed here, not by whoever looks for it."""
    parts = {str(one.pattern).split("/")[1] for one in urls.urlpatterns if str(one.pattern).startswith("governance/")}
    assert parts == {part for below in BELOW.values() for part in below}
    pages = [name for names in SECTIONS for name in names]
    assert sorted(pages) == sorted(BELOW)
    assert len(pages) == 15
    assert [page_of(reverse(name)) for name in pages] == pages
    assert page_of("/people") == ""


def test_the_page_itself_is_marked_once_and_what_it_belongs_to_is_marked_as_that():
    def marked(path):
        found = navigation(path)
        return [(one.label, one.current) for one in (*found.sections, *found.pages) if one.current]

    assert marked("/governance") == [("Structure", "true"), ("Groups", "page")]
    assert marked("/governance/decisions") == [("Meetings", "true"), ("Decisions", "page")]
    assert marked("/governance/items/018f0000-0000-7000-8000-000000000000/note") == [
        ("Meetings", "true"),
        ("All meetings", "true"),
    ]
    assert marked("/governance/risks") == [("Risks", "page")]
    assert marked("/governance/risks/compare") == [("Risks", "true")]
    assert len(navigation("/governance").sections) == 6
    assert navigation("/governance/risks").pages == ()
