"""The comparison of a risk register, the slow way: every day between is walked through, and what is seen on the way is written down."""

from datetime import date, timedelta


def walked(past, until: date) -> tuple[bool, object]:
    """Whether a risk is open at the end of a day, and the score that holds, by living through every day from the first."""
    is_open, score = False, None
    day = min([past.raised_on, *(one.on for one in past.scores), *(one.on for one in past.journal)])
    while day <= until:
        if day == past.raised_on:
            is_open = True
        for one in past.journal:
            if one.on == day and one.kind == "closed":
                is_open = False
            if one.on == day and one.kind == "reopened":
                is_open = True
        for one in past.scores:
            if one.on == day:
                score = one
        day += timedelta(days=1)
    return is_open, score


def became(past, then: date, now: date) -> str | None:
    (was_open, was), (is_open, is_now) = walked(past, then), walked(past, now)
    if not was_open:
        if not is_open:
            return None
        return "reopened" if past.raised_on <= then else "added"
    if not is_open:
        return "closed"
    if was is is_now:
        return "unchanged"
    if was is None:
        return "raised"
    if was.scale != is_now.scale:
        return "rescaled"
    difference = is_now.likelihood * is_now.impact - was.likelihood * was.impact
    if difference:
        return "raised" if difference > 0 else "lowered"
    return "unchanged" if was.likelihood == is_now.likelihood else "moved"
