"""Find keys, tokens and passwords in what is committed.

    python scripts/secret_scan.py [--history] [FILE ...]

Without FILE every committed file is read as it lies in the checkout; with --history every version of every file that the
repository ever held. Known shapes of keys are looked for by pattern; what is quoted, long and disorderly by its entropy (bits for
each character, after Shannon). What is found and is no secret stands in secret_scan.toml with its reason; an entry there that
matches nothing any more is a fault too. The secret itself is never printed: only its first three characters and a fingerprint.
Ends with status 1 when something was found.
"""

import argparse
import hashlib
import math
import re
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ALLOWED = Path(__file__).with_suffix(".toml")

SHAPES = {  # the group `secret` is the secret; without one the whole match is
    "private key": r"-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----",
    "age key": r"\bAGE-SECRET-KEY-1[0-9A-Z]{40,}",
    "AWS access key": r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b",
    "Azure key": r"(?:AccountKey|SharedAccessKey)=(?P<secret>[A-Za-z0-9+/]{40,}={0,2})",
    "Google key": r"\bAIza[0-9A-Za-z_-]{35}\b",
    "GitHub token": r"\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{60,})",
    "GitLab token": r"\bglpat-[A-Za-z0-9_-]{20,}",
    "GOV.UK Notify key": r"\b[a-z0-9_-]+-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b",
    "JSON web token": r"\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}",
    "npm token": r"\bnpm_[A-Za-z0-9]{36}\b",
    "PyPI token": r"\bpypi-AgEI[A-Za-z0-9_-]{50,}",
    "Slack token": r"\bxox[abeoprs]-[A-Za-z0-9-]{10,}",
    "Stripe key": r"\b[rs]k_live_[A-Za-z0-9]{20,}",
    "authenticator secret": r"otpauth://[^\s\"']*[?&]secret=(?P<secret>[A-Z2-7]{16,})",
    "password in an address": r"\b[a-z][a-z0-9+.-]*://[^\s:/@\"'{}<>]+:(?P<secret>[^\s:/@\"'{}<>$%]{3,})@[\w.\[]",
    "password given a value": (
        r"(?i)(?<![a-z])(?:\w*(?:password|passwd|pwd|secret|token|api_?key|private_?key|signing_?key|credential)s?)[\"']?\s*"
        r"(?::\s*str\s*)?(?:=|:|=>)\s*[\"'](?!\d+/|[a-z]+(?:_[a-z]+)+[\"'])(?P<secret>[^\s\"'{}<>]{8,})[\"']"  # neither 20/h nor a_name_in_python
    ),
}
PATTERNS = {kind: re.compile(shape) for kind, shape in SHAPES.items()}
QUOTED = re.compile(r"[\"'](?P<secret>[A-Za-z0-9+/_=-]{24,})[\"']")
BARE = re.compile(r"(?:^|[=:\s])(?P<secret>[A-Za-z0-9+/]{40,}={0,2})(?:\s|$)")
DIGEST = re.compile(r"sha(?:1|256|384|512)[:-]")  # what a lock or a page says a download must have
TRIGGER = re.compile(r"[0-9a-f]{40}")  # in a migration: the SHA-1 by which django-pgtrigger knows a trigger
DISORDER = 4.2  # bits a character: words and names stay below it, random base64 of 24 characters or more above
HEX = re.compile(r"[0-9a-f]+", re.IGNORECASE)
HEX_DISORDER, HEX_LENGTH = 3.2, 32
MADE_UP = (
    "tests/",
    "bench/",
)  # where people are made up, and so are the passwords they type: there only a disorderly one counts
PLACES = {"password", "pgpassword", "secret"}  # the words that stand where a secret would; dots and stars do too
TYPED = {"password given a value", "password in an address"}
LONGEST = 20_000  # characters of a line: beyond it stand made files


@dataclass(frozen=True)
class Finding:
    """One suspicion: where, of which kind, and a fingerprint that an entry of the allow-list can name."""

    path: str
    line: int
    kind: str
    secret: str

    @property
    def fingerprint(self) -> str:
        return hashlib.sha256(self.secret.encode()).hexdigest()[:12]

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.kind}, beginning {self.secret[:3]!r}, fingerprint {self.fingerprint}"


def entropy(text: str) -> float:
    """Bits for each character, after Shannon."""
    return -sum(n / len(text) * math.log2(n / len(text)) for n in Counter(text).values())


