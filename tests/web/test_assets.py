"""The files that pages need: there, and free of what is not ours to show."""

import re
from contextlib import closing
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
VENDOR = ROOT / "src/wardmote/web/static/vendor"
NEEDED = (
    "govuk/govuk.css", "govuk/govuk-frontend.min.js", "moj/moj.css", "moj/moj-frontend.min.js", "htmx/htmx.min.js", "vega/vega.js",
    "fonts/DejaVuSans.ttf", "THIRD-PARTY.txt",
)  # fmt: skip
built = pytest.mark.skipif(
    not VENDOR.exists(), reason="the page assets are not built: run 'npm ci' and scripts/build_assets.py"
)


@built
@pytest.mark.parametrize("name", NEEDED)
def test_every_file_that_pages_ask_for_is_served(client_for, name):
    with closing(client_for(None).get(f"/static/vendor/{name}")) as answer:
        assert answer.status_code == 200
        assert len(b"".join(answer.streaming_content)) > 1000


@built
def test_no_crown_no_crest_no_gds_transport_and_no_source_map_is_served():
    for path in VENDOR.rglob("*"):
        assert "crest" not in path.name
        assert "crown" not in path.name
        assert path.suffix not in {".map", ".woff", ".woff2"}
        if path.suffix in {".css", ".svg"}:
            text = path.read_text().lower()
            assert "gds transport" not in text
            assert "sourcemappingurl" not in text
            assert "crest.svg" not in text


@built
def test_stylesheets_ask_for_no_file_that_is_not_there():
    for sheet in [*VENDOR.glob("*/*.css"), *(VENDOR.parent / "wardmote").glob("*.css")]:
        for url in re.findall(r"url\([\"']?([^)\"']+)", sheet.read_text()):
            assert url.startswith("data:") or (sheet.parent / url).exists(), f"{sheet.name}: {url}"


@built
def test_the_notice_names_everybody_whose_work_is_served():
    notice = (VENDOR / "THIRD-PARTY.txt").read_text()
    for name in ("GOV.UK Frontend", "MOJ Frontend", "DejaVu", "htmx", "Vega"):
        assert name in notice
    assert notice.count("Permission is hereby granted") >= 2


def test_the_lock_file_names_no_host():
    lock = (ROOT / "package-lock.json").read_text()
    assert '"resolved"' not in lock
    assert lock.count('"integrity"') >= 4
