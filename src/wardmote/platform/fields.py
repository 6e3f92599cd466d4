"""A model's field whose text the register never sees.

    address = EncryptedTextField(null=True)

The column is bytea. The text is sealed when the row is written, bound to its table, column and key, and opened when it is first read; an object that is only listed
is never opened. In a tracked model's history the value stays sealed, and opens there for the row it was of.
"""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import FieldError
from django.db import models

from wardmote.platform import key_ring, vault

DERIVED = {"isnull"}


def place(table: str, column: str, key: object) -> str:
    """What the value of a column is bound to."""
    return f"{table}:{column}:{key}"


class Sealed:
    """A value as the register keeps it. It says nothing of what is inside."""

    __slots__ = ("blob",)

    def __init__(self, blob: bytes) -> None:
        self.blob = blob

    def __repr__(self) -> str:
        return "<sealed>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sealed) and other.blob == self.blob

    def __hash__(self) -> int:
        return hash(self.blob)


class Hidden:
    """A text that an object holds in the clear. It does not show it, and cannot be pickled."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text

    def __repr__(self) -> str:
        return "<hidden>"

    def __copy__(self) -> "Hidden":
        return self

    def __deepcopy__(self, _memo: object) -> "Hidden":
        return self

    def __reduce__(self) -> Any:
        raise TypeError("a text from the vault is not written anywhere else")


class Opening:
    """Reads and writes the attribute of one object: sealed until it is asked for."""

    def __init__(self, field: "EncryptedTextField") -> None:
        self.field = field

    def __get__(self, instance: models.Model | None, _owner: type | None = None) -> Any:
        if instance is None:
            return self
        name = self.field.attname
        if name not in instance.__dict__:
            instance.refresh_from_db(fields=[name])  # it was deferred
        value = instance.__dict__[name]
        if isinstance(value, Sealed):
            opened = vault.open_sealed(value.blob, bound_to=self.field.place(instance))
            value = instance.__dict__[name] = Hidden(opened)
            return opened
        return value.text if isinstance(value, Hidden) else None

    def __set__(self, instance: models.Model, value: Any) -> None:
        if isinstance(value, str):
            value = Hidden(value)
        elif value is not None and not isinstance(value, Sealed | Hidden):
            raise TypeError(f"{self.field.name} holds text, not {type(value).__name__}")
        instance.__dict__[self.field.attname] = value


class EncryptedTextField(models.Field[Any, Any] if TYPE_CHECKING else models.Field):  # type: ignore[misc]
    """Text, sealed. It can be asked only whether it is there: for equality keep a blind index beside it (`vault.blind`).

    Rows are written by `save` and `bulk_create`; `update` may only empty it, for it does not know which row it writes. The primary key must be made before the row is
    (a UUID by default).
    """

    description = "Text, encrypted and bound to its row"
    empty_strings_allowed = True

    def get_internal_type(self) -> str:
        return "BinaryField"

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:  # noqa: FBT001, FBT002 - Django's own
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, self.attname, Opening(self))

    def place(self, instance: models.Model) -> str:
        """What a value is bound to. A row of a model's history holds the value of the row that it is about."""
        tracked = getattr(type(instance), "pgh_tracked_model", None)
        key = instance.pk if tracked is None else getattr(instance, tracked._meta.pk.attname)
        if key is None:
            said = "the row has no key yet; its primary key must be made by a default"
            raise FieldError(f"{type(instance).__name__}.{self.name}: {said}")
        return place((tracked or type(instance))._meta.db_table, self.column, key)

    def pre_save(self, model_instance: models.Model, add: bool) -> Sealed | None:  # noqa: ARG002, FBT001 - Django's own
        value = model_instance.__dict__.get(self.attname)
        if isinstance(value, Sealed):
            current = key_ring.read(key_ring.VAULT).current.name
            if vault.key_name(value.blob) == current:
                return value
            value = Hidden(vault.open_sealed(value.blob, bound_to=self.place(model_instance)))
        if value is None:
            return None
        return Sealed(vault.seal(value.text, bound_to=self.place(model_instance)))

    def get_prep_value(self, value: Any) -> Any:
        if value is None or isinstance(value, Sealed):
            return value
        raise FieldError(f"{self.name} is sealed for its row: write it with save() or bulk_create()")

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:  # noqa: FBT001, FBT002 - Django's own
        value = value if prepared else self.get_prep_value(value)
        return connection.Database.Binary(value.blob) if isinstance(value, Sealed) else value

    def from_db_value(self, value: Any, _expression: object, _connection: object) -> Sealed | None:
        return None if value is None else Sealed(bytes(value))

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name not in DERIVED:
            raise FieldError(f"{self.name} is sealed: it can be asked only whether it is there (isnull)")
        return super().get_lookup(lookup_name)

    def get_transform(self, lookup_name: str) -> Any:
        raise FieldError(f"{self.name} is sealed: '{lookup_name}' cannot look inside")

    def value_to_string(self, obj: models.Model) -> str:
        raise FieldError(f"{self.name} is sealed: {obj._meta.model_name} cannot be serialised with it")

    def formfield(self, **_kwargs: Any) -> None:
        """No form is made of it by itself."""


def sealed_fields() -> list[tuple[type[models.Model], EncryptedTextField]]:
    """Every encrypted field of every table, histories included."""
    from django.apps import apps

    models_ = (
        model for model in apps.get_models(include_auto_created=True) if not model._meta.proxy and model._meta.managed
    )
    return [
        (model, field)
        for model in models_
        for field in model._meta.local_fields
        if isinstance(field, EncryptedTextField)
    ]


def binary_columns() -> list[tuple[str, str]]:
    """Every other column of bytes, where something may have been sealed by hand: its table and its name."""
    from django.apps import apps

    tables = (model for model in apps.get_models(include_auto_created=True) if not model._meta.proxy)
    return [
        (model._meta.db_table, str(field.column))
        for model in tables
        for field in model._meta.local_fields
        if isinstance(field, models.BinaryField)
    ]
