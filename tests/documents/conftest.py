"""Documents that several tests look at, made once."""

import pytest

from tests.documents.samples import report
from wardmote import documents
from wardmote.documents import fonts


@pytest.fixture(scope="session")
def typeface():
    if fonts.folder() is None:
        pytest.skip("no typeface to print with: the page assets have not been installed")


@pytest.fixture(scope="session")
def html_page():
    return documents.html(report())


@pytest.fixture(scope="session")
def word_file():
    return documents.docx(report())


@pytest.fixture(scope="session")
def pdf_file(typeface):
    return documents.pdf(report())
