"""Spreadsheets for tests of what is brought in, and the steps of whoever brings them in."""

import csv
import io
import re
from datetime import timedelta
from unittest.mock import patch
from uuid import uuid4

import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from procrastinate.contrib.django import app

from tests.accounts.asking import text_of
from wardmote.platform import clock, jobs

TODAY = clock.today()
SOON = (TODAY + timedelta(days=60)).strftime("%d/%m/%Y")


def as_csv(*rows, coding="utf-8", between=",") -> bytes:
    written = io.StringIO()
    csv.writer(written, delimiter=between).writerows(rows)
    return written.getvalue().encode(coding)


def as_xlsx(**sheets) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"default_date_format": "dd/mm/yyyy"}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return made.getvalue()


def sent(client, path, **data):
    return client.post(path, data, headers={"X-Once": str(uuid4())})


def hand_in(client, kind, data, name="log.csv", **chosen) -> str:
    """The address of the preview, after the columns were matched: as guessed, but for what is chosen. The worker has not been there yet."""
    answer = sent(client, f"/governance/imports/{kind}", file=SimpleUploadedFile(name, data))
    assert answer.status_code == 302, text_of(answer)
    here = answer["Location"].removesuffix("/match")
    match(client, here, **chosen)
    return here


def match(client, here, **chosen) -> None:
    page = client.get(f"{here}/match").content.decode()
    guessed = {}
    for name, options in re.findall(r'<select[^>]* name="(\w+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        found = re.search(r'<option value="(\d+)"[^>]* selected', options)
        guessed |= {name: found[1]} if found else {}
    answer = sent(client, f"{here}/match", **guessed | chosen)
    assert answer.status_code == 302, text_of(answer)


def work() -> None:
    """The worker does what is queued, and nothing because of the hour."""
    with patch.object(app.periodic_registry, "periodic_tasks", {}):
        jobs.work(until_empty=True)


def tried(client, here) -> str:
    """The page of a file after the worker was there."""
    work()
    return text_of(client.get(here))


def say_yes(client, here):
    """Say yes to what is shown, and have it brought in."""
    seen = re.search(r'name="seen" value="([0-9a-f]+)"', tried(client, here))
    assert seen, text_of(client.get(here))
    answer = sent(client, here, seen=seen[1])
    work()
    return answer
