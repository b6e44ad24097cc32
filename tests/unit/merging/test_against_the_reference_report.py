"""The reference report is the oracle: whole structures must be equal."""

import subprocess
import sys
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest
import yaml

from app.catalogue import (
    build_catalogue,
    check_package,
    load_supplement,
    plan_install,
    read_package,
)
from app.domain.catalogue import Catalogue
from app.domain.merge_report import bundle_reports
from app.domain.questions import spread_answers
from app.forms.draft import Draft
from tests.unit.merging.builders import RULES, SHIPPED
from tests.unit.merging.packages import generate

ORACLE = Path(__file__).parents[2] / "data" / "merge_report.py"
DAY = date(2026, 1, 1)
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


def reference(package: Path) -> list[dict]:
    run = subprocess.run(
        [sys.executable, "-X", "utf8", str(ORACLE), str(package), "--yaml"],
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return yaml.safe_load(run.stdout)["results"]


def installed(package: Path) -> Catalogue:
    """Import a package as the program does: checked whole, versioned, built."""
    checked = check_package(read_package(package), ())
    return build_catalogue(plan_install(checked, (), DAY).new, load_supplement())


def written(folder: Path, seed: int) -> Path:
    items, concepts, bundles = generate(seed)
    (folder / "items").mkdir()
    files = {f"items/{item['id']}.yaml": item for item in items}
    files |= {"concepts.yaml": concepts, "bundles.yaml": bundles}
    for name, data in files.items():
        text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
        (folder / name).write_text(text, "utf-8")
    return folder


def test_every_profile_of_the_shipped_catalogue_equals_the_reference_report():
    expected = reference(SHIPPED)
    assert len(expected) == 19
    assert bundle_reports(installed(SHIPPED), RULES) == expected


def test_a_package_whose_departments_disagree_equals_the_reference_report():
    package = ORACLE.parent / "packages" / "disagreeing"
    assert bundle_reports(installed(package), RULES) == reference(package)


def test_the_savings_on_the_screen_equal_the_reference_report_for_every_profile():
    catalogue = installed(SHIPPED)
    expected = {(one["bundle"], one["profile"]): one for one in reference(SHIPPED)}
    for bundle in catalogue.bundles.values():
        for profile in bundle.profiles:
            draft = Draft(catalogue, RULES, UUID(int=1), NOW)
            draft.choose_bundle(bundle.id, profile.answers)
            items = [item.item_id for item in draft.form.items]
            for group, value in spread_answers(catalogue, items, profile.item_answers).items():
                draft.answer(group, value)
            shown = asdict(draft.form.savings)
            assert shown == {key: expected[bundle.id, profile.name][key] for key in shown}


@pytest.mark.parametrize("seed", range(12))
def test_packages_never_seen_before_equal_the_reference_report(seed, tmp_path):
    package = written(tmp_path, seed)
    assert bundle_reports(installed(package), RULES) == reference(package)
