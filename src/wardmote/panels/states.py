"""The closed lists that a panel's definition chooses from. No definition is read here."""

from enum import StrEnum


class Access(StrEnum):
    """How guarded a panel's cases are. AUDITED: each look is logged; PROTECTED: by assignment and agreement; CLOSED: not even by breaking the glass."""

    OPEN = "open"
    AUDITED = "audited"
    PROTECTED = "protected"
    CLOSED = "closed"


class Part(StrEnum):
    """What somebody, or something, is in a case."""

    VICTIM = "victim"
    PERPETRATOR = "perpetrator"
    CHILD = "child"
    ADULT_AT_RISK = "adult-at-risk"
    SUBJECT = "subject"
    PLACE = "place"
    GROUP = "group"


class Answer(StrEnum):
    """The kinds of answer that a question takes."""

    YES_NO = "yes-no"
    YES_NO_UNKNOWN = "yes-no-unknown"
    TEXT = "text"
    LONG = "long"
    DAY = "day"
    NUMBER = "number"
    ONE_OF = "one-of"
    ANY_OF = "any-of"


CHOOSING = frozenset({Answer.ONE_OF, Answer.ANY_OF})
CHOICES_GIVEN = {
    Answer.YES_NO: ("yes", "no"),
    Answer.YES_NO_UNKNOWN: ("yes", "no", "unknown"),
}


class Way(StrEnum):
    """Why a case may come to a panel: each is enough by itself."""

    SCORE = "score"
    JUDGEMENT = "judgement"
    ESCALATION = "escalation"
    REPEAT = "repeat"
    TRANSFER = "transfer"
    CONSENT = "consent"


class ReturnsSeen(StrEnum):
    """From when one agency sees what the others hold."""

    AT_ONCE = "at-once"
    WHEN_LISTED = "when-listed"
    AT_THE_HEARING = "at-the-hearing"


class Cadence(StrEnum):
    DAILY = "daily"
    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"
    AS_NEEDED = "as-needed"


class Doer(StrEnum):
    """Who owns a stage or a clock, sees a part, or makes a move: roles of a member in the work on a case."""

    REFERRER = "referrer"
    COORDINATOR = "coordinator"
    CHAIR = "chair"
    AGENCY = "agency"
    ADVOCATE = "advocate"
    ACTION_OWNER = "action-owner"
    SYSTEM = "system"


class Seen(StrEnum):
    """The parts of a case that are shown, or not, by role."""

    SUMMARY = "summary"
    REFERRAL = "referral"
    PEOPLE = "people"
    SAFE_CONTACT = "safe-contact"
    PROTECTED_ADDRESS = "protected-address"
    RISK = "risk"
    RESEARCH = "research"
    HEARING = "hearing"
    ACTIONS = "actions"
    SHARING = "sharing"
    ATTACHMENTS = "attachments"
    HISTORY = "history"


class FromDay(StrEnum):
    """The day from which the months of a repeat, or of a flag, are counted."""

    LAST_REFERRED = "last-referred"
    LAST_HEARD = "last-heard"


class Incident(StrEnum):
    """What makes a repeat: an incident that would be a crime if it were reported, or any abuse at all."""

    CRIMINAL = "criminal"
    ANY = "any"
