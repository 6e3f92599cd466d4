"""Attendance counted slowly, one body and one meeting at a time, with whole numbers alone. It imports nothing of the code that it judges."""


def attendance(held, seats, came):
    """{body: (held while it had a seat, came, substitutes, apologies, came without a seat)} for lists of (meeting, group, day), (body, group, first, end) and a dict by meeting and body."""
    found = {}
    for body in {seat[0] for seat in seats} | {body for _meeting, body in came}:
        line = [0, 0, 0, 0, 0]
        for meeting, group, day in held:
            sat = False
            for who, where, first, end in seats:
                if who == body and where == group and first <= day and (end is None or day < end):
                    sat = True
            how = came.get((meeting, body), "absent")
            if sat:
                line[0] += 1
                line[1] += how in ("present", "substitute")
                line[2] += how == "substitute"
                line[3] += how == "apologies"
            elif how in ("present", "substitute"):
                line[4] += 1
        if line[0] or any((meeting, body) in came for meeting, _group, _day in held):
            found[body] = tuple(line)
    return found


def percent(part, whole):
    """Rounded half up, by whole numbers: twice the part in hundreds, and one more whole, halved."""
    return (200 * part + whole) // (2 * whole)
