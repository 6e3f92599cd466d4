"""Who works with whom: the list, one person, and what an administrator does about them."""

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wardmote.accounts import changes, queries
from wardmote.accounts.changes import second_factor
from wardmote.accounts.doors import MemberRequest, allowed_by, recently_proved
from wardmote.accounts.forms.people import (
    CredentialForm,
    EndForm,
    InvitationForm,
    LostFactorsForm,
    NamedDays,
    NameForm,
    PeopleFilter,
    RoleForm,
)
from wardmote.accounts.kept import kept_for
from wardmote.accounts.policies import allows, may_manage_members, may_see_people
from wardmote.accounts.presenters import people as presenters
from wardmote.accounts.queries.membership import OnFile
from wardmote.platform import clock, mail, versions
from wardmote.words import gettext as _

FORM = ["GET", "HEAD", "POST"]
Offering = TypeVar("Offering", InvitationForm, RoleForm)


@allowed_by(may_see_people)
@require_safe
def people(request: MemberRequest) -> HttpResponse:
    """Everybody in the partnership: accounts for its administrator, colleagues for everybody else."""
    if not allows(may_manage_members, request.standing):
        colleagues = queries.colleagues(request.standing, on=clock.today())
        return render(request, "accounts/colleagues.html", {"colleagues": colleagues})
    form, found = _found(request, "see-people")
    rows = [presenters.row(person, clock.today()) for person in found]
    return render(request, "accounts/people.html", {"form": form, "rows": rows, "query": request.GET.urlencode()})


