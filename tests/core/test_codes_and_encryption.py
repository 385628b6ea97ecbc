import re

import pytest
from cryptography.exceptions import InvalidTag

from core.kernel.codes import PATTERN, clean_code, new_code
from core.kernel.encryption import blind_index, decrypt, encrypt


def test_a_code_can_be_said_over_the_phone():
    for _turn in range(200):
        code = new_code("K")
        assert re.fullmatch(PATTERN, code)
        assert clean_code(code.lower().replace("-", " ").replace("1", "l").replace("0", "o")) == code


def test_a_mistyped_code_is_noticed():
    wrong = 0
    for _turn in range(300):
        code = new_code("K")
        other = "2" if code[3] != "2" else "3"
        wrong += clean_code(code[:3] + other + code[4:]) == ""
    assert wrong > 280


def test_a_ciphertext_moved_to_another_column_does_not_open():
    sealed = encrypt("1471991205140000", column="children_child.nik")
    assert decrypt(sealed, column="children_child.nik") == "1471991205140000"
    with pytest.raises(InvalidTag):
        decrypt(sealed, column="children_child.kk_number")


def test_a_new_key_in_front_encrypts_and_the_old_one_still_opens(settings):
    old = encrypt("rahasia", column="a.b")
    settings.FIELD_KEYS = [("v2", b"2" * 32), *settings.FIELD_KEYS]
    assert encrypt("rahasia", column="a.b").startswith("v2:")
    assert decrypt(old, column="a.b") == "rahasia"


def test_the_blind_index_finds_equal_values_only_within_a_purpose():
    assert blind_index("123", purpose="nik") == blind_index("123", purpose="nik")
    assert blind_index("123", purpose="nik") != blind_index("123", purpose="phone")
    assert blind_index("", purpose="nik") == ""
