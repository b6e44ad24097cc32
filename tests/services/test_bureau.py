"""The bureau in force: imported whole, edited in versions."""

import yaml

from app.services import accounts, bureau, catalogue, sign_in
from app.services.bureau import SAMPLE
from tests.services.builders import received
from tests.services.problems import problem


def a_file(tmp_path, **changes):
    data = yaml.safe_load(SAMPLE.read_text(encoding="utf-8"))
    data.update(changes)
    path = tmp_path / "bureau.yaml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    return path


def test_an_imported_file_is_the_next_version(office, system, tmp_path):
    done = bureau.import_file(office, system, a_file(tmp_path, name="某区行政审批服务局"))
    assert done.version == 2
    assert bureau.current(office).name == "某区行政审批服务局"


def test_a_faulty_file_changes_nothing(office, system, tmp_path):
    path = tmp_path / "bureau.yaml"
    path.write_text("region: abc\n", encoding="utf-8")
    before = bureau.current(office)
    with problem("bureau.file-faulty") as caught:
        bureau.import_file(office, system, path)
    assert caught.value.findings
    assert all("bureau.yaml:" in finding.where for finding in caught.value.findings)
    assert bureau.current(office) == before


def test_accounts_follow_a_store_into_its_real_region(office, system, tmp_path):
    bureau.import_file(office, system, a_file(tmp_path, region="370983"))
    names = {one.name for one in accounts.all_accounts(office) if one.active}
    assert names == {"sysadmin", "secadmin", "auditadmin"}
    assert {one.region for one in accounts.all_accounts(office)} == {"370983"}


def test_the_region_is_fixed_once_there_are_cases(office, clerk, system, tmp_path):
    received(office, clerk)
    with problem("bureau.region-fixed"):
        bureau.import_file(office, system, a_file(tmp_path, region="370983"))


def test_halls_windows_and_stations_are_added_in_versions(office, system):
    bureau.add_hall(office, system, "h9", "城西分厅", "某路9号", "9:00-17:00")
    bureau.add_window(office, system, "w99", "h9", "99", "99号综合窗口")
    changes = bureau.add_station(office, system, "w99-1", "w99", "一号工位")
    assert changes.bureau
    assert bureau.place_of(bureau.current(office), "w99-1") == ("h9", "w99")
    assert any("99号综合窗口" in choice.label for choice in sign_in.stations(office))
    bureau.rename(office, system, "windows", "w99", "新窗口")
    assert next(w for w in bureau.current(office).windows if w.id == "w99").name == "新窗口"


def test_a_taken_id_is_refused(office, system):
    hall = bureau.current(office).halls[0]
    with problem("bureau.id-taken"):
        bureau.add_hall(office, system, hall.id, "x", "y", "z")
    with problem("bureau.part-unknown"):
        bureau.rename(office, system, "halls", "nothing", "x")


def test_a_window_without_a_hall_is_refused_and_nothing_stays(office, system):
    before = bureau.current(office)
    with problem("bureau.file-faulty"):
        bureau.add_window(office, system, "w98", "no-hall", "98", "98号")
    assert bureau.current(office) == before


def test_only_the_system_administrator_edits(office, security, clerk, tmp_path):
    for actor in (security, clerk):
        with problem("right.missing"):
            bureau.add_hall(office, actor, "h9", "城西分厅", "某路9号", "9:00-17:00")
        with problem("right.missing"):
            bureau.import_file(office, actor, a_file(tmp_path))
        with problem("right.missing"):
            catalogue.install(office, actor, catalogue.SHIPPED, None)


def test_before_the_first_import_there_is_no_bureau(empty_office):
    with problem("bureau.none"):
        bureau.current(empty_office)
    with problem("catalogue.none"):
        catalogue.current(empty_office)


def test_installing_the_same_package_again_changes_nothing(office, system):
    done = catalogue.install(office, system, catalogue.SHIPPED, None)
    assert done.new == ()
    assert "item:SCJG-03" in done.unchanged or "SCJG-03" in str(done.unchanged)


def test_the_overview_lists_every_version(office):
    lines = catalogue.overview(office)
    assert len([line for line in lines if line.kind == "item"]) == 36
    assert len([line for line in lines if line.kind == "bundle"]) == 8
