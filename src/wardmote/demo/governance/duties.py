"""What the demonstration partnership keeps account of: claims and their evidence, entries of registers, a framework in two versions, who leads on what. All made up."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse

from wardmote.governance import changes
from wardmote.governance.queries import with_framework
from wardmote.governance.states import Leads, Rating
from wardmote.platform.clock import LONDON

IN_PLACE, IN_PART = Rating.IN_PLACE, Rating.IN_PART
ALL_TOOK_PART = "plan-refresh"
VIOLENCE = "Serious violence strategy (demonstration)"

# Duty, how many days ago it was done, for how many days, what shows it. Two do not go well, and are meant to show how that looks: all are said to have taken part in the
# revision of the plan, where one body was at no meeting; and the public meeting is late.
CLAIMS = (
    ("strategic-assessment", 300, 365, "The assessment, as the executive agreed it (demonstration)."),
    ("plan", 600, 1095, "The plan is on the borough’s website (demonstration)."),
    (ALL_TOOK_PART, 240, 365, "The revised plan, with what each authority does in its second year (demonstration)."),
    ("public-meeting", 380, 365, "The notice of the meeting, and its minutes (demonstration)."),
    ("scrutiny-meeting", 670, 365, "Minutes of the committee (demonstration)."),
    ("scrutiny-meeting", 310, 365, "Minutes of the committee (demonstration)."),
    ("protocol", 90, 365, "The protocol with the signatures of this year (demonstration)."),
    ("designated-officers", 60, 365, "The list of officers, looked through with each authority (demonstration)."),
    ("case-review-statistics", 200, 365, "The figures are published: five asked, four held (demonstration)."),
    ("serious-violence-review", 130, 365, "Minutes of the executive (demonstration)."),
)
LIMBS = ("crime-and-disorder", "substances", "re-offending", "serious-violence")
PREVENT = (("groups", IN_PLACE), ("risk", IN_PLACE), ("action-plan", IN_PLACE), ("training", IN_PART), ("channel", IN_PLACE), ("venues", IN_PLACE), ("extremists", IN_PLACE))  # fmt: skip

ENTRIES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("data-gaps", {"missing": "Ambulance call-outs to assaults", "since": date(2024, 4, 1), "effect": "Violence that nobody reports to the police is not seen.", "done": "A sharing agreement is drafted (demonstration)."}),
    ("data-gaps", {"missing": "Re-offending by ward", "since": date(2023, 10, 1), "effect": "Only the district’s figure can be said.", "done": "Asked for each quarter."}),
    ("consultation", {"consultation": "Licensing policy of the borough", "asked_by": "The borough council", "sent_on": date(2025, 9, 12), "text": "The partnership asked for a late-night levy to be considered (demonstration)."}),
    ("lessons", {"lesson": "Ask about debts when abuse is suspected", "review": "A review elsewhere in the county (demonstration)", "learnt_on": date(2025, 2, 3), "change": "The question stands in the referral form."}),
    ("self-evaluation", {"question": "Do we know what our actions achieved?", "who": "chair", "on": date(2026, 3, 31), "score": "developing", "evidence": "Half of the actions of the year say what came of them (demonstration).", "next": "Each board reports on two actions a quarter."}),
    ("awards", {"name": "White Ribbon accreditation (demonstration)", "given_by": "White Ribbon", "awarded_on": date(2024, 1, 15)}),
    ("strategies", {"name": "Hate crime strategy (demonstration)", "years": "2017-2020", "year_type": "calendar", "agreed_on": date(2017, 2, 1)}),
    ("strategies", {"name": VIOLENCE, "years": "2024-2027", "year_type": "financial", "agreed_on": date(2024, 1, 24)}),
    ("milestones", {"what": "Review of governance commissioned", "on": date(2020, 9, 1), "by": "The county board"}),
    ("milestones", {"what": "The review was presented to the board", "on": date(2021, 3, 1), "text": "Two ways: by theme, or by clusters of districts."}),
    ("milestones", {"what": "Decided to work in geographic clusters", "on": date(2021, 7, 1), "text": "A task and finish group carries it out."}),
)  # fmt: skip

FIRST_TEXT = """# Purpose
The partnership brings the responsible authorities of the borough together to reduce crime and disorder, the misuse of substances, re-offending and serious violence.

# Members
Each responsible authority names one person who can commit it. Other bodies are invited.

# Meetings
The executive meets each quarter. Four responsible authorities make a quorum.

# Decisions
By consent; where there is none, by a majority of the responsible authorities."""
SECOND_TEXT = f"""{FIRST_TEXT}

