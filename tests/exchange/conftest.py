"""Who edits in the tests of import and export."""

import pytest

from blog.accounts.models import User
from tests.factories import make_editor


@pytest.fixture
def editor() -> User:
    return make_editor(display_name="Ada Quill")
