"""Fields, forms and valid numbers for the tests of checks."""

from datetime import date, datetime

from hypothesis import strategies as st

from app.checks import CheckContext, check_kind
from app.checks.credit_code import check_character, org_check
from app.checks.identity import PROVINCES, check_digit
from app.domain.merged_form import MergedField, MergedForm, Savings, Selection, Source

TODAY = date(2026, 11, 24)
NOW = datetime.fromisoformat("2026-11-24T09:30:00+08:00")
CONTEXT = CheckContext(TODAY, NOW)
CODE_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def field(kind, key="some.fact", label="某项", **options):
    """Build one field of a merged form."""
    return MergedField(key, key, label, kind, "s", (), True, Source.TYPED, **options)


def form(*fields):
    """Build a merged form of these fields."""
    by_key = {one.key: one for one in fields}
    return MergedForm(Selection(()), (), (), (), by_key, (), Savings(), frozenset())


def verdict(kind, text):
    """Check a value of a kind; returns the value and the codes of the findings."""
    checked = check_kind(kind, text, TODAY)
    return checked.value, [finding.code for finding in checked.findings]


def codes(checked):
    """Return the codes of the findings."""
    return [finding.code for finding in checked.findings]


@st.composite
def id_numbers(draw):
    """Draw a valid 18-digit identity number of any of the four kinds."""
    province = draw(st.sampled_from(sorted(PROVINCES)))
    area = draw(
        st.one_of(
            st.integers(0, 9999).map(lambda n: f"{province}{n:04}"),
            st.sampled_from(["810000", "820000", "830000"]),
            st.integers(0, 999).map(lambda n: f"9{province}{n:03}"),
        )
    )
    birth = draw(st.dates(date(1900, 1, 1), TODAY))
    first17 = f"{area}{birth:%Y%m%d}{draw(st.integers(0, 999)):03}"
    return first17 + check_digit(first17)


@st.composite
def credit_codes(draw):
    """Draw a valid unified social credit code."""
    begin = draw(
        st.sampled_from(["11", "12", "51", "52", "53", "91", "92", "93", "N2", "A1", "Y1"])
    )
    area = f"{draw(st.sampled_from(sorted(PROVINCES)))}{draw(st.integers(0, 9999)):04}"
    inner = draw(st.text(CODE_ALPHABET, min_size=8, max_size=8))
    first17 = begin + area + inner + org_check(inner)
    return first17 + check_character(first17)
