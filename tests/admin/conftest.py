"""Running commands: in process, on a store of their own, answering JSON."""

import json
import shutil

import pytest
from click.testing import CliRunner

from app import paths
from app.admin.__main__ import yichuang_admin
from tests.services.builders import started


class Answer:
    """What a command answered."""

    def __init__(self, result):
        self.code = result.exit_code
        self.text = result.stdout
        self.errors = result.stderr
        self.failure = result.exception

    @property
    def json(self):
        return json.loads(self.text)


@pytest.fixture
def run():
    """Run a command; a fault of ours fails the test instead of looking like a refusal."""

    def command(*words, stdin=None):
        result = CliRunner().invoke(yichuang_admin, [str(word) for word in words], input=stdin)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Answer(result)

    return command


@pytest.fixture(scope="session")
def started_home(tmp_path_factory):
    folder = tmp_path_factory.mktemp("admin-started")
    started(folder)
    return folder


@pytest.fixture
def home(started_home):
    """The data folder of the commands, after `init`."""
    shutil.copytree(started_home, paths.home())
    return paths.home()
