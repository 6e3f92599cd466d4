"""Put the third-party front-end files that pages need into the package, out of node_modules and out of wheels.

    npm ci --no-audit && python scripts/build_assets.py

Nothing of it is committed: the folder it writes, src/wardmote/web/static/vendor, is ignored by git and taken into the wheel. What is not ours to show
is cut on the way: the GDS Transport font, the royal crest, the crown. So are source maps, which point at files that are not served.
"""

import json
import re
import shutil
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.metadata import distribution, version
from pathlib import Path

import brotli
import django_htmx
import vl_convert

ROOT = Path(__file__).resolve().parents[1]
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "src/wardmote/web/static/vendor"
GOVUK = MODULES / "govuk-frontend/dist/govuk"
MOJ = MODULES / "@ministryofjustice/frontend/moj"
DEJAVU = MODULES / "dejavu-fonts-ttf"
HTMX = Path(django_htmx.__file__).parent / "static/django_htmx/htmx-2.min.js"

FONTS = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSans-Oblique.ttf", "DejaVuSans-BoldOblique.ttf")
FORBIDDEN = re.compile(r"gds transport|crest[\w-]*\.|crown[\w-]*\.(png|svg)|sourcemappingurl", re.IGNORECASE)


@dataclass(frozen=True)
class Asset:
    """One file of the vendor folder: where it goes, and how its bytes come about."""

    to: str
    made: Callable[[], bytes]


@dataclass(frozen=True)
class Notice:
    """Whose work is served, under which licence: one entry of THIRD-PARTY.txt."""

    name: str
    version: str
    licence: str
    text: Path | None = None


def stylesheet(path: Path) -> bytes:
    """The stylesheet with its images beside it, without fonts, crests and source map."""
    text = re.sub(r"@font-face\s*\{[^}]*\}", "", path.read_text())
    text = re.sub(r"[\"']?GDS Transport[\"']?,\s*", "", text)
    text = re.sub(r"url\([\"']?/assets/images/govuk-crest\.svg[\"']?\)", "none", text)
    text = re.sub(r"url\(([\"']?)/assets/", r"url(\1assets/", text)
    return re.sub(r"/\*# sourceMappingURL=.*?\*/", "", text).strip().encode()


def script(path: Path) -> bytes:
    """The script without its source map."""
    return re.sub(r"//# sourceMappingURL=\S*", "", path.read_text()).strip().encode()


def vega() -> bytes:
    """Vega, Vega-Lite and vega-embed in one module, as vl-convert carries them: the versions that draw our documents too."""
    return vl_convert.javascript_bundle().encode()


def moj_icons() -> Iterable[Path]:
    return sorted((MOJ / "assets/images").glob("icon-*.svg"))


def assets() -> list[Asset]:
    """Everything that is served, in the order of its path."""
    found = [
        Asset("govuk/govuk.css", lambda: stylesheet(GOVUK / "govuk-frontend.min.css")),
        Asset("govuk/govuk-frontend.min.js", lambda: script(GOVUK / "govuk-frontend.min.js")),
        Asset("moj/moj.css", lambda: stylesheet(MOJ / "moj-frontend.min.css")),
        Asset("moj/moj-frontend.min.js", lambda: script(MOJ / "moj-frontend.min.js")),
        Asset("htmx/htmx.min.js", lambda: script(HTMX)),
        Asset("vega/vega.js", vega),
    ]
    found += [Asset(f"moj/assets/images/{icon.name}", icon.read_bytes) for icon in moj_icons()]
    found += [Asset(f"fonts/{name}", (DEJAVU / "ttf" / name).read_bytes) for name in FONTS]
    return sorted(found, key=lambda asset: asset.to)


def npm_version(package: str) -> str:
    return str(json.loads((MODULES / package / "package.json").read_text())["version"])


def notices() -> list[Notice]:
    govuk, moj, dejavu = "govuk-frontend", "@ministryofjustice/frontend", "dejavu-fonts-ttf"
    return [
        Notice("GOV.UK Frontend", npm_version(govuk), "MIT", licence_in(MODULES / govuk)),
        Notice("MOJ Frontend", npm_version(moj), "MIT", licence_in(MODULES / moj)),
        Notice("DejaVu fonts", npm_version(dejavu), "Bitstream Vera and Arev licences", licence_in(MODULES / dejavu)),
        Notice(f"htmx, as carried by django-htmx {version('django-htmx')}", "2", "Zero-Clause BSD"),
        Notice(
            "Vega, Vega-Lite and vega-embed, as carried by vl-convert-python", version("vl-convert-python"),
            "BSD-3-Clause", licence_of_wheel("vl-convert-python"),
        ),
    ]  # fmt: skip


def licence_in(folder: Path) -> Path | None:
    return next((path for path in sorted(folder.glob("LICEN[CS]E*"))), None)


def licence_of_wheel(name: str) -> Path | None:
    files = distribution(name).files or []
    return next((Path(str(file.locate())) for file in files if file.name.upper().startswith("LICENSE")), None)


def third_party(entries: Iterable[Notice]) -> bytes:
    """The notice that the licences ask for, with their texts."""
    parts = ["Third-party work served with Wardmote's pages. Wardmote's own licence does not cover it.\n"]
    for entry in entries:
        parts.append(f"\n{'=' * 78}\n{entry.name} {entry.version}\nLicence: {entry.licence}\n")
        if entry.text:
            parts.append("\n" + entry.text.read_text(errors="replace").strip() + "\n")
    return "".join(parts).encode()


def write(path: Path, data: bytes) -> None:
    """Write a file and, where it pays, its brotli twin, which the server hands out instead."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    if path.suffix in {".css", ".js", ".svg"} and len(data) > 1024:
        path.with_name(path.name + ".br").write_bytes(brotli.compress(data))


def check(to: str, data: bytes) -> None:
    """Refuse what must not be shown: better no page than a crown on it."""
    found = FORBIDDEN.search(data.decode(errors="ignore")) if to.endswith((".css", ".svg")) else None
    if found:
        sys.exit(f"{to} still holds '{found[0]}': the cutting in scripts/build_assets.py no longer fits the package")


def build(vendor: Path = VENDOR) -> int:
    """Write the vendor folder anew, and say how many bytes are in it."""
    fresh = vendor.with_name(vendor.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    total = 0
    for asset in assets():
        data = asset.made()
        check(asset.to, data)
        write(fresh / asset.to, data)
        total += len(data)
    write(fresh / "THIRD-PARTY.txt", third_party(notices()))
    shutil.rmtree(vendor, ignore_errors=True)
    fresh.rename(vendor)
    return total


def main() -> None:
    if not GOVUK.is_dir():
        sys.exit("node_modules is not there: run 'npm ci' first")
    print(f"{build() / 1024:,.0f} KiB of page assets in {VENDOR.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