def random_looking(text: str) -> bool:
    """Whether nobody would write this by hand."""
    if HEX.fullmatch(text):
        return len(text) >= HEX_LENGTH and entropy(text) >= HEX_DISORDER
    varied = sum(bool(re.search(kind, text)) for kind in ("[a-z]", "[A-Z]", "[0-9]"))
    return varied == 3 and entropy(text) >= DISORDER


def in_line(line: str) -> Iterator[tuple[str, str]]:
    """The kinds and texts of what looks like a secret in a line; each text once."""
    seen: set[str] = set()
    for kind, pattern in PATTERNS.items():
        for match in pattern.finditer(line):
            secret = match.groupdict().get("secret") or match.group()
            if secret not in seen and secret.lower() not in PLACES and secret.strip(".*"):
                seen.add(secret)
                yield kind, secret
    if DIGEST.search(line):
        return
    for pattern in (QUOTED, BARE):
        for match in pattern.finditer(line):
            secret = match["secret"]
            if secret not in seen and random_looking(secret):
                seen.add(secret)
                yield "disorderly text", secret


def in_text(path: str, text: str) -> Iterator[Finding]:
    for number, line in enumerate(text.splitlines(), start=1):
        if len(line) <= LONGEST:
            found = (Finding(path, number, kind, secret) for kind, secret in in_line(line))
            yield from (finding for finding in found if not made_up(finding) and not of_a_trigger(finding))


def made_up(finding: Finding) -> bool:
    """Whether it is the password of a made-up person: in a test, and of a kind that a person would type."""
    return finding.kind in TYPED and finding.path.startswith(MADE_UP) and not random_looking(finding.secret)


def of_a_trigger(finding: Finding) -> bool:
    """Whether it is the digest of a trigger, in a migration."""
    return "/migrations/" in finding.path and bool(TRIGGER.fullmatch(finding.secret))


def in_bytes(path: str, data: bytes) -> Iterator[Finding]:
    """Nothing for what is no text."""
    if b"\0" not in data[:8000]:
        yield from in_text(path, data.decode(errors="replace"))


def committed() -> Iterator[tuple[str, bytes]]:
    """Every committed file, as it lies in the checkout."""
    for name in _git("ls-files", "-z").decode().split("\0"):
        path = ROOT / name
        if name and path.is_file() and not path.is_symlink():
            yield name, path.read_bytes()


def ever_committed() -> Iterator[tuple[str, bytes]]:
    """Every version of every file that the repository holds, by one of its names."""
    for line in _git("rev-list", "--objects", "--all").decode().splitlines():
        key, _space, name = line.partition(" ")
        if name and _git("cat-file", "-t", key).strip() == b"blob":
            yield f"{name}@{key[:12]}", _git("cat-file", "blob", key)


def _git(*words: str) -> bytes:
    return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, check=True).stdout


def allowed() -> dict[tuple[str, str], str]:
    """What is no secret: the reason, by path and fingerprint."""
    entries = tomllib.loads(ALLOWED.read_text()).get("allowed", [])
    return {(entry["path"], entry["fingerprint"]): entry["reason"] for entry in entries if entry["reason"]}


def judged(found: Iterable[Finding], known: dict[tuple[str, str], str]) -> tuple[list[Finding], set[tuple[str, str]]]:
    """What is not allowed, and which entries of the allow-list were of use."""
    used: set[tuple[str, str]] = set()
    bad = []
    for finding in found:
        key = (finding.path.partition("@")[0], finding.fingerprint)
        if key in known:
            used.add(key)
        else:
            bad.append(finding)
    return bad, used


def main() -> None:
    parser = argparse.ArgumentParser(description="Find secrets in what is committed.")
    parser.add_argument("files", nargs="*", type=Path, help="look at these alone")
    parser.add_argument("--history", action="store_true", help="look at every version ever committed")
    asked = parser.parse_args()
    everything = not asked.files and not asked.history
    texts = ((str(path), path.read_bytes()) for path in asked.files) if asked.files else committed()
    if asked.history:
        texts = ever_committed()
    known = allowed()
    bad, used = judged((finding for path, data in texts for finding in in_bytes(path, data)), known)
    for finding in bad:
        print(finding)
    stale = sorted(set(known) - used) if everything else []
    for path, fingerprint in stale:
        print(f"{ALLOWED.name}: {path} no longer holds {fingerprint}")
    if bad or stale:
        sys.exit(
            f"{len(bad)} possible secrets. Take a real one out and change it where it is used; give the others a reason in {ALLOWED.name}."
        )


if __name__ == "__main__":
    main()
