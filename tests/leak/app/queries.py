"""What is read. Nothing here says who may see what: PostgreSQL answers with the rows that are the asker's to see."""

from uuid import UUID

from django.http import Http404

from tests.leak.app.models import Case, Note
from wardmote.accounts.states import Standing


def cases(standing: Standing, *, words: str = "", panel: UUID | None = None):
    found = Case.objects.filter(title__icontains=words).select_related("panel").order_by("title")
    return found if panel is None else found.filter(panel=panel)


def count(standing: Standing) -> int:
    return Case.objects.count()


def suggestions(standing: Standing, words: str) -> list[str]:
    return list(Case.objects.filter(title__icontains=words).order_by("title").values_list("title", flat=True)[:200])


def case_for(standing: Standing, key: UUID) -> Case:
    found = Case.objects.filter(pk=key).first()
    if found is None:
        raise Http404
    return found


def related(standing: Standing, case: Case) -> Case | None:
    return Case.objects.filter(pk=case.linked_id).first()


def notes_of(standing: Standing, case: Case):
    return Note.objects.filter(case=case).order_by("id")


def address_of(standing: Standing, case: Case) -> str:
    return getattr(getattr(case, "safe_address", None), "text", "")


def note_for(standing: Standing, key: UUID) -> Note:
    found = Note.objects.filter(pk=key).first()
    if found is None:
        raise Http404
    return found


def named(standing: Standing, title: str) -> Case | None:
    return Case.objects.filter(title=title).first()
