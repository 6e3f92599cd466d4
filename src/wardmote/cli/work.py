"""Commands about what is done in the background: the worker, and the letters that wait."""

from wardmote.cli.options import AsJson, Trust, app, needs, show_json
from wardmote.words import gettext as _


@app.command()
@needs(Trust.OPERATOR)
def work() -> None:
    """Do jobs in the foreground until interrupted: letters, seals, what people asked for. The site does so too; this is for a second machine or a service of its own."""
    from wardmote.web import worker

    worker.ready()
    print(_("Working. What is done is said line by line; interrupt to stop after the job at work."), flush=True)
    worker.run()
    print(_("Stopped."))


@app.command()
@needs(Trust.OPERATOR)
def mail(as_json: AsJson = False) -> None:
    """Show the letters that were not sent: those that wait and those that were given up. An aid where no mail server is set."""
    from wardmote.web import worker

    worker.ready()
    from wardmote.platform import outbox
    from wardmote.platform.transaction import AT_THE_COMMAND_LINE, acting_as

    with acting_as(AT_THE_COMMAND_LINE):
        found = [outbox.told(letter) for letter in outbox.waiting()]
    if as_json:
        return show_json({"letters": found})
    for letter in found:
        print("{posted_at}  {state}{problem}\nTo: {to}\nSubject: {subject}\n\n{body}\n".format(**letter))
    if not found:
        print(_("No letter waits."))
    return None
