"""Who walks through these stories; the site and the browser are fixtures of `tests/browser/visitors.py`."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.watch import Watch


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def scripts(request: pytest.FixtureRequest) -> bool:
    """Every story a stranger lives holds with JavaScript and without."""
    return bool(request.param)


@pytest.fixture
def stranger(chromium: Browser, site: str, scripts: bool) -> Iterator[Page]:
    """Somebody without an account, who leaves without a cookie, and whose browser had nothing to complain of."""
    with chromium.new_context(base_url=site, locale="fr-FR", java_script_enabled=scripts) as context:
        page = context.new_page()
        watch = Watch(page)
        yield page
        assert context.cookies() == []
        assert (watch.complaints, watch.strangers) == ([], [])
