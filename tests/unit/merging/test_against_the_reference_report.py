"""The reference report is the oracle: whole structures must be equal."""

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from app.domain.merge_report import bundle_reports
from tests.unit.merging.builders import MARKERS, RULES, SHIPPED, catalogue_of, shipped
from tests.unit.merging.packages import generate

ORACLE = Path(__file__).parents[2] / "data" / "merge_report.py"


def reference(package: Path) -> list[dict]:
    run = subprocess.run(
        [sys.executable, "-X", "utf8", str(ORACLE), str(package), "--yaml"],
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return yaml.safe_load(run.stdout)["results"]


def test_every_profile_of_the_shipped_catalogue_equals_the_reference_report():
    expected = reference(SHIPPED)
    assert len(expected) == 19
    assert bundle_reports(shipped(), RULES, MARKERS) == expected


@pytest.mark.parametrize("seed", range(12))
def test_packages_never_seen_before_equal_the_reference_report(seed, tmp_path):
    items, concepts, bundles = generate(seed)
    (tmp_path / "items").mkdir()
    for item in items:
        path = tmp_path / "items" / f"{item['id']}.yaml"
        path.write_text(yaml.safe_dump(item, allow_unicode=True), "utf-8")
    (tmp_path / "concepts.yaml").write_text(yaml.safe_dump(concepts, allow_unicode=True), "utf-8")
    (tmp_path / "bundles.yaml").write_text(yaml.safe_dump(bundles, allow_unicode=True), "utf-8")
    catalogue = catalogue_of(items, concepts, bundles)
    assert bundle_reports(catalogue, RULES, MARKERS) == reference(tmp_path)
