"""How words are looked for: in which columns together, and in which language. An apostrophe is one however it was typed, and a letter is found without its accent."""

from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Func, TextField, Value

from wardmote.accounts.models import Partnership
from wardmote.platform.rows import NOBODY, Rows

LANGUAGE = "english"
TYPED = "’‘ʼàáâãäåçèéêëìíîïñòóôõöùúûüýÿÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖÙÚÛÜÝ"
PLAIN = "'''aaaaaaceeeeiiiinooooouuuuyyAAAAAACEEEEIIIINOOOOOUUUUY"
_PLAINLY = str.maketrans(TYPED, PLAIN)


class Sought(models.Model):
    """The words of a long text, made ready to be searched, under the key of its row. `kind` is the row's table. Triggers keep it, whoever writes.

    It is nobody's to read: the function `governance_found` says which keys have the words that are looked for, and the rows themselves say who may see them.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+", db_index=False)
    kind = models.TextField()
    words = SearchVectorField()

    rows = Rows(see=NOBODY, add=NOBODY, change=NOBODY, recorded=False)

    class Meta:
        default_permissions = ()
        verbose_name_plural = "sought"
        indexes = (models.Index(fields=["partnership", "kind"], name="sought_by_kind"),)

    def __str__(self) -> str:
        return self.kind


def sought_in(*columns: str) -> SearchVector:
    """These columns as one text that is searched."""
    plain = (
        Func(F(one), Value(TYPED), Value(PLAIN), function="TRANSLATE", output_field=TextField()) for one in columns
    )
    return SearchVector(*plain, config=LANGUAGE)


def plainly(words: str) -> str:
    """What was typed, as the texts are looked at."""
    return words.translate(_PLAINLY)
