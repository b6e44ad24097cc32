"""The program as a blind clerk meets it: a real screen, real keys, and the accessibility tree."""

import json
import subprocess
import sys
from contextlib import closing

import pytest

from app import paths
from app.admin.opening import open_office
from app.services import bureau
from db.credentials import MemorySecrets
from tests.blackbox.stage import ROOT, stage
from tests.requirements import require_group

NAME, ID_NUMBER = "王秀兰", "370902199003070423"
ADDRESS = "山东省泰安市泰山区青年路12号"
ITEM = {"typed": "cjrz", "found": "残疾人证新办\u3000CL-01"}
FIRST = {"申请人姓名": NAME, "申请人证件号码": ID_NUMBER}
ANSWERS = {  # a drop-down or a tick: its key, then what it must come to
    "性别": "2 女",
    "民族": "1 汉",
    "出生日期": "1990-03-07",
    "户籍地址": ADDRESS,
    "现居住地址": ADDRESS,
    "申请人联系电话": "13853812345",
    "申请残疾类别": "4 肢体",
}
NAMED_ALONE = {"查找事项", "已选事项", "材料清单"}
"""Without a label of their own: the search line and the two lists under a heading."""


def admin(*words):
    """Run the command line on the test's own data; return its answer."""
    done = subprocess.run(
        [sys.executable, "-m", "app.admin", *words, "--json"],
        capture_output=True,
        cwd=ROOT,
        check=True,
    )
    return json.loads(done.stdout)


@pytest.fixture
def account():
    """A clerk of a new store, both made by the command line."""
    require_group("blackbox")
    admin("init")
    made = admin("account", "add", "li.na", "--display-name", "李娜", "--staff-no", "0412")
    return {**made, "password": "Deng-lu2026#"}


def played(account, tmp_path):
    """Let the clerk play the sitting on a stage; return what was seen and the exit code."""
    log = tmp_path / "program.log"
    told = {"account": account, "item": ITEM, "first": FIRST, "answers": ANSWERS}
    with stage() as screen, screen.program(paths.home(), log) as program:
        done = screen.person("tests.blackbox.clerk", json.dumps(told))
        said = log.read_text(encoding="utf-8", errors="replace")
        assert done.returncode == 0, f"{done.stderr}\nthe program said: {said}"
        return json.loads(done.stdout), program.wait(20)


def test_a_clerk_who_sees_only_the_accessibility_tree_receives_a_sitting(account, tmp_path) -> None:
    seen, code = played(account, tmp_path)
    assert code == 0
    assert seen["lost"] == [], "the keys do not come back to the field from these"

    # The number gives sex and day of birth, and one address the other: those are not asked again.
    assert not {"性别", "出生日期", "申请人证件号码"} & set(seen["asked"])
    form = {one["caption"]: one for one in seen["form"]["inputs"]}
    assert form["性别"]["content"] == "女"
    assert form["出生日期"]["content"] == "1990-03-07"

    visible = set(seen["form"]["labels"]) | NAMED_ALONE
    nameless = [
        one
        for one in seen["form"]["inputs"]
        if one["role"] not in ("check box", "radio button") and one["caption"] not in visible
    ]
    assert nameless == [], "inputs whose caption nobody can see"
    assert all(one["caption"] for one in seen["form"]["inputs"])

    assert not any(private in words for words in seen["after"] for private in (NAME, ID_NUMBER))
    check_store(account, seen["number"])


def check_store(account, number) -> None:
    """Find the sitting of that number whole in the store, and nothing of it in the drafts."""
    office = open_office(paths.home(), MemorySecrets())
    region = bureau.current(office).region
    with closing(office.store), office.store.read() as reader:
        (line,) = reader.cases.lines(region, day=None, text=number, limit=2)
        sitting = reader.cases.sitting(region, line.sitting_id)
        assert sitting is not None
        assert sitting.applicant.name == NAME
        assert sitting.applicant.id_number == ID_NUMBER
        assert sitting.clerk_name == account["display_name"]
        assert sitting.values["applicant.hukou_address"] == ADDRESS
        (case,) = reader.cases.cases_of(region, sitting.id)
        assert case.item_id == "CL-01"
        assert reader.papers.of_sitting(region, sitting.id)
        assert reader.drafts.of_account(region, sitting.clerk_id) == ()
        assert reader.journal.verify_chain(sitting.station).seq > 0
