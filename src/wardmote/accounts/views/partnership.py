"""What a partnership tells its members."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from wardmote.accounts.changes import partnerships as changes
from wardmote.accounts.doors import MemberRequest, allowed_by
from wardmote.accounts.drafting import drafted
from wardmote.accounts.forms.partnership import PartnershipForm
from wardmote.accounts.kept import kept_for
from wardmote.accounts.policies import may_keep_partnership
from wardmote.accounts.queries import partnerships as queries
from wardmote.platform import clock, drafts, outbox, versions
from wardmote.words import gettext as _


@allowed_by(may_keep_partnership)
@drafted(lambda: _("What members are told"))
@require_http_methods(["GET", "HEAD", "POST"])
def partnership(request: MemberRequest) -> HttpResponse:
    """The form of whoever runs the partnership's business or keeps its accounts."""
    address = drafts.address_of(request.path, request.standing.hat.key if request.standing.hat else "")
    draft = drafts.found(member=request.standing.member, address=address)
    held = queries.told_to_members(request.standing)
    sent = versions.sent(request.POST) if request.method == "POST" else None
    form = PartnershipForm(sent, initial=(draft.fields if draft else held) | kept_for(request))
    if form.is_valid():
        try:
            changes.tell_members(**form.cleaned_data, at=clock.now(), by=request.standing)
        except versions.Stale as stale:
            return versions.both_texts(request, form, stale)
        return redirect("partnership")
    shown = {"form": form, "draft": draft, "address": address, "held": held, "letters": outbox.troubles()}
    return render(request, "accounts/partnership.html", shown, status=400 if form.errors else 200)
