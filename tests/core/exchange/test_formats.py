from quizzes.core.exchange import FORMATS, factsheet
from quizzes.core.exchange.factsheet import Sheet


def test_the_fact_sheet_is_one_of_the_formats() -> None:
    assert FORMATS["factsheet"].module is factsheet


def test_every_format_writes_and_reads_an_empty_sheet() -> None:
    for found in FORMATS.values():
        assert found.module.read(found.module.write(Sheet()), {}.get) == Sheet()
