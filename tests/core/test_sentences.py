import pytest

from quizzes.core.sentences import divide


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in divide(text, 0, len(text))]


@pytest.mark.parametrize(
    "text",
    [
        "It rained. | The sun came.",
        "Mr. Smith met Dr. Jones. | They talked.",
        "J. R. R. Tolkien wrote it. | He was English.",
        "It fell on Jan. 3 and Sept. 11. | He said no. | Then No. 5 won.",
        "Voyager left the Sun. | It flew on.",
        "“Will it rain?” she asked. | “Yes!” | He left.",
        "“Ambassadors come for consultations,” announced Zakharova. | She left.",
        "He said, “It is over.” | The crowd cheered.",
        "The U.S. Army came. | The army left the U.S. | It was over.",
        "The share price fell by 2.5 per cent. | Nobody knew why.",
        "Fruit, e.g. apples, fell at 5 p.m. yesterday. | All saw it.",
        "Acme Inc. said so. | It was Acme Inc. | The firm denied it.",
        "So it was I. | He laughed… | Then he wept.",
        "(It was late.) | He slept.",
        "What?! | Nothing.",
        "No mark at the end",
    ],
)
def test_a_paragraph_is_divided_where_its_sentences_end(text: str) -> None:
    assert sentences(text.replace("| ", "")) == [part.strip() for part in text.split("|")]


def test_a_million_full_stops_are_read_in_little_time() -> None:
    assert sentences("." * 1_000_000) == ["." * 1_000_000]
    assert len(sentences("Mr. " * 250_000)) == 1
