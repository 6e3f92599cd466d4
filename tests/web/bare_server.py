"""The server as we set it up, before an application of a test's own."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from waitress import wasyncore

from tests.web.test_server import free_port
from wardmote.web import server


@contextmanager
def serving(application) -> Iterator[int]:
    """Its port. At the end everything is closed in the thread that listens: closed from another, that one would find sockets gone from under it."""
    port = free_port()
    listening = server.listening(application, "127.0.0.1", port)
    thread = threading.Thread(
        target=listening.asyncore.loop, kwargs={"map": listening._map, "timeout": 0.1, "use_poll": True}
    )
    thread.start()
    try:
        yield port
    finally:
        listening.task_dispatcher.shutdown()
        listening.trigger.pull_trigger(lambda: wasyncore.close_all(listening._map, ignore_all=True))
        thread.join(10)
        assert not thread.is_alive()
