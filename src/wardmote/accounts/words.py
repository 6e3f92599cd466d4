"""The words that people read for what programs call by a key."""

from datetime import date

from wardmote.accounts.states import AccountState, AgencyKind, CredentialKind, LostFactors, Role
from wardmote.audit.states import Outcome
from wardmote.engine.periods import Month
from wardmote.words import gettext as _

Words = list[tuple[str, str]]


def states() -> Words:
    return [
        (AccountState.ACTIVE.value, _("Active")),
        (AccountState.INVITED.value, _("Invited")),
        (AccountState.ASLEEP.value, _("Asleep")),
        (AccountState.LEFT.value, _("Left")),
    ]


def credential_kinds() -> Words:
    return [
        (CredentialKind.VETTING.value, _("Vetting")),
        (CredentialKind.TRAINING.value, _("Training")),
        (CredentialKind.AGREEMENT.value, _("Signature under the sharing agreement")),
    ]


def lost_factors() -> Words:
    return [
        (LostFactors.LOST.value, _("The telephone or key is lost or stolen")),
        (LostFactors.REPLACED.value, _("The telephone or key is broken, or they have another")),
        (LostFactors.OTHER.value, _("Something else")),
    ]


def agency_kinds() -> Words:
    return [
        (AgencyKind.COUNCIL.value, _("Council")),
        (AgencyKind.POLICE.value, _("Police")),
        (AgencyKind.FIRE.value, _("Fire and rescue")),
        (AgencyKind.HEALTH.value, _("Health")),
        (AgencyKind.PROBATION.value, _("Probation")),
        (AgencyKind.VOLUNTARY.value, _("Voluntary or charity")),
        (AgencyKind.OTHER.value, _("Other")),
    ]


def role(key: str) -> tuple[str, str]:
    """What a role is called, and what it is. The register has the same in English: a test holds the two together."""
    return {
        Role.ADMINISTRATOR.value: (_("Administrator"), _("Keeps the partnership's accounts: invites people, gives and ends roles. Sees no case.")),
        Role.MANAGER.value: (_("Partnership manager"), _("Runs the partnership's business: plan, meetings, what is published. Sees no case by this role.")),
        Role.ANALYST.value: (_("Analyst"), _("Makes evidence, assessments and reports. Sees numbers, not people.")),
        Role.COORDINATOR.value: (_("Panel coordinator"), _("Runs a panel's cases from referral to closure, on the panels that they coordinate.")),
        Role.CHAIR.value: (_("Chair"), _("Chairs a panel or group: sees what it hears, decides, follows late actions.")),
        Role.REPRESENTATIVE.value: (_("Agency representative"), _("Speaks for an agency on a panel: researches, shares what is needed, takes actions.")),
        Role.CASEWORKER.value: (_("Caseworker"), _("Works with the people in the cases assigned to them, such as an IDVA. Sees those cases alone.")),
        Role.PROVIDER.value: (_("Service provider"), _("Delivers a commissioned service: its referrals and its returns, nothing else.")),
        Role.SCRUTINY.value: (_("Scrutiny member"), _("A councillor who holds the partnership to account: evidence, plan, performance, reports. Sees no case.")),
        Role.AUDITOR.value: (_("Auditor"), _("Reads the log of who did and saw what. Sees no case; reading the log is itself logged.")),
    }[key]  # fmt: skip


def verb(key: str) -> str:
    """What a role may do. A test demands words for every verb of the table of policies."""
    return {
        "see-evidence": _("Look at evidence"),
        "see-publications": _("Read and take away reports"),
        "see-people": _("See who works in the partnership"),
        "manage-members": _("Invite people, give and end roles, keep credentials, wake accounts"),
        "keep-partnership": _("Change what the partnership’s members are told"),
        "read-log": _("Read and search the log"),
        "see-governance": _("See the partnership’s bodies, groups, meetings and actions"),
        "run-governance": _("Keep bodies, groups, meetings and actions"),
        "take-partnership-out": _("Take away all that governance keeps of the partnership"),
        "report-by-exception": _("Write the quarterly reports of the groups that they chair or lead"),
        "minute-meetings": _(
            "Plan and minute the meetings of the groups that they chair or keep the papers of, and give their actions"
        ),
        # actions and scrutiny
        "answer-actions": _("Answer for their agency’s actions and recommendations"),
        "ask-as-scrutiny": _("Ask the partnership for information, as scrutiny"),
    }[key]


