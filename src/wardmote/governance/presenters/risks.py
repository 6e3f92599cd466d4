"""The risk register as pages show it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from wardmote.accounts.presenters.dates import day, stretch
from wardmote.governance import quarters, scales, words
from wardmote.governance.queries import ControlSeen, RiskEntry, RiskPage, RiskSeen, Scoring
from wardmote.governance.register import Change, Difference
from wardmote.governance.states import RiskState, Scored, Works
from wardmote.words import gettext as _
from wardmote.words import ngettext


@dataclass(frozen=True)
class Tag:
    """A word with a colour."""

    text: str
    tone: str


@dataclass(frozen=True)
class RiskRow:
    reference: str
    title: str
    href: str
    owner: str
    score: str
    band: Tag | None
    target: str
    review: str
    doubt: str


@dataclass(frozen=True)
class ControlRow:
    text: str
    owner: str
    works: Tag
    when: str
    href: str


@dataclass(frozen=True)
class Told:
    """A line of a risk's history: a score, or an entry of its journal."""

    on: date
    when: str
    what: str
    why: str
    by: str


@dataclass(frozen=True)
class Became:
    """What became of a risk between two days."""

    reference: str
    title: str
    href: str
    scores: str
    why: list[str]


def due_words(due: date, today: date) -> str:
    """``due 3 June 2026``, ``due today``, ``5 days late``."""
    late = (today - due).days
    if late > 0:
        return words.days_late(late)
    return _("due today") if late == 0 else _("due {day}").format(day=day(due))


def score_words(one: Scoring | None) -> str:
    """``16 of 25``."""
    return _("{score} of {most}").format(score=one.score, most=one.scale.most) if one else _("not scored")


def band_tag(one: Scoring | None) -> Tag | None:
    return Tag(words.band(one.band), words.band_tone(one.band)) if one else None


def risk_rows(found: Sequence[RiskSeen], today: date) -> list[RiskRow]:
    return [
        RiskRow(
            risk.reference, risk.title, reverse("risk", args=[risk.key]), risk.owner, score_words(risk.current), band_tag(risk.current),
            score_words(risk.scores.get(Scored.TARGET)) if Scored.TARGET in risk.scores else "", review_words(risk, today), doubt(risk),
        )
        for risk in found
    ]  # fmt: skip


def review_words(risk: RiskSeen, today: date) -> str:
    """When it is to be reviewed; of a closed one, when it was closed."""
    if risk.state is RiskState.CLOSED:
        return _("closed {day}").format(day=day(risk.closed_on)) if risk.closed_on else ""
    return due_words(risk.review_on, today)


def doubt(risk: RiskSeen) -> str:
    return _("To be reviewed: what happened contradicts it") if risk.doubted_on else ""


def register_sentence(found: RiskPage, state: RiskState | None, partnership: str) -> str:
    """What the list holds, in words."""
    kind = {RiskState.OPEN: _("open"), RiskState.CLOSED: _("closed"), None: _("open and closed")}[state]
    said = ngettext("{n} {kind} risk", "{n} {kind} risks", found.matching).format(n=found.matching, kind=kind)
    return _("{partnership}: {said}, of {total} on file.").format(partnership=partnership, said=said, total=found.total)


def page_links(found: RiskPage, query: dict[str, str]) -> list[tuple[int, str, bool]]:
    """Number, address and whether it is this one, for each page; nothing for a single page."""
    others = {name: value for name, value in query.items() if name != "page"}
    if found.pages == 1:
        return []
    return [(n, f"?{urlencode(others | {'page': str(n)})}", n == found.page) for n in range(1, found.pages + 1)]


def score_lines(risk: RiskSeen) -> list[tuple[str, str, str, Tag | None]]:
    """Kind, score, words and band of what holds now."""
    return [
        (words.scored(kind), score_words(one), scales.in_words(one.scale, one.likelihood, one.impact), band_tag(one))
        for kind in Scored
        if (one := risk.scores.get(kind)) is not None
    ]


def history(scorings: Sequence[Scoring], journal: Sequence[RiskEntry]) -> list[Told]:
    """Scores and journal together, newest first."""
    last: dict[Scored, Scoring] = {}
    found = []
    for one in scorings:
        found.append(_scored(one, last.get(one.kind)))
        last[one.kind] = one
    found += [Told(one.on, day(one.on), words.risk_told(one.kind), one.text, one.by) for one in journal]
    return sorted(found, key=lambda told: told.on)[::-1]


