"""The site killed while an editor publishes: each publication is whole or has not been, and is found once."""

import json
import re
import threading
import time
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

from tests.browser.pages import EDITOR, PASSWORD
from tests.browser.readymade import House, a_house_like
from tests.browser.visitors import free_port
from tests.contract.test_worker import wait_until

DRAFTS = 40


class Editor:
    """Somebody signed in, who fills in the site's own forms."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.web = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        self.post("/compte/connexion/", login=EDITOR, password=PASSWORD)

    def post(self, path: str, **fields: str) -> None:
        form = self.web.open(f"{self.address}{path}", timeout=20).read().decode()
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)
        assert token is not None, form[:500]
        sent = urllib.parse.urlencode(fields | {"csrfmiddlewaretoken": token[1]}).encode()
        self.web.open(f"{self.address}{path}", data=sent, timeout=20).read()

    def publish(self, page: object) -> None:
        self.post(f"/admin/bulk/wagtailcore/page/publish/?next=%2Frobots.txt&id={page}")


@pytest.fixture
def house(ready_site: Path, tmp_path: Path) -> House:
    house = a_house_like(ready_site, tmp_path / "site", free_port())
    sheets = tmp_path / "sheets.jsonl"
    records = [{"id": f"reprise-{n}", "kind": "sheet", "title": f"Reprise n{n}x"} for n in range(DRAFTS)]
    sheets.write_text("\n".join(json.dumps(record) for record in records))
    house.manage("import_sheets", str(sheets))
    return house


def pages(house: House, live: bool) -> list[object]:
    """Numbers of our sheets that are published, or still drafts."""
    question = f"select id from wagtailcore_page where live = {int(live)} and title like 'Reprise %' order by id"
    return [row[0] for row in house.rows(question)]


def publish_until_it_dies(editor: Editor, drafts: list[object], answered: list[object]) -> None:
    for page in drafts:
        try:
            editor.publish(page)
        except OSError:
            return
        answered.append(page)


def killed_at_work(house: House, after: int) -> list[object]:
    """Start the site, publish draft after draft, kill it once so many are answered; say which were."""
    site = house.serve()
    answered: list[object] = []
    rest = (Editor(house.address), pages(house, live=False), answered)
    hand = threading.Thread(target=publish_until_it_dies, args=rest)
    hand.start()
    limit = time.monotonic() + 60
    while len(answered) < after and time.monotonic() < limit:
        time.sleep(0.01)
    site.kill()
    site.wait()
    hand.join()
    assert after <= len(answered) < DRAFTS
    return answered


def is_paid(house: House) -> bool:
    return not house.rows("select 1 from search_indexentry where version > indexed limit 1")


def test_a_site_killed_while_sheets_are_published_keeps_its_word(house: House) -> None:
    answered = [*killed_at_work(house, after=5), *killed_at_work(house, after=6)]
    site = house.serve()
    try:
        live = set(pages(house, live=True))
        assert set(answered) <= live, "whatever was answered is there"
        assert len(live) <= len(answered) + 2, "and at most the one in hand at each kill"

        logged = house.rows("select page_id from wagtailcore_pagelogentry where action = 'wagtail.publish'")
        assert live <= {row[0] for row in logged}, "with its line in the history"
        wait_until(lambda: is_paid(house))
        paid = house.rows("select cast(key as integer) from search_indexentry where version > 0")
        assert live <= {row[0] for row in paid}, "and its event paid"
        found = json.load(urllib.request.urlopen(f"{house.address}/api/v1/search?q=reprise&size=50", timeout=20))
    finally:
        site.terminate()
        site.wait(30)
    ours = sorted(int(result["key"]) for result in found["results"] if result["title"].startswith("Reprise n"))
    assert ours == sorted(live), "each is found, once"