def purpose(key: str) -> str:
    """What somebody came for, as the door of the page has it; a purpose that they gave in their own word, as it is."""
    return {
        "enter": _("to see what needs them"),
        "come-further": _("to sign in"),
        "see-evidence": _("to look at evidence"),
        "see-publications": _("to read reports"),
        "see-people": _("to see who works with whom"),
        "manage-members": _("to keep accounts"),
        "keep-partnership": _("to keep what members are told"),
        "read-log": _("to audit"),
        "see-governance": _("to see how the partnership works"),
        "run-governance": _("to run the partnership’s business"),
        "take-partnership-out": _("to take away all that is kept of the partnership"),
        "report-by-exception": _("to write a group’s report"),
        "minute-meetings": _("to plan or minute a group’s meeting"),
        # actions and scrutiny
        "answer-actions": _("to answer for their agency’s actions"),
        "ask-as-scrutiny": _("to ask as scrutiny"),
    }.get(key, key.replace("-", " "))


def outcomes() -> Words:
    return [(Outcome.DONE.value, _("Done")), (Outcome.REFUSED.value, _("Refused")), (Outcome.FAILED.value, _("Failed"))]


def origin(key: str) -> str:
    """Where an event came from: a network address, or one of two words."""
    return {"command": _("the command line"), "job": _("a job in the background")}.get(key, key)


def event(verb: str) -> str:
    """What an event of the log tells of; for a verb of a time to come, its own word."""
    return dict(events()).get(verb, verb.replace("-", " "))


def events() -> Words:
    """Every verb of the log with its words, in the order of the words. A test finds verbs that the code records and this does not know."""
    return sorted(_events().items(), key=lambda found: found[1])


def _asked_for() -> dict[str, str]:
    """Verbs that are in the log only where the answer was no, or no answer: what was asked is all that there is to tell."""
    return {
        "change-factor": _("Asked to change a second factor"),
        "come-further": _("Asked for a page of signing in"),
        "do-the-installations-work": _("Asked for work that only the installation itself does"),
        "edit": _("Asked to change a record"),
        "enter": _("Asked for a page before having signed in"),
        "fail": _("Was using a page that failed"),
        "keep-partnership": _("Asked to change what members are told"),
        "look-for": _("Asked for a record by its address"),
        "manage-members": _("Asked for what is kept about members, or to change it"),
        "read-log": _("Asked for the log"),
        "take-partnership-out": _("Asked for all that is kept of a partnership"),
        "see-governance": _("Asked for bodies, groups, meetings or actions"),
        "run-governance": _("Asked to change bodies, groups, meetings or actions"),
        "report-by-exception": _("Asked to write a group’s report"),
        "minute-meetings": _("Asked to plan or minute a group’s meeting"),
        # actions and scrutiny
        "answer-actions": _("Asked to answer for an action or recommendation"),
        "ask-as-scrutiny": _("Asked to ask for information as scrutiny"),
        "see-evidence": _("Asked for evidence"),
        "see-publications": _("Asked for reports"),
    }


