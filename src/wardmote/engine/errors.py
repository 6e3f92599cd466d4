"""What can go wrong for a person, said in a sentence that they can act on."""


class WardmoteError(Exception):
    """Something the person at the keyboard can mend. Its text is one plain line: what is wrong, and what is there instead.

    The command line prints it and ends with exit status 2; a page shows it. Anything else that is raised is a
    defect of ours.
    """


class UnknownArea(WardmoteError):
    """No area has this code (or name) in the vintage asked for."""


class UnknownIndicator(WardmoteError):
    """No indicator has this key."""


class MissingMonths(WardmoteError):
    """The lake does not hold some of the months asked for."""


class BrokenSeries(WardmoteError):
    """The period asked for runs across a change of definition."""


class BadPeriod(WardmoteError):
    """Not a month, or the end comes before the start."""


class UnreadableLake(WardmoteError):
    """The folder is no lake, or its files do not match their manifest."""


class BadFile(WardmoteError):
    """A file that cannot be taken in: nothing of it was stored."""
