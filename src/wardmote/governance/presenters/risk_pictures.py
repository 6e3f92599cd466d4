"""The register as pictures, each with the words and the table that say the same; and as a document with both."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from markupsafe import Markup

from wardmote import charts, documents
from wardmote.accounts.presenters.dates import day
from wardmote.charts import risks as drawing
from wardmote.governance import scales, words
from wardmote.governance.presenters.risks import band_tag, review_words, score_words
from wardmote.governance.queries import RiskSeen
from wardmote.governance.scales import Scale
from wardmote.governance.states import Scored
from wardmote.words import gettext as _
from wardmote.words import ngettext

WIDE, NARROW = 900, 300
DRAWN = 50  # risks in the picture of movements
FORMATS = {
    "docx": (documents.docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": (documents.pdf, "application/pdf"),
}


@dataclass(frozen=True)
class CellRow:
    """The risks of one cell, for the table under the picture."""

    anchor: str
    words: str
    score: str
    risks: list[tuple[str, str, str]]


@dataclass(frozen=True)
class MoveRow:
    reference: str
    title: str
    href: str
    inherent: str
    current: str
    target: str


def on_scale(found: Sequence[RiskSeen], scale: Scale) -> list[RiskSeen]:
    """Those whose current score was made on this scale: others cannot be drawn on it."""
    return [risk for risk in found if risk.current is not None and risk.current.scale == scale]


def cells(found: Sequence[RiskSeen]) -> dict[tuple[int, int], list[RiskSeen]]:
    by_cell: dict[tuple[int, int], list[RiskSeen]] = defaultdict(list)
    for risk in found:
        if risk.current is not None:
            by_cell[risk.current.likelihood, risk.current.impact].append(risk)
    return dict(by_cell)


def grid(scale: Scale) -> drawing.Grid:
    return drawing.Grid(
        [_(level.label) for level in scale.likelihood], [_(level.label) for level in scale.impact],
        [(band.key, words.band(band.key), band.first) for band in scale.bands],
    )  # fmt: skip


def heat_map(found: Sequence[RiskSeen], scale: Scale, width: int, *, links: bool) -> str:
    """The heat map as SVG; with `links` each cell leads to its row in the table below."""
    drawn = {
        at: drawing.Cell(len(risks), f"#{_anchor(at)}" if links else "", _in_cell(scale, at, len(risks)))
        for at, risks in cells(found).items()
    }
    return drawing.heat(grid(scale), drawn, name=heat_words(found, scale), width=width)


def movement(found: Sequence[RiskSeen], scale: Scale, width: int) -> str:
    """From inherent to current to target, as SVG; the DRAWN highest."""
    moves = [
        drawing.Move(
            risk.reference, _on(risk, Scored.INHERENT, scale), risk.current.score, _on(risk, Scored.TARGET, scale)
        )
        for risk in found[:DRAWN]
        if risk.current is not None
    ]
    return drawing.movement(grid(scale), moves, name=movement_words(found, scale), width=width)


def _on(risk: RiskSeen, kind: Scored, scale: Scale) -> int | None:
    one = risk.scores.get(kind)
    return one.score if one is not None and one.scale == scale else None


def pictures(found: Sequence[RiskSeen], scale: Scale) -> dict[str, Markup]:
    """Both pictures for a wide page and for a telephone. What people wrote is escaped where it is drawn."""
    drawn = {
        "heat_wide": heat_map(found, scale, WIDE, links=True), "heat_narrow": heat_map(found, scale, NARROW, links=True),
        "movement_wide": movement(found, scale, WIDE), "movement_narrow": movement(found, scale, NARROW),
    }  # fmt: skip
    return {where: Markup(svg) for where, svg in drawn.items()}  # noqa: S704


def heat_words(found: Sequence[RiskSeen], scale: Scale) -> str:
    """How many risks stand in each band."""
    counts = {band.key: 0 for band in reversed(scale.bands)}
    for risk in found:
        if risk.current is not None:
            counts[risk.current.band] += 1
    said = ", ".join(f"{words.band(key).lower()} {n}" for key, n in counts.items())
    return ngettext(
        "{n} open risk by likelihood and impact: {said}.",
        "{n} open risks by likelihood and impact: {said}.",
        len(found),
    ).format(n=len(found), said=said)


def movement_words(found: Sequence[RiskSeen], scale: Scale) -> str:
    """How many stand lower than where they began, and how many have not come to their target."""
    lower = sum(
        (was := _on(risk, Scored.INHERENT, scale)) is not None and risk.current is not None and risk.current.score < was
        for risk in found
    )
    above = sum(
        (goal := _on(risk, Scored.TARGET, scale)) is not None and risk.current is not None and risk.current.score > goal
        for risk in found
    )
    return _(
        "Of {n} open risks {lower} score lower than if nothing were done, and {above} score above their target."
    ).format(n=len(found), lower=lower, above=above)


def bands_note(scale: Scale, *, letters: bool = True) -> str:
    """What the shades stand for; with the letters that the narrow picture has in place of words, which a document has not."""
    pattern = _("{short}: {band} ({first} to {last})") if letters else _("{band}: {first} to {last}")
    ends = [band.first - 1 for band in scale.bands[1:]] + [scale.most]
    named = [
        pattern.format(
            short="".join(part[0].upper() for part in words.band(band.key).split()),
            band=words.band(band.key).lower(),
            first=band.first,
            last=last,
        )
        for band, last in zip(scale.bands, ends, strict=True)
    ]
    return "; ".join(named)


def cell_rows(found: Sequence[RiskSeen], scale: Scale) -> list[CellRow]:
    """The cells that hold risks, highest score first."""
    ordered = sorted(cells(found).items(), key=lambda held: (-held[0][0] * held[0][1], -held[0][0]))
    return [
        CellRow(
            _anchor(at), scales.in_words(scale, *at), _("{score}, {band}").format(score=at[0] * at[1], band=words.band(scale.band(at[0] * at[1])).lower()),
            [(risk.reference, risk.title, reverse("risk", args=[risk.key])) for risk in risks],
        )
        for at, risks in ordered
    ]  # fmt: skip


def move_rows(found: Sequence[RiskSeen]) -> list[MoveRow]:
    return [
        MoveRow(
            risk.reference, risk.title, reverse("risk", args=[risk.key]), _said(risk, Scored.INHERENT), _said(risk, Scored.CURRENT), _said(risk, Scored.TARGET)
        )
        for risk in found[:DRAWN]
    ]  # fmt: skip


def _said(risk: RiskSeen, kind: Scored) -> str:
    return score_words(risk.scores[kind]) if kind in risk.scores else ""


def _anchor(at: tuple[int, int]) -> str:
    return f"cell-{at[0]}-{at[1]}"


def _in_cell(scale: Scale, at: tuple[int, int], n: int) -> str:
    where = scales.in_words(scale, *at)
    return ngettext("{where}: {n} risk", "{where}: {n} risks", n).format(where=where, n=n)


def document(found: Sequence[RiskSeen], scale: Scale, organisation: str, today: date) -> documents.Document:
    """The register as a paper: the sentence, the pictures, the table, then each risk in words."""
    drawn = on_scale(found, scale)
    blocks: list[documents.Block] = [documents.Paragraph(heat_words(drawn, scale))]
    if drawn:
        blocks += [
            documents.Heading(1, _("Where the risks stand")),
            documents.Figure(_("Likelihood and impact"), _png(heat_map(drawn, scale, WIDE, links=False)), heat_words(drawn, scale), bands_note(scale, letters=False)),
            documents.Heading(1, _("How they have moved")),
            documents.Figure(_("From inherent to current to target"), _png(movement(drawn, scale, WIDE)), movement_words(drawn, scale)),
        ]  # fmt: skip
    blocks += [documents.Heading(1, _("The register")), _table(found, today)]
    for risk in found:
        blocks += _in_full(risk)
    return documents.Document(_("Risk register"), organisation, today, tuple(blocks))


def _png(svg: str) -> documents.Picture:
    return documents.Picture(charts.png_of(svg))


def _table(found: Sequence[RiskSeen], today: date) -> documents.Table:
    columns = tuple(
        documents.Column(label)
        for label in (_("Reference"), _("Risk"), _("Owner"), _("Current"), _("Target"), _("Review"))
    )
    rows = tuple(
        (
            risk.reference,
            risk.title,
            risk.owner or "–",
            _with_band(risk),
            _said(risk, Scored.TARGET) or "–",
            review_words(risk, today),
        )
        for risk in found
    )
    return documents.Table(_("Open risks on {day}, highest score first").format(day=day(today)), columns, rows)


def _with_band(risk: RiskSeen) -> str:
    tag = band_tag(risk.current)
    return f"{score_words(risk.current)}, {tag.text.lower()}" if tag else score_words(risk.current)


def _in_full(risk: RiskSeen) -> list[documents.Block]:
    parts = ((_("Cause"), risk.cause), (_("Event"), risk.event), (_("Effect"), risk.effect))
    said = tuple(f"{name}: {text}" for name, text in parts if text)
    heading = documents.Heading(2, f"{risk.reference}: {risk.title}")
    return [heading, documents.BulletList(said)] if said else []
