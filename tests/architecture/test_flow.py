"""The flow holds where imports cannot see it: in foreign keys; and no app escapes the map."""

import tomllib
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
CONTRACTS = {contract["id"]: contract for contract in PYPROJECT["tool"]["importlinter"]["contracts"]}
LAYERS = [[name.strip(" ()") for name in line.split("|")] for line in CONTRACTS["flow"]["layers"]]
HEIGHT = {app: -depth for depth, line in enumerate(LAYERS) for app in line}
OURS = [model for model in apps.get_models() if model.__module__.startswith("wardmote.")]
RELATIONS = [
    pytest.param(model, field, id=f"{model._meta.label}.{field.name}")
    for model in OURS
    for field in model._meta.get_fields()
    if field.is_relation
    and not field.auto_created
    and field.related_model
    and field.related_model.__module__.startswith("wardmote.")
]


def app_of(model) -> str:
    return model.__module__.split(".")[1]


def test_every_model_lives_on_the_map():
    assert {app_of(model) for model in OURS} <= HEIGHT.keys()


@pytest.mark.parametrize(("model", "field"), RELATIONS)
def test_foreign_keys_point_upstream(model, field):
    here, there = app_of(model), app_of(field.related_model)
    assert here == there or HEIGHT[here] > HEIGHT[there]


def test_whatever_publishes_is_behind_the_wall():
    exists = {path.parent.name for path in (ROOT / "src/wardmote").glob("*/__init__.py")}
    publishing = {"performance", "publications", "public"} & exists
    if publishing and "casework" in exists:
        walled = set(CONTRACTS["wall"]["source_modules"])
        assert {f"wardmote.{name}" for name in publishing} <= walled
        assert CONTRACTS["wall"]["forbidden_modules"] == ["wardmote.casework"]
