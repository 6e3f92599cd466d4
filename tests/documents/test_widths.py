from wardmote.documents import Column, Table
from wardmote.documents.widths import GAP, LEAST, ROOM, shares


def _table(*cells, numeric=()):
    columns = tuple(Column(f"c{at}", numeric=at in numeric) for at in range(len(cells)))
    return Table("A table", columns, (cells,))


def test_a_number_has_its_whole_length_in_a_crowded_table_too():
    words = "several words that would go on and on and on"
    crowded = _table(words, words, words, "+11.3 to +25.7 %", words, words, numeric=(3,))
    assert shares(crowded)[3] == len("+11.3 to +25.7 %") + GAP
    assert shares(crowded)[0] == LEAST + GAP
    assert sum(shares(crowded)) > ROOM


def test_words_stay_on_one_line_where_there_is_room():
    assert shares(_table("Lancaster", "7,191", "cannot tell (size uncertain)", numeric=(1,)))[2] == 28 + GAP


def test_no_column_is_narrower_than_its_longest_word_or_its_name():
    table = Table(
        "A table", (Column("Count"), Column("Placement", numeric=True)), (("antidisestablishmentarianism", "1"),)
    )
    assert shares(table) == (28 + GAP, 9 + GAP)
