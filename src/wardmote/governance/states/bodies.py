"""What a body is in a partnership, and how partnerships stand together. No row is touched here."""

from enum import StrEnum


class StatutoryRole(StrEnum):
    """What the Crime and Disorder Act 1998, section 5, makes of a body in a partnership. A vote is another matter."""

    RESPONSIBLE = "responsible"
    COOPERATING = "co-operating"
    INVITED = "invited"
    OTHER = "other"


class Merger(StrEnum):
    """How partnerships stand together: a formal merger (section 5) ends those that it is made of; an informal one leaves their duties where they were."""

    FORMAL = "formal"
    INFORMAL = "informal"
    NESTED = "nested"
    COUNTY = "county"
