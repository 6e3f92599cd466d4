"""A browser in words: what its user agent says it is. Enough for somebody to know their own telephone again, and no more."""

from wardmote.words import gettext as _

BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"), ("FxiOS", "Firefox"),
            ("Chrome", "Chrome"), ("CriOS", "Chrome"), ("Safari", "Safari"))  # fmt: skip
MACHINES = (("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("CrOS", "Chromebook"),
            ("Macintosh", "Mac"), ("Linux", "Linux"))  # fmt: skip


def words(agent: str) -> str:
    """Such as "Firefox on Windows". The order of the lists matters: one browser calls itself by the names of others."""
    browser = next((name for sign, name in BROWSERS if sign in agent), "")
    machine = next((name for sign, name in MACHINES if sign in agent), "")
    if browser and machine:
        return _("{browser} on {machine}").format(browser=browser, machine=machine)
    return browser or machine or _("A browser that does not say what it is")
