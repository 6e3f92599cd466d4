"""Rules of the house about every file, so that nobody has to remember them."""

import ast
import importlib
import pkgutil
import re
import statistics
import subprocess
from pathlib import Path
from types import ModuleType

import pytest
from django.apps import apps

import wardmote

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "src/wardmote").rglob("*.py"))
PLACELESS = {"utils", "helpers", "common", "base", "managers"}
DJANGOS_OWN_NAMES = {
    "src/wardmote/platform/postgresql/base.py"
}  # Django looks for a database backend in a module of this name
HIDDEN_FOR_GOOD = {  # the engine's public functions, named for what they do as their modules are; what is inside is imported by its full path
    "wardmote.engine.lake.ingest",
    "wardmote.engine.measures.breakdown",
    "wardmote.engine.measures.indicators",
}
MACHINE = re.compile(r"(?<![\w.])/(?:work|tmp|root|home)/[\w.]")


def named(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


def lengths() -> dict[str, int]:
    """How many lines the body of every function has, its docstring left out."""
    found = {}
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                body = node.body[1:] if ast.get_docstring(node) and len(node.body) > 1 else node.body
                found[f"{path.relative_to(ROOT)}:{node.name}"] = body[-1].end_lineno - body[0].lineno + 1
    return found


def test_no_file_is_longer_than_400_lines():
    assert named([path for path in SOURCES if len(path.read_text().splitlines()) > 400]) == []


def test_no_module_is_called_what_means_nothing():
    found = named([path for path in SOURCES if PLACELESS & {path.stem, *path.relative_to(ROOT).parent.parts}])
    assert set(found) - DJANGOS_OWN_NAMES == set()


def hidden(package: ModuleType) -> set[str]:
    """The modules of a package that cannot be reached as its attributes, because it calls something else by their name."""
    modules = {module.name for module in pkgutil.iter_modules(package.__path__)}
    others = {name for name, value in vars(package).items() if not isinstance(value, ModuleType)}
    return {f"{package.__name__}.{name}" for name in modules & others}


def test_no_module_is_hidden_by_something_of_its_name():
    """`import a.b` followed by `a.b.c` would find the function b, or the module, as the order of imports has it."""
    found = [module.name for module in pkgutil.walk_packages(wardmote.__path__, "wardmote.") if module.ispkg]
    packages = [wardmote, *map(importlib.import_module, found)]
    assert len(packages) > 20
    assert set().union(*map(hidden, packages)) == HIDDEN_FOR_GOOD


def test_a_module_that_is_hidden_is_found(tmp_path, monkeypatch):
    (tmp_path / "hiding").mkdir()
    (tmp_path / "hiding" / "__init__.py").write_text("from hiding.one import one\nfrom hiding import two\n")
    for name in ("one", "two"):
        (tmp_path / "hiding" / f"{name}.py").write_text(f"def {name}(): ...\n")
    monkeypatch.syspath_prepend(tmp_path)
    assert hidden(importlib.import_module("hiding")) == {"hiding.one"}


def test_half_of_the_functions_are_under_10_lines_and_nine_in_ten_under_35():
    measured = lengths()
    assert statistics.median(measured.values()) < 10
    long = sorted((name for name, lines in measured.items() if lines >= 35), key=measured.get, reverse=True)
    assert len(long) <= len(measured) / 10, long


def test_no_committed_file_names_a_place_on_somebodys_machine():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("not a git checkout: what is committed cannot be told")
    texts = {".py", ".toml", ".md", ".html", ".js", ".css", ".json", ".lock", ".yml", ".txt", ""}
    paths = [ROOT / name for name in listed.stdout.split("\0") if name and Path(name).suffix in texts]
    here = Path(__file__)
    found = [
        path for path in paths if path.is_file() and path != here and MACHINE.search(path.read_text(errors="ignore"))
    ]
    assert named(found) == []


def test_no_model_writes_by_itself():
    ours = [model for model in apps.get_models() if model.__module__.startswith("wardmote.")]
    assert ours
    for model in ours:
        assert not {"save", "delete", "clean"} & vars(model).keys(), model.__name__


def test_pages_are_functions():
    """What a page does can be read from top to bottom."""
    home = ROOT / "src/wardmote"
    for path in (*home.glob("*/views.py"), *home.glob("*/views/*.py")):
        classes = [node.name for node in ast.parse(path.read_text()).body if isinstance(node, ast.ClassDef)]
        assert classes == [], path
