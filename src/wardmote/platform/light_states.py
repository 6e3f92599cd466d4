"""Migrations that draw up again only what they change: a register is set up in a fraction of the time. docs/decisions/0022 says what was measured.

Django keeps a picture of all models beside the tables while it migrates, and after each operation draws every model again that is related to the changed one by however
many steps. Here all models are: each names a member and a partnership. So an operation that adds a model, and one that adds a constraint, an index or a trigger, drew some
hundred models. The first needs the new model alone; the others need nothing drawn, since a model's columns stay as they are. All other operations do what they did.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from django.db.migrations.state import ModelState, ProjectState
from pgtrigger.migrations import AddTrigger, RemoveTrigger


@contextmanager
def drawn_lightly() -> Iterator[None]:
    """Inside the block, in every thread, models are drawn again only where an operation changes their columns."""
    with ExitStack() as stood:
        for owner, name, function in (
            (ProjectState, "add_model", _add_model),
            (ProjectState, "_append_option", _append_option),
            (AddTrigger, "state_forwards", _add_trigger),
            (RemoveTrigger, "state_forwards", _remove_trigger),
        ):
            stood.callback(setattr, owner, name, getattr(owner, name))
            setattr(owner, name, function)
        yield


def _add_model(state: ProjectState, model: ModelState) -> None:
    key = model.app_label, model.name_lower
    state.models[key] = model
    if state._relations is not None:  # type: ignore[attr-defined]
        state.resolve_model_relations(key)
    if "apps" in state.__dict__:  # else nothing is drawn yet
        state.apps.render_multiple([model])


def _append_option(state: ProjectState, app: str, name: str, option: str, one: Any) -> None:
    options = state.models[app, name].options
    options[option] = [*options[option], one]
    if "apps" in state.__dict__:
        setattr(state.apps.get_model(app, name)._meta, option, options[option])  # read where a column is altered later


def _add_trigger(operation: AddTrigger, app: str, state: ProjectState) -> None:
    options = state.models[app, operation.model_name].options
    options["triggers"] = [*options.get("triggers", []), operation.trigger]


def _remove_trigger(operation: RemoveTrigger, app: str, state: ProjectState) -> None:
    options = state.models[app, operation.model_name].options
    options["triggers"] = [one for one in options["triggers"] if one.name != operation.name]