def _scored(one: Scoring, former: Scoring | None) -> Told:
    now = _("{score} of {most}, {words}").format(
        score=one.score, most=one.scale.most, words=scales.in_words(one.scale, one.likelihood, one.impact)
    )
    if former is None:
        what = _("{kind} score: {now}").format(kind=words.scored(one.kind), now=now)
    elif former.scale_key != one.scale_key:
        what = _("{kind} score on the new scale: {now}; it was {before} of {most}").format(
            kind=words.scored(one.kind), now=now, before=former.score, most=former.scale.most
        )
    else:
        what = _("{kind} score from {before} to {now}").format(
            kind=words.scored(one.kind), before=former.score, now=now
        )
    return Told(one.on, day(one.on), what, one.why, one.by)


TONES = {
    Works.WORKS: "green",
    Works.PARTLY: "yellow",
    Works.FAILS: "red",
    Works.UNTESTED: "grey",
    Works.PLANNED: "blue",
}


def control_rows(found: Sequence[ControlSeen]) -> list[ControlRow]:
    return [
        ControlRow(one.text, one.owner, Tag(words.works(one.works), TONES[one.works]), stretch(one.since, one.until), reverse("change-control", args=[one.key]))
        for one in found
    ]  # fmt: skip


def begin_risk(risk: RiskSeen) -> dict[str, object]:
    """What the form of a risk's next description begins with."""
    return {
        "title": risk.title, "cause": risk.cause, "event": risk.event, "effect": risk.effect, "body": risk.body, "seat": risk.seat,
        "owner": risk.owner_name, "proximity": risk.proximity, "also_called": risk.also_called, "version": risk.version,
    }  # fmt: skip


def begin_scores(risk: RiskSeen) -> dict[str, object]:
    """What the form of its next scores begins with: those that hold."""
    return {
        f"{kind}_{side}": getattr(one, side) for kind, one in risk.scores.items() for side in ("likelihood", "impact")
    }


def begin_control(control: ControlSeen) -> dict[str, object]:
    last = date.fromordinal(control.until.toordinal() - 1) if control.until else None
    return {
        "text": control.text,
        "works": control.works,
        "body": control.body,
        "owner": control.owner_name,
        "last": last,
        "version": control.version,
    }


def a_quarter_ago(today: date) -> date:
    """What a comparison begins with: the end of the quarter before last."""
    here = quarters.quarter_of(today, quarters.table().usual)
    return date.fromordinal(here.former.first.toordinal() - 1)


def two_days(form: Any, today: date) -> tuple[date, date]:
    """The two days asked for, the earlier first; those that a comparison begins with where none was said, or no day."""
    held = form.cleaned_data if form.is_bound and form.is_valid() else {}
    then, now = held.get("then") or a_quarter_ago(today), held.get("now") or today
    return min(then, now), max(then, now)


ORDER = (Change.ADDED, Change.REOPENED, Change.RAISED, Change.LOWERED, Change.MOVED, Change.RESCALED, Change.CLOSED)


def differences(found: Sequence[Difference], risks: dict, most: dict) -> tuple[list[tuple[str, list[Became]]], str]:  # type: ignore[type-arg]
    """The changes by kind, each with its heading, and the sentence that sums them up. `most` is the highest score by key of the scale."""
    groups = {change: [_became(one, risks, most) for one in found if one.change is change] for change in ORDER}
    same = sum(one.change is Change.UNCHANGED for one in found)
    parts = [f"{words.became(change).lower()}: {len(group)}" for change, group in groups.items() if group]
    said = "; ".join([*parts, _("unchanged: {n}").format(n=same)])
    return [(words.became(change), group) for change, group in groups.items() if group], said[:1].upper() + said[
        1:
    ] + "."


def _became(one: Difference, risks: dict, most: dict) -> Became:  # type: ignore[type-arg]
    risk = risks[one.key]
    scores = [
        _("{score} of {most}").format(score=score.score, most=most[score.scale])
        for score in (one.before, one.after)
        if score
    ]
    return Became(risk.reference, risk.title, reverse("risk", args=[risk.key]), _(" → ").join(scores), list(one.why))


def levels(scale: scales.Scale) -> list[tuple[str, list[tuple[int, str, str]]]]:
    """What the numbers of a scale mean, to stand beside a form that asks for them."""
    likelihood, impact, _bands = scale_rows(scale)
    return [(_("How likely"), likelihood), (_("How bad"), impact)]


def scale_rows(
    scale: scales.Scale,
) -> tuple[list[tuple[int, str, str]], list[tuple[int, str, str]], list[tuple[str, str]]]:
    """Likelihood, impact (number, word, what it looks like), and bands (word, scores)."""
    ends = [band.first - 1 for band in scale.bands[1:]] + [scale.most]
    bands = [
        (words.band(band.key), _("{first} to {last}").format(first=band.first, last=last))
        for band, last in zip(scale.bands, ends, strict=True)
    ]
    likelihood, impact = (
        [(n, _(one.label), _(one.anchor)) for n, one in enumerate(levels, start=1)]
        for levels in (scale.likelihood, scale.impact)
    )
    return likelihood, impact, bands