# Sharing information
Under the protocol of the partnership, which is looked at again each year."""

BOARDS: tuple[tuple[str, str, Leads], ...] = (
    ("Exploitation of children", "Safeguarding children", Leads.LEADS),
    ("Exploitation of children", "Community safety partnership", Leads.CONTRIBUTES),
    ("Exploitation of adults, modern slavery", "Safeguarding adults", Leads.LEADS),
    ("Exploitation of adults, modern slavery", "Community safety partnership", Leads.CONTRIBUTES),
    ("Domestic abuse", "Community safety partnership", Leads.LEADS),
    ("Domestic abuse", "Safeguarding adults", Leads.CONTRIBUTES),
    ("Domestic abuse", "Safeguarding children", Leads.CONTRIBUTES),
    ("Domestic abuse", "Health and wellbeing", Leads.INFORMED),
    ("Alcohol and drugs", "Health and wellbeing", Leads.LEADS),
    ("Alcohol and drugs", "Community safety partnership", Leads.CONTRIBUTES),
    ("Suicide prevention", "Health and wellbeing", Leads.INFORMED),
)


def build(slug: str, *, at: datetime) -> None:
    """All of it once: where there is a framework already, nothing is done."""
    here, there = with_framework(slug)
    if there:
        return
    today = at.astimezone(LONDON).date()
    for duty, ago, days, shown in CLAIMS:
        done_on = today - timedelta(days=ago)
        _claim(here, duty, done_on, days, at, all_took_part=duty == ALL_TOOK_PART)
        _show(here, duty, done_on, shown, at)
    _points(here, today, at)
    changes.start_clock(
        partnership=here, duty="scrutiny-response", on=today - timedelta(days=20), words="Report on the night-time economy (demonstration)",
        at=at, by=None,
    )  # fmt: skip
    _first_strategy(here, _registers(here, today, at)[VIOLENCE], at)
    _framework(here, at)


def _points(here: UUID, today: date, at: datetime) -> None:
    """The checklists: the limbs of section 6, and the seven duties of Prevent."""
    for limb in LIMBS:
        done_on = today - timedelta(days=240)
        _claim(here, "section-6", done_on, 365, at, item=limb)
        _show(here, "section-6", done_on, "An objective of the plan stands for it (demonstration).", at, item=limb)
    for item, rating in PREVENT:
        done_on = today - timedelta(days=150)
        _claim(here, "prevent", done_on, 365, at, item=item, rating=rating)
        _show(here, "prevent", done_on, "Seen by the multi-agency group (demonstration).", at, item=item)


def _first_strategy(here: UUID, strategy: UUID, at: datetime) -> None:
    """Done once, a week before the last day: the strategy itself is the evidence."""
    done_on = date(2024, 1, 24)
    _claim(here, "serious-violence-first", done_on, 3 * 365, at)
    link = reverse("entry", args=[strategy])
    _show(here, "serious-violence-first", done_on, "The strategy, as it was published (demonstration).", at, link=link)


def _claim(
    here: UUID, duty: str, done_on: date, days: int, at: datetime, *, rating: Rating = IN_PLACE, **more: Any
) -> None:
    last = done_on + timedelta(days=days - 1)
    changes.claim_duty(
        partnership=here, duty=duty, rating=rating, done_on=done_on, first=done_on, last=last, at=at, by=None, **more
    )


def _show(here: UUID, duty: str, on: date, words: str, at: datetime, **more: str) -> None:
    changes.add_evidence(partnership=here, duty=duty, on=on, words=words, at=at, by=None, **more)


def _registers(here: UUID, today: date, at: datetime) -> dict[str, UUID]:
    """The keys of the strategies by their names."""
    strategies: dict[str, UUID] = {}
    for register, values in ENTRIES:
        more = {"holds_until": today + timedelta(days=40)} if register == "awards" else {}
        made = changes.add_entry(partnership=here, register=register, values=values | more, at=at, by=None)
        if register == "strategies":
            strategies[values["name"]] = made
    place = {
        "place": "A neighbourhood (demonstration)",
        "programme": "Priority neighbourhoods",
        "since": date(2019, 4, 1),
    }
    made = changes.add_entry(partnership=here, register="places", values=place, at=at, by=None)
    changes.give_status(
        entry=made,
        status="removed",
        words="Crime fell below the borough’s for two years.",
        valid_from=date(2025, 3, 31),
        at=at,
        by=None,
    )
    return strategies


def _framework(here: UUID, at: datetime) -> None:
    for text, changed, on in (
        (FIRST_TEXT, "", date(2021, 5, 1)),
        (SECOND_TEXT, "A section on sharing information.", date(2024, 5, 1)),
    ):
        made = changes.draft_framework(
            partnership=here,
            title="Terms of reference (demonstration)",
            text=text,
            link="",
            what_changed=changed,
            at=at,
            by=None,
        )
        changes.adopt_framework(framework=made, on=on, where="the executive group", at=at, by=None)
    for topic, board, part in BOARDS:
        changes.give_board_part(
            partnership=here, topic=topic, board=board, part=part, valid_from=date(2024, 5, 1), at=at, by=None
        )
