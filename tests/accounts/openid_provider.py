"""A small OpenID Connect provider, as strict as the standard, for tests and for a walk in a browser.

`python -m tests.accounts.openid_provider 9133 http://127.0.0.1:8133` serves it on a port, for a site on the other.
"""

import base64
import hashlib
import hmac
import json
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from secrets import token_urlsafe
from typing import Any, NamedTuple
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key

CLIENT, SECRET = "pratiques-voisines", "un secret partagé"
Claims = dict[str, Any]


class Answer(NamedTuple):
    """What it answers a request."""

    status: int
    content_type: str
    body: str
    location: str = ""


@dataclass
class Provider:
    """Who may be known, how it answers, and what it was asked: a test changes what it wants to see refused."""

    issuer: str = "https://porte.test/api/v2"
    redirect_uri: str = "http://testserver/compte/connexion/par/proconnect/retour/"
    after_logout: str = "http://127.0.0.1:8000/compte/deconnexion/"
    person: Claims = field(default_factory=lambda: {"sub": "42", "email": "aicha@cpas.test", "email_verified": True})
    signed_userinfo: bool = False
    in_id_token: Claims = field(default_factory=dict)
    """Said instead of what is true."""
    in_userinfo: Claims = field(default_factory=dict)
    signs_with: RSAPrivateKey | None = None
    """Another key than the one it publishes."""
    away: str = ""
    """A path that does not answer."""
    garbled: str = ""
    """A path that answers nonsense."""
    asked: list[str] = field(default_factory=list)
    codes: dict[str, Claims] = field(default_factory=dict)
    tokens: dict[str, Claims] = field(default_factory=dict)
    signed_out: list[str] = field(default_factory=list)

    def answer(self, method: str, url: str, body: str = "", headers: Mapping[str, str] = {}) -> Answer:
        """One request, from the site or from a browser."""
        path = url.removeprefix(self.issuer).partition("?")[0]
        self.asked.append(path)
        if path == self.garbled:
            return Answer(200, "application/json", "[]")
        said = dict(parse_qsl(body or urlsplit(url).query))
        match method, path:
            case "GET", "/.well-known/openid-configuration":
                return _json(self.description())
            case "GET", "/jwks":
                return _json({"keys": [_public(self.key)]})
            case "GET", "/authorize":
                return self._consent(said)
            case "POST", "/token":
                return self._tokens(said)
            case "GET", "/userinfo":
                return self._userinfo(headers.get("Authorization", ""))
            case "GET", "/session/end":
                return self._end(said)
        return Answer(404, "text/plain", "")

    @property
    def key(self) -> RSAPrivateKey:
        return a_key("own")

    def description(self) -> Claims:
        """What a provider publishes of itself."""
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "jwks_uri": f"{self.issuer}/jwks",
            "end_session_endpoint": f"{self.issuer}/session/end",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
            "code_challenge_methods_supported": ["S256"],
        }

    def agree(self, address: str, **instead: str) -> str:
        """Where the browser is sent back to by somebody who agrees; `error=` when they do not."""
        said = dict(parse_qsl(urlsplit(address).query))
        assert said["redirect_uri"] == self.redirect_uri, "refused on a page of the provider's"
        assert (said["client_id"], said["response_type"]) == (CLIENT, "code")
        assert said["code_challenge_method"] == "S256"
        assert "openid" in said["scope"].split()
        if not instead:
            code = token_urlsafe(8)
            self.codes[code] = said
            instead = {"code": code}
        return f"{self.redirect_uri}?{urlencode({'state': said['state'], **instead})}"

    def _consent(self, said: Claims) -> Answer:
        address = f"{self.issuer}/authorize?{urlencode(said)}"
        links = (("Accepter", self.agree(address)), ("Refuser", self.agree(address, error="access_denied")))
        body = "".join(f'<p><a href="{escape(url)}">{label}</a></p>' for label, url in links)
        return Answer(200, "text/html; charset=utf-8", f'<html lang="fr"><title>Porte</title>{body}</html>')

    def _tokens(self, said: Claims) -> Answer:
        asked = self.codes.pop(said.get("code", ""), None)  # Good once.
        proof = base64.urlsafe_b64encode(hashlib.sha256(said.get("code_verifier", "").encode()).digest())
        if asked is None or proof.decode().rstrip("=") != asked["code_challenge"]:
            return _json({"error": "invalid_grant"}, 400)
        if not hmac.compare_digest(said["client_secret"].encode(), SECRET.encode()):
            return _json({"error": "invalid_client"}, 401)
        now, token = int(time.time()), token_urlsafe(8)
        told = {"iss": self.issuer, "aud": CLIENT, "sub": self.person["sub"], "iat": now, "exp": now + 60}
        told |= {"nonce": asked["nonce"], "acr": asked.get("acr_values", "eidas1")} | self.in_id_token
        self.tokens[token] = self.person | self.in_userinfo
        return _json({"access_token": token, "token_type": "Bearer", "expires_in": 60, "id_token": self._signed(told)})

    def _userinfo(self, bearer: str) -> Answer:
        person = self.tokens.get(bearer.removeprefix("Bearer "))
        if person is None:
            return Answer(401, "text/plain", "")
        if self.signed_userinfo:
            told = {"iss": self.issuer, "aud": CLIENT} | person
            return Answer(200, "application/jwt", self._signed(told))
        return _json(person)

    def _end(self, said: Claims) -> Answer:
        assert said["post_logout_redirect_uri"] == self.after_logout
        self.signed_out.append(jwt.decode(said["id_token_hint"], options={"verify_signature": False})["sub"])
        return Answer(302, "text/plain", "", f"{self.after_logout}?{urlencode({'state': said['state']})}")

    def _signed(self, told: Claims) -> str:
        return jwt.encode(told, self.signs_with or self.key, algorithm="RS256", headers={"kid": "one"})


@cache
def a_key(name: str) -> RSAPrivateKey:
    """A private key, always the same in this process."""
    return generate_private_key(public_exponent=65537, key_size=2048)


def _public(key: RSAPrivateKey) -> Claims:
    told: Claims = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key()))
    return told | {"kid": "one", "use": "sig", "alg": "RS256"}


def _json(said: Claims, status: int = 200) -> Answer:
    return Answer(status, "application/json", json.dumps(said))


def serve(port: int, site: str) -> None:
    """Answer on a port of this machine, until it is stopped. `?` of its front page changes who is known."""
    provider = Provider(
        issuer=f"http://127.0.0.1:{port}", redirect_uri=f"{site}/compte/connexion/par/proconnect/retour/",
        after_logout=f"{site}/compte/deconnexion/", signed_userinfo=True,
    )  # fmt: skip

    class Requests(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path.startswith("/?"):
                said = {name: values[0] for name, values in parse_qs(self.path[2:]).items()}
                provider.person = said | {"email_verified": said.get("email_verified") == "true"}
            self._answer("")

        def do_POST(self) -> None:
            self._answer(self.rfile.read(int(self.headers["Content-Length"])).decode())

        def _answer(self, body: str) -> None:
            answer = provider.answer(self.command, provider.issuer + self.path, body, dict(self.headers))
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.content_type)
            if answer.location:
                self.send_header("Location", answer.location)
            self.end_headers()
            self.wfile.write(answer.body.encode())

    ThreadingHTTPServer(("127.0.0.1", port), Requests).serve_forever()


if __name__ == "__main__":
    serve(int(sys.argv[1]), sys.argv[2])
