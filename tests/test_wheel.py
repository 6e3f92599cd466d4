"""The wheel: whole, and enough to run the demonstration from an empty environment, far from any checkout."""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from urllib.parse import urljoin
from urllib.request import urlopen

import pytest
from scripts import build_assets

ROOT = Path(__file__).resolve().parents[1]
VENDOR = ROOT / "src/wardmote/web/static/vendor"
UV = Path(sys.executable).with_name("uv")
MOST_MEGABYTES = 25
OURS = re.compile(r"WARDMOTE_|DJANGO_|DATABASE_|PYTHON|VIRTUAL_ENV|PYTEST_|COVERAGE_")

pytestmark = [
    pytest.mark.wheel,
    pytest.mark.skipif(not VENDOR.exists(), reason="the page assets are not built: run 'make assets'"),
    pytest.mark.skipif(not UV.exists(), reason="uv is not in this environment: 'make test' puts it there"),
    pytest.mark.xdist_group("wheel"),
]


def outside() -> dict[str, str]:
    """What a shell elsewhere on this machine has set."""
    return {name: value for name, value in os.environ.items() if not OURS.match(name)}


def ran(*words, **options) -> str:
    found = subprocess.run([str(word) for word in words], capture_output=True, text=True, **options)
    assert found.returncode == 0, f"{' '.join(map(str, words))}\n{found.stdout}\n{found.stderr}"
    return found.stdout


@pytest.fixture(scope="module")
def folder():
    """A folder whose parents everybody may pass: the embedded register's data may live in it."""
    made = Path(tempfile.mkdtemp(prefix="wardmote-wheel-"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)


@pytest.fixture(scope="module")
def wheel(folder) -> Path:
    ran(UV, "build", "--wheel", "--no-build-isolation", "--python", sys.executable, "--out-dir", folder / "dist", ROOT)
    (found,) = (folder / "dist").glob("*.whl")
    return found


@pytest.fixture(scope="module")
def inside(wheel) -> set[str]:
    with zipfile.ZipFile(wheel) as opened:
        return set(opened.namelist())


@pytest.fixture(scope="module")
def installed(folder, wheel) -> Path:
    """The scripts of an environment with the locked packages and the wheel, and nothing else."""
    environment = folder / "environment"
    ran(UV, "venv", "--quiet", "--python", sys.executable, environment)
    install = [UV, "pip", "install", "--quiet", "--python", environment / "bin/python"]
    locked = [*install, "--require-hashes", "-r", ROOT / "requirements.lock"]
    cached = subprocess.run([*map(str, locked), "--offline"], capture_output=True, env=outside())
    if cached.returncode:
        ran(*locked, env=outside())
    ran(*install, "--no-deps", "--offline", wheel, env=outside())
    return environment / "bin"


def committed() -> set[str]:
    listed = subprocess.run(["git", "ls-files", "-z", "src/wardmote"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("not a git checkout: what is committed cannot be told")
    return {name.removeprefix("src/") for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()}


def test_the_wheel_is_small_enough_to_send(wheel):
    assert wheel.stat().st_size < MOST_MEGABYTES * 2**20


def test_every_committed_file_of_the_package_is_inside(inside):
    assert committed() - inside == set()


def test_the_sample_and_its_provenance_are_inside(inside):
    police = {path.name for path in (ROOT / "sample/police").rglob("*.gz")}
    assert len(police) == 25
    assert police <= {Path(name).name for name in inside if name.startswith("wardmote/demo/sample/police/")}
    assert {"wardmote/demo/sample/README.md", "wardmote/demo/sample/MANIFEST.csv"} <= inside


def test_all_third_party_work_inside_is_declared(inside):
    """What is served comes from the declared assets (or is their compressed twin), under the notice of its licences."""
    vendor = "wardmote/web/static/vendor/"
    served = {name.removeprefix(vendor) for name in inside if name.startswith(vendor)}
    declared = {asset.to for asset in build_assets.assets()}
    assert "THIRD-PARTY.txt" in served
    assert {name.removesuffix(".br") for name in served} - declared - {"THIRD-PARTY.txt", ".built"} == set()
    assert declared <= served


def test_the_notice_names_everybody_whose_work_is_served(wheel):
    with zipfile.ZipFile(wheel) as opened:
        notice = opened.read("wardmote/web/static/vendor/THIRD-PARTY.txt").decode()
    for name in ("GOV.UK Frontend", "MOJ Frontend", "DejaVu", "htmx", "Vega"):
        assert name in notice


@pytest.mark.timeout(240)
def test_its_demonstration_runs_from_an_empty_environment(folder, installed):
    home, elsewhere = folder / "home", folder / "elsewhere"
    elsewhere.mkdir()
    clean = {"PATH": f"{installed}:/usr/bin:/bin", "HOME": str(elsewhere), "WARDMOTE_HOME": str(home)}
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://localhost:{port}"
    try:
        said = ran(installed / "wardmote", "demo", "--port", port, cwd=elsewhere, env=clean)
        page = read(f"{address}/sign-in")
        sheet = re.search(r'href="(/static/[^"]*\.css[^"]*)"', page)
        reports = [Path(line.strip()) for line in said.splitlines() if line.strip().startswith(str(home))]
        assert "7,096 against 6,002" in said
        assert "<form" in page
        assert sheet
        assert len(read(urljoin(address, sheet[1]))) > 100
        assert sorted(path.suffix for path in reports) == [".docx", ".html", ".pdf"]
        assert all(path.stat().st_size > 10_000 for path in reports)
    finally:
        stopped = subprocess.run(
            [installed / "wardmote", "demo", "--stop"], cwd=elsewhere, env=clean, capture_output=True
        )
    assert stopped.returncode == 0, stopped.stderr
    with pytest.raises(OSError, match="refused"):
        read(f"{address}/sign-in")


def read(address: str) -> str:
    with urlopen(address, timeout=10) as answer:
        return answer.read().decode()
