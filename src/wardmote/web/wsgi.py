"""The application that a WSGI server runs."""

import os
import threading

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wardmote.web.settings")
application = get_wsgi_application()


def _warm() -> None:
    """What the first visitor would otherwise wait seconds for: the lake, and the engine that draws pictures."""
    from wardmote import charts
    from wardmote.evidence import queries

    queries.warm()
    charts.svg(charts.ranking([]))


threading.Thread(target=_warm, name="warm", daemon=True).start()
