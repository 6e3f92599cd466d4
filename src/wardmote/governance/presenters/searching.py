"""What a search found, as a page shows it."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from wardmote.accounts.presenters.dates import day
from wardmote.governance import words
from wardmote.governance.presenters.actions import PageLink
from wardmote.governance.presenters.meetings import title
from wardmote.governance.queries import Hit, Hits, Searched
from wardmote.governance.registers import table
from wardmote.governance.states import Found
from wardmote.words import gettext as _
from wardmote.words import ngettext

PAGE = 50
ADDRESSES: dict[Found, Callable[[Hit], str]] = {
    Found.BODY: lambda _hit: reverse("bodies"),
    Found.DECISION: lambda hit: reverse("minutes", args=[hit.meeting.key]) if hit.meeting else reverse("decisions"),
    Found.ITEM: lambda hit: _minutes(hit) if hit.meeting else reverse("meetings"),
    Found.PAPER: lambda hit: reverse("meeting", args=[hit.meeting.key]) if hit.meeting else reverse("meetings"),
    Found.ASKED: lambda hit: reverse("asked-line", args=[hit.key]),
    Found.REPORT: lambda hit: reverse("exception-report", args=[hit.key]),
    Found.FRAMEWORK: lambda hit: reverse("framework-version", args=[hit.key]),
}  # fmt: skip


@dataclass(frozen=True)
class HitShown:
    """`said`: some of its words in pieces, those that were looked for are True."""

    title: str
    href: str
    where: str
    said: tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class HitGroup:
    """What was found of one kind; `more` leads to all of it, where that is more than is shown."""

    heading: str
    count: str
    rows: list[HitShown]
    more: str = ""


def search_groups(found: Searched, sought: str) -> list[HitGroup]:
    """What has the number that was asked for comes first, then kind by kind."""
    numbered = [HitGroup(_("With this number"), "", [hit_shown(hit) for hit in found.numbered])]
    return (numbered if found.numbered else []) + [_group(one, sought) for one in found.kinds]


def _group(one: Hits, sought: str) -> HitGroup:
    rows = [hit_shown(hit) for hit in one.rows]
    all_of_them = f"{reverse('search-governance')}?{urlencode({'q': sought, 'kind': one.kind.value})}"
    return HitGroup(
        words.found(one.kind), words.how_many(one.total), rows, all_of_them if one.total > len(rows) else ""
    )


def search_sentence(found: Searched, sought: str) -> str:
    """How much there is, in a sentence."""
    if not found.total:
        return ""
    kinds = len(found.kinds)
    said = ngettext("{n} result for “{sought}”", "{n} results for “{sought}”", found.total)
    of = ngettext(", of {n} kind.", ", of {n} kinds.", kinds).format(n=kinds)
    return said.format(n=f"{found.total:,}", sought=sought) + of


def kind_sentence(found: Hits, sought: str) -> str:
    said = ngettext("{n} result for “{sought}”, the newest first.", "{n} results for “{sought}”, the newest first.", found.total)  # fmt: skip
    return said.format(n=f"{found.total:,}", sought=sought)


def kind_pages(found: Hits, sought: str, page: int) -> list[PageLink]:
    """The way to the fifty before and the fifty after."""
    last = max(1, -(-found.total // PAGE))
    asked = {"q": sought, "kind": found.kind.value}
    ways = ((page - 1, _("Previous fifty")), (page + 1, _("Next fifty")))
    return [PageLink(label, f"?{urlencode(asked | {'page': n})}", here=False) for n, label in ways if 1 <= n <= last]


def kind_heading(kind: Found) -> str:
    return words.found(kind)


def hit_rows(found: Hits) -> list[HitShown]:
    return [hit_shown(hit) for hit in found.rows]


def hit_shown(hit: Hit) -> HitShown:
    leads = ADDRESSES.get(hit.kind)
    href = leads(hit) if leads else reverse(hit.kind.value, args=[hit.key])
    return HitShown(_title(hit), href, _where(hit), hit.said if _says_more(hit) else ())


def _says_more(hit: Hit) -> bool:
    """A name that says all stands alone; the words that were found in it are in it."""
    return "".join(text for text, _found in hit.said) not in {"", hit.name}


def _minutes(hit: Hit) -> str:
    return reverse("minutes" if hit.minuted else "meeting", args=[hit.meeting.key]) if hit.meeting else ""


def _title(hit: Hit) -> str:
    if hit.number is not None and hit.kind is not Found.FRAMEWORK:
        return words.found_numbered(hit.kind, hit.number)
    if hit.kind is Found.MEETING and hit.meeting:
        return title(hit.meeting)
    if hit.kind is Found.REPORT:
        return hit.group
    return _(hit.name) if hit.kind is Found.DUTY else hit.name


def _where(hit: Hit) -> str:
    """Where it stands, and since when."""
    if hit.meeting and hit.kind is not Found.MEETING:
        return title(hit.meeting)
    said = {
        Found.ACTION: _("{group}, due {day}"),
        Found.ASKED: _("asked by a closed group, due {day}"),
        Found.RECOMMENDATION: _("made on {day}"),
        Found.MATTER: _("received on {day}"),
        Found.REPORT: _("quarter from {day}"),
        Found.ENTRY: _("{register}, {day}"),
    }.get(hit.kind, "")
    label = table()[hit.register].label if hit.register in table() else ""
    where = said.format(group=hit.group, day=day(hit.on) if hit.on else "", register=_(label) if label else "")
    return words.found_numbered(hit.kind, hit.number) if hit.kind is Found.FRAMEWORK and hit.number else where