@allowed_by(may_manage_members)
@require_safe
@recently_proved
def export(request: MemberRequest) -> HttpResponse:
    """The same list for a spreadsheet."""
    _form, found = _found(request, "export-people")
    answer = HttpResponse("\ufeff" + presenters.as_csv(found, clock.today()), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="people.csv"'
    return answer


def _found(request: MemberRequest, verb: str) -> tuple[PeopleFilter, list[Any]]:
    form = PeopleFilter(request.GET, **_offered(request))
    people = queries.people(request.standing, form.sought, on=clock.today(), verb=verb)
    return form, people


def _offered(request: MemberRequest) -> dict[str, list[tuple[str, str]]]:
    """The agencies and roles that a form offers."""
    agencies = [(str(key), name) for key, name in queries.agencies(request.standing)]
    return {"agencies": agencies, "roles": [(role.key, role.name) for role in queries.roles()]}


@allowed_by(may_manage_members)
@require_safe
def person(request: MemberRequest, key: UUID) -> HttpResponse:
    """One person: roles, credentials, invitations, and who looked."""
    found = queries.person(request.standing, key, on=clock.today())
    proves = queries.has_factor(request.standing, key)
    context = {
        "person": presenters.facts(found, clock.today(), clock.now(), proves=proves, mailed=mail.is_set()),
        "own": key == request.standing.member,
        "looked_after": queries.only_theirs(request.standing, key),
        "done": presenters.done(request.GET.get("done", ""), found, mailed=mail.is_set()),
    }
    return render(request, "accounts/person.html", context)


@allowed_by(may_manage_members)
@require_http_methods(FORM)
@recently_proved
def invite(request: MemberRequest) -> HttpResponse:
    """Ask a colleague in."""
    form = _about_roles(InvitationForm, "roles", request)
    made: list[UUID] = []

    def keep() -> None:
        link, home = _link_on(request), request.build_absolute_uri(reverse("home"))
        made.append(changes.invite(guest=form.guest, link=link, home=home, at=clock.now(), by=request.standing))

    if form.is_valid() and kept(form, keep):
        return _to_person(made[0], "invited")
    context = {"form": form, "waits": not mail.is_set()}
    return render(request, "accounts/invite.html", context, status=400 if form.errors else 200)


def _link_on(request: MemberRequest) -> Callable[[str], str]:
    return lambda secret: request.build_absolute_uri(reverse("invitation", args=[secret]))


@allowed_by(may_manage_members)
@require_http_methods(FORM)
@recently_proved
def give_role(request: MemberRequest, key: UUID) -> HttpResponse:
    """One more role for somebody."""
    form = _about_roles(RoleForm, "role", request)
    heading = _("Give {name} a role")
    return _put_on_file(request, key, form, changes.give_role, heading, _("Give this role"), done="role-given")


@allowed_by(may_manage_members)
@require_http_methods(FORM)
@recently_proved
def record_credential(request: MemberRequest, key: UUID) -> HttpResponse:
    """Put vetting, training or a signature on file."""
    form, change = CredentialForm(request.POST or None, initial=kept_for(request)), changes.record_credential
    heading = _("Record vetting, training or a signature of {name}")
    return _put_on_file(request, key, form, change, heading, _("Record"), done="credential-recorded")


@allowed_by(may_manage_members)
@require_http_methods(FORM)
def correct_name(request: MemberRequest, key: UUID) -> HttpResponse:
    """Somebody's name as it should be."""
    form = NameForm(versions.sent(request.POST) if request.method == "POST" else None, initial=kept_for(request))
    if form.is_valid():
        try:
            changes.correct_name(member=key, **form.cleaned_data, by=request.standing)
        except versions.Stale as stale:
            queries.person(request.standing, key, on=clock.today())  # their name is about to be seen
            return versions.both_texts(request, form, stale)
        return _to_person(key, "name-corrected")
    return _page(request, key, form, _("Correct the name of {name}"), _("Save"), begin=form.begin)


@allowed_by(may_manage_members)
@require_http_methods(FORM)
@recently_proved
def end_role(request: MemberRequest, key: UUID) -> HttpResponse:
    """The last day of a role."""
    held = queries.role_held(request.standing, key)
    heading = _("When does {name} stop being {what}?")
    return _end(request, key, held, changes.end_role, heading, _("End this role"), done="role-ended")


@allowed_by(may_manage_members)
@require_http_methods(FORM)
@recently_proved
def end_credential(request: MemberRequest, key: UUID) -> HttpResponse:
    """The last day of vetting, training or a signature."""
    held = queries.credential_held(request.standing, key)
    heading = _("When does {what} of {name} end?")
    return _end(request, key, held, changes.end_credential, heading, _("End it"), done="credential-ended")


@allowed_by(may_manage_members)
@require_http_methods(FORM)
@recently_proved
def left(request: MemberRequest, key: UUID) -> HttpResponse:
    """Somebody has left the partnership: asked once more before it is done."""
    if request.method == "POST":
        changes.mark_left(member=key, on=clock.today(), at=clock.now(), by=request.standing)
        return _to_person(key, "left")
    return _page(request, key, forms.Form(), _("Has {name} left?"), _("Mark as left"), dangerous=True, lead=_(
        "All their roles in this partnership end today, and links that were sent to them open nothing any more. "
        "They are out at their next click. What they did stays on file under their name."
    ))  # fmt: skip


@allowed_by(may_manage_members)
@require_POST
@recently_proved
def wake(request: MemberRequest, key: UUID) -> HttpResponse:
    """They still work here: at their next sign-in they get as far as their second factor."""
    changes.wake_person(member=key, at=clock.now(), by=request.standing)
    return _to_person(key, "woken")


@allowed_by(may_manage_members)
@require_http_methods(FORM)
@recently_proved
def forget_factors(request: MemberRequest, key: UUID) -> HttpResponse:
    """They have lost what they prove themselves with: they set up anew at their next sign-in."""
    form = LostFactorsForm(request.POST or None, initial=kept_for(request))
    if form.is_valid():
        second_factor.forget_factors_of(member=key, why=form.cleaned_data["why"], by=request.standing)
        return _to_person(key, "factors-forgotten")
    return _page(request, key, form, _("Has {name} lost their second factor?"), _("Take their second factors away"), dangerous=True, lead=_(
        "Make sure first that it is really them: see them, or call them on the number that their agency has for them. "
        "Their authenticator app, passkeys and recovery codes open nothing any more, and they are signed out everywhere. "
        "At their next sign-in they give their password and set up a new second factor."
    ))  # fmt: skip


@allowed_by(may_manage_members)
@require_POST
def invite_again(request: MemberRequest, key: UUID) -> HttpResponse:
    """A new link for somebody who has not come in yet."""
    changes.resend_invitation(member=key, link=_link_on(request), at=clock.now(), by=request.standing)
    return _to_person(key, "invited-again")


@allowed_by(may_manage_members)
@require_POST
def withdraw_invitation(request: MemberRequest, key: UUID) -> HttpResponse:
    """The link that was sent opens nothing any more."""
    changes.withdraw_invitation(member=key, on=clock.today(), at=clock.now(), by=request.standing)
    return _to_person(key, "invitation-withdrawn")


def _about_roles(form: type[Offering], field: str, request: MemberRequest) -> Offering:
    """A form that offers the roles in this field of its own, each with what it is, and begins today."""
    today = {"valid_from": clock.today()}
    made = form(request.POST or None, initial=today | kept_for(request), **_offered(request))
    made.fields[field].hints = {role.key: role.description for role in queries.roles()}  # type: ignore[attr-defined]
    return made


def _put_on_file(
    request: MemberRequest, key: UUID, form: NamedDays, change: Callable[..., Any], heading: str, button: str, *, done: str
) -> HttpResponse:  # fmt: skip
    """Give somebody what a form says, from one day to another."""

    def keep() -> None:
        change(member=key, **form.cleaned_data | {"valid_to": form.end}, at=clock.now(), by=request.standing)

    if form.is_valid() and kept(form, keep):
        return _to_person(key, done)
    return _page(request, key, form, heading, button)


def _end(
    request: MemberRequest, key: UUID, held: OnFile, change: Callable[..., Any], heading: str, button: str, *, done: str
) -> HttpResponse:  # fmt: skip
    """Let something that somebody has end. `heading` has a place for it beside the one for their name."""
    form = EndForm(request.POST or None, begins=held.begins, initial=kept_for(request))

    def keep() -> None:
        change(key=key, valid_to=form.end(clock.today()), by=request.standing)

    if form.is_valid() and kept(form, keep):
        return _to_person(held.member, done)
    return _page(request, held.member, form, heading, button, what=held.what, dangerous=True)


def kept(form: forms.Form, keep: Callable[[], Any]) -> bool:
    """Do what a form asks for; what clashes with what is there is said in the form."""
    try:
        keep()
    except changes.Clash as clash:
        form.add_error(None, str(clash))
        return False
    return True


def _to_person(key: UUID, done: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{reverse('person', args=[key])}?done={done}")


def _page(
    request: MemberRequest, key: UUID, form: forms.Form, heading: str, button: str, *,
    what: str = "", lead: str = "", dangerous: bool = False, begin: Callable[[str], None] | None = None,
) -> HttpResponse:  # fmt: skip
    """A form about one person. `heading` has a place for their name, and one for `what` of theirs; `begin` is told the name."""
    found = queries.person(request.standing, key, on=clock.today())
    if begin:
        begin(found.name)
    context = {
        "form": form, "heading": heading.format(name=found.name, what=what), "button_text": button, "lead": lead,
        "dangerous": dangerous, "back": reverse("person", args=[key]), "name": found.name,
    }  # fmt: skip
    return render(request, "accounts/person_form.html", context, status=400 if form.errors else 200)
