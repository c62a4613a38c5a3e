"""Words, sentences and paragraphs, in scripts with and without spaces."""

import pytest

from text.prose import count_prose_words, count_words, is_prose, is_sentence

ENGLISH = "The harbour office said on Monday that the pier would open again before the first winter storm."
JAPANESE = "港湾局は月曜日、冬の最初の嵐が来る前に桟橋を再び開くと発表した。"
THAI = "สำนักงานท่าเรือแจ้งเมื่อวันจันทร์ว่าท่าเทียบเรือจะเปิดอีกครั้งก่อนพายุฤดูหนาวลูกแรก"
KHMER = "ការិយាល័យកំពង់ផែបាននិយាយកាលពីថ្ងៃចន្ទថាផែនឹងបើកម្តងទៀតមុនព្យុះរដូវរងាដំបូង។"


@pytest.mark.parametrize("text", [ENGLISH, JAPANESE, THAI, KHMER])
def test_a_sentence_is_prose_in_any_script(text: str) -> None:
    assert is_prose(text)
    assert 10 <= count_words(text) <= 30


@pytest.mark.parametrize(
    "text",
    ["", "Harbour news", "Read more about the pier.", "港湾局", "ท่าเรือ", "Pier | Harbour | Boats | Ferries | News"],
)
def test_labels_are_no_sentences(text: str) -> None:
    assert not is_sentence(text)


def test_only_long_paragraphs_count_where_teasers_do_not() -> None:
    assert count_prose_words([ENGLISH, "Harbour news"]) == len(ENGLISH.split())
    assert count_prose_words([ENGLISH], least=40) == 0
