"""The files of deployment, as far as they can be checked without a Docker engine."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from django.conf import settings
from environ import Env

from config.environment import elasticsearch

ROOT = Path(settings.BASE_DIR)


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text())


def test_the_compose_file_follows_the_published_schema(compose: dict[str, Any]) -> None:
    schema = json.loads((Path(__file__).parent / "compose-spec.json").read_text())
    compose_without_notes = {key: value for key, value in compose.items() if not key.startswith("x-")}
    jsonschema.Draft7Validator(schema).validate(compose_without_notes)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft7Validator(schema).validate({"services": {"web": {"imagge": "x"}}})


def test_every_part_of_the_site_is_there_and_watched(compose: dict[str, Any]) -> None:
    services = compose["services"]
    assert set(services) == {"setup", "web", "worker", "postgres", "redis", "elasticsearch"}
    assert services["elasticsearch"]["image"] == "elasticsearch:9.2.4"
    for name in ("web", "postgres", "redis", "elasticsearch"):
        assert services[name]["healthcheck"]["test"][0] == "CMD", name


def test_no_secret_is_written_or_guessed(compose: dict[str, Any]) -> None:
    for name in ("web", "worker", "setup"):
        environment = compose["services"][name]["environment"]
        assert environment["SECRET_KEY"].startswith("${SECRET_KEY:?")
        assert "${POSTGRES_PASSWORD:?" in environment["DATABASE_URL"]
    assert compose["services"]["postgres"]["environment"]["POSTGRES_PASSWORD"].startswith("${POSTGRES_PASSWORD:?")


def test_what_nobody_says_of_elasticsearch_is_handed_on_as_not_said(
    compose: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    environment = compose["services"]["worker"]["environment"]
    handed_on = {name: said for name, said in environment.items() if name.startswith("ELASTICSEARCH_")}
    assert handed_on == {name: f"${{{name}:-}}" for name in handed_on}
    monkeypatch.setattr(Env, "ENVIRON", {"ELASTICSEARCH_URL": "https://moteur.example"})
    unsaid = elasticsearch(Env())
    assert {f"ELASTICSEARCH_{each.upper()}" for each in unsaid} == set(handed_on)
    monkeypatch.setattr(Env, "ENVIRON", dict.fromkeys(handed_on, "") | Env.ENVIRON)
    assert elasticsearch(Env()) == unsaid
    assert unsaid["verify"] is True
    monkeypatch.setattr(Env, "ENVIRON", Env.ENVIRON | {"ELASTICSEARCH_VERIFY": "off"})
    assert elasticsearch(Env())["verify"] is False


def test_every_named_volume_is_declared(compose: dict[str, Any]) -> None:
    used = {volume.split(":")[0] for service in compose["services"].values() for volume in service.get("volumes", ())}
    assert used == set(compose["volumes"])


def test_the_image_runs_as_nobody_in_particular_and_installs_by_hash() -> None:
    lines = (ROOT / "Dockerfile").read_text().splitlines()
    assert "USER site" in lines
    assert any("--require-hashes" in line for line in lines)
    assert any(line.startswith("HEALTHCHECK") for line in lines)
