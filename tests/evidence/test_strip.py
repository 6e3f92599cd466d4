"""Home shows the partnership in one strip of five figures, or none where there is nothing to show."""

import pytest

from wardmote.evidence.presenters.strip import FIVE

pytestmark = pytest.mark.usefixtures("lake")


def test_home_has_five_figures_with_verdicts_and_trends_in_words(client_for, cast):
    page = client_for(cast.manager).get("/").content.decode()
    assert page.count('class="wm-figures__one"') == len(FIVE)
    assert "7,096" in page or "in the latest" in page
    assert page.count('class="wm-sparkline"') == len(FIVE)
    assert page.count("in the latest") == len(FIVE)
    assert "disrupted base" in page


def test_somebody_without_a_hat_gets_no_strip(client_for, cast):
    assert "wm-figures" not in client_for(cast.nobody).get("/").content.decode()


def test_without_a_lake_home_goes_without(client_for, cast, monkeypatch, tmp_path):
    monkeypatch.setenv("WARDMOTE_HOME", str(tmp_path))
    assert "wm-figures" not in client_for(cast.manager).get("/").content.decode()
