"""The application that a WSGI server runs."""

import os
import threading

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wardmote.web.settings")
application = get_wsgi_application()

# Now, and not in the thread below: two threads that import the same modules for the first time find some of them half made.
from wardmote import charts  # noqa: E402 - Django must be ready
from wardmote.evidence import queries  # noqa: E402
from wardmote.web import urls  # noqa: E402, F401


def _warm() -> None:
    """What the first visitor would otherwise wait seconds for: the lake, and the engine that draws pictures."""
    queries.warm()
    charts.svg(charts.ranking([]))


threading.Thread(target=_warm, name="warm", daemon=True).start()
