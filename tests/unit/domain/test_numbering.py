"""Numbers as printed and as scanned."""

from hypothesis import given
from hypothesis import strategies as st

from app.domain.numbering import barcode_number, printed_number
from app.domain.paper import SeriesKey

KEY = SeriesKey("370902", "bureau", "receipt", 2026, practice=False)


def test_the_printed_number_has_six_angle_brackets():
    assert printed_number(KEY, "泰审批", "收", 12) == "泰审批收〔2026〕12号"


def test_a_practice_number_says_so_in_both_forms():
    practice = SeriesKey("370902", "bureau", "receipt", 2026, practice=True)
    assert printed_number(practice, "泰审批", "收", 12) == "练泰审批收〔2026〕12号"
    assert barcode_number(practice, "RC", 12) != barcode_number(KEY, "RC", 12)


def test_an_authority_with_a_chinese_id_still_gets_an_ascii_barcode():
    key = SeriesKey("370902", "某部门", "receipt", 2026, practice=False)
    assert barcode_number(key, "RC", 12).isascii()


authorities = st.sampled_from(["bureau", "fire", "tax-upper", "某部门", "另一部门"])
keys = st.builds(
    SeriesKey,
    st.sampled_from(["370902", "370112"]),
    authorities,
    st.just("receipt"),
    st.integers(2020, 2099),
    st.booleans(),
)


@given(st.tuples(keys, st.integers(1, 10**7)), st.tuples(keys, st.integers(1, 10**7)))
def test_different_numbers_have_different_barcodes(one, other):
    if one != other:
        assert barcode_number(one[0], "RC", one[1]) != barcode_number(other[0], "RC", other[1])
