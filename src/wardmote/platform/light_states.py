"""Migrations that draw up again only what they change: a register is set up in a fraction of the time. docs/decisions/0022 says what was measured.

Django keeps a picture of all models beside the tables while it migrates, and after each operation draws every model again that is related to the changed one by however
many steps. Here all models are: each names a member and a partnership. So an operation that adds a model or a column, and one that adds or takes away a constraint, an index or
a trigger, drew some hundred models. The first two need the one model alone; the others need nothing drawn, since a model's columns stay as they are.

Models that point to one that was drawn alone still point to its former drawing. Its table and its key are the same, which is all that a column or a constraint asks. Whatever
asks for more - code that runs in a migration, and operations that alter, rename or take away - gets a picture that was drawn wholly anew before it begins.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from django.db.migrations import operations
from django.db.migrations.state import ModelState, ProjectState
from django.db.models import NOT_PROVIDED
from pgtrigger.migrations import AddTrigger, RemoveTrigger

WHOLE = (
    operations.AlterField,
    operations.RemoveField,
    operations.RenameField,
    operations.RenameModel,
    operations.DeleteModel,
    operations.AlterModelTable,
    operations.AlterOrderWithRespectTo,
    operations.AlterUniqueTogether,
)
DIRECTIONS = ("database_forwards", "database_backwards")


@contextmanager
def drawn_lightly() -> Iterator[None]:
    """Inside the block, in every thread, models are drawn again only where an operation changes their columns."""
    lighter: list[tuple[type, str, Callable[..., None]]] = [
        (ProjectState, "add_model", _add_model),
        (ProjectState, "add_field", _add_field),
        (ProjectState, "_append_option", _append_option),
        (ProjectState, "_remove_option", _remove_option),
        (ProjectState, "clear_delayed_apps_cache", _forget_what_is_stale),
        (AddTrigger, "state_forwards", _add_trigger),
        (RemoveTrigger, "state_forwards", _remove_trigger),
        (ProjectState, "reload_model", _alone_or_over_a_whole_picture(ProjectState.reload_model)),
    ]
    lighter += [(kind, way, _over_whole_pictures(getattr(kind, way))) for kind in WHOLE for way in DIRECTIONS]
    with ExitStack() as stood:
        for owner, name, function in lighter:
            stood.callback(_put_back, owner, name, vars(owner).get(name))
            setattr(owner, name, function)
        yield


def _put_back(owner: type, name: str, was: Any) -> None:
    if was is None:
        delattr(owner, name)  # it was its parent's
    else:
        setattr(owner, name, was)


def _add_model(state: ProjectState, model: ModelState) -> None:
    key = model.app_label, model.name_lower
    state.models[key] = model
    if state._relations is not None:  # type: ignore[attr-defined]
        state.resolve_model_relations(key)
    if "apps" in state.__dict__:  # else nothing is drawn yet
        state.apps.render_multiple([model])


def _add_field(state: ProjectState, app: str, model: str, name: str, field: Any, preserve_default: bool) -> None:  # noqa: FBT001 - Django's signature
    if not preserve_default:
        field = field.clone()
        field.default = NOT_PROVIDED
    key = app, model
    state.models[key].fields[name] = field
    if state._relations is not None:  # type: ignore[attr-defined]
        state.resolve_model_field_relations(key, name, field)
    _draw_alone(state, key)


def _draw_alone(state: ProjectState, key: tuple[str, str]) -> None:
    """Draw a model again, and those that are made of it; those that point to it keep its former drawing."""
    if "apps" not in state.__dict__:
        return
    state.is_delayed = True
    drawn, found = set(), {key}
    while found:
        drawn |= found
        labels = {".".join(one) for one in found}
        made_of_it = {other for other, model in state.models.items() if not labels.isdisjoint(map(_label, model.bases))}
        found = made_of_it - drawn
    state._reload(drawn)  # type: ignore[attr-defined]


def _label(base: Any) -> str:
    return base.lower() if isinstance(base, str) else ""


def _set_option(state: ProjectState, app: str, name: str, option: str, objects: list[Any]) -> None:
    state.models[app, name].options[option] = objects
    if "apps" in state.__dict__:
        setattr(state.apps.get_model(app, name)._meta, option, objects)  # read where a column is altered later


def _append_option(state: ProjectState, app: str, name: str, option: str, one: Any) -> None:
    _set_option(state, app, name, option, [*state.models[app, name].options[option], one])


def _remove_option(state: ProjectState, app: str, name: str, option: str, gone: str) -> None:
    _set_option(state, app, name, option, [one for one in state.models[app, name].options[option] if one.name != gone])


def _forget_what_is_stale(state: ProjectState) -> None:
    """Django's own function also says afterwards that something is stale."""
    if state.is_delayed:
        state.__dict__.pop("apps", None)
        state.is_delayed = False


def _alone_or_over_a_whole_picture(draw: Callable[..., None]) -> Callable[..., None]:
    """For what other operations change. `delay` is Django's word for a change that no other model can see."""

    def drawn(state: ProjectState, app: str, model: str, delay: bool = False) -> None:  # noqa: FBT001, FBT002 - Django's signature
        if delay:
            _draw_alone(state, (app, model))
        elif state.is_delayed:
            state.clear_delayed_apps_cache()  # it will be drawn, with the change, when it is next asked for
        else:
            draw(state, app, model)

    return drawn


def _over_whole_pictures(work: Callable[..., None]) -> Callable[..., None]:
    """For what is done to tables and may ask of models that point to the changed one."""

    def done(operation: Any, app: str, editor: Any, from_state: ProjectState, to_state: ProjectState) -> None:
        if not _is_of_one_model(operation, app, from_state, to_state):
            for state in (from_state, to_state):
                state.clear_delayed_apps_cache()
        work(operation, app, editor, from_state, to_state)

    return done


def _is_of_one_model(operation: Any, app: str, *states: ProjectState) -> bool:
    """Whether a column is altered that points nowhere, and that none can point to."""
    if not isinstance(operation, operations.AlterField):
        return False
    key = app, operation.model_name_lower
    fields = [state.models[key].fields[operation.name] for state in states]
    return not any(field.is_relation or field.unique for field in fields)


def _add_trigger(operation: AddTrigger, app: str, state: ProjectState) -> None:
    options = state.models[app, operation.model_name].options
    options["triggers"] = [*options.get("triggers", []), operation.trigger]


def _remove_trigger(operation: RemoveTrigger, app: str, state: ProjectState) -> None:
    options = state.models[app, operation.model_name].options
    options["triggers"] = [one for one in options["triggers"] if one.name != operation.name]
