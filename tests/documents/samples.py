"""A report with every kind of block in it."""

from datetime import date
from functools import cache

from tests.charts import results
from tests.charts.places import SQUARES
from wardmote import charts
from wardmote.charts import palette
from wardmote.documents.blocks import (
    BulletList,
    Column,
    Document,
    Figure,
    Heading,
    KeyFigure,
    KeyFigures,
    Note,
    NumberedList,
    NumberedParagraph,
    PageBreak,
    Paragraph,
    Picture,
    Provenance,
    Table,
)
from wardmote.documents.runs import Link, Status, Strong, Text

CRIMES = Table(
    "Crime in South Ribble, the year to September 2022 against the year to September 2021",
    (Column("What was counted"), Column("Count", numeric=True), Column("Before", numeric=True), Column("Change", numeric=True),
     Column("95 % interval", numeric=True), Column("Verdict")),
    (
        ("All crime", "7,096", "6,002", "+18.2 %", "+11.7 % to +25.1 %", (Status("rose", palette.Tone.WORSE), Text(" (size uncertain, disrupted base)"))),
        ("Burglary", "301", "402", "−25.1 %", "−42 % to −8 %", (Status("fell", palette.Tone.BETTER),)),
        ("Domestic abuse", "–", "–", "–", "–", "needs partner data"),
    ),
    note="Verdicts rest on intervals widened for dispersion (3.1).",
)  # fmt: skip


@cache
def report() -> Document:
    """A small performance report, with every block."""
    counts = list(results.COUNTS)
    counts[5] = None
    trend = results.series(tuple(counts))
    control = charts.control_chart(trend)
    many = Table(
        "Months",
        (Column("Month"), Column("Crimes", numeric=True)),
        tuple((f"Month {n}", f"{n * 7:,}") for n in range(80)),
    )
    return Document(
        title="Community safety performance: South Ribble",
        subtitle="What police recorded, and how sure we can be",
        organisation="South Ribble Community Safety Partnership",
        period="October 2021 to September 2022",
        status="Draft for the partnership's meeting",
        dated=date(2022, 11, 22),
        blocks=(
            KeyFigures((
                KeyFigure("7,096", "crimes recorded in the year", "1,094 more than the year before"),
                KeyFigure("63.9", "crimes per 1,000 residents", "force: 91.2"),
                KeyFigure("+18.2 %", "change as published", (Status("rose", palette.Tone.WORSE), Text(": size uncertain"))),
            )),
            Heading(1, "Summary"),
            NumberedParagraph(
                "South Ribble recorded 7,096 crimes in the year to September 2022, 1,094 more than the year before. "
                "Crime rose, but how much we cannot say: +18 % as published, +8 % allowing for crimes without a place, "
                "which were fewer this year; and the year before included lockdowns."
            ),
            NumberedParagraph((Text("The force as a whole rose by "), Strong("4.5 %"), Text(". Source: "),
                               Link("Police UK", "https://data.police.uk/about/"), Text("."))),
            Note("Rows are counted as published; repeated crime identifiers are a caveat, not a correction."),
            Note("Comparisons with 2020-21 touch the lockdowns.", "warning"),
            Heading(2, "What changed"),
            CRIMES,
            Paragraph("Three things stand out:"),
            BulletList(("violence rose", (Strong("burglary"), Text(" fell")), "the rest is no clear change")),
            NumberedList(("ask the police why", "look again in January")),
            Figure.of(charts.bars(results.parts()), narrow=charts.bars(results.parts(), width=320)),
            Heading(2, "Month by month"),
            Figure.of(control, caption="Ordinary months lie between the dashed lines.", narrow=charts.control_chart(trend, width=320)),
            Heading(2, "Wards"),
            Figure.of(charts.ranking(results.ranked(), highlight="E05005003")),
            Figure.of(charts.choropleth(results.ranked(), SQUARES)),
            PageBreak(),
            Heading(1, "Annex: months"),
            many,
            Heading(1, "Annex: how this was made"),
            Figure("A picture from elsewhere", Picture(charts.png(charts.line(trend, width=320))), "The same line again."),
            Provenance((("Lake snapshot", "9f" * 32), ("Definition", "all-crime@1f2e3d4c5b6a"), ("Population", "ONS mid-2020"))),
        ),
    )  # fmt: skip
