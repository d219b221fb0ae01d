"""What the environment says, read and checked for the settings; what cannot be so refuses to start, in French."""

import os
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from environ import Env


def one_of(env: Env, name: str, *choices: str) -> str:
    """A setting that has few values; the first is the one of who says nothing."""
    value: str = env.str(name, default=choices[0])
    if value not in choices:
        raise ImproperlyConfigured(f"{name} doit être l’un de : {', '.join(choices)}.")
    return value


def folder(path: Path) -> Path:
    """Where this site keeps its data: made if need be, and such that it can write there."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(f"DATA_DIR={path} n’est pas un dossier que l’on peut créer.") from error
    if not os.access(path, os.W_OK | os.X_OK):
        raise ImproperlyConfigured(f"DATA_DIR={path} n’est pas un dossier où ce compte peut écrire.")
    return path


def database(env: Env, file: Path, lock_timeout: int) -> dict[str, Any]:
    """The one database: `DATABASE_URL`, else SQLite in this file. It gives up a lock after so many seconds."""
    said: dict[str, Any] = env.db_url("DATABASE_URL", default=f"sqlite:///{file}")
    said |= {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}
    if said["ENGINE"] == "django.db.backends.sqlite3":
        # Measured: with Django's defaults 838 of 1,503 concurrent writes fail; with these, none.
        said["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": lock_timeout,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        }
    else:
        timeouts = {"statement": env.int("STATEMENT_TIMEOUT", default=10), "lock": lock_timeout}
        said["OPTIONS"] = {"options": " ".join(f"-c {what}_timeout={s}s" for what, s in timeouts.items())}
    return said


def elasticsearch(env: Env) -> dict[str, Any]:
    """The search engine as a service (`search.engines.elasticsearch.server.Server`): `ELASTICSEARCH_URL`, and how one
    gets in. Empty when search is the embedded engine's."""
    url: str = env.str("ELASTICSEARCH_URL", default="").rstrip("/")
    if not url:
        return {}
    read = urlsplit(url)
    if read.scheme not in ("http", "https") or not read.hostname:
        raise ImproperlyConfigured("ELASTICSEARCH_URL doit être de la forme https://moteur.example:9200.")
    name = env.str("ELASTICSEARCH_NAME", default="") or "pratiques-voisines"
    if not re.fullmatch(r"[a-z][a-z0-9-]{0,60}", name):
        raise ImproperlyConfigured("ELASTICSEARCH_NAME : des minuscules, des chiffres et des traits d’union seulement.")
    port = "" if read.port else ":9200"
    return {
        "url": read._replace(netloc=f"{read.netloc}{port}").geturl(),
        "api_key": env.str("ELASTICSEARCH_API_KEY", default=""),
        "ca_file": env.str("ELASTICSEARCH_CA_FILE", default=""),
        "fingerprint": env.str("ELASTICSEARCH_FINGERPRINT", default=""),
        # docker-compose.yml hands on as empty what nobody set: read as a boolean, it would trust any certificate.
        "verify": not env.str("ELASTICSEARCH_VERIFY", default="") or env.bool("ELASTICSEARCH_VERIFY"),
        "name": name,
    }


def other_doors(env: Env) -> list[dict[str, Any]]:
    """Allauth's description of each OpenID Connect provider: `OIDC_PROVIDERS=proconnect`, then for each of them
    OIDC_<NAME>_NAME, _SERVER, _CLIENT_ID and _SECRET, and what it asks for that is not usual: _SCOPES, _ACR,
    _CONFIRMS_ADDRESSES."""
    return [_other_door(env, name) for name in env.list("OIDC_PROVIDERS", default=[])]


def _other_door(env: Env, name: str) -> dict[str, Any]:
    said = f"OIDC_{name.upper()}_"
    level = env.str(f"{said}ACR", default="")
    return {
        "provider_id": name,
        "name": env.str(f"{said}NAME"),
        "client_id": env.str(f"{said}CLIENT_ID"),
        "secret": env.str(f"{said}SECRET"),
        "settings": {
            "server_url": env.str(f"{said}SERVER"),
            "scope": env.str(f"{said}SCOPES", default="openid profile email").split(),
            "auth_params": {"acr_values": level} if level else {},
            "confirms_addresses": env.bool(f"{said}CONFIRMS_ADDRESSES", default=False),
        },
    }
