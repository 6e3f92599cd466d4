"""What the house's own filters write into a page."""

from markupsafe import Markup

from wardmote.web.templating import breakable


def test_an_address_may_be_broken_after_its_at_and_its_dots():
    assert breakable("addy.administrator@southfold.example") == "addy.<wbr>administrator@<wbr>southfold.<wbr>example"
    assert breakable("nobody@example") == "nobody@<wbr>example"
    assert breakable("") == ""


def test_an_address_cannot_bring_markup_with_it():
    written = breakable('"<b>.<i>"@x.example')
    assert isinstance(written, Markup)
    assert written == "&#34;&lt;b&gt;.<wbr>&lt;i&gt;&#34;@<wbr>x.<wbr>example"
