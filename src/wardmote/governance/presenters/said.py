"""What a page says after something was done."""

from wardmote.words import gettext as _


def done(key: str) -> str:
    """What a page says after something was done. An unknown key says nothing."""
    return {
        # bodies
        "added": _("The body is on file."),
        "part-given": _("Its part changes on that day. What it was before stays on file."),
        "ended": _("It ends as you said. It stays on file."),
        "followed": _("Written down. The bodies that ended stay on file with all that was theirs."),
        # groups and seats
        "founded": _("The group is there. Say who sits on it next."),
        "reshaped": _("The group changes on that day. What it was before stays on file."),
        "group-ended": _("The group ends as you said. It stays on file."),
        "seated": _("The seat is given."),
        "unseated": _("The seat ends as you said."),
        # the partnership's area
        "covered": _("The area grows on that day."),
        "uncovered": _("It leaves the area as you said. Reports about the time before still count it."),
        "linked": _("Written down."),
        "unlinked": _("It ends as you said. It stays on file."),
        # reorganisations
        "role-given-again": _("They have the role here from today on."),
        "role-held": _("Nothing was done: they have that role here already."),
        "role-left": _("It is left. It can be given later, on the person’s own page."),
        # meetings
        # running a meeting
        "attendance-taken": _("Who is there is written down."),
        "interest-declared": _("The interest is written down."),
        "interest-removed": _("The interest is taken out."),
        "decided": _("The decision is written down."),
        "decision-changed": _("The decision is changed."),
        "decision-removed": _("The decision is taken out."),
        "carried-over": _("It goes on the next agenda."),
        "not-carried-over": _("It does not go on the next agenda."),
        "minutes-fixed": _("Nothing was changed: the minutes are approved and fixed, or the meeting is cancelled."),
        "meeting-closed": _("The meeting is closed. Its minutes are drafted."),
        "minutes-approved": _("The minutes are approved and fixed."),
        "minutes-corrected": _("The correction stands beside the minutes."),
        "meeting-planned": _("The meeting is planned. Nobody was told yet: look at its agenda, then circulate it."),
        "meeting-circulated": _("It is circulated. How many were told is said below."),
        "meeting-cancelled": _("It is cancelled, and stays on file."),
        "meeting-moved": _("It is moved. How many were told is said below."),
        "meeting-planned-again": _("It is planned again. Nobody was told yet."),
        "nothing-done": _("Nothing was done: it cannot be changed any more."),
        "item-added": _("The point is on the agenda, at its end."),
        "item-changed": _("The point is changed."),
        "item-removed": _("The point is off the agenda."),
        "item-kept": _(
            "It stays: papers were filed for it, or the agenda is closed. Change its title, or put it last."
        ),
        "paper-filed": _("The paper is filed. Circulate the meeting again if it was circulated before."),
        "paper-replaced": _("The new version is filed. The ones before stay on file."),
        "paper-withdrawn": _("The paper is withdrawn. It stays on file."),
        "question-written": _("The question is written. Nobody was asked yet: file its papers, then circulate it."),
        "answer-given": _("The answer is written down."),
        "decided-in-writing": _("The decision is written down."),
        "series-set-up": _("It is set up. Plan its next meetings."),
        "series-planned": _("The meetings are planned. Nobody was told yet."),
        "series-changed": _("It is changed."),
        "series-ended": _("It ends as you said. Its meetings that were stay on file."),
        "calendar-ended": _("The address opens nothing any more."),
        # actions
        "action-given": _(
            "The action is given. Its owner’s people who sign in here are told that something waits for them."
        ),
        "answered": _("The answer is saved."),
        "put-off": _("The day is changed. The old one stays on file."),
        "action-moved": _("The other body answers for it from now on. What was said before stays on file."),
        "action-withdrawn": _("The action is withdrawn. It stays on file."),
        "letters-chosen": _("Saved."),
        # scrutiny
        "recommended": _("The recommendation is on file. Each body answers for itself."),
        "responded": _("The answer is saved."),
        "matter-written": _("It is on file, and its clock runs."),
        "asked": _("You have asked. Whoever runs the partnership’s business sees to the answer."),
        "matter-answered": _("The answer is saved."),
        "matter-withdrawn": _("It is withdrawn. It stays on file."),
        "scrutiny-met": _("The meeting is on file."),
        # risks
        "category-added": _("The category is there. Its risks are numbered from 1."),
        "risk-raised": _("The risk is on the register. Say next what is done against it."),
        "risk-described": _("Changed. What it said before stays on file."),
        "risk-scored": _("Scored. The scores that it had stay on file."),
        "risk-noted": _("Written down."),
        "risk-reviewed": _("The review is on file."),
        "risk-closed": _("The risk is closed. It stays on file with its reference."),
        "risk-reopened": _("The risk is open again, under the reference that it had."),
        "control-added": _("The control is there."),
        "control-changed": _("The control is changed."),
        "scale-chosen": _("Risks are scored on the new scale from that day. Score the open ones again."),
        # reports by exception
        "report-begun": _("The draft is there. Add its first line."),
        "line-written": _("The line is in the draft."),
        "line-changed": _("The line is changed."),
        "line-removed": _("The line is out."),
        "report-handed-in": _("The report is handed in."),
        "ask-answered": _("The answer is saved."),
        "reports-required": _("The group owes a report each quarter from that day."),
        "reports-ended": _("The group owes no more reports. Those that it handed in stay on file."),
        "theme-added": _("The theme is there."),
        "theme-ended": _("The theme ends as you said. What was tagged with it stays so."),
        # duties
        "claimed": _("The claim is on file. What speaks against it, if anything does, stands beside it."),
        "evidenced": _("The evidence is on file."),
        "clock-started": _("The clock runs."),
        "reached": _("That is on file, with your reason."),
        "taken-back": _("It is taken back. It stays on file with your reason."),
        # exchange
        "file-dropped": _("The file is forgotten. Nothing was brought in."),
        # registers
        "entered": _("The entry is on file."),
        "entry-changed": _("The entry is changed. What it was before stays in its history."),
        "status-given": _("That is on file. What it was before stays on file, too."),
        "drafted": _("The draft is kept. It holds when it is adopted."),
        "adopted": _("This version is adopted, and stands as it is."),
        "board-part-given": _("The table changes on that day. What it was before stays on file."),
    }.get(key, "")