def _events() -> dict[str, str]:
    return _asked_for() | {
        "accept-invitation": _("Accepted an invitation"),
        "add-body": _("Added a body to a partnership"),
        "give-part": _("Changed the role or vote of a body"),
        "end-body": _("Ended a body’s part in a partnership"),
        "see-body": _("Looked at a body"),
        "see-origins": _("Looked at what was taken over from a partnership that ended"),
        "take-over": _("Took over from a partnership that ended"),
        "pass-on": _("Ended, and passed on to the partnership in its place"),
        "settle-role": _("Settled a role that somebody had before"),
        "succeed-body": _("Wrote down which body took the place of which"),
        "link-partnership": _("Wrote down with which others a partnership stands"),
        "unlink-partnership": _("Ended a link with another partnership"),
        "cover-districts": _("Added districts to the area of a partnership"),
        "uncover-district": _("Took a district out of the area of a partnership"),
        "found-group": _("Founded a group"),
        "reshape-group": _("Changed a group"),
        "end-group": _("Ended a group"),
        "give-seat": _("Gave a seat on a group"),
        "end-seat": _("Ended a seat on a group"),
        "set-up-series": _("Set up when a group meets"),
        "plan-series": _("Planned the next meetings of a series"),
        "change-series": _("Changed when a group meets"),
        "end-series": _("Ended a series of meetings"),
        "add-item": _("Added a point to an agenda"),
        "change-item": _("Changed a point of an agenda"),
        "order-agenda": _("Changed the order of an agenda"),
        "remove-item": _("Took a point off an agenda"),
        "take-in-file": _("Handed in a spreadsheet to be brought in"),
        "match-columns": _("Said which column of a spreadsheet holds what"),
        "look-into-file": _("Looked into a spreadsheet that waits to be brought in"),
        "see-files": _("Read which spreadsheets were brought in"),
        "try-file": _("Tried the rows of a spreadsheet, and took them back"),
        "try-rows": _("Tried a few rows of a spreadsheet, and took them back"),
        "try-file-again": _("Had the rows of a spreadsheet tried again"),
        "agree-to-file": _("Said yes to what would come of a spreadsheet"),
        "begin-file": _("Began to bring a spreadsheet in"),
        "break-off-file": _("Broke off the work on a spreadsheet"),
        "bring-in-file": _("Brought a spreadsheet in"),
        "drop-file": _("Dropped a spreadsheet that was to be brought in"),
        "sweep-files": _("Forgot spreadsheets that were not brought in within a day"),
        "take-popolo": _("Took the structure away as Popolo"),
        "ask-for-exit": _("Had all that governance keeps of a partnership written down"),
        "take-exit-file": _("Took away all that governance keeps of a partnership"),
        "break-off-exit": _("Broke off writing down what is kept of a partnership"),
        "forget-exits": _("Forgot what had been written down of partnerships"),
        "take-exit": _("Handed over all that governance keeps of a partnership"),
        "take-list": _("Took a list of governance away"),
        "add-paper": _("Filed a paper for a meeting"),
        "replace-paper": _("Filed a new version of a paper"),
        "withdraw-paper": _("Withdrew a paper"),
        "take-paper": _("Took a paper of a meeting"),
        "circulate-meeting": _("Circulated a meeting"),
        "cancel-meeting": _("Cancelled a meeting"),
        "plan-again": _("Planned a meeting again"),
        "reschedule-meeting": _("Moved a meeting to another time"),
        "answer-in-writing": _("Answered in a written procedure"),
        "decide-in-writing": _("Decided in a written procedure"),
        "open-calendar": _("Made an address for a calendar of meetings"),
        "end-calendar": _("Ended the address of a calendar of meetings"),
        "read-calendar": _("Read a calendar of meetings by its address"),
        "list-meetings": _("Looked at the list of meetings"),
        "see-attendance": _("Looked at attendance"),
        "search-governance": _("Searched governance"),
        "open-home": _("Opened Home"),
        "see-owing": _("Was told what waits for them in governance"),
        "see-figures": _("Was shown the partnership in figures"),
        "see-news": _("Was told what happened since they were last here"),
        "see-actions": _("Looked at a list of actions"),
        "see-action": _("Looked at an action"),
        "file-past-meeting": _("Put a meeting of before on file"),
        "weigh-claims": _("Saw claims held against who came to meetings"),
        "claim-duty": _("Claimed that a duty is met"),
        "take-back-claim": _("Took back a claim about a duty"),
        "add-evidence": _("Added evidence of a duty"),
        "take-back-evidence": _("Took back evidence of a duty"),
        "start-clock": _("Wrote down an event that starts the clock of a duty"),
        "set-reach": _("Said whether a duty falls on a partnership"),
        "add-entry": _("Added an entry to a register"),
        "change-entry": _("Changed an entry of a register"),
        "give-status": _("Gave an entry of a register another status"),
        "draft-framework": _("Began a version of the framework document"),
        "change-framework": _("Changed a draft of the framework document"),
        "adopt-framework": _("Adopted a version of the framework document"),
        "give-board-part": _("Changed what a board does on a topic"),
        "plan-meeting": _("Planned a meeting"),
        "open-meeting": _("Opened a meeting"),
        # actions and scrutiny
        "give-action": _("Gave an action"),
        "answer-action": _("Answered for an action"),
        "put-off-action": _("Changed the day by which an action is due"),
        "move-action": _("Moved an action to another body"),
        "withdraw-action": _("Withdrew an action"),
        "escalate-actions": _("Escalated actions that were late"),
        "tell-of-waiting": _("Told people that something waits for them"),
        "choose-letters": _("Chose how often to be written to"),
        "write-recommendation": _("Wrote down a recommendation"),
        "answer-recommendation": _("Answered a recommendation"),
        "write-matter": _("Wrote down what scrutiny asks"),
        "answer-matter": _("Answered what scrutiny asked"),
        "withdraw-matter": _("Wrote down that scrutiny asks no longer"),
        "write-scrutiny-meeting": _("Wrote down a meeting of scrutiny"),
        "write-minute": _("Minuted a point of an agenda"),
        "carry-item": _("Said whether a point goes on the next agenda"),
        "take-attendance": _("Wrote down who was at a meeting"),
        "declare-interest": _("Wrote down a declared interest"),
        "remove-interest": _("Took out a declared interest"),
        "decide": _("Wrote down a decision"),
        "change-decision": _("Changed a decision"),
        "remove-decision": _("Took out a decision"),
        "close-meeting": _("Closed a meeting"),
        "approve-minutes": _("Wrote down that minutes were approved"),
        "correct-minutes": _("Wrote a correction beside approved minutes"),
        "read-decisions": _("Read the register of decisions"),
        "add-risk-category": _("Added a category of risks"),
        "choose-risk-scale": _("Chose a scale for risks"),
        "raise-risk": _("Added a risk to the register"),
        "describe-risk": _("Changed the description of a risk"),
        "score-risk": _("Scored a risk"),
        "note-on-risk": _("Wrote down what happened to a risk"),
        "review-risk": _("Reviewed a risk"),
        "close-risk": _("Closed a risk"),
        "reopen-risk": _("Opened a risk again"),
        "add-control": _("Added a control of a risk"),
        "change-control": _("Changed a control of a risk"),
        "add-theme": _("Added a theme"),
        "end-theme": _("Ended a theme"),
        "require-reports": _("Asked a group for reports each quarter"),
        "end-reports": _("Ended a group’s reports"),
        "begin-report": _("Began a group’s report"),
        "write-report": _("Wrote in a group’s report"),
        "hand-in-report": _("Handed in a group’s report"),
        "see-reports": _("Looked at reports of groups"),
        "see-report": _("Read a group’s report"),
        "answer-ask": _("Answered what a group asked to be unblocked"),
        "add-district": _("Added a district to a partnership"),
        "add-factor": _("Added a second factor"),
        "ask-for-password": _("Asked for a link to choose a new password"),
        "ask-to-wake": _("Asked to be let in again: the account sleeps"),
        "build-sample": _("Built a sample partnership"),
        "change-password": _("Changed their password"),
        "confirm-recovery-codes": _("Confirmed their recovery codes"),
        "correct-name": _("Corrected a name"),
        "end-credential": _("Ended vetting, training or a signature"),
        "end-role": _("Ended a role"),
        "end-session": _("Ended a session"),
        "export-log": _("Took away part of the log"),
        "export-people": _("Took away the list of people"),
        "see-agencies": _("Looked up which agencies sit in the partnership"),
        "forget-factors": _("Took away lost second factors"),
        "forget-text": _("Threw away text kept from an ended session"),
        "found-partnership": _("Founded a partnership"),
        "fresh-recovery-codes": _("Made new recovery codes"),
        "roll-back": _("Went back to the tables of an earlier release"),
        "grant-role": _("Gave a role"),
        "invite": _("Invited somebody"),
        "keep-text": _("Kept text typed when a session ended"),
        "link-provider": _("Linked an account of an agency’s own sign-in"),
        "list-people": _("Listed everybody at the command line"),
        "mark-left": _("Marked somebody as left"),
        "open-invitation": _("Opened the link of an invitation"),
        "put-log-back": _("Accepted that the register was put back"),
        "record-credential": _("Recorded vetting, training or a signature"),
        "register-agency": _("Registered an agency"),
        "remove-factor": _("Removed a second factor"),
        "replace-factor": _("Put a new authenticator app in the place of the old one"),
        "resend-invitation": _("Sent an invitation again"),
        "search-log": _("Searched the log"),
        "see-history": _("Looked at the history of a record"),
        "see-log": _("Read the log"),
        "see-log-of-record": _("Looked up who saw a record"),
        "see-people": _("Looked at the list of people"),
        "see-person": _("Looked at a person’s account"),
        "see-queue": _("Was told what is waiting about people"),
        "see-seals": _("Looked how far the log is sealed"),
        "sign-in": _("Signed in"),
        "sign-in-failed": _("A sign-in failed"),
        "sign-out": _("Signed out"),
        "sweep-sign-ins": _("Threw away sessions and kept texts whose time was over"),
        "tell-of-ending": _("Told people that vetting, training or a signature ends soon"),
        "tell-members": _("Told the members of a partnership something"),
        "use-recovery-code": _("Used a recovery code"),
        "wake": _("Woke an account"),
        "welcome-member": _("Made an account"),
        "withdraw-invitation": _("Withdrew an invitation"),
    }


