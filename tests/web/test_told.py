"""What a partnership tells its members is on their Home; and the pages of drafts and of what is told are found without knowing their addresses."""

from tests.accounts.asking import post

HOME, TOLD = "/", "What everybody must know:\nthe panel meets <b>on Tuesday</b>."


def tell(client, **fields):
    return post(
        client, "/partnership", **({"contact": "The desk, 01234 567890", "notice": TOLD, "version": 1} | fields)
    )


def test_what_a_partnership_tells_its_members_is_on_their_home_and_on_nobody_elses(client_for, cast):
    assert "From your partnership" not in client_for(cast.manager).get(HOME).content.decode()
    assert tell(client_for(cast.administrator)).status_code == 302
    for member in (cast.manager, cast.reader, cast.administrator):
        page = client_for(member).get(HOME).content.decode()
        assert "the panel meets &lt;b&gt;on Tuesday&lt;/b&gt;." in page
        assert "Whom to ask: The desk, 01234 567890" in page
    for member in (cast.outsider, cast.nobody):
        assert "From your partnership" not in client_for(member).get(HOME).content.decode()


def test_who_runs_the_partnership_or_its_accounts_finds_the_page_of_what_is_told_beside_people(client_for, cast):
    for member in (cast.administrator, cast.manager):
        assert 'href="/partnership"' in client_for(member).get("/people").content.decode()
        page = client_for(member).get("/partnership").content.decode()
        assert 'href="/partnership" aria-current="page"' in page
    assert 'href="/partnership"' not in client_for(cast.reader).get("/people").content.decode()


def test_everybody_finds_their_drafts_from_their_account(client_for, cast):
    for member in (cast.manager, cast.nobody):
        assert 'href="/drafts"' in client_for(member).get("/account").content.decode()