def day(on: date) -> str:
    """``3 June 2026``: on pages, and in letters."""
    return _("{day} {month}").format(day=on.day, month=Month(on.year, on.month).words)


def fact(name: str, value: object) -> str:
    """What an event says of itself beyond who, what and whose, such as “role: Analyst”. What has no words here is shown as it is kept."""
    if name == "narrowed":
        return _("a narrowed list") if value else _("the whole list")
    named = {
        "asked": _("asked"), "count": _("how many"), "credential": _("credential"), "factor": _("second factor"),
        "has-account": _("has an account"), "how": _("came in by"), "job": _("job"),
        "last_seal": _("last seal"), "lines": _("lines"), "members": _("members"),
        "role": _("role"), "roles": _("roles"), "seals_lost": _("seals lost"), "sessions": _("sessions"),
        "texts": _("texts"), "version": _("version"), "why": _("reason"),
    }.get(name, name)  # fmt: skip
    return _("{name}: {value}").format(name=named, value=_value(name, value))


def _value(name: str, value: object) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if name == "role" and value in set(Role):
        return role(str(value))[0]
    if name == "asked":
        return event(str(value))
    words = {
        "app": _("authenticator app"), "totp": _("authenticator app"), "passkey": _("passkey"), "webauthn": _("passkey"),
        "recovery_codes": _("recovery code"), "password": _("password"), "openid": _("an organisation’s sign-in"),
        "too-often": _("tried too often"), "factor": _("second factor"), "by-hand": _("ended by hand"),
        "idle": _("nothing was done for a while"), "absolute": _("the hours of a session were over"),
    } | dict(credential_kinds()) | dict(lost_factors())  # fmt: skip
    return words.get(str(value), str(value))
